# Words of the desk, English: inbox. Origin: the project. Licence: MIT OR Apache-2.0.
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
read-only = This case can be read, and nothing can be added to it now.

add-title = Add documents
add-hint = What you write here is recorded with each file and cannot be changed later.
add-source = Where they are from
add-obtained = How they were obtained
add-consent = With what consent
add-files = Files
add = Add
add-folder = Or a whole folder

stopped-no-file = No file was chosen. Choose files or a folder, then press Add.
stopped-too-long = The files are too large to be sent at once (512 MB at most). What was counted above is safe; send the others in smaller groups.
stopped-broken-off = The upload broke off. What was counted above is safe; send the same files again, and those that are here are not stored twice.
stopped-refused = A file was not taken into the case. What was counted above is safe; the log and “Verify now” tell more.

problem-binary-file = This is no text: it looks like a picture, a sound, a program or a packed file. It is kept as it came.
problem-not-text = This is no text that can be read. It is kept as it came.
problem-empty-file = The file is empty.
problem-no-body = No text of an article was found on this page.
problem-undated-document = It is not known when this was published.
problem-encoding-guessed = The file does not say how its letters are written; it was guessed.
problem-wrong-encoding = The file says wrongly how its letters are written; some may be wrong here.
problem-cut-short = The text is very long; only its beginning was read.
problem-too-large = The file is too large to be read. It is kept as it came.
problem-too-many-elements = The page has too many parts; only the first ones were read.
problem-nested-too-deep = The parts of the page stand too deep in each other; some were left out.
problem-doubtful-acts = Some acts were too doubtful to be proposed.
problem-reader-crashed = Reading this document failed. It is kept as it came.
problem-reader-timeout = Reading this document took too long and was ended. It is kept as it came.
problem-reader-missing = The part of the program that reads this kind of file could not be started.
problem-result-missing = The result of this reading cannot be opened; read the document again.
is-picture = picture
problem-picture = This is a picture. It is kept, and nothing is read from it.
problem-picture-damaged = The picture is damaged or cut short. It is kept as it came.
problem-picture-too-large = The picture has more pixels than can be shown here. It is kept as it came.
problem-not-a-picture = This is no picture that can be shown. It is kept as it came.
problem-unreadable-file = The file could not be read.
problem-reading-crashed = Reading this document failed. It is kept as it came.
problem-proposals-crashed = An additional reader failed; what was read otherwise stays.
problem-other = Something was noticed while reading: { $text }.
noticed-on-opening = { $n ->
    [one] Something was noticed when the case was opened.
   *[other] { $n } things were noticed when the case was opened.
}
verified-notes = { $n ->
    [one] One remark that is no damage
   *[other] { $n } remarks that are no damage
}
