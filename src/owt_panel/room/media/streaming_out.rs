//! What goes to other servers.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{
    AudioFrom, InRoom, List, MediaFrom, NewStreamingOut, Protocol, StreamId, StreamingOut as Out,
    Track, UploadMethod, VideoFrom, whole_number,
};

use super::{
    super::super::state::{Live, use_panel},
    Changing, Stopping,
    change::Output,
    describe::{media_lines, short},
    form::{FormDialog, once_tried},
    item::MediaItem,
    picture::{Picture, PictureFields},
    region::{MediaList, RegionHead},
    sources::{SourceField, first_view, from_label, is_there},
    words::start_name,
};
use crate::{
    i18n::{td_string, use_locale},
    ui::{FieldKind, Icon, Select, SelectOption, ShowIf, TextField, scoped_memo},
};

/// The most seconds of a piece, and pieces of a list.
const MOST: u32 = 3600;

/// What is typed. Cheap to copy.
#[derive(Clone, Copy)]
struct Draft {
    is_begun: RwSignal<bool>,
    tried: RwSignal<bool>,
    protocol: RwSignal<Protocol>,
    url: RwSignal<String>,
    method: RwSignal<UploadMethod>,
    seconds: RwSignal<String>,
    pieces: RwSignal<String>,
    audio: RwSignal<Option<StreamId>>,
    video: RwSignal<Option<StreamId>>,
    picture: Picture,
}

impl Draft {
    fn new() -> Self {
        Self {
            is_begun: RwSignal::default(),
            tried: RwSignal::default(),
            protocol: RwSignal::default(),
            url: RwSignal::default(),
            method: RwSignal::new(UploadMethod::Put),
            seconds: RwSignal::new("2".into()),
            pieces: RwSignal::new("5".into()),
            audio: RwSignal::default(),
            video: RwSignal::default(),
            picture: Picture::default(),
        }
    }

    fn clear(self) {
        self.is_begun.set(false);
        self.tried.set(false);
        self.url.set(String::new());
        self.audio.set(None);
        self.video.set(None);
        self.picture.clear();
    }

    fn begin(self, live: Live) {
        if !self.is_begun.get_untracked() {
            self.is_begun.set(true);
            self.audio.set(first_view(live, Track::Audio));
            self.video.set(first_view(live, Track::Video));
        }
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
        let audio = self
            .audio
            .get()
            .map(|from| AudioFrom { from, format: None });
        let video = self.video.get().map(|from| VideoFrom {
            from,
            format: None,
            wanted: self.picture.wanted(),
        });
        let media = MediaFrom::of(audio, video)?;
        let is_fine = self.is_address() && self.are_there(live);
        is_fine.then(|| {
            InRoom::StartStreamingOut(NewStreamingOut {
                url: self.url.with(|url| url.trim().to_owned()),
                target,
                media,
            })
        })
    }

    fn are_there(self, live: Live) -> bool {
        let chosen = [self.audio.get(), self.video.get()];
        chosen.iter().flatten().all(|it| is_there(live, it))
    }
}

fn whole(text: RwSignal<String>) -> Option<u32> {
    text.with(|text| whole_number(text, MOST))
}

/// The region "Streaming out".
#[component]
pub fn StreamingOut() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let (open, draft) = (RwSignal::new(false), Draft::new());
    let on_done = Callback::new(move |()| draft.clear());
    let title = td_string!(locale, owt.media.streaming_out);
    let start = td_string!(locale, owt.media.start_out);
    let keys = Signal::from(live.streaming_outs.order());
    let submit = move |()| {
        draft.tried.set(true);
        let ask = untrack(|| draft.ask(live));
        let is_sent = ask.is_some();
        if let Some(ask) = ask {
            let name = start_name(&ask);
            live.send_for(ask, Arc::from(name), on_done);
        }
        is_sent
    };
    view! {
        <section class="panel media" role="region" aria-label=title>
            <RegionHead title keys start word=td_string!(locale, owt.media.start) icon=Icon::Live open />
            <MediaList
                title
                list=List::StreamingOuts
                keys
                reading=live.streaming_outs.reading()
                none=td_string!(locale, owt.media.no_outs)
                item=|id| view! { <Item id /> }.into_any()
            />
            <FormDialog
                open
                title=start
                submit=td_string!(locale, owt.media.start)
                on_submit=submit
            >
                <Fields draft />
            </FormDialog>
        </section>
    }
}

#[component]
fn Fields(
    /// What is typed.
    draft: Draft,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    draft.begin(live);
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
        let is_none = draft.audio.with(Option::is_none) && draft.video.with(Option::is_none);
        match (is_none, draft.are_there(live)) {
            (true, _) => Some(td_string!(locale, owt.media.need_media)),
            (_, false) => Some(td_string!(locale, owt.media.gone)),
            _ => None,
        }
    });
    let number_problem = move |text: RwSignal<String>| {
        once_tried(draft.tried, move || {
            whole(text)
                .is_none()
                .then(|| td_string!(locale, owt.media.need_whole))
        })
    };
    let has_pieces = Signal::derive(move || draft.protocol.get().has_pieces());
    let none = td_string!(locale, owt.media.none);
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
        <SourceField
            label=from_label(locale, Track::Audio)
            track=Track::Audio
            chosen=draft.audio
            none
            error=missing
        />
        <SourceField
            label=from_label(locale, Track::Video)
            track=Track::Video
            chosen=draft.video
            none
        />
        <PictureFields from=draft.video picture=draft.picture />
    }
    .into_any()
}

#[component]
fn Item(
    /// Which.
    id: Arc<str>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let out = live.streaming_out(Signal::stored(Arc::clone(&id)));
    let name = scoped_memo(move || out.with(|it| it.as_deref().map(name_of).unwrap_or_default()));
    let facts = scoped_memo(move || {
        out.with(|it| {
            let Some(it) = it.as_deref() else {
                return Vec::new();
            };
            let protocol = it.protocol.as_ref().map(|it| it.to_uppercase());
            let lines = media_lines(live, locale, &it.media);
            protocol.into_iter().chain(lines).collect()
        })
    });
    let change = move |()| {
        let it = out.get_untracked()?;
        Some(Changing {
            output: Output::Stream(it.id.clone()),
            name: name.get_untracked(),
            media: it.media.clone(),
        })
    };
    let stop_label =
        Signal::derive(move || td_string!(locale, owt.media.stop_to, name = name.get()));
    let stop = move |()| {
        let name = name.get_untracked();
        Some(Stopping {
            ask: InRoom::StopStreamingOut(out.get_untracked()?.id.clone()),
            title: td_string!(locale, owt.media.stop_to_title, name = &name),
            lead: td_string!(locale, owt.media.stop_to_lead),
            confirm: td_string!(locale, owt.media.stop),
            name,
        })
    };
    view! { <MediaItem id name facts change stop_label stop /> }
}

/// Returns what it is called: where it goes, or its id where that isn't told.
fn name_of(out: &Out) -> String {
    match &*out.url {
        "" => short(out.id.as_str()),
        url => url.to_owned(),
    }
}
