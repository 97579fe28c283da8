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
