# Words of the desk, Thai: people. Origin: the project. Licence: MIT OR Apache-2.0.
