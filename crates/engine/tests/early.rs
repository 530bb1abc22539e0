//! What happens while the shop's files are on the way is not lost, and shows nothing half made.

use aside_engine::assistant::{Assistant, Boot, Effect, Event, FileRole};
use aside_engine::lang::Lang;
use aside_engine::raw::Raw;
use aside_engine::reply::{Block, Message};
use aside_engine::time::Moment;
use std::rc::Rc;

fn json(path: &str) -> Raw {
    let path = format!("{}/../../www/{path}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn now() -> Moment {
    Moment::parse_iso("2026-11-21T15:00:00+08:00").unwrap()
}

fn assistant() -> Assistant {
    let boot = Boot {
        wanted: vec![Lang::new("en")],
        ask_consent: true,
        ..Boot::default()
    };
    Assistant::new(now(), boot)
}

/// Three looks at boots, told by number alone: what they are only the catalog says.
fn looks() -> Vec<Event> {
    let look = |sku: &&str| {
        let pushed =
            format!(r#"{{"event":"view_item","ecommerce":{{"items":[{{"item_id":"{sku}"}}]}}}}"#);
        Event::DataLayerPushed(serde_json::from_str(&pushed).unwrap())
    };
    ["HS-1001", "HS-1003", "HS-1004"].iter().map(look).collect()
}

fn files() -> Vec<Event> {
    let loaded = |(role, path): (FileRole, &str)| Event::FileLoaded {
        role,
        file: path.to_owned(),
        raw: json(path),
    };
    let files = [
        (FileRole::Pack, "packs/en.json"),
        (FileRole::Products, "shop/data/products.json"),
        (FileRole::Promotions, "shop/data/promotions.json"),
    ];
    let events = files.into_iter().map(loaded);
    events
        .chain([Event::LoadingFinished, Event::MindLoaded])
        .collect()
}

/// The messages that came of the events.
fn shown(assistant: &mut Assistant, events: Vec<Event>) -> Vec<Rc<Message>> {
    let before = assistant.talk().len();
    for event in events {
        let _ = assistant.update(now(), event);
    }
    assistant.talk().iter().skip(before).cloned().collect()
}

#[test]
fn the_greeting_waits_for_its_words() {
    let mut assistant = assistant();
    assert_eq!(shown(&mut assistant, vec![Event::PanelOpened]), []);
    assert!(assistant.is_thinking());
    assert_eq!(shown(&mut assistant, files()).len(), 1);
    assert!(!assistant.is_thinking());
}

#[test]
fn looks_before_the_catalog_count_as_much_as_looks_after_it() {
    let mut early = assistant();
    let _ = shown(&mut early, looks());
    assert_eq!(early.known(now()), []);
    let _ = shown(&mut early, files());
    let mut late = assistant();
    let _ = shown(&mut late, files());
    let _ = shown(&mut late, looks());
    assert!(!late.known(now()).is_empty());
    assert_eq!(early.known(now()), late.known(now()));
}

#[test]
fn a_page_that_is_left_before_all_files_came_still_counts() {
    let mut assistant = assistant();
    let consent = Event::ConsentAnswered(true);
    let _ = shown(&mut assistant, looks());
    let mut all = files();
    all.truncate(2);
    let _ = shown(&mut assistant, all);
    let left = Event::VisibilityChanged { hidden: true };
    let _ = assistant.update(now(), consent);
    let effects = assistant.update(now(), left);
    assert!(effects.contains(&Effect::Save));
    assert!(!assistant.known(now()).is_empty());
}

#[test]
fn the_consent_question_comes_to_a_panel_that_was_opened_early() {
    let mut assistant = assistant();
    let mut events = looks();
    events.push(Event::PanelOpened);
    events.extend(files());
    let messages = shown(&mut assistant, events);
    assert!(messages.iter().any(|m| m.blocks.contains(&Block::Consent)));
}

#[test]
fn what_was_seen_early_is_forgotten_by_a_refusal_and_by_an_erasure() {
    for end in [Event::ConsentAnswered(false), Event::EraseAsked] {
        let mut assistant = assistant();
        let mut events = looks();
        events.push(end);
        events.extend(files());
        let _ = shown(&mut assistant, events);
        assert_eq!(assistant.known(now()), []);
    }
}
