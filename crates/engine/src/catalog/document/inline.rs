//! Words inside a block of Markdown: links stay, emphasis goes, all else is text.

use crate::catalog::rich::{Href, Node, cut};
use crate::lang::parted;

/// Characters that a backslash takes the meaning from.
const ESCAPED: &str = "\\`*_{}[]()#+-.!|~>";

/// Reads `words`; `refused` hears each address that no link may have.
pub(super) fn inline(words: &str, refused: &mut dyn FnMut(&str)) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut text = String::new();
    let mut before = ' ';
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let next = after.chars().next().unwrap_or(' ');
        let link = match c {
            '[' => bracketed(after),
            _ => None,
        };
        if let Some((label, address, behind)) = link {
            let is_picture = text.ends_with('!');
            if is_picture {
                text.pop();
            }
            match Href::parse(address).filter(|_| !is_picture && !label.is_empty()) {
                Some(href) => {
                    push(&mut nodes, &mut text);
                    nodes.push(Node::Link(href, vec![Node::Text(bare(label))]));
                }
                None => {
                    text.push_str(&bare(label));
                    if !is_picture && !label.is_empty() {
                        refused(address);
                    }
                }
            }
            rest = behind;
            before = ')';
            continue;
        }
        rest = after;
        if c == '\\' && ESCAPED.contains(next) {
            text.push(next);
            rest = after.get(next.len_utf8()..).unwrap_or_default();
        } else if !is_mark(before, c, next) {
            text.push(c);
        }
        before = c;
    }
    push(&mut nodes, &mut text);
    nodes
}

/// Adds a line to those before it: a space apart, but for scripts that have none.
pub(super) fn write_joined(words: &mut String, line: &str) {
    let wide = |c: char| c >= '\u{2e80}';
    let last = words.chars().next_back();
    let first = line.chars().next().unwrap_or(' ');
    if last.is_some_and(|last| !(wide(last) && wide(first))) {
        words.push(' ');
    }
    words.push_str(line);
}

fn push(nodes: &mut Vec<Node>, text: &mut String) {
    if !text.is_empty() {
        nodes.push(Node::Text(std::mem::take(text)));
    }
}

/// Label, address and what is behind of `label](address "title")…`; a label of up to 300 bytes, an
/// address of up to 2,000, so that a row of brackets costs no more than its length.
fn bracketed(text: &str) -> Option<(&str, &str, &str)> {
    let (label, _) = parted(cut(text, 300), b']')?;
    let inside = text.get(label.len() + 1..)?.strip_prefix('(')?;
    let (address, _) = parted(cut(inside, 2_000), b')')?;
    let behind = inside.get(address.len() + 1..)?;
    let target = address.trim().split([' ', '\t']).next().unwrap_or_default();
    Some((label, target.trim_matches(['<', '>']), behind))
}

/// A label without its marks.
fn bare(label: &str) -> String {
    let mut text = String::new();
    for c in label.chars().filter(|c| !matches!(c, '*' | '`' | '[')) {
        text.push(c);
    }
    text
}

/// Whether `c` marks emphasis or code: `*`, `` ` `` and `~~` beside a word, `_` at its edge.
fn is_mark(before: char, c: char, next: char) -> bool {
    let gap = |c: char| c == ' ';
    match c {
        '`' => true,
        '*' => !(gap(before) && gap(next)),
        '~' => before == '~' || next == '~',
        '_' => {
            let inside = before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
            !(inside || gap(before) && gap(next))
        }
        _ => false,
    }
}
