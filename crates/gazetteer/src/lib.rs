//! Offline gazetteer: names of places to where they lie.

/// Places by name.
#[derive(Debug, Default)]
pub struct Gazetteer {}

impl Gazetteer {
    /// A gazetteer that knows no place.
    pub fn empty() -> Gazetteer {
        Gazetteer::default()
    }
}
