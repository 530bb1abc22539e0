//! Lines that tell what is being done, and how long it has taken so far.

use std::sync::OnceLock;
use std::time::Instant;

/// Prints one line with the seconds since the first.
pub fn step(what: &str) {
    static BEGIN: OnceLock<Instant> = OnceLock::new();
    let seconds = BEGIN.get_or_init(now).elapsed().as_secs_f64();
    eprintln!("[{seconds:6.1} s] {what}");
}

#[allow(
    clippy::disallowed_methods,
    reason = "a developer's command tells how long things take; it is not the engine"
)]
fn now() -> Instant {
    Instant::now()
}
