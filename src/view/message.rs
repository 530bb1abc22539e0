//! One turn of the conversation: its blocks, each drawn by its own file.

use super::answers::answers;
use super::consent::consent;
use super::element::{el, el_with, many, text};
use super::format;
use super::offer::Offer;
use super::product::product;
use super::rich::rich;
use super::ui::Ui;
use aside_engine::catalog::PromotionId;
use aside_engine::lang::Lang;
use aside_engine::reply::{Author, Block, Message};
use std::rc::Rc;
use yew::prelude::*;

/// What [`MessageView`] draws. The whole conversation is shared; one turn of it is compared.
#[derive(Clone, Properties)]
pub struct MessageProps {
    /// Words and actions.
    pub ui: Ui,
    /// The conversation.
    pub messages: Rc<Vec<Message>>,
    /// Which turn of it.
    pub at: usize,
    /// Whether its time stands above.
    pub stamped: bool,
    /// Whether nothing came after it, so that its answers are still wanted.
    pub newest: bool,
    /// Refused offers.
    pub gone: Rc<Vec<PromotionId>>,
    /// What was answered to the question about remembering.
    pub consent: Option<bool>,
}

impl MessageProps {
    fn message(&self) -> Option<&Message> {
        self.messages.get(self.at)
    }
}

impl PartialEq for MessageProps {
    fn eq(&self, other: &Self) -> bool {
        self.ui == other.ui
            && self.stamped == other.stamped
            && self.newest == other.newest
            && self.gone == other.gone
            && self.consent == other.consent
            && self.message() == other.message()
    }
}

/// One turn, in the language that it was said in.
#[component]
pub fn MessageView(props: &MessageProps) -> Html {
    let Some(message) = props.message() else {
        return Html::default();
    };
    let ui = props.ui.speaking(&message.lang);
    let is_shopper = message.author == Author::Shopper;
    let mut parts: Vec<Html> = message
        .blocks
        .iter()
        .map(|each| block(each, props, &ui))
        .collect();
    if is_shopper {
        parts.insert(
            0,
            el("span", &[("class", "unseen")], vec![ui.say("ui.you")]),
        );
    }
    let class = if is_shopper {
        "message from-shopper"
    } else {
        "message from-aside"
    };
    let more = vec![
        ("class", Some(class.into())),
        ("data-id", Some(message.id.to_string().into())),
        ("lang", Some(message.lang.tag().to_owned().into())),
        ("dir", Some(direction(&message.lang))),
    ];
    let stamp = props.stamped.then(|| {
        let time = format::when(&props.ui.lang, message.at);
        el("p", &[("class", "stamp")], vec![text(time)])
    });
    let message = el_with("div", &[("part", "message")], more, None, parts);
    many(vec![stamp.unwrap_or_default(), message])
}

/// The direction of a language's lines.
pub fn direction(lang: &Lang) -> AttrValue {
    AttrValue::Static(if lang.is_rtl() { "rtl" } else { "ltr" })
}

fn block(block: &Block, props: &MessageProps, ui: &Ui) -> Html {
    match block {
        Block::Words(nodes) => el("div", &[("class", "words")], vec![rich(nodes, ui)]),
        Block::Product(card) => product(card, ui),
        Block::Offer(card) => {
            let gone = props.gone.contains(&card.promotion);
            html! { <Offer ui={ui.clone()} card={card.clone()} {gone} /> }
        }
        Block::Consent => consent(props.consent, ui),
        Block::Choices(choices) => answers(choices, props.newest, ui),
    }
}
