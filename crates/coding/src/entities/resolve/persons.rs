//! Forms of one person's name: "Ada Brask Lindqvist", "Brask Lindqvist", "Ms Lindqvist", "Ada Braskh Lindqvist".
//!
//! A wrong join is the worse error, so a short form joins only a longer one that the text leaves no doubt about.

use super::clusters::{Form, Union};
use super::gender;
use crate::Text;
use crate::entities::names::Name;
use crate::entities::{roles, words};
use codebook::Gender;
use domain::EntityKind;
use std::collections::HashMap;

/// A word that so many names share says nothing.
const MOST_HOSTS: usize = 12;

/// Joins forms of persons' names; gives the occurrences of a short form that several people share, each with a form of
/// the one who is meant.
pub(crate) fn join(text: &Text<'_>, names: &[Name], forms: &[Form], joined: &mut Union) -> Vec<(usize, usize)> {
    let people: Vec<usize> = (0..forms.len()).filter(|&i| forms[i].kind == EntityKind::Person).collect();
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for &form_idx in &people {
        for word in &forms[form_idx].words {
            by_word.entry(word).or_default().push(form_idx);
            if let Some((_, rest)) = word.split_once('-') {
                by_word.entry(rest).or_default().push(form_idx);
            }
        }
    }
    spellings(text, names, forms, &people, joined);
    let mut shortest_last = people.clone();
    shortest_last.sort_by_key(|&i| std::cmp::Reverse(forms[i].words.len()));
    let mut shared = Vec::new();
    for short in shortest_last {
        let none = Vec::new();
        let rarest = forms[short]
            .words
            .iter()
            .map(|word| by_word.get(word.as_str()).unwrap_or(&none))
            .min_by_key(|list| list.len());
        let hosts = rarest
            .into_iter()
            .flatten()
            .copied()
            .filter(|&long| is_short_of(&forms[short], &forms[long]) && titles_agree(&forms[short], &forms[long]));
        let hosts: Vec<usize> = hosts.collect();
        match the_one(&hosts, joined) {
            Some(host) => joined.join(host, short),
            None if (2..=MOST_HOSTS).contains(&hosts.len()) => {
                let bearers = Bearers::new(text, names, forms, &hosts, joined);
                shared.extend(bearers.meant(text, names, &forms[short]));
            }
            None => {}
        }
    }
    shared
}

/// Whether all words of `short` stand at the start or at the end of `long`, initials standing for names.
fn is_short_of(short: &Form, long: &Form) -> bool {
    let long = without_suffix(&long.words);
    let (n_short, n_long) = (short.words.len(), long.len());
    if n_short >= n_long {
        return false;
    }
    let same = |left: &[String], right: &[String]| left.iter().zip(right).all(|(a, b)| is_same_word(a, b));
    let at_end = same(&short.words, &long[n_long - n_short..]);
    let at_start = same(&short.words, &long[..n_short]);
    let around = n_short >= 2 && short.words[0] == long[0] && short.words[n_short - 1] == long[n_long - 1];
    at_end || at_start || around
}

