# Words of the desk, English: papers. Origin: the project. Licence: MIT OR Apache-2.0.
menu-papers = Papers
papers-title = Papers
papers-what = A paper says what the case holds, each sentence with its source. First you see who would be named in it; then you make the file.
papers-kind = Kind of paper
paper-dossier = Dossier
paper-incidents = Statement of incidents
paper-tally = Periodic tally
paper-submission = Submission
paper-what-dossier = Everything about one person or one event: what is reported, who disputes it, what is not known.
paper-what-incidents = What happened, by country and day, in a period.
paper-what-tally = How many people, in a period: each number with how it was counted, who is named, and what it leaves out.
paper-what-submission = A form of the United Nations, filled in from the record; what is missing, and who must be asked.
paper-choice = Which paper, and for whom
paper-about = About
paper-whom = About whom
paper-whom-hint = Those who stand in most documents. For anybody else, and for an event, begin on their own page.
paper-nobody-yet = No document names anybody yet. A dossier or a submission is about a person or an event; add documents first.
paper-form = Form
paper-from = From (may be left open)
paper-to = Until (may be left open)
paper-recipient-hint = Needed for everything but what stays among the members. Consents are for one recipient.
paper-recipient-form = Left open: whoever the form is for.
paper-look = See what would go out
paper-not-made = No paper was made.
paper-gate = Who stands in it
paper-names-nobody = No person stands in this paper.
paper-people = { $n ->
    [one] One person stands in it:
   *[other] { $n } people stand in it:
}
stands-kept = { $n } named, among the members
stands-consented = { $n } named, they agreed
stands-overridden = { $n } named, two members decided
stands-official = { $n } officials in office
stands-pseudonym = { $n } under a pseudonym
warn-rare = { $person } may be recognised: only { $n } in the case share this: { $fields }.
warn-small = { $act }: the number { $n } is so small that those who are counted may be recognised.
warn-ends = The consent of { $person } ends on { $day }.
known-occupation = occupation
known-residence = residence
known-birth = birth
known-gender = gender
known-nationality = nationality
known-defender = defender of human rights
known-place = place
paper-channel = How it is handed in:
paper-complete = Every question that must be answered is answered.
paper-missing = { $n ->
    [one] One answer is missing.
   *[other] { $n } answers are missing.
}
from-given = written in
from-person = from what is recorded of the person
from-facts = from the facts
from-consent = from the consents
from-documents = from the documents
paper-facts-below = The facts in order of time answer it; see the paper below.
paper-lacking = Missing. To be asked:
whom-victim = the person concerned
whom-family = the family
whom-witness = a witness
whom-lawyer = the lawyer
whom-submitter = whoever submits
whom-monitor = whoever keeps the record
record-in-person = Record it with the person; it does not go out where no consent covers it.
record-in-facts = It comes from documents: add one that says it, or enter it by hand there.
record-in-consent = Record the answer of the person:
record-in-documents = It comes from documents: add them.
record-in-given = It is written in here.
paper-look-again = See again with these answers
paper-preview = The paper
paper-preview-what = As it would go out. Nothing has left the case yet.
paper-facts = { $n ->
    [one] One sentence about what happened.
   *[other] { $n } sentences about what happened.
}
paper-left-out = { $n } parts more are in the file and not shown here.
paper-make = Make the file
paper-make-what = The file is for { $text }. That it was made is recorded with its hash before you get it.
paper-unprintable = The PDF has no letters for:
make-pdf = PDF, for reading and printing
make-docx = DOCX, for going on writing
make-html = HTML, one page
format-pdf = PDF
format-docx = DOCX
format-html = HTML
papers-made = Made here since the desk was opened
paper-for = for
paper-making = The paper is being made.
paper-making-hint = The desk can be used meanwhile. This page comes by itself when it is done.
paper-ready = It is made and recorded.
paper-hash = SHA-256 of the file
paper-entry = Entry in the log
paper-says = What it says
paper-save = Save the file
paper-save-hint = The file is not encrypted. Whoever holds it can read it: keep it in a safe place and send it by a safe way.
paper-forgotten = The file is no longer held here; make it again if you need it.
paper-next = When it was sent
paper-next-hint = Record the step “submitted” of the intervention, and choose this paper as what was sent.
paper-back = To the papers
paper-of-this = Papers
paper-made-here = A paper made here
paper-made-none = None of these
refused-paper-about-nothing = A dossier is about somebody or something. Choose a person or an event.
refused-paper-about-nobody = A submission is about somebody. Choose a person.
refused-paper-for-nobody = It is not said for whom it is. Whatever leaves the members of the case has a recipient.
refused-paper-names-hidden = This answer names somebody whom no consent covers for this recipient. Leave the name out, or record the consent.
