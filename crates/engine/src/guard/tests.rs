use super::*;
use crate::catalog::{Applicability, Benefit, PromotionId};
use crate::lang::Localised;
use crate::raw::Raw;
use crate::time::{DAY, HOUR, Window};

/// 15:00 in Hong Kong.
const NOW: Moment = Moment {
    utc_ms: 1_795_244_400_000,
    offset_min: 480,
};

fn id(text: &str) -> PromotionId {
    PromotionId(text.into())
}

fn promotion() -> Promotion {
    Promotion {
        id: id("P"),
        title: Localised::plain("P"),
        benefit: Benefit::FreeShipping,
        code: None,
        includes: Applicability::default(),
        excludes: Applicability::default(),
        minimum: None,
        effective: Window::default(),
        display: Window::default(),
        creative: None,
    }
}

/// Nothing speaks against an offer.
fn free() -> Situation {
    Situation {
        consent_allows_learning: true,
        session_started: NOW.plus(-HOUR),
        ..Situation::default()
    }
}

fn shown(ago: &[i64]) -> Ledger {
    let mut ledger = Ledger::default();
    for ms in ago {
        ledger.record_shown(&id("earlier"), &boots(), NOW.plus(-ms));
    }
    ledger
}

fn boots() -> InterestKey {
    InterestKey::of_type("Footwear > Boots").unwrap()
}

fn asked(ledger: &Ledger, situation: &Situation, now: Moment) -> Result<(), Refusal> {
    may_nudge(ledger, situation, &Settings::default(), now)
}

#[test]
fn every_refusal_of_a_moment_is_met() {
    let snoozed = |ms| Ledger {
        snoozed_until: Some(NOW.plus(ms)),
        ..Ledger::default()
    };
    let new = Situation {
        session_started: NOW.plus(-GRACE + 1),
        ..free()
    };
    let no = Situation {
        consent_allows_learning: false,
        ..free()
    };
    for (ledger, situation, expected) in [
        (Ledger::default(), free(), Ok(())),
        (
            Ledger {
                stopped: true,
                ..Ledger::default()
            },
            free(),
            Err(Refusal::Stopped),
        ),
        (
            Ledger::default(),
            Situation { gpc: true, ..no },
            Err(Refusal::PrivacySignal),
        ),
        (
            Ledger::default(),
            Situation {
                gpc: true,
                ..free()
            },
            Ok(()),
        ),
        (Ledger::default(), no, Err(Refusal::NoConsent)),
        (
            Ledger::default(),
            Situation::default(),
            Err(Refusal::NoConsent),
        ),
        (
            shown(&[-CLOCK_SLACK - 1]),
            free(),
            Err(Refusal::ClockWentBack),
        ),
        (shown(&[-CLOCK_SLACK]), free(), Err(Refusal::MinGap)),
        (
            Ledger::default(),
            Situation {
                session_started: NOW.plus(DAY),
                ..free()
            },
            Err(Refusal::ClockWentBack),
        ),
        (snoozed(1), free(), Err(Refusal::Snoozed)),
        (snoozed(0), free(), Ok(())),
        (
            Ledger::default(),
            Situation {
                upset: true,
                ..free()
            },
            Err(Refusal::Upset),
        ),
        (
            Ledger::default(),
            Situation {
                at_checkout: true,
                ..free()
            },
            Err(Refusal::Checkout),
        ),
        (
            Ledger::default(),
            Situation {
                typing: true,
                ..free()
            },
            Err(Refusal::Typing),
        ),
        (
            Ledger::default(),
            Situation {
                hidden: true,
                ..free()
            },
            Err(Refusal::Hidden),
        ),
        (
            shown(&[5 * HOUR, 6 * HOUR, 7 * HOUR]),
            free(),
            Err(Refusal::DayCap),
        ),
        (shown(&[16 * HOUR, 16 * HOUR, 16 * HOUR]), free(), Ok(())),
        (
            shown(&[HOUR, 30 * MINUTE]),
            free(),
            Err(Refusal::SessionCap),
        ),
        (shown(&[2 * HOUR, 30 * MINUTE]), free(), Ok(())),
        (shown(&[10 * MINUTE - 1]), free(), Err(Refusal::MinGap)),
        (shown(&[10 * MINUTE]), free(), Ok(())),
        (Ledger::default(), new, Err(Refusal::NewVisitorGrace)),
        (
            Ledger::default(),
            Situation {
                panel_open: true,
                ..new
            },
            Ok(()),
        ),
        (
            Ledger::default(),
            Situation {
                session_started: NOW.plus(-GRACE),
                ..free()
            },
            Ok(()),
        ),
    ] {
        assert_eq!(
            asked(&ledger, &situation, NOW),
            expected,
            "{ledger:?} {situation:?}"
        );
    }
}

