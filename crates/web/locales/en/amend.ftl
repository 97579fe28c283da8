# Words of the desk, English: amend. Origin: the project. Licence: MIT OR Apache-2.0.
entered-by = entered by { $text }, not read by the program
verdict-add = added
verdict-confirm = confirmed
field-speaker = Who says so
contested = Some accept this and others reject it. It stands as the program read it until somebody decides.
two-values = { $text }: people gave different values. What the program read stands until somebody decides:
waits-for-second = Waits for a second person:
confirm = Confirm
confirm-hint = Somebody else decided this. You are the second person.
claim = I am working on this
claimed-by = { $text } is working on this until { $other } UTC.
claimed-by-you = You are working on this until { $text } UTC.
take-out = Take out
to-event = the event

comment-add = Write a comment
comment-words = Comment
mark-graphic = graphic
graphic-mark = Warn others: graphic
graphic-warning = Somebody marked this document as graphic. Open the original only when you are ready for it.
graphic-open = Show the link to the original all the same

why-proposed = Why proposed:
why-verb = the verb “{ $text }” tells of this: { $other }.
why-noun = the noun “{ $text }” tells of this: { $other }.
why-wording = the wording around “{ $text }” tells of this: { $other }.
why-by-hand = A person entered this with its passage.
review-left = { $n } left
review-pace = about { $n } an hour
review-waiting = { $n ->
    [one] One decision of somebody else waits for you as the second person.
   *[other] { $n } decisions of others wait for you as the second person.
}
two-people-on = Every decision needs a second person
two-people-off = One person decides
two-people-hint = When a second person is needed, a decision changes nothing until somebody else confirms it. Who turned this on or off is in the log.
two-people-begin = Ask for a second person
two-people-end = Let one person decide

choose-type = Choose what happened
choose-others = Others in this document ({ $n })
more-people = Other people, or a number such as “34 villagers” (semicolons between)
more-bodies = Other bodies or authorities (semicolons between)
more-places = Other places (semicolons between)
speaker-hint = Nobody chosen: the document says it itself.
precision = How exactly it is known
precision-day = a day
precision-month = a month
precision-year = a year
precision-span = from one day to another
precision-unknown = not known
date-first = Date (of a span: the first day)
date-last = Last day of a span
date-hint = A day as 2031-02-03, a month as 2031-02, a year as 2031. An end of a span may be left empty.
new-passage = Other words say it
passage-hint = Choose the sentences that say it. With nothing chosen the passage stays as it was.

mark-title = Mark a passage
mark-hint = For what the text says and the program did not read. Choose the sentences that say it, or select the words, then fill in what they say.
mark-what = What to enter
mark-for-act = An act
mark-for-person = A person, body or place
mark-for-statement = A statement
mark-passage = The words that say it
mark-selected = Selected:
part-name = Name, as the text writes it
part-kind = What it is
part-roles = What the text says that it is (semicolons between)
part-protected = Protect: not acting as an official
part-saying = What they do
part-speaker = Who speaks
part-speaker-more = Somebody else
part-about = About which acts

wrong-title = Nothing was saved yet:
wrong-passage = Choose at least one sentence, or select the words that say it.
wrong-type = Choose what happened.
wrong-status = Choose how it is told.
wrong-precision = Choose how exactly the date is known.
wrong-day = This is not a day of the calendar. Write it as 2031-02-03, or choose another precision.
wrong-month = This is not a month. Write it as 2031-02.
wrong-year = This is not a year. Write it with four digits.
wrong-span = A span needs at least one day, written as 2031-02-03.
wrong-order = The last day lies before the first.
wrong-name = Write the name.
wrong-kind = Choose what it is.
by-hand = entered by a person
comments-title = Comments
