//! What the server tells of one thing, as labelled values.

use std::sync::Arc;

use owt::{
    Answer, AudioTrack, Layer, Participant, ParticipantId, Rights, Service, Slot, Status, Stream,
    StreamKind, Track, VideoTrack,
};

use super::super::{
    room::{
        media::{audio_format_name, from_words, layer_words},
        name_of,
    },
    state::Live,
};
use crate::i18n::{Locale, td_string};

/// The longest value, characters: what a publisher says of a stream may be any JSON.
const LONGEST: usize = 1_000;

/// What something is called, and its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Detail {
    /// What it is called.
    pub label: &'static str,
    /// Values, safe to show.
    pub values: Vec<String>,
}

impl Detail {
    fn new(label: &'static str, values: Vec<String>) -> Self {
        let safe = |value: String| conference::clean_text(&value, LONGEST).into_owned();
        Self {
            label,
            values: values.into_iter().map(safe).collect(),
        }
    }

    fn one(label: &'static str, value: &str) -> Self {
        Self::new(label, vec![value.to_owned()])
    }
}

/// Returns what an answer tells. Follows what people and streams are called.
pub fn details_of(live: Live, locale: Locale, answer: &Answer) -> Vec<Detail> {
    match answer {
        Answer::Participant(person) => person_details(locale, person),
        Answer::Stream(stream) => stream_details(live, locale, stream),
        Answer::Service(service) => service_details(locale, service),
        _ => Vec::new(),
    }
}

fn person_details(locale: Locale, person: &Participant) -> Vec<Detail> {
    let rights = |rights: Option<Rights>| {
        let Some(rights) = rights else {
            return td_string!(locale, owt.media.not_told).to_owned();
        };
        let tracks = [Track::Audio, Track::Video];
        let tracks = tracks.into_iter().filter(|track| rights.of(*track));
        let names: Vec<_> = tracks.map(|track| track_name(locale, track)).collect();
        match names.is_empty() {
            true => td_string!(locale, owt.details.nothing).to_owned(),
            false => names.join(", "),
        }
    };
    vec![
        Detail::one(td_string!(locale, owt.media.user), &person.user),
        Detail::one(td_string!(locale, owt.details.id), person.id.as_str()),
        Detail::one(td_string!(locale, owt.media.role), &person.role),
        Detail::one(
            td_string!(locale, owt.live.publish),
            &rights(person.publish),
        ),
        Detail::one(
            td_string!(locale, owt.live.subscribe),
            &rights(person.subscribe),
        ),
    ]
}

/// The key is left out: what the server tells of it nobody can sign with, and nobody is to see it.
fn service_details(locale: Locale, service: &Service) -> Vec<Detail> {
    vec![
        Detail::one(td_string!(locale, owt.rooms.name), &service.name),
        Detail::one(td_string!(locale, owt.details.id), service.id.as_str()),
        Detail::one(
            td_string!(locale, owt.services.rooms),
            &service.rooms.len().to_string(),
        ),
    ]
}

fn stream_details(live: Live, locale: Locale, stream: &Stream) -> Vec<Detail> {
    let kind = |kind: &str| Detail::one(td_string!(locale, owt.details.kind), kind);
    let id = Detail::one(td_string!(locale, owt.details.id), stream.id.as_str());
    let mut details = vec![id];
    match &stream.kind {
        StreamKind::Forward {
            owner,
            by,
            in_views,
            attributes,
        } => {
            details.push(kind(&td_string!(locale, owt.details.sent, by = &**by)));
            details.push(owner_fact(live, locale, owner.as_ref()));
            let views = in_views.iter().map(|view| view.as_str().to_owned());
            let label = td_string!(locale, owt.details.in_views);
            details.push(list_fact(locale, label, views.collect()));
            if let Some(attributes) = attributes {
                let label = td_string!(locale, owt.details.attributes);
                details.push(Detail::one(label, attributes));
            }
        }
        StreamKind::Mixed {
            label,
            layout,
            active_input,
        } => {
            details.push(kind(td_string!(locale, owt.details.mixed)));
            details.push(Detail::one(
                td_string!(locale, owt.stage.view),
                label.as_str(),
            ));
            let speaks = from_words(live, locale, active_input.as_ref());
            details.push(Detail::one(td_string!(locale, owt.details.speaks), &speaks));
            let regions = layout.iter().map(|slot| slot_line(live, locale, slot));
            let label = td_string!(locale, owt.details.regions);
            details.push(list_fact(locale, label, regions.collect()));
        }
        StreamKind::Other(word) => details.push(kind(word)),
    }
    details.push(audio_fact(locale, stream.audio.as_ref()));
    details.push(video_fact(locale, stream.video.as_ref()));
    details
}

