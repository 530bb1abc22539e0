//! What the shopper lets us keep, and what learn.
//!
//! Fails closed: what was not clearly agreed to, or cannot be read back, is not allowed.

use crate::catalog::{Fields, int};
use crate::raw::Raw;
use crate::time::Moment;

/// The wording that a consent was given to. Raising it makes every older consent void, so that
/// the question is asked anew; do so when what is kept or learnt grows.
pub const REVISION: u32 = 1;

/// What a consent is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Keeping the talk and what was learnt on this device after the visit.
    Remember,
    /// Drawing interests from what is looked at, and choosing offers by them.
    Learn,
}

/// What was said when asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// Not asked, or not answered yet.
    #[default]
    Unasked,
    /// Yes, to at least one purpose.
    Given,
    /// No.
    Refused,
}

/// The shopper's decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// What was said.
    pub answer: Answer,
    /// The switch for [`Purpose::Remember`].
    pub remember: bool,
    /// The switch for [`Purpose::Learn`].
    pub learn: bool,
    /// When the last decision was made.
    pub at: Option<Moment>,
    /// The wording it was made for; 0 before any decision.
    pub revision: u32,
    /// The browser asks every site not to profile (Global Privacy Control, Do Not Track). The
    /// shell says so at each boot; it is never saved.
    pub gpc: bool,
    /// The learning switch was set on by hand, which outweighs the browser's general wish.
    learn_by_hand: bool,
}

impl Consent {
    /// Nothing asked yet, in a browser that asks not to be profiled or does not.
    pub fn new(gpc: bool) -> Consent {
        Consent::default().with_gpc(gpc)
    }

    /// The same decision in a browser that asks not to be profiled or does not.
    #[must_use]
    pub fn with_gpc(self, gpc: bool) -> Consent {
        Consent { gpc, ..self }
    }

    /// Whether that purpose is allowed now.
    pub fn allows(&self, purpose: Purpose) -> bool {
        let answered = self.answer == Answer::Given && self.revision == REVISION;
        answered
            && match purpose {
                Purpose::Remember => self.remember,
                Purpose::Learn => self.learn && (!self.gpc || self.learn_by_hand),
            }
    }

    /// Whether signals may be noted in this page's memory, to be dropped with it: before the
    /// question is answered, yes, unless the browser asks not to; after it, as it was answered.
    /// Nothing noted this way may choose an offer before [`Consent::allows`] says so.
    pub fn may_note(&self) -> bool {
        match self.answer {
            Answer::Unasked => !self.gpc,
            Answer::Given => self.allows(Purpose::Learn),
            Answer::Refused => false,
        }
    }

    /// "Yes, remember". Learning stays off where the browser asks for it.
    pub fn give(&mut self, now: Moment) {
        self.remember = true;
        self.learn = !self.gpc;
        self.learn_by_hand = false;
        self.decide(Answer::Given, now);
    }

    /// "No, thanks": everything off.
    pub fn refuse(&mut self, now: Moment) {
        self.remember = false;
        self.learn = false;
        self.learn_by_hand = false;
        self.decide(Answer::Refused, now);
    }

    /// Sets one switch by hand. With both off this is a refusal.
    pub fn set(&mut self, purpose: Purpose, on: bool, now: Moment) {
        if self.revision != REVISION {
            // An older yes to the other purpose was to other words.
            (self.remember, self.learn) = (false, false);
        }
        match purpose {
            Purpose::Remember => self.remember = on,
            Purpose::Learn => {
                self.learn = on;
                self.learn_by_hand = on;
            }
        }
        let answer = match self.remember || self.learn {
            true => Answer::Given,
            false => Answer::Refused,
        };
        self.decide(answer, now);
    }

    /// For the snapshot.
    pub fn to_raw(&self) -> Raw {
        let mut fields = Fields::new();
        fields
            .text("answer", answer_name(self.answer))
            .put("remember", self.remember.into())
            .put("learn", self.learn.into())
            .put("by_hand", self.learn_by_hand.into())
            .put("at", self.at.map_or(Raw::Null, Raw::from))
            .int("revision", self.revision);
        fields.into_raw()
    }

