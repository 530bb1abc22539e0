//! Why nothing is offered.

/// The one reason that was met first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// The shopper switched offers off.
    Stopped,
    /// The browser asks not to be profiled, and the shopper has not said otherwise.
    PrivacySignal,
    /// Learning was not agreed to.
    NoConsent,
    /// The clock stands before something that has already happened.
    ClockWentBack,
    /// The shopper asked for a pause.
    Snoozed,
    /// Nobody upset is sold to.
    Upset,
    /// Nobody is kept from paying.
    Checkout,
    /// Nobody is interrupted in writing.
    Typing,
    /// The page is out of sight.
    Hidden,
    /// It is the shopper's night.
    QuietHours,
    /// Enough for today.
    DayCap,
    /// Enough for this visit.
    SessionCap,
    /// Too soon after the last one.
    MinGap,
    /// The visit has only begun.
    NewVisitorGrace,
    /// This promotion is not to be shown or not honoured now.
    NotRunning,
    /// "Not for me" was said to this promotion.
    Dismissed,
    /// This promotion was offered before; once is enough.
    AlreadyShown,
    /// "Fewer like this" was said to an offer on the same interest.
    Disliked,
    /// It fits no interest that is strong enough.
    NotRelevant,
    /// Everything it is for that would fit is sold out.
    OutOfStock,
}

impl Refusal {
    /// Every refusal, in the order in which they are met.
    pub const ALL: [Refusal; 20] = [
        Refusal::Stopped,
        Refusal::PrivacySignal,
        Refusal::NoConsent,
        Refusal::ClockWentBack,
        Refusal::Snoozed,
        Refusal::Upset,
        Refusal::Checkout,
        Refusal::Typing,
        Refusal::Hidden,
        Refusal::QuietHours,
        Refusal::DayCap,
        Refusal::SessionCap,
        Refusal::MinGap,
        Refusal::NewVisitorGrace,
        Refusal::NotRunning,
        Refusal::Dismissed,
        Refusal::AlreadyShown,
        Refusal::Disliked,
        Refusal::NotRelevant,
        Refusal::OutOfStock,
    ];

    /// A name that does not change, for developers and tests; not for shoppers.
    pub fn name(self) -> &'static str {
        match self {
            Refusal::Stopped => "stopped",
            Refusal::PrivacySignal => "privacy_signal",
            Refusal::NoConsent => "no_consent",
            Refusal::ClockWentBack => "clock_went_back",
            Refusal::Snoozed => "snoozed",
            Refusal::Upset => "upset",
            Refusal::Checkout => "checkout",
            Refusal::Typing => "typing",
            Refusal::Hidden => "hidden",
            Refusal::QuietHours => "quiet_hours",
            Refusal::DayCap => "day_cap",
            Refusal::SessionCap => "session_cap",
            Refusal::MinGap => "min_gap",
            Refusal::NewVisitorGrace => "new_visitor_grace",
            Refusal::NotRunning => "not_running",
            Refusal::Dismissed => "dismissed",
            Refusal::AlreadyShown => "already_shown",
            Refusal::Disliked => "disliked",
            Refusal::NotRelevant => "not_relevant",
            Refusal::OutOfStock => "out_of_stock",
        }
    }
}
