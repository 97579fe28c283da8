# Words of the desk, English: reader. Origin: the project. Licence: MIT OR Apache-2.0.
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
picture-alt = The picture
picture-blurred-alt = The picture, blurred
picture-warning = This document is a picture. It is blurred because it may show violence or people who must not be seen.
picture-show = Show the picture
picture-hide = Blur it again
picture-copy = A smaller copy without place, camera and time. It is made for this page and kept nowhere; the original stays as it came.
