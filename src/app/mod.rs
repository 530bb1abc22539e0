//! The root component: what happens comes in as an [`Event`], what is to be done goes out to the
//! browser, and what is to be seen is drawn from the state after it.

mod act;
mod model;
mod perform;

use crate::browser::{Listener, now, window};
use crate::config::{Config, Lent};
use crate::effects::{Keeper, Timers};
use crate::host::Host;
use crate::load;
use crate::signals::Signals;
use crate::view::{Action, Place, View};
use aside_engine::assistant::{Assistant, Boot, Event, FileRole};
use aside_engine::lang::Lang;
use aside_engine::raw::Problem;
use aside_engine::reply::Words;
use std::rc::Rc;
use yew::prelude::*;

/// What the widget starts with.
#[derive(Clone, Properties)]
pub struct AppProps {
    /// The page's settings.
    pub config: Rc<Config>,
    /// What the loader lends.
    pub lent: Rc<Lent>,
    /// Where it stands.
    pub host: Rc<Host>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.config, &other.config)
    }
}

/// What reaches the component.
pub enum Msg {
    /// Something for the engine.
    Happened(Event),
    /// The shopper did something.
    Acted(Action),
    /// A file of that address arrived or failed: the style sheet where it has no role.
    Fetched(Option<FileRole>, String, Result<String, Problem>),
    /// The network went or came back.
    Online(bool),
    /// Changes have waited long enough to be written.
    Keep,
    /// The page is going to be left or put to sleep.
    Leaving,
    /// The page woke up from the back-forward cache.
    Woke,
}

/// The widget while it runs.
pub struct App {
    assistant: Assistant,
    config: Rc<Config>,
    lent: Rc<Lent>,
    host: Rc<Host>,
    keeper: Keeper,
    timers: Timers,
    words: Rc<Words>,
    view: Rc<View>,
    open: bool,
    place: Place,
    unread: u32,
    online: bool,
    styled: bool,
    ready: bool,
    /// Files under way that the first answer needs, and those that it does not wait for.
    loading: [usize; 2],
    told_offline: Option<bool>,
    _listeners: Vec<Listener>,
    _signals: Signals,
}

impl Component for App {
    type Message = Msg;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let AppProps { config, lent, host } = ctx.props().clone();
        let boot = Boot {
            wanted: wanted_languages(&config),
            gpc: asks_for_privacy(),
            ask_consent: config.ask_consent,
        };
        fetch_all(ctx, &config, &lent);
        let link = ctx.link().clone();
        let sink = link.callback(Msg::Happened);
        let signals = Signals::listen(&lent, Rc::new(move |event| sink.emit(event)));
        ctx.link()
            .send_message(Msg::Happened(Event::Restored(Keeper::read())));
        let mut app = App {
            assistant: Assistant::new(now(), boot),
            keeper: Keeper::default(),
            timers: Timers::default(),
            words: Rc::default(),
            view: Rc::new(View::new(host.mount.clone(), link.callback(Msg::Acted))),
            open: false,
            place: Place::Talk,
            unread: 0,
            online: is_online(),
            styled: false,
            ready: false,
            loading: [0, 1].map(|kind| {
                config
                    .files
                    .iter()
                    .filter(|file| kind_of(file.0) == kind)
                    .count()
            }),
            told_offline: None,
            _listeners: listen(ctx),
            _signals: signals,
            config,
            lent,
            host,
        };
        for problem in app.config.problems.clone() {
            app.happen(ctx, Event::FileFailed(problem));
        }
        app.settle_loading(ctx, 0);
        app.settle_loading(ctx, 1);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Happened(Event::VisibilityChanged { hidden: true }) | Msg::Leaving => {
                // The page may never come back from here.
                self.happen(ctx, Event::VisibilityChanged { hidden: true });
                self.keep(ctx);
            }
            Msg::Keep => self.keep(ctx),
            Msg::Happened(event) => self.happen(ctx, event),
            Msg::Acted(action) => {
                self.view.note(&action);
                self.act(ctx, action);
            }
            Msg::Fetched(None, _, sheet) => self.style(ctx, sheet),
            Msg::Fetched(Some(role), file, text) => self.loaded(ctx, role, file, text),
            Msg::Online(online) => self.online = online,
            Msg::Woke => self.happen(ctx, perform::read_again()),
        }
        self.settle();
        self.is_drawable()
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        if !self.is_drawable() {
            return Html::default();
        }
        self.view.draw(&self.model(), &self.words)
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        if !self.is_drawable() {
            return;
        }
        self.view.rendered();
        if !self.ready {
            self.ready = true;
            self.host.emit("ready", None);
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        self.keep(ctx);
    }
}

impl App {
    /// The engine, to look at.
    pub fn assistant(&self) -> &Assistant {
        &self.assistant
    }

    /// Whether the widget can be seen and used.
    pub fn is_ready(&self) -> bool {
        self.ready
    }

    /// Whether the panel is open.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Where the widget stands.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// The addresses that were asked for.
    pub fn files(&self) -> Vec<String> {
        let files = self.config.files.iter().map(|(_, url)| url.clone());
        std::iter::once(self.config.css.clone())
            .chain(files)
            .collect()
    }

