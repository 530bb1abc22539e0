//! One timer of each kind.

use crate::browser::{after, now};
use aside_engine::assistant::Timer;
use aside_engine::time::Moment;
use gloo::timers::callback::Timeout;
use std::collections::BTreeMap;

/// The timers that run.
#[derive(Default)]
pub struct Timers {
    running: BTreeMap<Timer, Timeout>,
}

impl Timers {
    /// Calls `fire` at the moment; an earlier request for the same timer is replaced.
    pub fn schedule(&mut self, timer: Timer, at: Moment, fire: impl FnOnce() + 'static) {
        self.running.insert(timer, after(at.since(now()), fire));
    }
}
