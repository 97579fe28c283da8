# Words of papers, English. Origin: the project. Licence: MIT OR Apache-2.0.
contents = Contents
notes = Notes
page = Page
of = of
back = Back to note
continued = continued
kind-dossier = Dossier
kind-incidents = Statement of incidents
kind-tally = Periodic tally
kind-submission = Submission

marking-keep = Confidential. For members of the case only.
marking-partner = Confidential. For { $recipient } only.
marking-government = For { $recipient }. Names stand here by consent.
marking-public = For publication.
marking-partner-nobody = Confidential.

fact-purpose = Purpose
purpose-keep = To be kept among the members of the case
purpose-partner = To be shared with a named recipient
purpose-government = To be sent to the Government concerned
purpose-public = To be published
fact-recipient = Recipient
fact-date = Date
fact-record = State of the record
record-state = { $entries } entries, head { $head }
fact-period = Period
fact-form = Form
fact-channel = How it is handed in
period-between = From { $from } to { $to }
period-from = From { $from }
period-to = Up to { $to }
period-all = All dates

notice-says = This paper says what documents and people say, each with its source. It does not say that it is true. Charges and accusations are those of the authorities or persons named.
notice-review = { $n ->
    [one] One of { $all } facts was read by a program and not yet confirmed by a person; its note says so.
   *[other] { $n } of { $all } facts were read by a program and not yet confirmed by a person; their notes say so.
  }
notice-review-all = None of the { $all } facts was yet confirmed by a person: they were read by a program. Read each passage before you rely on it.
notice-pseudonyms = { $n ->
    [one] One person stands here under a pseudonym, because there is no consent to the name; dates are given by month and places by district.
   *[other] { $n } persons stand here under pseudonyms, because there is no consent to their names; their dates are given by month and their places by district.
  }

# Dossier.
h-person = The person
h-summary = Summary
h-facts = Facts in order of time
h-undated = Facts without a date
h-disputed = What is disputed
h-unknown = What is not known
h-weighed = What the reports are worth
h-event = The event
h-participants = Those who took part
h-reports = Reports
h-consents = Consents
summary-facts = { $n ->
    [0] The record holds no act in which this person took part.
    [one] The record holds one act in which this person took part, told by { $documents }.
   *[other] The record holds { $n } acts in which this person took part, told by { $documents }.
  }
n-documents = { $n ->
    [one] one document
   *[other] { $n } documents
  }
summary-kinds = They are: { $kinds }.
kind-count = { $label } ({ $n })
not-recorded = Not recorded
yes = Yes
no = No
field-name = Name
field-names = Other names and spellings
field-birth = Date of birth
field-age = Age in texts
age-at = { $n ->
   *[other] { $n } years
  } in a text published { $when }
field-gender = Gender
field-nationality = Nationality
field-occupation = Occupation
field-roles = Described in texts as
field-residence = Residence
field-defender = Human rights defender
field-defender-work = Work for human rights
field-minor = Child
nothing-disputed = The record holds no statement against these facts.
paragraph-of = Paragraph { $n }
paragraphs-of = Paragraphs { $list }
role-victim = Affected
role-perpetrator = Alleged to be responsible
role-authority = Authority
role-instrument = Means
role-target = Object
role-recipient = Addressed
role-other = Took part
col-who = Who
col-role = As
col-how-many = How many
origin-one = { $origin }: { $n ->
    [one] one report
   *[other] { $n } reports
  }
reports-intro = { $n ->
    [one] The event rests on one independent origin.
   *[other] The event rests on { $n } independent origins.
  }
assessment-single-origin = It rests on a single origin.
assessment-corroborated = It is corroborated by independent origins.
assessment-disputed = It is disputed.
assessment-acknowledged-by-authority = An authority acknowledges it.
report-says = { $document } tells of it as { $status }.
report-says-by = { $document } tells of it as { $status }, according to { $who }.
status-reported = reported
status-alleged = alleged
status-denied = denied
status-threatened = threatened
status-planned = planned
status-hypothetical = supposed

# What is not known.
unknown-date = The date is not known of: { $what }.
unknown-place = The place is not stated of: { $what }.
unknown-agent-of = Nobody is named as responsible for: { $what }.
unknown-single = { $n ->
    [one] One fact rests on a single origin: { $what }.
   *[other] { $n } facts rest on a single origin each: { $what }.
  }
unknown-supposed = { $n ->
    [one] One passage speaks of an act in general, as a wish or as a condition; it is left out.
   *[other] { $n } passages speak of acts in general, as a wish or as a condition; they are left out.
  }
unknown-attributes = Not recorded about the person: { $what }.
unknown-withheld = { $n ->
    [one] The words of one passage are withheld for the safety of people.
   *[other] The words of { $n } passages are withheld for the safety of people.
  }
unknown-nothing = No gap was found by the checks: dates, places, those responsible and origins are stated. That does not mean that nothing is missing.

# Incidents.
incidents-title = Incidents
incidents-intro = { $n ->
    [0] The record holds no incident in this period that is said to have happened.
    [one] The record holds one incident that is said to have happened, from { $documents }.
   *[other] The record holds { $n } incidents that are said to have happened, from { $documents }.
  }
incidents-limits = The record holds what was documented. What nobody could tell, or nobody recorded, is not in it; numbers of incidents show no trend.
country-unknown = Country not stated
month-unknown = Date not known
table-countries = Incidents by country
col-country = Country
col-incidents = Incidents
col-single = On a single origin
col-disputed = Disputed
h-overview = Overview
incidents-left-out = { $n ->
    [one] One event is left out: it is only denied, announced, threatened or spoken of in general.
   *[other] { $n } events are left out: they are only denied, announced, threatened or spoken of in general.
  }

