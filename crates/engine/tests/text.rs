//! How what is typed is read, as data (`data/text.tsv`), and which signs it gives.

mod understanding_data;

use aside_engine::text::{Block, TokenKind, features, normalise, tokens};
use aside_engine::understanding::{Classifier, Phrase};
use understanding_data::tables;

fn unescaped(column: &str) -> String {
    serde_json::from_str(&format!("\"{column}\"")).expect("escapes as in JSON")
}

#[test]
fn what_is_typed_is_compared_in_one_form_and_leads_back() {
    let tables = tables();
    let mut read = 0;
    for line in include_str!("data/text.tsv").lines() {
        if line.starts_with('#') {
            continue;
        }
        let columns: Vec<String> = line.split('\t').map(unescaped).collect();
        let [typed, expected, piece, origin] = columns.as_slice() else {
            panic!("four columns: {line}")
        };
        let normal = normalise(typed, &tables);
        assert_eq!(normal.text, expected.trim(), "{typed:?}");
        assert_eq!(
            normal.text.chars().count(),
            normal.origins.len(),
            "{typed:?}"
        );
        read += 1;
        let Some(byte) = normal.text.rfind(piece.trim()).filter(|_| piece != " ") else {
            assert_eq!(piece, " ", "{typed:?} lacks {piece:?}");
            continue;
        };
        let start = normal.text[..byte].chars().count();
        let (from, to) = normal.origin(start, start + piece.chars().count());
        let found = &typed[from..to];
        assert!(
            found.starts_with(origin.as_str()),
            "{typed:?}: {piece:?} is {found:?}"
        );
        let rest = found[origin.len()..].chars();
        // Invisible signs and repeats may trail what they belong to.
        assert!(
            rest.clone()
                .all(|c| !c.is_alphanumeric() || origin.ends_with(c)),
            "{typed:?}: {piece:?} is {found:?}"
        );
        assert_eq!(
            normalise(&normal.text, &tables).text,
            normal.text,
            "twice: {typed:?}"
        );
    }
    assert!(read > 35);
}

#[test]
fn an_emoji_is_a_token_and_gives_a_feature() {
    let tables = tables();
    for emoji in ["😡", "❤", "⭐", "👍", "⌛"] {
        let normal = normalise(&format!("ok {emoji}"), &tables);
        assert_eq!(
            tokens(&normal).last().map(|token| token.kind),
            Some(TokenKind::Emoji)
        );
        let found = features(&normal);
        assert_eq!(
            found.last().map(|feature| feature.block),
            Some(Block::Ideograph),
            "{emoji}"
        );
    }
    let phrase = |label, text| Phrase { label, text };
    let phrases = [phrase(1, "it broke 😡"), phrase(2, "love it 😍")];
    let classifier = Classifier::train(&phrases, tables);
    for (emoji, label) in [("😡", 1), ("😍😍", 2)] {
        let ranked = classifier.classify(emoji).ranked;
        assert_eq!(
            ranked.first().map(|best| best.label),
            Some(label),
            "{emoji}"
        );
    }
}

/// Typed words, each next to the word that it is read as; the evidence shows which it was.
#[test]
fn slips_are_mended_against_the_words_of_the_shop() {
    let phrase = |label, text| Phrase { label, text };
    let phrases = [
        phrase(1, "cancel my subscription immediately"),
        phrase(2, "where can i download the invoice"),
        phrase(3, "does the tent come with aluminium poles"),
    ];
    let classifier = Classifier::train(&phrases, tables());
    for (typed, label) in [
        ("cancle", 1),
        ("subscripton", 1),
        ("imediatley", 1),
        ("subcsriptoin", 1),
        ("donwload", 2),
        ("invioce", 2),
        ("alumnium", 3),
        ("aluminuim", 3),
        ("tnet", 3),
    ] {
        let best = classifier.classify(typed);
        assert_eq!(
            best.ranked.first().map(|best| best.label),
            Some(label),
            "{typed}"
        );
        let evidence = classifier.explain(typed, label);
        let piece = evidence.first().expect("evidence");
        assert_eq!(&typed[piece.start..piece.end], typed);
    }
}

#[test]
fn near_words_meet() {
    let phrase = |label, text| Phrase { label, text };
    let phrases = [
        phrase(1, "where is my parcel"),
        phrase(2, "get a refund"),
        phrase(3, "多少钱"),
        phrase(4, "发货了吗"),
    ];
    let classifier = Classifier::train(&phrases, tables());
    for (typed, label) in [
        ("packages", 1),
        ("reimbursed", 2),
        ("什么价格", 3),
        ("物流", 4),
    ] {
        let best = classifier.classify(typed);
        assert_eq!(
            best.ranked.first().map(|best| best.label),
            Some(label),
            "{typed}"
        );
    }
}
