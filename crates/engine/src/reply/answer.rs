//! Acts of the dialogue become blocks of a message.

use super::offer::offer_card;
use super::{Block, Choice, Pick, ProductCard, Words};
use crate::catalog::rich::Href;
use crate::catalog::{Availability, Catalog, Node, Passage, Product, Settings, Sku};
use crate::dialogue::{Builtin, DialogueAct};
use crate::lang::Lang;
use crate::promotion;
use crate::time::Moment;

/// Promotions listed when somebody asks for them.
const MAX_LISTED: usize = 3;

/// What a reply is made from.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// All words.
    pub words: &'a Words,
    /// The reader's language.
    pub lang: &'a Lang,
    /// What the shop sells and knows.
    pub catalog: &'a Catalog,
    /// What the shop decided.
    pub settings: &'a Settings,
    /// Now.
    pub now: Moment,
}

/// The blocks that carry out an act.
pub fn answer(act: &DialogueAct, context: Context<'_>) -> Vec<Block> {
    match act {
        DialogueAct::Say(builtin) => say(*builtin, context),
        DialogueAct::Answer(faq) => match context.catalog.faqs.get(*faq) {
            Some(faq) => vec![Block::Words(faq.answer.clone())],
            None => vec![context.line("say.unknown.bare")],
        },
        DialogueAct::Quote(passage) => match context.catalog.passages.get(*passage) {
            Some(passage) => quote(passage, context),
            None => vec![context.line("say.unknown.bare")],
        },
        DialogueAct::AskForWords => vec![context.line("say.unread")],
        DialogueAct::Clarify(faqs) => {
            let mut choices = questions(faqs, context);
            choices.push(Choice {
                label: context.words.text(context.lang, "say.neither").to_owned(),
                pick: Pick::Neither,
            });
            vec![context.line("say.clarify"), Block::Choices(choices)]
        }
        DialogueAct::ShowProducts(skus) => {
            let products = skus.iter().filter_map(|sku| context.catalog.product(sku));
            let cards = products.map(|p| Block::Product(product_card(p, context)));
            std::iter::once(context.line("say.products"))
                .chain(cards)
                .collect()
        }
        DialogueAct::Admit(faqs) if faqs.is_empty() => vec![context.line("say.unknown.bare")],
        DialogueAct::Admit(faqs) => vec![
            context.line("say.unknown"),
            Block::Choices(questions(faqs, context)),
        ],
        DialogueAct::GiveWay => {
            let mut blocks = vec![context.line("say.unknown.again")];
            blocks.extend(ways_to_a_person(context));
            blocks
        }
    }
}

/// A passage in its own words, with where it stands.
fn quote(passage: &Passage, context: Context<'_>) -> Vec<Block> {
    let mut source = Node::Text(passage.source.clone());
    if let Some(link) = &passage.link {
        source = Node::Link(link.clone(), vec![source]);
    }
    let (words, lang) = (context.words, context.lang);
    vec![
        context.line("say.passage"),
        Block::Quote(
            passage.body.clone(),
            words.with(lang, "say.passage.from", "source", source),
        ),
    ]
}

/// The first words in an empty conversation.
pub fn greeting(context: Context<'_>) -> Vec<Block> {
    let own = context.settings.greeting.get(context.lang);
    let words = match own {
        "" => context.line("say.greeting"),
        own => Block::Words(vec![Node::Paragraph(vec![Node::Text(own.to_owned())])]),
    };
    let asked = context.settings.suggestions_for(context.lang);
    let of_lang = |question: &&String| {
        let mut faqs = context.catalog.faqs.iter();
        let faq = faqs.find(|faq| faq.question == **question)?;
        Some(Choice {
            label: faq.question.clone(),
            pick: Pick::Topic(faq.topic.clone()),
        })
    };
    let choices: Vec<Choice> = asked.iter().filter_map(|q| of_lang(&q)).collect();
    match choices.is_empty() {
        true => vec![words],
        false => vec![words, Block::Choices(choices)],
    }
}

/// A product as a card.
pub fn product_card(product: &Product, context: Context<'_>) -> ProductCard {
    let stock = match product.availability {
        Availability::InStock => "",
        Availability::OutOfStock => context.words.text(context.lang, "say.stock.out"),
        Availability::Later => context.words.text(context.lang, "say.stock.later"),
    };
    let parts = [product.color.get(context.lang), &product.size, stock];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    ProductCard {
        sku: Sku::new(product.sku.as_str()),
        title: product.title.get(context.lang).to_owned(),
        detail: parts.join(" · "),
        price: product.current_price(),
        was: product.sale_price.and(product.price),
        thumbnail: product.thumbnail.clone(),
        link: product.link.clone(),
    }
}

