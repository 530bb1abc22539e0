//! Behaviour of the FAQ index on small shops of our own, and a floor on a large shared FAQ.

mod understanding_data;

use aside_engine::knowledge::{Entry, Knowledge, KnowledgeBuilder, Verdict};
use understanding_data::{load, tables};

const fn entry(
    id: u32,
    topic: &'static str,
    lang: &'static str,
    question: &'static str,
    answer: &'static str,
) -> Entry<'static> {
    Entry {
        id,
        topic: Some(topic),
        lang,
        question,
        phrasings: &[],
        answer,
    }
}

/// Three questions in three languages.
const SMALL: [Entry<'static>; 9] = [
    Entry {
        phrasings: &["send it back"],
        ..entry(
            0,
            "returns",
            "en",
            "How do I return something?",
            "Within 30 days, unworn.",
        )
    },
    entry(
        1,
        "hours",
        "en",
        "When are you open?",
        "Every day from ten to eight.",
    ),
    entry(
        2,
        "delivery",
        "en",
        "How long does delivery take?",
        "Two to four working days.",
    ),
    Entry {
        phrasings: &["我想退货"],
        ..entry(10, "returns", "zh-Hans", "怎么退货?", "三十天内,未穿过。")
    },
    entry(
        11,
        "hours",
        "zh-Hans",
        "你们几点开门?",
        "每天十点到晚上八点。",
    ),
    entry(12, "delivery", "zh-Hans", "多久能送到?", "二至四个工作日。"),
    Entry {
        phrasings: &["我想退貨"],
        ..entry(20, "returns", "zh-Hant", "怎麼退貨?", "三十天內,未穿過。")
    },
    entry(
        21,
        "hours",
        "zh-Hant",
        "你們幾點開門?",
        "每天十點到晚上八點。",
    ),
    entry(
        22,
        "delivery",
        "zh-Hant",
        "多久可以送到?",
        "二至四個工作天。",
    ),
];

/// Things that no shop's FAQ holds.
const FOREIGN: [&str; 12] = [
    "谁是世界上最高的人",
    "誰是世界上最高的人",
    "what's the capital of France",
    "asdfgh",
    "tell me a joke",
    "write me a python script",
    "how do I cook rice?",
    "今天天气怎么样",
    "帮我写一首诗",
    "???",
    "",
    "😀😀😀",
];

#[test]
fn the_script_typed_picks_the_entry() {
    let knowledge = Knowledge::build(&SMALL, tables());
    for (text, preferred, id) in [
        ("how do I send it back", None, 0),
        ("I want to return my shoes", Some("zh-Hant"), 0),
        ("我想退货", None, 10),
        ("我想退货", Some("zh-Hant"), 10),
        ("我想退貨", None, 20),
        ("我想退貨", Some("zh-Hans"), 20),
        ("退", Some("zh-TW"), 20),
        ("退", Some("zh-CN"), 10),
        ("几点开门", Some("en"), 11),
        ("幾點開門呀", None, 21),
        ("opening: when are you open", None, 1),
    ] {
        let answers = knowledge.ask(text, preferred);
        assert_eq!(
            answers.verdict,
            Verdict::Known(id),
            "{text} {preferred:?} {:?}",
            answers.best
        );
        assert_eq!(answers.best[0].id, id);
    }
}

#[test]
fn a_small_shop_refuses_what_is_foreign() {
    let knowledge = Knowledge::build(&SMALL, tables());
    for text in FOREIGN {
        let answers = knowledge.ask(text, Some("zh-Hant"));
        assert_eq!(
            answers.verdict,
            Verdict::Unknown,
            "{text:?} {:?}",
            answers.best
        );
        assert_eq!(answers.best.len(), 3, "{text:?}");
    }
}

#[test]
fn suggestions_never_repeat_a_topic_and_keep_the_language() {
    let knowledge = Knowledge::build(&SMALL, tables());
    for (text, preferred, ids) in [
        ("tell me a joke", "zh-Hans", 0..=2),
        ("谁是世界上最高的人", "en", 10..=12),
        ("誰是世界上最高的人", "en", 20..=22),
        ("12345", "zh-Hant", 20..=22),
        ("", "en", 0..=2),
    ] {
        let best = knowledge.ask(text, Some(preferred)).best;
        assert!(
            best.iter().all(|hit| ids.contains(&hit.id)),
            "{text} {best:?}"
        );
        let mut topics: Vec<u32> = best.iter().map(|hit| hit.id % 10).collect();
        topics.sort_unstable();
        assert_eq!(topics, [0, 1, 2], "{text}");
    }
}

