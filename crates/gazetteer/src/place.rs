//! One place.

/// A town, village or administrative area.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Which source, and its id there: `geonames:1821306`, `iso3166-2:KH-20`.
    pub id: String,
    /// What kind of place.
    pub kind: PlaceKind,
    /// Degrees north and east; `None` when the source has only the name.
    pub position: Option<(f64, f64)>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// First-level division: GeoNames' code for towns, ISO's for areas; they agree in the United States only.
    pub division: String,
    /// Number of inhabitants; 0 when the source does not say.
    pub population: u32,
}

/// How a place is governed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A first-level division: province, state, governorate.
    Region,
    /// A division below that: district, county, commune.
    District,
    /// A town or village.
    Town,
}