#[test]
fn every_refusal_of_a_promotion_is_met() {
    let over = Window {
        from: None,
        until: Some(NOW.plus(-1)),
    };
    let mut dismissed = Ledger::default();
    dismissed.record_dismissed(&id("P"), false, NOW);
    let mut seen = Ledger::default();
    seen.record_shown(&id("P"), &boots(), NOW.plus(-100 * DAY));
    let mut disliked = Ledger::default();
    disliked.dislike(InterestKey::of_type("Footwear").unwrap());
    let ended = Promotion {
        effective: over,
        ..promotion()
    };
    let hidden = Promotion {
        display: over,
        ..promotion()
    };
    for (ledger, promotion, expected) in [
        (Ledger::default(), promotion(), Ok(())),
        (Ledger::default(), ended, Err(Refusal::NotRunning)),
        (Ledger::default(), hidden, Err(Refusal::NotRunning)),
        (dismissed, promotion(), Err(Refusal::Dismissed)),
        (seen, promotion(), Err(Refusal::AlreadyShown)),
        (disliked, promotion(), Err(Refusal::Disliked)),
    ] {
        let got = may_offer(&ledger, &promotion, Some(&boots()), NOW);
        assert_eq!(got, expected, "{ledger:?}");
    }
}

#[test]
fn the_shoppers_word_comes_before_everything_else() {
    let mut ledger = shown(&[0, 0, 0, 0, -HOUR]);
    ledger.stopped = true;
    ledger.snooze_until(NOW.plus(7 * DAY));
    let mut situation = Situation {
        gpc: true,
        upset: true,
        at_checkout: true,
        typing: true,
        hidden: true,
        session_started: NOW,
        ..Situation::default()
    };
    // At 2 in the morning, with every reason at once: each that is lifted shows the next.
    let night = NOW.plus(-13 * HOUR);
    let mut met = Vec::new();
    let mut next = |ledger: &Ledger, situation: &Situation, now| {
        met.extend(asked(ledger, situation, now).err().map(Refusal::name));
    };
    next(&ledger, &situation, night);
    ledger.stopped = false;
    next(&ledger, &situation, night);
    situation.gpc = false;
    next(&ledger, &situation, night);
    situation.consent_allows_learning = true;
    next(&ledger, &situation, night);
    situation.session_started = night;
    ledger.shown.clear();
    for name in ["a", "b", "c", "d"] {
        ledger.record_shown(&id(name), &boots(), night);
    }
    next(&ledger, &situation, night);
    ledger.resume();
    next(&ledger, &situation, night);
    situation.upset = false;
    next(&ledger, &situation, night);
    situation.at_checkout = false;
    next(&ledger, &situation, night);
    situation.typing = false;
    next(&ledger, &situation, night);
    situation.hidden = false;
    next(&ledger, &situation, night);
    let day = night.plus(7 * HOUR);
    situation.session_started = night;
    next(&ledger, &situation, day);
    ledger.shown.truncate(2);
    next(&ledger, &situation, day);
    situation.session_started = day;
    ledger.shown.truncate(0);
    ledger.record_shown(&id("a"), &boots(), day.plus(-1));
    next(&ledger, &situation, day);
    ledger.shown.clear();
    next(&ledger, &situation, day);
    let expected: Vec<&str> = Refusal::ALL.iter().map(|r| r.name()).take(14).collect();
    assert_eq!(met, expected);
}

#[test]
fn quiet_hours_are_the_shoppers_own_and_span_midnight() {
    let quiet = |from: u16, to: u16| QuietHours {
        from: from * 60,
        to: to * 60,
    };
    for (hours, at, expected) in [
        (quiet(22, 8), "2026-11-21T21:59:59+08:00", false),
        (quiet(22, 8), "2026-11-21T22:00:00+08:00", true),
        (quiet(22, 8), "2026-11-21T00:00:00+08:00", true),
        (quiet(22, 8), "2026-11-21T07:59:59+08:00", true),
        (quiet(22, 8), "2026-11-21T08:00:00+08:00", false),
        (quiet(22, 8), "2026-11-21T15:00:00-05:00", false),
        (quiet(22, 8), "2026-11-21T23:00:00-05:00", true),
        (quiet(13, 15), "2026-11-21T14:00:00+08:00", true),
        (quiet(13, 15), "2026-11-21T15:00:00+08:00", false),
        (quiet(9, 9), "2026-11-21T09:00:00+08:00", false),
    ] {
        let now = Moment::parse_iso(at).unwrap();
        let settings = Settings {
            quiet_hours: hours,
            ..Settings::default()
        };
        let situation = Situation {
            session_started: now.plus(-HOUR),
            ..free()
        };
        let got = may_nudge(&Ledger::default(), &situation, &settings, now);
        assert_eq!(got == Err(Refusal::QuietHours), expected, "{hours:?} {at}");
    }
}

