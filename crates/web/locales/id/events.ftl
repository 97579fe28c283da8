# Words of the desk, Indonesian: events. Origin: the project. Licence: MIT OR Apache-2.0.
