//! Invented sentences for each rule, and the public suites of date expressions beside the checkout.

mod acts;
mod expressions;
mod publication;
mod suites;