    /// Nothing is drawn before there are styles and words: a bare form would flash otherwise.
    fn is_drawable(&self) -> bool {
        self.styled && !self.words.packs().is_empty()
    }

    fn style(&mut self, ctx: &Context<Self>, sheet: Result<String, Problem>) {
        match sheet {
            Ok(css) if self.host.adopt(&css).is_some() => self.styled = true,
            Ok(_) => self.give_up("this browser cannot adopt a style sheet; it is too old"),
            Err(problem) => {
                let said = problem.to_string();
                self.happen(ctx, Event::FileFailed(problem));
                self.give_up(&said);
            }
        }
    }

    fn loaded(
        &mut self,
        ctx: &Context<Self>,
        role: FileRole,
        file: String,
        text: Result<String, Problem>,
    ) {
        let kind = kind_of(role);
        if let Some(left) = self.loading.get_mut(kind) {
            *left = left.saturating_sub(1);
        }
        let event = match text.and_then(|text| load::parse(role, &file, text)) {
            Ok(raw) => Event::FileLoaded { role, file, raw },
            Err(problem) => Event::FileFailed(problem),
        };
        self.happen(ctx, event);
        self.settle_loading(ctx, kind);
        if matches!(self.loading, [0, _]) && self.assistant.words().packs().is_empty() {
            self.give_up("no language pack could be loaded: upload the folder packs/ again");
        }
    }

    /// Tells the engine when the last file of a kind has come or failed.
    fn settle_loading(&mut self, ctx: &Context<Self>, kind: usize) {
        if self.loading.get(kind) == Some(&0) {
            let finished = [Event::LoadingFinished, Event::MindLoaded];
            if let Some(event) = finished.into_iter().nth(kind) {
                self.happen(ctx, event);
            }
        }
    }

    /// Without styles or words there is nothing to show: the loader puts its contact link there.
    fn give_up(&self, why: &str) {
        let none = &wasm_bindgen::JsValue::UNDEFINED;
        self.lent.call("fail", [&why.into(), none, none]);
    }

    /// Brings what is drawn from up to date with the engine.
    fn settle(&mut self) {
        if self.words.packs().len() != self.assistant.words().packs().len() {
            self.words = Rc::new(self.assistant.words().clone());
        }
        self.host.dress(self.assistant.lang(), &self.config);
        self.tell_offline();
    }
}

/// 1 for a file that the first answer does not wait for, 0 for one that it needs.
fn kind_of(role: FileRole) -> usize {
    usize::from(matches!(role, FileRole::Mind | FileRole::Document))
}

/// The page's own language first, then the browser's.
fn wanted_languages(config: &Config) -> Vec<Lang> {
    let Some(window) = window() else {
        return Vec::new();
    };
    let root = window
        .document()
        .and_then(|document| document.document_element());
    let page = root.and_then(|root| root.get_attribute("lang"));
    let page = page
        .filter(|tag| !tag.is_empty())
        .map(|tag| Lang::new(&tag));
    let browser = window.navigator().languages();
    let browser = browser
        .iter()
        .filter_map(|tag| Some(Lang::new(&tag.as_string()?)));
    config
        .locale
        .iter()
        .cloned()
        .chain(page)
        .chain(browser)
        .collect()
}

/// Global Privacy Control, or the older Do Not Track, which is taken the same way.
fn asks_for_privacy() -> bool {
    use crate::browser::get;
    let navigator = window().and_then(|window| get(&window, "navigator"));
    let Some(navigator) = navigator else {
        return false;
    };
    let gpc = get(&navigator, "globalPrivacyControl").is_some_and(|value| value.is_truthy());
    gpc || crate::browser::get_text(&navigator, "doNotTrack").as_deref() == Some("1")
}

fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Asks for every file at once, in the config's order.
fn fetch_all(ctx: &Context<App>, config: &Config, lent: &Lent) {
    fetch(ctx, lent, None, &config.css);
    for (role, url) in &config.files {
        fetch(ctx, lent, Some(*role), url);
    }
}

fn fetch(ctx: &Context<App>, lent: &Lent, role: Option<FileRole>, url: &str) {
    let (link, file) = (ctx.link().clone(), url.to_owned());
    load::text(lent, url, move |text| {
        link.send_message(Msg::Fetched(role, file, text));
    });
}

/// What the whole page can tell: the network, leaving, waking, another tab.
fn listen(ctx: &Context<App>) -> Vec<Listener> {
    let Some(window) = window() else {
        return Vec::new();
    };
    let on = |kind, message: fn() -> Msg| {
        let link = ctx.link().clone();
        Listener::new(&window, kind, move |_| link.send_message(message()))
    };
    let link = ctx.link().clone();
    let woke = ctx.link().clone();
    vec![
        on("online", || Msg::Online(true)),
        on("offline", || Msg::Online(false)),
        on("pagehide", || Msg::Leaving),
        Listener::new(&window, "pageshow", move |event| {
            if crate::browser::get(&event, "persisted").is_some_and(|value| value.is_truthy()) {
                woke.send_message(Msg::Woke);
            }
        }),
        Listener::new(&window, "storage", move |event| {
            if let Some(event) = perform::from_other_tab(&event) {
                link.send_message(Msg::Happened(event));
            }
        }),
    ]
}
