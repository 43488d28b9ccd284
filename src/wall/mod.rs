//! The meetings of this tab beside each other: a tile for each, while there are several.

mod streams;
mod tile;

use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{MOST_MEETINGS, Meetings, OpenMeeting, use_meetings},
    ui::{Button, Icon, Look, ShowIf},
};
use streams::StreamsNote;
pub use streams::full_server;
use tile::Tile;

/// The region "Meetings": not there while one meeting is all that there is.
#[component]
pub fn Wall() -> impl IntoView {
    let meetings = use_meetings();
    view! {
        <ShowIf when=Signal::derive(move || meetings.are_several())>
            <Tiles />
        </ShowIf>
    }
}

#[component]
fn Tiles() -> impl IntoView {
    let (meetings, locale) = (use_meetings(), use_locale());
    // What happened last in a meeting that isn't in front.
    let news = RwSignal::new(String::new());
    view! {
        <section class="wall" role="region" aria-label=td_string!(locale, wall.title)>
            <div class="wall-line">
                <div class="wall-tiles">
                <For
                    each=move || meetings.joined()
                    key=|open: &OpenMeeting| open.number
                    let:open
                >
                    <Tile open news />
                </For>
                </div>
                <OpenAnotherButton />
            </div>
            <p class="visually-hidden" role="status" dir="auto" prop:textContent=news></p>
            <StreamsNote />
        </section>
    }
}

/// Returns why no other meeting can be opened; followed.
pub fn no_more(meetings: Meetings, locale: Locale) -> Option<String> {
    let most = MOST_MEETINGS;
    (!meetings.has_room()).then(|| td_string!(locale, wall.no_more, most = most))
}

/// Opens a form beside the meetings that there are.
#[component]
pub fn OpenAnotherButton(
    /// Stands in a meeting's bar, and only while that meeting is the only one.
    #[prop(optional)]
    is_alone: bool,
) -> impl IntoView {
    let (meetings, locale) = (use_meetings(), use_locale());
    let refusal = Signal::derive(move || no_more(meetings, locale));
    view! {
        <ShowIf when=Signal::derive(move || !(is_alone && meetings.are_several()))>
            <Button
                label=td_string!(locale, wall.open_another)
                icon=Icon::Plus
                icon_only=true
                look=Look::Quiet
                refusal=refusal
                on_press=move || meetings.open_another()
            />
        </ShowIf>
    }
}
