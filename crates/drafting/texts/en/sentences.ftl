# Sentences of papers, English. Origin: the project. Licence: MIT OR Apache-2.0.

# Days. Each stands at the beginning of a sentence; within one its first letter is small.
on-day = On { $day }
about-day = On or about { $day }
in-month = In { $month }
about-month = In or about { $month }
in-year = In { $year }
about-year = In or about { $year }
between = Between { $first } and { $last }
since-day = On or after { $day }
until-day = On or before { $day }
no-day = On a date that is not known

# What happened. $when opens the sentence.
happened = { $when }, { $who } { $many ->
    [one] was
   *[other] were
  } { $done }{ $agent }{ $where }{ $charges }{ $source }.
happened-alleged = { $when }, { $who } { $many ->
    [one] was
   *[other] were
  } allegedly { $done }{ $agent }{ $where }{ $charges }{ $source }.
happened-denied = It is denied that, { $when }, { $who } { $many ->
    [one] was
   *[other] were
  } { $done }{ $agent }{ $where }{ $charges }{ $source }.
happened-threatened = It was threatened that { $who } would be { $done }{ $agent }{ $where }{ $charges }{ $source }; the time concerned is given as follows: { $when }.
happened-planned = It was announced that { $who } { $many ->
    [one] was
   *[other] were
  } to be { $done }{ $agent }{ $where }{ $charges }, { $when }{ $source }.
# The same where nobody is said to have suffered it. $thing has its article.
took-place = { $when }, there was { $thing }{ $where }{ $charges }{ $agent }{ $source }.
took-place-alleged = { $when }, there was allegedly { $thing }{ $where }{ $charges }{ $agent }{ $source }.
took-place-denied = It is denied that, { $when }, there was { $thing }{ $where }{ $charges }{ $agent }{ $source }.
took-place-threatened = There was a threat of { $thing }{ $where }{ $agent }{ $source }; the time concerned is given as follows: { $when }.
took-place-planned = It was announced that there would be { $thing }{ $where }{ $agent }, { $when }{ $source }.
incident = { $when }, there was an incident of which no single act is established{ $where }{ $source }.
by-agent = { " " }by { $agent }
addressed-to = { " " }to { $who }
attributed-to = , attributed to { $agent }
involving = , involving { $who }
in-place = { " " }in { $place }
at-site = { " " }at { $place }
charged-with = { " " }on the charge of “{ $charge }”
charged-with-many = { " " }on charges of { $charges }
charge = “{ $charge }”
according-to = , according to { $who }
according-to-reported = , according to { $who } as reported by { $origins }
independent-of-each-other = { $n ->
   *[other] { $n } sources independent of each other ({ $who })
  }
a-source-on-file = a source on file
a-withheld-document = a document that is withheld for safety
entered-by-hand = a person who entered it in the record

# People.
and = { $first } and { $last }
more-names = { $n ->
    [one] one other
   *[other] { $n } others
  }
nobody-named = { $n ->
    [one] a person who is not named
   *[other] { $n } persons who are not named
  }
at-least-persons = at least { $n ->
    [one] one person
   *[other] { $n } persons
  }
about-persons = about { $n ->
    [one] one person
   *[other] { $n } persons
  }
between-persons = between { $least } and { $n } persons
at-most-persons = at most { $n ->
    [one] one person
   *[other] { $n } persons
  }
unknown-agent = a person or body not named

# Disputes.
disputed = This is disputed. { $who } { $words ->
    [none] said that it is not so; the words are withheld.
   *[other] said: “{ $words }”
  }
somebody = Somebody who is not named

# Notes.
note-passage = { $document }, { $passage }
note-characters = , characters { $first }–{ $last }
note-words = : “{ $words }”
note-withheld = : words withheld, their sealed hash
note-hash = { " " }[{ $hash }]
note-by-hand = Entered by hand from { $document }.
note-review = read by the program, not yet confirmed by a person.
note-more = { $n ->
    [one] One more passage says the same; see the annex.
   *[other] { $n } more passages say the same; see the annex.
  }
unnamed-person = a person who is not named
note-document = { $document }
