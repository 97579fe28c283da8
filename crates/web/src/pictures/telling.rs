//! An event in a few words: for a label, a title, a table.

use crate::frame::Frame;
use crate::svg::foreign;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use casework::shown::{EventRow, ParticipantShown};

/// Groups of acts, those that do most harm first.
pub const GROUPS: [&str; 7] = ["integrity", "liberty", "movement", "process", "pressure", "space", "other"];

/// Everybody with one of the roles.
pub fn of_role<'r>(row: &'r EventRow, roles: &'r [&str]) -> Vec<&'r ParticipantShown> {
    row.participants.iter().filter(|one| roles.contains(&one.role.as_str())).collect()
}

/// To whom it was done.
pub fn whom(row: &EventRow) -> Vec<&ParticipantShown> {
    of_role(row, &["victim"])
}

/// Who did it, or whose act it is.
pub fn by(row: &EventRow) -> Vec<&ParticipantShown> {
    of_role(row, &["perpetrator", "authority"])
}

/// "Arrest: Olen Vash +2".
pub fn label(frame: &Frame<'_>, row: &EventRow) -> String {
    let act = frame.name("act", &row.act_type);
    let named = if whom(row).is_empty() { by(row) } else { whom(row) };
    match named.as_slice() {
        [] => act,
        [one] => format!("{act}: {}", foreign(&one.text)),
        [one, more @ ..] => format!("{act}: {} +{}", foreign(&one.text), more.len()),
    }
}

/// The same with everything else, part by part, so that the order of words is that of no language.
pub fn title(frame: &Frame<'_>, row: &EventRow) -> String {
    let names = |all: Vec<&ParticipantShown>| all.iter().map(|one| foreign(&one.text)).collect::<Vec<_>>().join(", ");
    let doers = names(by(row));
    let places: Vec<String> = row.places.iter().map(|place| foreign(place)).collect();
    let parts = [
        frame.name("act", &row.act_type),
        names(whom(row)),
        if doers.is_empty() { doers } else { format!("{} {doers}", frame.t("by")) },
        places.join(", "),
        frame.days(&row.date),
        frame.name("status", &row.status),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The groups with their names.
pub fn lanes(frame: &Frame<'_>) -> Vec<(String, String)> {
    GROUPS.iter().map(|group| ((*group).to_owned(), frame.name("group", group))).collect()
}

/// A drawing that leaves the desk.
pub fn saved(drawing: String, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.svg\"")),
    ];
    (headers, format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{drawing}\n")).into_response()
}

/// A number of things, for words.
pub fn n(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
