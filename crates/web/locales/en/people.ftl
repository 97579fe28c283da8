# Words of the desk, English: people. Origin: the project. Licence: MIT OR Apache-2.0.
