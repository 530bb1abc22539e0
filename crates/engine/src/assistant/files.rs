//! What the shop hands over, and what was kept from earlier visits.

use super::{Assistant, Effect, FileRole, Timer};
use crate::catalog::{self, Faq, Settings};
use crate::consent::Answer;
use crate::lang::Lang;
use crate::profile::Signal;
use crate::raw::{Problem, Raw};
use crate::reply::{self, Block, Context, Pack};
use crate::snapshot::Snapshot;
use crate::time::{DAY, Moment};
use std::rc::Rc;

/// The name under which problems of JSON-LD in the page are reported.
const PAGE: &str = "JSON-LD in the page";

impl Assistant {
    pub(super) fn read_file(
        &mut self,
        now: Moment,
        role: FileRole,
        file: &str,
        raw: &Raw,
        out: &mut Vec<Effect>,
    ) {
        let problems = match role {
            FileRole::Pack => self.read_pack(file, raw),
            FileRole::Mind => self.mind.read(file, raw),
            FileRole::Settings => {
                let (settings, problems) = Settings::read(file, raw);
                self.settings = settings;
                self.keep_no_longer_than_allowed(now, out);
                problems
            }
            FileRole::Faq => {
                let (faqs, problems) = catalog::read_faqs(file, raw, true);
                self.add_faqs(faqs);
                problems
            }
            FileRole::Products => {
                let (products, problems) = catalog::read_products(file, raw);
                self.catalog.products = products;
                problems
            }
            FileRole::Document => {
                let text = raw.as_text().unwrap_or_default();
                let (mut passages, problems) = catalog::read_document(file, text);
                self.catalog.passages.append(&mut passages);
                problems
            }
            FileRole::Promotions => {
                let (promotions, problems) = catalog::read_promotions(file, raw);
                self.catalog.promotions = promotions;
                problems
            }
        };
        self.report(problems, out);
        self.settle_lang();
        if self.loaded && matches!(role, FileRole::Faq | FileRole::Pack) {
            self.learn_questions(now, out);
        }
        if self.loaded && role == FileRole::Products {
            self.mind.learn_names(&self.catalog.products);
        }
    }

    /// All that the first answer needs has come or failed: now the index is worth building.
    pub(super) fn finish_loading(&mut self, now: Moment, out: &mut Vec<Effect>) {
        self.loaded = true;
        self.mind.tables = Rc::new(self.words.tables());
        self.settle_lang();
        self.complete_cards(now);
        self.greet(now, out);
        self.take_in_early(now, out);
        self.learn_questions(now, out);
        self.learn_language(now, out);
    }

    /// All that helps to understand has come or failed.
    pub(super) fn finish_mind(&mut self, now: Moment, out: &mut Vec<Effect>) {
        self.mind_loaded = true;
        self.learn_language(now, out);
    }

    /// What helps to understand is read by the packs' tables, which may come later.
    fn learn_language(&mut self, now: Moment, out: &mut Vec<Effect>) {
        if self.loaded && self.mind_loaded {
            self.mind.learn_names(&self.catalog.products);
            if self.mind.has_table() {
                self.mind.begin_questions(&self.catalog); // once more, by the table
            }
            self.mind.begin_intents(&self.settings.intents);
            self.mind.begin_passages(&mut self.catalog);
            out.push(Effect::Schedule(Timer::Learn, now));
        }
    }

    pub(super) fn learn(&mut self, now: Moment, out: &mut Vec<Effect>) {
        let knew = self.mind.knows_questions();
        let more = self.mind.go_on(&self.catalog);
        if more {
            out.push(Effect::Schedule(Timer::Learn, now));
        }
        // Between these two moments no slice makes anything answerable that was not.
        if !more || !knew && self.mind.knows_questions() {
            self.answer_waiting(now, out);
        }
    }

    pub(super) fn read_page(&mut self, now: Moment, blocks: &[Raw], out: &mut Vec<Effect>) {
        let before = self.catalog.faqs.len();
        for block in blocks {
            let (faqs, problems) = catalog::read_faqs(PAGE, block, false);
            self.add_faqs(faqs);
            self.report(problems, out);
            for signal in Signal::from_json_ld(block) {
                self.signal(now, &signal, out);
            }
        }
        if self.loaded && self.catalog.faqs.len() > before {
            self.learn_questions(now, out);
        }
    }

