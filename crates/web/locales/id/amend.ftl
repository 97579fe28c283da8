# Words of the desk, Indonesian: amend. Origin: the project. Licence: MIT OR Apache-2.0.
