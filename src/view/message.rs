//! One turn of the conversation: its blocks, each drawn by its own file.

use super::answers::answers;
use super::consent::consent;
use super::element::Build;
use super::format;
use super::offer::Offer;
use super::product::product;
use super::ui::{Ui, direction};
use aside_engine::catalog::PromotionId;
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
    let mut b = Build::new(&ui);
    b.el_if(props.stamped, "p;class=stamp", |b| {
        b.text(&format::when(&props.ui.lang, message.at))
    });
    b.el("div;part=message", |b| {
        b.attr(
            "class",
            if is_shopper {
                "message from-shopper"
            } else {
                "message from-aside"
            },
        );
        b.attr("data-id", &message.id.to_string());
        b.attr("lang", message.lang.tag());
        b.attr("dir", direction(&message.lang));
        if is_shopper {
            b.line("span;class=unseen", "ui.you");
        }
        for each in &message.blocks {
            block(each, props, b);
        }
    });
    b.finish()
}

fn block(block: &Block, props: &MessageProps, b: &mut Build<'_>) {
    match block {
        Block::Words(nodes) => b.el("div;class=words", |b| b.rich(nodes)),
        Block::Product(card) => product(card, b),
        Block::Offer(card) => {
            let gone = props.gone.contains(&card.promotion);
            b.node(html! { <Offer ui={b.ui.clone()} card={card.clone()} {gone} /> });
        }
        Block::Consent => consent(props.consent, b),
        Block::Choices(choices) => answers(choices, props.newest, b),
    }
}
