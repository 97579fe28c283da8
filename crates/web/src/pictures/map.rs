//! Events by place. How exactly a place is known is the size of its disc; how much happened there is a number, never a size.

mod land;
mod view;

use super::legend::{self, Entry, Sign};
use crate::svg::{Anchor, Point, Sheet, Use, shortened, width};
pub use view::{Turn, View};

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 600.0;
const LABEL: f64 = 12.0;
/// Kilometres of a degree of latitude.
pub const DEGREE: f64 = 111.2;

/// How exactly a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A town, or a place in one.
    Town,
    /// A province or district.
    Region,
    /// A country.
    Country,
}

impl Precision {
    /// Of the records. A site is drawn as wide as a town: nothing here leads to a door.
    pub fn of(precision: &str) -> Self {
        match precision {
            "site" | "city" => Self::Town,
            "region" => Self::Region,
            _ => Self::Country,
        }
    }

    /// Radius in kilometres, of a place in this country.
    fn radius(self, country: Option<&str>) -> f64 {
        let country = country.and_then(super::world::radius).unwrap_or(250.0);
        match self {
            Self::Town => 10.0,
            Self::Region => (country / 3.0).clamp(20.0, 120.0),
            Self::Country => country.max(30.0),
        }
    }

    /// No disc is smaller on the sheet, so that it can be seen.
    const fn least(self) -> f64 {
        match self {
            Self::Town => 9.0,
            Self::Region => 22.0,
            Self::Country => 40.0,
        }
    }
}

/// One place to draw.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Degrees north and east.
    pub position: [f64; 2],
    /// How exactly it is known.
    pub precision: Precision,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Its name.
    pub name: String,
    /// How many events.
    pub n_events: usize,
    /// Everything about it.
    pub title: String,
    /// Where it leads.
    pub address: String,
    /// Whether its events are listed now.
    pub is_listed: bool,
}

/// Words of the drawing.
pub struct Words {
    /// Of the whole.
    pub title: String,
    /// A town; a province; a country.
    pub legend: [String; 3],
    /// Names of countries: where each lies, its code and its name.
    pub countries: Vec<([f64; 2], String, String)>,
    /// The unit of the scale, with its number in the place of `#`.
    pub scale: String,
    /// What must be read with it.
    pub notes: Vec<String>,
}

/// Left, top, right, bottom.
type Area = [f64; 4];

/// Draws the places.
pub fn draw(spots: &[Spot], view: &View, words: &Words, shown: Use) -> String {
    let entries = legend(&words.legend);
    let bottom = HEIGHT + 10.0 + legend::height(&entries, 14.0, WIDTH - 14.0);
    let mut sheet = Sheet::new(WIDTH, bottom + 17.0 * words.notes.len() as f64 + 12.0, shown);
    sheet.rect("sea", (0.0, 0.0), (WIDTH, HEIGHT), 0.0);
    land::draw(&mut sheet, view);
    let mut taken = Vec::new();
    let mut order: Vec<(&Spot, Point, f64)> = spots.iter().filter_map(|spot| placed(spot, view)).collect();
    order.sort_by(|(one, _, left), (other, _, right)| {
        right.total_cmp(left).then_with(|| one.address.cmp(&other.address))
    });
    for (spot, at, radius) in &order {
        if spot.precision == Precision::Town {
            taken.push([at.0 - 6.0, at.1 - 6.0, at.0 + 6.0, at.1 + 6.0]);
        }
        sheet.link("mark", &spot.address, &spot.title, |sheet| disc(sheet, spot, *at, *radius));
    }
    // Small discs have less choice where their names stand.
    for (spot, at, _) in order.iter().rev() {
        label(&mut sheet, spot, *at, &mut taken);
    }
    names(&mut sheet, view, words, &mut taken);
    scale(&mut sheet, view, &words.scale);
    sheet.rect("frame", (0.5, 0.5), (WIDTH - 1.0, HEIGHT - 1.0), 0.0);
    legend::draw(&mut sheet, &entries, (14.0, WIDTH - 14.0), HEIGHT + 8.0);
    for (note, line) in words.notes.iter().zip(0_u32..) {
        let at = (14.0, bottom + 14.0 + 17.0 * f64::from(line));
        sheet.text("soft small", at, Anchor::Start, &shortened(note, 11.0, WIDTH - 28.0));
    }
    sheet.finish(&words.title)
}

/// How many of the places lie in the part of the world that is shown.
pub fn n_in_view(spots: &[Spot], view: &View) -> usize {
    spots.iter().filter(|spot| placed(spot, view).is_some()).count()
}

