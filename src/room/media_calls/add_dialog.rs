//! "Add a call": which kind, and for a stream the addresses that the server gives.

use conference::Kind;
use leptos::prelude::*;

use super::{Addresses, EndCallButton, with_call};
use crate::{
    browser::webrtc,
    i18n::{Locale, td_string, use_locale},
    room::words,
    state::{AddedKind, AddedPicture, MediaCallRequest, Meeting, use_meeting},
    ui::{Button, Checkbox, Dialog, FieldKind, Look, Select, SelectOption, ShowIf, TextField},
};

/// Asks what to add to whoever is to get a call.
#[component]
pub fn AddMediaCallDialog() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let form = meeting.panels.media_call;
    let is_open = Memo::new(move |_| form.person.with(Option::is_some));
    let title = Signal::derive(move || {
        let name = form
            .person
            .with(|person| person.as_ref().map(|person| person.name.to_string()));
        name.map_or_else(String::new, |name| {
            td_string!(locale, calls.add_title, name = name)
        })
    });
    let answered = Memo::new(move |_| {
        let number = form.requested.get();
        number.filter(|number| with_call(meeting, *number, |call| call.is_up) == Some(true))
    });
    view! {
        <Dialog open=is_open title=title on_close=move || form.clear()>
            <div>
                {move || match answered.get() {
                    Some(number) => view! { <Answered number /> }.into_any(),
                    None => view! { <AddForm /> }.into_any(),
                }}
            </div>
        </Dialog>
    }
    .into_any()
}

/// The addresses that the server gave.
#[component]
fn Answered(
    /// The call's number.
    number: u32,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let urls = untrack(|| with_call(meeting, number, |call| call.urls.clone()));
    view! {
        <div class="dialog-body">
            <Addresses urls=urls.unwrap_or_default() />
            <div class="dialog-foot">
                <EndCallButton number />
                <Button
                    label=td_string!(locale, ui.close)
                    look=Look::Primary
                    autofocus=true
                    on_press=move || meeting.panels.media_call.clear()
                />
            </div>
        </div>
    }
}

#[component]
fn AddForm() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let form = meeting.panels.media_call;
    let is_webrtc = Memo::new(move |_| form.kind.get() == AddedKind::WebRtc);
    let lead = Signal::derive(move || {
        if is_webrtc.get() {
            td_string!(locale, calls.lead_webrtc)
        } else {
            td_string!(locale, calls.lead_rtmp)
        }
    });
    let kinds = vec![
        SelectOption::new(AddedKind::Rtmp, "rtmp", td_string!(locale, calls.rtmp)),
        SelectOption::new(
            AddedKind::WebRtc,
            "webrtc",
            td_string!(locale, calls.webrtc),
        ),
    ];
    let pictures = vec![
        SelectOption::new(AddedPicture::Main, "main", td_string!(locale, calls.main)),
        SelectOption::new(
            AddedPicture::Presentation,
            "presentation",
            td_string!(locale, room.presentation),
        ),
    ];
    let pending = Signal::derive(move || {
        let number = form.requested.get();
        number.is_some_and(|number| with_call(meeting, number, |call| call.is_up) == Some(false))
    });
    view! {
        <form class="dialog-form" novalidate on:submit=|event| event.prevent_default()>
            <Select label=td_string!(locale, calls.kind) value=form.kind options=kinds />
            <p class="dialog-lead">{lead}</p>
            <Select label=td_string!(locale, calls.picture) value=form.picture options=pictures />
            <ShowIf when=move || !is_webrtc.get()>
                <StreamFields />
            </ShowIf>
            <div class="dialog-foot">
                <Button
                    label=td_string!(locale, ui.cancel)
                    look=Look::Quiet
                    on_press=move || form.clear()
                />
                <Button
                    label=td_string!(locale, calls.add)
                    look=Look::Primary
                    refusal=Signal::derive(move || refusal(meeting, locale).map(str::to_owned))
                    pending=pending
                    submit=true
                    on_press=move || request(meeting)
                />
            </div>
        </form>
    }
}

/// What only a stream has.
#[component]
fn StreamFields() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let form = meeting.panels.media_call;
    let error = Signal::derive(move || {
        let is_wrong = form.limit().is_err();
        is_wrong.then(|| td_string!(locale, calls.bandwidth_wrong).to_owned())
    });
    view! {
        <div class="dialog-body">
            <Checkbox
                label=td_string!(locale, calls.streaming)
                checked=form.streaming
                on_change=move |is_on| form.streaming.set(is_on)
            />
            <TextField
                label=td_string!(locale, calls.bandwidth)
                value=form.bandwidth
                kind=FieldKind::Number
                error=error
            />
        </div>
    }
}

/// Why it can't be added now; followed.
fn refusal(meeting: Meeting, locale: Locale) -> Option<&'static str> {
    let form = meeting.panels.media_call;
    let person = form.person.get()?;
    let now = meeting.roster.person(&person.id);
    let refusal = meeting.refusal_for(Kind::AddCall, now.as_deref());
    let lacking = || match form.kind.get() {
        AddedKind::WebRtc => (!webrtc::is_supported()).then(|| td_string!(locale, calls.no_webrtc)),
        AddedKind::Rtmp => form
            .limit()
            .is_err()
            .then(|| td_string!(locale, calls.bandwidth_wrong)),
    };
    refusal
        .map(|refusal| words::refusal(locale, refusal))
        .or_else(lacking)
}

fn request(meeting: Meeting) {
    let form = meeting.panels.media_call;
    let (Some(person), Ok(bandwidth)) = (form.person.get_untracked(), untrack(|| form.limit()))
    else {
        return;
    };
    let (participant, name) = (person.id.clone(), person.name.clone());
    let present = form.picture.get_untracked() == AddedPicture::Presentation;
    if form.kind.get_untracked() == AddedKind::WebRtc {
        form.clear();
        meeting.media_calls.request(MediaCallRequest::Watch {
            participant,
            name,
            present,
        });
        return;
    }
    meeting.media_calls.request(MediaCallRequest::Rtmp {
        participant,
        name,
        streaming: form.streaming.get_untracked(),
        present,
        bandwidth,
    });
    // The newest one, if it wasn't refused on the spot.
    let calls = meeting.media_calls.list();
    form.requested
        .set(calls.with_untracked(|calls| calls.last().map(|call| call.number)));
}
