//! What must hold for any text at all: one body for each part that reads what people typed or
//! wrote. `hostile.rs` runs them on inputs of our own in every `cargo test`; the targets in `fuzz/`
//! run the same on what a fuzzer thinks of.
//!
//! Time is not measured: what is read and what comes out are counted against the length.
#![allow(
    dead_code,
    clippy::expect_used,
    reason = "each target uses a part; a file of the project that cannot be read should stop it"
)]

use std::path::Path;
use std::rc::Rc;

use aside_engine::assistant::{Assistant, Boot, Effect, Event, FileRole, Timer};
use aside_engine::catalog::{
    MAX_DOCUMENT, MAX_PASSAGE, MAX_PASSAGES, read_document, read_products, rich,
};
use aside_engine::entities::{Context, Finder, redact};
use aside_engine::knowledge::{Entry, Knowledge, Passages};
use aside_engine::lang::Lang;
use aside_engine::mood;
use aside_engine::raw::Raw;
use aside_engine::text::{MAX_CHARS, Source, Tables, features, guess_language, normalise, tokens};
use aside_engine::time::Moment;
use aside_engine::understanding::{Classifier, Phrase};

/// Features of one character at most: pieces, words, runs, and their kin.
const FEATURES_A_CHARACTER: usize = 12;

/// The shop that the texts come to: our packs, the demo shop's questions, some products.
pub struct Kit {
    tables: Rc<Tables>,
    knowledge: Knowledge,
    classifier: Classifier,
    finder: Finder,
    mood: mood::Reader,
}

impl Kit {
    pub fn new() -> Kit {
        let mut tables = Tables::default();
        for name in ["en", "zh-Hans", "zh-Hant"] {
            tables.add(&Source::read(&json(&format!("www/packs/{name}.json"))));
        }
        let tables = Rc::new(tables);
        let mut finder = Finder::default();
        let mut mood = mood::Reader::default();
        for name in ["en", "zh"] {
            finder.add_pack(&json(&format!("www/packs/entities/{name}.json")), &tables);
            mood.add(&json(&format!("www/packs/mood/{name}.json")));
        }
        let products = json("tests/understanding/entities/products.json");
        finder.learn(&read_products("products.json", &products).0, &tables);
        Kit {
            knowledge: questions(tables.clone()),
            classifier: intents(tables.clone()),
            tables,
            finder,
            mood,
        }
    }

    /// Whether the classifier of the built-in intents takes the text for any of them.
    pub fn means_something(&self, text: &str) -> bool {
        self.classifier.classify(text).best(0.5).is_some()
    }
}

/// Normalising, tokens, features, language.
pub fn text(kit: &Kit, text: &str) {
    let read = head(text);
    let normal = normalise(text, &kit.tables);
    assert_eq!(
        normal,
        normalise(read, &kit.tables),
        "more than the bound is read"
    );
    let length = normal.text.chars().count();
    assert_eq!(length, normal.origins.len());
    assert!(length <= 4 * read.chars().count(), "{length} characters");
    assert!(normal.end as usize <= read.len());
    for (at, &origin) in normal.origins.iter().enumerate() {
        assert!(text.is_char_boundary(origin as usize));
        let (from, to) = normal.origin(at, at + 1);
        assert!(from <= to && text.get(from..to).is_some());
    }
    let mut end = 0;
    for token in tokens(&normal) {
        assert!(end <= token.start && token.start < token.end && token.end <= length);
        end = token.end;
    }
    let found = features(&normal);
    assert!(
        found.len() <= FEATURES_A_CHARACTER * length,
        "{} of {length}",
        found.len()
    );
    for feature in found {
        assert!(feature.start <= feature.end && feature.end as usize <= length);
    }
    let guess = guess_language(text, &kit.tables);
    assert_eq!(guess, guess_language(read, &kit.tables));
    let counted = guess.han + guess.latin_words + guess.other;
    assert!(counted as usize <= read.chars().count());
}

