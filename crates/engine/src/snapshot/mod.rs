//! The state that is kept on the device, and only there, and only with consent.
//!
//! A snapshot is one JSON object with a version. Each part is read on its own, so that a part that
//! cannot be read costs nothing but itself.

mod talk;

use crate::consent::{Consent, Purpose};
use crate::guard::Ledger;
use crate::lang::Lang;
use crate::profile::Profile;
use crate::raw::Raw;
use crate::reply::Message;
use crate::time::{DAY, Moment};
use std::rc::Rc;

/// Raised whenever an older reader could misunderstand what is written.
const VERSION: i64 = 1;

/// What there is to keep.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// Now.
    pub at: Moment,
    /// What the shopper allowed.
    pub consent: &'a Consent,
    /// The language chosen by hand.
    pub lang: Option<&'a Lang>,
    /// Interests.
    pub profile: &'a Profile,
    /// Which offers were shown or refused.
    pub ledger: &'a Ledger,
    /// The conversation.
    pub talk: &'a [Rc<Message>],
    /// Everything, whether it may be kept or not: for the shopper's own copy.
    pub whole: bool,
}

/// The object that is written. Each part needs its permission; without any it holds the answer to
/// the consent question and nothing else: it must not be asked again on every page.
pub fn to_raw(parts: &Parts<'_>) -> Raw {
    let consent = parts.consent;
    let (remember, learn) = (
        parts.whole || consent.allows(Purpose::Remember),
        parts.whole || consent.allows(Purpose::Learn),
    );
    let mut out = vec![
        ("v", VERSION.into()),
        ("at", parts.at.into()),
        ("consent", consent.to_raw()),
    ];
    if remember {
        out.push(("talk", talk::to_raw(parts.talk)));
        out.extend(parts.lang.map(|lang| ("lang", lang.tag().into())));
    }
    if learn {
        out.push(("profile", parts.profile.to_raw()));
    }
    if remember || learn {
        out.push(("ledger", parts.ledger.to_raw()));
    }
    Raw::Map(out.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
}

/// What was kept.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// When it was written.
    pub at: Moment,
    /// What the shopper allowed.
    pub consent: Consent,
    /// The language chosen by hand.
    pub lang: Option<Lang>,
    /// Interests; empty unless learning was allowed.
    pub profile: Profile,
    /// Which offers were shown or refused.
    pub ledger: Ledger,
    /// The conversation; empty unless remembering was allowed.
    pub talk: Vec<Message>,
}

impl Snapshot {
    /// Reads what was written. `None` when there is nothing, when a newer version wrote it, or
    /// when it is older than `retention_days`: then it has to be forgotten.
    pub fn from_raw(raw: &Raw, now: Moment, retention_days: u32) -> Option<Snapshot> {
        if raw.get("v").and_then(Raw::as_int) != Some(VERSION) {
            return None;
        }
        let at = raw.get("at").and_then(Raw::as_moment)?;
        if now.since(at) > i64::from(retention_days) * DAY {
            return None;
        }
        let part = |key: &str| raw.get(key).unwrap_or(&Raw::Null);
        Some(Snapshot {
            at,
            consent: Consent::from_raw(part("consent")),
            lang: raw.text("lang").map(Lang::new),
            profile: Profile::from_raw(part("profile")),
            ledger: Ledger::from_raw(part("ledger")),
            talk: talk::from_raw(part("talk")),
        })
    }
}
