//! Makes the names short that wasm-bindgen writes into both the glue and the wasm, and those that
//! only the glue knows. More than a third of the glue's download is such names.
//!
//! It relies on the shape of the glue that wasm-bindgen generates, and checks it: a name that is not
//! where it should be is an error.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Output;

use crate::light::js::{Kind, Token, text, tokens};

/// Under which name the wasm imports its bindings, and the one it gets.
const MODULE: (&str, &str) = ("\"./aside_bg.js\"", "a");

/// Words of one or two letters that mean something in JavaScript.
const KEYWORDS: [&str; 5] = ["as", "do", "if", "in", "of"];

/// What the wasm's imports or exports are called, and will be.
type Names = BTreeMap<String, String>;

/// The wasm and its `glue` with short names. `glue` is what wasm-bindgen generated, and what was
/// added to it.
///
/// # Errors
/// When the glue has not the expected shape.
pub fn shrink(output: &mut Output, glue: &str) -> Result<(Vec<u8>, String)> {
    let mut glue = tokens(glue).context("the glue")?;
    let module = output.wasm_mut();
    let imports = module.imports.iter().map(|import| import.name.clone());
    let imports = in_order_of_use(&glue, imports.collect());
    for import in module.imports.iter_mut() {
        let short = imports.get(&import.name);
        import.name = short.context("an import has no name")?.clone();
        import.module = MODULE.1.to_owned();
    }
    rename_imports(&mut glue, &imports)?;
    let mut exports = Names::new();
    for (count, export) in module.exports.iter_mut().enumerate() {
        let name = mem::replace(&mut export.name, letters(count));
        exports.insert(name, letters(count));
    }
    rename_exports(&mut glue, &exports)?;
    return_at_once(&mut glue);
    shorten(&mut glue)?;
    Ok((module.emit_wasm(), text(&glue)))
}

/// Short names in the order in which the glue uses the long ones, which compresses best.
fn in_order_of_use(glue: &[Token], long: BTreeSet<String>) -> Names {
    let used = glue.iter().filter(|token| long.contains(&token.text));
    let mut names = Names::new();
    for token in used {
        let count = names.len();
        names
            .entry(token.text.clone())
            .or_insert_with(|| letters(count));
    }
    names
}

/// Every import is one key of one object.
fn rename_imports(glue: &mut [Token], names: &Names) -> Result<()> {
    let mut left: BTreeSet<&String> = names.keys().collect();
    let mut modules = 0;
    for at in 0..glue.len() {
        if glue[at].is(MODULE.0) {
            glue[at].text = format!("\"{}\"", MODULE.1);
            modules += 1;
        } else if let Some((long, short)) = names.get_key_value(&glue[at].text) {
            let is_key = glue.get(at + 1).is_some_and(|next| next.is(":"));
            ensure!(left.remove(long) && is_key, "{long} is more than one key");
            glue[at].text.clone_from(short);
        }
    }
    ensure!(modules == 1, "{} is there {modules} times", MODULE.0);
    ensure!(left.is_empty(), "the glue has no {left:?}");
    Ok(())
}

/// Every export is used as `wasm.name`.
fn rename_exports(glue: &mut [Token], names: &Names) -> Result<()> {
    let mut used = 0;
    for at in 2..glue.len() {
        if glue[at - 2].is("wasm") && !is_property(glue, at - 2) {
            ensure!(
                !glue[at - 1].is("["),
                "an export is taken by a computed name"
            );
            if glue[at - 1].is(".") {
                let long = &glue[at].text;
                let short = names
                    .get(long)
                    .with_context(|| format!("no export {long}"))?;
                glue[at].text.clone_from(short);
                used += 1;
            }
        }
    }
    ensure!(used > 0, "the glue uses no export");
    Ok(())
}

/// `const ret = f(); return ret;` becomes `return f();`.
fn return_at_once(glue: &mut Vec<Token>) {
    let mut at = 0;
    while at + 3 < glue.len() {
        if are(glue, at, &["const", "ret", "="]) {
            let end = end_of_statement(glue, at);
            let plain = !glue[at + 3..end].iter().any(|token| token.is("ret"));
            if plain && are(glue, end, &[";", "return", "ret", ";"]) {
                glue.drain(end..end + 3);
                glue[at].text = "return".to_owned();
                glue.drain(at + 1..at + 3);
                glue[at + 1].is_apart = true;
            }
        }
        at += 1;
    }
}

