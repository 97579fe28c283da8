//! Acts that a careful reader would rather not agree with are not given, but counted.
//!
//! The least confidence is the property `least` of the weights, chosen where wrong acts are some times as many as right ones.

use codebook::Weights;
use document::Problem;
use domain::{Act, Statement};

/// Takes doubtful acts out, mends what statements refer to, and says how many there were.
pub(crate) fn leave_out(weights: &Weights, acts: &mut Vec<Act>, statements: &mut [Statement]) -> Option<Problem> {
    let least = weights.get("least")?;
    let mut next = 0;
    let places: Vec<Option<usize>> = acts
        .iter()
        .map(|act| {
            let place = (act.confidence >= least).then_some(next);
            next += usize::from(place.is_some());
            place
        })
        .collect();
    let n_doubtful = acts.len() - next;
    if n_doubtful == 0 {
        return None;
    }
    acts.retain(|act| act.confidence >= least);
    for statement in statements {
        statement.acts = statement.acts.iter().filter_map(|&act| places.get(act).copied().flatten()).collect();
    }
    Some(Problem::new("doubtful-acts", format!("acts too doubtful to be given: {n_doubtful}")))
}

#[cfg(test)]
mod tests {
    use crate::confidence::leave_out;
    use codebook::Weights;
    use document::Span;
    use domain::{Statement, StatementKind};

    #[test]
    fn what_is_left_is_still_referred_to() {
        let mut acts: Vec<_> = [0.9, 0.1, 0.8].into_iter().map(act).collect();
        let mut statements = [statement(vec![0, 1, 2])];
        let weights: Weights = [("least".to_owned(), 0.35)].into_iter().collect();
        let problem = leave_out(&weights, &mut acts, &mut statements).unwrap();
        assert_eq!((acts.len(), problem.code.as_str()), (2, "doubtful-acts"));
        assert_eq!(statements[0].acts, [0, 1]);
        assert!(acts[1].confidence > 0.5);
    }

    #[test]
    fn without_a_least_confidence_all_are_given() {
        let mut acts = vec![act(0.01)];
        assert!(leave_out(&Weights::default(), &mut acts, &mut []).is_none());
        assert_eq!(acts.len(), 1);
    }

    fn act(confidence: f64) -> domain::Act {
        domain::Act {
            act_type: "arrest".to_owned(),
            status: domain::ActStatus::Reported,
            participants: Vec::new(),
            places: Vec::new(),
            date: document::FuzzyDate::default(),
            duration: None,
            charges: Vec::new(),
            evidence: Vec::new(),
            trigger: Span::default(),
            statements: Vec::new(),
            rule: String::new(),
            confidence,
        }
    }

    fn statement(acts: Vec<usize>) -> Statement {
        Statement {
            kind: StatementKind::Claim,
            speaker: None,
            speaker_span: None,
            told_to: None,
            direct: false,
            cue: Span::default(),
            content: Vec::new(),
            evidence: Vec::new(),
            acts,
        }
    }
}
