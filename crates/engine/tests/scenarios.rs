//! Conversations as data: each file in `tests/scenarios` is played against the demo shop's own
//! files, and what the assistant does is compared line by line.
//!
//! Lines that start with `bot` are what is expected. `UPDATE_EXPECT=1 cargo test` writes what
//! happened in their place; read the difference before you commit it. `tests/scenarios/README.md`
//! says what the other lines may be.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a broken scenario should stop the test with its line"
)]

use aside_engine::assistant::{Assistant, Boot, Effect, Event, FileRole, Timer};
use aside_engine::catalog::{PromotionId, rich};
use aside_engine::lang::Lang;
use aside_engine::raw::Raw;
use aside_engine::reply::{Author, Block, Message};
use aside_engine::time::{DAY, HOUR, MINUTE, Moment};
use std::path::{Path, PathBuf};

#[test]
fn every_scenario_goes_as_written() {
    let folder = root().join("tests/scenarios");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    assert!(
        files.len() >= 10,
        "only {} scenarios in {folder:?}",
        files.len()
    );
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for file in &files {
        let written = std::fs::read_to_string(file).unwrap();
        let played = play(&written);
        if update {
            std::fs::write(file, &played).unwrap();
        } else if played != written {
            wrong.push(format!(
                "{}\n{}",
                file.display(),
                difference(&written, &played)
            ));
        }
    }
    println!("{} scenarios played", files.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The scenario with its `bot` lines as they came out.
fn play(written: &str) -> String {
    let mut stage: Option<Stage> = None;
    let mut out = String::new();
    for line in written.lines() {
        if line.starts_with("bot ") {
            continue;
        }
        out.push_str(line);
        out.push('\n');
        let (actor, words) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let words = words.trim();
        let done = match actor {
            "" | "#" => Vec::new(),
            "shop" => {
                let (fresh, done) = Stage::open(words);
                stage = Some(fresh);
                done
            }
            actor => {
                let stage = stage.as_mut().expect("a scenario begins with a shop line");
                stage.play(actor, words)
            }
        };
        for effect in done {
            out.push_str(&format!("bot     {effect}\n"));
        }
    }
    out
}

struct Stage {
    assistant: Assistant,
    now: Moment,
    saved: Raw,
    boot: Boot,
    /// The last message that was looked at.
    seen: u32,
}

impl Stage {
    /// `demo, zh-Hans, 2026-11-21T15:00+08:00[, gpc]`
    fn open(words: &str) -> (Stage, Vec<String>) {
        let parts: Vec<&str> = words.split(',').map(str::trim).collect();
        let (lang, time) = match parts.as_slice() {
            ["demo", lang, time, ..] => (Lang::new(lang), *time),
            _ => panic!("cannot read the shop line: {words}"),
        };
        let now = Moment::parse_iso(time).expect("a time with its offset");
        let boot = Boot {
            wanted: vec![lang],
            gpc: parts.contains(&"gpc"),
            ask_consent: true,
        };
        let mut stage = Stage {
            assistant: Assistant::new(now, boot.clone()),
            now,
            saved: Raw::Null,
            boot,
            seen: 0,
        };
        let done = stage.load();
        (stage, done)
    }

    fn load(&mut self) -> Vec<String> {
        let files = [
            (FileRole::Pack, "www/packs/en.json"),
            (FileRole::Pack, "www/packs/zh-Hans.json"),
            (FileRole::Pack, "www/packs/zh-Hant.json"),
            (FileRole::Mind, "www/packs/intents/en.json"),
            (FileRole::Mind, "www/packs/intents/zh-Hans.json"),
            (FileRole::Mind, "www/packs/intents/zh-Hant-TW.json"),
            (FileRole::Mind, "www/packs/intents/zh-Hant-HK.json"),
            (FileRole::Mind, "www/packs/entities/en.json"),
            (FileRole::Mind, "www/packs/entities/zh.json"),
            (FileRole::Mind, "www/packs/mood/en.json"),
            (FileRole::Mind, "www/packs/mood/zh.json"),
            (FileRole::Settings, "www/shop/data/aside.json"),
            (FileRole::Faq, "www/shop/data/faq.en.json"),
            (FileRole::Faq, "www/shop/data/faq.zh-Hans.json"),
            (FileRole::Faq, "www/shop/data/faq.zh-Hant.json"),
            (FileRole::Document, "www/shop/data/policies/returns.en.md"),
            (
                FileRole::Document,
                "www/shop/data/policies/returns.zh-Hans.md",
            ),
            (
                FileRole::Document,
                "www/shop/data/policies/returns.zh-Hant.md",
            ),
            (FileRole::Document, "www/shop/data/policies/privacy.en.md"),
            (
                FileRole::Document,
                "www/shop/data/policies/privacy.zh-Hans.md",
            ),
            (
                FileRole::Document,
                "www/shop/data/policies/privacy.zh-Hant.md",
            ),
            (FileRole::Products, "www/shop/data/products.json"),
            (FileRole::Promotions, "www/shop/data/promotions.json"),
        ];
        let mut done = self.happen(Event::Restored(self.saved.clone()));
        for (role, file) in files {
            let raw = read(role, &root().join(file));
            let file = file.to_owned();
            done.extend(self.happen(Event::FileLoaded { role, file, raw }));
        }
        done.extend(self.happen(Event::LoadingFinished));
        done.extend(self.happen(Event::MindLoaded));
        done
    }

    fn play(&mut self, actor: &str, words: &str) -> Vec<String> {
        let event = match actor {
            "shopper" => Event::Asked(words.to_owned()),
            "page" => self.page(words),
            "does" => return self.does(words),
            "wait" => {
                self.now = self.now.plus(duration(words));
                Event::TimerFired(Timer::Consider)
            }
            other => panic!("nobody is called {other}"),
        };
        self.happen(event)
    }

    fn page(&self, words: &str) -> Event {
        let (name, rest) = words.split_once(' ').unwrap_or((words, ""));
        let item = |id: &str| {
            aside_engine::raw::object([("item_id", id.into()), ("quantity", 1i64.into())])
        };
        let params = match name {
            "search" => aside_engine::raw::object([("search_term", rest.into())]),
            _ => {
                let items = rest.split_whitespace().map(item).collect();
                aside_engine::raw::object([("items", Raw::List(items))])
            }
        };
        Event::Tracked {
            name: name.to_owned(),
            params,
        }
    }

    fn does(&mut self, words: &str) -> Vec<String> {
        let (verb, rest) = words.split_once(' ').unwrap_or((words, ""));
        let event = match verb {
            "open" => Event::PanelOpened,
            "close" => Event::PanelClosed,
            "consent" => Event::ConsentAnswered(true),
            "refuse" => Event::ConsentAnswered(false),
            "erase" => Event::EraseAsked,
            "stop" => Event::OffersStopped,
            "resume" => Event::OffersResumed,
            "snooze" => Event::OffersSnoozed {
                days: rest.parse().unwrap(),
            },
            "dismiss" => Event::OfferDismissed(PromotionId(rest.to_owned())),
            "later" => Event::NudgePostponed,
            "show" => Event::NudgeAccepted,
            "hide" => Event::VisibilityChanged { hidden: true },
            "return" => Event::VisibilityChanged { hidden: false },
            "speak" => Event::LangChosen(Lang::new(rest)),
            "remove" => Event::InterestRemoved(self.interest(rest)),
            "pick" => Event::Picked(self.choice(rest)),
            "look" => return self.look(),
            "reload" => return self.reload(),
            other => panic!("nobody can {other}"),
        };
        self.happen(event)
    }

    /// What the privacy view shows.
    fn look(&self) -> Vec<String> {
        let known = self.assistant.known(self.now);
        let rows = known.iter().map(|interest| {
            let evidence = rich::plain(&interest.evidence);
            format!("knows {} ({})", interest.label, hide_times(&evidence))
        });
        let none = known.is_empty().then(|| "knows nothing".to_owned());
        rows.chain(none).collect()
    }

    fn reload(&mut self) -> Vec<String> {
        self.assistant = Assistant::new(self.now, self.boot.clone());
        self.load();
        let talk = self.assistant.talk().len();
        vec![format!("remembers {talk} messages")]
    }

    fn interest(&self, label: &str) -> String {
        let known = self.assistant.known(self.now);
        let found = known.into_iter().find(|interest| interest.label == label);
        found.unwrap_or_else(|| panic!("no interest {label}")).key
    }

    fn choice(&self, label: &str) -> aside_engine::reply::Pick {
        let blocks = self.assistant.talk().iter().rev().flat_map(|m| &m.blocks);
        let mut choices = blocks.flat_map(|block| match block {
            Block::Choices(choices) => choices.as_slice(),
            _ => &[],
        });
        let found = choices.find(|choice| choice.label == label);
        found
            .unwrap_or_else(|| panic!("no choice {label}"))
            .pick
            .clone()
    }

    /// Feeds an event and goes on until no work is left.
    fn happen(&mut self, event: Event) -> Vec<String> {
        let mut lines = Vec::new();
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.assistant.update(self.now, event) {
                match effect {
                    Effect::Schedule(Timer::Learn, _) => {
                        events.push(Event::TimerFired(Timer::Learn));
                    }
                    Effect::Schedule(Timer::Consider, _) => {}
                    Effect::Save => {
                        // Through JSON, as in the browser.
                        let saved = self
                            .assistant
                            .saved(self.now)
                            .expect("consent was answered");
                        let text = serde_json::to_string(&saved).unwrap();
                        self.saved = serde_json::from_str(&text).unwrap();
                    }
                    Effect::Forget => {
                        self.saved = Raw::Null;
                        lines.push("forgets everything".to_owned());
                    }
                    Effect::Show(author) => {
                        let mut talk = self.assistant.talk().iter();
                        let message = talk
                            .find(|message| message.id > self.seen)
                            .expect("it is there");
                        self.seen = message.id;
                        if author == Author::Aside {
                            lines.extend(show(message));
                        }
                    }
                    Effect::Nudge => {
                        let card = self.assistant.nudge().expect("it is there");
                        lines.push(format!("nudges with {}: {}", card.promotion.0, card.title));
                        lines.push(format!("because {}", rich::plain(&card.reason)));
                    }
                    Effect::WithdrawNudge => lines.push("withdraws the nudge".to_owned()),
                    Effect::OpenPrivacy => lines.push("opens what it knows".to_owned()),
                    Effect::Report(problem) => lines.push(format!("reports {problem}")),
                }
            }
        }
        lines
    }
}

fn show(message: &Message) -> Vec<String> {
    let lang = message.lang.tag();
    let blocks = message.blocks.iter();
    blocks
        .flat_map(|block| match block {
            Block::Words(nodes) => vec![format!(
                "says ({lang}) {}",
                first_words(&rich::plain(nodes))
            )],
            Block::Quote(body, source) => vec![
                format!("quotes ({lang}) {}", first_words(&rich::plain(body))),
                format!("source {}", rich::plain(source)),
            ],
            Block::Product(card) => vec![format!("shows {} {}", card.sku.as_str(), card.title)],
            Block::Offer(card) => {
                let offer = format!("offers {}: {}", card.promotion.0, card.title);
                let because = rich::plain(&card.reason);
                let because = (!because.is_empty()).then(|| format!("because {because}"));
                std::iter::once(offer).chain(because).collect()
            }
            Block::Consent => vec!["asks whether to remember".to_owned()],
            Block::Choices(choices) => {
                let labels: Vec<&str> = choices.iter().map(|c| c.label.as_str()).collect();
                vec![format!("lets pick {}", labels.join(" | "))]
            }
        })
        .collect()
}

/// Enough of a text to know it by.
fn first_words(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    match line.char_indices().nth(70) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Times stand as `@milliseconds` in plain text.
fn hide_times(text: &str) -> String {
    let parts = text.split('@').enumerate().map(|(i, part)| match i {
        0 => part.to_owned(),
        _ => format!("@{}", part.trim_start_matches(|c: char| c.is_ascii_digit())),
    });
    parts.collect()
}

fn duration(words: &str) -> i64 {
    let (count, unit) = words.split_once(' ').expect("such as 10 minutes");
    let count: i64 = count.parse().expect("a number");
    count
        * match unit.trim_end_matches('s') {
            "second" => 1000,
            "minute" => MINUTE,
            "hour" => HOUR,
            "day" => DAY,
            other => panic!("no unit {other}"),
        }
}

fn difference(written: &str, played: &str) -> String {
    let mut out = String::new();
    let (mut left, mut right) = (written.lines(), played.lines());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return out,
            (a, b) if a == b => {}
            (a, b) => {
                out.push_str(&format!(
                    "  - {}\n  + {}\n",
                    a.unwrap_or(""),
                    b.unwrap_or("")
                ));
            }
        }
    }
}

fn read(role: FileRole, path: &Path) -> Raw {
    match role {
        FileRole::Document => Raw::Text(std::fs::read_to_string(path).unwrap()),
        _ => read_json(path),
    }
}

fn read_json(path: &Path) -> Raw {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path:?}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path:?}: {e}"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
