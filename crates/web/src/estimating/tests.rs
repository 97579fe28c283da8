use super::*;

const TABLE: &[u8] = b"id,North,Court,Press,Note\n1,1,0,1,a\n2,1,1,0,b\n3,0,1,1,c\n4,1,1,1,d\n5,1,0,0,e\n";

fn quick() -> Settings {
    Settings { iterations: 1000, most_iterations: 1000, ..Settings::default() }
}

/// Waits for the thread; it ends by itself.
fn ended(estimating: &Estimating) -> Stand {
    while estimating.inner().is_running {
        std::thread::yield_now();
    }
    estimating.stand()
}

#[test]
fn only_combinations_and_numbers_are_kept_of_a_table() {
    let counted = Counted::read(TABLE).expect("a table");
    assert_eq!(counted.lists.names(), ["North", "Court", "Press"]);
    assert_eq!(counted.lists.people(), 5);
    assert_eq!(counted.hash.len(), 64);
    assert!(!format!("{counted:?}").contains("\"id\""));
}

#[test]
fn chosen_lists_are_worked_out_and_can_be_let_go_of() {
    let estimating = Estimating::default();
    assert_eq!(estimating.begin(&[], quick()), Err(NotBegun::NoTable));
    estimating.give(vec![Counted::read(TABLE).expect("a table")]);
    let two = ["North".to_owned(), "Press".to_owned()];
    assert_eq!(estimating.begin(&two, quick()), Ok(()));
    let Stand::Done(found) = ended(&estimating) else { panic!("not done") };
    assert_eq!(found[0].report.outcome, Err(estimation::Refusal::TooFewLists { lists: 2 }));
    estimating.again();
    assert!(
        matches!(estimating.stand(), Stand::Given(tables) if tables[0].lists.len() == 3),
        "all lists are there to choose"
    );
    estimating.forget();
    assert!(matches!(estimating.stand(), Stand::Nothing));
}

#[test]
fn what_was_let_go_of_does_not_come_back_and_only_one_is_worked_out() {
    let estimating = Estimating::default();
    let table = Counted::read(TABLE).expect("a table");
    let names = table.lists.names().to_vec();
    estimating.give(vec![table.clone()]);
    estimating.inner().is_running = true;
    assert_eq!(estimating.begin(&names, quick()), Err(NotBegun::Busy));
    estimating.inner().is_running = false;
    assert_eq!(estimating.begin(&names, quick()), Ok(()));
    estimating.forget();
    assert!(matches!(ended(&estimating), Stand::Nothing));
}
