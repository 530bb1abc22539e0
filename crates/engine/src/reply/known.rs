//! What is known about the shopper, in plain words, each with what it rests on.

use super::Words;
use crate::catalog::{Catalog, Node};
use crate::lang::Lang;
use crate::profile::{Evidence, Interest, InterestKey, Profile};
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
    let interests = profile.interests(now).into_iter();
    interests
        .map(
            |Interest {
                 key,
                 strength,
                 evidence,
                 ..
             }| KnownInterest {
                key: key.code(),
                label: label(words, lang, catalog, &key),
                evidence: rests_on(words, lang, &evidence),
                strength,
            },
        )
        .collect()
}

/// `once`, `three times`, `12 times`.
pub(super) fn times(words: &Words, lang: &Lang, count: u32) -> String {
    if count <= WORDED {
        let key = format!("say.evidence.times.{count}");
        let text = words.text(lang, &key);
        if text != key {
            return text.to_owned();
        }
    }
    let n = [("n", Node::Text(count.to_string()))];
    words.line(lang, "say.evidence.times", &n)
}

fn label(words: &Words, lang: &Lang, catalog: &Catalog, key: &InterestKey) -> String {
    let label = key.label(catalog, lang);
    match key {
        InterestKey::Price(_) => {
            let name = [("name", Node::Text(label))];
            words.line(lang, "say.interest.price", &name)
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
    let counted = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| {
            let times = [("times", Node::Text(times(words, lang, *count)))];
            words.fill(lang, key, &times)
        });
    let minutes = Some(evidence.seconds.saturating_add(30) / 60).filter(|minutes| *minutes > 0);
    let minutes = minutes.map(|n| {
        let n = [("n", Node::Text(n.to_string()))];
        words.fill(lang, "say.evidence.minutes", &n)
    });
    let last = [("when", Node::When(evidence.last))];
    let last = words.fill(lang, "say.evidence.last", &last);
    let mut nodes = Vec::new();
    for part in counted.chain(minutes).chain([last]) {
        if !nodes.is_empty() {
            let and = words.text(lang, "say.evidence.and").to_owned();
            nodes.push(Node::Text(and));
        }
        nodes.extend(part);
    }
    nodes
}
