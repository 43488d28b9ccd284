//! Presenting this screen.

use std::sync::Arc;

use conference::{Kind, Participant};
use leptos::prelude::*;

use crate::{
    browser::webrtc,
    i18n::{td_string, use_locale},
    room::words,
    state::{MediaCall, MediaCallKind, MediaCallRequest, Meeting, use_meeting},
    ui::{Button, Icon, Look},
};

/// Presents this screen, or ends that.
#[component]
pub fn ShareScreenButton() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let shared = Memo::new(move |_| {
        meeting.media_calls.list().with(|calls| {
            let is_it = |call: &&MediaCall| call.kind == MediaCallKind::ShareScreen;
            calls.iter().find(is_it).map(|call| call.number)
        })
    });
    let refusal = Signal::derive(move || {
        let refusal = if shared.get().is_some() {
            None
        } else if !webrtc::can_share_screen() {
            Some(td_string!(locale, calls.no_share))
        } else if let Some(own) = own_row(meeting) {
            let refusal = meeting.refusal_for(Kind::AddCall, Some(&own));
            refusal.map(|refusal| words::refusal(locale, refusal))
        } else {
            Some(td_string!(locale, calls.share_hidden))
        };
        refusal.map(str::to_owned)
    });
    let press = move || match (shared.get_untracked(), untrack(|| own_row(meeting))) {
        (Some(number), _) => meeting.media_calls.request(MediaCallRequest::End(number)),
        (None, Some(own)) => meeting.media_calls.request(MediaCallRequest::ShareScreen {
            participant: own.id.clone(),
            name: own.name.clone(),
        }),
        (None, None) => {}
    };
    let label = Signal::derive(move || {
        String::from(if shared.get().is_some() {
            td_string!(locale, calls.stop_share)
        } else {
            td_string!(locale, calls.share)
        })
    });
    view! {
        <Button
            label=label
            icon=Icon::Screen
            look=Look::Quiet
            class="share"
            refusal=refusal
            on_press=press
        />
    }
}

/// This session's own row, where it isn't hidden; followed.
fn own_row(meeting: Meeting) -> Option<Arc<Participant>> {
    let id = meeting.powers.with(|powers| powers.own.clone())?;
    meeting.roster.person(&id)
}
