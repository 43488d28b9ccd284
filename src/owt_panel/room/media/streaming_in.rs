//! What other servers' streams are brought in.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{
    InRoom, List, NewStreamingIn, Pull, Stream, StreamKind, Transport, is_address, whole_number,
};

use super::{
    super::super::state::{Ids, Live, Reading, use_panel},
    Stopping,
    describe::{layer_words, short},
    form::{FormDialog, once_tried},
    item::MediaItem,
    region::{MediaList, RegionHead},
    words::start_name,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    owt_panel::state::Phase,
    ui::{FieldKind, Icon, Select, SelectOption, ShowIf, TextField, scoped_memo},
};

/// The most bytes of a buffer.
const MOST_BYTES: u32 = 1 << 30;

/// What is typed. Cheap to copy.
#[derive(Clone, Copy)]
struct Draft {
    tried: RwSignal<bool>,
    url: RwSignal<String>,
    by_udp: RwSignal<bool>,
    buffer: RwSignal<String>,
    audio: RwSignal<Pull>,
    video: RwSignal<Pull>,
}

impl Draft {
    fn new() -> Self {
        Self {
            tried: RwSignal::default(),
            url: RwSignal::default(),
            by_udp: RwSignal::default(),
            buffer: RwSignal::default(),
            audio: RwSignal::new(Pull::Auto),
            video: RwSignal::new(Pull::Auto),
        }
    }

    fn clear(self) {
        self.tried.set(false);
        self.url.set(String::new());
        self.audio.set(Pull::Auto);
        self.video.set(Pull::Auto);
    }

    fn is_address(self) -> bool {
        self.url.with(|url| is_address(url))
    }

    /// `Some(None)` = the server's own; `None` = it isn't a number.
    fn buffer(self) -> Option<Option<u32>> {
        self.buffer.with(|text| match text.trim() {
            "" => Some(None),
            text => whole_number(text, MOST_BYTES).map(Some),
        })
    }

    fn takes_nothing(self) -> bool {
        self.audio.get() == Pull::No && self.video.get() == Pull::No
    }

    fn ask(self) -> Option<InRoom> {
        let transport = match self.by_udp.get() {
            true => Transport::Udp(self.buffer()?),
            false => Transport::Tcp,
        };
        let is_fine = self.is_address() && !self.takes_nothing();
        is_fine.then(|| {
            InRoom::StartStreamingIn(NewStreamingIn {
                url: self.url.with(|url| url.trim().to_owned()),
                transport: Some(transport),
                audio: self.audio.get(),
                video: self.video.get(),
            })
        })
    }
}

