# Words of the desk, Thai: amend. Origin: the project. Licence: MIT OR Apache-2.0.
