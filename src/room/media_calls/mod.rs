//! Calls that a host adds to somebody: asked for in a dialog, shown below the stage until they end; and the own screen as the
//! presentation.

mod add_dialog;
mod addresses;
mod picture;
mod share;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    i18n::{td_string, use_locale},
    state::{MediaCall, MediaCallKind, MediaCallRequest, Meeting, RoomTab, use_meeting},
    ui::{Button, Icon, unique_id},
};
use addresses::Addresses;
use picture::ReceivedPicture;

pub use add_dialog::AddMediaCallDialog;
pub use share::ShareScreenButton;

/// Calls that something is to be seen of, a window each. While a dialog shows one, its window waits.
#[component]
pub fn MediaCallWindows() -> impl IntoView {
    let meeting = use_meeting();
    let shown = move || {
        let is_asking = meeting.panels.media_call.person.with(Option::is_some);
        let is_shown = |call: &&MediaCall| match call.kind {
            MediaCallKind::Watch => true,
            MediaCallKind::Rtmp => call.is_up && !is_asking,
            MediaCallKind::ShareScreen => false,
        };
        meeting.media_calls.list().with(|calls| {
            let shown = calls.iter().filter(is_shown);
            shown.map(Window::of).collect::<Vec<_>>()
        })
    };
    let count = Memo::new(move |_| shown().len());
    Effect::new(move |before: Option<usize>| {
        let count = count.get();
        if before.is_some_and(|before| before < count) {
            // On a phone they stand behind a tab.
            meeting.panels.tab.set(RoomTab::Picture);
        }
        count
    });
    view! {
        <div class="call-windows">
            <For each=shown key=|window| window.number let:window>
                <CallWindow window />
            </For>
        </div>
    }
    .into_any()
}

/// What a window is made of.
#[derive(Clone)]
struct Window {
    number: u32,
    kind: MediaCallKind,
    name: Arc<str>,
    urls: [Option<String>; 2],
}

impl Window {
    fn of(call: &MediaCall) -> Self {
        Self {
            number: call.number,
            kind: call.kind,
            name: call.name.clone(),
            urls: call.urls.clone(),
        }
    }
}

#[component]
fn CallWindow(
    /// The call.
    window: Window,
) -> impl IntoView {
    let locale = use_locale();
    let Window {
        number,
        kind,
        name,
        urls,
    } = window;
    let name = name.to_string();
    let (title, inside) = if kind == MediaCallKind::Watch {
        (
            td_string!(locale, calls.monitor, name = name),
            view! { <ReceivedPicture number /> }.into_any(),
        )
    } else {
        (
            td_string!(locale, calls.rtmp_of, name = name),
            view! { <Addresses urls /> }.into_any(),
        )
    };
    let heading = unique_id("call");
    view! {
        <section class="call-window" role="region" aria-labelledby=heading>
            <div class="call-head">
                <h2 class="panel-title ellipsis" id=heading.clone() dir="auto">
                    {title}
                </h2>
                <EndCallButton number />
            </div>
            {inside}
        </section>
    }
}

#[component]
fn EndCallButton(
    /// The call's number.
    number: u32,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    view! {
        <Button
            label=td_string!(locale, calls.end)
            icon=Icon::End
            on_press=move || meeting.media_calls.request(MediaCallRequest::End(number))
        />
    }
}

/// Reads the call of a number; `None` when it is over. Followed.
fn with_call<T>(meeting: Meeting, number: u32, read: impl FnOnce(&MediaCall) -> T) -> Option<T> {
    meeting.media_calls.list().with(|calls| {
        let call = calls.iter().find(|call| call.number == number);
        call.map(read)
    })
}
