//! A conference that is run, or where one can be made.

mod bar;
mod call_row;
mod controls;
mod dismiss_dialog;
mod invite;
mod log_words;
mod notes;
mod people;
mod record;
mod sheet;

use leptos::prelude::*;

use super::{state::use_panel, words};
use crate::{
    i18n::{td_string, use_locale},
    room::screen::Screen,
};
use bar::Bar;
use controls::Controls;
use dismiss_dialog::DismissDialog;
use invite::Invite;
use notes::Notes;
use people::People;
use record::Record;

/// The page of a conference.
#[component]
pub fn RoomPage() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    provide_context(Screen::watch());
    let connection = live.connection();
    view! {
        <main
            class="kind-page phone"
            aria-label=td_string!(locale, room.meeting)
            data-connection=move || connection.get().as_str()
        >
            <Bar />
            <Notes />
            <div class="phone-body">
                <div class="phone-side">
                    <Controls />
                    <Invite />
                </div>
                <People />
                <Record />
            </div>
            <DismissDialog />
        </main>
    }
}

/// Returns a refusal in words, for a control that isn't allowed.
fn in_words(
    refusal: impl Fn() -> Option<phone::Failure> + Send + Sync + 'static,
) -> MaybeProp<String> {
    let locale = use_locale();
    MaybeProp::derive(move || {
        refusal().map(|why| match why {
            phone::Failure::NotConnected => td_string!(locale, phone.why.not_live).to_owned(),
            why => words::failure(locale, &why),
        })
    })
}