fn owner_fact(live: Live, locale: Locale, owner: Option<&ParticipantId>) -> Detail {
    let label = td_string!(locale, owt.details.owner);
    let Some(owner) = owner else {
        return Detail::one(label, td_string!(locale, owt.media.not_told));
    };
    let id = owner.as_str();
    let name = live.with_state(|room| room.participant(id).map(|person| name_of(person)));
    let name = name.flatten().filter(|name| name != id);
    let mut words: Vec<_> = name.into_iter().collect();
    words.push(id.to_owned());
    Detail::new(label, words)
}

/// Says so where there is none.
fn list_fact(locale: Locale, label: &'static str, values: Vec<String>) -> Detail {
    match values.is_empty() {
        true => Detail::one(label, td_string!(locale, owt.media.none)),
        false => Detail::new(label, values),
    }
}

fn slot_line(live: Live, locale: Locale, slot: &Slot) -> String {
    let who = match &slot.stream {
        Some(_) => from_words(live, locale, slot.stream.as_ref()),
        None => td_string!(locale, room.slot_empty).to_owned(),
    };
    [&*slot.region.id, ": ", &who].concat()
}

fn audio_fact(locale: Locale, audio: Option<&AudioTrack>) -> Detail {
    let mut lines = Vec::new();
    if let Some(audio) = audio {
        lines.extend(track_line(locale, audio.status, audio.source.as_ref()));
        lines.extend(audio.format.as_ref().map(audio_format_name));
        say_not_told(locale, &mut lines);
    }
    list_fact(locale, track_name(locale, Track::Audio), lines)
}

/// A picture: whether it is on air, and how it is coded, a line an encoding.
fn video_fact(locale: Locale, video: Option<&VideoTrack>) -> Detail {
    let mut lines = Vec::new();
    if let Some(video) = video {
        lines.extend(track_line(locale, video.status, video.source.as_ref()));
        let count = video.layers.len();
        if count > 1 {
            lines.push(td_string!(locale, owt.live.simulcast, count = count));
        }
        let layers = video.layers.iter().map(|layer| layer_line(locale, layer));
        lines.extend(layers.filter(|line| !line.is_empty()));
        say_not_told(locale, &mut lines);
    }
    list_fact(locale, track_name(locale, Track::Video), lines)
}

/// A track is there, and nothing is told of it.
fn say_not_told(locale: Locale, lines: &mut Vec<String>) {
    if lines.is_empty() {
        lines.push(td_string!(locale, owt.media.not_told).to_owned());
    }
}

/// Whether it is on air, and where it comes from; `None` = neither is told.
fn track_line(locale: Locale, status: Option<Status>, source: Option<&Arc<str>>) -> Option<String> {
    let status = status.map(|status| match status {
        Status::Active => td_string!(locale, owt.details.sending),
        Status::Inactive => td_string!(locale, owt.media.paused),
    });
    let words = status.into_iter().chain(source.map(|it| &**it));
    let words: Vec<_> = words.collect();
    (!words.is_empty()).then(|| words.join(" · "))
}

fn layer_line(locale: Locale, layer: &Layer) -> String {
    let mut words: Vec<_> = layer.rid.iter().map(|rid| rid.to_string()).collect();
    words.extend(layer_words(locale, layer));
    let interval = layer.key_frame_interval;
    words.extend(interval.map(|it| td_string!(locale, owt.details.key_frames, seconds = it)));
    words.join(" · ")
}

fn track_name(locale: Locale, track: Track) -> &'static str {
    match track {
        Track::Audio => td_string!(locale, owt.live.audio),
        Track::Video => td_string!(locale, owt.live.video),
    }
}