/// "Ada Brask Jr." without its last word.
fn without_suffix(words: &[String]) -> &[String] {
    match words.split_last() {
        Some((last, rest))
            if rest.len() >= 2 && matches!(last.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv") =>
        {
            rest
        }
        _ => words,
    }
}

/// "Mr Brask" is not "Ms Ada Brask".
fn titles_agree(left: &Form, right: &Form) -> bool {
    left.gender.is_none_or(|gender| right.gender.is_none_or(|other| gender == other))
}

/// "Danbur" is "el-Danbur" without its particle.
fn is_same_word(short: &str, long: &str) -> bool {
    let rest = long.split_once('-').filter(|(particle, _)| particle.chars().count() <= 3);
    short == long || rest.is_some_and(|(_, rest)| short == rest && rest.chars().count() >= 4)
}

/// Of several longer names, the one person they all are.
fn the_one(hosts: &[usize], joined: &mut Union) -> Option<usize> {
    let mut persons: Vec<usize> = hosts.iter().map(|&host| joined.find(host)).collect();
    persons.sort_unstable();
    persons.dedup();
    if persons.len() == 1 { hosts.first().copied() } else { None }
}

/// Several people whose full names share a short form.
struct Bearers(Vec<Bearer>);

struct Bearer {
    /// One of the full forms.
    form: usize,
    /// Where the full forms stand, in order.
    names: Vec<usize>,
    gender: Option<Gender>,
    /// Introduced as a relative of somebody: "his brother, Ada Brask".
    is_kin: bool,
}

impl Bearers {
    fn new(text: &Text<'_>, names: &[Name], forms: &[Form], hosts: &[usize], joined: &mut Union) -> Bearers {
        let mut bearers: Vec<(usize, Bearer)> = Vec::new();
        for &host in hosts {
            let person = joined.find(host);
            let form = &forms[host];
            let hint = form.names.iter().find_map(|&name| gender::hinted(text, &names[name].tokens));
            match bearers.iter_mut().find(|(known, _)| *known == person) {
                Some((_, bearer)) => bearer.names.extend(&form.names),
                None => bearers.push((
                    person,
                    Bearer { form: host, names: form.names.clone(), gender: form.gender.or(hint), is_kin: false },
                )),
            }
        }
        for (_, bearer) in &mut bearers {
            bearer.names.sort_unstable();
            bearer.is_kin = bearer.names.first().is_some_and(|&name| is_introduced_as_kin(text, &names[name]));
        }
        Bearers(bearers.into_iter().map(|(_, bearer)| bearer).collect())
    }

    /// Occurrences of the short form with a full form of who is meant; those in doubt are left out.
    fn meant(&self, text: &Text<'_>, names: &[Name], short: &Form) -> Vec<(usize, usize)> {
        let sentence = |name: usize| text.annotations.sentence_of(names[name].tokens.start);
        let mut uses = vec![0; self.0.len()];
        let mut holder = None;
        let mut meant = Vec::new();
        for &occurrence in &short.names {
            let stated = roles::title_gender(text, names[occurrence].tokens.start);
            let fits = |bearer: &Bearer| stated.is_none_or(|stated| bearer.gender.is_none_or(|known| known == stated));
            if let Some(bearer) = self.choose(occurrence, holder, &uses, &sentence, fits) {
                uses[bearer] += 1;
                holder = Some(bearer);
                meant.push((occurrence, self.0[bearer].form));
            }
        }
        meant
    }

    /// Who bears a short form: the only one named so far; else whom it was used for before, unless another one has been
    /// named in full since. A person named in full in the same sentence is the other one.
    fn choose(
        &self,
        occurrence: usize,
        holder: Option<usize>,
        uses: &[usize],
        sentence: &impl Fn(usize) -> usize,
        fits: impl Fn(&Bearer) -> bool,
    ) -> Option<usize> {
        let before = |bearer: &Bearer| bearer.names.partition_point(|&name| name < occurrence);
        let named: Vec<usize> = (0..self.0.len()).filter(|&i| before(&self.0[i]) > 0 && fits(&self.0[i])).collect();
        if let [only] = named[..] {
            return Some(only);
        }
        let last_name = |i: usize| self.0[i].names[before(&self.0[i]) - 1];
        let last = named.iter().copied().max_by_key(|&i| last_name(i))?;
        let beside = sentence(last_name(last)) == sentence(occurrence);
        let weight = |i: usize| before(&self.0[i]) + uses[i];
        match holder.filter(|holder| named.contains(holder)) {
            Some(holder) if holder == last || beside || weight(holder) >= 2 * weight(last) => Some(holder),
            Some(_) => None,
            None if beside && named.len() == 2 => named.into_iter().find(|&i| i != last),
            None if beside => None,
            // "his brother, Ada Brask, said" does not make a later "Mr Brask" the brother.
            None if self.0[last].is_kin => {
                let mut others = named.iter().copied().filter(|&i| !self.0[i].is_kin);
                others.next().filter(|_| others.next().is_none())
            }
            None => Some(last),
        }
    }
}

/// Nouns by which people are introduced as somebody's relatives.
const KIN: [&str; 24] = [
    "aunt",
    "brother",
    "brother-in-law",
    "child",
    "cousin",
    "dad",
    "daughter",
    "daughter-in-law",
    "father",
    "father-in-law",
    "grandfather",
    "grandmother",
    "husband",
    "mother",
    "mother-in-law",
    "mum",
    "nephew",
    "niece",
    "sister",
    "sister-in-law",
    "son",
    "uncle",
    "widow",
    "wife",
];

/// "his brother, Ada Brask", "his brother Ada Brask".
fn is_introduced_as_kin(text: &Text<'_>, name: &Name) -> bool {
    let head = words::head(text, &name.tokens);
    let (above, before) = (text.tree.head(head), name.tokens.start.checked_sub(1));
    let beside = before.filter(|&i| text.tree.relation(i) == "compound" || text.tree.head(i) == head);
    let is_kin = |noun: usize| {
        KIN.contains(&text.lemma(noun)) && [noun, head].iter().any(|&owned| text.tree.first(owned, &["poss"]).is_some())
    };
    (text.tree.relation(head) == "appos" && is_kin(above)) || beside.is_some_and(is_kin)
}

/// Joins two spellings of one name: same words but for one, which sounds alike, and never both in one sentence.
fn spellings(text: &Text<'_>, names: &[Name], forms: &[Form], people: &[usize], joined: &mut Union) {
    let mut by_skeleton: HashMap<String, Vec<usize>> = HashMap::new();
    for &form_idx in people.iter().filter(|&&i| forms[i].words.len() >= 2) {
        let skeleton: Vec<String> = forms[form_idx].words.iter().map(|word| skeleton(word)).collect();
        by_skeleton.entry(skeleton.join(" ")).or_default().push(form_idx);
    }
    for group in by_skeleton.values().filter(|group| (2..=4).contains(&group.len())) {
        for (position, &left) in group.iter().enumerate() {
            for &right in &group[position + 1..] {
                if sounds_alike(&forms[left], &forms[right])
                    && !share_a_sentence(text, names, &forms[left], &forms[right])
                {
                    joined.join(left, right);
                }
            }
        }
    }
}

/// One word differs, by one letter inside, and the names that differ are not both repeated.
fn sounds_alike(left: &Form, right: &Form) -> bool {
    let mut differing = left.words.iter().zip(&right.words).filter(|(a, b)| a != b);
    let (Some((a, b)), None) = (differing.next(), differing.next()) else { return false };
    let ends = |word: &str| (word.chars().next(), word.chars().next_back());
    let once = left.names.len().min(right.names.len()) <= 2;
    let long = a.chars().count().min(b.chars().count()) >= 4;
    let ends_alike = ends(a) == ends(b);
    left.words.len() == right.words.len() && once && long && ends_alike && edits(a, b) == 1
}

/// Consonants in order, every run of vowels as one mark, a mute `h` and doubled letters left out.
fn skeleton(word: &str) -> String {
    let mut skeleton = String::new();
    for letter in word.chars() {
        let letter = if "aeiouy".contains(letter) { '*' } else { letter };
        let is_mute = letter == 'h' && skeleton.chars().next_back().is_some_and(|last| last != '*');
        if !is_mute && !skeleton.ends_with(letter) {
            skeleton.push(letter);
        }
    }
    skeleton
}

/// Number of letters to change, add or leave out (Levenshtein 1966), for two short words.
fn edits(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, &b) in right.iter().enumerate() {
            let cost = (diagonal + usize::from(a != b)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], cost);
        }
    }
    row[right.len()]
}

