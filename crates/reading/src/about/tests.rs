//! Tests of titles, signatures, origins.
