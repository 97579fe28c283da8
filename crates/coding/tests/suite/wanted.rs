//! One line of an `acts` block: `type status victim="…" date="2021-03-03" charges="…"`.

use document::DateWindow;
use domain::ActStatus;
use jiff::civil::Date;
use std::fmt;

/// An act that a text must yield. Fields that are not given are not compared.
#[derive(Clone, Debug)]
pub struct WantedAct {
    /// Id of the act type.
    pub act_type: String,
    /// How the text presents it.
    pub status: ActStatus,
    /// Names and values in order; a name may come more than once.
    pub fields: Vec<(String, String)>,
    line: String,
}

const FIELDS: [&str; 11] = [
    "victim",
    "perpetrator",
    "authority",
    "instrument",
    "target",
    "recipient",
    "place",
    "date",
    "duration",
    "charges",
    "trigger",
];

impl WantedAct {
    /// Reads a line.
    pub fn read(line: &str) -> Result<WantedAct, String> {
        let (act_type, rest) = line.trim().split_once(' ').ok_or("no status after the type")?;
        let (status, mut rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let mut fields = Vec::new();
        while !rest.trim().is_empty() {
            let (name, value) =
                rest.trim_start().split_once("=\"").ok_or_else(|| format!("`{rest}` is not name=\"…\""))?;
            let (value, after) = value.split_once('"').ok_or("a value without closing quotation mark")?;
            if !FIELDS.contains(&name) {
                return Err(format!("no field `{name}`"));
            }
            fields.push((name.to_owned(), value.to_owned()));
            rest = after;
        }
        let status = status_named(status).ok_or_else(|| format!("no status `{status}`"))?;
        Ok(WantedAct { act_type: act_type.to_owned(), status, fields, line: line.trim().to_owned() })
    }

    /// The values of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

impl fmt::Display for WantedAct {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.line)
    }
}

fn status_named(name: &str) -> Option<ActStatus> {
    Some(match name {
        "reported" => ActStatus::Reported,
        "alleged" => ActStatus::Alleged,
        "denied" => ActStatus::Denied,
        "threatened" => ActStatus::Threatened,
        "planned" => ActStatus::Planned,
        "hypothetical" => ActStatus::Hypothetical,
        _ => return None,
    })
}

/// `2021-03-03`, `2021-03` or `2021`: the day, or all days of the month or year.
pub fn window(value: &str) -> Option<DateWindow> {
    let parts: Vec<i16> = value.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    let day = |month: i16, day: i16| Date::new(parts[0], month as i8, day as i8).ok();
    match parts[..] {
        [_] => Some(DateWindow::between(day(1, 1)?, day(12, 31)?)),
        [_, month] => Some(DateWindow::between(day(month, 1)?, day(month, 1)?.last_of_month())),
        [_, month, number] => Some(DateWindow::day(day(month, number)?)),
        _ => None,
    }
}