/// Puts on a card what the catalog has for its number. An offer keeps its reason.
pub fn complete(block: &mut Block, context: Context<'_>) {
    match block {
        Block::Product(card) => {
            if let Some(product) = context.catalog.product(&card.sku) {
                *card = product_card(product, context);
            }
        }
        Block::Offer(card) => {
            if let Some(promotion) = context.catalog.promotion(&card.promotion) {
                let (words, lang, now) = (context.words, context.lang, context.now);
                let reason = std::mem::take(&mut card.reason);
                *card = offer_card(words, lang, context.catalog, promotion, None, now);
                card.reason = reason;
            }
        }
        _ => {}
    }
}

impl Context<'_> {
    /// A paragraph of the pack.
    pub fn line(&self, key: &str) -> Block {
        Block::Words(vec![Node::Paragraph(self.words.fill(self.lang, key, &[]))])
    }
}

fn say(builtin: Builtin, context: Context<'_>) -> Vec<Block> {
    match builtin {
        Builtin::Human | Builtin::ContactHours => a_person("say.human", context),
        Builtin::Complaint => a_person("say.complaint", context),
        Builtin::Privacy => {
            let label = context
                .words
                .text(context.lang, "say.privacy.open")
                .to_owned();
            let pick = Pick::Privacy;
            vec![
                context.line("say.privacy"),
                Block::Choices(vec![Choice { label, pick }]),
            ]
        }
        Builtin::PromotionsCurrent => promotions(context),
        Builtin::StopPromotions => vec![context.line("say.stopped")],
        Builtin::Greet => vec![context.line("say.greet")],
        Builtin::Thanks => vec![context.line("say.thanks")],
        Builtin::Praise => vec![context.line("say.praise")],
        Builtin::Affirm | Builtin::Deny => vec![context.line("say.go_on")],
        Builtin::Goodbye => vec![context.line("say.goodbye")],
        Builtin::Capabilities => vec![context.line("say.capabilities")],
    }
}

fn promotions(context: Context<'_>) -> Vec<Block> {
    let current = promotion::current(context.catalog, context.now);
    if current.is_empty() {
        return vec![context.line("say.promotions.none")];
    }
    let shown = current.iter().take(MAX_LISTED).map(|promotion| {
        let (words, lang, now) = (context.words, context.lang, context.now);
        let card = offer_card(words, lang, context.catalog, promotion, None, now);
        Block::Offer(card)
    });
    let mut blocks: Vec<Block> = std::iter::once(context.line("say.promotions"))
        .chain(shown)
        .collect();
    if let Some(more) = current
        .len()
        .checked_sub(MAX_LISTED)
        .filter(|more| *more > 0)
    {
        let more = Node::Text(more.to_string());
        let line = context
            .words
            .fill(context.lang, "say.promotions.more", &[("n", more)]);
        blocks.push(Block::Words(vec![Node::Paragraph(line)]));
    }
    blocks
}

fn questions(faqs: &[usize], context: Context<'_>) -> Vec<Choice> {
    let faqs = faqs
        .iter()
        .filter_map(|place| context.catalog.faqs.get(*place));
    faqs.map(|faq| Choice {
        label: faq.question.clone(),
        pick: Pick::Topic(faq.topic.clone()),
    })
    .collect()
}

/// The ways to a person after a line that leads to them.
fn a_person(line: &str, context: Context<'_>) -> Vec<Block> {
    let mut ways = ways_to_a_person(context);
    let key = if ways.is_empty() {
        "say.human.none"
    } else {
        line
    };
    ways.insert(0, context.line(key));
    ways
}

fn ways_to_a_person(context: Context<'_>) -> Vec<Block> {
    let contact = &context.settings.contact;
    let way = |key: &str, scheme: &str, address: &Option<String>| {
        let address = address.as_ref()?;
        let href = Href::parse(&format!("{scheme}:{}", address.replace(' ', "")))?;
        let mut line = context.words.fill(context.lang, key, &[]);
        line.push(Node::Link(href, vec![Node::Text(address.clone())]));
        Some(line)
    };
    let page = contact.url.as_ref().map(|url| {
        let label = context.words.fill(context.lang, "say.human.page", &[]);
        vec![Node::Link(url.clone(), label)]
    });
    let ways = [
        way("say.human.email", "mailto", &contact.email),
        way("say.human.phone", "tel", &contact.phone),
        page,
    ];
    let ways: Vec<Vec<Node>> = ways.into_iter().flatten().collect();
    match ways.is_empty() {
        true => Vec::new(),
        false => vec![Block::Words(vec![Node::List(false, ways)])],
    }
}
