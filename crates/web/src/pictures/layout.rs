//! Where the nodes of a network stand: forces from a fixed beginning, so that the same network always looks the same.

use crate::svg::Point;

const STEPS: u32 = 260;
/// Passes in which what lies upon something else is pushed aside.
const PASSES: u32 = 120;
/// Units of the sheet that an edge is long at most, about.
const EDGE: f64 = 190.0;
/// Cosine and sine of the golden angle, which spreads a beginning evenly.
const GOLDEN: Point = (-0.737_368_878_078_32, 0.675_490_294_261_52);

/// Places for boxes of these sizes in a sheet, the first one in the middle (Fruchterman and Reingold 1991, with one fixed node).
/// `edges`: pairs of positions in `sizes`. Only sums, products and roots, so the result is the same everywhere.
pub fn settle(sizes: &[(f64, f64)], edges: &[(usize, usize)], (wide, high): (f64, f64)) -> Vec<Point> {
    let mut places = spiral(sizes.len());
    let edges: Vec<(usize, usize)> =
        edges.iter().copied().filter(|(one, other)| one != other && *one.max(other) < sizes.len()).collect();
    for step in 0..STEPS {
        let heat = 0.12 * (1.0 - f64::from(step) / f64::from(STEPS));
        places = moved(&places, &edges, heat);
    }
    let mut places = fitted(&places, sizes, (wide, high));
    for _ in 0..PASSES {
        if !separated(&mut places, sizes, (wide, high)) {
            break;
        }
    }
    places
}

/// Around the first one, in the order of the list.
fn spiral(n: usize) -> Vec<Point> {
    let mut direction = (1.0, 0.0);
    (0..n)
        .map(|i| {
            let radius = (i as f64 / n.max(1) as f64).sqrt();
            let at = (direction.0 * radius, direction.1 * radius);
            direction =
                (direction.0 * GOLDEN.0 - direction.1 * GOLDEN.1, direction.0 * GOLDEN.1 + direction.1 * GOLDEN.0);
            at
        })
        .collect()
}

fn moved(places: &[Point], edges: &[(usize, usize)], heat: f64) -> Vec<Point> {
    let ideal = ideal(places.len());
    let mut forces = vec![(0.0, 0.0); places.len()];
    for (i, one) in places.iter().enumerate() {
        for (j, other) in places.iter().enumerate().filter(|(j, _)| i != *j) {
            let (x, y, far) = apart(*one, *other, i, j);
            let push = ideal * ideal / far;
            if let Some(force) = forces.get_mut(i) {
                *force = (force.0 + x / far * push, force.1 + y / far * push);
            }
        }
    }
    for &(i, j) in edges {
        let (Some(one), Some(other)) = (places.get(i), places.get(j)) else { continue };
        let (x, y, far) = apart(*one, *other, i, j);
        let pull = far * far / ideal;
        for (node, sign) in [(i, -1.0), (j, 1.0)] {
            if let Some(force) = forces.get_mut(node) {
                *force = (force.0 + sign * x / far * pull, force.1 + sign * y / far * pull);
            }
        }
    }
    let step = |(at, force): (&Point, Point)| {
        let size = (force.0 * force.0 + force.1 * force.1).sqrt().max(1e-9);
        let part = size.min(heat) / size;
        (at.0 + force.0 * part, at.1 + force.1 * part)
    };
    let mut places: Vec<Point> = places.iter().zip(forces).map(step).collect();
    if let Some(first) = places.first_mut() {
        *first = (0.0, 0.0);
    }
    places
}

/// From the other to the one; never nothing.
fn apart(one: Point, other: Point, i: usize, j: usize) -> (f64, f64, f64) {
    let nudge = if i < j { 1e-4 } else { -1e-4 };
    let (x, y) = (one.0 - other.0 + nudge, one.1 - other.1 - nudge);
    (x, y, (x * x + y * y).sqrt().max(1e-6))
}

