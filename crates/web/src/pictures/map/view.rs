//! Which part of the world is shown: equirectangular, true to scale in the middle.

use super::{HEIGHT, WIDTH};
use crate::svg::Point;

/// A part of the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The middle: degrees north and east.
    middle: [f64; 2],
    /// Units of the sheet for a degree of latitude.
    pub scale: f64,
}

/// Steps away from the view in which everything fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Narrower, each step by half.
    pub narrower: i8,
    /// Eastward, each step a quarter of what is shown.
    pub east: i16,
    /// Northward.
    pub north: i16,
}

/// No view is narrower: what is drawn is not as exact.
const NARROWEST: f64 = 500.0;
/// No view is wider: the whole world.
const WIDEST: f64 = WIDTH / 360.0;

impl View {
    /// Everything, and something around it; then as it was turned.
    pub fn of(positions: &[[f64; 2]], turn: Turn) -> Self {
        let all = if positions.is_empty() { &[[-55.0, -170.0], [75.0, 180.0]] } else { positions };
        let ends = |axis: usize| {
            let values = all.iter().filter_map(|position| position.get(axis)).filter(|value| value.is_finite());
            values.fold((f64::MAX, f64::MIN), |(least, most), value| (least.min(*value), most.max(*value)))
        };
        let ((south, north), (west, east)) = (ends(0), ends(1));
        let middle = [(south + north) / 2.0, (west + east) / 2.0];
        let (tall, wide) = ((north - south).max(2.5), ((east - west) * squeeze(middle[0])).max(4.0));
        let scale = (HEIGHT / tall).min(WIDTH / wide) * 0.72;
        let view = Self { middle, scale: if scale.is_finite() { scale.clamp(WIDEST, 150.0) } else { WIDEST } };
        view.turned(turn)
    }

    fn turned(self, turn: Turn) -> Self {
        let scale = (self.scale * 2.0_f64.powi(i32::from(turn.narrower.clamp(-10, 10)))).clamp(WIDEST, NARROWEST);
        let [north, east] = self.middle;
        let north = north + f64::from(turn.north) * HEIGHT / 4.0 / scale;
        let east = east + f64::from(turn.east) * WIDTH / 4.0 / scale / squeeze(north);
        let middle = [north.clamp(-80.0, 80.0), east.clamp(-180.0, 180.0)];
        Self { middle: middle.map(|value| if value.is_finite() { value } else { 0.0 }), scale }
    }

    /// Where a position stands on the sheet; it may be beside it.
    pub fn point(&self, [north, east]: [f64; 2]) -> Point {
        let x = WIDTH / 2.0 + (east - self.middle[1]) * self.scale * squeeze(self.middle[0]);
        (x, HEIGHT / 2.0 - (north - self.middle[0]) * self.scale)
    }

    /// Whether a further step changes anything.
    pub const fn can_go(&self) -> [bool; 2] {
        [self.scale < NARROWEST, self.scale > WIDEST]
    }
}

/// How much shorter a degree of longitude is there.
fn squeeze(north: f64) -> f64 {
    north.clamp(-80.0, 80.0).to_radians().cos().max(0.17)
}