#[test]
fn no_settings_exceed_the_ceiling() {
    let greedy = Settings {
        caps: Caps {
            per_session: 99,
            per_day: 99,
            min_gap_minutes: 0,
        },
        ..Settings::default()
    };
    let mut ledger = Ledger::default();
    let mut nudges = Vec::new();
    let start = Moment::parse_iso("2026-11-21T08:00:00+08:00").unwrap();
    for minute in 0..14 * 60 {
        let now = start.plus(minute * MINUTE);
        // A new visit every hour.
        let situation = Situation {
            session_started: start.plus(minute / 60 * HOUR - HOUR),
            ..free()
        };
        if may_nudge(&ledger, &situation, &greedy, now).is_ok() {
            ledger.record_shown(&id("x"), &boots(), now);
            nudges.push(minute);
        }
    }
    assert_eq!(nudges.len() as u32, Caps::CEILING.per_day);
    assert!(nudges.windows(2).all(|w| w[1] - w[0] >= 5), "{nudges:?}");
}

#[test]
fn a_refusal_that_passes_says_when() {
    let settings = Settings::default();
    let night = Moment::parse_iso("2026-11-21T23:30:00+08:00").unwrap();
    let mut ledger = shown(&[MINUTE]);
    ledger.snooze_until(NOW.plus(7 * DAY));
    let situation = Situation {
        session_started: NOW,
        ..free()
    };
    for (refusal, now, expected) in [
        (
            Refusal::QuietHours,
            night,
            Some(night.plus(8 * HOUR + 30 * MINUTE)),
        ),
        (Refusal::MinGap, NOW, Some(NOW.plus(9 * MINUTE))),
        (Refusal::NewVisitorGrace, NOW, Some(NOW.plus(GRACE))),
        (Refusal::Snoozed, NOW, Some(NOW.plus(7 * DAY))),
        (Refusal::DayCap, NOW, None),
        (Refusal::NoConsent, NOW, None),
    ] {
        let got = ask_again(refusal, &ledger, &situation, &settings, now);
        assert_eq!(got, expected, "{refusal:?}");
    }
    // What is said is true: then this refusal is over.
    let morning = night.plus(8 * HOUR + 30 * MINUTE);
    assert!(!is_quiet(settings.quiet_hours, morning));
    assert!(is_quiet(settings.quiet_hours, morning.plus(-1)));
}

#[test]
fn the_book_survives_saving_and_fails_closed() {
    let mut ledger = shown(&[DAY, HOUR]);
    ledger.record_dismissed(&id("D"), false, NOW);
    ledger.dislike(boots());
    ledger.snooze_until(NOW.plus(7 * DAY));
    let text = serde_json::to_string(&ledger.to_raw()).unwrap();
    assert_eq!(
        Ledger::from_raw(&serde_json::from_str(&text).unwrap()),
        ledger
    );
    assert_eq!(Ledger::from_raw(&Raw::Null), Ledger::default());
    for damaged in [
        "{}",
        "[]",
        "3",
        r#"{"stopped":"no"}"#,
        r#"{"stopped":0,"shown":7}"#,
    ] {
        let ledger = Ledger::from_raw(&serde_json::from_str(damaged).unwrap());
        assert_eq!(
            asked(&ledger, &free(), NOW),
            Err(Refusal::Stopped),
            "{damaged}"
        );
    }
}

#[test]
fn the_book_stays_small_and_keeps_the_newest() {
    let mut ledger = Ledger::default();
    for i in 0..1000 {
        ledger.record_shown(&id(&format!("P{i}")), &boots(), NOW.plus(i));
        ledger.record_dismissed(&id(&format!("P{i}")), false, NOW.plus(i));
        ledger.dislike(InterestKey::of_type(&format!("T{i}")).unwrap());
    }
    assert_eq!(
        (
            ledger.shown.len(),
            ledger.dismissed.len(),
            ledger.disliked.len()
        ),
        (200, 200, 40)
    );
    assert!(ledger.was_shown(&id("P999")) && !ledger.was_shown(&id("P0")));
}

#[test]
fn fewer_like_this_means_the_interest_it_was_shown_for() {
    for (fewer, disliked) in [(false, false), (true, true)] {
        let mut ledger = shown(&[HOUR]);
        ledger.record_dismissed(&id("earlier"), fewer, NOW);
        assert!(ledger.is_dismissed(&id("earlier")));
        assert_eq!(ledger.is_disliked(&boots()), disliked);
    }
    let mut unseen = Ledger::default();
    unseen.record_dismissed(&id("asked for"), true, NOW);
    assert!(unseen.is_dismissed(&id("asked for")) && !unseen.is_disliked(&boots()));
}

#[test]
fn a_visit_goes_on_over_pages_and_ends_after_half_an_hour() {
    let mut ledger = Ledger::default();
    for (minutes, began) in [
        (0, 0),
        (29, 0),
        (58, 0),
        (88, 88),
        (90, 88),
        (20, 20),
        (30, 20),
    ] {
        assert_eq!(
            ledger.visit(NOW.plus(minutes * MINUTE)),
            NOW.plus(began * MINUTE)
        );
        ledger = Ledger::from_raw(&ledger.to_raw());
    }
}