# Tally.
tally-title = How many people
tally-intro = Each number counts people, not reports. It says how it was obtained, how many are known by name, between which bounds it lies and what it does not cover.
tally-none = The record holds nothing that could be counted in this period.
tally-sentence = { $range } { $past }{ $period }{ $place }.
tally-sentence-one = { $range } { $past }{ $period }{ $place }.
range-exact = { $n ->
    [one] One person
   *[other] { $n } persons
  }
range-at-least = At least { $n ->
    [one] one person
   *[other] { $n } persons
  }
range-between = Between { $least } and { $n } persons
tally-when = , { $when }
tally-in = { " " }in { $place }
named-known = { $n ->
    [0] None of them is known by name.
    [one] One of them is known by name.
   *[other] { $n } of them are known by name.
  }
named-between = Between { $least } and { $n } of them are known by name, as far as names can be told apart.
unnamed-known = { $n ->
    [0] All are known by name.
    [one] At least one has no name in the record.
   *[other] At least { $n } have no name in the record.
  }
h-method = Method
method-sum = The lower number is a sum over { $n ->
    [one] one event
   *[other] { $n } events
  }, no named person counted twice.
method-largest = The lower number is the largest single number that a source gives for { $n ->
    [one] one event
   *[other] { $n } events
  }; numbers of different events are not added, because the same people may be in several.
method-sources = { $n ->
    [0] No origin of it is known.
    [one] One origin tells of it.
   *[other] { $n } different origins tell of it.
  }
stated-number = { $who } gives the number as “{ $words }”.
stated-number-withheld = { $who } gives a number; its words are withheld.
problem-more-named-than-told = More people are named than the exact number that a report gives.
problem-sources-differ = Sources give different numbers.
problem-persons-not-summed = People of different events may be the same, so the lower end is the largest single number and not the sum.
h-not-covered = What no number here covers
not-covered-undocumented = People of whom no document in this record tells.
not-covered-undated = { $n ->
    [one] One event without a date, which falls in no period.
   *[other] { $n } events without a date, which fall in no period.
  }
not-covered-status = { $n ->
    [one] One event that is only denied, announced, threatened or spoken of in general.
   *[other] { $n } events that are only denied, announced, threatened or spoken of in general.
  }
not-covered-unreviewed = { $n ->
    [one] One event was read by a program and not yet confirmed by a person; it is counted.
   *[other] { $n } events were read by a program and not yet confirmed by a person; they are counted.
  }
table-tally = All numbers
col-act = Act
col-period = Period
col-least = At least
col-most = At most
col-named = Named
col-unnamed = Unnamed
col-events = Events
col-origins = Origins
open-above = open

# Submission.
missing-title = { $n ->
    [one] One answer is missing
   *[other] { $n } answers are missing
  }
missing-answer = Missing. Ask { $whom }: { $help }
missing-item = { $label } — ask { $whom }.
not-answered = Not answered.
in-texts = Described in texts as: { $roles }.
whom-victim = the person concerned
whom-family = the family
whom-witness = a witness
whom-lawyer = the lawyer
whom-submitter = whoever submits
whom-monitor = whoever keeps the record
consent-given = Agreed{ $on }{ $how }{ $by }{ $until }.
consent-refused = Refused{ $on }{ $how }{ $by }.
consent-withdrawn = Withdrawn{ $on }{ $how }{ $by }.
consent-on = { " " }on { $day }
consent-how = , { $how }
consent-by = , by { $who }
consent-by-guardian = , by { $who } as guardian
consent-guardian = , by a guardian
consent-until = ; valid until { $day }
see-facts = See the facts, { $paragraphs }.
responsible-of = { $agent }: see { $paragraphs }.
nobody-responsible = The record names nobody.
no-steps = The record holds no step of an authority.
law-charge = “{ $charge }”
paragraph-ref = para. { $n }
paragraphs-ref = paras. { $list }
form-unchecked = The wording of this form was not compared with the form of the body to which it goes; the questions follow its published guidance.

# Annex.
h-annex = Annex: evidence
h-documents = Documents
h-passages = Passages cited
h-check = How anybody can check this
documents-intro = Each document stands in the record as the bytes that were received. The hash is SHA-256 of those bytes (FIPS 180-4).
passages-intro = Positions count characters (Unicode code points), from 0, in the text that Saksi reads in the document: “saksi read FILE” writes it out. The hash is SHA-256 of the words in UTF-8.
table-documents = Documents that the facts rest on
table-passages = Passages by the numbers in the notes
col-document = No.
col-title = Title and origin
col-published = Published
col-hash = SHA-256 of the original
col-passage = No.
col-where = Where
col-passage-hash = Hash of the words
title-withheld = Withheld for the safety of people
untitled = Without a title
hash-keyed = Sealed under a key of the recipient
check-original = A document: whoever has the file computes its hash, for example with “sha256sum FILE”, and compares it with the one in the table.
check-passage = A passage: the characters from the first to the last position, without the last, in UTF-8; their SHA-256 is the hash in the table.
check-keyed = A hash that begins with “hmac-sha256” is sealed: only the keeper of the case can confirm it, and it reveals nothing.
check-entry = That a document was in the record, by whom and when: the keeper of the case runs “saksi prove CASE ENTRY --field sha256 --to YOU --for CHECKING” with the entry of the table, and hands over the proof. Anybody checks it without this program and without a network: “python3 verify.py PROOF KEY” (the file docs/verify.py that comes with Saksi; C2SP tlog-proof, RFC 9162, RFC 8032).
entry-of = Entry { $entry }
attached = { $n ->
    [one] One document, listed with its hash in the annex.
   *[other] { $n } documents, listed with their hashes in the annex.
  }
