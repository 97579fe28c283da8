# Words of the desk, English: log. Origin: the project. Licence: MIT OR Apache-2.0.
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
entry-15 = Intervention
entry-16 = Something sent in
entry-17 = Table imported
