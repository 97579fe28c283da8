# Words of the desk, English: notes. Origin: the project. Licence: MIT OR Apache-2.0.
note-questions-waiting = { $n ->
    [one] One less likely question about the same people waits until others are answered.
   *[other] { $n } less likely questions about the same people wait until others are answered.
}
note-cluster-too-large = { $n ->
    [one] One of them is put together from unusually many places. Look whether it is really one.
   *[other] { $n } of them are put together from unusually many places. Look whether each is really one.
}
note-judgement-contradiction = { $n ->
    [one] One judgement contradicts later ones, or what follows from them. The later ones stand.
   *[other] { $n } judgements contradict later ones, or what follows from them. The later ones stand.
}
note-judgement-waiting = { $n ->
    [one] One judgement is about something that is not there; it waits.
   *[other] { $n } judgements are about something that is not there; they wait.
}
note-alias-waiting = { $n ->
    [one] One name that was entered belongs to somebody who is not there; it waits.
   *[other] { $n } names that were entered belong to somebody who is not there; they wait.
}
note-alias-undated = { $n ->
    [one] One name that was entered with days was not applied everywhere, because the days of some documents are not known well enough.
   *[other] { $n } names that were entered with days were not applied everywhere, because the days of some documents are not known well enough.
}
note-alias-contradiction = { $n ->
    [one] One name that was entered contradicts a judgement. The judgement stands.
   *[other] { $n } names that were entered contradict a judgement. The judgements stand.
}
note-document-twice = { $n ->
    [one] One document is there twice; the second copy is left out.
   *[other] { $n } documents are there twice; second copies are left out.
}
note-crowded-document = { $n ->
    [one] One document names very many people. That they stand together in it says nothing.
   *[other] { $n } documents name very many people. That they stand together in them says nothing.
}
note-name-without-letters = { $n ->
    [one] One document has names that cannot be compared.
   *[other] { $n } documents have names that cannot be compared.
}
note-names-capped = { $n ->
    [one] One pair of very common names was not compared.
   *[other] { $n } pairs of very common names were not compared, unless another part of the name asked for it.
}
note-bodies-capped = { $n ->
    [one] One pair of very common names of organisations was not compared.
   *[other] { $n } pairs of very common names of organisations were not compared, unless another word asked for it.
}
note-too-many-similar-texts = { $n ->
    [one] One pair of texts was not compared, because one of them is like very many others.
   *[other] { $n } pairs of texts were not compared, because one of the two is like very many others.
}
note-event-clusters = { $n ->
    [one] One group of reports was put together with doubts. Look whether it is one event.
   *[other] { $n } groups of reports were put together with doubts. Look whether each is one event.
}
note-event-block-capped = { $n ->
    [one] One group of like acts is too large to compare each with each; they are compared with the nearest by date.
   *[other] { $n } groups of like acts are too large to compare each with each; they are compared with the nearest by date.
}
note-incident-stem-capped = { $n ->
    [one] One word stands in too many documents to bring documents together.
   *[other] { $n } words stand in too many documents to bring documents together.
}
note-judgement-split = { $n ->
    [one] About one act two judgements contradict each other. What the program read stands until somebody decides.
   *[other] About { $n } acts two judgements contradict each other. What the program read stands until somebody decides.
}
note-judgement-waiting-for-second = { $n ->
    [one] One judgement waits for a second person; until then it changes nothing.
   *[other] { $n } judgements wait for a second person; until then they change nothing.
}
note-judgement-passage-lost = { $n ->
    [one] One part entered by hand rests on words that the latest reading has no more. It is left out.
   *[other] { $n } parts entered by hand rest on words that the latest reading has no more. They are left out.
}
note-judgement-lost = { $n ->
    [one] One judgement speaks of a part that the latest reading has no more. The log shows it.
   *[other] { $n } judgements speak of parts that the latest readings have no more. The log shows them.
}
note-other = Something should be looked at: { $text }.