/// A classifier trained on the text's own lines, and the one of the built-in intents.
pub fn classifier(kit: &Kit, text: &str) {
    let phrases: Vec<Phrase<'_>> = text
        .split('\n')
        .zip(0u32..)
        .take(50)
        .map(|(text, line)| Phrase {
            label: line / 2,
            text,
        })
        .collect();
    let own = Classifier::train(&phrases, kit.tables.clone());
    for classifier in [&own, &kit.classifier] {
        let understood = classifier.classify(text);
        assert!(understood.ranked.len() <= 10);
        is_share(understood.in_scope);
        is_share(understood.known);
        for ranked in &understood.ranked {
            is_share(ranked.confidence);
            assert!(ranked.score.is_finite() && ranked.nearest.is_finite());
        }
        assert_eq!(understood, classifier.classify(head(text)));
        let label = understood.ranked.first().map_or(0, |best| best.label);
        assert!(classifier.explain(text, label).len() <= MAX_CHARS);
    }
}

/// The shop's questions, and its documents, asked.
pub fn knowledge(kit: &Kit, text: &str) {
    let answers = kit.knowledge.ask(text, Some("zh-Hant"));
    assert!(answers.best.len() <= 6);
    for hit in &answers.best {
        is_share(hit.confidence);
    }
    assert_eq!(answers, kit.knowledge.ask(head(text), Some("zh-Hant")));
}

/// Entities: spans in order and inside the text, and what is personal taken out.
pub fn entities(kit: &Kit, text: &str) {
    let lang = Lang::new("en");
    let context = Context {
        now: moment(),
        lang: &lang,
    };
    let found = kit.finder.find(text, &kit.tables, &context);
    assert_eq!(found, kit.finder.find(head(text), &kit.tables, &context));
    let mut end = 0;
    for entity in &found {
        assert!(
            end <= entity.start && entity.start < entity.end,
            "{entity:?} in {text:?}"
        );
        end = entity.end;
    }
    assert!(end <= head(text).chars().count());
    let most = text.chars().count() + 20 * found.len();
    assert!(redact(text, &found).chars().count() <= most);
}

/// Emotion and tone: shares that come to one.
pub fn mood(kit: &Kit, text: &str) {
    let mood = kit.mood.read(text, &kit.tables);
    for shares in [&mood.emotions[..], &mood.tones[..]] {
        let sum: f32 = shares.iter().sum();
        assert!((sum - 1.0).abs() < 0.01, "{shares:?} for {text:?}");
    }
    assert_eq!(mood, kit.mood.read(head(text), &kit.tables));
}

/// A document, under each kind of name, and its index.
pub fn document(_kit: &Kit, text: &str) {
    for file in ["/a.en.md", "/a.txt", ""] {
        let (passages, problems) = read_document(file, text);
        assert!(passages.len() <= MAX_PASSAGES);
        assert!(!passages.is_empty() || !problems.is_empty());
        assert!(problems.len() < 40, "{} problems", problems.len());
        let mut index = Passages::default(); // no everyday words: they take longer than the text
        let mut written = 0;
        for passage in &passages {
            let words = rich::plain(&passage.body);
            written += words.len();
            let shown = words.chars().filter(|c| *c != '\n').count();
            assert!(
                shown <= MAX_PASSAGE + 2 * words.lines().count(),
                "{shown} characters"
            );
            assert!(passage.source.len() < 1_500);
            index.add("en", &passage.source, &words);
        }
        // A cell of a table is parted from the next by four bytes, an item marked by three.
        assert!(
            written <= 5 * text.len().min(MAX_DOCUMENT),
            "{written} of {}",
            text.len()
        );
        index.close();
        if let Some(place) = index.ask(text, None) {
            is_share(place.confidence);
            assert!(place.place < passages.len());
        }
    }
}

