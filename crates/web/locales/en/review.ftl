# Words of the desk, English: review. Origin: the project. Licence: MIT OR Apache-2.0.
accept = Accept
reject = Reject
amend = Amend
skip-one = Skip
save = Save
cancel = Back
reason = Why (recorded)
undo = Undo
undo-last = Undo the last decision
taken-back = taken back

review-title = Review
review-count = { $n } of { $all } proposals decided
review-nothing = There is nothing to review yet.
review-all-done = Every proposal was decided.
review-skipped = Go back to those that were skipped
review-context = The whole paragraph
agree = { $n } in 100 such proposals are right
review-claimed = { $n ->
    [one] One proposal is passed over: somebody else works on its document.
   *[other] { $n } proposals are passed over: somebody else works on their documents.
}
review-no-more-here = There is nothing more in this queue now.
