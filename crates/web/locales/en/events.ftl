# Words of the desk, English: events. Origin: the project. Licence: MIT OR Apache-2.0.
events-title = Events
counts-title = Counts
events-count = { $n } events, in { $all } documents
events-who = Who takes part
events-where = Place
events-from = From
events-until = Until
events-word = How it stands
events-all = Show all
events-none = No event fits.
events-none-hint = Leave a field empty, or try the beginning of a word. Events without a day fit any days.
events-empty = No event is known yet.
events-empty-hint = Once documents were read, what happened stands here once, however many reports tell of it.
events-n = { $n ->
    [one] one event
   *[other] { $n } events
}
any = any
articles = { $n ->
    [one] one article
   *[other] { $n } articles
}
origins = { $n ->
    [0] no origin
    [one] one origin
   *[other] { $n } origins
}
word-single-origin = one origin only
word-corroborated = independent origins agree
word-disputed = disputed
word-acknowledged-by-authority = acknowledged by an authority
reviewed-accepted = accepted
reviewed-amended = amended
reviewed-rejected = rejected
# How events stand, and counts.
events-supposed = What is only supposed or told in general too
events-n-supposed = { $n ->
    [one] One more is only supposed, wished or told in general, and not listed.
   *[other] { $n } more are only supposed, wished or told in general, and not listed.
}
range = { $least } to { $most }
at-least = at least { $least }
named-of = { $named } named of { $reported }
copies = { $n ->
    [one] One more report from there
   *[other] { $n } more reports from there
}
origins-hint = Reports that copy each other, or have it from one and the same speaker, are one origin.
origin-unnamed = An origin that is not named
other-tellings = Told otherwise
other-tellings-hint = Denials, plans and suppositions: they do not say that it happened.
disputed-title = Who disputes it, and in which words
acknowledged-title = Which authority says that it is so
against-interest = Against its own interest.
disagree-date = The days do not agree
disagree-number = The numbers do not agree
related-title = Hangs together with
relation-same = Possibly the same as
relation-part-of = Part of
relation-has-part = A part of it is
relation-follows = Follows from
relation-followed-by = Is followed by
why = Why
how-many-title = How many people
how-many-none = Not counted: no report says that it happened.
sources-title = Who says so
sources-none = The reports name nobody; they speak for themselves.
source-victim = to whom it was done
source-witness = witness
source-relative = relative
source-lawyer = lawyer
source-medical = medical staff
source-accused = accused of it
source-official = official
source-organization = organisation
source-reporter = news medium
source-unknown = part in it unknown
missing-title = What is missing
missing-nothing = Of what this standard asks for, nothing is missing that a program can see.
missing-hint = Whether a standard is met, people decide.
standard = Standard
measure = Compare
standard-two-origins = Two independent origins
standard-reasonable-grounds = Reasonable grounds to believe
standard-ohchr-monitoring = Human rights monitoring
standard-three-kinds = Three kinds of sources
standard-balance-of-probabilities = Balance of probabilities
need-origins = { $n } independent origins (there are { $has })
need-first-hand = somebody who was there ({ $n } needed, { $has } found)
need-kinds = sources of { $n } kinds (there are { $has })
need-date = a day or a span of days
need-place = a place
need-victim = to whom it was done
need-perpetrator = who did it
need-consistent = reports that do not contradict each other
need-undisputed = that nobody disputes it
need-other-side = what those say who are said to have done it, or an authority
counts-hint = { $n ->
    [one] What was documented in one document. It depends on who looked and could tell: it is no estimate of what happened.
   *[other] What was documented in { $n } documents. It depends on who looked and could tell: it is no estimate of what happened.
}
counts-period = Period
period-all = all days together
period-year = by year
period-month = by month
counts-by-place = each place apart
count = Count
counts-none = Nothing was counted.
counts-none-hint = No event that fits says to whom it was done. What is left out of every number stands below.
counts-choose = Choose one act to see it as a drawing that can be saved.
counts-named = Documented by name
counts-reported = Reported
counts-unnamed = Of these without a name
counts-sources = Origins
counts-sum = (a sum over events)
counts-tallies = { $n ->
    [one] One number in a text
   *[other] { $n } numbers in texts
}
tally-own = in the document's own words
counts-read-title = How to read these numbers
counts-read-named = Documented: different people by name. Each of them can be looked up.
counts-read-reported = Reported: what the texts say, with numbers of people without a name. It is never added to the names.
counts-read-estimated = Estimated: how many are on no list. Such a number never stands here; it is given on request only, with the assumption that it rests on.
counts-read-order = Rows stand in the order of the acts, never by size.
counts-policy = Pairs of people that may be one are one person in the fewest and two in the most; what people decided is respected.
counts-left-out = Left out of every number
counts-program = Counted by { $text } in this state of the case:
left-out-undated = without a date, or with one that fits several periods
left-out-unplaced = without a place
left-out-denied = only denied
left-out-not-said-to-have-happened = threatened, planned or supposed
left-out-low-confidence = whose reading is doubtful
left-out-in-review = pairs of people that wait for a decision
left-out-without-people = events in which nobody is told to whom it was done
left-out-figures-of-unknown-acts = numbers of which the text does not say what they count
left-out-rejected = rejected by a person
left-out-waiting-for-second = waiting for a second person
problem-more-named-than-told = More people are named than the exact number that a report gives.
problem-sources-differ = Sources give different numbers.
problem-persons-not-summed = People of different events may be the same, so the lower end is the largest single number and not the sum.
chart-title = What was documented: { $act_type }
chart-named = named people
chart-named-more = more, if doubtful pairs are different people
chart-reported = reported by somebody, names or not
chart-open = or more
chart-sources = { $n } sources
chart-source = 1 source
chart-all = all
chart-note = What was documented depends on who looked and could tell. It shows no trend and no share.
chart-left-out = Left out: { $undated } without a date, { $unplaced } without a place, { $status } denied or not said to have happened, { $confidence } doubtful readings.
chart-more = { $n } more periods are not drawn.
counts-more = { $n ->
    [one] One more row is not shown. Choose an act, a period or days to see it.
   *[other] { $n } more rows are not shown. Choose an act, a period or days to see them.
}