/// Stretched over the sheet with the first one in its middle, but no further than edges are long enough; every box is on it.
fn fitted(places: &[Point], sizes: &[(f64, f64)], (wide, high): (f64, f64)) -> Vec<Point> {
    let most = |value: fn(&Point) -> f64| places.iter().map(value).fold(1e-6, |most: f64, value| most.max(value.abs()));
    let longest = EDGE / ideal(places.len());
    let stretch = ((0.42 * wide / most(|at| at.0)).min(longest * 1.3), (0.42 * high / most(|at| at.1)).min(longest));
    let on = |(at, size): (&Point, &(f64, f64))| {
        kept((wide / 2.0 + at.0 * stretch.0, high / 2.0 + at.1 * stretch.1), *size, (wide, high))
    };
    places.iter().zip(sizes).map(on).collect()
}

/// How long an edge is when nothing else is near, of a sheet of one.
fn ideal(n: usize) -> f64 {
    0.9 / (n.max(1) as f64).sqrt()
}

fn kept((x, y): Point, (box_wide, box_high): (f64, f64), (wide, high): (f64, f64)) -> Point {
    let within =
        |value: f64, half: f64, room: f64| if room > 2.0 * half { value.clamp(half, room - half) } else { room / 2.0 };
    (within(x, box_wide / 2.0, wide), within(y, box_high / 2.0, high))
}

/// Pushes boxes apart that lie upon each other. Whether any did.
fn separated(places: &mut [Point], sizes: &[(f64, f64)], room: (f64, f64)) -> bool {
    let mut any = false;
    for i in 0..places.len() {
        for j in i + 1..places.len() {
            let (Some(&one), Some(&other)) = (places.get(i), places.get(j)) else { continue };
            let (Some(&left), Some(&right)) = (sizes.get(i), sizes.get(j)) else { continue };
            let x = (left.0 + right.0) / 2.0 + 6.0 - (one.0 - other.0).abs();
            let y = (left.1 + right.1) / 2.0 + 5.0 - (one.1 - other.1).abs();
            if x <= 0.0 || y <= 0.0 {
                continue;
            }
            any = true;
            // The shorter way; a push up or down costs less of a wide sheet.
            let push =
                if y <= x { (0.0, y / 2.0 * side(one.1, other.1)) } else { (x / 2.0 * side(one.0, other.0), 0.0) };
            for (node, size, sign) in [(i, left, 1.0), (j, right, -1.0)] {
                if let Some(at) = places.get_mut(node) {
                    *at = kept((at.0 + sign * push.0, at.1 + sign * push.1), size, room);
                }
            }
        }
    }
    any
}

fn side(one: f64, other: f64) -> f64 {
    if one < other { -1.0 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Edges = Vec<(usize, usize)>;

    fn star(n: usize) -> (Vec<(f64, f64)>, Edges) {
        (vec![(90.0, 30.0); n], (1..n).map(|i| (if i < 8 { 0 } else { i % 7 + 1 }, i)).collect())
    }

    #[test]
    fn everything_is_on_the_sheet_and_nothing_lies_upon_another() {
        for n in [1, 2, 9, 50] {
            let (sizes, edges) = star(n);
            let places = settle(&sizes, &edges, (1000.0, 760.0));
            for (i, (x, y)) in places.iter().enumerate() {
                assert!((45.0..=955.0).contains(x) && (15.0..=745.0).contains(y), "{n}: {x} {y}");
                for (other_x, other_y) in places.iter().skip(i + 1) {
                    assert!(
                        (x - other_x).abs() > 89.0 || (y - other_y).abs() > 29.0,
                        "{n}: {x} {y} {other_x} {other_y}"
                    );
                }
            }
        }
    }

    #[test]
    fn whoever_is_first_is_in_the_middle() {
        for n in [1, 2, 3, 20] {
            let (sizes, edges) = star(n);
            let (x, y) = settle(&sizes, &edges, (1000.0, 600.0))[0];
            assert!((x - 500.0).abs() < 90.0 && (y - 300.0).abs() < 60.0, "{n}: {x} {y}");
        }
    }

    #[test]
    fn the_same_network_always_looks_the_same() {
        let (sizes, edges) = star(30);
        assert_eq!(settle(&sizes, &edges, (1000.0, 700.0)), settle(&sizes, &edges, (1000.0, 700.0)));
    }

    #[test]
    fn edges_to_nowhere_and_to_oneself_do_no_harm() {
        let places = settle(&[(10.0, 10.0); 3], &[(0, 0), (1, 77), (0, 1)], (100.0, 100.0));
        assert!(places.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
        assert!(settle(&[], &[(0, 1)], (100.0, 100.0)).is_empty());
    }
}
