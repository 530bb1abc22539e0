//! Signs, drawn here so that no font or file is asked for.

use super::element::Build;

/// A stroke drawing on a square of 18.
pub fn icon(b: &mut Build<'_>, path: &'static str) {
    b.el("svg;class=icon;viewBox=0 0 18 18;aria-hidden=true", |b| {
        b.el("path", |b| b.attr("d", path));
    });
}

/// Two crossed lines.
pub const CLOSE: &str = "M4 4l10 10M14 4L4 14";
/// An angle that points down.
pub const DOWN: &str = "M4 7l5 5 5-5";
/// An arrow against the reading direction of Latin; the style sheet mirrors it for others.
pub const BACK: &str = "M15 9H4M8.5 4.5L4 9l4.5 4.5";
/// An arrow that points up.
pub const SEND: &str = "M9 15V4M4 8.5L9 3.5l5 5";
/// A tick.
pub const TICK: &str = "M3.5 9.5l3.7 3.7 7.3-8";
/// A globe.
pub const GLOBE: &str =
    "M9 2a7 7 0 100 14A7 7 0 009 2zM2.3 9h13.4M9 2c-4.2 4.6-4.2 9.4 0 14M9 2c4.2 4.6 4.2 9.4 0 14";
/// A picture that is not there.
pub const PICTURE: &str = "M3.5 3h11A1.5 1.5 0 0116 4.5v9a1.5 1.5 0 01-1.5 1.5h-11A1.5 1.5 0 012 13.5v-9A1.5 1.5 0 013.5 3zM2.5 12.5l3.7-3.7 3.3 3.3 2.2-2.2 3.8 3.8M11.6 6.7h.01";

/// Two parentheses, which hold three dots while an answer is made.
pub fn mark(b: &mut Build<'_>, thinking: bool) {
    b.el("svg;class=mark;viewBox=0 0 28 24;aria-hidden=true", |b| {
        b.el("path", |b| b.attr("d", PARENTHESES));
        if thinking {
            b.empty("circle;cx=10;cy=12;r=1.5");
            b.empty("circle;cx=14;cy=12;r=1.5");
            b.empty("circle;cx=18;cy=12;r=1.5");
        }
    });
}

const PARENTHESES: &str = "M9.6 2C4.9 5.3 3 8.6 3 12s1.9 6.7 6.6 10l.6-.8C7.2 18.4 6.1 15.4 6.1 12s1.1-6.4 4.1-9.2zM18.4 2C23.1 5.3 25 8.6 25 12s-1.9 6.7-6.6 10l-.6-.8c3-2.8 4.1-5.8 4.1-9.2s-1.1-6.4-4.1-9.2z";
