//! Questions to the demo shop's FAQ, in four varieties: found, or honestly not known.

mod understanding_data;

use std::path::Path;

use aside_engine::knowledge::{Answers, Entry, Knowledge, Verdict};
use serde_json::Value;
use understanding_data::tables;

struct Question {
    topic: String,
    lang: String,
    question: String,
    phrasings: Vec<String>,
    answer: String,
}

struct Ask {
    set: &'static str,
    lang: &'static str,
    topic: &'static str,
    text: &'static str,
}

fn asks() -> Vec<Ask> {
    let lines = include_str!("data/asks.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let parse = |line: &'static str| {
        let mut parts = line.split('\t');
        let mut next = || parts.next().expect("four columns");
        Ask {
            set: next(),
            lang: next(),
            topic: next(),
            text: next(),
        }
    };
    lines.map(parse).collect()
}

fn faq() -> Vec<Question> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/shop/data");
    let read = |lang: &'static str| {
        let text = std::fs::read_to_string(folder.join(format!("faq.{lang}.json")))
            .expect("the demo shop's FAQ");
        let page: Value = serde_json::from_str(&text).expect("JSON");
        let string = |value: &Value| value.as_str().expect("a string").to_owned();
        let list = page["mainEntity"].as_array().expect("a list").clone();
        list.into_iter().map(move |entry| Question {
            topic: string(&entry["@id"]),
            lang: lang.to_owned(),
            question: string(&entry["name"]),
            phrasings: entry["alternateName"]
                .as_array()
                .expect("phrasings")
                .iter()
                .map(string)
                .collect(),
            answer: string(&entry["acceptedAnswer"]["text"]),
        })
    };
    ["en", "zh-Hans", "zh-Hant"]
        .into_iter()
        .flat_map(read)
        .collect()
}

fn build(faq: &[Question]) -> Knowledge {
    let phrasings: Vec<Vec<&str>> = faq
        .iter()
        .map(|entry| entry.phrasings.iter().map(String::as_str).collect())
        .collect();
    let entries: Vec<Entry<'_>> = faq
        .iter()
        .zip(&phrasings)
        .enumerate()
        .map(|(id, (entry, phrasings))| Entry {
            id: u32::try_from(id).expect("few"),
            topic: Some(&entry.topic),
            lang: &entry.lang,
            question: &entry.question,
            phrasings,
            answer: &entry.answer,
        })
        .collect();
    Knowledge::build(&entries, tables())
}

fn script(lang: &str) -> &str {
    if lang == "yue" { "zh-Hant" } else { lang }
}

/// Known topics: answered right, offered (in a tie or the first three), answered wrong.
/// Others: refused.
#[derive(Default)]
struct Tally {
    asked: u32,
    right: u32,
    offered: u32,
    wrong: u32,
    foreign: u32,
    refused: u32,
}

fn tally(knowledge: &Knowledge, faq: &[Question], set: &str, lang: &str) -> Tally {
    let mut tally = Tally::default();
    for ask in asks()
        .iter()
        .filter(|ask| ask.set == set && ask.lang == lang)
    {
        let answers = knowledge.ask(ask.text, Some(script(ask.lang)));
        let topic = |id: u32| faq[id as usize].topic.as_str();
        if ask.topic == "-" {
            tally.foreign += 1;
            let refused = answers.verdict == Verdict::Unknown;
            tally.refused += u32::from(refused);
            if !refused {
                report(ask, &answers, faq);
            }
            continue;
        }
        tally.asked += 1;
        let offered = (answers.best.iter().take(3)).any(|hit| topic(hit.id) == ask.topic);
        tally.offered += u32::from(offered);
        match answers.verdict {
            Verdict::Known(id) if topic(id) == ask.topic => tally.right += 1,
            Verdict::NearTie(a, b) if topic(a) == ask.topic || topic(b) == ask.topic => {}
            Verdict::Known(_) | Verdict::NearTie(..) => {
                tally.wrong += 1;
                report(ask, &answers, faq);
            }
            Verdict::Unknown => report(ask, &answers, faq),
        }
    }
    tally
}

fn report(ask: &Ask, answers: &Answers, faq: &[Question]) {
    let best: Vec<String> = answers
        .best
        .iter()
        .map(|hit| format!("{} {:.2}", faq[hit.id as usize].topic, hit.confidence))
        .collect();
    println!(
        "{} {:24} {:16} {:?} {}",
        ask.set,
        ask.text,
        ask.topic,
        answers.verdict,
        best.join(", ")
    );
}

#[test]
fn shoppers_are_answered_or_told_that_it_is_not_known() {
    let faq = faq();
    let knowledge = build(&faq);
    let mut all = Tally::default();
    for set in ["dev", "check"] {
        for lang in ["en", "zh-Hans", "zh-Hant", "yue"] {
            let t = tally(&knowledge, &faq, set, lang);
            println!(
                "{set} {lang}: right {}/{}, offered {}, wrong {}, refused {}/{}",
                t.right, t.asked, t.offered, t.wrong, t.refused, t.foreign
            );
            if set == "check" {
                all.asked += t.asked;
                all.right += t.right;
                all.offered += t.offered;
                all.wrong += t.wrong;
                all.foreign += t.foreign;
                all.refused += t.refused;
            }
        }
    }
    println!(
        "check, all: right {}/{}, offered {}, wrong {}, refused {}/{}",
        all.right, all.asked, all.offered, all.wrong, all.refused, all.foreign
    );
    // Guards against getting worse, just below what was reached.
    assert!(all.right >= 82, "right {}", all.right);
    assert!(all.offered >= 89, "offered {}", all.offered);
    assert!(all.wrong <= 1, "wrong {}", all.wrong);
    assert!(all.refused >= 32, "refused {}", all.refused);
}

#[test]
fn the_demo_refuses_what_is_foreign_and_finds_its_first_questions() {
    let faq = faq();
    let knowledge = build(&faq);
    for text in [
        "谁是世界上最高的人",
        "what's the capital of France",
        "asdfgh",
        "tell me a joke",
        "write me a python script",
    ] {
        let answers = knowledge.ask(text, Some("zh-Hant"));
        assert_eq!(answers.verdict, Verdict::Unknown, "{text}");
        assert_eq!(answers.best.len(), 6);
    }
    for (text, lang) in [
        ("我想退货", "zh-Hans"),
        ("我想退貨", "zh-Hant"),
        ("how do I send it back", "en"),
    ] {
        let Verdict::Known(id) = knowledge.ask(text, None).verdict else {
            panic!("{text} is not known")
        };
        let found = &faq[id as usize];
        assert_eq!(
            (found.topic.as_str(), found.lang.as_str()),
            ("faq-returns", lang)
        );
    }
}
