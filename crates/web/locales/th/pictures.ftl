# Words of the desk, Thai: pictures. Origin: the project. Licence: MIT OR Apache-2.0.
