//! The place of the widget in the page: one fresh `div` with an open shadow root.

use crate::browser::{document, get};
use crate::config::Config;
use crate::view::{Position, Theme};
use aside_engine::lang::Lang;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Element, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// The widget's element; it leaves the page when this is dropped.
pub struct Host {
    element: Element,
    root: ShadowRoot,
    /// Where the components are mounted: mounting clears an element, so it gets one of its own.
    pub mount: Element,
}

impl Host {
    /// Puts a host at the end of the page. `None` where there is no page to put it in.
    pub fn new() -> Option<Host> {
        let document = document()?;
        let element = document.create_element("div").ok()?;
        element.set_attribute("data-aside", "widget").ok()?;
        let root = element
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
            .ok()?;
        let mount = document.create_element("div").ok()?;
        root.append_child(&mount).ok()?;
        document.body()?.append_child(&element).ok()?;
        Some(Host {
            element,
            root,
            mount,
        })
    }

    /// Applies a style sheet as an object of its own, which a strict policy allows.
    pub fn adopt(&self, css: &str) -> Option<()> {
        let window = crate::browser::window()?;
        let constructor: js_sys::Function = get(&window, "CSSStyleSheet")?.dyn_into().ok()?;
        let sheet = Reflect::construct(&constructor, &Array::new()).ok()?;
        let replace: js_sys::Function = get(&sheet, "replaceSync")?.dyn_into().ok()?;
        replace.call1(&sheet, &css.into()).ok()?;
        let sheets = Array::of1(&sheet);
        Reflect::set(&self.root, &"adoptedStyleSheets".into(), &sheets).ok()?;
        Some(())
    }

    /// Says language, direction, theme and corner on the host, from where styles and screen
    /// readers take them.
    pub fn dress(&self, lang: &Lang, config: &Config) {
        let theme = match config.theme {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let position = match config.position {
            Position::End => "end",
            Position::Start => "start",
        };
        let dir = if lang.is_rtl() { "rtl" } else { "ltr" };
        for (name, value) in [
            ("lang", lang.tag()),
            ("dir", dir),
            ("data-theme", theme),
            ("data-position", position),
        ] {
            if self.element.get_attribute(name).as_deref() != Some(value) {
                let _ = self.element.set_attribute(name, value);
            }
        }
    }

    /// Shows or hides the whole widget.
    pub fn set_hidden(&self, hidden: bool) {
        let _ = self.element.toggle_attribute_with_force("hidden", hidden);
    }

    /// Tells the page that something happened. What is told never depends on what was said or
    /// liked: the detail is a count or nothing.
    pub fn emit(&self, name: &str, count: Option<u32>) {
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(&count.map_or(JsValue::NULL, JsValue::from));
        if let Ok(event) = CustomEvent::new_with_event_init_dict(&format!("aside:{name}"), &init) {
            let _ = self.element.dispatch_event(&event);
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.element.remove();
    }
}
