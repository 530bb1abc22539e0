//! Messages on their way into the saved state and back.
//!
//! Of a card only its number, its title and its reason are saved: the rest comes from the catalog
//! again, as it is then. Replies to pick from are not saved: they belong to their moment. What cannot
//! be read back is left out piece by piece, so that one odd entry does not cost the conversation.

use crate::catalog::rich::Href;
use crate::catalog::{Node, PromotionId, Sku};
use crate::lang::Lang;
use crate::raw::{Raw, object};
use crate::reply::{Author, Block, Message, OfferCard, ProductCard};
use std::rc::Rc;

/// Messages that are kept; older ones are let go.
pub const MAX_MESSAGES: usize = 100;

/// The newest messages as data.
pub fn to_raw(messages: &[Rc<Message>]) -> Raw {
    let mut list = Vec::new();
    let from = messages.len().saturating_sub(MAX_MESSAGES);
    for message in messages.get(from..).unwrap_or_default() {
        list.push(message_to_raw(message));
    }
    Raw::List(list)
}

/// What can be read back, in order.
pub fn from_raw(raw: &Raw) -> Vec<Message> {
    let items = raw.as_items();
    let from = items.len().saturating_sub(MAX_MESSAGES);
    let mut messages = Vec::new();
    for item in items.get(from..).unwrap_or_default() {
        messages.extend(message_from_raw(item));
    }
    messages
}

fn message_to_raw(message: &Message) -> Raw {
    object([
        ("id", i64::from(message.id).into()),
        ("by", (message.author == Author::Shopper).into()),
        ("at", message.at.into()),
        ("lang", message.lang.tag().into()),
        ("blocks", list(&message.blocks, block_to_raw)),
    ])
}

fn message_from_raw(raw: &Raw) -> Option<Message> {
    Some(Message {
        id: u32::try_from(raw.get("id")?.as_int()?).ok()?,
        author: match raw.get("by")?.as_bool()? {
            true => Author::Shopper,
            false => Author::Aside,
        },
        at: raw.get("at")?.as_moment()?,
        lang: Lang::new(raw.text("lang")?),
        blocks: read_list(raw.get("blocks")?, block_from_raw),
    })
}

fn block_to_raw(block: &Block) -> Raw {
    match block {
        Block::Words(nodes) => tagged("w", nodes_to_raw(nodes)),
        Block::Quote(body, source) => {
            let parts = vec![nodes_to_raw(body), nodes_to_raw(source)];
            tagged("q", Raw::List(parts))
        }
        Block::Product(card) => card_to_raw("p", card.sku.as_str(), &card.title, &[]),
        Block::Offer(card) => card_to_raw("o", &card.promotion.0, &card.title, &card.reason),
        Block::Consent => tagged("c", Raw::Null),
        Block::Choices(_) => Raw::Null,
    }
}

fn block_from_raw(raw: &Raw) -> Option<Block> {
    let (tag, body) = untag(raw)?;
    let card = body.as_items();
    let text = |place: usize| card.get(place).and_then(Raw::as_text);
    match tag {
        "w" => Some(Block::Words(nodes_from_raw(body))),
        "q" => Some(Block::Quote(
            nodes_from_raw(card.first()?),
            card.get(1).map(nodes_from_raw).unwrap_or_default(),
        )),
        "p" => Some(Block::Product(ProductCard {
            sku: Sku::new(text(0)?),
            title: text(1)?.to_owned(),
            ..ProductCard::default()
        })),
        "o" => Some(Block::Offer(OfferCard {
            promotion: PromotionId(text(0)?.to_owned()),
            title: text(1)?.to_owned(),
            reason: card.get(2).map(nodes_from_raw).unwrap_or_default(),
            ..OfferCard::default()
        })),
        "c" => Some(Block::Consent),
        _ => None,
    }
}

fn card_to_raw(tag: &str, number: &str, title: &str, reason: &[Node]) -> Raw {
    let card = vec![number.into(), title.into(), nodes_to_raw(reason)];
    tagged(tag, Raw::List(card))
}

fn nodes_to_raw(nodes: &[Node]) -> Raw {
    list(nodes, node_to_raw)
}

fn nodes_from_raw(raw: &Raw) -> Vec<Node> {
    read_list(raw, node_from_raw)
}

