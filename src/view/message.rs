//! One turn of the conversation: its blocks, each drawn by its own file.

use super::answers::answers;
use super::consent::consent;
use super::element::Build;
use super::format;
use super::offer::offer;
use super::product::product;
use super::root::direction;
use aside_engine::reply::{Author, Block, Message};

/// One turn, in the language that it was said in. `stamped`: with its time above; `newest`: nothing
/// came after it, so that its answers are still wanted.
pub fn message<'a>(message: &'a Message, stamped: bool, newest: bool, b: &mut Build<'a>) {
    b.el_if(stamped, "p;class=stamp", |b| {
        b.text(&format::when(b.lang, message.at))
    });
    let reader = std::mem::replace(&mut b.lang, &message.lang);
    let is_shopper = message.author == Author::Shopper;
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
        b.attr("lang", b.lang.tag());
        b.attr("dir", direction(b.lang));
        if is_shopper {
            b.line("span;class=unseen", "ui.you");
        }
        for (at, block) in message.blocks.iter().enumerate() {
            match block {
                Block::Words(nodes) => b.el("div;class=words", |b| b.rich(nodes)),
                Block::Quote(body, source) => b.el("figure;class=quote;part=quote", |b| {
                    b.el("blockquote;class=words", |b| b.rich(body));
                    b.el("figcaption;class=words", |b| b.rich(source));
                }),
                Block::Product(card) => product(card, b),
                Block::Offer(card) => offer(card, (message.id, at), b),
                Block::Consent => consent(b),
                Block::Choices(choices) => answers(choices, newest, b),
            }
        }
    });
    b.lang = reader;
}
