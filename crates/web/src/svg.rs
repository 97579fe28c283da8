//! Drawings (SVG): built from shapes and escaped words. Numbers are always finite and on the sheet, foreign words cannot turn
//! what stands beside them, and nothing is said by an attribute `style`.

mod measure;

pub use measure::{shortened, width};
use std::fmt::Write as _;

/// Looks of all drawings; variables are those of the pages.
const LOOKS: &str = include_str!("../static/drawing.css");
/// Where the variables get their values for light paper.
const DESK: &str = include_str!("../static/desk.css");

/// A point on the sheet.
pub type Point = (f64, f64);

/// A drawing in the making.
#[derive(Clone, Debug)]
pub struct Sheet {
    width: f64,
    height: f64,
    body: String,
    /// Whether links are drawn; a file that leaves the desk has none.
    has_links: bool,
}

/// Where a drawing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// On a page of the desk, with links.
    Page,
    /// In a file of its own, with its looks and without links.
    File,
}

/// Where words begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At the point.
    Start,
    /// Around it.
    Middle,
    /// Before it.
    End,
}

impl Sheet {
    pub const fn new(width: f64, height: f64, shown: Use) -> Self {
        Self { width, height, body: String::new(), has_links: matches!(shown, Use::Page) }
    }

    /// A number on the sheet.
    fn x(&self, x: f64) -> f64 {
        on(x, self.width)
    }

    fn y(&self, y: f64) -> f64 {
        on(y, self.height)
    }

    /// A rectangle; what lies beside the sheet is cut off.
    pub fn rect(&mut self, class: &str, (x, y): Point, (width, height): (f64, f64), radius: f64) {
        let (left, right) = (self.x(x), self.x(x + width));
        let (top, bottom) = (self.y(y), self.y(y + height));
        let (width, height) = (right - left, bottom - top);
        self.add(format_args!(
            "<rect class=\"{}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{:.1}\"/>",
            escaped(class),
            on(radius, 40.0)
        ));
    }

    /// A rectangle whose end fades out.
    pub fn faded_rect(&mut self, class: &str, at: Point, size: (f64, f64), fade: Fade) {
        self.faded(fade, |sheet| sheet.rect(class, at, size, 0.0));
    }

    /// A circle that fades outward.
    pub fn faded_circle(&mut self, class: &str, middle: Point, radius: f64) {
        self.faded(Fade::Out, |sheet| sheet.circle(class, middle, radius));
    }

    fn faded(&mut self, fade: Fade, draw: impl FnOnce(&mut Self)) {
        self.add(format_args!("<g mask=\"url(#{})\">", fade.mask()));
        draw(self);
        self.body.push_str("</g>");
    }

