//! A length of time in words.

use askama::Template;

/// One part of a length: "18 months". Printed by its template.
#[derive(Clone, Debug, Template, PartialEq, Eq)]
#[template(path = "duration.txt")]
pub struct DurationPart {
    n: String,
    unit: char,
    many: bool,
}

/// The parts of an ISO 8601 duration of days or longer (`P1Y6M`); `None` for anything else.
pub fn parts(iso: &str) -> Option<Vec<DurationPart>> {
    let mut rest = iso.strip_prefix('P')?;
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let n_digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let unit = rest[n_digits..].chars().next().filter(|unit| "YMWD".contains(*unit))?;
        let n = &rest[..n_digits];
        if n.is_empty() {
            return None;
        }
        parts.push(DurationPart { n: n.to_owned(), unit, many: n != "1" });
        rest = &rest[n_digits + 1..];
    }
    Some(parts)
}

/// "18 months", "1 year 6 months"; the ISO form when it is something else.
pub fn words(iso: &str) -> String {
    match parts(iso) {
        Some(parts) => parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        None => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn lengths_read_as_people_say_them() {
        assert_eq!(words("P18M"), "18 months");
        assert_eq!(words("P1Y6M"), "1 year 6 months");
        assert_eq!(words("P1D"), "1 day");
        assert_eq!(words("PT4H"), "PT4H");
        assert_eq!(words("P"), "");
        assert_eq!(words("PXé"), "PXé");
    }
}
