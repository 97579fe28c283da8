//! Layers on top of the language model's names that can be left out, to measure what each is worth: `cargo xtask ablation`.

/// What a layer looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// "Senator X".
    Titles,
    /// "the nurse X", "the newspaper X".
    Roles,
    /// "X, a nurse", "X, who", "X lost his seat".
    Apposition,
    /// "Lantern Workers Union (LWU)".
    Acronyms,
    /// Where a name begins and ends.
    Borders,
    /// Words inside a name that say what bears it: "Partido", "Act".
    Bodies,
    /// Words that say place, and the gazetteer's answer to them.
    Places,
    /// Names that the model missed.
    Missed,
    /// Headlines, which write every word with a capital.
    Headlines,
    /// One name, one kind; repeats of a name.
    Vote,
}

impl Layer {
    /// Every layer.
    pub const ALL: [Layer; 10] = [
        Layer::Titles,
        Layer::Roles,
        Layer::Apposition,
        Layer::Acronyms,
        Layer::Borders,
        Layer::Bodies,
        Layer::Places,
        Layer::Missed,
        Layer::Headlines,
        Layer::Vote,
    ];

    /// Its name on a command line.
    pub fn name(self) -> &'static str {
        match self {
            Layer::Titles => "titles",
            Layer::Roles => "roles",
            Layer::Apposition => "apposition",
            Layer::Acronyms => "acronyms",
            Layer::Borders => "borders",
            Layer::Bodies => "bodies",
            Layer::Places => "places",
            Layer::Missed => "missed",
            Layer::Headlines => "headlines",
            Layer::Vote => "vote",
        }
    }
}
