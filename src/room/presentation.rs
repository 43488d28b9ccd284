//! What is presented, and by whom.

use leptos::prelude::*;

use super::media_calls::ShareScreenButton;
use crate::{
    i18n::{td_string, use_locale},
    state::{ConnectionPhase, use_meeting},
    ui::{Icon, IconView, ShowIf, true_or_false},
};

/// The presentation.
#[component]
pub fn PresentationPanel() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let under_way = Memo::new(move |_| meeting.presentation.with(Option::is_some));
    let nobody_presents = Signal::derive(move || !under_way.get());
    let presenter = Signal::derive(move || {
        let name = meeting
            .presentation
            .with(|now| now.as_ref().map(|now| now.name.to_string()));
        name.unwrap_or_default()
    });
    let whiteboard = Memo::new(move |_| meeting.settings.get().whiteboard == Some(true));
    view! {
        <section
            class="panel panel-presentation"
            role="region"
            aria-labelledby="presentation-title"
            data-presenting=true_or_false(under_way)
        >
            <div class="panel-head">
                <h2 class="panel-title" id="presentation-title">
                    {td_string!(locale, room.presentation)}
                </h2>
                <bdi class="panel-count ellipsis" dir="auto">
                    {presenter}
                </bdi>
                <ShowIf when=nobody_presents>
                    <p class="panel-count">{td_string!(locale, room.nobody_presents)}</p>
                </ShowIf>
                <ShareScreenButton />
            </div>
            <ShowIf when=whiteboard>
                <p class="note">{td_string!(locale, room.whiteboard)}</p>
            </ShowIf>
            <ShowIf when=under_way>
                <Frame presenter />
            </ShowIf>
        </section>
    }
    .into_any()
}

/// The newest frame.
#[component]
fn Frame(
    /// The presenter's name; may be empty.
    presenter: Signal<String>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let has_frame = Memo::new(move |_| meeting.frame.with(Option::is_some));
    let alt = Signal::derive(move || match presenter.get() {
        name if name.is_empty() => td_string!(locale, room.presentation).to_owned(),
        name => td_string!(locale, room.presentation_by, name = name),
    });
    let no_frame = move || {
        view! {
            <p class="frame-empty">
                <IconView icon=Icon::Screen />
                <span>{td_string!(locale, room.frame_comes)}</span>
            </p>
        }
    };
    let is_old =
        Memo::new(move |_| has_frame.get() && meeting.phase.get() != ConnectionPhase::Live);
    view! {
        <div class="presentation">
            <ShowIf when=has_frame fallback=no_frame>
                <img class="frame" alt=alt src=meeting.frame />
            </ShowIf>
            <ShowIf when=is_old>
                <p class="frame-old">{td_string!(locale, room.frame_old)}</p>
            </ShowIf>
        </div>
    }
}
