//! Small screens, where the panel is a sheet that covers everything.

use web_sys::MediaQueryList;

/// The same question that `aside.css` asks.
pub const SHEET: &str = "(width < 480px) or (height < 440px)";

/// Whether a media query holds.
pub fn matches(media: &str) -> bool {
    query(media).is_some_and(|list| list.matches())
}

/// A media query, to ask or to listen to.
pub fn query(media: &str) -> Option<MediaQueryList> {
    web_sys::window()?.match_media(media).ok().flatten()
}
