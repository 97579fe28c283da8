# Words of the desk, English. Origin: the project. Licence: MIT OR Apache-2.0.
direction = ltr
title = Notes
skip = Skip to the content
menu = Menu
menu-inbox = Inbox
menu-review = Review
menu-search = Search
menu-log = Log
lock = Lock
lock-why = Forget the keys of this case now
language = Language
choose = Choose
foot = Everything here is what a text says. Nothing here says that it is true.

inbox-title = Inbox
inbox-count = { $n ->
    [0] No documents yet
    [one] One document
   *[other] { $n } documents
}
inbox-added = { $n ->
    [0] Nothing new was added.
    [one] One document was added.
   *[other] { $n } documents were added.
}
inbox-known = { $n ->
    [one] One was here before and is not stored twice.
   *[other] { $n } were here before and are not stored twice.
}
inbox-unread = { $n ->
    [one] One document was not read yet.
   *[other] { $n } documents were not read yet.
}
inbox-reading = Reading: { $n } of { $all } still to go. You can leave this page; nothing is lost.
inbox-read = Read them now
inbox-empty = Nothing is here yet.
inbox-empty-hint = Drop in saved web pages, statements, letters or testimony. Each original is hashed and sealed before anything reads it, and kept as it came.
column-number = No.
column-document = Document
column-published = Published
column-acts = Acts
column-people = People
column-time = Time (UTC)
column-who = Who
column-what = What
column-entry = Entry
erased = (taken out of the case)
same-bytes = same bytes as document { $n }
not-read-yet = not read yet
next = More
read-only = Nothing can be recorded: { $text }

add-title = Add documents
add-hint = What you write here is recorded with each file and cannot be changed later.
add-source = Where they are from
add-obtained = How they were obtained
add-consent = With what consent
add-files = Files
add = Add

document-number = Document { $n }
comes-from = Comes from
custody = Unchanged since registered
custody-since = Registered { $text } UTC. The bytes are checked each time they are opened.
custody-check = check the whole chain
read-by = Read by { $text }
original = Original
no-text = There is no text to show.
named-here = Who is named here
furniture = Left out as page furniture
times = { $n ->
    [one] once
   *[other] { $n } times
}
protect = protect
in-text = in the text
rule = Rule { $text }
by = by
lasting = for { $text }
accused-of = accused of
nobody = an unnamed source
proposed = proposed by the program
date-from = from { $text } on
date-until = until { $text }
date-unknown = day not known

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
amend-hint = Days as 2031-02-03, a span as 2031-02-03/2031-02-05, an open end as 2031-02-03/ or /2031-02-05. Several names are separated by semicolons.

review-title = Review
review-count = { $n } of { $all } proposals decided
review-nothing = There is nothing to review yet.
review-all-done = Every proposal was decided.
review-skipped = Go back to those that were skipped
review-context = The whole paragraph
agree = { $n } in 100 such proposals are right

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

log-title = Log
log-count = { $n ->
    [one] One entry. Nothing is ever overwritten.
   *[other] { $n } entries. Nothing is ever overwritten.
}
verify = Verify now
verify-hint = Checks every signature and hash, and reads every original again.
verified-whole = Everything holds.
verified-what = { $n } entries and { $all } originals were checked.
verified-damaged = Something is damaged:
earlier = Earlier entries

failure-stranger = This page is closed.
hint-failure-stranger = Each link opens the desk once. For a new one, press Enter where `saksi serve` runs.
failure-forged = This form did not come from the desk.
hint-failure-forged = Nothing was changed. Open the page again and repeat what you did.
failure-unfit = The form was not complete.
hint-failure-unfit = Nothing was changed. Go back and fill in what is missing.
failure-missing = There is no such page.
hint-failure-missing = The menu above leads to all pages.
failure-locked = The case is locked.
hint-failure-locked = The keys were forgotten. Run `saksi serve` again and give your passphrase.
failure-not-found = This is not in the case.
hint-failure-not-found = It may have been taken out, or the address is incomplete.
failure-refused = This was not done.
hint-failure-refused = Nothing was changed.
failure-too-long = These files are too large to be dropped in at once.
hint-failure-too-long = Those before them were added. For large collections use `saksi add`.
failure-broken = Something went wrong in the program.
hint-failure-broken = What was acknowledged is safe. Please report what you did.
back-to-inbox = To the inbox

status-reported = reported
status-alleged = alleged
status-denied = denied
status-threatened = threatened
status-planned = planned
status-hypothetical = hypothetical
verdict-accept = accepted
verdict-amend = amended
verdict-reject = rejected
verdict-unsure = unsure
field-type = What happened
field-status = How it is told
field-victims = To whom
field-perpetrators = By whom
field-places = Where
field-date = When
field-charges = Accused of
role-instrument = with
role-target = at
role-recipient = to
said-claim = according to
said-accusation = alleged by
said-denial = denied by
said-confession = confessed by
said-threat = threatened by
said-demand = demanded by
said-opinion = commented on by
statement-claim = says
statement-accusation = accuses
statement-denial = denies
statement-confession = confesses
statement-threat = threatens
statement-demand = demands
statement-opinion = thinks
kind-person = person
kind-organization = organisation

entry-1 = Case founded
entry-2 = Document registered
entry-3 = Document read
entry-4 = Judgement
entry-5 = Search for people
entry-6 = Export
entry-7 = Member added
entry-8 = Member removed
entry-9 = Undo
entry-10 = Other log seen
entry-11 = Consent
entry-12 = Content erased
entry-13 = Time stamp
entry-14 = Working copy

act-arrest = Arrest
act-detention = Detention
act-mass-roundup = Mass round-up
act-incommunicado-detention = Incommunicado detention
act-house-arrest = House arrest
act-abduction = Abduction
act-enforced-disappearance = Enforced disappearance
act-release = Release
act-bail = Release on bail
act-bail-denied = Bail refused
act-pardon-amnesty = Pardon or amnesty
act-interrogation = Questioning
act-investigation-opened = Investigation opened
act-arrest-warrant = Arrest warrant
act-complaint = Complaint
act-charge = Charge
act-trial = Trial
act-conviction = Conviction
act-sentence = Sentence
act-acquittal-or-charges-dropped = Acquittal or charges dropped
act-appeal-decision = Decision on appeal
act-civil-suit-defamation = Civil suit
act-denial-of-due-process = Denial of due process
act-judicial-execution = Execution
act-confession = Confession
act-killing = Killing
act-attempted-killing = Attempted killing
act-death-in-custody = Death in custody
act-assault = Assault
act-torture-ill-treatment = Torture or ill-treatment
act-sexual-violence = Sexual violence
act-forced-confession = Forced confession
act-denial-of-medical-care-conditions = Denial of care, harmful conditions
act-force-against-assembly = Force against a gathering
act-property-attack = Attack on property
act-failure-to-protect = Failure to protect
act-threat = Threat
act-harassment = Harassment
act-surveillance = Surveillance
act-reprisal = Reprisal
act-raid = Raid
act-confiscation-asset-freeze-eviction = Confiscation, freezing or eviction
act-censorship-blocking-media-closure = Censorship, blocking or closure
act-dissolution = Dissolution
act-political-ban-candidacy-or-office = Ban from politics or office
act-assembly-ban = Ban of a gathering
act-assembly-dispersal = Gathering dispersed
act-event-interference = Interference with an event
act-election = Election
act-travel-ban = Travel ban
act-passport-revocation = Passport or citizenship withdrawn
act-denial-of-entry = Denial of entry
act-deportation = Deportation
act-extradition = Extradition
act-denial-of-boarding = Denial of boarding
act-exile = Flight or exile
