# Words of the desk, English: search. Origin: the project. Licence: MIT OR Apache-2.0.
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
