//! Who reported a text first: agencies, broadcasters, organisations that a copy names.

use super::byline::credits;
use super::masthead;
use crate::dates::Lines;
use std::sync::OnceLock;

/// The known agencies, outlets and organisations.
pub struct Agencies {
    known: Vec<Agency>,
}

struct Agency {
    name: &'static str,
    forms: Vec<&'static str>,
}

impl Agencies {
    /// The list that the program ships.
    pub fn builtin() -> &'static Agencies {
        static AGENCIES: OnceLock<Agencies> = OnceLock::new();
        AGENCIES.get_or_init(|| Agencies::parse(include_str!("../../../../codebook/lexicons/en/agencies.tsv")))
    }

    /// Reads lines of name, short forms parted by `|`, kind.
    pub fn parse(list: &'static str) -> Agencies {
        let rows = list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        let known = rows.map(|(name, rest)| {
            let forms = rest.split('\t').next().unwrap_or("").split('|').filter(|form| !form.is_empty());
            Agency { name, forms: std::iter::once(name).chain(forms).collect() }
        });
        Agencies { known: known.collect() }
    }

    /// The full name when `words` are nothing but a known name or short form.
    pub fn exact(&self, words: &str) -> Option<&'static str> {
        let bare = words.trim_matches(|letter: char| !letter.is_alphanumeric());
        let is_same = |form: &&str| if form.len() <= 5 { *form == bare } else { form.eq_ignore_ascii_case(bare) };
        self.known.iter().find(|agency| agency.forms.iter().any(&is_same)).map(|agency| agency.name)
    }

    /// The known name that `words` begin with, as whole words.
    pub fn at_start(&self, words: &str) -> Option<&'static str> {
        let words = words.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let begins =
            |form: &&str| words.strip_prefix(*form).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let longest = |agency: &Agency| agency.forms.iter().filter(|form| begins(form)).map(|form| form.len()).max();
        self.known.iter().filter_map(|agency| Some((longest(agency)?, agency.name))).max().map(|(_, name)| name)
    }

    /// The known names inside `words`, by first place.
    fn inside(&self, words: &str) -> Vec<&'static str> {
        let place = |agency: &Agency| {
            agency.forms.iter().filter(|form| form.len() > 2).filter_map(|form| place_of(words, form)).min()
        };
        let mut found: Vec<(usize, &str)> =
            self.known.iter().filter_map(|agency| Some((place(agency)?, agency.name))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, name)| name).collect()
    }
}

