//! What is marked in the text, and the text cut where a mark begins or ends.

use super::record::{Place, Record, words};

/// Something that is marked.
pub struct Mark {
    place: Place,
    class: &'static str,
    /// Where links to it lead.
    id: Option<String>,
}

/// Words with the same marks.
pub struct Piece {
    /// The words.
    pub text: String,
    /// Its marks, as classes.
    pub classes: String,
    /// Where links lead.
    pub id: Option<String>,
    /// Other links that lead to the same words.
    pub more: Vec<String>,
}

impl Mark {
    /// All marks of a record, in order.
    pub fn all(record: &Record) -> Vec<Self> {
        let mut marks = Vec::new();
        for act in &record.acts {
            let evidence = act.evidence.iter().map(|&place| Self { place, class: "evidence", id: None });
            marks.extend(evidence);
            marks.push(Self { place: act.trigger, class: "trigger", id: Some(act.id.clone()) });
        }
        for statement in &record.statements {
            marks.extend(statement.content.iter().map(|&place| Self { place, class: "content", id: None }));
            marks.push(Self { place: statement.cue, class: "cue", id: Some(statement.id.clone()) });
        }
        for entity in &record.entities {
            let class = match entity.kind.as_str() {
                "person" => "person",
                "organization" | "group" => "body",
                "place" => "place",
                _ => continue,
            };
            let named = entity.mentions.iter().filter(|mention| mention.form == "name");
            marks.extend(named.map(|mention| Self { place: mention.span, class, id: None }));
            // Links to somebody lead to the first name, else to the first noun.
            let of = |form: &str| entity.mentions.iter().find(|mention| mention.form == form);
            if let Some(first) = of("name").or_else(|| of("nominal")) {
                marks.push(Self { place: first.span, class: "", id: Some(entity.id.clone()) });
            }
        }
        marks.extend(record.times.iter().map(|time| Self { place: time.span, class: "time", id: None }));
        for (n, figure) in (1..).zip(&record.figures) {
            // Figures have no name of their own: links count them.
            let ids = std::iter::once(Some(format!("f{n}"))).chain(std::iter::repeat(None));
            marks.extend(figure.evidence.iter().zip(ids).map(|(&place, id)| Self { place, class: "figure", id }));
        }
        marks.sort_by_key(|mark| mark.place);
        marks
    }

    const fn covers(&self, at: Place) -> bool {
        self.place.0 <= at.0 && at.1 <= self.place.1
    }
}

/// The words of a line, cut at the ends of all marks in it.
pub fn pieces(line: Place, letters: &[char], marks: &[Mark]) -> Vec<Piece> {
    let here: Vec<&Mark> = marks.iter().filter(|mark| mark.place.0 < line.1 && line.0 < mark.place.1).collect();
    let ends = here.iter().flat_map(|mark| [mark.place.0, mark.place.1]);
    let mut cuts: Vec<usize> = ends.filter(|cut| line.0 < *cut && *cut < line.1).chain([line.0, line.1]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces = Vec::with_capacity(cuts.len());
    for (&start, &end) in cuts.iter().zip(cuts.iter().skip(1)) {
        let over: Vec<&&Mark> = here.iter().filter(|mark| mark.covers((start, end))).collect();
        let mut classes: Vec<&str> = over.iter().map(|mark| mark.class).filter(|class| !class.is_empty()).collect();
        classes.sort_unstable();
        classes.dedup();
        let mut ids = over.iter().filter(|mark| mark.place.0 == start).filter_map(|mark| mark.id.clone());
        let id = ids.next();
        pieces.push(Piece { text: words(letters, (start, end)), classes: classes.join(" "), id, more: ids.collect() });
    }
    pieces
}
