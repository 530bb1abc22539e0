//! Questions and answers, from schema.org `FAQPage` as it stands in a file or in the page.

use super::{jsonld, rich};
use crate::lang::Lang;
use crate::raw::{Problem, Problems, Raw};

/// Most questions that are read from one file.
pub const MAX_FAQS: usize = 2_000;
/// Most phrasings of one question beside its name.
const MAX_PHRASINGS: usize = 40;
/// Longest question or phrasing in bytes; the rest is cut.
const MAX_QUESTION: usize = 600;

/// One question with its answer in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faq {
    /// The same in every language's file: its `@id`, else the file's name and the place in it.
    pub topic: String,
    /// Language of question and answer, if the file says.
    pub lang: Option<Lang>,
    /// `name`.
    pub question: String,
    /// `alternateName`: other ways to ask it.
    pub phrasings: Vec<String>,
    /// `acceptedAnswer.text`.
    pub answer: Vec<rich::Node>,
}

/// Reads every `FAQPage` in a file or in one JSON-LD block of the page. `expected` says that there
/// should be one: a page's other blocks are nobody's mistake.
pub fn read_faqs(file: &str, raw: &Raw, expected: bool) -> (Vec<Faq>, Vec<Problem>) {
    let mut problems = Problems::of(file);
    let mut faqs = Vec::new();
    let pages = jsonld::typed(raw, "FAQPage");
    if pages.is_empty() && expected {
        problems.note(
            "",
            format!("holds no FAQPage, it is {}", raw.kind()),
            "Write a schema.org FAQPage with its questions under mainEntity",
        );
    }
    for page in pages {
        let lang = page.text("inLanguage").map(Lang::new);
        let questions = page.get("mainEntity").map(Raw::as_items).unwrap_or_default();
        if questions.is_empty() {
            problems.note("mainEntity", "holds no questions", "Add a list of Question objects");
        }
        for (i, question) in questions.iter().enumerate().take(MAX_FAQS) {
            let at = format!("mainEntity[{i}]");
            match faq(question, lang.clone(), &at, &mut problems) {
                Some(faq) => faqs.push(Faq {
                    topic: match faq.topic.is_empty() {
                        true => format!("{file}#{i}"),
                        false => faq.topic,
                    },
                    ..faq
                }),
                None => continue,
            }
        }
    }
    (faqs, problems.into_list())
}

fn faq(raw: &Raw, page_lang: Option<Lang>, at: &str, problems: &mut Problems<'_>) -> Option<Faq> {
    let line = |text: &str| rich::cut(text.trim(), MAX_QUESTION).to_owned();
    let Some(question) = raw.text("name").map(line).filter(|q| !q.is_empty()) else {
        problems.note(format!("{at}.name"), "is missing", "Write the question as \"name\"");
        return None;
    };
    let answer = raw
        .get("acceptedAnswer")
        .and_then(|answer| answer.as_items().first())
        .and_then(|answer| answer.text("text").or(answer.as_text()))
        .map(rich::parse)
        .filter(|nodes| !nodes.is_empty());
    let Some(answer) = answer else {
        problems.note(
            format!("{at}.acceptedAnswer.text"),
            "is missing",
            "Write the answer as {\"@type\":\"Answer\",\"text\":\"…\"}",
        );
        return None;
    };
    let phrasings = raw
        .get("alternateName")
        .map(Raw::as_items)
        .unwrap_or_default()
        .iter()
        .filter_map(Raw::as_text)
        .map(line)
        .filter(|text| !text.is_empty())
        .take(MAX_PHRASINGS);
    Some(Faq {
        topic: raw.text("@id").unwrap_or_default().trim().to_owned(),
        lang: raw.text("inLanguage").map(Lang::new).or(page_lang),
        phrasings: phrasings.collect(),
        question,
        answer,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Faq>, Vec<Problem>) {
        read_faqs("/faq.json", &serde_json::from_str(text).unwrap(), true)
    }

    #[test]
    fn a_faq_page_is_read_as_search_engines_read_it() {
        let (faqs, problems) = read(
            r##"{"@context":"https://schema.org","@type":"FAQPage","inLanguage":"zh-CN","mainEntity":[
            {"@type":"Question","@id":"#returns","name":"怎么退货？","alternateName":["我想退货",""],
             "acceptedAnswer":{"@type":"Answer","text":"<p>30 天内。</p>"}}]}"##,
        );
        assert_eq!(problems, []);
        assert_eq!(faqs[0].topic, "#returns");
        assert_eq!(faqs[0].lang, Some(Lang::new("zh-Hans")));
        assert_eq!(faqs[0].phrasings, ["我想退货"]);
        assert_eq!(rich::plain(&faqs[0].answer), "30 天内。");
    }

    #[test]
    fn a_half_valid_file_gives_its_valid_half() {
        let (faqs, problems) = read(
            r#"{"@type":"FAQPage","mainEntity":[{"name":"A?"},{"acceptedAnswer":{"text":"b"}},7,
            {"name":"C?","acceptedAnswer":"c"}]}"#,
        );
        assert_eq!(faqs.len(), 1);
        assert_eq!(faqs[0].topic, "/faq.json#3");
        let places: Vec<&str> = problems.iter().map(|p| p.path.as_str()).collect();
        let expected = ["mainEntity[0].acceptedAnswer.text", "mainEntity[1].name", "mainEntity[2].name"];
        assert_eq!(places, expected);
    }

    #[test]
    fn a_file_of_another_kind_is_one_problem() {
        for text in ["[]", "{}", "3", "\"x\"", r#"{"@type":"Product"}"#] {
            let (faqs, problems) = read(text);
            assert!(faqs.is_empty());
            assert_eq!(problems.len(), 1, "{text}");
        }
    }
}
