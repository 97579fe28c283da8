//! Forms of one person's name: "Ada Brask Lindqvist", "Brask Lindqvist", "Ms Lindqvist", "Ada Braskh Lindqvist".
//!
//! A wrong join is the worse error, so a short form joins only a longer one that the text leaves no doubt about.

use super::clusters::{Form, Union};
use crate::Text;
use crate::entities::names::Name;
use domain::EntityKind;
use std::collections::HashMap;

/// A word that so many names share says nothing.
const MOST_HOSTS: usize = 12;

/// Joins forms of persons' names.
pub(crate) fn join(text: &Text<'_>, names: &[Name], forms: &[Form], joined: &mut Union) {
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
        if let Some(host) = the_one(forms, &hosts.collect::<Vec<_>>(), short, joined) {
            joined.join(host, short);
        }
    }
}

/// Whether all words of `short` stand at the start or at the end of `long`, initials standing for names.
fn is_short_of(short: &Form, long: &Form) -> bool {
    let (n_short, n_long) = (short.words.len(), long.words.len());
    if n_short >= n_long {
        return false;
    }
    let same = |left: &[String], right: &[String]| left.iter().zip(right).all(|(a, b)| is_same_word(a, b));
    let at_end = same(&short.words, &long.words[n_long - n_short..]);
    let at_start = same(&short.words, &long.words[..n_short]);
    let around = n_short >= 2 && short.words[0] == long.words[0] && short.words[n_short - 1] == long.words[n_long - 1];
    at_end || at_start || around
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

/// Of several longer names, the one person they all are; of two persons, the one that the short form always follows.
fn the_one(forms: &[Form], hosts: &[usize], short: usize, joined: &mut Union) -> Option<usize> {
    let mut persons: Vec<usize> = hosts.iter().map(|&host| joined.find(host)).collect();
    persons.sort_unstable();
    persons.dedup();
    match persons.len() {
        1 => hosts.first().copied(),
        2 if hosts.len() <= MOST_HOSTS => always_before(forms, hosts, short, joined),
        _ => None,
    }
}

/// Two of one family: the bare surname may be either, so it joins only one that was named last each time.
fn always_before(forms: &[Form], hosts: &[usize], short: usize, joined: &mut Union) -> Option<usize> {
    let last_named = |occurrence: usize| {
        let before = |&host: &usize| {
            let names = &forms[host].names;
            names[..names.partition_point(|&name| name < occurrence)].last().map(|&name| (name, host))
        };
        hosts.iter().filter_map(before).max().map(|(_, host)| host)
    };
    let mut found: Vec<Option<usize>> = forms[short].names.iter().map(|&occurrence| last_named(occurrence)).collect();
    found.iter_mut().flatten().for_each(|host| *host = joined.find(*host));
    found.dedup();
    match found[..] {
        [only] => only,
        _ => None,
    }
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

    #[test]
    fn of_two_of_one_family_the_one_who_is_always_named_before() {
        let forms = [form("ada brask", &[0]), form("jon brask", &[2]), form("brask", &[1])];
        let mut joined = Union::new(3);
        assert_eq!(the_one(&forms, &[0, 1], 2, &mut joined), Some(0));
        let forms = [form("ada brask", &[0]), form("jon brask", &[2]), form("brask", &[1, 3])];
        assert_eq!(the_one(&forms, &[0, 1], 2, &mut joined), None);
    }
}
