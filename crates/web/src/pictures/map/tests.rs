//! A disc is as wide as its place is vague, everything lies on the sheet, and any view gives a map.

use super::*;

fn spot(precision: Precision, position: [f64; 2]) -> Spot {
    Spot {
        position,
        precision,
        country: Some("KH".to_owned()),
        name: "Somewhere".to_owned(),
        n_events: 3,
        title: "three events".to_owned(),
        address: format!("/map?place=l{:.0}", position[0].abs()),
        is_listed: false,
    }
}

fn words() -> Words {
    Words {
        title: "title".to_owned(),
        legend: ["town", "region", "country"].map(str::to_owned),
        countries: vec![([12.7, 104.9], "KH".to_owned(), "Cambodia".to_owned())],
        scale: "# km".to_owned(),
        notes: vec!["a note".to_owned()],
    }
}

#[test]
fn the_vaguer_the_wider() {
    let view = View::of(&[[10.0, 102.0], [15.0, 108.0]], Turn::default());
    let radius =
        |precision| placed(&spot(precision, [12.0, 105.0]), &view).map(|(.., radius)| radius).expect("in view");
    let [town, region, country] = [Precision::Town, Precision::Region, Precision::Country].map(radius);
    assert!(town < region && region < country, "{town} {region} {country}");
    // Cambodia is about as large as a disc of 240 kilometres.
    assert!((country / (240.0 / DEGREE * view.scale) - 1.0).abs() < 0.05 || country > HEIGHT * 0.59);
}

#[test]
fn any_view_gives_a_map_and_nothing_lies_beside_the_sheet() {
    let positions = [vec![], vec![[11.5, 104.9]], vec![[-80.0, -179.9], [89.0, 179.9]], vec![[f64::NAN, 3.0]]];
    for positions in positions {
        for turn in [(0, 0, 0), (5, 3, -3), (-9, 0, 0), (127, i16::MAX, i16::MIN)] {
            let view = View::of(&positions, Turn { narrower: turn.0, east: turn.1, north: turn.2 });
            let spots: Vec<Spot> = positions.iter().map(|position| spot(Precision::Region, *position)).collect();
            let drawing = draw(&spots, &view, &words(), Use::Page);
            assert!(!drawing.contains("NaN") && !drawing.contains("inf"), "{view:?}");
            assert!(drawing.len() < 600_000, "{}", drawing.len());
        }
    }
}

#[test]
fn a_ring_is_cut_at_the_edges() {
    let ring = land::cut(vec![(-500.0, 100.0), (500.0, -300.0), (1500.0, 100.0), (500.0, 900.0)]);
    assert!(ring.len() > 4);
    assert!(
        ring.iter().all(|(x, y)| (-0.01..=WIDTH + 0.01).contains(x) && (-0.01..=HEIGHT + 0.01).contains(y)),
        "{ring:?}"
    );
    assert!(land::cut(vec![(-5.0, -5.0), (-9.0, -5.0), (-5.0, -9.0)]).is_empty());
}

#[test]
fn what_is_near_the_middle_of_the_view_is_on_the_sheet() {
    let view = View::of(&[[11.5, 104.9]], Turn::default());
    assert_eq!(view.point([11.5, 104.9]), (WIDTH / 2.0, HEIGHT / 2.0));
    let (narrower, wider) = (Turn { narrower: 1, ..Turn::default() }, Turn { narrower: -1, ..Turn::default() });
    assert!(
        View::of(&[[11.5, 104.9]], narrower).scale > view.scale && View::of(&[[11.5, 104.9]], wider).scale < view.scale
    );
}
