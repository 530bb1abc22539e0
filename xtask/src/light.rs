//! A light touch on what is shipped: comments and indentation go, nothing else changes.
//!
//! It works line by line and knows no grammar, so it can be read in a minute and trusted; brotli
//! does the rest. Names are left alone.

/// JavaScript without whole-line comments, indentation and empty lines.
///
/// A file in which some line holds an odd number of backticks may carry a template literal over
/// several lines, whose indentation would be text: it is returned as it is.
pub fn js(source: &str) -> String {
    let mut kept = Vec::new();
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
            if !in_comment || !line.contains("*/") {
                continue;
            }
            return source.to_owned(); // code behind a comment's end
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        if line.matches('`').count() % 2 == 1 {
            return source.to_owned();
        }
        kept.push(line);
    }
    kept.join("\n") + "\n"
}

/// CSS without comments, with each run of white space as one space, and none beside `{ } ;`.
/// Strings and `url(...)` stay as they are.
pub fn css(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(rest.len(), |at| at + 2);
            pad(&mut out);
            end
        } else if first == '"' || first == '\'' {
            copy(&mut out, rest, quoted(rest, first))
        } else if rest.starts_with("url(")
            && !rest.starts_with("url(\"")
            && !rest.starts_with("url('")
        {
            copy(
                &mut out,
                rest,
                rest.find(')').map_or(rest.len(), |at| at + 1),
            )
        } else if first.is_whitespace() {
            pad(&mut out);
            first.len_utf8()
        } else {
            if matches!(first, '{' | '}' | ';') && out.ends_with(' ') {
                out.pop();
            }
            copy(&mut out, rest, first.len_utf8())
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    out.trim_end().to_owned()
}

/// One space, where one can mean something.
fn pad(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '{', '}', ';']) {
        out.push(' ');
    }
}

fn copy(out: &mut String, rest: &str, length: usize) -> usize {
    out.push_str(rest.get(..length).unwrap_or(rest));
    length
}

/// The length of the string that `rest` begins with, its quotes included.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        if character == quote && !escaped {
            return at + quote.len_utf8();
        }
        escaped = character == '\\' && !escaped;
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::{css, js};

    #[test]
    fn js_loses_comments_and_indentation_only() {
        let source = "// why\nlet a = 1; // stays\n\n  /** doc\n   * more\n   */\n  /* one */\n  f(\"//x\");\n";
        assert_eq!(js(source), "let a = 1; // stays\nf(\"//x\");\n");
    }

    #[test]
    fn js_with_a_template_over_several_lines_is_left_alone() {
        let source = "  let t = `a\n  // b`;\n";
        assert_eq!(js(source), source);
        assert_eq!(js("  f(`a`);\n"), "f(`a`);\n");
    }

    #[test]
    fn js_with_code_behind_a_comment_is_left_alone() {
        let source = "/* a */ f();\n";
        assert_eq!(js(source), source);
    }

    #[test]
    fn css_keeps_what_space_means() {
        let source = "/* top */\n.a  .b :hover,\n.c {\n  color : red;\n  margin: 1px  2px;\n}\n\n@media (width > 1px) { a{} }\n";
        assert_eq!(
            css(source),
            ".a .b :hover, .c{color : red;margin: 1px 2px;}@media (width > 1px){a{}}"
        );
    }

    #[test]
    fn css_keeps_strings_and_addresses() {
        let source =
            "a::before { content: \"a  /* b */ \\\" ; }\"; background: url(data:x/*y*/;z ) }";
        assert_eq!(
            css(source),
            "a::before{content: \"a  /* b */ \\\" ; }\";background: url(data:x/*y*/;z )}"
        );
    }
}
