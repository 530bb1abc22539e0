//! May anything be offered now? Each refusal has a name, and doubt refuses.

mod ledger;
mod refusal;
#[cfg(test)]
mod tests;

pub use ledger::{Ledger, Shown, VISIT_GAP};
pub use refusal::Refusal;

use crate::catalog::{Caps, Promotion, QuietHours, Settings};
use crate::profile::InterestKey;
use crate::time::{MINUTE, Moment};

/// Milliseconds after the visit began in which nobody is spoken to who has not opened the panel:
/// long enough to look around.
pub const GRACE: i64 = 20_000;

/// Milliseconds that a clock may step back, as it does when it is set right by the network.
const CLOCK_SLACK: i64 = 2 * MINUTE;

/// What the shopper is in the middle of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// [`crate::consent::Purpose::Learn`] is allowed.
    pub consent_allows_learning: bool,
    /// The browser asks not to be profiled; tells why learning is not allowed.
    pub gpc: bool,
    /// The shopper is angry, worried, or has a complaint open.
    pub upset: bool,
    /// Paying, or on the way to it.
    pub at_checkout: bool,
    /// Writing something, to us or to the page.
    pub typing: bool,
    /// The page is out of sight.
    pub hidden: bool,
    /// The panel is open: the shopper came to us.
    pub panel_open: bool,
    /// When this visit began.
    pub session_started: Moment,
}

impl Situation {
    /// A visit that begins now, before anything is known or allowed.
    pub fn at_start(now: Moment) -> Situation {
        Situation {
            session_started: now,
            ..Situation::default()
        }
    }
}

/// Whether anything may be offered unasked now. The first refusal of the table counts; its order
/// is from the shopper's own word to what passes by itself.
pub fn may_nudge(
    ledger: &Ledger,
    situation: &Situation,
    settings: &Settings,
    now: Moment,
) -> Result<(), Refusal> {
    let caps = within_ceiling(settings.caps);
    let learning = situation.consent_allows_learning;
    let since_last = ledger.last_shown().map(|last| now.since(last));
    let gap = i64::from(caps.min_gap_minutes) * MINUTE;
    let visit = now.since(situation.session_started);
    let table = [
        (Refusal::Stopped, ledger.stopped),
        (Refusal::PrivacySignal, !learning && situation.gpc),
        (Refusal::NoConsent, !learning),
        (Refusal::ClockWentBack, clock_went_back(ledger, visit, now)),
        (Refusal::Snoozed, ledger.is_snoozed(now)),
        (Refusal::Upset, situation.upset),
        (Refusal::Checkout, situation.at_checkout),
        (Refusal::Typing, situation.typing),
        (Refusal::Hidden, situation.hidden),
        (Refusal::QuietHours, is_quiet(settings.quiet_hours, now)),
        (Refusal::DayCap, ledger.shown_on_day(now) >= caps.per_day),
        (
            Refusal::SessionCap,
            ledger.shown_since(situation.session_started) >= caps.per_session,
        ),
        (Refusal::MinGap, since_last.is_some_and(|ms| ms < gap)),
        (
            Refusal::NewVisitorGrace,
            !situation.panel_open && visit < GRACE,
        ),
    ];
    first_refusal(&table)
}

/// Whether this promotion may be offered unasked, at all and for this interest, if anything may.
pub fn may_offer(
    ledger: &Ledger,
    promotion: &Promotion,
    interest: Option<&InterestKey>,
    now: Moment,
) -> Result<(), Refusal> {
    let disliked = interest.is_some_and(|key| ledger.is_disliked(key));
    first_refusal(&[
        (Refusal::NotRunning, !promotion.runs_at(now)),
        (Refusal::Dismissed, ledger.is_dismissed(&promotion.id)),
        (Refusal::AlreadyShown, ledger.was_shown(&promotion.id)),
        (Refusal::Disliked, disliked),
    ])
}

/// When it makes sense to ask again after [`may_nudge`] refused: `None` where only the shopper or
/// the page changes anything, and then no timer is needed.
pub fn ask_again(
    refusal: Refusal,
    ledger: &Ledger,
    situation: &Situation,
    settings: &Settings,
    now: Moment,
) -> Option<Moment> {
    match refusal {
        Refusal::Snoozed => ledger.snoozed_until,
        Refusal::NewVisitorGrace => Some(situation.session_started.plus(GRACE)),
        Refusal::MinGap => {
            let gap = i64::from(within_ceiling(settings.caps).min_gap_minutes) * MINUTE;
            ledger.last_shown().map(|last| last.plus(gap))
        }
        Refusal::QuietHours => {
            let day = 24 * 60;
            let minutes = i32::from(settings.quiet_hours.to) - i32::from(now.minute_of_day());
            Some(now.plus(i64::from(minutes.rem_euclid(day)) * MINUTE))
        }
        _ => None,
    }
}

/// Settings come from the merchant's file and were bounded there; the ceiling holds here again,
/// whoever built them.
fn within_ceiling(caps: Caps) -> Caps {
    let top = Caps::CEILING;
    Caps {
        per_session: caps.per_session.min(top.per_session),
        per_day: caps.per_day.min(top.per_day),
        min_gap_minutes: caps.min_gap_minutes.max(top.min_gap_minutes),
    }
}

/// Quiet from `from` up to before `to`, over midnight if `from` is the later one; the same minute
/// twice means no quiet hours.
fn is_quiet(hours: QuietHours, now: Moment) -> bool {
    let minute = now.minute_of_day();
    match hours.from <= hours.to {
        true => (hours.from..hours.to).contains(&minute),
        false => minute >= hours.from || minute < hours.to,
    }
}

/// Caps and gaps count from what the clock said; if it now says less, none of them can be trusted.
fn clock_went_back(ledger: &Ledger, visit: i64, now: Moment) -> bool {
    let last = ledger.last_shown();
    visit < -CLOCK_SLACK || last.is_some_and(|last| now.since(last) < -CLOCK_SLACK)
}

fn first_refusal(table: &[(Refusal, bool)]) -> Result<(), Refusal> {
    match table.iter().find(|(_, holds)| *holds) {
        Some((refusal, _)) => Err(*refusal),
        None => Ok(()),
    }
}
