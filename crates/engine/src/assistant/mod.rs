//! The only door: an event goes in with the time, effects come out.

mod event;
mod files;
mod mind;
mod offers;
mod talk;
mod viewing;

pub use event::{Effect, Event, FileRole, Timer};

use crate::catalog::{Catalog, PromotionId, Settings};
use crate::consent::{Answer, Consent, Purpose};
use crate::dialogue::DialogueState;
use crate::guard::{Ledger, Situation};
use crate::lang::Lang;
use crate::profile::{Profile, Signal};
use crate::raw::{Problem, Raw};
use crate::reply::{self, Context, KnownInterest, Message, OfferCard, Words};
use crate::snapshot;
use crate::time::Moment;
use mind::Mind;
use std::rc::Rc;
use viewing::Viewing;

/// What the shell knows at the start.
#[derive(Clone, Debug, Default)]
pub struct Boot {
    /// Languages the reader may want, best first: the page's, then the browser's.
    pub wanted: Vec<Lang>,
    /// Whether the browser asks not to be profiled (Global Privacy Control, Do Not Track).
    pub gpc: bool,
    /// Whether the consent question is put at all (`data-consent="ask"`), or left to the page.
    pub ask_consent: bool,
}

/// Everything the assistant knows and is.
#[derive(Debug)]
pub struct Assistant {
    boot: Boot,
    /// When the restored state was saved; the settings may say that this is too long ago.
    kept_at: Option<Moment>,
    settings: Settings,
    catalog: Catalog,
    words: Words,
    problems: Vec<Problem>,
    mind: Mind,
    /// Whether all has come or failed that an answer needs.
    loaded: bool,
    /// Whether all has come or failed that helps to understand.
    mind_loaded: bool,
    lang: Lang,
    lang_chosen: Option<Lang>,
    consent: Consent,
    /// The consent question is put once a visit at most.
    consent_put: bool,
    profile: Profile,
    ledger: Ledger,
    situation: Situation,
    viewing: Option<Viewing>,
    /// Signals of the page that came before the catalog, which says what they are about.
    early: Vec<(Moment, Signal)>,
    dialogue: DialogueState,
    /// Shared with whoever draws it: a message never changes.
    talk: Vec<Rc<Message>>,
    next_id: u32,
    /// Questions asked before there was an index.
    waiting: Vec<String>,
    nudge: Option<OfferCard>,
    erased: bool,
}

impl Assistant {
    /// A fresh assistant that knows nothing yet.
    pub fn new(now: Moment, boot: Boot) -> Assistant {
        let lang = boot
            .wanted
            .first()
            .cloned()
            .unwrap_or_else(|| Lang::new("en"));
        Assistant {
            consent: Consent::new(boot.gpc),
            situation: Situation::at_start(now),
            boot,
            kept_at: None,
            settings: Settings::default(),
            catalog: Catalog::default(),
            words: Words::default(),
            problems: Vec::new(),
            mind: Mind::default(),
            loaded: false,
            mind_loaded: false,
            lang,
            lang_chosen: None,
            consent_put: false,
            profile: Profile::default(),
            ledger: Ledger::default(),
            viewing: None,
            early: Vec::new(),
            dialogue: DialogueState::default(),
            talk: Vec::new(),
            next_id: 1,
            waiting: Vec::new(),
            nudge: None,
            erased: false,
        }
    }

    /// Takes in what happened and says what to do about it. The same events at the same times give
    /// the same effects.
    pub fn update(&mut self, now: Moment, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.situation.session_started = self.ledger.visit(now);
        self.happen(now, event, &mut effects);
        effects
    }

    fn happen(&mut self, now: Moment, event: Event, out: &mut Vec<Effect>) {
        match event {
            Event::FileLoaded { role, file, raw } => self.read_file(now, role, &file, &raw, out),
            Event::FileFailed(problem) => self.report(vec![problem], out),
            Event::LoadingFinished => self.finish_loading(now, out),
            Event::MindLoaded => self.finish_mind(now, out),
            Event::Restored(raw) => self.restore(now, &raw, out),
            // A tab that never stored anything has nothing that another could have erased.
            Event::ErasedElsewhere if self.consent.answer == Answer::Unasked => {}
            Event::ErasedElsewhere => self.clear(now),
            Event::PageRead(blocks) => self.read_page(now, &blocks, out),
            Event::DataLayerPushed(raw) => self.read_data_layer(now, &raw, out),
            Event::Tracked { name, params } => self.read_tracked(now, &name, &params, out),
            Event::Asked(words) => self.asked(now, words, out),
            Event::Picked(pick) => self.picked(now, pick, out),
            Event::PanelOpened => self.open_panel(now, out),
            Event::PanelClosed => self.situation.panel_open = false,
            Event::TypingChanged(typing) => self.situation.typing = typing,
            Event::VisibilityChanged { hidden } => self.see(now, hidden, out),
            Event::ConsentAnswered(yes) => self.answer_consent(now, yes, out),
            Event::PermissionSet(purpose, on) => self.set_permission(now, purpose, on, out),
            Event::OfferDismissed(id) => self.dismiss(now, &id, false, out),
            Event::OfferDisliked(id) => self.dismiss(now, &id, true, out),
            Event::NudgeAccepted => self.accept_nudge(now, out),
            Event::NudgePostponed => self.postpone_nudge(now, out),
            Event::OffersSnoozed { days } => self.snooze(now, days, out),
            Event::OffersStopped => self.stop_offers(out),
            Event::OffersResumed => self.resume_offers(now, out),
            Event::InterestRemoved(key) => self.remove_interest(&key, out),
            Event::EraseAsked => self.erase(now, out),
            Event::LangChosen(lang) => self.choose_lang(lang, out),
            Event::TimerFired(Timer::Learn) => self.learn(now, out),
            Event::TimerFired(Timer::Consider) => self.consider(now, out),
        }
    }

