//! Elements by function. `html!` spells out every element where it stands, 400 bytes of wasm each;
//! a call is a tenth of that, and the shopper downloads it. `html!` stays where an element listens
//! to more than clicks or is referred to.

use std::rc::Rc;
use yew::html::onclick;
use yew::prelude::*;
use yew::virtual_dom::{VList, VTag, VText};

/// Attributes that never change.
pub type Fixed = &'static [(&'static str, &'static str)];

/// An element. A part that is missing is `Html::default()`, so that the others keep their places.
pub fn el(tag: &'static str, fixed: Fixed, children: Vec<Html>) -> Html {
    el_with(tag, fixed, Vec::new(), None, children)
}

/// An element with attributes that change, where `None` leaves one out, and with a click.
pub fn el_with(
    tag: &'static str,
    fixed: Fixed,
    more: Vec<(&'static str, Option<AttrValue>)>,
    click: Option<Callback<MouseEvent>>,
    children: Vec<Html>,
) -> Html {
    let mut element = VTag::new(tag);
    for (name, value) in fixed {
        element.add_attribute(name, AttrValue::Static(value));
    }
    for (name, value) in more {
        if let Some(value) = value {
            element.add_attribute(name, value);
        }
    }
    if let Some(click) = click {
        element.add_listener(Rc::new(onclick::Wrapper::new(click)));
    }
    if !children.is_empty() {
        element.add_child(many(children));
    }
    element.into()
}

/// Several side by side.
pub fn many(children: Vec<Html>) -> Html {
    VList::with_children(children, None).into()
}

/// Words.
pub fn text(words: impl Into<AttrValue>) -> Html {
    VText::new(words.into()).into()
}

/// One of two texts that are known beforehand.
pub fn flag(on: bool) -> Option<AttrValue> {
    Some(AttrValue::Static(if on { "true" } else { "false" }))
}
