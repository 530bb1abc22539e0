//! Questions to the policies of a made-up shop: the passage that answers, or honestly none.

mod understanding_data;

use std::path::{Path, PathBuf};

use aside_engine::catalog::{Passage, read_document, rich};
use aside_engine::knowledge::Passages;
use understanding_data::tables;

struct Ask {
    half: &'static str,
    lang: &'static str,
    text: &'static str,
    /// Headings that answer it; none for a question that no document answers.
    headings: Vec<&'static str>,
}

#[derive(Default)]
struct Figures {
    /// Questions with an answer, those that got the right passage, those that got a wrong one.
    asked: usize,
    right: usize,
    wrong: usize,
    /// Questions without an answer, and those that got a passage all the same.
    foreign: usize,
    made_up: usize,
}

fn asks() -> Vec<Ask> {
    let lines = include_str!("../../../tests/understanding/documents/asks.tsv").lines();
    let parse = |line: &'static str| {
        let mut parts = line.split('\t');
        let mut next = || parts.next().expect("four columns");
        Ask {
            half: next(),
            lang: next(),
            text: next(),
            headings: next()
                .split('|')
                .filter(|heading| *heading != "-")
                .collect(),
        }
    };
    lines
        .filter(|line| !line.starts_with('#'))
        .map(parse)
        .collect()
}

fn passages() -> Vec<Passage> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/understanding/documents");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the documents")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md")
        })
        .collect();
    files.sort();
    let mut passages = Vec::new();
    for file in files {
        let name = file
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        let text = std::fs::read_to_string(&file).expect("a document");
        let (found, problems) = read_document(name, &text);
        assert_eq!(problems, [], "{name}");
        passages.extend(found);
    }
    passages
}

fn index(passages: &[Passage]) -> Passages {
    let mut index = Passages::new(tables());
    for passage in passages {
        let lang = passage.lang.as_ref().map_or("", |lang| lang.tag());
        index.add(lang, &passage.source, &rich::plain(&passage.body));
    }
    index.close();
    index
}

#[test]
fn a_question_finds_its_passage_or_none() {
    let passages = passages();
    let index = index(&passages);
    for half in ["dev", "check"] {
        for lang in ["en", "zh-Hans", "zh-Hant"] {
            let mut figures = Figures::default();
            for ask in asks()
                .iter()
                .filter(|ask| ask.half == half && ask.lang == lang)
            {
                let found = index.ask(ask.text, Some(lang));
                let found = found
                    .filter(|place| place.is_known())
                    .and_then(|place| passages.get(place.place));
                figures.count(ask, found);
            }
            println!(
                "{half} {lang}: {} of {} right, {} wrong; {} of {} foreign ones answered",
                figures.right, figures.asked, figures.wrong, figures.made_up, figures.foreign
            );
            assert!(
                figures.right * 10 >= figures.asked * 4,
                "{half} {lang}: too few found"
            );
            assert!(
                figures.wrong * 6 <= figures.asked,
                "{half} {lang}: too many wrong"
            );
            assert!(
                figures.made_up * 10 <= figures.foreign,
                "{half} {lang}: too many made up"
            );
        }
    }
}

impl Figures {
    fn count(&mut self, ask: &Ask, found: Option<&Passage>) {
        let is_right = |passage: &Passage| {
            let heading = passage.source.rsplit(" › ").next().unwrap_or_default();
            ask.headings.contains(&heading)
                && passage
                    .lang
                    .as_ref()
                    .is_some_and(|lang| lang.tag() == ask.lang)
        };
        if ask.headings.is_empty() {
            self.foreign += 1;
            self.made_up += usize::from(found.is_some());
        } else {
            self.asked += 1;
            self.right += usize::from(found.is_some_and(is_right));
            self.wrong += usize::from(found.is_some_and(|passage| !is_right(passage)));
        }
    }
}