    /// Reads what [`Consent::to_raw`] wrote. Anything amiss, and any other revision, is as if
    /// never asked; a refusal stays a refusal whatever else is wrong with it.
    pub fn from_raw(raw: &Raw) -> Consent {
        let flag = |key: &str| matches!(raw.get(key), Some(Raw::Bool(true)));
        let mut consent = Consent::default();
        match raw.text("answer") {
            Some("refused") => consent.answer = Answer::Refused,
            Some("given") if int(raw, "revision", 0, u32::MAX) == REVISION => {
                consent.answer = Answer::Given;
                consent.remember = flag("remember");
                consent.learn = flag("learn");
                consent.learn_by_hand = flag("by_hand");
            }
            _ => return consent,
        }
        consent.at = raw.get("at").and_then(Raw::as_moment);
        consent.revision = REVISION;
        consent
    }

    fn decide(&mut self, answer: Answer, now: Moment) {
        self.answer = answer;
        self.at = Some(now);
        self.revision = REVISION;
    }
}

fn answer_name(answer: Answer) -> &'static str {
    match answer {
        Answer::Unasked => "unasked",
        Answer::Given => "given",
        Answer::Refused => "refused",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Purpose::{Learn, Remember};

    const NOW: Moment = Moment {
        utc_ms: 1_795_244_400_000,
        offset_min: 480,
    };

    fn after(steps: &[&str]) -> Consent {
        let mut consent = Consent::default();
        for step in steps {
            match *step {
                "gpc" => consent.gpc = true,
                "give" => consent.give(NOW),
                "refuse" => consent.refuse(NOW),
                "learn on" => consent.set(Learn, true, NOW),
                "learn off" => consent.set(Learn, false, NOW),
                "remember on" => consent.set(Remember, true, NOW),
                "remember off" => consent.set(Remember, false, NOW),
                "reload" => consent = Consent::from_raw(&consent.to_raw()),
                "new wording" => consent.revision = REVISION + 1,
                other => panic!("unknown step {other}"),
            }
        }
        consent
    }

    #[test]
    fn nothing_is_allowed_that_was_not_agreed_to() {
        // steps, remember, learn, may note
        for (steps, remember, learn, note) in [
            (&[][..], false, false, true),
            (&["gpc"], false, false, false),
            (&["give"], true, true, true),
            (&["refuse"], false, false, false),
            (&["give", "refuse"], false, false, false),
            (&["give", "reload"], true, true, true),
            (&["refuse", "reload"], false, false, false),
            (&["gpc", "give"], true, false, false),
            (&["give", "gpc"], true, false, false),
            (&["gpc", "give", "learn on"], true, true, true),
            (
                &["gpc", "give", "learn on", "reload", "gpc"],
                true,
                true,
                true,
            ),
            (
                &["gpc", "give", "learn on", "learn off"],
                true,
                false,
                false,
            ),
            (&["gpc", "learn on", "give"], true, false, false),
            (&["give", "learn off"], true, false, false),
            (&["learn on"], false, true, true),
            (&["give", "remember off", "learn off"], false, false, false),
            (&["refuse", "remember on"], true, false, false),
            (&["give", "new wording"], false, false, false),
            (&["give", "new wording", "reload"], false, false, true),
            (&["give", "new wording", "learn on"], false, true, true),
        ] {
            let consent = after(steps);
            assert_eq!(
                consent.allows(Remember),
                remember,
                "remember after {steps:?}"
            );
            assert_eq!(consent.allows(Learn), learn, "learn after {steps:?}");
            assert_eq!(consent.may_note(), note, "note after {steps:?}");
        }
    }

    #[test]
    fn all_off_is_a_refusal_so_that_it_is_not_asked_again() {
        let consent = after(&["give", "remember off", "learn off"]);
        assert_eq!(consent.answer, Answer::Refused);
    }

    #[test]
    fn what_cannot_be_read_is_not_a_yes() {
        for text in [
            "null",
            "[]",
            "\"given\"",
            r#"{"answer":"given"}"#,
            r#"{"answer":true,"remember":true,"learn":true,"revision":1}"#,
            r#"{"answer":"given","remember":"yes","learn":1,"revision":1}"#,
            r#"{"answer":"given","remember":true,"learn":true,"revision":999}"#,
            r#"{"answer":"Given","remember":true,"learn":true,"revision":1}"#,
        ] {
            let consent = Consent::from_raw(&serde_json::from_str(text).unwrap());
            assert!(
                !consent.allows(Remember) && !consent.allows(Learn),
                "{text}"
            );
        }
        let refused = Consent::from_raw(&serde_json::from_str(r#"{"answer":"refused"}"#).unwrap());
        assert_eq!(refused.answer, Answer::Refused);
    }
}