/// Short names for what is declared at the top and not exported, and for the generated locals.
fn shorten(glue: &mut [Token]) -> Result<()> {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    let (mut bound, mut taken) = (BTreeSet::new(), BTreeSet::new());
    let mut open = Vec::new();
    for (at, token) in glue.iter().enumerate() {
        if !is_property(glue, at) && !is_key(glue, at, open.last().copied()) {
            taken.insert(token.text.as_str());
        }
        match token.text.as_str() {
            "(" | "[" | "{" => open.push(token.text.as_str()),
            ")" | "]" | "}" => drop(open.pop()),
            // A template's code is between literals that end and begin with a brace.
            _ if token.kind != Kind::Word => {}
            name if is_fixed(glue, at, open.last().copied()) => drop(bound.insert(name.to_owned())),
            name if is_generated(name) || open.is_empty() && is_declared(glue, at) => {
                uses.entry(name.to_owned()).or_default();
            }
            _ => {}
        }
    }
    uses.retain(|name, _| name.len() > 1 && !bound.contains(name));
    for token in glue.iter().filter(|token| token.kind == Kind::Word) {
        uses.entry(token.text.clone())
            .and_modify(|count| *count += 1);
    }
    let free = (0..10_000).map(letters);
    let free: Vec<String> = free
        .filter(|name| !taken.contains(name.as_str()) && !KEYWORDS.contains(&name.as_str()))
        .collect();
    let mut names: Vec<(String, usize)> = uses.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ensure!(names.len() <= free.len(), "more names than short ones");
    let names: Names = names.into_iter().map(|(long, _)| long).zip(free).collect();
    for token in glue.iter_mut().filter(|token| token.kind == Kind::Word) {
        if let Some(short) = names.get(&token.text) {
            token.text.clone_from(short);
        }
    }
    Ok(())
}

/// The locals of generated functions: `arg0`, `ptr1`, `len1`, `deferred0_1`, `ret`, `idx`.
fn is_generated(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    let numbered = ["arg", "ptr", "len", "deferred", "v"].contains(&stem) && stem != name;
    numbered || ["ret", "idx"].contains(&name)
}

fn is_declared(glue: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| glue.get(before));
    before.is_some_and(|before| ["function", "const", "let"].contains(&before.text.as_str()))
}

/// Whether a word is more than a variable's name here, so that another word would mean another thing:
/// a property, a key, a method, an export.
fn is_fixed(glue: &[Token], at: usize, open: Option<&str>) -> bool {
    let is = |place: Option<usize>, texts: &[&str]| {
        let token = place.and_then(|place| glue.get(place));
        token.is_some_and(|token| texts.contains(&token.text.as_str()))
    };
    let (before, after) = (at.checked_sub(1), Some(at + 1));
    let in_braces = open == Some("{") && is(before, &["{", ","]);
    is_property(glue, at)
        || is_key(glue, at, open)
        || in_braces && is(after, &[",", "}", "="])
        || is(after, &["("]) && !is(before, &["function"]) && is(closing(glue, at + 1), &["{"])
        || is(before, &["as"])
        || is(after, &["as"])
        || [2, 3]
            .iter()
            .any(|back| is(at.checked_sub(*back), &["export"]))
}

/// `{name: a}`.
fn is_key(glue: &[Token], at: usize, open: Option<&str>) -> bool {
    let before = at.checked_sub(1).and_then(|before| glue.get(before));
    open == Some("{")
        && before.is_some_and(|before| before.is("{") || before.is(","))
        && glue.get(at + 1).is_some_and(|after| after.is(":"))
}

/// `a.name`, but not `...name`.
fn is_property(glue: &[Token], at: usize) -> bool {
    let dot = |back| {
        at.checked_sub(back)
            .is_some_and(|place| glue[place].is("."))
    };
    dot(1) && !dot(2)
}

/// What follows the parenthesis that closes the one at `at`.
fn closing(glue: &[Token], at: usize) -> Option<usize> {
    let mut depth = 0;
    for (place, token) in glue.iter().enumerate().skip(at) {
        match token.text.as_str() {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(place + 1);
        }
    }
    None
}

/// The next semicolon that is in no brackets.
fn end_of_statement(glue: &[Token], at: usize) -> usize {
    let mut depth = 0;
    for (place, token) in glue.iter().enumerate().skip(at) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            ";" if depth == 0 => return place,
            _ => {}
        }
    }
    glue.len()
}

fn are(glue: &[Token], at: usize, texts: &[&str]) -> bool {
    let found = glue.get(at..at + texts.len());
    found.is_some_and(|found| found.iter().zip(texts).all(|(token, text)| token.is(text)))
}

/// `a` to `Z`, then `aa` and so on.
fn letters(mut count: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = Vec::new();
    loop {
        name.push(LETTERS[count % LETTERS.len()]);
        match (count / LETTERS.len()).checked_sub(1) {
            Some(rest) => count = rest,
            None => break,
        }
    }
    name.reverse();
    String::from_utf8_lossy(&name).into_owned()
}

#[cfg(test)]
mod tests;
