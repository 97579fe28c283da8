# Words of the desk, Khmer: amend. Origin: the project. Licence: MIT OR Apache-2.0.
