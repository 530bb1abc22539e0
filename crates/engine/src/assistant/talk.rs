//! The conversation: questions in, messages out.

use super::{Assistant, Effect};
use crate::catalog::Node;
use crate::consent::Answer;
use crate::dialogue::{Builtin, DialogueAct, Heard, decide};
use crate::lang::Lang;
use crate::reply::{self, Author, Block, Context, Message, Pick};
use crate::text;
use crate::time::Moment;
use std::rc::Rc;

/// Questions that may wait for the index.
const MAX_WAITING: usize = 5;
/// Messages kept in memory; older ones are let go.
const MAX_TALK: usize = 500;
/// Characters of one utterance that are kept in the conversation.
const MAX_UTTERANCE: usize = 2_000;

impl Assistant {
    pub(super) fn open_panel(&mut self, now: Moment, out: &mut Vec<Effect>) {
        self.situation.panel_open = true;
        self.erased = false;
        self.greet(now, out);
        if self.nudge.is_some() {
            self.accept_nudge(now, out);
        } else {
            self.consider(now, out);
        }
    }

    /// Greets where nothing was said yet; before the shop's files are here there are no words to.
    pub(super) fn greet(&mut self, now: Moment, out: &mut Vec<Effect>) {
        if self.loaded && self.situation.panel_open && self.talk.is_empty() {
            let blocks = reply::greeting(self.context(now));
            self.say(now, self.lang.clone(), blocks, out);
        }
    }

    pub(super) fn asked(&mut self, now: Moment, words: String, out: &mut Vec<Effect>) {
        let words: String = words.trim().chars().take(MAX_UTTERANCE).collect();
        if words.is_empty() {
            return;
        }
        let lang = self.lang_of(&words);
        let said = vec![Block::Words(vec![Node::Paragraph(vec![Node::Text(
            words.clone(),
        )])])];
        self.add(now, Author::Shopper, lang, said, out);
        if self.waiting.len() < MAX_WAITING {
            self.waiting.push(words);
        }
        self.answer_waiting(now, out);
    }

    pub(super) fn picked(&mut self, now: Moment, pick: Pick, out: &mut Vec<Effect>) {
        match pick {
            Pick::Topic(topic) => self.picked_topic(now, &topic, out),
            Pick::Neither => {
                let blocks = vec![self.context(now).line("say.neither.reply")];
                self.say(now, self.lang.clone(), blocks, out);
            }
            Pick::Privacy => out.push(Effect::OpenPrivacy),
            Pick::Open(_) => {} // the shell follows the link itself
        }
    }

    /// Answers what was asked before there was an index. A question of the shop's own can be
    /// answered early; whatever else the words may mean waits until all is understood that will be.
    pub(super) fn answer_waiting(&mut self, now: Moment, out: &mut Vec<Effect>) {
        if !self.loaded || !self.mind.knows_questions() {
            return;
        }
        for words in std::mem::take(&mut self.waiting) {
            let lang = self.lang_of(&words);
            let heard = self.mind.hear(&words, &lang, &self.catalog);
            if self.mind.is_whole() || matches!(heard, Heard::Question(_)) {
                self.dialogue.feel(self.mind.feeling(&words));
                self.answer(now, heard, &lang, out);
            } else {
                self.waiting.push(words);
            }
        }
    }

    pub(super) fn say(
        &mut self,
        now: Moment,
        lang: Lang,
        blocks: Vec<Block>,
        out: &mut Vec<Effect>,
    ) {
        self.add(now, Author::Aside, lang, blocks, out);
    }

    fn answer(&mut self, now: Moment, heard: Heard, lang: &Lang, out: &mut Vec<Effect>) {
        let answered = matches!(
            heard,
            Heard::Question(_) | Heard::Passage(_) | Heard::Products(_)
        );
        let act = decide(&mut self.dialogue, heard);
        self.situation.upset = self.dialogue.is_strained();
        self.act(now, act, lang, out);
        if answered {
            self.put_consent(now, out);
        }
    }

    fn act(&mut self, now: Moment, act: DialogueAct, lang: &Lang, out: &mut Vec<Effect>) {
        if act == DialogueAct::Say(Builtin::StopPromotions) {
            self.stop_offers(out);
        }
        let (faqs, passages) = (&self.catalog.faqs, &self.catalog.passages);
        let said_in = match &act {
            DialogueAct::Answer(place) => faqs.get(*place).and_then(|faq| faq.lang.clone()),
            DialogueAct::Quote(place) => passages.get(*place).and_then(|said| said.lang.clone()),
            _ => None,
        };
        let context = Context {
            lang,
            ..self.context(now)
        };
        let blocks = reply::answer(&act, context);
        self.say(now, said_in.unwrap_or_else(|| lang.clone()), blocks, out);
    }

    /// The topic's own question is said for the shopper, then answered.
    fn picked_topic(&mut self, now: Moment, topic: &str, out: &mut Vec<Effect>) {
        let asked = self.talk.iter().rev().find(|m| m.author == Author::Aside);
        let offered = asked.map(|message| &message.lang);
        let Some(place) = self.catalog.question(topic, &self.lang, offered) else {
            return;
        };
        let Some(faq) = self.catalog.faqs.get(place) else {
            return;
        };
        let lang = faq.lang.clone().unwrap_or_else(|| self.lang.clone());
        let said = vec![Node::Paragraph(vec![Node::Text(faq.question.clone())])];
        self.add(
            now,
            Author::Shopper,
            lang.clone(),
            vec![Block::Words(said)],
            out,
        );
        let act = decide(&mut self.dialogue, Heard::Question(place));
        self.act(now, act, &lang, out);
        self.put_consent(now, out);
    }

    /// Puts the consent question, once a visit and only where nobody answered it yet. It first
    /// matters after an answer that could be remembered, or when an interest could lead to an offer.
    pub(super) fn put_consent(&mut self, now: Moment, out: &mut Vec<Effect>) {
        let may = self.boot.ask_consent && !self.boot.gpc && !self.consent_put;
        if !may || self.consent.answer != Answer::Unasked || !self.situation.panel_open {
            return;
        }
        self.consent_put = true;
        self.say(now, self.lang.clone(), vec![Block::Consent], out);
    }

    fn add(
        &mut self,
        now: Moment,
        author: Author,
        lang: Lang,
        blocks: Vec<Block>,
        out: &mut Vec<Effect>,
    ) {
        let message = Message {
            id: self.next_id,
            author,
            at: now,
            lang,
            blocks,
        };
        self.next_id = self.next_id.saturating_add(1);
        self.erased = false;
        self.talk.push(Rc::new(message));
        out.push(Effect::Show(author));
        let over = self.talk.len().saturating_sub(MAX_TALK);
        self.talk.drain(..over);
        self.save(out);
    }

    /// The language to answer in: the one typed in, where there are words for it.
    fn lang_of(&self, words: &str) -> Lang {
        let guess = text::guess_language(words, &self.mind.tables).language;
        let fits = |lang: &Lang| guess.fits(text::Language::of_tag(lang.tag()));
        let mut best = &self.lang;
        for pack in self.words.packs() {
            if fits(&pack.lang) > fits(best) {
                best = &pack.lang;
            }
        }
        best.clone()
    }
}
