# Words of the desk, English: search. Origin: the project. Licence: MIT OR Apache-2.0.
search-title = Search
search-words = Words
search-help = All words must stand in the document. Put a phrase in quotation marks; end a word with * for its beginnings.
search-person = Only names of people
search-purpose = What for (recorded when people are met by name)
search = Search
search-recorded = This search met people by name and is recorded in the log.
search-none = Nothing was found.
search-none-hint = Try fewer words, or the beginning of a word with *.
people = People
documents = Documents
search-narrow = Narrow to events
search-narrow-hint = Fill in what you know. Whatever is given must hold; words are then looked for in the documents that tell of the event.
search-who = A person or body who took part
search-act = What happened
search-any = anything
search-place = Where
search-from = Not before
search-until = Not after
search-dates-hint = A day, a month or a year: 2031-02-03, 2031-02, 2031.
search-events = Events
search-events-count = { $n ->
    [0] No event fits.
    [one] One event fits.
   *[other] { $n } events fit.
}
search-undated = { $n } events have no date and were not looked at.
search-cut = More than ten thousand documents have these words; the best of the newest ten thousand are shown. Add a word to find others.
search-in-text = in the text
search-the-event = the event
search-ask = Give words, or what you know of an event.
