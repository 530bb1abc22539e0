//! Elements one after the other, as they stand in the page. `html!` spells out each element where
//! it is used, some 400 bytes of wasm; a call here is a tenth of that, and the shopper downloads it.

use super::listen::{Ear, On};
use super::model::{Action, Model};
use super::rich::rich;
use super::view::View;
use aside_engine::catalog::Node;
use aside_engine::lang::Lang;
use aside_engine::reply::{Fill, Words};
use std::cell::RefCell;
use std::mem::take;
use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VTag, VText};

/// Builds the page of one moment.
pub struct Build<'a> {
    /// Who listens and remembers.
    pub view: &'a Rc<View>,
    /// What there is to see.
    pub model: &'a Model,
    /// All packs.
    pub words: &'a Words,
    /// The language to speak: the reader's, or inside a message the message's.
    pub lang: &'a Lang,
    /// The open elements, outermost first; the first is the page.
    open: Vec<Open>,
}

/// An element that still takes attributes and children; without a tag a mere group.
#[derive(Default)]
struct Open {
    tag: &'static str,
    key: Option<u32>,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
    hears: Vec<Option<Rc<dyn Listener>>>,
    found_by: Option<NodeRef>,
    children: Vec<Html>,
}

impl<'a> Build<'a> {
    /// An empty page.
    pub fn new(view: &'a Rc<View>, model: &'a Model, words: &'a Words) -> Self {
        Build {
            view,
            model,
            words,
            lang: &model.lang,
            open: vec![Open::default()],
        }
    }

    /// The page.
    pub fn finish(mut self) -> Html {
        self.open.pop().map(Open::close).unwrap_or_default()
    }

    /// An element with what `inside` puts into it. `what` is its tag and the attributes that never
    /// change, `button;type=button;class=text`; `@` before a value says that it is a text's key.
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
            self.nothing();
        }
    }

    /// A part under a key: it shares no element with a part of another key in its place.
    pub fn group(&mut self, key: u32, inside: impl FnOnce(&mut Self)) {
        self.open("", Some(key));
        inside(self);
        self.end();
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, what: &'static str) {
        self.begin(what);
        self.end();
    }

    /// An element with one text in it.
    pub fn line(&mut self, what: &'static str, key: &str) {
        self.begin(what);
        self.say(key);
        self.end();
    }

    /// An element with words in it that are no text of ours.
    pub fn given(&mut self, what: &'static str, words: &str) {
        self.begin(what);
        self.text(words);
        self.end();
    }

    /// A button with words on it that tells of an action.
    pub fn button(&mut self, what: &'static str, key: &str, action: Action) {
        self.begin(what);
        self.click(action);
        self.say(key);
        self.end();
    }

    /// The text under `key`.
    pub fn say(&mut self, key: &str) {
        self.text(self.words.text(self.lang, key));
    }

    /// The text under `key`, with its `{slots}` filled.
    pub fn fill(&mut self, key: &str, fills: &[(&str, Fill)]) {
        rich(&self.words.fill(self.lang, key, fills), self);
    }

    /// Text with structure.
    pub fn rich(&mut self, nodes: &[Node]) {
        rich(nodes, self);
    }

    /// The text under `key` for that many.
    pub fn count(&self, key: &str, n: u32) -> String {
        self.words.count(self.lang, key, n)
    }

    /// Words.
    pub fn text(&mut self, words: &str) {
        self.put(VText::new(AttrValue::Rc(words.into())).into());
    }

    /// An empty place.
    pub fn nothing(&mut self) {
        self.put(Html::default());
    }

    /// An attribute of the open element; each only once.
    pub fn attr(&mut self, name: &'static str, value: &str) {
        self.set(name, AttrValue::Rc(value.into()));
    }

    /// An attribute that is `true` or `false`.
    pub fn flag(&mut self, name: &'static str, on: bool) {
        self.set(name, AttrValue::Static(if on { "true" } else { "false" }));
    }

    /// What a click on the open element tells.
    pub fn click(&mut self, action: Action) {
        self.on(On::Click(action));
    }

    /// What the open element listens to.
    pub fn on(&mut self, on: On) {
        let view = self.view.clone();
        if let Some(element) = self.open.last_mut() {
            element.hears.push(Some(Rc::new(Ear { on, view })));
        }
    }

    /// The open element, to be found again.
    pub fn found_by(&mut self, node: &NodeRef) {
        if let Some(element) = self.open.last_mut() {
            element.found_by = Some(node.clone());
        }
    }

    #[inline(never)]
    fn begin(&mut self, what: &'static str) {
        let mut parts = what.split(';');
        self.open(parts.next().unwrap_or_default(), None);
        for (name, value) in parts.filter_map(|part| part.split_once('=')) {
            match value.strip_prefix('@') {
                Some(key) => self.attr(name, self.words.text(self.lang, key)),
                None => self.set(name, AttrValue::Static(value)),
            }
        }
    }

    #[inline(never)]
    fn open(&mut self, tag: &'static str, key: Option<u32>) {
        self.open.push(Open {
            tag,
            key,
            ..Open::default()
        });
    }

    #[inline(never)]
    fn end(&mut self) {
        if let Some(element) = self.open.pop() {
            self.put(element.close());
        }
    }

    #[inline(never)]
    fn set(&mut self, name: &'static str, value: AttrValue) {
        if let Some(element) = self.open.last_mut() {
            element.names.push(name);
            element
                .values
                .push(Some(AttributeOrProperty::Attribute(value)));
        }
    }

    #[inline(never)]
    fn put(&mut self, node: Html) {
        if let Some(element) = self.open.last_mut() {
            element.children.push(node);
        }
    }
}

impl Open {
    fn close(mut self) -> Html {
        let children = take(&mut self.children);
        let children = VList::with_children(children, self.key.map(Key::from)).into();
        if self.tag.is_empty() {
            return children;
        }
        let mut tag = VTag::new(self.tag);
        tag.attributes = Attributes::Dynamic {
            keys: lasting(self.names),
            values: self.values.into_boxed_slice(),
        };
        if !self.hears.is_empty() {
            tag.set_listeners(self.hears.into_boxed_slice());
        }
        if let Some(node) = self.found_by {
            tag.node_ref = node;
        }
        if let Some(inside) = tag.children_mut() {
            *inside = children;
        }
        tag.into()
    }
}

thread_local! {
    static NAMES: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
}

/// The same names, forever, as Yew asks for them where it compares by place and keeps no map. There
/// are as many lists as there are kinds of elements in these files, a few dozen.
fn lasting(names: Vec<&'static str>) -> &'static [&'static str] {
    NAMES.with_borrow_mut(|all| {
        if let Some(same) = all.iter().find(|have| ***have == *names) {
            return *same;
        }
        let names: &'static [&'static str] = names.leak();
        all.push(names);
        names
    })
}
