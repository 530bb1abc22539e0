//! A light touch on what is shipped: comments and white space go, nothing else changes.

pub mod js;

use anyhow::{Context, Result};

/// JavaScript without comments and without white space that means nothing.
///
/// # Errors
/// When it cannot be taken apart without guessing; `name` says which file it is.
pub fn js(name: &str, source: &str) -> Result<String> {
    let tokens = js::tokens(source).with_context(|| name.to_owned())?;
    Ok(js::text(&tokens))
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
    use super::css;

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
