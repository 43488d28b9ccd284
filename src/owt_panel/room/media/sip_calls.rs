//! Telephones that are in the room.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{Dial, Direction, InRoom, List, Media, SipCall, StreamId, Track};

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
    i18n::{Locale, td_string, use_locale},
    ui::{FieldKind, Icon, TextField, scoped_memo},
};

/// What is typed. Cheap to copy.
#[derive(Clone, Copy, Default)]
struct Draft {
    is_begun: RwSignal<bool>,
    tried: RwSignal<bool>,
    peer: RwSignal<String>,
    audio: RwSignal<Option<StreamId>>,
    video: RwSignal<Option<StreamId>>,
    picture: Picture,
}

impl Draft {
    fn clear(self) {
        self.is_begun.set(false);
        self.tried.set(false);
        self.peer.set(String::new());
        self.audio.set(None);
        self.video.set(None);
        self.picture.clear();
    }

    fn begin(self, live: Live) {
        if !self.is_begun.get_untracked() {
            self.is_begun.set(true);
            self.audio.set(first_view(live, Track::Audio));
        }
    }

    fn has_peer(self) -> bool {
        self.peer.with(|peer| !peer.trim().is_empty())
    }

    fn ask(self, live: Live) -> Option<InRoom> {
        let audio = self.audio.get().filter(|it| is_there(live, it))?;
        let video = self.video.get();
        let is_fine = self.has_peer() && video.iter().all(|it| is_there(live, it));
        is_fine.then(|| {
            InRoom::Dial(Dial {
                peer: self.peer.with(|peer| peer.trim().to_owned()),
                audio,
                video: video.map(|it| (it, self.picture.wanted())),
            })
        })
    }
}

/// The region "SIP calls".
#[component]
pub fn SipCalls() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let (open, draft) = (RwSignal::new(false), Draft::default());
    let on_done = Callback::new(move |()| draft.clear());
    let title = td_string!(locale, owt.media.sip_calls);
    let start = td_string!(locale, owt.media.call_out);
    let keys = Signal::from(live.sip_calls.order());
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
            <RegionHead title keys start word=td_string!(locale, owt.media.call_out) icon=Icon::Phone open />
            <MediaList
                title
                list=List::SipCalls
                keys
                reading=live.sip_calls.reading()
                none=td_string!(locale, owt.media.no_calls)
                item=|id| view! { <Item id /> }.into_any()
            />
            <FormDialog open title=start submit=td_string!(locale, owt.media.call) on_submit=submit>
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
    let no_peer = once_tried(draft.tried, move || {
        (!draft.has_peer()).then(|| td_string!(locale, owt.media.need_peer))
    });
    let no_sound = once_tried(draft.tried, move || {
        let is_chosen = draft.audio.get().is_some_and(|it| is_there(live, &it));
        (!is_chosen).then(|| td_string!(locale, owt.media.need_sound))
    });
    let gone = once_tried(draft.tried, move || {
        let is_gone = draft.video.get().is_some_and(|it| !is_there(live, &it));
        is_gone.then(|| td_string!(locale, owt.media.gone))
    });
    let none = td_string!(locale, owt.media.none);
    view! {
        <TextField
            label=td_string!(locale, owt.media.peer)
            value=draft.peer
            kind=FieldKind::Url
            error=no_peer
            hint=td_string!(locale, owt.media.peer_hint)
            autofocus=true
        />
        <SourceField
            label=from_label(locale, Track::Audio)
            track=Track::Audio
            chosen=draft.audio
            none=td_string!(locale, owt.media.choose)
            error=no_sound
        />
        <SourceField
            label=from_label(locale, Track::Video)
            track=Track::Video
            chosen=draft.video
            none
            error=gone
        />
        <PictureFields from=draft.video picture=draft.picture />
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
    let name = scoped_memo(move || call.with(|it| it.as_deref().map(name_of).unwrap_or_default()));
    let facts = scoped_memo(move || {
        call.with(|it| {
            it.as_deref()
                .map(|it| facts(live, locale, it))
                .unwrap_or_default()
        })
    });
    let change = move |()| {
        let it = call.get_untracked()?;
        Some(Changing {
            output: Output::Call(it.id.clone()),
            name: name.get_untracked(),
            media: it.output.clone()?,
        })
    };
    let fixed = MaybeProp::derive(move || {
        let gets = |media: &Media| media.audio.is_some() || media.video.is_some();
        let gets_some = call.with(|it| it.as_ref()?.output.as_ref().map(gets));
        let gets_some = gets_some.unwrap_or_default();
        (!gets_some).then(|| td_string!(locale, owt.media.gets_nothing).to_owned())
    });
    let stop_label =
        Signal::derive(move || td_string!(locale, owt.media.hang_up, name = name.get()));
    let stop = move |()| {
        let name = name.get_untracked();
        Some(Stopping {
            ask: InRoom::HangUp(call.get_untracked()?.id.clone()),
            title: td_string!(locale, owt.media.hang_up_title, name = &name),
            lead: td_string!(locale, owt.media.hang_up_lead),
            confirm: td_string!(locale, owt.media.hang_up_confirm),
            name,
        })
    };
    view! { <MediaItem id name facts change fixed stop_label stop stop_icon=Icon::End /> }
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
