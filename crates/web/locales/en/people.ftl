# Words of the desk, English: people. Origin: the project. Licence: MIT OR Apache-2.0.
people-title = People
people-sort-people = People
people-sort-organizations = Organisations
people-sort-places = Places
people-kinds = People, organisations and places
people-count = { $n } by name, in { $all } documents
people-named = Name, or the beginnings of its words
people-all = Show all
people-order = In order of
people-order-documents = documents
people-order-name = name
people-none = Nobody of this name is here, in any of the spellings that the documents have.
people-none-hint = Try one part of the name, or only its first letters.
people-empty = Nobody is named yet.
people-empty-hint = Once documents were read, everybody whom they name stands here, with all spellings and where each comes from.
people-nameless = { $n ->
    [one] One more is only spoken of by a noun ("his wife"), and not listed.
   *[other] { $n } more are only spoken of by nouns ("his wife"), and not listed.
}
also-spelled = also
and-more = and { $n } more
what-happened = What is said to have happened to them
acted-in = { $n ->
    [one] named as acting in one event
   *[other] named as acting in { $n } events
}
in-documents = { $n ->
    [one] one document
   *[other] { $n } documents
}
possibly-same-n = { $n ->
    [one] possibly the same as one other
   *[other] possibly the same as { $n } others
}
pages = Pages
back-one = Back
