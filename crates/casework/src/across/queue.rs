//! The pairs that a person is asked about.

use super::sides::is_open;
use crate::case::Case;
use crate::refusal::Refusal;
use crate::request::Answer;
use crate::shown::Queue;
use resolution::result::Link;

impl Case {
    /// Some of the pairs that wait, the greatest effect on the counts first.
    pub(crate) fn queue(&mut self, offset: u32, limit: u32) -> Result<Answer, Refusal> {
        let across = self.across()?;
        let waiting: Vec<&Link> = across.waiting().collect();
        let some = waiting.iter().skip(offset as usize).take(limit as usize);
        let pairs = some.map(|link| self.pair(&across, link)).collect::<Result<_, _>>()?;
        Ok(Answer::Queue(Queue { pairs, total: waiting.len() }))
    }
}

impl super::Across {
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Link> {
        let links = self.resolution.queue.iter().filter_map(|idx| self.resolution.links.get(*idx));
        links.filter(|link| is_open(link.zone, link.judgement))
    }
}
