//! What is known about the shopper, in plain words, each with what it rests on.

use super::Words;
use super::words::number;
use crate::catalog::{Catalog, Node};
use crate::lang::{Lang, joined};
use crate::money::digits;
use crate::profile::{Evidence, InterestKey, Profile};
use crate::time::Moment;

/// Counts up to this have words of their own in the packs: once, twice, three times.
const WORDED: u32 = 10;

/// One interest as the shopper reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownInterest {
    /// Its key: [`InterestKey::from_code`] reads it.
    pub key: String,
    /// What it is about.
    pub label: String,
    /// What it rests on.
    pub evidence: Vec<Node>,
    /// How strong it is, 0 to 100.
    pub strength: u8,
}

/// Everything that the profile holds as of now, strongest first; nothing is left out.
pub fn known(
    words: &Words,
    lang: &Lang,
    profile: &Profile,
    catalog: &Catalog,
    now: Moment,
) -> Vec<KnownInterest> {
    let mut known = Vec::new();
    for interest in profile.interests(now) {
        known.push(KnownInterest {
            label: label(words, lang, catalog, &interest.key),
            evidence: rests_on(words, lang, &interest.evidence),
            key: interest.key.code(),
            strength: interest.strength,
        });
    }
    known
}

/// `once`, `three times`, `12 times`.
#[inline(never)]
pub(super) fn times(words: &Words, lang: &Lang, count: u32) -> Node {
    if count <= WORDED {
        let key = joined(&["say.evidence.times.", &digits(count.into())]);
        let text = words.text(lang, &key);
        if text != key {
            return Node::Text(text.to_owned());
        }
    }
    Node::Text(words.line_with(lang, "say.evidence.times", "n", number(count)))
}

fn label(words: &Words, lang: &Lang, catalog: &Catalog, key: &InterestKey) -> String {
    let label = key.label(catalog, lang);
    match key {
        InterestKey::Price(_) => {
            words.line_with(lang, "say.interest.price", "name", Node::Text(label))
        }
        InterestKey::Type(_) | InterestKey::Brand(_) => label,
    }
}

/// `viewed three times, searched for once, last …`
fn rests_on(words: &Words, lang: &Lang, evidence: &Evidence) -> Vec<Node> {
    let counts = [
        ("say.evidence.viewed", evidence.views),
        ("say.evidence.searched", evidence.searches),
        ("say.evidence.carted", evidence.carts),
        ("say.evidence.bought", evidence.purchases),
        ("say.evidence.listed", evidence.lists),
    ];
    let mut nodes = Vec::new();
    let mut also = |key: &str, name: &str, fill: Node| {
        if !nodes.is_empty() {
            nodes.push(Node::Text(words.text(lang, "say.evidence.and").to_owned()));
        }
        nodes.append(&mut words.with(lang, key, name, fill));
    };
    for (key, count) in counts {
        if count > 0 {
            also(key, "times", times(words, lang, count));
        }
    }
    let minutes = evidence.seconds.saturating_add(30) / 60;
    if minutes > 0 {
        also("say.evidence.minutes", "n", number(minutes));
    }
    also("say.evidence.last", "when", Node::When(evidence.last));
    nodes
}
