# Words of the desk, English: pictures. Origin: the project. Licence: MIT OR Apache-2.0.
