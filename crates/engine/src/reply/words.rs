//! Language packs: every word that people read comes from one.

use crate::catalog::{Node, rich};
use crate::lang::{Lang, joined};
use crate::money::digits;
use crate::raw::{Problem, Raw};
use crate::text::{Source, Tables};
use std::rc::Rc;

/// One language's words.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The language.
    pub lang: Lang,
    /// Its name in itself, for the language switch.
    pub name: String,
    /// By key, in order.
    texts: Vec<(String, String)>,
    /// What it knows of reading its language.
    tables: Source,
}

impl Pack {
    /// Reads a pack: `lang`, `name`, the texts of `ui` and `say` by key, and the tables of its
    /// language.
    pub fn read(file: &str, raw: &Raw) -> Result<Pack, Problem> {
        let Some(lang) = raw.text("lang") else {
            return Err(Problem {
                file: file.to_owned(),
                path: "lang".to_owned(),
                what: "is missing".to_owned(),
                remedy: "Upload the language packs of the same version again".to_owned(),
            });
        };
        let mut pack = Pack {
            lang: Lang::new(lang),
            name: raw.text("name").unwrap_or(lang).to_owned(),
            texts: Vec::new(),
            tables: Source::read(raw),
        };
        for part in ["ui", "say"] {
            for (key, value) in pairs(raw, part) {
                if let Some(text) = value.as_text() {
                    pack.put(joined(&[part, ".", key]), text);
                }
            }
        }
        Ok(pack)
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|(key, _)| key.as_str())
    }

    fn put(&mut self, key: String, text: &str) {
        let text = text.to_owned();
        match self.place(&key) {
            Ok(at) => {
                if let Some(have) = self.texts.get_mut(at) {
                    have.1 = text;
                }
            }
            Err(at) => self.texts.insert(at, (key, text)),
        }
    }

    fn text(&self, key: &str) -> Option<&str> {
        let at = self.place(key).ok()?;
        self.texts.get(at).map(|(_, text)| text.as_str())
    }

    /// Where the key is, or belongs.
    #[inline(never)]
    fn place(&self, key: &str) -> Result<usize, usize> {
        self.texts
            .binary_search_by(|(have, _)| have.as_str().cmp(key))
    }
}

fn pairs<'r>(raw: &'r Raw, key: &str) -> &'r [(String, Raw)] {
    raw.get(key).map(Raw::as_pairs).unwrap_or_default()
}

/// What goes into a text at `{name}`.
pub type Fill = Node;

/// All packs that were loaded. A copy shares them.
#[derive(Clone, Debug, Default)]
pub struct Words {
    packs: Vec<Rc<Pack>>,
}

impl Words {
    /// Adds a pack; one of the same language is replaced.
    pub fn add(&mut self, pack: Pack) {
        if let Some(at) = self.packs.iter().position(|have| have.lang == pack.lang) {
            drop(self.packs.remove(at));
        }
        self.packs.push(Rc::new(pack));
    }

    /// The loaded packs.
    pub fn packs(&self) -> &[Rc<Pack>] {
        &self.packs
    }

    /// How words are read in the languages of the loaded packs.
    pub fn tables(&self) -> Tables {
        let mut tables = Tables::default();
        for pack in &self.packs {
            tables.add(&pack.tables);
        }
        tables
    }

    /// The languages of the loaded packs.
    pub fn langs(&self) -> Vec<Lang> {
        self.packs.iter().map(|pack| pack.lang.clone()).collect()
    }

    /// The text under `key` for a reader of `lang`, from the best pack that has it; the key itself
    /// when no pack does, so that a missing text is seen and nothing breaks.
    #[inline(never)]
    pub fn text<'a>(&'a self, lang: &Lang, key: &'a str) -> &'a str {
        self.find(lang, key).map_or(key, |(_, text)| text)
    }

