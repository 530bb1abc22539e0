//! The panel: a heading, then the conversation or what is known.

use super::composer::composer;
use super::element::Build;
use super::header::talk_header;
use super::log::log;
use super::model::Place;
use super::privacy::privacy;

/// A dialog beside the page; as a sheet it covers the page and is modal.
pub fn panel(is_sheet: bool, b: &mut Build<'_>) {
    b.el("div;part=panel;class=panel;role=dialog;tabindex=-1", |b| {
        b.attr("aria-label", &b.model.name);
        if is_sheet {
            b.flag("aria-modal", true);
        }
        // The views share no element: a log that became a list of settings would be read out.
        b.group(b.model.place as u32, |b| {
            if b.model.place == Place::Talk {
                talk_header(b);
                log(b);
                composer(b);
            } else {
                privacy(b);
            }
        });
    });
}
