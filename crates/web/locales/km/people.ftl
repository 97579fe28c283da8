# Words of the desk, Khmer: people. Origin: the project. Licence: MIT OR Apache-2.0.
