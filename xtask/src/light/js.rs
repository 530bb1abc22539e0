//! JavaScript as tokens, and tokens as text again without what only people need.
//!
//! It knows strings, templates, comments and regular expressions, and nothing of grammar. What it
//! cannot be sure of is an error, not a guess.

use anyhow::{Result, bail, ensure};

/// What a token is, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or a keyword.
    Word,
    /// A number.
    Number,
    /// A string, a regular expression, or the pieces of a template around its `${...}`.
    Literal,
    /// One character of punctuation.
    Mark,
}

/// A piece of source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its characters.
    pub text: String,
    /// Whether white space or a comment stood before it.
    pub is_apart: bool,
    /// Whether a line ended before it.
    pub on_new_line: bool,
}

impl Token {
    /// Whether its text is this.
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }
}

/// Words after which an expression begins, so that a slash begins a regular expression.
const BEFORE_EXPRESSION: [&str; 10] = [
    "return", "typeof", "case", "in", "of", "delete", "void", "throw", "else", "await",
];

/// Takes a source apart.
///
/// # Errors
/// When something is not closed, or a slash could be a division or a regular expression.
pub fn tokens(source: &str) -> Result<Vec<Token>> {
    let mut lexer = Lexer {
        rest: source,
        tokens: Vec::new(),
        templates: Vec::new(),
        apart: false,
        new_line: false,
    };
    while let Some(first) = lexer.rest.chars().next() {
        lexer.step(first)?;
    }
    ensure!(lexer.templates.is_empty(), "a template is not closed");
    Ok(lexer.tokens)
}

/// Puts tokens together with the least white space. Lines are kept apart where a semicolon might be
/// meant.
pub fn text(tokens: &[Token]) -> String {
    let mut out = String::new();
    let mut before: Option<&Token> = None;
    for token in tokens {
        if let Some(before) = before {
            out.push_str(between(before, token));
        }
        out.push_str(&token.text);
        before = Some(token);
    }
    out.push('\n');
    out
}

fn between(a: &Token, b: &Token) -> &'static str {
    if b.on_new_line && line_may_matter(a, b) {
        return "\n";
    }
    let wordy = |token: &Token| matches!(token.kind, Kind::Word | Kind::Number);
    let ends = a.text.chars().last().unwrap_or_default();
    let begins = b.text.chars().next().unwrap_or_default();
    let runs_together = a.kind == Kind::Number && begins == '.'
        || matches!(
            (ends, begins),
            ('+', '+') | ('-', '-') | ('/', '/' | '*') | ('<', '!')
        );
    if b.is_apart && (runs_together || wordy(a) && wordy(b)) {
        " "
    } else {
        ""
    }
}

/// Whether a line's end between two tokens could stand for a semicolon.
fn line_may_matter(a: &Token, b: &Token) -> bool {
    let joins = a.kind == Kind::Mark && !matches!(a.text.as_str(), ")" | "]" | "}" | "+" | "-");
    let closes =
        b.kind == Kind::Mark && matches!(b.text.as_str(), "}" | ")" | "]" | "," | ";" | "." | "?");
    !joins && !closes
}

struct Lexer<'a> {
    rest: &'a str,
    tokens: Vec<Token>,
    /// How many braces are open inside each `${` that is open.
    templates: Vec<usize>,
    apart: bool,
    new_line: bool,
}

