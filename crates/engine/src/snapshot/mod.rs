//! The state that is kept on the device, and only there, and only with consent.
//!
//! A snapshot is one JSON object with a version. Each part is read on its own, so that a part that
//! cannot be read costs nothing but itself.

mod talk;

use crate::consent::{Consent, Purpose};
use crate::guard::Ledger;
use crate::lang::Lang;
use crate::profile::Profile;
use crate::raw::{Raw, object};
use crate::reply::Message;
use crate::time::{DAY, Moment};

/// Raised whenever an older reader could misunderstand what is written.
const VERSION: i64 = 1;

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// When it was taken.
    pub at: Moment,
    /// What the shopper allowed.
    pub consent: Consent,
    /// The language chosen by hand.
    pub lang: Option<Lang>,
    /// Interests; empty unless learning is allowed.
    pub profile: Profile,
    /// Which offers were shown or refused.
    pub ledger: Ledger,
    /// The conversation; empty unless remembering is allowed.
    pub talk: Vec<Message>,
}

impl Snapshot {
    /// The object that is written. Without consent it holds the answer to the consent question
    /// and nothing else: it must not be asked again on every page.
    pub fn to_raw(&self) -> Raw {
        let mut parts = vec![
            ("v", VERSION.into()),
            ("at", talk::moment_to_raw(self.at)),
            ("consent", self.consent.to_raw()),
        ];
        if self.consent.allows(Purpose::Remember) {
            parts.push(("talk", talk::to_raw(&self.talk)));
            if let Some(lang) = &self.lang {
                parts.push(("lang", lang.tag().into()));
            }
        }
        if self.consent.allows(Purpose::Learn) {
            parts.push(("profile", self.profile.to_raw()));
        }
        if self.consent.allows(Purpose::Remember) || self.consent.allows(Purpose::Learn) {
            parts.push(("ledger", self.ledger.to_raw()));
        }
        Raw::Map(parts.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
    }

    /// Reads what was written. `None` when there is nothing, when a newer version wrote it, or
    /// when it is older than `retention_days`: then it has to be forgotten.
    pub fn from_raw(raw: &Raw, now: Moment, retention_days: u32) -> Option<Snapshot> {
        if raw.get("v").and_then(Raw::as_int) != Some(VERSION) {
            return None;
        }
        let at = raw.get("at").and_then(talk::moment_from_raw)?;
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

    /// What the shopper takes away as a file: the same object, with a word of what it is.
    pub fn export(&self) -> Raw {
        object([("aside", "snapshot".into()), ("state", self.to_raw())])
    }
}
