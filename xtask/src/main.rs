//! Builds, serves and tests Gavel.
fn main() {}
