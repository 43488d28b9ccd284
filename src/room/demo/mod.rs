//! What there is in a demo beside the meeting: that it is one, and a tour.

mod place;
mod steps;
mod tour;

use leptos::prelude::*;

use crate::{
    i18n::{td_string, use_locale},
    state::{use_meeting, use_meetings},
    ui::{Button, Icon, IconView, Look, ShowIf},
};

pub use tour::Tour;

/// Says that nobody here is real, for as long as a demo is shown.
#[component]
pub fn DemoNote() -> impl IntoView {
    let meeting = use_meeting();
    view! {
        <ShowIf when=Signal::derive(move || meeting.is_demo())>
            <Note />
        </ShowIf>
    }
}

#[component]
fn Note() -> impl IntoView {
    let (meeting, meetings, locale) = (use_meeting(), use_meetings(), use_locale());
    let front = meetings.front();
    let tour = meeting.panels.tour;
    view! {
        <div class="banner">
            <IconView icon=Icon::Info />
            <p>{td_string!(locale, demo.note)}</p>
            <ShowIf when=Signal::derive(move || tour.with(Option::is_none))>
                <Button
                    label=td_string!(locale, demo.take_tour)
                    look=Look::Quiet
                    on_press=move || tour.set(Some(0))
                />
            </ShowIf>
            // After an end, too, where Leave has nothing more to leave; to the meeting beside it, where there is one.
            <Button
                label=td_string!(locale, demo.end)
                on_press=move || meetings.leave(front.get_untracked().number)
            />
        </div>
    }
}