#[test]
fn an_entry_in_one_language_only_still_answers() {
    let knowledge = Knowledge::build(
        &[
            entry(5, "a", "zh-Hans", "怎么退货?", "三十天内。"),
            entry(6, "b", "zh-Hans", "有礼品卡吗?", "有。"),
        ],
        tables(),
    );
    assert_eq!(
        knowledge.ask("怎麼退貨", Some("en")).verdict,
        Verdict::Known(5)
    );
}

#[test]
fn twins_are_asked_back_about() {
    let knowledge = Knowledge::build(
        &[
            entry(1, "card", "en", "How do I cancel my gift card?", ""),
            entry(2, "order", "en", "How do I cancel my order?", ""),
            entry(3, "hours", "en", "When are you open?", ""),
        ],
        tables(),
    );
    let answers = knowledge.ask("how do I cancel", None);
    assert!(
        matches!(
            answers.verdict,
            Verdict::NearTie(1, 2) | Verdict::NearTie(2, 1)
        ),
        "{answers:?}"
    );
    assert_eq!(
        knowledge.ask("cancel my order", None).verdict,
        Verdict::Known(2)
    );
}

#[test]
fn words_of_the_answer_help_to_find_it() {
    let knowledge = Knowledge::build(
        &[
            entry(
                1,
                "pay",
                "en",
                "How can I pay?",
                "By Visa, Mastercard, PayMe and Octopus.",
            ),
            entry(
                2,
                "open",
                "en",
                "When are you open?",
                "Every day from ten to eight.",
            ),
            entry(
                3,
                "where",
                "en",
                "Where is your shop?",
                "Nathan Road 123, Mong Kok.",
            ),
        ],
        tables(),
    );
    assert_eq!(knowledge.ask("octopus", None).best[0].id, 1);
    assert_eq!(knowledge.ask("mong kok", None).best[0].id, 3);
}

#[test]
fn building_in_slices_gives_the_same_answers() {
    let whole = Knowledge::build(&SMALL, tables());
    for budget in [0, 1, 3, 100] {
        let mut builder = KnowledgeBuilder::new(&SMALL, tables());
        let mut steps = 0;
        while !builder.step(budget) {
            steps += 1;
            assert!(steps < 5000, "budget {budget} never ends");
        }
        let sliced = builder.finish();
        for text in ["return", "几点", "when can I get my delivery", "nonsense"] {
            assert_eq!(sliced.ask(text, None), whole.ask(text, None));
        }
    }
}

#[test]
fn an_empty_faq_answers_nothing() {
    let answers = Knowledge::build(&[], tables()).ask("how do I return this", None);
    assert_eq!(
        (answers.best, answers.verdict),
        (Vec::new(), Verdict::Unknown)
    );
    let blank = Knowledge::build(
        &[
            Entry::default(),
            Entry {
                id: 1,
                ..Entry::default()
            },
        ],
        tables(),
    );
    assert_eq!(blank.ask("anything", Some("")).verdict, Verdict::Unknown);
}

#[test]
fn a_faq_of_890_keeps_its_floor() {
    let (Some(rows), Some(test)) = (load("zh/twbank_faq/canonical"), load("zh/twbank_faq/test"))
    else {
        return;
    };
    let entries: Vec<Entry<'_>> = (0..)
        .zip(&rows)
        .map(|(id, row)| Entry {
            id,
            topic: Some(&row.label),
            lang: "zh-Hant",
            question: &row.text,
            phrasings: &[],
            answer: "",
        })
        .collect();
    let knowledge = Knowledge::build(&entries, tables());
    let (mut first, mut three) = (0, 0);
    for row in &test {
        let best = knowledge.ask(&row.text, None).best;
        let is = |id: u32| rows[id as usize].label == row.label;
        first += usize::from(best.first().is_some_and(|hit| is(hit.id)));
        three += usize::from(best.iter().take(3).any(|hit| is(hit.id)));
    }
    let percent = |count: usize| 100.0 * count as f64 / test.len() as f64;
    println!(
        "twbank_faq canonical: top-1 {:.1}, top-3 {:.1}",
        percent(first),
        percent(three)
    );
    assert!(percent(first) >= 51.0 && percent(three) >= 68.0);
    // This bank does talk about the weather.
    for text in FOREIGN.into_iter().filter(|text| !text.contains("天气")) {
        let answers = knowledge.ask(text, None);
        let near: Vec<&str> = answers
            .best
            .iter()
            .map(|hit| rows[hit.id as usize].text.as_str())
            .collect();
        assert_eq!(
            answers.verdict,
            Verdict::Unknown,
            "{text} {near:?} {:?}",
            answers.best
        );
    }
}