    /// The text under `key` with `{name}` replaced by what `fills` holds for it.
    #[inline(never)]
    pub fn fill(&self, lang: &Lang, key: &str, fills: &[(&str, Fill)]) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut rest = self.text(lang, key);
        while let Some((before, after)) = rest.split_once('{') {
            let slot = after.split_once('}').and_then(|(name, after)| {
                let (_, fill) = fills.iter().find(|(slot, _)| *slot == name)?;
                Some((fill, after))
            });
            push_text(&mut nodes, before);
            match slot {
                Some((fill, after)) => {
                    nodes.push(fill.clone());
                    rest = after;
                }
                None => {
                    push_text(&mut nodes, "{");
                    rest = after;
                }
            }
        }
        push_text(&mut nodes, rest);
        nodes
    }

    /// Like [`Words::fill`], as plain words.
    #[inline(never)]
    pub fn line(&self, lang: &Lang, key: &str, fills: &[(&str, Fill)]) -> String {
        rich::plain(&self.fill(lang, key, fills))
    }

    /// Like [`Words::fill`] with one thing to fill in.
    #[inline(never)]
    pub(super) fn with(&self, lang: &Lang, key: &str, name: &str, fill: Fill) -> Vec<Node> {
        self.fill(lang, key, &[(name, fill)])
    }

    /// Like [`Words::line`] with one thing to fill in.
    #[inline(never)]
    pub(super) fn line_with(&self, lang: &Lang, key: &str, name: &str, fill: Fill) -> String {
        rich::plain(&self.with(lang, key, name, fill))
    }

    /// A text that counts: `key.one` for 1 where the pack has it, else `key`; `{n}` is the count.
    pub fn count(&self, lang: &Lang, key: &str, n: u32) -> String {
        let one = joined(&[key, ".one"]);
        // The singular of another language is no singular of this one.
        let pack = self.find(lang, key).map(|(pack, _)| pack);
        let has_one = n == 1 && pack.is_some_and(|pack| pack.text(&one).is_some());
        self.line_with(lang, if has_one { &one } else { key }, "n", number(n))
    }

    /// The text of the pack that serves best among those that have the key, the last among equals.
    fn find(&self, lang: &Lang, key: &str) -> Option<(&Pack, &str)> {
        let (mut best, mut found) = (0, None);
        for pack in &self.packs {
            let serves = pack.lang.serves(lang);
            if serves >= best
                && let Some(text) = pack.text(key)
            {
                (best, found) = (serves, Some((&**pack, text)));
            }
        }
        found
    }
}

/// A count, to be filled in.
#[inline(never)]
pub(super) fn number(n: u32) -> Fill {
    Node::Text(digits(n.into()))
}

#[inline(never)]
fn push_text(nodes: &mut Vec<Node>, text: &str) {
    if !text.is_empty() {
        nodes.push(Node::Text(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let mut words = Words::default();
        for text in [
            r#"{"lang":"en","ui":{"send":"Send"},"say":{"seen":"seen {n} times","seen.one":"seen once","hi":"Hi {who}, {odd}"}}"#,
            r#"{"lang":"zh-Hans","ui":{},"say":{"seen":"看过 {n} 次"}}"#,
        ] {
            words.add(Pack::read("p", &serde_json::from_str(text).unwrap()).unwrap());
        }
        words
    }

    #[test]
    fn a_text_comes_from_the_nearest_pack_that_has_it() {
        let words = words();
        let hans = Lang::new("zh-CN");
        assert_eq!(words.count(&hans, "say.seen", 1), "看过 1 次");
        assert_eq!(words.text(&hans, "ui.send"), "Send");
        assert_eq!(words.text(&hans, "ui.none"), "ui.none");
    }

    #[test]
    fn slots_are_filled_and_unknown_ones_stay_visible() {
        let words = words();
        let en = Lang::new("en");
        assert_eq!(words.count(&en, "say.seen", 1), "seen once");
        assert_eq!(words.count(&en, "say.seen", 3), "seen 3 times");
        let who = [("who", Node::Text("you".into()))];
        assert_eq!(words.line(&en, "say.hi", &who), "Hi you, {odd}");
    }
}
