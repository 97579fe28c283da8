# Words of the desk, Khmer: events. Origin: the project. Licence: MIT OR Apache-2.0.
