//! Countries, cut at the edges of the sheet (Sutherland and Hodgman 1974).

use super::{HEIGHT, View, WIDTH};
use crate::pictures::world::countries;
use crate::svg::{Point, Sheet};

/// Corners nearer than this to the one before are left out.
const NEAR: f64 = 0.8;

pub fn draw(sheet: &mut Sheet, view: &View) {
    for country in countries() {
        let rings = country.rings.iter().map(|ring| ring.iter().map(|position| view.point(*position)).collect());
        let rings: Vec<Vec<Point>> =
            rings.map(|ring: Vec<Point>| thinned(&cut(ring))).filter(|ring| ring.len() > 2).collect();
        if !rings.is_empty() {
            sheet.shape("land", &rings);
        }
    }
}

/// The part of a ring that lies on the sheet.
pub fn cut(ring: Vec<Point>) -> Vec<Point> {
    let ring = side(ring, |(x, _)| x, 0.0, true);
    let ring = side(ring, |(x, _)| x, WIDTH, false);
    let ring = side(ring, |(_, y)| y, 0.0, true);
    side(ring, |(_, y)| y, HEIGHT, false)
}

/// The part on one side of an edge of the sheet.
fn side(ring: Vec<Point>, along: impl Fn(Point) -> f64, edge: f64, is_least: bool) -> Vec<Point> {
    let is_in = |point: Point| if is_least { along(point) >= edge } else { along(point) <= edge };
    if ring.iter().all(|point| is_in(*point)) {
        return ring;
    }
    let Some(&last) = ring.last() else { return ring };
    let mut kept = Vec::with_capacity(ring.len());
    let mut before = last;
    for point in ring {
        if is_in(point) != is_in(before) {
            let part = (edge - along(before)) / (along(point) - along(before));
            kept.push((before.0 + (point.0 - before.0) * part, before.1 + (point.1 - before.1) * part));
        }
        if is_in(point) {
            kept.push(point);
        }
        before = point;
    }
    kept
}

fn thinned(ring: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(ring.len());
    for &(x, y) in ring {
        let is_near = kept.last().is_some_and(|last| (last.0 - x).abs() < NEAR && (last.1 - y).abs() < NEAR);
        if !is_near {
            kept.push((x, y));
        }
    }
    kept
}
