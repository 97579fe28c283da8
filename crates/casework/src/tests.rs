//! Cases from beginning to end.
