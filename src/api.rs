//! The page's command queue: `aside(verb, …)`.
//!
//! Every verb may come in any order, any number of times, with any arguments: what makes no sense
//! is told to the developer once, in the console, and changes nothing.

use crate::app::{App, AppProps, Msg};
use crate::browser::{document, from_raw, get, now, to_raw, warn};
use crate::config::{Config, Lent};
use crate::host::Host;
use crate::view::Action;
use aside_engine::assistant::Event;
use aside_engine::consent::Purpose;
use aside_engine::lang::Lang;
use aside_engine::raw::{Raw, object};
use js_sys::{Array, Function};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use yew::AppHandle;
use yew::html::Scope;

/// The widget that runs, and what the page hung onto it.
struct Running {
    app: AppHandle<App>,
    heard: Vec<(String, Function)>,
    warned: Vec<String>,
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
}

/// Mounts the widget, unless it runs already.
pub fn boot(settings: &JsValue) {
    if RUNNING.with_borrow(Option::is_some) {
        return;
    }
    let lent = Rc::new(Lent::read(settings));
    let Some(host) = Host::new() else {
        return warn("the page has no body to put the widget in; call it later");
    };
    let mount = host.mount.clone();
    let props = AppProps {
        config: Rc::new(Config::read(settings)),
        lent,
        host: Rc::new(host),
    };
    let app = yew::Renderer::<App>::with_root_and_props(mount, props).render();
    RUNNING.set(Some(Running {
        app,
        heard: Vec::new(),
        warned: Vec::new(),
    }));
}

/// Carries out a verb.
pub fn command(verb: &str, args: &Array) -> JsValue {
    let first = args.get(0);
    match verb {
        "shutdown" => shutdown(),
        "open" | "show" => act(Action::Open),
        "close" => act(Action::Close),
        "toggle" => toggle(),
        "hide" => hide(),
        "ask" => ask(&first),
        "track" => track(&first, &args.get(1)),
        "cart" => cart(&first),
        "consent" => consent(&first),
        "snooze" => snooze(&first),
        "optOut" => act(Action::StopOffers),
        "locale" => locale(&first),
        "erase" => act(Action::Erase),
        "export" => return look(|app| from_raw(&app.assistant().export(now()))),
        "diagnose" => return look(diagnose),
        "on" => hear(&first, args.get(1)),
        "off" => unhear(&first, &args.get(1)),
        "ready" => ready(first),
        other => warn_once(&format!("there is no verb \"{other}\"")),
    }
    JsValue::UNDEFINED
}

fn shutdown() {
    if let Some(running) = RUNNING.take() {
        for (name, function) in &running.heard {
            forget(name, function);
        }
        running.app.destroy();
    }
}

/// The component's own handle. It is copied out, so that a page's listener may call back into
/// `aside(…)`, even `shutdown`, while a message is worked on.
fn scope() -> Option<Scope<App>> {
    RUNNING.with_borrow(|running| Some((*running.as_ref()?.app).clone()))
}

fn send(message: Msg) {
    if let Some(scope) = scope() {
        scope.send_message(message);
    }
}

fn act(action: Action) {
    look(|app| {
        app.host().set_hidden(false);
        JsValue::UNDEFINED
    });
    send(Msg::Acted(action));
}

fn happened(event: Event) {
    send(Msg::Happened(event));
}

/// Looks at the running widget; `undefined` when there is none.
fn look(see: impl FnOnce(&App) -> JsValue) -> JsValue {
    let scope = scope();
    let component = scope.as_ref().and_then(|scope| scope.get_component());
    component.map_or(JsValue::UNDEFINED, |app| see(&app))
}

fn toggle() {
    let open = look(|app| JsValue::from(app.is_open()));
    act(if open.is_truthy() {
        Action::Close
    } else {
        Action::Open
    });
}

fn hide() {
    send(Msg::Acted(Action::Close));
    look(|app| {
        app.host().set_hidden(true);
        JsValue::UNDEFINED
    });
}

fn ask(words: &JsValue) {
    match words.as_string().filter(|words| !words.trim().is_empty()) {
        Some(words) => {
            act(Action::Open);
            act(Action::Send(words));
        }
        None => warn_once("ask needs the question as a string: aside('ask', 'Is it waterproof?')"),
    }
}

fn track(name: &JsValue, params: &JsValue) {
    let Some(name) = name.as_string() else {
        return warn_once("track needs a name: aside('track', 'view_item', {items: […]})");
    };
    let params = to_raw(params).unwrap_or_default();
    happened(Event::Tracked { name, params });
}

