# Words of the desk, Indonesian: pictures. Origin: the project. Licence: MIT OR Apache-2.0.
