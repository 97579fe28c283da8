//! The gate: decides what of a case may go out, by what the people concerned agreed to.
//!
//! In: [`Material`], [`Ask`], [`Consents`], [`RecipientKey`]. Out: [`Disclosed`]. No I/O, no clock, no randomness.
//! Start reading at [`disclose`]; each rule is one file in `disclose/`. Every writer (PDF, DOCX, HTML, JSON, tables) takes a
//! `&Disclosed` and nothing else, and nobody but [`disclose`] can make one. What is promised and what not: `docs/consent.md`.

mod ask;
mod consents;
mod disclose;
mod disclosed;
mod key;
mod material;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use ask::{Ask, Override, Purpose};
pub use consents::{Consent, ConsentState, Consents, Decision};
pub use disclose::{disclose, is_minor};
pub use disclosed::{Disclosed, Done, Warning};
pub use key::{RecipientKey, Thing};
pub use material::{
    Age, Attributes, Body, Count, Counted, Dispute, Document, Event, Family, Figure, Finding, Head, Material, Note,
    Participant, Passage, Person, Place, PlaceLevel, Report, Speaker, Standing, StatedNumber, Statement,
};
