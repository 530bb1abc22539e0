//! The only place that reads the clock: a command is a shell around the engine.

use anyhow::Context;
use aside_engine::time::Moment;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The present in UTC.
#[allow(
    clippy::disallowed_methods,
    reason = "the command line is a shell around the engine, and the shell reads the clock"
)]
pub fn now() -> anyhow::Result<Moment> {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .context("the clock of this machine stands before 1970")?;
    Ok(Moment {
        utc_ms: i64::try_from(since.as_millis())?,
        offset_min: 0,
    })
}

/// What some work gives, and how long it takes.
#[allow(
    clippy::disallowed_methods,
    reason = "measuring time is the point; the engine reads no clock"
)]
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}