/// Where `form` stands in `words` as whole words.
fn place_of(words: &str, form: &str) -> Option<usize> {
    words.match_indices(form).map(|(at, _)| at).find(|at| {
        let before = words[..*at].chars().next_back();
        let after = words[at + form.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The chain that a text came through, outermost first: the publisher of this copy, then who reported first.
pub fn origins(lines: &Lines<'_>, publisher: Option<&str>, agencies: &Agencies) -> Vec<String> {
    let publisher = publisher.map(|publisher| agencies.exact(publisher).unwrap_or(publisher).to_owned());
    let mut chain: Vec<String> = publisher.into_iter().collect();
    let source = credited(lines, agencies).or_else(|| told(lines, agencies).map(str::to_owned));
    let source =
        source.or_else(|| masthead::wire(lines)).or_else(|| masthead::masthead(lines).filter(|_| chain.is_empty()));
    if let Some(source) = source.filter(|source| !chain.contains(source)) {
        chain.push(source);
    }
    chain
}

/// Sources named in so many words, surest first.
fn credited(lines: &Lines<'_>, agencies: &Agencies) -> Option<String> {
    let short = || lines.words.iter().filter(|words| words.len() < 400);
    let by_credit = || {
        short()
            .flat_map(|words| credits(words))
            .find_map(|(kind, who)| if kind == "reported" { agencies.at_start(who) } else { None })
    };
    let by_source = || lines.words.iter().find_map(|words| source_mark(words, agencies));
    let by_byline = || short().find_map(|words| signed_by(words, agencies));
    let by_dateline = || dateline(lines, agencies);
    let by_tail = || tail(lines, agencies);
    let by_right = || short().find_map(|words| rights(words, agencies));
    let known = by_credit().map(str::to_owned).or_else(by_source);
    known.or_else(|| by_byline().or_else(by_dateline).or_else(by_tail).or_else(by_right).map(str::to_owned))
}

/// "(Source: X)", "Source: X" at the end of a paragraph or alone.
fn source_mark(words: &str, agencies: &Agencies) -> Option<String> {
    for mark in ["Source:", "Source :", "SOURCE:", "Quelle:", "Fuente:", "Fonte:", "Sumber:", "Bron:", "Courtesy:"] {
        let Some(at) = words.rfind(mark) else { continue };
        let name = words[at + mark.len()..].trim().trim_end_matches([')', ']', '.']).trim();
        let alone =
            at == 0 || words[..at].ends_with(['(', '[']) || words[..at].trim_end().ends_with(['.', '”', '"', '(']);
        let nameless = name.to_lowercase().contains("agencies");
        if alone && !nameless && !name.is_empty() && name.split_whitespace().count() <= 6 && !name.contains(['=', '<'])
        {
            return Some(agencies.at_start(name).map_or_else(|| name.to_owned(), str::to_owned));
        }
    }
    None
}

/// "By : Amnesty", "AFP" on a line of its own.
pub fn signed_by(words: &str, agencies: &Agencies) -> Option<&'static str> {
    if (3..60).contains(&words.len())
        && let Some(name) = agencies.exact(words)
    {
        return Some(name);
    }
    let head = words.get(..words.floor_char_boundary(8))?.to_lowercase();
    let openings = ["by :", "by:", "by ", "von ", "par ", "por ", "from "];
    let rest = openings.iter().find_map(|opening| head.starts_with(opening).then(|| words.get(opening.len()..)))??;
    // "By Reuters count, ten were held." is a sentence.
    let sentence = words.ends_with('.') && words.split_whitespace().count() > 8;
    if words.len() < 160 && !sentence { agencies.at_start(rest) } else { None }
}

/// "(AFP) -", "REUTERS -" at the head of the body.
fn dateline(lines: &Lines<'_>, agencies: &Agencies) -> Option<&'static str> {
    let start = lines.first_kept();
    let heads = (start..lines.words.len()).filter(|at| lines.kept[*at]).take(4).map(|at| lines.words[at]);
    for words in heads {
        let head = &words[..words.floor_char_boundary(120)];
        if let Some(name) = bracketed(head, agencies) {
            return Some(name);
        }
        if let Some(end) =
            [" - ", " -- ", "--", " — ", " – ", "—", " _ "].iter().filter_map(|mark| head.find(mark)).min()
            && let Some(name) = head[..end].rsplit([',', '(', ':', '/', '.']).find_map(|piece| agencies.exact(piece))
        {
            return Some(name);
        }
    }
    None
}

/// "(Reuters)", "(AFP)_", "[Agency]" followed by a dash or beginning a text.
fn bracketed(head: &str, agencies: &Agencies) -> Option<&'static str> {
    let mut rest = head;
    while let Some(at) = rest.find(['(', '[']) {
        let inner = &rest[at + 1..];
        let end = inner.find([')', ']'])?;
        let after = inner[end + 1..].trim_start();
        let begins = rest.len() == head.len() && at == 0;
        if begins || after.starts_with(['-', '—', '–', '_', ':']) {
            let name = inner[..end].split(['/', ',']).find_map(|piece| agencies.exact(piece));
            if name.is_some() {
                return name;
            }
        }
        rest = &inner[end + 1..];
    }
    None
}

/// "- AFP", "/dpa" behind the last words.
fn tail(lines: &Lines<'_>, agencies: &Agencies) -> Option<&'static str> {
    let last = (0..lines.words.len()).rev().filter(|at| lines.kept[*at]).take(2).map(|at| lines.words[at]);
    last.into_iter().find_map(|words| {
        let start = words.ceil_char_boundary(words.len().saturating_sub(50));
        let (before, name) = words[start..].rsplit_once(['—', '–', '-', '/', '(', '.', '”', '"'])?;
        if name.trim().is_empty() && !words.ends_with([')', '.']) {
            None
        } else {
            agencies.exact(name).or_else(|| {
                agencies.exact(before.rsplit(['(', '-', '—', '–', '/']).next()?).filter(|_| name.trim().is_empty())
            })
        }
    })
}

/// "© 2031 X", "Used with the permission of X".
fn rights(words: &str, agencies: &Agencies) -> Option<&'static str> {
    let marks = [
        "©",
        "(c)",
        "(C)",
        "opyright",
        "COPYRIGHT",
        "permission of",
        "ermission from",
        "distributed by",
        "provided by",
        "Originally published by",
        "originally published by",
        "first appeared on",
        "first published by",
    ];
    if !marks.iter().any(|mark| words.contains(mark)) {
        return None;
    }
    agencies.inside(words).first().copied()
}

/// "... told X" and "X said today", the way an outlet speaks of itself. Weak: asked last.
fn told(lines: &Lines<'_>, agencies: &Agencies) -> Option<&'static str> {
    let kept = (0..lines.words.len()).filter(|at| lines.kept[*at]).map(|at| lines.words[at]);
    let body: Vec<&str> = kept.take(400).map(|words| &words[..words.floor_char_boundary(4000)]).collect();
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for words in &body {
        for (at, mark) in words.match_indices("told ").chain(words.match_indices("peaking to ")) {
            let rest = words[at + mark.len()..].strip_prefix("the ").unwrap_or(&words[at + mark.len()..]);
            let Some(name) = agencies.at_start(rest) else { continue };
            match counts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None => counts.push((name, 1)),
            }
        }
    }
    let told = counts.into_iter().filter(|(_, count)| *count >= 2).max_by_key(|(_, count)| *count);
    told.map(|(name, _)| name).or_else(|| body.iter().take(2).find_map(|words| statement(words, agencies)))
}

/// "..., Amnesty International said today" in the first paragraphs of a statement.
fn statement(words: &str, agencies: &Agencies) -> Option<&'static str> {
    let marks = [" said today", " says today", " warned today", " today said", " said in a statement today"];
    let at = marks.iter().find_map(|mark| words.find(mark))?;
    let before = &words[..at];
    let inside = agencies.known.iter().find(|agency| agency.forms.iter().any(|form| before.ends_with(form)));
    inside.map(|agency| agency.name)
}