/// The region "Streaming in": those of the room's streams that come from other servers.
#[component]
pub fn StreamingIn() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let (open, draft) = (RwSignal::new(false), Draft::new());
    let on_done = Callback::new(move |()| draft.clear());
    let title = td_string!(locale, owt.media.streaming_in);
    let start = td_string!(locale, owt.media.start_in);
    let revision = live.streams.revision();
    let keys = scoped_memo(move || {
        revision.track();
        let ids: Option<Ids> = live.with_state(|room| {
            let ours = room.streams().filter(|it| is_brought_in(it));
            ours.map(|it| it.id.shared()).collect()
        });
        ids.unwrap_or_else(|| Arc::from([]))
    });
    let keys = Signal::from(keys);
    let phase = live.phase();
    // Streams are known as soon as anything is, and the page says itself where they can't be read.
    let reading = Signal::derive(move || Reading {
        is_known: phase.with(|phase| *phase != Phase::Connecting),
        trouble: None,
    });
    let submit = move |()| {
        draft.tried.set(true);
        let ask = untrack(|| draft.ask());
        let is_sent = ask.is_some();
        if let Some(ask) = ask {
            let name = start_name(&ask);
            live.send_for(ask, Arc::from(name), on_done);
        }
        is_sent
    };
    view! {
        <section class="panel media" role="region" aria-label=title>
            <RegionHead title keys start word=td_string!(locale, owt.media.start) icon=Icon::Plus open />
            <MediaList
                title
                list=List::Streams
                keys
                reading
                none=td_string!(locale, owt.media.no_ins)
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
    let locale = use_locale();
    let bad_address = once_tried(draft.tried, move || {
        (!draft.is_address()).then(|| td_string!(locale, owt.media.need_address))
    });
    let bad_buffer = once_tried(draft.tried, move || {
        draft
            .buffer()
            .is_none()
            .then(|| td_string!(locale, owt.media.need_whole))
    });
    let nothing = once_tried(draft.tried, move || {
        draft
            .takes_nothing()
            .then(|| td_string!(locale, owt.media.need_in))
    });
    let transports = vec![
        SelectOption::new(false, "tcp", "TCP"),
        SelectOption::new(true, "udp", "UDP"),
    ];
    let pulls = move || {
        vec![
            SelectOption::new(Pull::Auto, "auto", td_string!(locale, owt.media.if_any)),
            SelectOption::new(Pull::Yes, "true", td_string!(locale, owt.media.must)),
            SelectOption::new(Pull::No, "false", td_string!(locale, owt.media.none)),
        ]
    };
    view! {
        <TextField
            label=td_string!(locale, owt.media.address)
            value=draft.url
            kind=FieldKind::Url
            error=bad_address
            hint=td_string!(locale, owt.media.in_hint)
            autofocus=true
        />
        <Select
            label=td_string!(locale, owt.media.transport)
            value=draft.by_udp
            options=transports
        />
        <ShowIf when=draft.by_udp>
            <TextField
                label=td_string!(locale, owt.media.buffer)
                value=draft.buffer
                kind=FieldKind::Count { min: 1, max: MOST_BYTES }
                error=bad_buffer
                placeholder="8192"
            />
        </ShowIf>
        <Select
            label=td_string!(locale, owt.live.audio)
            value=draft.audio
            options=pulls()
            error=nothing
        />
        <Select label=td_string!(locale, owt.live.video) value=draft.video options=pulls() />
        <p class="dialog-lead">{td_string!(locale, owt.media.in_lead)}</p>
    }
    .into_any()
}

fn is_brought_in(stream: &Stream) -> bool {
    matches!(&stream.kind, StreamKind::Forward { by, .. } if &**by == "streaming")
}

#[component]
fn Item(
    /// Which stream.
    id: Arc<str>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let stream = live.stream(Signal::stored(Arc::clone(&id)));
    // The list may tell of it before the answer does that says whose it is.
    let name = {
        let (id, pending) = (Arc::clone(&id), live.pending());
        scoped_memo(move || {
            pending.track();
            name_of(live, &id)
        })
    };
    let facts = scoped_memo(move || {
        stream.with(|it| {
            it.as_deref()
                .map(|it| facts(locale, it))
                .unwrap_or_default()
        })
    });
    let stop_label =
        Signal::derive(move || td_string!(locale, owt.media.stop_from, name = name.get()));
    let stop = move |()| {
        let name = name.get_untracked();
        Some(Stopping {
            ask: InRoom::StopStreamingIn(stream.get_untracked()?.id.clone()),
            title: td_string!(locale, owt.media.stop_from_title, name = &name),
            lead: td_string!(locale, owt.media.stop_from_lead),
            confirm: td_string!(locale, owt.media.stop),
            name,
        })
    };
    view! { <MediaItem id name facts stop_label stop /> }
}

/// Returns what it is called: where it comes from, where that is known, else its id.
fn name_of(live: Live, id: &str) -> String {
    match live.origin(id) {
        Some(origin) => origin.to_string(),
        None => short(id),
    }
}

fn facts(locale: Locale, stream: &Stream) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(audio) = &stream.audio {
        let codec = audio.format.as_ref().map(|it| it.codec.to_string());
        let what = td_string!(locale, owt.live.audio);
        lines.push([what, ": ", &codec.unwrap_or_default()].concat());
    }
    if let Some(video) = &stream.video {
        let how = video.layers.first().map(|it| layer_words(locale, it));
        let what = td_string!(locale, owt.live.video);
        lines.push([what, ": ", &how.unwrap_or_default().join(" · ")].concat());
    }
    let clean = |line: String| conference::clean_text(&line, 200).into_owned();
    lines.into_iter().map(clean).collect()
}
