# Words of the desk, English: pictures. Origin: the project. Licence: MIT OR Apache-2.0.
group-integrity = Life and body
group-liberty = Liberty
group-movement = Movement
group-process = Courts and procedure
group-pressure = Pressure
group-space = Public space
group-other = Other

picture-all = All
picture-later = Later ones
picture-earlier = Earlier ones
picture-save = Save this picture (SVG)
picture-save-hint = A saved picture lies outside of the case and is not encrypted.
picture-table = The same as a table
picture-steps = Narrow in time
picture-steps-hint = An event whose date is not certain is counted in every part of time in which it may have happened.
picture-events = { $n ->
    [one] one event
   *[other] { $n } events
}
picture-column-told = Told in
picture-documents = { $n ->
    [one] one document
   *[other] { $n } documents
}
picture-disputed = disputed
picture-and-more = and { $n } more

timeline-title = Timeline
timeline-lead = What the texts tell, over time. A bar is as long as the time in which it may have happened.
timeline-of = Only events with { $text }
timeline-everybody = Show all events
timeline-exact = one known day
timeline-within = some day within
timeline-open = one end is not known
timeline-alleged = somebody says so
timeline-unreal = planned, threatened, supposed or only denied
timeline-drawn = { $n } of { $all } events with a date are drawn.
timeline-undated-count = { $n } without any date are listed below, not drawn.
timeline-rejected = { $n } were rejected by a reader and are left out.
timeline-undated = Without a date
timeline-undated-hint = No text says when. They may belong anywhere in the picture.
timeline-empty = There is nothing to draw yet.
timeline-empty-hint = Events appear here once documents were read and say when something happened.

map-title = Map
map-lead = Where events are said to have happened. A disc is as wide as the place is vague; people are never on this map.
map-town = a town, or a place in one
map-region = somewhere in a province or district
map-country = somewhere in a country
map-scale = # km
map-credit = Boundaries: Natural Earth, public domain; they take no side in any dispute. Places: GeoNames, CC BY 4.0.
map-move = Move the map
map-wider = Wider
map-narrower = Narrower
map-north = North
map-south = South
map-west = West
map-east = East
map-whole = All places
map-shown = { $n } of { $all } places lie in this part of the world.
map-not-happened = { $n } are left out because nobody says that they happened: planned, threatened, supposed or only denied.
map-more-places = { $n } more places are not shown; narrow in time to see them.
map-column-place = Place
map-column-precision = How exactly
map-column-events = Events
map-events-at = Events at { $text }
map-close = Close this list
map-unknown = Places that the list of places does not know
map-unknown-hint = Their events are in the case; they only cannot be put on the map.
map-nowhere = No place is named
map-nowhere-hint = The texts do not say where these happened.
map-empty = No event can be put on the map yet.
map-empty-hint = Discs appear here once a text names a place that the list of places knows.

network-title = Network
network-lead = Who is named in the same events. A line says only that a text puts somebody into an event; it leads to the words.
network-choose = Whom to put in the middle
network-choose-hint = Everybody here is named in an event together with somebody else; the order is that of the alphabet.
network-more-choices = { $n } more are not listed; open them from the page of people.
network-around = Around { $text }
network-person = a person
network-body = a body
network-event = an event
network-suffered = it was done to them
network-did = they did it, or it is their act
network-else = took part otherwise
network-how = Chosen by events alone: those in an event with the one in the middle, then those in an event with them, in order of time.
network-left-out = { $n } more people and bodies within two steps are not drawn.
network-left-out-events = { $n } more events between them are not drawn.
network-other = Choose somebody else
network-alone = No text names anybody else in the same event.
network-empty = Nobody is named together with somebody else yet.
network-empty-hint = People and bodies appear here once a text names two of them in one event.
network-column-who = Who
network-column-part = How
network-column-words = In which words
network-middle = put in the middle
network-part-victim = to whom it was done
network-part-perpetrator = who did it
network-part-authority = whose act it is
network-part-instrument = with what
network-part-target = at what
network-part-recipient = to whom it was addressed
network-part-other = otherwise
