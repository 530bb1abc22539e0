use super::*;
use crate::catalog::Node;

fn read(file: &str, text: &str) -> (Vec<Passage>, Vec<String>) {
    let (passages, problems) = read_document(file, text);
    (passages, problems.iter().map(ToString::to_string).collect())
}

fn told(file: &str, text: &str) -> Vec<(String, String)> {
    let (passages, problems) = read(file, text);
    assert_eq!(problems, [""; 0]);
    let told = passages.iter();
    told.map(|one| (one.source.clone(), rich::plain(&one.body)))
        .collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(source, body): &(&str, &str)| ((*source).to_owned(), (*body).to_owned());
    expected.iter().map(own).collect()
}

#[test]
fn markdown_becomes_passages_under_their_headings() {
    let text = "\u{feff}# Returns\r\n\r\nSend **it** back\r\nwithin _30_ days.\r\n\r\n## Refunds ##\r\n\
                - to your `card`\r\n- or [here](/wallet \"w\")\r\n\r\n1. first\r\n2) second\r\n\r\n\
                ### Late\r\n> Write to us.\r\n\r\nCosts\n-----\n|Place|Price|\n|---|--:|\n|Here|3 * 4 EUR|\n";
    assert_eq!(
        told("/p/returns.md", text),
        pairs(&[
            ("Returns", "Send it back within 30 days."),
            (
                "Returns › Refunds",
                "- to your card\n- or here\n- first\n- second"
            ),
            ("Returns › Refunds › Late", "Write to us."),
            ("Returns › Costs", "- Place · Price\n- Here · 3 * 4 EUR"),
        ])
    );
    let (passages, _) = read("/p/returns.md", text);
    let link = Node::Link(
        Href::parse("/wallet").unwrap(),
        vec![Node::Text("here".into())],
    );
    let items = vec![
        vec![Node::Text("to your card".into())],
        vec![Node::Text("or ".into()), link],
    ];
    assert_eq!(passages[1].body[0], Node::List(false, items));
    assert_eq!(passages[0].link, None);
}

#[test]
fn plain_text_is_headed_by_short_lines_that_stand_alone() {
    assert_eq!(
        told(
            "privacy_policy.en.txt",
            "Privacy\n=======\nWe keep little.\n\nCookies\n\nOne, for the cart.\n\nThat is all.\n"
        ),
        pairs(&[
            ("Privacy", "We keep little."),
            ("Privacy › Cookies", "One, for the cart.\nThat is all.")
        ])
    );
    let (passages, _) = read("/policies/privacy.txt", "我们保存\n很少的资料。");
    assert_eq!(rich::plain(&passages[0].body), "我们保存很少的资料。");
    assert_eq!(passages[0].source, "privacy");
    assert_eq!(passages[0].link, Href::parse("/policies/privacy.txt"));
}

#[test]
fn a_name_or_the_lines_at_the_top_tell_the_language() {
    let lang = |file, text| read(file, text).0[0].lang.clone();
    assert_eq!(
        lang("/a/returns.zh-TW.md?v=2", "x"),
        Some(Lang::new("zh-Hant-TW"))
    );
    assert_eq!(lang("returns.v2.md", "x"), None);
    assert_eq!(lang("returns.md", "x"), None);
    let top = "---\ntitle: \"Our returns\"\nlang: zh-Hans\nurl: /zh/returns.html\n---\nx";
    let (passages, _) = read("returns.en.md", top);
    assert_eq!(passages[0].lang, Some(Lang::new("zh-Hans")));
    assert_eq!(passages[0].source, "Our returns");
    assert_eq!(passages[0].link, Href::parse("/zh/returns.html"));
}

#[test]
fn a_long_part_becomes_passages_that_end_with_sentences() {
    let text = "# T\n".to_owned() + &"A sentence of some thirty signs. ".repeat(60);
    let (passages, _) = read("t.md", &text);
    assert_eq!(passages.len(), 4);
    for passage in &passages {
        let words = rich::plain(&passage.body);
        assert!(words.ends_with("signs.") && words.chars().count() <= MAX_PASSAGE);
    }
    let wall = read("t.md", &"字".repeat(2_000)).0;
    assert_eq!(wall.len(), 4);
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    let (passages, problems) = read(
        "x.md",
        "---\nodd\n\n[a](javascript:x) <b>bold</b>\n\n```\ncode\u{fffd}\n",
    );
    assert_eq!(
        rich::plain(&passages[0].body),
        "odd\na <b>bold</b>\ncode\u{fffd}"
    );
    let expected = [
        "x.md, line 7: holds a sign that cannot be read. Save the file as UTF-8",
        "x.md, line 5: links to javascript:x, which no link may. Use https, http, mailto, tel or a place on your site",
        "x.md, line 6: begins a block of code that has no end. Close it with ```",
    ];
    assert_eq!(problems, expected);
}

#[test]
fn what_is_no_document_is_one_problem() {
    for text in [
        "",
        " \n",
        "# Only a heading",
        "<!DOCTYPE html><p>x",
        "\u{feff}<html>x",
    ] {
        let (passages, problems) = read("x.md", text);
        assert_eq!((passages.len(), problems.len()), (0, 1), "{text}");
    }
    let (passages, problems) = read("x.md", &"# a\nb\n".repeat(200_000));
    assert_eq!(passages.len(), MAX_PASSAGES);
    assert_eq!(problems.len(), 2, "{problems:?}");
}
