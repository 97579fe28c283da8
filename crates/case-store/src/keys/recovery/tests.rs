use super::*;
use crate::testing::SeededRandomness;

const CASE: CaseId = CaseId::from_bytes([1; 16]);

fn shares() -> ([Share; 3], MemberSecrets) {
    make(CASE, &mut SeededRandomness::new(2)).expect("made")
}

#[test]
fn any_two_open_and_one_does_not() {
    let ([a, b, c], made) = shares();
    for pair in [[&a, &b], [&b, &a], [&a, &c], [&b, &c]] {
        let found = secrets(&pair.map(Clone::clone), CASE).expect("two shares");
        assert!(found.signing == made.signing && found.exchange == made.exchange);
    }
    let all = secrets(&[a.clone(), b.clone(), c], CASE).expect("three shares");
    assert!(all.signing == made.signing);
    assert_eq!(secrets(std::slice::from_ref(&a), CASE).err(), Some(ShareError::TooFew));
    assert_eq!(secrets(&[a.clone(), a.clone()], CASE).err(), Some(ShareError::TooFew));
    assert_eq!(secrets(&[], CASE).err(), Some(ShareError::TooFew));
    assert_eq!(secrets(&[a, b], CaseId::from_bytes([9; 16])).err(), Some(ShareError::OtherCase));
}

#[test]
fn words_there_and_back() {
    for share in shares().0 {
        let words = share.words();
        assert_eq!(words.split(' ').count(), WORDS);
        assert_eq!(Share::parse(&words), Ok(share.clone()));
        let short: Vec<String> =
            words.split(' ').map(|word| word.chars().take(4).collect::<String>().to_uppercase()).collect();
        assert_eq!(Share::parse(&short.join("\n")), Ok(share));
    }
}

#[test]
fn slips_are_named() {
    let share = shares().0[0].clone();
    let words = share.words();
    let words: Vec<&str> = words.split(' ').collect();
    let parse = |words: &[&str]| Share::parse(&words.join(" "));
    assert_eq!(parse(&words[1..]), Err(ShareError::WrongLength { found: 15 }));
    let mut slip = words.clone();
    slip[4] = "xylophone";
    assert_eq!(parse(&slip), Err(ShareError::UnknownWord { place: 5 }));
    let mut swapped = words.clone();
    swapped.swap(2, 3);
    assert_eq!(parse(&swapped), Err(ShareError::Checksum));
    let accepted = (0..WORDS).flat_map(|at| crate::keys::words::all().iter().map(move |word| (at, *word)));
    let accepted = accepted.filter(|(at, word)| {
        let mut wrong = words.clone();
        wrong[*at] = word;
        wrong != words && parse(&wrong).is_ok()
    });
    // 24 bits of checksum: of 32,752 wrong words hardly one passes by chance.
    assert!(accepted.count() <= 1);
}

#[test]
fn nothing_is_shown() {
    let share = shares().0[0].clone();
    assert_eq!(format!("{share:?}"), "Share(1, [sealed])");
}

#[test]
fn shares_tell_nothing_of_the_secret() {
    // One share of a fixed secret takes every value about equally often: chi-square with 255 degrees of freedom.
    let mut randomness = SeededRandomness::new(3);
    let mut counts = [0_u32; 256];
    let n_draws = 64_000;
    for _ in 0..n_draws / 16 {
        let share = blahaj::Sharks(NEEDED).dealer_rng(&[0; 16], &mut Source(&mut randomness)).next().expect("a share");
        Vec::from(&share).into_iter().skip(1).for_each(|byte| counts[usize::from(byte)] += 1);
    }
    let expected = f64::from(n_draws) / 256.0;
    let chi_square: f64 = counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
    // p > 0.001 on both sides.
    assert!((180.0..331.0).contains(&chi_square), "{chi_square}");
    assert!(counts.iter().all(|count| *count > 0), "the fault of RUSTSEC-2024-0398: a coefficient that is never zero");
}
