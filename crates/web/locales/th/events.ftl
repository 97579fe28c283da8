# Words of the desk, Thai: events. Origin: the project. Licence: MIT OR Apache-2.0.
