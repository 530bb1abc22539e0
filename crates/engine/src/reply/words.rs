//! Language packs: every word that people read comes from one.

use crate::catalog::Node;
use crate::lang::Lang;
use crate::raw::{Problem, Problems, Raw};
use std::collections::BTreeMap;

/// One language's words.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The language.
    pub lang: Lang,
    /// Its name in itself, for the language switch.
    pub name: String,
    texts: BTreeMap<String, String>,
    /// Phrasings of the built-in intents.
    pub intents: Vec<(String, Vec<String>)>,
}

impl Pack {
    /// Reads a pack: `lang`, `name`, the texts of `ui` and `say` by key, and the phrasings of
    /// `intents` by name.
    pub fn read(file: &str, raw: &Raw) -> Result<Pack, Problem> {
        let Some(lang) = raw.text("lang") else {
            let mut problems = Problems::of(file);
            problems.note("lang", "is missing", "Upload the language packs of the same version again");
            return Err(problems.into_list().remove(0));
        };
        let mut texts = BTreeMap::new();
        for part in ["ui", "say"] {
            for (key, value) in raw.get(part).map(Raw::as_pairs).unwrap_or_default() {
                if let Some(text) = value.as_text() {
                    texts.insert(format!("{part}.{key}"), text.to_owned());
                }
            }
        }
        let intents = raw.get("intents").map(Raw::as_pairs).unwrap_or_default();
        let lines = |list: &Raw| {
            let texts = list.as_items().iter().filter_map(Raw::as_text);
            texts.map(str::to_owned).collect()
        };
        Ok(Pack {
            lang: Lang::new(lang),
            name: raw.text("name").unwrap_or(lang).to_owned(),
            texts,
            intents: intents
                .iter()
                .map(|(name, list)| (name.clone(), lines(list)))
                .collect(),
        })
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }
}

/// What goes into a text at `{name}`.
pub type Fill = Node;

/// All packs that were loaded.
#[derive(Clone, Debug, Default)]
pub struct Words {
    packs: Vec<Pack>,
}

impl Words {
    /// Adds a pack; one of the same language is replaced.
    pub fn add(&mut self, pack: Pack) {
        self.packs.retain(|have| have.lang != pack.lang);
        self.packs.push(pack);
    }

    /// The loaded packs.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// The languages of the loaded packs.
    pub fn langs(&self) -> Vec<Lang> {
        self.packs.iter().map(|pack| pack.lang.clone()).collect()
    }

    /// The text under `key` for a reader of `lang`, from the best pack that has it; the key itself
    /// when no pack does, so that a missing text is seen and nothing breaks.
    pub fn text<'a>(&'a self, lang: &Lang, key: &'a str) -> &'a str {
        let pack = self.pack_with(lang, key);
        pack.and_then(|pack| pack.texts.get(key)).map_or(key, String::as_str)
    }

    /// The text under `key` with `{name}` replaced by what `fills` holds for it.
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
    pub fn line(&self, lang: &Lang, key: &str, fills: &[(&str, Fill)]) -> String {
        crate::catalog::rich::plain(&self.fill(lang, key, fills))
    }

    /// A text that counts: `key.one` for 1 where the pack has it, else `key`; `{n}` is the count.
    pub fn count(&self, lang: &Lang, key: &str, n: u32) -> String {
        let one = format!("{key}.one");
        let fills = [("n", Node::Text(n.to_string()))];
        // The singular of another language is no singular of this one.
        let pack = self.pack_with(lang, key);
        let has_one = pack.is_some_and(|pack| pack.texts.contains_key(&one));
        let key = if n == 1 && has_one { &one } else { key };
        self.line(lang, key, &fills)
    }

    /// The pack that serves best among those that have the key.
    fn pack_with(&self, lang: &Lang, key: &str) -> Option<&Pack> {
        let having = self.packs.iter().filter(|pack| pack.texts.contains_key(key));
        having.max_by_key(|pack| pack.lang.serves(lang))
    }
}

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
