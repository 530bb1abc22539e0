//! What can happen, and what the assistant wants done about it.

use crate::catalog::PromotionId;
use crate::consent::Purpose;
use crate::lang::Lang;
use crate::raw::{Problem, Raw};
use crate::reply::{Author, Pick};
use crate::time::Moment;

/// Which of the merchant's files it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRole {
    /// `aside.json`.
    Settings,
    /// A `faq.json`; there may be several.
    Faq,
    /// `products.json`.
    Products,
    /// `promotions.json`.
    Promotions,
    /// A document such as a policy: plain text or Markdown, as one [`Raw::Text`]; there may be several.
    Document,
    /// A language pack: words to say.
    Pack,
    /// What helps to understand a language: phrasings of intents, word lists, small models.
    Mind,
}

/// Something that happened, in the past tense.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// One of the files named by the page's config arrived.
    FileLoaded {
        /// What it holds.
        role: FileRole,
        /// Its name as the page gives it.
        file: String,
        /// Its content.
        raw: Raw,
    },
    /// A file did not arrive or is no JSON.
    FileFailed(Problem),
    /// Every file that the first answer needs has arrived or failed: all but those of
    /// [`FileRole::Mind`] and [`FileRole::Document`].
    LoadingFinished,
    /// Every file of [`FileRole::Mind`] and [`FileRole::Document`] has arrived or failed.
    MindLoaded,
    /// The saved state was read; `Raw::Null` when there is none.
    Restored(Raw),
    /// Another tab of this shop erased everything.
    ErasedElsewhere,
    /// JSON-LD blocks of the page that is shown now.
    PageRead(Vec<Raw>),
    /// The page pushed something to its analytics data layer.
    DataLayerPushed(Raw),
    /// The page called `aside('track', name, params)`.
    Tracked {
        /// The event's name, as GA4 names it.
        name: String,
        /// Its parameters.
        params: Raw,
    },
    /// The shopper asked something.
    Asked(String),
    /// The shopper picked an offered reply.
    Picked(Pick),
    /// The panel was opened.
    PanelOpened,
    /// The panel was closed.
    PanelClosed,
    /// The shopper is typing, or stopped.
    TypingChanged(bool),
    /// The tab went out of sight, or came back.
    VisibilityChanged {
        /// Whether it is out of sight now.
        hidden: bool,
    },
    /// The consent question was answered.
    ConsentAnswered(bool),
    /// A permission was switched in the privacy view or by the page.
    PermissionSet(Purpose, bool),
    /// "Not for me": this offer never again.
    OfferDismissed(PromotionId),
    /// "Fewer like this": nor others for the same reason.
    OfferDisliked(PromotionId),
    /// The nudge was opened.
    NudgeAccepted,
    /// The nudge was put off.
    NudgePostponed,
    /// Offers are put off for so many days.
    OffersSnoozed {
        /// From 1.
        days: u32,
    },
    /// No offers any more.
    OffersStopped,
    /// Offers again.
    OffersResumed,
    /// An interest was removed in the privacy view.
    InterestRemoved(String),
    /// Everything is to be forgotten.
    EraseAsked,
    /// Another language was chosen.
    LangChosen(Lang),
    /// A timer that was asked for has run out.
    TimerFired(Timer),
}

/// What a timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timer {
    /// Goes on building the index, a slice at a time.
    Learn,
    /// Looks again whether an offer may be shown.
    Consider,
}

/// Something to be done, in the imperative. None of these can ask anything of the network.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum Effect {
    /// A message of that author joined the conversation: the last of [`super::Assistant::talk`].
    Show(Author),
    /// A small bubble beside the launcher: [`super::Assistant::nudge`].
    Nudge,
    /// Takes the bubble away.
    WithdrawNudge,
    /// Opens the view of what is known.
    OpenPrivacy,
    /// Writes [`super::Assistant::saved`] to the device, now or soon. Only ever given with consent.
    Save,
    /// Removes everything from the device.
    Forget,
    /// Fires the timer at that moment; an earlier request for the same timer is replaced.
    Schedule(Timer, Moment),
    /// Tells the merchant's developer, in one line for each file.
    Report(Problem),
}
