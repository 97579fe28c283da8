# Words of the desk, Indonesian: people. Origin: the project. Licence: MIT OR Apache-2.0.
