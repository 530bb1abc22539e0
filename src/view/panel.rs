//! The panel: a heading, then the conversation or what is known.

use super::composer::Composer;
use super::header::talk_header;
use super::log::Log;
use super::model::{Model, Place};
use super::privacy::Privacy;
use super::root::Draft;
use super::ui::{Ui, flag};
use yew::prelude::*;

/// A dialog beside the page; as a sheet it covers the page and is modal.
pub fn panel(model: &Model, ui: &Ui, is_sheet: bool, draft: &Draft) -> Html {
    html! {
        <div part="panel" class="panel" role="dialog" tabindex="-1"
            aria-label={model.name.clone()} aria-modal={is_sheet.then(|| flag(true))}>
            { if model.place == Place::Talk { talk(model, ui, draft) } else { privacy(model, ui) } }
        </div>
    }
}

fn talk(model: &Model, ui: &Ui, draft: &Draft) -> Html {
    let consent = (!model.consent_open).then_some(model.consented);
    html! {
        <>
            { talk_header(model, ui) }
            <Log ui={ui.clone()} messages={model.messages.clone()} thinking={model.thinking}
                gone={model.gone_offers.clone()} {consent} />
            <Composer ui={ui.clone()} offline={model.offline} draft={draft.clone()} />
        </>
    }
}

fn privacy(model: &Model, ui: &Ui) -> Html {
    html! { <Privacy ui={ui.clone()} known={model.privacy.clone()} /> }
}
