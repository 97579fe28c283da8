//! Boundaries of states and territories, from `data/boundaries.txt`.

use std::sync::OnceLock;

const FILE: &str = include_str!("../../data/boundaries.txt");
/// Steps in a degree.
const UNITS: f64 = 50.0;
/// Square kilometres of a square degree at the equator.
const DEGREE: f64 = 111.2 * 111.2;

/// Degrees north and east.
pub type Position = [f64; 2];

/// A state or territory.
#[derive(Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-2; none for some.
    pub iso: Option<&'static str>,
    /// Its borders.
    pub rings: Vec<Vec<Position>>,
}

/// All of them, read once.
pub fn countries() -> &'static [Country] {
    static COUNTRIES: OnceLock<Vec<Country>> = OnceLock::new();
    COUNTRIES.get_or_init(|| read(FILE))
}

/// The radius of a disc that is as large as the country, kilometres.
pub fn radius(iso: &str) -> Option<f64> {
    let country = countries().iter().find(|country| country.iso == Some(iso))?;
    let area: f64 = country.rings.iter().map(|ring| area(ring)).sum();
    Some((area / std::f64::consts::PI).sqrt())
}

fn read(text: &'static str) -> Vec<Country> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let arcs: Vec<Vec<Position>> = lines.by_ref().take_while(|line| *line != "--").map(decoded).collect();
    lines.filter_map(|line| country(line, &arcs)).collect()
}

fn country(line: &'static str, arcs: &[Vec<Position>]) -> Option<Country> {
    let (iso, rings) = line.split_once('\t')?;
    let rings =
        rings.split(';').map(|ring| unbroken(ring.split(',').filter_map(|arc| along(arc, arcs)).flatten().collect()));
    Some(Country { iso: Some(iso).filter(|iso| *iso != "--"), rings: rings.collect() })
}

/// A ring that crosses the date line goes on beyond 180 degrees, so that no line runs across the world. One around a pole
/// stays as it is: its seam lies on the edge of the map.
fn unbroken(mut ring: Vec<Position>) -> Vec<Position> {
    if ring.iter().any(|[north, _]| north.abs() > 89.0) {
        return ring;
    }
    for at in 1..ring.len() {
        let step = ring[at][1] - ring[at - 1][1];
        ring[at][1] -= (step / 360.0).round() * 360.0;
    }
    let middle = ring.iter().map(|position| position[1]).sum::<f64>() / ring.len().max(1) as f64;
    let turns = (middle / 360.0).round() * 360.0;
    ring.iter_mut().for_each(|position| position[1] -= turns);
    ring
}

/// One line of a ring, in its direction.
fn along(arc: &str, arcs: &[Vec<Position>]) -> Option<Vec<Position>> {
    let (number, is_back) = arc.strip_prefix('~').map_or((arc, false), |number| (number, true));
    let mut line = arcs.get(number.parse::<usize>().ok()?)?.clone();
    if is_back {
        line.reverse();
    }
    Some(line)
}

/// An encoded polyline (Google 2008): differences, five bits a letter.
fn decoded(line: &str) -> Vec<Position> {
    let mut values = Vec::new();
    let (mut value, mut shift) = (0_i64, 0_u32);
    for byte in line.bytes() {
        let bits = i64::from(byte) - 63;
        value |= (bits & 0x1f) << shift.min(50);
        shift += 5;
        if bits < 0x20 {
            values.push(if value & 1 == 1 { !(value >> 1) } else { value >> 1 });
            (value, shift) = (0, 0);
        }
    }
    let mut at = [0_i64; 2];
    values
        .chunks_exact(2)
        .map(|pair| {
            at = [at[0] + pair[0], at[1] + pair[1]];
            at.map(|value| value as f64 / UNITS)
        })
        .collect()
}

/// Square kilometres within a ring, near enough for a disc.
fn area(ring: &[Position]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let flat: f64 = ring.iter().zip(next).map(|(one, other)| one[1] * other[0] - other[1] * one[0]).sum();
    let middle = ring.iter().map(|position| position[0]).sum::<f64>() / ring.len().max(1) as f64;
    flat.abs() / 2.0 * DEGREE * middle.to_radians().cos().abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_whole() {
        assert!(countries().len() > 230);
        assert!(countries().iter().filter(|country| country.iso.is_some()).count() > 225);
        let positions = || countries().iter().flat_map(|country| country.rings.iter().flatten());
        assert!(positions().count() > 20_000);
        assert!(positions().all(|[north, east]| (-90.0..=90.1).contains(north) && (-200.0..=200.0).contains(east)));
    }

    #[test]
    fn no_border_runs_across_the_world() {
        let rings = || countries().iter().flat_map(|country| &country.rings);
        let is_polar = |ring: &&Vec<Position>| ring.iter().any(|[north, _]| north.abs() > 89.0);
        let longest = rings()
            .filter(|ring| !is_polar(ring))
            .flat_map(|ring| ring.windows(2))
            .map(|pair| (pair[1][1] - pair[0][1]).abs())
            .fold(0.0, f64::max);
        assert!(longest < 60.0, "{longest} degrees");
    }

    #[test]
    fn discs_are_about_as_large_as_countries() {
        // Square kilometres as known: Cambodia 181,035; Switzerland 41,285; Brazil 8,510,000.
        for (iso, area) in [("KH", 181_035.0_f64), ("CH", 41_285.0), ("BR", 8_510_000.0)] {
            let known = (area / std::f64::consts::PI).sqrt();
            let ours = radius(iso).expect("a country");
            assert!((ours / known - 1.0).abs() < 0.05, "{iso}: {ours} {known}");
        }
        assert!(radius("ZZ").is_none());
    }
}
