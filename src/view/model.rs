//! The snapshot that is drawn, and what a shopper can do with it.

use aside_engine::catalog::PromotionId;
use aside_engine::lang::Lang;
use aside_engine::reply::{KnownInterest, Message, OfferCard, Pick};
use aside_engine::time::Moment;
use std::rc::Rc;

/// Everything there is to see at one time.
pub struct Model {
    /// The language of the interface.
    pub lang: Lang,
    /// The languages to choose from, each with its own name.
    pub langs: Vec<(Lang, String)>,
    /// The assistant's name.
    pub name: String,
    /// Whether the panel is open.
    pub open: bool,
    /// What the panel shows.
    pub place: Place,
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// The corner.
    pub position: Position,
    /// The conversation, oldest first.
    pub messages: Vec<Rc<Message>>,
    /// Whether an answer is being made.
    pub thinking: bool,
    /// Messages that came while the panel was closed.
    pub unread: u32,
    /// Whether the browser says that there is no network.
    pub offline: bool,
    /// An offer in a small bubble beside the launcher.
    pub nudge: Option<OfferCard>,
    /// Offers that were refused: a line stands in their place.
    pub gone_offers: Rc<Vec<PromotionId>>,
    /// Whether the question about remembering still waits for its answer.
    pub consent_open: bool,
    /// What was answered.
    pub consented: bool,
    /// What is known about the shopper.
    pub privacy: PrivacyModel,
}

/// What is known about the shopper, and what is allowed.
pub struct PrivacyModel {
    /// What the shopper seems to like, with its evidence.
    pub interests: Vec<KnownInterest>,
    /// Whether the conversation is kept.
    pub remember: bool,
    /// Whether interests are learned.
    pub learn: bool,
    /// Whether the browser's Global Privacy Control is heeded.
    pub gpc: bool,
    /// Whether offers come.
    pub offers: OffersState,
    /// Start and end of the quiet hours, in minutes since midnight, 0 to 1439.
    pub quiet: (u16, u16),
    /// Days for which things are kept.
    pub retention_days: u32,
    /// Addresses of the files that were read from the shop.
    pub files: Vec<String>,
    /// How many messages the conversation has.
    pub messages: u32,
    /// Whether anything is in storage at all.
    pub kept: bool,
    /// Whether everything has just been erased.
    pub erased: bool,
}

/// Whether offers come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OffersState {
    /// They do.
    On,
    /// Not before that moment.
    SnoozedUntil(Moment),
    /// They do not.
    Stopped,
}

/// What the panel shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// The conversation.
    Talk,
    /// What is known about the shopper.
    Privacy,
}

/// What is unfolded among what is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Unfolded {
    /// Nothing.
    #[default]
    Nothing,
    /// The list of files.
    Files,
    /// The question whether to erase.
    Erase,
}

/// Where an offer stands: the number of its message, and the how manieth block of it.
pub type Spot = (u32, usize);

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Theme {
    /// As the system has it.
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The corner in reading direction, at the bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Position {
    /// Where lines end.
    End,
    /// Where lines start.
    Start,
}

/// What a shopper did.
#[derive(Clone)]
pub enum Action {
    /// Opened the panel.
    Open,
    /// Closed the panel.
    Close,
    /// Sent words, trimmed and not empty.
    Send(String),
    /// Picked an answer.
    Pick(Pick),
    /// Answered whether things may be remembered.
    Consent(bool),
    /// Refused an offer.
    DismissOffer(PromotionId),
    /// Wants less of that kind.
    FewerLike(PromotionId),
    /// Wants the code in the clipboard.
    CopyCode(Spot, String),
    /// The code is in the clipboard.
    Copied(Spot),
    /// Opened or closed the reason of an offer.
    Reason(Spot),
    /// Wants to see what is known.
    OpenPrivacy,
    /// Goes back to the conversation.
    ClosePrivacy,
    /// Chose a language.
    SetLang(Lang),
    /// Took an interest away, by its key.
    RemoveInterest(String),
    /// Switched whether the conversation is kept.
    SetRemember(bool),
    /// Switched whether interests are learned.
    SetLearn(bool),
    /// Wants no offers for a week.
    SnoozeOffers,
    /// Wants no offers.
    StopOffers,
    /// Wants offers again.
    ResumeOffers,
    /// Unfolded something among what is known.
    Unfold(Unfolded),
    /// Wants a copy of everything.
    Export,
    /// Wants everything gone; has confirmed it.
    Erase,
    /// Wants to see the offer of the bubble.
    NudgeShow,
    /// Not now.
    NudgeLater,
    /// No such bubbles any more.
    NudgeStop,
    /// Began (`true`) or gave up a draft; comes once per change.
    Typing(bool),
    /// Made the window large or small: there is only to draw anew.
    Resized,
}