/// The cart as it is now: the lines of GA4's `view_cart`.
fn cart(lines: &JsValue) {
    let Some(raw) = to_raw(lines).filter(|raw| matches!(raw, Raw::List(_) | Raw::Map(_))) else {
        return warn_once("cart needs its lines: aside('cart', [{item_id, price, quantity}])");
    };
    let params = match raw {
        list @ Raw::List(_) => object([("items", list)]),
        map => map,
    };
    let name = "view_cart".to_owned();
    happened(Event::Tracked { name, params });
}

/// Consent that the page's own banner collected: `true`, `false`, or one by one.
fn consent(given: &JsValue) {
    if let Some(yes) = given.as_bool() {
        return send(Msg::Acted(Action::Consent(yes)));
    }
    let mut any = false;
    for (key, purpose) in [("remember", Purpose::Remember), ("learn", Purpose::Learn)] {
        if let Some(on) = get(given, key).and_then(|value| value.as_bool()) {
            happened(Event::PermissionSet(purpose, on));
            any = true;
        }
    }
    if !any {
        warn_once("consent needs true, false, or {remember: …, learn: …}");
    }
}

fn snooze(days: &JsValue) {
    let days = days.as_f64().unwrap_or(7.0).clamp(1.0, 365.0) as u32;
    happened(Event::OffersSnoozed { days });
}

fn locale(tag: &JsValue) {
    match tag.as_string() {
        Some(tag) => happened(Event::LangChosen(Lang::new(&tag))),
        None => warn_once("locale needs a language: aside('locale', 'zh-Hant')"),
    }
}

/// What a developer wants to know when something does not work.
fn diagnose(app: &App) -> JsValue {
    let assistant = app.assistant();
    let [faqs, products, promotions, passages] =
        assistant.counts().map(|count| Raw::from(count as i64));
    let problems = assistant.problems().iter().map(|problem| {
        object([
            ("file", problem.file.clone().into()),
            ("path", problem.path.clone().into()),
            ("what", problem.what.clone().into()),
            ("remedy", problem.remedy.clone().into()),
        ])
    });
    from_raw(&object([
        ("ready", app.is_ready().into()),
        ("lang", assistant.lang().tag().into()),
        ("faqs", faqs),
        ("products", products),
        ("promotions", promotions),
        ("passages", passages),
        ("files", app.files().into()),
        ("problems", Raw::List(problems.collect())),
    ]))
}

/// `aside('on', 'open', fn)`: the function is called with the CustomEvent `aside:open`.
fn hear(name: &JsValue, function: JsValue) {
    let (Some(name), Ok(function)) = (name.as_string(), function.dyn_into::<Function>()) else {
        return warn_once("on needs a name and a function: aside('on', 'open', () => {…})");
    };
    let name = format!("aside:{}", name.strip_prefix("aside:").unwrap_or(&name));
    if let Some(document) = document() {
        let _ = document.add_event_listener_with_callback(&name, &function);
        RUNNING.with_borrow_mut(|running| {
            if let Some(running) = running {
                running.heard.push((name, function));
            }
        });
    }
}

fn unhear(name: &JsValue, function: &JsValue) {
    let name = name.as_string().unwrap_or_default();
    let name = format!("aside:{}", name.strip_prefix("aside:").unwrap_or(&name));
    RUNNING.with_borrow_mut(|running| {
        if let Some(running) = running {
            running.heard.retain(|(heard, heard_by)| {
                let same = *heard == name
                    && (function.is_undefined() || js_sys::Object::is(heard_by, function));
                if same {
                    forget(heard, heard_by);
                }
                !same
            });
        }
    });
}

fn forget(name: &str, function: &Function) {
    if let Some(document) = document() {
        let _ = document.remove_event_listener_with_callback(name, function);
    }
}

/// Calls the function as soon as the widget can be used.
fn ready(function: JsValue) {
    if look(|app| app.is_ready().into()).is_truthy() {
        if let Some(function) = function.dyn_ref::<Function>() {
            let _ = function.call0(&JsValue::NULL); // what the page's function throws is its own
        }
    } else {
        hear(&"ready".into(), function);
    }
}

fn warn_once(line: &str) {
    RUNNING.with_borrow_mut(|running| {
        let Some(running) = running else {
            return;
        };
        if !running.warned.iter().any(|said| said == line) {
            running.warned.push(line.to_owned());
            warn(line);
        }
    });
}
