//! What is published, and what the server mixes.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{Stream, StreamKind, ViewLabel};

use super::{
    super::{
        details::DetailsDialog,
        state::{Live, Phase, Thing, use_panel},
    },
    live_grid::LiveGrid,
    media::short,
    person_row::name_of,
    refusal,
    stream_row::StreamRow,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    ui::scoped_memo,
};

/// What all rows follow. It lives with the list. Cheap to copy.
#[derive(Clone, Copy)]
pub struct StreamsContext {
    /// The room's views.
    pub views: Memo<Vec<ViewLabel>>,
    /// Why nothing can be asked now.
    pub refusal: Signal<Option<String>>,
    /// Which stream's details are looked at.
    pub looked_at: RwSignal<Option<Thing>>,
}

/// The region "Streams".
#[component]
pub fn Streams() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let (order, revision) = (live.streams.order(), live.streams.revision());
    let views = scoped_memo(move || {
        revision.track();
        let views = live.with_state(|room| {
            let views = room.streams().filter_map(|it| match &it.kind {
                StreamKind::Mixed { label, .. } => Some(label.clone()),
                _ => None,
            });
            views.collect::<Vec<_>>()
        });
        views.unwrap_or_default()
    });
    let looked_at = RwSignal::new(None);
    provide_context(StreamsContext {
        views,
        refusal: refusal(),
        looked_at,
    });
    let total = Memo::new(move |_| order.with(|order| order.len()));
    let phase = live.phase();
    let none = Signal::derive(
        move || match phase.with(|phase| *phase == Phase::Connecting) {
            true => td_string!(locale, owt.live.streams_loading),
            false => td_string!(locale, owt.live.no_streams),
        },
    );
    view! {
        <section class="panel" role="region" aria-label=td_string!(locale, owt.live.streams)>
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, owt.live.streams)}</h2>
                <span class="panel-count">{total}</span>
            </div>
            <LiveGrid
                label=td_string!(locale, owt.live.streams)
                keys=order.into()
                none=none
                row=|id, index| view! { <StreamRow id index /> }.into_any()
            />
            <DetailsDialog looked_at />
        </section>
    }
}

/// Returns what a stream is called: whose it is, and what it shows where that is no camera. Follows who is there.
pub fn stream_name(live: Live, locale: Locale, stream: &Stream) -> String {
    match &stream.kind {
        StreamKind::Mixed { label, .. } => {
            let view = conference::clean_name(label.as_str()).into_owned();
            td_string!(locale, owt.live.mixed, view = view)
        }
        StreamKind::Forward { owner, by, .. } => {
            // The API is whose all of these are.
            if let Some(name) = name_by_origin(live, locale, stream, by) {
                return name;
            }
            live.participants.order().track();
            let owner = owner.as_ref().map(|owner| {
                let person = live.with_state(|room| room.participant(owner.as_str()).cloned());
                let person: Option<Arc<_>> = person.flatten();
                match person {
                    Some(person) => name_of(&person),
                    None => conference::clean_name(owner.as_str()).into_owned(),
                }
            });
            let owner = owner.unwrap_or_else(|| by.to_string());
            let source = stream
                .video
                .as_ref()
                .and_then(|video| video.source.as_deref());
            match source {
                None | Some("camera") => owner,
                Some("screen-cast") => td_string!(locale, owt.live.screen_of, name = owner),
                Some(other) => [&owner, " · ", &conference::clean_name(other)].concat(),
            }
        }
        StreamKind::Other(word) => conference::clean_name(word).into_owned(),
    }
}

fn name_by_origin(live: Live, locale: Locale, stream: &Stream, by: &str) -> Option<String> {
    let id = stream.id.as_str();
    let kind = match by {
        "streaming" => match live.origin(id) {
            Some(origin) => return Some(origin.to_string()),
            None => td_string!(locale, owt.media.streaming_in),
        },
        "analytics" => td_string!(locale, owt.media.analytics),
        _ => return None,
    };
    Some([kind, " · ", &short(id)].concat())
}
