# Words of the desk, English: events. Origin: the project. Licence: MIT OR Apache-2.0.
