//! Elements one after the other, as they stand in the page. `html!` spells out each element where
//! it is used, some 400 bytes of wasm; a call here is a tenth of that, and the shopper downloads it.

use super::model::Action;
use super::rich::rich;
use super::ui::Ui;
use aside_engine::catalog::Node;
use aside_engine::reply::Fill;
use std::rc::Rc;
use yew::html::onclick;
use yew::prelude::*;
use yew::virtual_dom::{Key, Listener, VList, VTag, VText};

/// Builds a piece of the page, in the words of one [`Ui`].
pub struct Build<'a> {
    /// Words and actions.
    pub ui: &'a Ui,
    open: Vec<VTag>,
    /// The children so far, of each open element and of the piece itself.
    children: Vec<Vec<Html>>,
}

impl<'a> Build<'a> {
    /// An empty piece.
    pub fn new(ui: &'a Ui) -> Self {
        Build {
            ui,
            open: Vec::new(),
            children: vec![Vec::new()],
        }
    }

    /// The piece.
    pub fn finish(self) -> Html {
        self.list(None)
    }

    /// The piece under a key: it shares no element with a piece of another key in its place.
    pub fn finish_as(self, key: usize) -> Html {
        self.list(Some(Key::from(key)))
    }

    /// An element with what `inside` puts into it. `what` is its tag and the attributes that never
    /// change: `button;type=button;class=text`.
    pub fn el(&mut self, what: &'static str, inside: impl FnOnce(&mut Self)) {
        self.begin(what);
        inside(self);
        self.end();
    }

    /// The same where a condition holds; else an empty place, so that its neighbours keep theirs.
    pub fn el_if(&mut self, is: bool, what: &'static str, inside: impl FnOnce(&mut Self)) {
        if is {
            self.el(what, inside);
        } else {
            self.node(Html::default());
        }
    }

    /// An element with one text in it.
    pub fn line(&mut self, what: &'static str, key: &str) {
        self.el(what, |b| b.say(key));
    }

    /// An element with words in it that are no text of ours.
    pub fn given(&mut self, what: &'static str, words: &str) {
        self.el(what, |b| b.text(words));
    }

    /// A button with words on it that tells of an action.
    pub fn button(&mut self, what: &'static str, key: &str, action: Action) {
        self.el(what, |b| {
            b.click(action);
            b.say(key);
        });
    }

    /// The text under `key`.
    pub fn say(&mut self, key: &str) {
        let words = self.ui.text(key);
        self.put(words);
    }

    /// The text under `key`, with its `{slots}` filled.
    pub fn fill(&mut self, key: &str, fills: &[(&str, Fill)]) {
        rich(&self.ui.words.fill(&self.ui.lang, key, fills), self);
    }

    /// Text with structure.
    pub fn rich(&mut self, nodes: &[Node]) {
        rich(nodes, self);
    }

    /// Words.
    pub fn text(&mut self, words: &str) {
        self.put(AttrValue::from(words.to_owned()));
    }

    /// Anything.
    pub fn node(&mut self, node: Html) {
        if let Some(children) = self.children.last_mut() {
            children.push(node);
        }
    }

    /// An attribute of the open element.
    pub fn attr(&mut self, name: &'static str, value: &str) {
        self.set(name, AttrValue::from(value.to_owned()));
    }

    /// An attribute that is `true` or `false`.
    pub fn flag(&mut self, name: &'static str, on: bool) {
        self.set(name, AttrValue::Static(if on { "true" } else { "false" }));
    }

    /// The name of the open element for those who do not see it.
    pub fn name(&mut self, key: &str) {
        let name = self.ui.text(key);
        self.set("aria-label", name);
    }

    /// What a click on the open element tells.
    pub fn click(&mut self, action: Action) {
        let act = self.ui.act.clone();
        self.on_click(Callback::from(move |_| act.emit(action.clone())));
    }

    /// What a click on the open element does.
    pub fn on_click(&mut self, click: Callback<MouseEvent>) {
        self.on(Rc::new(onclick::Wrapper::new(click)));
    }

    /// What else the open element listens to.
    pub fn on(&mut self, listener: Rc<dyn Listener>) {
        if let Some(element) = self.open.last_mut() {
            element.add_listener(listener);
        }
    }

    /// The open element, to be found again.
    pub fn found_by(&mut self, node: &NodeRef) {
        if let Some(element) = self.open.last_mut() {
            element.node_ref = node.clone();
        }
    }

    fn begin(&mut self, what: &'static str) {
        let mut parts = what.split(';');
        self.open.push(VTag::new(parts.next().unwrap_or_default()));
        self.children.push(Vec::new());
        for (name, value) in parts.filter_map(|part| part.split_once('=')) {
            self.set(name, AttrValue::Static(value));
        }
    }

    fn end(&mut self) {
        let children = self.children.pop().unwrap_or_default();
        if let Some(mut element) = self.open.pop() {
            if !children.is_empty() {
                element.add_child(VList::with_children(children, None).into());
            }
            self.node(element.into());
        }
    }

    fn set(&mut self, name: &'static str, value: AttrValue) {
        if let Some(element) = self.open.last_mut() {
            element.add_attribute(name, value);
        }
    }

    fn list(mut self, key: Option<Key>) -> Html {
        VList::with_children(self.children.pop().unwrap_or_default(), key).into()
    }

    fn put(&mut self, words: AttrValue) {
        self.node(VText::new(words).into());
    }
}
