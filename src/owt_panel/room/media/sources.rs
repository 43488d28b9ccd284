//! Choosing a stream that something is taken from.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{AudioFormat, Stream, StreamId, StreamKind, Track, VideoChoices};

use super::{
    super::{
        super::state::{Live, use_panel},
        streams::stream_name,
    },
    describe::short,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    ui::{Select, SelectOption},
};

/// A list of the streams that have a track. Which there are is read when it is drawn.
#[component]
pub fn SourceField(
    /// Its name.
    label: &'static str,
    /// Which track they must have.
    track: Track,
    /// Which is chosen; `None` = none.
    chosen: RwSignal<Option<StreamId>>,
    /// What none is called.
    none: &'static str,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: MaybeProp<String>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let found = untrack(|| sources(live, locale, track));
    let is_gone = chosen.with_untracked(|chosen| {
        let is_it = |id: &StreamId| found.iter().any(|(one, _)| one == id);
        chosen.as_ref().is_some_and(|id| !is_it(id))
    });
    if is_gone {
        chosen.set(None);
    }
    let mut options = vec![SelectOption::new(None, "", none)];
    options.extend(found.into_iter().map(|(id, name)| {
        let word = id.as_str().to_owned();
        SelectOption::new(Some(id), word, name)
    }));
    view! { <Select label value=chosen options error /> }.into_any()
}

/// Returns the streams with a track, what is mixed first, by names of which no two are the same.
fn sources(live: Live, locale: Locale, track: Track) -> Vec<(StreamId, String)> {
    let streams = live.with_state(|room| {
        let has_it = |it: &&Arc<Stream>| has(it, track);
        room.streams().filter(has_it).cloned().collect::<Vec<_>>()
    });
    let mut streams = streams.unwrap_or_default();
    streams.sort_by_key(|it| !is_mixed(it));
    let name = |it: &Arc<Stream>| (it.id.clone(), stream_name(live, locale, it));
    let names: Vec<_> = streams.iter().map(name).collect();
    let told = |(id, name): &(StreamId, String)| {
        let is_alone = names.iter().filter(|(_, other)| other == name).count() == 1;
        match is_alone {
            true => (id.clone(), name.clone()),
            false => (id.clone(), [name, " · ", &short(id.as_str())].concat()),
        }
    };
    names.iter().map(told).collect()
}

/// Returns what most want first: a view that has the track.
pub fn first_view(live: Live, track: Track) -> Option<StreamId> {
    let view = live.with_state(|room| {
        let mut views = room.streams().filter(|it| is_mixed(it) && has(it, track));
        views.next().map(|it| it.id.clone())
    });
    view.flatten()
}

/// Returns whether a stream that was chosen is still there. Not followed.
pub fn is_there(live: Live, id: &StreamId) -> bool {
    let is_there = live.with_state(|room| room.stream(id.as_str()).is_some());
    is_there.unwrap_or_default()
}

/// Returns what a stream's sound is coded in, and what else it can be had in. Not followed.
pub fn audio_of(live: Live, id: Option<&StreamId>) -> (Option<AudioFormat>, Vec<AudioFormat>) {
    let read = |id: &StreamId| {
        live.with_state(|room| {
            let audio = room.stream(id.as_str())?.audio.as_ref()?;
            Some((audio.format.clone(), audio.choices()))
        })
    };
    id.and_then(read).flatten().unwrap_or_default()
}

/// Returns what a stream's picture is coded in, and how else it can be had. Not followed.
pub fn video_of(live: Live, id: Option<&StreamId>) -> (Option<Arc<str>>, VideoChoices) {
    let read = |id: &StreamId| {
        live.with_state(|room| {
            let video = room.stream(id.as_str())?.video.as_ref()?;
            let format = video.layers.first().and_then(|it| it.format.as_ref());
            Some((format.map(|it| Arc::clone(&it.codec)), video.choices()))
        })
    };
    id.and_then(read).flatten().unwrap_or_default()
}

fn has(stream: &Stream, track: Track) -> bool {
    match track {
        Track::Audio => stream.audio.is_some(),
        Track::Video => stream.video.is_some(),
    }
}

fn is_mixed(stream: &Stream) -> bool {
    matches!(stream.kind, StreamKind::Mixed { .. })
}

/// Returns the words "Audio from", "Video from".
pub fn from_label(locale: Locale, track: Track) -> &'static str {
    match track {
        Track::Audio => td_string!(locale, owt.media.audio_from),
        Track::Video => td_string!(locale, owt.media.video_from),
    }
}
