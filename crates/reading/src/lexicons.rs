//! Word lists that reading needs, by kind: furniture phrases, function words, agencies.

/// The word lists. [`Lexicons::default`] holds the ones that the program ships.
#[derive(Clone, Debug, Default)]
pub struct Lexicons {}
