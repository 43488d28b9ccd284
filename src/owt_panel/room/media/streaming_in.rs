//! What other servers' streams are brought in.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{
    InRoom, List, NewStreamingIn, Pull, Stream, StreamKind, Transport, is_address, whole_number,
};

use super::{
    super::super::state::{Ids, Live, Reading, use_panel},
    describe::{short, stream_lines},
    form::once_tried,
    item::MediaItem,
    region::MediaRegion,
};
use crate::{
    i18n::{td_string, use_locale},
    owt_panel::state::Phase,
    ui::{FieldKind, Icon, Select, SelectOption, ShowIf, TextField, scoped_memo},
};

/// The most bytes of a buffer.
const MOST_BYTES: u32 = 1 << 30;

/// What is typed. Cheap to copy.
#[derive(Clone, Copy, Default)]
struct Draft {
    tried: RwSignal<bool>,
    url: RwSignal<String>,
    by_udp: RwSignal<bool>,
    buffer: RwSignal<String>,
    audio: RwSignal<Pull>,
    video: RwSignal<Pull>,
}

impl Draft {
    fn clear(self) {
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
    let draft = Draft::default();
    let revision = live.streams.revision();
    let keys = scoped_memo(move || {
        revision.track();
        let ids: Option<Ids> = live.with_state(|room| {
            let ours = room.streams().filter(|it| is_brought_in(it));
            ours.map(|it| it.id.shared()).collect()
        });
        ids.unwrap_or_else(|| Arc::from([]))
    });
    let phase = live.phase();
    // Streams are known as soon as anything is, and the page says itself where they can't be read.
    let reading = Signal::derive(move || Reading {
        is_known: phase.with(|phase| *phase != Phase::Connecting),
        trouble: None,
    });
    view! {
        <MediaRegion
            title=td_string!(locale, owt.media.streaming_in)
            start=td_string!(locale, owt.media.start_in)
            icon=Icon::Plus
            list=List::Streams
            keys
            reading
            none=td_string!(locale, owt.media.no_ins)
            item=|id| view! { <Item id /> }.into_any()
            tried=draft.tried
            ask=move |()| draft.ask()
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
    view! {
        <MediaItem
            entry=use_panel().live.stream(Signal::stored(Arc::clone(&id)))
            id
            name=name_of
            facts=|_, locale, it| stream_lines(locale, it)
            stop=|it: &Stream| InRoom::StopStreamingIn(it.id.clone())
        />
    }
}

/// Returns what it is called: where it comes from, where that is known, else its id.
fn name_of(live: Live, stream: &Stream) -> String {
    let id = stream.id.as_str();
    live.origin(id)
        .map_or_else(|| short(id), |origin| origin.to_string())
}
