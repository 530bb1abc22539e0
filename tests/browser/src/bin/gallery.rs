//! gallery
fn main() {}
