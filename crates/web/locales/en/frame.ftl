# Words of the desk, English: frame. Origin: the project. Licence: MIT OR Apache-2.0.
direction = ltr
title = Notes
skip = Skip to the content
menu = Menu
menu-inbox = Inbox
menu-review = Review
menu-people = People
menu-events = Events
menu-counts = Counts
menu-search = Search
menu-log = Log
lock = Lock
lock-why = Forget the keys of this case now
language = Language
choose = Choose
foot = Everything here is what a text says. Nothing here says that it is true.
