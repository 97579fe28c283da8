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
read-only = Nothing can be recorded: { $text }

add-title = Add documents
add-hint = What you write here is recorded with each file and cannot be changed later.
add-source = Where they are from
add-obtained = How they were obtained
add-consent = With what consent
add-files = Files
add = Add