/// Where a place stands and how wide its disc is, when it is in view.
fn placed<'a>(spot: &'a Spot, view: &View) -> Option<(&'a Spot, Point, f64)> {
    let (x, y) = view.point(spot.position);
    let is_here = (0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y);
    let kilometres = spot.precision.radius(spot.country.as_deref());
    let radius = (kilometres / DEGREE * view.scale).clamp(spot.precision.least(), HEIGHT * 0.6);
    is_here.then_some((spot, (x, y), radius))
}

fn disc(sheet: &mut Sheet, spot: &Spot, at: Point, radius: f64) {
    let listed = if spot.is_listed { " listed" } else { "" };
    match spot.precision {
        Precision::Town => {
            sheet.circle(&format!("about{listed}"), at, radius);
            sheet.circle("core", at, 4.5);
        }
        _ => sheet.faded_circle(&format!("cloud{listed}"), at, radius),
    }
}

/// The name and the number, where they have room; else only the number.
fn label(sheet: &mut Sheet, spot: &Spot, (x, y): Point, taken: &mut Vec<Area>) {
    let number = format!(" · {}", spot.n_events);
    let name = shortened(&spot.name, LABEL, 170.0);
    for words in [format!("{name}{number}"), spot.n_events.to_string()] {
        let wide = width(&words, LABEL) + 4.0;
        let places: &[(f64, f64, Anchor)] = match spot.precision {
            Precision::Town => &[
                (12.0, 4.0, Anchor::Start),
                (-12.0, 4.0, Anchor::End),
                (0.0, -12.0, Anchor::Middle),
                (0.0, 20.0, Anchor::Middle),
            ],
            _ => &[
                (0.0, 4.0, Anchor::Middle),
                (0.0, -14.0, Anchor::Middle),
                (0.0, 22.0, Anchor::Middle),
                (0.0, 40.0, Anchor::Middle),
            ],
        };
        for &(right, down, anchor) in places {
            let area = area((x + right, y + down), wide, anchor);
            if is_free(area, taken) {
                taken.push(area);
                let class = if spot.precision == Precision::Town { "halo" } else { "halo wide" };
                sheet.text(class, (x + right, y + down), anchor, &words);
                return;
            }
        }
    }
}

fn area((x, y): Point, wide: f64, anchor: Anchor) -> Area {
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - wide / 2.0,
        Anchor::End => x - wide,
    };
    [left, y - LABEL, left + wide, y + 4.0]
}

fn is_free(area: Area, taken: &[Area]) -> bool {
    let on_sheet = area[0] >= 2.0 && area[1] >= 2.0 && area[2] <= WIDTH - 2.0 && area[3] <= HEIGHT - 2.0;
    let meets = |other: &Area| area[0] < other[2] && other[0] < area[2] && area[1] < other[3] && other[1] < area[3];
    on_sheet && !taken.iter().any(meets)
}

/// Names of the countries that are large enough here.
fn names(sheet: &mut Sheet, view: &View, words: &Words, taken: &mut Vec<Area>) {
    for (position, iso, name) in &words.countries {
        let at = view.point(*position);
        let wide = width(name, 12.5);
        let room = super::world::radius(iso).unwrap_or(0.0) / DEGREE * view.scale * 2.0;
        let area = area(at, wide, Anchor::Middle);
        if room > wide && is_free(area, taken) {
            taken.push(area);
            sheet.text("country-name", at, Anchor::Middle, name);
        }
    }
}

/// A length that is a round number of kilometres.
fn scale(sheet: &mut Sheet, view: &View, unit: &str) {
    let per_kilometre = view.scale / DEGREE;
    let lengths = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
    let length = lengths.into_iter().rev().find(|length| f64::from(*length) * per_kilometre < 170.0).unwrap_or(1);
    let (left, y) = (18.0, HEIGHT - 18.0);
    sheet.line("scale", (left, y), (left + f64::from(length) * per_kilometre, y));
    sheet.text("halo small", (left, y - 7.0), Anchor::Start, &unit.replace('#', &length.to_string()));
}

fn legend(words: &[String; 3]) -> Vec<Entry> {
    let draws: [(f64, Sign); 3] = [
        (18.0, |sheet, (x, y)| {
            sheet.circle("about", (x + 9.0, y), 9.0);
            sheet.circle("core", (x + 9.0, y), 4.5);
        }),
        (24.0, |sheet, (x, y)| sheet.faded_circle("cloud", (x + 12.0, y), 12.0)),
        (44.0, |sheet, (x, y)| sheet.faded_circle("cloud", (x + 22.0, y), 18.0)),
    ];
    let entries = draws.into_iter().zip(words);
    entries.map(|((sign, draw), words)| Entry { sign, draw, words: words.clone() }).collect()
}

#[cfg(test)]
mod tests;
