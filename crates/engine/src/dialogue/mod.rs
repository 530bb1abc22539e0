//! What to do next, given what was understood.
//!
//! The policy is [`decide`], readable as a table. The conversation issue takes it further (flows,
//! slots, digressions); whatever comes stays a function from state and understanding to an act.

use crate::catalog::Sku;
use crate::mood::Emotion;

/// A built-in intent that needs no merchant's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builtin {
    /// A greeting and nothing else.
    Greet,
    /// Thanks.
    Thanks,
    /// The end of the talk.
    Goodbye,
    /// What can you do, are you a robot.
    Capabilities,
    /// Wants a person.
    Human,
    /// What is known about me.
    Privacy,
    /// No more offers.
    StopPromotions,
    /// Which offers are running.
    PromotionsCurrent,
    /// Yes, with nothing asked.
    Affirm,
    /// No, with nothing asked.
    Deny,
    /// Complains about the service.
    Complaint,
    /// Praises.
    Praise,
    /// When and where the shop can be reached.
    ContactHours,
}

impl Builtin {
    /// Its name in the language packs.
    pub const fn name(self) -> &'static str {
        match self {
            Builtin::Greet => "greet",
            Builtin::Thanks => "thanks",
            Builtin::Goodbye => "goodbye",
            Builtin::Capabilities => "capabilities",
            Builtin::Human => "human",
            Builtin::Privacy => "privacy",
            Builtin::StopPromotions => "stop_promotions",
            Builtin::PromotionsCurrent => "promotions_current",
            Builtin::Affirm => "affirm",
            Builtin::Deny => "deny",
            Builtin::Complaint => "complaint",
            Builtin::Praise => "praise",
            Builtin::ContactHours => "contact_hours",
        }
    }

    /// All of them.
    pub const ALL: [Builtin; 13] = [
        Builtin::Greet,
        Builtin::Thanks,
        Builtin::Goodbye,
        Builtin::Capabilities,
        Builtin::Human,
        Builtin::Privacy,
        Builtin::StopPromotions,
        Builtin::PromotionsCurrent,
        Builtin::Affirm,
        Builtin::Deny,
        Builtin::Complaint,
        Builtin::Praise,
        Builtin::ContactHours,
    ];

    /// The one of that name; the other intents of the packs need an answer of the shop's.
    pub fn named(name: &str) -> Option<Builtin> {
        let mut all = Builtin::ALL.into_iter();
        all.find(|builtin| builtin.name() == name)
    }
}

/// What an utterance came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Nothing but white space and signs.
    Nothing,
    /// A built-in intent.
    Intent(Builtin),
    /// A question that the shop answers: its place in the catalog's list.
    Question(usize),
    /// Two questions that are equally near.
    Either(usize, usize),
    /// A passage of the shop's documents that speaks of it: its place in the catalog's list.
    Passage(usize),
    /// Products that were named.
    Products(Vec<Sku>),
    /// None of these; the nearest questions.
    Unknown(Vec<usize>),
}

/// What the assistant does about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialogueAct {
    /// Says the words of a built-in intent.
    Say(Builtin),
    /// Gives the answer of that question.
    Answer(usize),
    /// Quotes that passage.
    Quote(usize),
    /// Asks which of the questions was meant.
    Clarify(Vec<usize>),
    /// There was nothing to read: asks for words.
    AskForWords,
    /// Shows products.
    ShowProducts(Vec<Sku>),
    /// Admits not to know and offers the nearest questions.
    Admit(Vec<usize>),
    /// Has not understood again and again: shows the way to a person.
    GiveWay,
}

/// What is remembered from turn to turn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DialogueState {
    /// Utterances in a row that led nowhere.
    pub failures: u8,
    /// Utterances for which an upset one is still felt.
    pub upset: u8,
}

/// After so many failures in a row a person is offered instead of a third guess.
const PATIENCE: u8 = 3;

/// An upset utterance is felt for so many after it.
const CALMING: u8 = 3;

/// Chooses the act and moves the state on.
pub fn decide(state: &mut DialogueState, heard: Heard) -> DialogueAct {
    let act = match heard {
        Heard::Nothing => return DialogueAct::AskForWords,
        Heard::Intent(builtin) => DialogueAct::Say(builtin),
        Heard::Question(faq) => DialogueAct::Answer(faq),
        Heard::Either(a, b) => DialogueAct::Clarify(vec![a, b]),
        Heard::Passage(passage) => DialogueAct::Quote(passage),
        Heard::Products(skus) => DialogueAct::ShowProducts(skus),
        Heard::Unknown(near) => {
            state.failures = state.failures.saturating_add(1);
            return if state.failures >= PATIENCE {
                DialogueAct::GiveWay
            } else {
                DialogueAct::Admit(near)
            };
        }
    };
    state.failures = 0;
    act
}

impl DialogueState {
    /// Takes in how an utterance sounds.
    pub fn feel(&mut self, emotion: Emotion) {
        self.upset = match emotion {
            Emotion::Anger | Emotion::Anxiety | Emotion::Sadness => CALMING,
            Emotion::Joy => 0,
            Emotion::Neutral => self.upset.saturating_sub(1),
        };
    }

    /// Somebody who is upset, or whom we fail to understand, is not sold to.
    pub fn is_strained(&self) -> bool {
        self.failures >= 2 || self.upset > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_failures_in_a_row_lead_to_a_person() {
        let mut state = DialogueState::default();
        let unknown = || Heard::Unknown(vec![4]);
        assert_eq!(decide(&mut state, unknown()), DialogueAct::Admit(vec![4]));
        assert_eq!(decide(&mut state, unknown()), DialogueAct::Admit(vec![4]));
        assert!(state.is_strained());
        assert_eq!(decide(&mut state, Heard::Nothing), DialogueAct::AskForWords);
        assert_eq!(decide(&mut state, unknown()), DialogueAct::GiveWay);
    }

    #[test]
    fn an_answer_forgives_earlier_failures() {
        let mut state = DialogueState {
            failures: 2,
            ..DialogueState::default()
        };
        decide(&mut state, Heard::Question(0));
        assert_eq!(state, DialogueState::default());
    }

    #[test]
    fn anger_is_felt_for_three_utterances_and_joy_ends_it() {
        let mut state = DialogueState::default();
        state.feel(Emotion::Anger);
        for _ in 0..2 {
            state.feel(Emotion::Neutral);
            assert!(state.is_strained());
        }
        state.feel(Emotion::Neutral);
        assert!(!state.is_strained());
        state.feel(Emotion::Sadness);
        state.feel(Emotion::Joy);
        assert!(!state.is_strained());
    }
}
