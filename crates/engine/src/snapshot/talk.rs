//! Messages on their way into the saved state and back.
//!
//! Pictures are not saved: they come from the catalog again. What cannot be read back is left out
//! message by message, so that one odd entry does not cost the conversation.

use crate::catalog::rich::Href;
use crate::catalog::{Node, PromotionId, Sku};
use crate::lang::Lang;
use crate::money::Money;
use crate::raw::{Raw, object};
use crate::reply::{Author, Block, Choice, Figure, Message, OfferCard, Pick, ProductCard};
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
        Block::Product(card) => tagged("p", product_to_raw(card)),
        Block::Offer(card) => tagged("o", offer_to_raw(card)),
        Block::Consent => tagged("c", Raw::Null),
        Block::Choices(choices) => tagged("q", list(choices, choice_to_raw)),
    }
}

fn block_from_raw(raw: &Raw) -> Option<Block> {
    let (tag, body) = untag(raw)?;
    match tag {
        "w" => Some(Block::Words(nodes_from_raw(body))),
        "p" => product_from_raw(body).map(Block::Product),
        "o" => offer_from_raw(body).map(Block::Offer),
        "c" => Some(Block::Consent),
        "q" => Some(Block::Choices(read_list(body, choice_from_raw))),
        _ => None,
    }
}

fn product_to_raw(card: &ProductCard) -> Raw {
    object([
        ("sku", card.sku.as_str().into()),
        ("title", card.title.clone().into()),
        ("detail", card.detail.clone().into()),
        ("price", optional(card.price, money_to_raw)),
        ("was", optional(card.was, money_to_raw)),
        (
            "link",
            optional(card.link.as_ref(), |href| href.as_str().into()),
        ),
    ])
}

fn product_from_raw(raw: &Raw) -> Option<ProductCard> {
    Some(ProductCard {
        sku: Sku::new(raw.text("sku")?),
        title: raw.text("title")?.to_owned(),
        detail: raw.text("detail").unwrap_or_default().to_owned(),
        price: raw.get("price").and_then(money_from_raw),
        was: raw.get("was").and_then(money_from_raw),
        thumbnail: None,
        link: raw.text("link").and_then(Href::parse),
    })
}

fn offer_to_raw(card: &OfferCard) -> Raw {
    object([
        ("id", card.promotion.0.clone().into()),
        ("figure", figure_to_raw(&card.figure)),
        ("title", card.title.clone().into()),
        ("text", nodes_to_raw(&card.text)),
        ("until", optional(card.until, Raw::from)),
        ("code", optional(card.code.clone(), Raw::from)),
        ("reason", nodes_to_raw(&card.reason)),
    ])
}

fn offer_from_raw(raw: &Raw) -> Option<OfferCard> {
    Some(OfferCard {
        promotion: PromotionId(raw.text("id")?.to_owned()),
        figure: figure_from_raw(raw.get("figure")?)?,
        title: raw.text("title")?.to_owned(),
        text: raw.get("text").map(nodes_from_raw).unwrap_or_default(),
        until: raw.get("until").and_then(Raw::as_moment),
        code: raw.text("code").map(str::to_owned),
        reason: raw.get("reason").map(nodes_from_raw).unwrap_or_default(),
    })
}

fn figure_to_raw(figure: &Figure) -> Raw {
    match figure {
        Figure::Percent(basis_points) => tagged("%", (*basis_points).into()),
        Figure::Money(money) => tagged("m", money_to_raw(*money)),
        Figure::Word(word) => tagged("w", word.clone().into()),
    }
}

fn figure_from_raw(raw: &Raw) -> Option<Figure> {
    let (tag, body) = untag(raw)?;
    match tag {
        "%" => body.as_int().map(Figure::Percent),
        "m" => money_from_raw(body).map(Figure::Money),
        "w" => body.as_text().map(|word| Figure::Word(word.to_owned())),
        _ => None,
    }
}

fn choice_to_raw(choice: &Choice) -> Raw {
    let pick = match &choice.pick {
        Pick::Topic(topic) => tagged("t", topic.clone().into()),
        Pick::Open(href) => tagged("u", href.as_str().into()),
        Pick::Privacy => tagged("p", Raw::Null),
        Pick::Neither => tagged("n", Raw::Null),
        Pick::Promotions => tagged("o", Raw::Null),
    };
    object([("label", choice.label.clone().into()), ("pick", pick)])
}

fn choice_from_raw(raw: &Raw) -> Option<Choice> {
    let (tag, body) = untag(raw.get("pick")?)?;
    let pick = match tag {
        "t" => Pick::Topic(body.as_text()?.to_owned()),
        "u" => Pick::Open(Href::parse(body.as_text()?)?),
        "p" => Pick::Privacy,
        "n" => Pick::Neither,
        "o" => Pick::Promotions,
        _ => return None,
    };
    Some(Choice {
        label: raw.text("label")?.to_owned(),
        pick,
    })
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
        Node::Money(money) => tagged("m", money_to_raw(*money)),
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
        "m" => money_from_raw(body).map(Node::Money),
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

fn money_to_raw(money: Money) -> Raw {
    money.to_string().into()
}

fn money_from_raw(raw: &Raw) -> Option<Money> {
    raw.as_text().and_then(Money::parse)
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

fn optional<T>(value: Option<T>, each: fn(T) -> Raw) -> Raw {
    value.map_or(Raw::Null, each)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::rich;
    use crate::time::Moment;

    fn sample() -> Message {
        let words =
            rich::parse("<p>Go <a href='/x'>there</a> <b>now</b><br>or</p><ol><li>a<li>b</ol>");
        let money = Money::parse("12.50 HKD").unwrap();
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
                Block::Product(ProductCard {
                    sku: Sku::new("A"),
                    title: "Boot".into(),
                    detail: String::new(),
                    price: Some(money),
                    was: None,
                    thumbnail: None,
                    link: Href::parse("/a.html"),
                }),
                Block::Offer(OfferCard {
                    promotion: PromotionId("P".into()),
                    figure: Figure::Percent(1500),
                    title: "Less".into(),
                    text: vec![Node::Money(money), Node::When(moment)],
                    until: Some(moment),
                    code: None,
                    reason: vec![Node::Emphasis(vec![Node::Text("why".into())])],
                }),
                Block::Choices(vec![
                    Choice {
                        label: "a".into(),
                        pick: Pick::Topic("#t".into()),
                    },
                    Choice {
                        label: "b".into(),
                        pick: Pick::Privacy,
                    },
                ]),
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
