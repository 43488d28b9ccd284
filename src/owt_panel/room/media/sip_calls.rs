//! Telephones that are in the room.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{Dial, Direction, InRoom, List, Media, SipCall, Track};

use super::{
    super::super::state::{Live, use_panel},
    change::Output,
    chosen_streams::{ChosenStreams, ChosenStreamsFields},
    describe::{media_lines, short},
    form::once_tried,
    item::MediaItem,
    region::MediaRegion,
    sources::is_there,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    ui::{FieldKind, Icon, TextField},
};

/// What is typed. Cheap to copy.
#[derive(Clone, Copy, Default)]
struct Draft {
    tried: RwSignal<bool>,
    peer: RwSignal<String>,
    streams: ChosenStreams,
}

impl Draft {
    fn clear(self) {
        self.peer.set(String::new());
        self.streams.clear();
    }

    fn has_peer(self) -> bool {
        self.peer.with(|peer| !peer.trim().is_empty())
    }

    fn ask(self, live: Live) -> Option<InRoom> {
        let streams = self.streams;
        let is_fine = self.has_peer() && streams.are_there(live);
        let audio = streams.audio.get().filter(|_| is_fine)?;
        let video = streams.video.get();
        Some(InRoom::Dial(Dial {
            peer: self.peer.with(|peer| peer.trim().to_owned()),
            audio,
            video: video.map(|it| (it, streams.picture.wanted())),
        }))
    }
}

/// The region "SIP calls".
#[component]
pub fn SipCalls() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let draft = Draft::default();
    view! {
        <MediaRegion
            title=td_string!(locale, owt.media.sip_calls)
            start=td_string!(locale, owt.media.call_out)
            word=td_string!(locale, owt.media.call_out)
            submit=td_string!(locale, owt.media.call)
            icon=Icon::Phone
            list=List::SipCalls
            keys=live.sip_calls.order()
            reading=live.sip_calls.reading()
            none=td_string!(locale, owt.media.no_calls)
            item=|id| view! { <Item id /> }.into_any()
            tried=draft.tried
            ask=move |()| draft.ask(live)
            clear=move |()| draft.clear()
        >
            <Fields draft />
        </MediaRegion>
    }
}

#[component]
fn Fields(
    /// What is typed.
    draft: Draft,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let streams = draft.streams;
    streams.begin(live, &[Track::Audio]);
    let no_peer = once_tried(draft.tried, move || {
        (!draft.has_peer()).then(|| td_string!(locale, owt.media.need_peer))
    });
    let no_sound = once_tried(draft.tried, move || {
        let is_chosen = streams.audio.get().is_some_and(|it| is_there(live, &it));
        (!is_chosen).then(|| td_string!(locale, owt.media.need_sound))
    });
    let gone = once_tried(draft.tried, move || {
        let is_gone = streams.video.get().is_some_and(|it| !is_there(live, &it));
        is_gone.then(|| td_string!(locale, owt.media.gone))
    });
    view! {
        <TextField
            label=td_string!(locale, owt.media.peer)
            value=draft.peer
            kind=FieldKind::Url
            error=no_peer
            hint=td_string!(locale, owt.media.peer_hint)
            autofocus=true
        />
        <ChosenStreamsFields
            streams
            needs_audio=true
            audio_error=no_sound
            video_error=gone
        />
        <p class="dialog-lead">{td_string!(locale, owt.media.call_lead)}</p>
    }
    .into_any()
}

#[component]
fn Item(
    /// Which.
    id: Arc<str>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let call = live.sip_call(Signal::stored(Arc::clone(&id)));
    let fixed = MaybeProp::derive(move || {
        let gets = |media: &Media| media.audio.is_some() || media.video.is_some();
        let gets_some = call.with(|it| it.as_ref()?.output.as_ref().map(gets));
        let gets_some = gets_some.unwrap_or_default();
        (!gets_some).then(|| td_string!(locale, owt.media.gets_nothing).to_owned())
    });
    view! {
        <MediaItem
            entry=call
            id
            name=|_, it| name_of(it)
            facts
            change=|it| Some((Output::Call(it.id.clone()), it.output.clone()?))
            fixed
            stop=|it| InRoom::HangUp(it.id.clone())
            stop_icon=Icon::End
        />
    }
}

/// Returns whom it is with, or its id.
fn name_of(call: &SipCall) -> String {
    match &*call.peer {
        "" => short(call.id.as_str()),
        peer => peer.to_owned(),
    }
}

fn facts(live: Live, locale: Locale, call: &SipCall) -> Vec<String> {
    let direction = match call.direction {
        Some(Direction::In) => Some(td_string!(locale, owt.media.called_in)),
        Some(Direction::Out) => Some(td_string!(locale, owt.media.called_out)),
        None => None,
    };
    let sends = match &call.input {
        None => td_string!(locale, owt.media.sends_nothing),
        Some(it) if it.video.is_some() => td_string!(locale, owt.media.sends_both),
        Some(_) => td_string!(locale, owt.media.sends_sound),
    };
    let words: Vec<_> = direction.into_iter().chain([sends]).collect();
    let gets = call.output.as_ref().map(|it| media_lines(live, locale, it));
    let gets = gets.unwrap_or_default().into_iter();
    let gets = gets.map(|line| td_string!(locale, owt.media.gets, what = line));
    [words.join(" · ")].into_iter().chain(gets).collect()
}