fn node_to_raw(node: &Node) -> Raw {
    match node {
        Node::Text(text) => text.clone().into(),
        Node::Strong(inner) => tagged("b", nodes_to_raw(inner)),
        Node::Emphasis(inner) => tagged("i", nodes_to_raw(inner)),
        Node::Paragraph(inner) => tagged("p", nodes_to_raw(inner)),
        Node::Break => tagged("br", Raw::Null),
        Node::Money(money) => money.to_string().into(),
        Node::When(moment) => tagged("t", (*moment).into()),
        Node::Link(href, inner) => tagged(
            "a",
            Raw::List(vec![href.as_str().into(), nodes_to_raw(inner)]),
        ),
        Node::List(numbered, items) => tagged(
            if *numbered { "ol" } else { "ul" },
            Raw::List(items.iter().map(|item| nodes_to_raw(item)).collect()),
        ),
    }
}

fn node_from_raw(raw: &Raw) -> Option<Node> {
    if let Some(text) = raw.as_text() {
        return Some(Node::Text(text.to_owned()));
    }
    let (tag, body) = untag(raw)?;
    match tag {
        "b" => Some(Node::Strong(nodes_from_raw(body))),
        "i" => Some(Node::Emphasis(nodes_from_raw(body))),
        "p" => Some(Node::Paragraph(nodes_from_raw(body))),
        "br" => Some(Node::Break),
        "t" => body.as_moment().map(Node::When),
        "a" => match body.as_items() {
            [href, inner] => Some(Node::Link(
                Href::parse(href.as_text()?)?,
                nodes_from_raw(inner),
            )),
            _ => None,
        },
        "ul" | "ol" => Some(Node::List(
            tag == "ol",
            body.as_items().iter().map(nodes_from_raw).collect(),
        )),
        _ => None,
    }
}

fn tagged(tag: &str, body: Raw) -> Raw {
    Raw::Map(vec![(tag.to_owned(), body)])
}

fn untag(raw: &Raw) -> Option<(&str, &Raw)> {
    raw.as_pairs()
        .first()
        .map(|(tag, body)| (tag.as_str(), body))
}

fn list<T>(items: &[T], each: fn(&T) -> Raw) -> Raw {
    Raw::List(items.iter().map(each).collect())
}

fn read_list<T>(raw: &Raw, each: fn(&Raw) -> Option<T>) -> Vec<T> {
    match raw {
        Raw::List(items) => items.iter().filter_map(each).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::rich;
    use crate::time::Moment;

    fn sample() -> Message {
        let words =
            rich::parse("<p>Go <a href='/x'>there</a> <b>now</b><br>or</p><ol><li>a<li>b</ol>");
        let moment = Moment {
            utc_ms: 5,
            offset_min: 480,
        };
        Message {
            id: 7,
            author: Author::Aside,
            at: moment,
            lang: Lang::new("zh-Hant"),
            blocks: vec![
                Block::Words(words),
                Block::Consent,
                Block::Quote(
                    rich::parse("<p>As agreed.</p>"),
                    rich::parse("From: <a href='/y'>y</a>"),
                ),
                Block::Product(ProductCard {
                    sku: Sku::new("A"),
                    title: "Boot".into(),
                    ..ProductCard::default()
                }),
                Block::Offer(OfferCard {
                    promotion: PromotionId("P".into()),
                    title: "Less".into(),
                    reason: vec![
                        Node::Emphasis(vec![Node::Text("why".into())]),
                        Node::When(moment),
                    ],
                    ..OfferCard::default()
                }),
            ],
        }
    }

    #[test]
    fn a_conversation_comes_back_as_it_was() {
        let saved = serde_json::to_string(&to_raw(&[Rc::new(sample())])).unwrap();
        assert_eq!(from_raw(&serde_json::from_str(&saved).unwrap()), [sample()]);
    }

    #[test]
    fn an_odd_entry_costs_only_itself() {
        let mut raw = to_raw(&[Rc::new(sample()), Rc::new(sample())]);
        if let Raw::List(items) = &mut raw {
            items[0] = "odd".into();
        }
        assert_eq!(from_raw(&raw).len(), 1);
        assert_eq!(from_raw(&Raw::Bool(true)), []);
    }

    #[test]
    fn a_saved_link_is_checked_again() {
        let raw: Raw =
            serde_json::from_str(r#"[{"a":["javascript:alert(1)",["x"]]},"kept"]"#).unwrap();
        assert_eq!(nodes_from_raw(&raw), [Node::Text("kept".into())]);
    }

    #[test]
    fn only_the_newest_are_kept() {
        let many: Vec<Rc<Message>> = (0..150)
            .map(|id| Rc::new(Message { id, ..sample() }))
            .collect();
        let kept = from_raw(&to_raw(&many));
        assert_eq!((kept.len(), kept[0].id), (MAX_MESSAGES, 50));
    }
}
