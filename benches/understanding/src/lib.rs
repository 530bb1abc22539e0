//! The classifier for the bench's page: as the widget has it, without the widget.

use std::rc::Rc;

use aside_engine::raw::Raw;
use aside_engine::text::{Source, Tables};
use aside_engine::understanding::{Classifier, Phrase, Trainer};
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// The widget's allocator, so that times and bytes are the widget's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
#[allow(
    unsafe_code,
    reason = "its maker asks for the promise that nothing else grows the memory; nothing does"
)]
static ALLOCATOR: talc::TalckWasm = unsafe { talc::TalckWasm::new_global() };

/// How words are read: the tables of language packs.
#[wasm_bindgen]
#[derive(Default)]
pub struct Packs(Tables);

#[wasm_bindgen]
impl Packs {
    /// No pack yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a pack, as `JSON.parse` gives it.
    pub fn add(&mut self, pack: &JsValue) {
        self.0.add(&Source::read(&raw(pack)));
    }
}

/// Trains in slices.
#[wasm_bindgen]
pub struct Training(Trainer);

#[wasm_bindgen]
impl Training {
    /// Takes the phrases and the number of the label of each; takes the packs for good.
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "what comes from JavaScript comes owned"
    )]
    pub fn new(texts: Vec<String>, labels: Vec<u32>, packs: Packs) -> Self {
        let phrases: Vec<Phrase<'_>> = texts
            .iter()
            .zip(labels)
            .map(|(text, label)| Phrase { label, text })
            .collect();
        Self(Trainer::new(&phrases, Rc::new(packs.0)))
    }

    /// Works on about so many phrases; true when all is done.
    pub fn step(&mut self, phrases: usize) -> bool {
        self.0.step(phrases)
    }

    /// What was learnt.
    #[must_use]
    pub fn finish(self) -> Model {
        Model(self.0.finish())
    }
}

/// Answers.
#[wasm_bindgen]
pub struct Model(Classifier);

#[wasm_bindgen]
impl Model {
    /// The number of the best label (-1 without any), its confidence, and the probability that any
    /// label fits.
    #[must_use]
    pub fn classify(&self, text: &str) -> Vec<f64> {
        let heard = self.0.classify(text);
        let best = heard.ranked.first();
        vec![
            best.map_or(-1.0, |best| best.label.into()),
            best.map_or(0.0, |best| best.confidence.into()),
            heard.in_scope.into(),
        ]
    }

    /// Memory that the model holds, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.0.bytes()
    }
}

/// A pack holds strings, lists and objects; anything else says nothing about words.
fn raw(value: &JsValue) -> Raw {
    if let Some(text) = value.as_string() {
        return Raw::Text(text);
    }
    if Array::is_array(value) {
        return Raw::List(Array::from(value).iter().map(|item| raw(&item)).collect());
    }
    if let Some(number) = value.as_f64() {
        return Raw::Number(number);
    }
    if !value.is_object() {
        return Raw::Null;
    }
    let pairs = Object::entries(Object::unchecked_from_js_ref(value));
    let pair = |pair: JsValue| {
        let pair = Array::from(&pair);
        (
            pair.get(0).as_string().unwrap_or_default(),
            raw(&pair.get(1)),
        )
    };
    Raw::Map(pairs.iter().map(pair).collect())
}