    /// The language of the interface.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// The languages that can be chosen, each with its own name.
    pub fn langs(&self) -> Vec<(Lang, String)> {
        let packs = self.words.packs().iter();
        let offered = packs.filter(|pack| {
            self.settings.locales.is_empty() || self.settings.locales.contains(&pack.lang)
        });
        offered
            .map(|pack| (pack.lang.clone(), pack.name.clone()))
            .collect()
    }

    /// Every word that may be shown.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The assistant's name in the reader's language.
    pub fn name(&self) -> &str {
        match self.settings.name.get(&self.lang) {
            "" => self.words.text(&self.lang, "ui.assistant"),
            name => name,
        }
    }

    /// The shop's settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The conversation.
    pub fn talk(&self) -> &[Rc<Message>] {
        &self.talk
    }

    /// Whether an answer is being made, or the greeting waits for the shop's files.
    pub fn is_thinking(&self) -> bool {
        !self.waiting.is_empty() || (!self.loaded && self.situation.panel_open)
    }

    /// The bubble that is to be seen beside the launcher.
    pub fn nudge(&self) -> Option<&OfferCard> {
        self.nudge.as_ref()
    }

    /// What the shopper allowed.
    pub fn consent(&self) -> &Consent {
        &self.consent
    }

    /// What was shown, refused, put off.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Whether this offer was refused.
    pub fn is_dismissed(&self, id: &PromotionId) -> bool {
        self.ledger.is_dismissed(id)
    }

    /// Whether everything was just erased.
    pub fn was_erased(&self) -> bool {
        self.erased
    }

    /// What is known about the shopper, in the reader's language, strongest first.
    pub fn known(&self, now: Moment) -> Vec<KnownInterest> {
        reply::known(&self.words, &self.lang, &self.profile, &self.catalog, now)
    }

    /// What is wrong with what the merchant gave, for `aside('diagnose')`.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How much there is of each: questions, products, promotions, passages. For `aside('diagnose')`.
    pub fn counts(&self) -> [usize; 4] {
        let catalog = &self.catalog;
        [
            catalog.faqs.len(),
            catalog.products.len(),
            catalog.promotions.len(),
            catalog.passages.len(),
        ]
    }

    /// The state as it is to be written now; `None` before the consent question was answered.
    pub fn saved(&self, now: Moment) -> Option<Raw> {
        let answered = self.consent.answer != Answer::Unasked;
        answered.then(|| self.write(now, false))
    }

    /// Everything that is known, whether it may be kept or not, as the shopper takes it away.
    pub fn export(&self, now: Moment) -> Raw {
        self.write(now, true)
    }

    fn write(&self, now: Moment, whole: bool) -> Raw {
        snapshot::to_raw(&snapshot::Parts {
            at: now,
            consent: &self.consent,
            lang: self.lang_chosen.as_ref(),
            profile: &self.profile,
            ledger: &self.ledger,
            talk: &self.talk,
            whole,
        })
    }

    fn context(&self, now: Moment) -> Context<'_> {
        Context {
            words: &self.words,
            lang: &self.lang,
            catalog: &self.catalog,
            settings: &self.settings,
            now,
        }
    }

    /// Keeps every problem and tells the first of a file: one line is read, forty are not.
    fn report(&mut self, problems: Vec<Problem>, out: &mut Vec<Effect>) {
        let mut fresh = problems;
        fresh.retain(|problem| !self.problems.contains(problem));
        let Some(mut first) = fresh.first().cloned() else {
            return;
        };
        let more = fresh.len().saturating_sub(1);
        if more > 0 {
            first.remedy.push_str(&format!(
                " ({more} more in this file: aside('diagnose') lists them)"
            ));
        }
        out.push(Effect::Report(first));
        self.problems.append(&mut fresh);
    }

    /// Saves if the shopper answered the consent question; before that nothing is written.
    fn save(&self, out: &mut Vec<Effect>) {
        if self.consent.answer != Answer::Unasked && out.last() != Some(&Effect::Save) {
            out.push(Effect::Save);
        }
    }

    fn allows(&self, purpose: Purpose) -> bool {
        self.consent.allows(purpose)
    }
}