impl Lexer<'_> {
    fn step(&mut self, first: char) -> Result<()> {
        if first.is_whitespace() {
            self.apart = true;
            self.new_line |= first == '\n';
            self.rest = self.rest.trim_start_matches(first);
        } else if self.rest.starts_with("//") {
            self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            let Some(end) = self.rest.find("*/") else {
                bail!("a comment is not closed: {}", self.here());
            };
            self.new_line |= self.rest.get(..end).is_some_and(|text| text.contains('\n'));
            self.skip(end + 2);
        } else if first == '"' || first == '\'' {
            let length = self.closed_by(1, |c| c == first)?;
            self.take(Kind::Literal, length);
        } else if first == '`' {
            self.template(1)?;
        } else if first == '/' && self.begins_regex()? {
            let length = self.regex()?;
            self.take(Kind::Literal, length);
        } else if is_word(first) {
            let length = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
            let kind = if first.is_ascii_digit() {
                Kind::Number
            } else {
                Kind::Word
            };
            self.take(kind, length);
        } else {
            self.mark(first)?;
        }
        Ok(())
    }

    fn mark(&mut self, first: char) -> Result<()> {
        ensure!(first != '\\', "an escape outside a string: {}", self.here());
        if let Some(open) = self.templates.last_mut() {
            match first {
                '{' => *open += 1,
                '}' if *open > 0 => *open -= 1,
                '}' => {
                    self.templates.pop();
                    return self.template(1);
                }
                _ => {}
            }
        }
        self.take(Kind::Mark, first.len_utf8());
        Ok(())
    }

    /// A template from its backtick, or from the brace that closes its `${`, to the next of these.
    fn template(&mut self, from: usize) -> Result<()> {
        let mut escaped = false;
        let mut dollar = false;
        for (at, c) in self.rest.char_indices().skip(from) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '`' => {
                    self.take(Kind::Literal, at + 1);
                    return Ok(());
                }
                '{' if dollar => {
                    self.take(Kind::Literal, at + 1);
                    self.templates.push(0);
                    return Ok(());
                }
                _ => {}
            }
            dollar = c == '$';
        }
        bail!("a template is not closed: {}", self.here())
    }

    fn begins_regex(&self) -> Result<bool> {
        let Some(before) = self.tokens.last() else {
            return Ok(true);
        };
        Ok(match (before.kind, before.text.as_str()) {
            (Kind::Word, word) => BEFORE_EXPRESSION.contains(&word),
            (Kind::Number | Kind::Literal, _) | (Kind::Mark, "]") => false,
            // The end of a condition or of a call: a division is written with spaces.
            (Kind::Mark, ")") => {
                ensure!(
                    self.rest.starts_with("/ "),
                    "unclear slash: {}",
                    self.here()
                );
                false
            }
            (Kind::Mark, "}") => bail!("unclear slash: {}", self.here()),
            (Kind::Mark, _) => true,
        })
    }

    fn regex(&self) -> Result<usize> {
        let mut in_class = false;
        let end = self.closed_by(1, |c| {
            in_class = c == '[' || in_class && c != ']';
            c == '/' && !in_class
        })?;
        let flags = self.rest.get(end..).unwrap_or_default();
        Ok(end + flags.find(|c| !is_word(c)).unwrap_or(flags.len()))
    }

    /// The length up to and with the first character that closes and has no backslash before it.
    fn closed_by(&self, from: usize, mut closes: impl FnMut(char) -> bool) -> Result<usize> {
        let mut escaped = false;
        for (at, c) in self.rest.char_indices().skip(from) {
            ensure!(c != '\n', "not closed on its line: {}", self.here());
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if closes(c) {
                return Ok(at + c.len_utf8());
            }
        }
        bail!("not closed: {}", self.here())
    }

    fn take(&mut self, kind: Kind, length: usize) {
        let (text, rest) = self.rest.split_at(length);
        self.tokens.push(Token {
            kind,
            text: text.to_owned(),
            is_apart: self.apart,
            on_new_line: self.new_line,
        });
        self.rest = rest;
        self.apart = false;
        self.new_line = false;
    }

    fn skip(&mut self, length: usize) {
        self.apart = true;
        self.rest = self.rest.get(length..).unwrap_or_default();
    }

    fn here(&self) -> String {
        self.rest.chars().take(40).collect()
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#')
}

#[cfg(test)]
mod tests {
    use super::{text, tokens};

    fn light(source: &str) -> String {
        text(&tokens(source).unwrap())
    }

    #[test]
    fn comments_and_spaces_go() {
        let source = "// why\nlet a = 1; // more\n\n/* one */ f( \"//x\" , '/*y*/' );\n";
        assert_eq!(light(source), "let a=1;f(\"//x\",'/*y*/');\n");
    }

    #[test]
    fn a_line_that_may_end_a_statement_stays() {
        assert_eq!(light("a = b\nc()\n[d]"), "a=b\nc()\n[d]\n");
        assert_eq!(light("return\na"), "return\na\n");
        assert_eq!(light("a++\nb"), "a++\nb\n");
        assert_eq!(light("f(\n  a,\n  b\n)\n  .c"), "f(a,b).c\n");
    }

    #[test]
    fn signs_do_not_run_together() {
        assert_eq!(light("a + +b - --c"), "a+ +b- --c\n");
        assert_eq!(light("x++ + y"), "x++ +y\n");
        assert_eq!(light("1 .a; typeof x in y"), "1 .a;typeof x in y\n");
    }

    #[test]
    fn templates_keep_their_text_and_give_their_code() {
        let source = "f(`a  // b ${ c + `x ${ {d: 1}.d } y` } \\` ${\"}\"} e\n  f`)";
        let expected = "f(`a  // b ${c+`x ${{d:1}.d} y`} \\` ${\"}\"} e\n  f`)\n";
        assert_eq!(light(source), expected);
    }

    #[test]
    fn regular_expressions_are_told_from_divisions() {
        assert_eq!(
            light("a = /[/ \"]\\/ x/gi.test(b)"),
            "a=/[/ \"]\\/ x/gi.test(b)\n"
        );
        assert_eq!(light("return /\" x/ ;"), "return/\" x/;\n");
        assert_eq!(light("a / b / c"), "a/b/c\n");
        assert_eq!(light("(a) / 2"), "(a)/2\n");
        assert!(tokens("if (a) /b/.test(c)").is_err());
    }

    #[test]
    fn what_is_not_closed_is_an_error() {
        for source in ["\"a", "'a\n'", "`a", "`${a", "/* a", "x = /a", "a \\u0061"] {
            assert!(tokens(source).is_err(), "{source}");
        }
    }
}