/// The whole assistant: one question, one answer.
pub fn assistant(assistant: &mut Assistant, text: &str) {
    let before = assistant.talk().last().map_or(0, |message| message.id);
    let mut events = vec![Event::Asked(text.to_owned())];
    while let Some(event) = events.pop() {
        for effect in assistant.update(moment(), event) {
            if effect == Effect::Schedule(Timer::Learn, moment()) {
                events.push(Event::TimerFired(Timer::Learn));
            }
        }
    }
    let after = assistant.talk().last().map_or(0, |message| message.id);
    let said = after - before;
    assert!(said <= 3, "{said} messages");
    assert_eq!(
        said == 0,
        text.trim().is_empty(),
        "{said} messages for {text:?}"
    );
}

/// An assistant of the demo shop that has loaded everything.
pub fn demo() -> Assistant {
    let mut assistant = Assistant::new(moment(), Boot::default());
    let json_files = [
        (FileRole::Pack, "www/packs/en.json"),
        (FileRole::Pack, "www/packs/zh-Hans.json"),
        (FileRole::Mind, "www/packs/intents/en.json"),
        (FileRole::Mind, "www/packs/intents/zh-Hans.json"),
        (FileRole::Faq, "www/shop/data/faq.en.json"),
        (FileRole::Products, "www/shop/data/products.json"),
    ];
    let mut events = Vec::new();
    for (role, file) in json_files {
        events.push(Event::FileLoaded {
            role,
            file: file.to_owned(),
            raw: json(file),
        });
    }
    let policy = "www/shop/data/policies/returns.en.md";
    events.push(Event::FileLoaded {
        role: FileRole::Document,
        file: policy.to_owned(),
        raw: Raw::Text(file(policy)),
    });
    events.extend([Event::LoadingFinished, Event::MindLoaded]);
    for event in events {
        let mut left = assistant.update(moment(), event);
        while left.contains(&Effect::Schedule(Timer::Learn, moment())) {
            left = assistant.update(moment(), Event::TimerFired(Timer::Learn));
        }
    }
    assistant
}

/// What the engine reads of a text.
fn head(text: &str) -> &str {
    let end = text.char_indices().nth(MAX_CHARS);
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

fn is_share(share: f32) {
    assert!((0.0..=1.001).contains(&share), "{share}");
}

fn moment() -> Moment {
    Moment::parse_iso("2026-11-21T15:00:00+08:00").expect("a time")
}

fn questions(tables: Rc<Tables>) -> Knowledge {
    let page = json("www/shop/data/faq.en.json");
    let (faqs, _) = aside_engine::catalog::read_faqs("faq.json", &page, true);
    let entries: Vec<Entry<'_>> = faqs
        .iter()
        .zip(0u32..)
        .map(|(faq, id)| Entry {
            id,
            topic: Some(&faq.topic),
            lang: "en",
            question: &faq.question,
            ..Entry::default()
        })
        .collect();
    Knowledge::build(&entries, tables)
}

fn intents(tables: Rc<Tables>) -> Classifier {
    let packs =
        ["en", "zh-Hans", "zh-Hant-TW"].map(|lang| json(&format!("www/packs/intents/{lang}.json")));
    let mut names: Vec<&str> = Vec::new();
    let mut phrases = Vec::new();
    for pack in &packs {
        for (name, lines) in pack.get("intents").expect("intents").as_pairs() {
            let known = names.iter().position(|have| have == name);
            let label = known.unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
            let label = u32::try_from(label).expect("few intents");
            let texts = lines.as_items().iter().filter_map(Raw::as_text);
            phrases.extend(texts.map(|text| Phrase { label, text }));
        }
    }
    Classifier::train(&phrases, tables)
}

fn file(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = root.ancestors().find(|folder| folder.join("www").is_dir());
    let path = root.expect("a folder of the project").join(path);
    std::fs::read_to_string(path).expect("a file of the project")
}

fn json(path: &str) -> Raw {
    serde_json::from_str(&file(path)).expect("JSON")
}