fn share_a_sentence(text: &Text<'_>, names: &[Name], left: &Form, right: &Form) -> bool {
    let sentence = |&name: &usize| text.annotations.sentence_of(names[name].tokens.start);
    let ours: std::collections::HashSet<usize> = left.names.iter().map(sentence).collect();
    right.names.iter().map(sentence).any(|sentence| ours.contains(&sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(words: &str, names: &[usize]) -> Form {
        let words = words.split(' ').map(str::to_owned).collect();
        Form { words, written: 0..0, kind: EntityKind::Person, names: names.to_vec(), gender: None }
    }

    #[test]
    fn short_forms_are_the_start_or_the_end_of_the_full_name() {
        let full = form("ada brask lindqvist", &[0]);
        let is_short = |words: &str| is_short_of(&form(words, &[1]), &full);
        assert!(is_short("lindqvist") && is_short("brask lindqvist") && is_short("ada") && is_short("ada lindqvist"));
        let particle = form("ada el-danbur", &[0]);
        assert!(is_short_of(&form("danbur", &[1]), &particle) && !is_short_of(&form("bur", &[1]), &particle));
        assert!(!is_short("brask") && !is_short("lindqvist ada") && !is_short("ada brask lindqvist"));
    }

    #[test]
    fn spellings_differ_by_one_inner_letter_of_one_word() {
        let alike = |left: &str, right: &str| sounds_alike(&form(left, &[0]), &form(right, &[1]));
        assert!(alike("ada velkora", "ada velkara") && alike("ada sokha", "ada soka"));
        // Other ends are other names: the endings often tell a woman from a man.
        assert!(!alike("ada velkora", "ada velkoro") && !alike("mario brask", "maria brask"));
        assert!(!alike("ada velkora", "eda velkara") && !alike("ada vel", "ada val"));
    }

    #[test]
    fn names_that_are_both_repeated_are_two_names() {
        assert!(!sounds_alike(&form("ada velkora", &[0, 2, 4]), &form("ada velkara", &[1, 3, 5])));
    }

    #[test]
    fn edits_are_counted() {
        assert_eq!([edits("velkora", "velkora"), edits("soka", "sokha"), edits("brask", "bask")], [0, 1, 1]);
    }

    /// Who is meant by a short form at each of its places, by position of the bearer; one sentence for two names.
    fn meant(full: &[&[usize]], short: &[usize]) -> Vec<Option<usize>> {
        let bearer = |names: &&[usize]| Bearer { form: 0, names: names.to_vec(), gender: None, is_kin: false };
        let bearers = Bearers(full.iter().map(bearer).collect());
        let mut uses = vec![0; full.len()];
        let mut holder = None;
        let mut choose = |&occurrence: &usize| {
            let found = bearers.choose(occurrence, holder, &uses, &|name| name / 2, |_| true);
            found.iter().for_each(|&bearer| uses[bearer] += 1);
            holder = found.or(holder);
            found
        };
        short.iter().map(&mut choose).collect()
    }

    #[test]
    fn of_two_of_one_family_the_one_whom_the_short_name_was_used_for() {
        assert_eq!(meant(&[&[0], &[20]], &[2, 4, 21, 24]), [Some(0); 4]);
        // Named beside the other one, the short name is for the first.
        assert_eq!(meant(&[&[0], &[20]], &[21]), [Some(0)]);
        // The other one has been named in full since, and neither is spoken of more.
        assert_eq!(meant(&[&[0], &[20, 30]], &[2, 32]), [Some(0), None]);
    }
}
