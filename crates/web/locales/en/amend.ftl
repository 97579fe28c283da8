# Words of the desk, English: amend. Origin: the project. Licence: MIT OR Apache-2.0.
