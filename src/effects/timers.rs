//! One timer of each kind.

use crate::browser::{after, now};
use aside_engine::assistant::Timer;
use aside_engine::time::Moment;
use gloo::timers::callback::Timeout;

/// The timers that run.
#[derive(Default)]
pub struct Timers {
    running: Vec<(Timer, Timeout)>,
}

impl Timers {
    /// Calls `fire` at the moment; an earlier request for the same timer is replaced.
    pub fn schedule(&mut self, timer: Timer, at: Moment, fire: impl FnOnce() + 'static) {
        // Dropping the earlier one stops it.
        self.running.retain(|(running, _)| *running != timer);
        self.running.push((timer, after(at.since(now()), fire)));
    }
}
