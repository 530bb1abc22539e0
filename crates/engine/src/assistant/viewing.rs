//! How long a product was looked at: only while the tab is in sight, and not through a long absence.

use super::{Assistant, Effect};
use crate::catalog::Sku;
use crate::profile::Signal;
use crate::time::{MINUTE, Moment};

/// Longest stretch that counts without a sign of life between; a page left open is not interest.
const MAX_STRETCH: i64 = 2 * MINUTE;
/// Shorter looks than this, in milliseconds, say nothing.
const MIN_LOOK: i64 = 3_000;

/// The product that is shown now.
#[derive(Clone, Debug)]
pub(super) struct Viewing {
    sku: Sku,
    /// Since when it is in sight; `None` while it is not.
    since: Option<Moment>,
    /// Milliseconds of the stretches before.
    ms: i64,
}

impl Viewing {
    fn pause(&mut self, now: Moment) {
        if let Some(since) = self.since.take() {
            self.ms += now.since(since).clamp(0, MAX_STRETCH);
        }
    }
}

impl Assistant {
    /// Another product came into view: the look at the last one is over.
    pub(super) fn begin_viewing(&mut self, now: Moment, sku: &Sku, out: &mut Vec<Effect>) {
        if self
            .viewing
            .as_ref()
            .is_some_and(|viewing| viewing.sku == *sku)
        {
            return;
        }
        self.end_viewing(now, out);
        self.viewing = Some(Viewing {
            sku: sku.clone(),
            since: (!self.situation.hidden).then_some(now),
            ms: 0,
        });
    }

    /// The tab went out of sight or came back. Going may be for good: what was seen counts now, and what
    /// waits for the files is taken in with as much of the catalog as there is.
    pub(super) fn see(&mut self, now: Moment, hidden: bool, out: &mut Vec<Effect>) {
        self.situation.hidden = hidden;
        if hidden {
            self.count_viewing(now, out);
            self.take_in_early(now, out);
        } else if let Some(viewing) = &mut self.viewing {
            viewing.since = Some(now);
        }
    }

    fn end_viewing(&mut self, now: Moment, out: &mut Vec<Effect>) {
        self.count_viewing(now, out);
        self.viewing = None;
    }

    fn count_viewing(&mut self, now: Moment, out: &mut Vec<Effect>) {
        let Some(viewing) = &mut self.viewing else {
            return;
        };
        viewing.pause(now);
        if viewing.ms < MIN_LOOK {
            return;
        }
        let (sku, ms) = (viewing.sku.clone(), std::mem::take(&mut viewing.ms));
        self.signal(now, &Signal::Dwelled { sku, ms }, out);
    }
}