    /// A circle; its middle is on the sheet, and it is no larger than the sheet.
    pub fn circle(&mut self, class: &str, (x, y): Point, radius: f64) {
        let (x, y, radius) = (self.x(x), self.y(y), on(radius, self.width.max(self.height)));
        self.add(format_args!("<circle class=\"{}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"/>", escaped(class)));
    }

    pub fn line(&mut self, class: &str, from: Point, to: Point) {
        let [x1, x2] = [from.0, to.0].map(|x| self.x(x));
        let [y1, y2] = [from.1, to.1].map(|y| self.y(y));
        let class = escaped(class);
        self.add(format_args!("<line class=\"{class}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>"));
    }

    /// Closed rings as one shape.
    pub fn shape(&mut self, class: &str, rings: &[Vec<Point>]) {
        let mut path = String::new();
        for ring in rings {
            for (i, &(x, y)) in ring.iter().enumerate() {
                let letter = if i == 0 { 'M' } else { 'L' };
                let _never_fails = write!(path, "{letter}{:.1} {:.1}", self.x(x), self.y(y));
            }
            path.push('Z');
        }
        self.add(format_args!("<path class=\"{}\" d=\"{path}\"/>", escaped(class)));
    }

    /// Words; they begin at the point whichever way they run.
    pub fn text(&mut self, class: &str, (x, y): Point, anchor: Anchor, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (class, x, y, words) = (escaped(class), self.x(x), self.y(y), escaped(words));
        self.add(format_args!(
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{words}</text>"
        ));
    }

    /// What is drawn within leads to `address`, and is told by `title`.
    pub fn link(&mut self, class: &str, address: &str, title: &str, draw: impl FnOnce(&mut Self)) {
        let class = escaped(class);
        match self.has_links {
            true => self.add(format_args!("<a class=\"{class}\" href=\"{}\">", escaped(address))),
            false => self.add(format_args!("<g class=\"{class}\">")),
        }
        self.add(format_args!("<title>{}</title>", escaped(title)));
        draw(self);
        self.body.push_str(if self.has_links { "</a>" } else { "</g>" });
    }

    /// The drawing, to stand in a page or to be saved.
    pub fn finish(self, title: &str) -> String {
        let Self { width, height, body, has_links } = self;
        let title = escaped(title);
        let (role, head, sheet) = match has_links {
            true => ("group", String::new(), String::new()),
            false => (
                "img",
                format!("<style>{}</style>", looks_of_file()),
                format!("<rect class=\"sheet\" x=\"0\" y=\"0\" width=\"{width:.1}\" height=\"{height:.1}\"/>"),
            ),
        };
        let size = if has_links { String::new() } else { format!(" width=\"{width:.0}\" height=\"{height:.0}\"") };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing\" viewBox=\"0 0 {width:.1} {height:.1}\"{size} direction=\"ltr\" \
             role=\"{role}\" aria-label=\"{title}\">{head}<defs>{}</defs>{sheet}{body}</svg>",
            FADES.trim_end()
        )
    }

    fn add(&mut self, what: std::fmt::Arguments) {
        let _never_fails = self.body.write_fmt(what);
    }
}

/// Where something fades out, because nobody knows where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fade {
    /// Towards the end.
    After,
    /// Towards the beginning.
    Before,
    /// Towards both.
    Both,
    /// From the middle outward.
    Out,
}

impl Fade {
    const fn mask(self) -> &'static str {
        match self {
            Self::After => "fade-after",
            Self::Before => "fade-before",
            Self::Both => "fade-both",
            Self::Out => "fade-out",
        }
    }
}

/// Masks, which take away from any colour.
const FADES: &str = include_str!("svg/fades.xml");

/// Within the sheet; what is no number is its beginning.
fn on(value: f64, most: f64) -> f64 {
    if value.is_finite() { value.clamp(0.0, most) } else { 0.0 }
}

/// For text and attributes; what XML 1.0 does not allow is left out.
pub fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\'' => text.push_str("&#39;"),
            '\t' | '\n' | '\r' => text.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => text.push(letter),
        }
    }
    text
}

/// Words of a document among words of ours: what turns directions is taken out, and theirs is kept to themselves
/// (Unicode Bidirectional Algorithm, first strong isolate).
pub fn foreign(words: &str) -> String {
    let turns = |letter: &char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String = words.chars().filter(|letter| !turns(letter)).collect();
    format!("\u{2068}{}\u{2069}", plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The looks with the values of light paper in the place of variables, which many viewers do not know.
fn looks_of_file() -> String {
    let root = DESK.split_once(":root {").and_then(|(_, rest)| rest.split_once('}')).map_or("", |(root, _)| root);
    let mut values: Vec<(&str, &str)> = root.split(';').filter_map(|one| one.trim().split_once(": ")).collect();
    values.retain(|(name, _)| name.starts_with("--"));
    let looks = LOOKS.lines().filter(|line| !line.starts_with("/*")).collect::<Vec<_>>().join("\n");
    values.iter().fold(looks, |looks, (name, value)| looks.replace(&format!("var({name})"), &value.replace('"', "'")))
}

#[cfg(test)]
mod tests;
