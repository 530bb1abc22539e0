//! Questions and answers, from schema.org `FAQPage` as it stands in a file or in the page.

use super::entry::{Entry, each_of, note};
use super::{items, jsonld, lines, rich};
use crate::lang::{Lang, joined};
use crate::money::digits;
use crate::raw::{Problem, Problems, Raw};

/// Most questions that are read from one file.
pub const MAX_FAQS: usize = 2_000;
/// Most phrasings of one question beside its name.
const MAX_PHRASINGS: usize = 40;
/// Longest question or phrasing in bytes; the rest is cut.
const MAX_QUESTION: usize = 600;
/// Where a page keeps its questions.
const QUESTIONS: &str = "mainEntity";

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
        let what = ["holds no FAQPage, it is ", raw.kind()];
        let remedy = "Write a schema.org FAQPage with its questions under mainEntity";
        note(&mut problems, &[], &what, remedy);
    }
    for page in pages {
        let questions = items(page, QUESTIONS);
        if questions.is_empty() {
            note(
                &mut problems,
                &[QUESTIONS],
                &["holds no questions"],
                "Add a list of Question objects",
            );
        }
        each_of(
            questions,
            QUESTIONS,
            MAX_FAQS,
            &mut problems,
            &mut |entry| {
                faqs.extend(faq(entry, page, file));
            },
        );
    }
    (faqs, problems.into_list())
}

fn faq(entry: &mut Entry<'_, '_, '_>, page: &Raw, file: &str) -> Option<Faq> {
    let raw = entry.raw;
    let question = rich::cut(entry.text("name"), MAX_QUESTION);
    if question.is_empty() {
        return entry.fail("name", "is missing", "Write the question as \"name\"");
    }
    let answer = items(raw, "acceptedAnswer").first();
    let answer = answer.and_then(|answer| answer.text("text").or(answer.as_text()));
    let answer = rich::parse(answer.unwrap_or_default());
    if answer.is_empty() {
        let remedy = "Write the answer as {\"@type\":\"Answer\",\"text\":\"…\"}";
        return entry.fail("acceptedAnswer.text", "is missing", remedy);
    }
    let mut phrasings = lines(items(raw, "alternateName"), MAX_QUESTION);
    phrasings.retain(|text| !text.is_empty());
    phrasings.truncate(MAX_PHRASINGS);
    let lang = raw.text("inLanguage").or(page.text("inLanguage"));
    let topic = entry.text("@id");
    Some(Faq {
        topic: match topic.is_empty() {
            true => joined(&[file, "#", &digits(entry.index as i64)]),
            false => topic.to_owned(),
        },
        lang: lang.map(Lang::new),
        phrasings,
        question: question.to_owned(),
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
        let expected = [
            "mainEntity[0].acceptedAnswer.text",
            "mainEntity[1].name",
            "mainEntity[2].name",
        ];
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
