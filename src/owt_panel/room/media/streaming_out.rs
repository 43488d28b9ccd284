//! What goes to other servers.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{
    InRoom, List, NewStreamingOut, Protocol, StreamingOut as Out, Track, UploadMethod, whole_number,
};

use super::{
    super::super::state::{Live, use_panel},
    change::Output,
    chosen_streams::{ChosenStreams, ChosenStreamsFields},
    describe::{media_lines, short},
    form::once_tried,
    item::MediaItem,
    region::MediaRegion,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    ui::{FieldKind, Icon, Select, SelectOption, ShowIf, TextField},
};

/// The most seconds of a piece, and pieces of a list.
const MOST: u32 = 3600;

/// What is typed. Cheap to copy.
#[derive(Clone, Copy)]
struct Draft {
    tried: RwSignal<bool>,
    protocol: RwSignal<Protocol>,
    url: RwSignal<String>,
    method: RwSignal<UploadMethod>,
    seconds: RwSignal<String>,
    pieces: RwSignal<String>,
    streams: ChosenStreams,
}

impl Draft {
    fn new() -> Self {
        Self {
            tried: RwSignal::default(),
            protocol: RwSignal::default(),
            url: RwSignal::default(),
            method: RwSignal::new(UploadMethod::Put),
            seconds: RwSignal::new("2".into()),
            pieces: RwSignal::new("5".into()),
            streams: ChosenStreams::default(),
        }
    }

    fn clear(self) {
        self.url.set(String::new());
        self.streams.clear();
    }

    fn is_address(self) -> bool {
        let protocol = self.protocol.get();
        self.url.with(|url| protocol.takes(url))
    }

    fn ask(self, live: Live) -> Option<InRoom> {
        let numbers = whole(self.seconds).zip(whole(self.pieces));
        let method = self.method.get();
        let pieces = numbers.map(|(seconds, pieces)| (method, seconds, pieces));
        let target = self.protocol.get().target(pieces)?;
        let media = self.streams.media(None)?;
        let is_fine = self.is_address() && self.streams.are_there(live);
        is_fine.then(|| {
            InRoom::StartStreamingOut(NewStreamingOut {
                url: self.url.with(|url| url.trim().to_owned()),
                target,
                media,
            })
        })
    }
}

fn whole(text: RwSignal<String>) -> Option<u32> {
    text.with(|text| whole_number(text, MOST))
}

/// The region "Streaming out".
#[component]
pub fn StreamingOut() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let draft = Draft::new();
    view! {
        <MediaRegion
            title=td_string!(locale, owt.media.streaming_out)
            start=td_string!(locale, owt.media.start_out)
            icon=Icon::Live
            list=List::StreamingOuts
            keys=live.streaming_outs.order()
            reading=live.streaming_outs.reading()
            none=td_string!(locale, owt.media.no_outs)
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
    streams.begin(live, &[Track::Audio, Track::Video]);
    let protocol = |it: Protocol| SelectOption::new(it, it.as_str(), it.as_str().to_uppercase());
    let methods = [(UploadMethod::Put, "PUT"), (UploadMethod::Post, "POST")];
    let methods = methods.map(|(it, word)| SelectOption::new(it, word, word));
    let bad_address = Signal::derive(move || {
        if !draft.tried.get() || draft.is_address() {
            return None;
        }
        let protocol = draft.protocol.get();
        let [scheme, other] = protocol.schemes();
        Some(td_string!(
            locale,
            owt.media.need_scheme,
            scheme = scheme,
            other = other
        ))
    });
    let missing = once_tried(draft.tried, move || {
        if streams.is_none() {
            return Some(td_string!(locale, owt.media.need_media));
        }
        (!streams.are_there(live)).then(|| td_string!(locale, owt.media.gone))
    });
    let number_problem = move |text: RwSignal<String>| {
        once_tried(draft.tried, move || {
            whole(text)
                .is_none()
                .then(|| td_string!(locale, owt.media.need_whole))
        })
    };
    let has_pieces = Signal::derive(move || draft.protocol.get().has_pieces());
    view! {
        <Select
            label=td_string!(locale, owt.media.protocol)
            value=draft.protocol
            options=Protocol::ALL.map(protocol).to_vec()
        />
        <TextField
            label=td_string!(locale, owt.media.address)
            value=draft.url
            kind=FieldKind::Url
            error=bad_address
            hint=td_string!(locale, owt.media.address_hint)
            autofocus=true
        />
        <ShowIf when=has_pieces>
            <Select
                label=td_string!(locale, owt.media.method)
                value=draft.method
                options=methods.to_vec()
            />
            <TextField
                label=td_string!(locale, owt.media.seconds)
                value=draft.seconds
                kind=FieldKind::Count { min: 1, max: MOST }
                error=number_problem(draft.seconds)
            />
            <TextField
                label=td_string!(locale, owt.media.pieces)
                value=draft.pieces
                kind=FieldKind::Count { min: 1, max: MOST }
                error=number_problem(draft.pieces)
            />
        </ShowIf>
        <ChosenStreamsFields streams audio_error=missing />
    }
    .into_any()
}

#[component]
fn Item(
    /// Which.
    id: Arc<str>,
) -> impl IntoView {
    view! {
        <MediaItem
            entry=use_panel().live.streaming_out(Signal::stored(Arc::clone(&id)))
            id
            name=|_, it| name_of(it)
            facts
            change=|it: &Out| Some((Output::Stream(it.id.clone()), it.media.clone()))
            stop=|it| InRoom::StopStreamingOut(it.id.clone())
        />
    }
}

/// Returns what it is called: where it goes, or its id where that isn't told.
fn name_of(out: &Out) -> String {
    match &*out.url {
        "" => short(out.id.as_str()),
        url => url.to_owned(),
    }
}

fn facts(live: Live, locale: Locale, out: &Out) -> Vec<String> {
    let protocol = out.protocol.as_ref().map(|it| it.to_uppercase());
    let lines = media_lines(live, locale, &out.media);
    protocol.into_iter().chain(lines).collect()
}