    pub(super) fn restore(&mut self, now: Moment, raw: &Raw, out: &mut Vec<Effect>) {
        let kept = Snapshot::from_raw(raw, now, self.settings.retention_days);
        let Some(kept) = kept else {
            if *raw != Raw::Null {
                out.push(Effect::Forget);
            }
            return;
        };
        self.kept_at = Some(kept.at);
        self.lang_chosen = kept.lang.or(self.lang_chosen.take());
        self.consent = kept.consent.with_gpc(self.boot.gpc);
        self.profile = kept.profile;
        self.ledger = kept.ledger;
        self.situation.session_started = self.ledger.visit(now);
        self.talk.clear();
        for message in kept.talk {
            self.next_id = self.next_id.max(message.id.saturating_add(1));
            self.talk.push(Rc::new(message));
        }
        self.consent_put |= self.consent.answer != Answer::Unasked;
        self.settle_lang();
        if self.loaded {
            self.complete_cards(now);
        }
    }

    /// The settings may name a shorter time than the default that the state was restored with.
    fn keep_no_longer_than_allowed(&mut self, now: Moment, out: &mut Vec<Effect>) {
        let days = i64::from(self.settings.retention_days);
        if self.kept_at.is_some_and(|at| now.since(at) > days * DAY) {
            self.kept_at = None;
            self.clear(now);
            out.push(Effect::Forget);
        }
    }

    /// Cards are kept by their number alone: the catalog has what belongs on them, as it is now.
    /// One that the catalog has no more keeps its title.
    fn complete_cards(&mut self, now: Moment) {
        let mut talk = std::mem::take(&mut self.talk);
        for message in &mut talk {
            let is_card = |block: &Block| matches!(block, Block::Product(_) | Block::Offer(_));
            if !message.blocks.iter().any(is_card) {
                continue;
            }
            let message = Rc::make_mut(message);
            let context = Context {
                lang: &message.lang,
                ..self.context(now)
            };
            for block in &mut message.blocks {
                reply::complete(block, context);
            }
        }
        self.talk = talk;
    }

    pub(super) fn clear(&mut self, now: Moment) {
        self.consent = crate::consent::Consent::new(self.boot.gpc);
        self.profile = Default::default();
        self.ledger = Default::default();
        self.dialogue = Default::default();
        self.talk.clear();
        self.waiting.clear();
        self.nudge = None;
        self.viewing = None;
        self.early.clear();
        self.lang_chosen = None;
        self.situation.session_started = now;
    }

    pub(super) fn erase(&mut self, now: Moment, out: &mut Vec<Effect>) {
        if self.nudge.is_some() {
            out.push(Effect::WithdrawNudge);
        }
        self.clear(now);
        self.erased = true;
        self.consent_put = true; // not in the same visit again
        out.push(Effect::Forget);
    }

    pub(super) fn choose_lang(&mut self, lang: Lang, out: &mut Vec<Effect>) {
        self.lang_chosen = Some(lang);
        self.settle_lang();
        self.save(out);
    }

    fn read_pack(&mut self, file: &str, raw: &Raw) -> Vec<Problem> {
        match Pack::read(file, raw) {
            Ok(pack) => {
                self.words.add(pack);
                if self.loaded {
                    self.mind.tables = Rc::new(self.words.tables());
                }
                Vec::new()
            }
            Err(problem) => vec![problem],
        }
    }

    /// Adds questions; one that the shop already gave in the same language stays as it is.
    fn add_faqs(&mut self, faqs: Vec<Faq>) {
        for faq in faqs {
            let same = |have: &Faq| {
                have.lang == faq.lang && (have.topic == faq.topic || have.question == faq.question)
            };
            if !self.catalog.faqs.iter().any(same) {
                self.catalog.faqs.push(faq);
            }
        }
    }

    fn learn_questions(&mut self, now: Moment, out: &mut Vec<Effect>) {
        self.mind.begin_questions(&self.catalog);
        out.push(Effect::Schedule(Timer::Learn, now));
    }

    /// The language that the shopper chose, else the best of those wanted, among those there are.
    fn settle_lang(&mut self) {
        let offered: Vec<Lang> = self.langs().into_iter().map(|(lang, _)| lang).collect();
        let chosen = self.lang_chosen.iter();
        let wanted: Vec<Lang> = chosen.chain(&self.boot.wanted).cloned().collect();
        if let Some(lang) = Lang::best(&wanted, &offered).or(offered.first()) {
            self.lang = lang.clone();
        }
    }
}
