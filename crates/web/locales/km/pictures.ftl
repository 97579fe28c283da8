# Words of the desk, Khmer: pictures. Origin: the project. Licence: MIT OR Apache-2.0.
