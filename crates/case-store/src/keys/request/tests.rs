use super::*;
use crate::testing::SeededRandomness;

const THEIRS: &str = "eleven copper kettles whistle behind a wooden bakery";

fn member(effort: Effort) -> NewMember {
    let mut member = NewMember::for_tests(THEIRS, &mut SeededRandomness::new(3)).expect("strong");
    member.candidate.effort = effort;
    member
}

#[test]
fn a_request_is_read_as_it_was_written_also_after_a_mail_program() {
    let member = member(Effort::FLOOR);
    let text = member.request();
    assert_eq!(Candidate::from_request(&text), Ok(member.candidate.clone()));
    let mailed = format!("\n\n{}\r\n ", text.replace('\n', "  \r\n"));
    assert_eq!(Candidate::from_request(&mailed), Ok(member.candidate.clone()));
    let fingerprint = member.candidate.fingerprint();
    assert_eq!((fingerprint.len(), fingerprint.split(' ').count()), (24, 5));
}

#[test]
fn every_changed_bit_is_noticed_and_every_cut() {
    let text = member(Effort::FLOOR).request().into_bytes();
    for bit in 0..8 * text.len() {
        let mut changed = text.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let Ok(changed) = String::from_utf8(changed) else { continue };
        // Only white space around it may differ.
        let is_same = changed.split_whitespace().eq(std::str::from_utf8(&text).expect("text").split_whitespace());
        assert!(is_same || Candidate::from_request(&changed).is_err(), "bit {bit}");
    }
    for length in 0..text.len() - 1 {
        assert!(Candidate::from_request(std::str::from_utf8(&text[..length]).expect("text")).is_err(), "{length}");
    }
}

#[test]
fn what_is_too_cheap_to_guess_or_too_costly_to_try_is_refused() {
    assert_eq!(
        Candidate::from_request(&member(Effort::TEST).request()),
        Err(RequestError::Effort(EffortError::TooLittle))
    );
    let costly = Effort::new(u32::MAX, 3, 1);
    assert_eq!(Candidate::from_request(&member(costly).request()), Err(RequestError::Effort(EffortError::TooMuch)));
    let newer = member(Effort::FLOOR).request().replace("request 1", "request 2");
    assert_eq!(Candidate::from_request(&newer), Err(RequestError::Newer));
    assert_eq!(Candidate::from_request(&"a".repeat(1 << 20)), Err(RequestError::Format));
}

#[test]
fn two_people_have_two_fingerprints() {
    let one = NewMember::for_tests(THEIRS, &mut SeededRandomness::new(3)).expect("strong").candidate;
    let other = NewMember::for_tests(THEIRS, &mut SeededRandomness::new(4)).expect("strong").candidate;
    assert_ne!(one.fingerprint(), other.fingerprint());
}
