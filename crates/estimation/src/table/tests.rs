use super::*;

fn table(text: &str) -> Result<Table, TableError> {
    read(text.as_bytes(), &[])
}

#[test]
fn people_and_histories_give_the_same_lists() {
    let people = "\u{feff}id;Church;Court;Clinic;place\r\n1;1;0;0;\"Karsund; north\"\r\n2;1;1;0;Velin\r\n3;1;0;0;Velin\r\n4;0;0;1;\r\n";
    let histories = "Church,Court,Clinic,n\n1,0,0,2\n1,1,0,1\n0,0,1,1\n";
    let [people, histories] = [people, histories].map(|text| table(text).unwrap());
    assert_eq!(people.lists, histories.lists);
    assert_eq!(people.left_out, ["id", "place"]);
    assert_eq!((people.counts, histories.counts), (None, Some("n".to_owned())));
    assert_eq!((people.n_rows, histories.n_rows), (4, 3));
}

#[test]
fn wanted_lists_are_taken_in_the_order_of_the_table() {
    let wanted = ["C".to_owned(), "A".to_owned()];
    let found = read(b"A,B,C\n1,0,0\n0,1,0\n1,1,1\n", &wanted).unwrap();
    assert_eq!(found.lists.names(), ["A", "C"]);
    assert_eq!(found.lists.on_none(), 1);
    let missing = read(b"A,B,C\n1,0,0\n", &["D".to_owned()]);
    assert_eq!(missing, Err(TableError::NoColumn { name: "D".to_owned(), columns: "A, B, C".to_owned() }));
}

#[test]
fn what_is_wrong_is_named_with_its_row() {
    let wanted = ["A".to_owned(), "B".to_owned()];
    let blank = read(b"A,B\n1,0\n1,\n", &wanted);
    assert_eq!(blank, Err(TableError::NotBinary { row: 3, column: "B".to_owned() }));
    assert_eq!(table("A,B\n1,0\n\n1\n"), Err(TableError::Width { row: 4, cells: 1, columns: 2 }));
    assert_eq!(table("A,A\n1,0\n"), Err(TableError::SameName { name: "A".to_owned() }));
    assert_eq!(table("A,n\n1,-2\n"), Err(TableError::NotCount { row: 2, column: "n".to_owned() }));
    assert_eq!(table("id,A\n7,1\n8,0\n7,1\n"), Err(TableError::SameId { first: 2, second: 4 }));
    assert_eq!(table("A,B\n"), Err(TableError::NoRows));
    assert_eq!(table(""), Err(TableError::NoRows));
    assert_eq!(table("A,B\nx,y\n"), Err(TableError::NoLists));
    assert_eq!(read(&[0xff, 0xfe, 0x41], &[]), Err(TableError::NotText));
}

proptest::proptest! {
    #[test]
    fn any_text_is_a_table_or_an_error(text in "[01ABn,;\"\n\r\t .-]{0,80}") {
        if let Ok(found) = table(&text) {
            let cells = found.lists.cells();
            proptest::prop_assert!(cells.iter().all(|cell| cell.lists != 0 && cell.count > 0));
            proptest::prop_assert_eq!(found.lists.people(), cells.iter().map(|cell| cell.count).sum::<u64>());
        }
    }
}
