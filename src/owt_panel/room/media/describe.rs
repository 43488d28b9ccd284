//! What goes out, in words.

use leptos::prelude::*;
use owt::{AudioFormat, Bitrate, Layer, Media, Status, Stream, StreamId, VideoFormat};

use super::super::{super::state::Live, streams::stream_name};
use crate::i18n::{Locale, td_string};

/// Returns how a picture is coded, a word each.
pub fn layer_words(locale: Locale, layer: &Layer) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(format) = &layer.format {
        words.push(video_format_name(format));
    }
    if let Some(size) = layer.resolution {
        words.push(format!("{}×{}", size.width, size.height));
    }
    if let Some(rate) = layer.framerate {
        words.push(td_string!(locale, owt.live.framerate, rate = rate));
    }
    match &layer.bitrate {
        Some(Bitrate::Kbps(rate)) => words.push([&*rate.to_string(), " kbps"].concat()),
        Some(Bitrate::Times(share)) => words.push(share.to_string()),
        None => {}
    }
    words
}

/// Returns how a picture is coded: "h264 CB".
pub fn video_format_name(format: &VideoFormat) -> String {
    match &format.profile {
        Some(profile) => [&*format.codec, " ", &**profile].concat(),
        None => format.codec.to_string(),
    }
}

/// Returns how sound is coded: "opus 48000 Hz × 2".
pub fn audio_format_name(format: &AudioFormat) -> String {
    let rate = format.sample_rate.map(|rate| format!("{rate} Hz"));
    let channels = format.channel_num.map(|count| format!("× {count}"));
    let words = [Some(format.codec.to_string()), rate, channels];
    words.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Returns what of which streams goes out, a line each. Follows the streams.
pub fn media_lines(live: Live, locale: Locale, media: &Media) -> Vec<String> {
    live.streams.revision().track();
    let line = |what: &str, from: Option<&StreamId>, status: Option<Status>, how: Vec<String>| {
        let mut words = vec![from_words(live, locale, from)];
        words.extend(how);
        if status == Some(Status::Inactive) {
            words.push(td_string!(locale, owt.media.paused).to_owned());
        }
        let words = [what, ": ", &words.join(" · ")].concat();
        conference::clean_text(&words, 300).into_owned()
    };
    let audio = media.audio.as_ref().map(|audio| {
        let format = audio.format.iter().map(|it| it.codec.to_string()).collect();
        let what = td_string!(locale, owt.live.audio);
        line(what, audio.from.as_ref(), audio.status, format)
    });
    let video = media.video.as_ref().map(|video| {
        let how = layer_words(locale, &video.layer);
        let what = td_string!(locale, owt.live.video);
        line(what, video.from.as_ref(), video.status, how)
    });
    audio.into_iter().chain(video).collect()
}

/// Returns what a stream has, a line each.
pub fn stream_lines(locale: Locale, stream: &Stream) -> Vec<String> {
    let line = |what: &str, how: String| {
        let words = [what, ": ", &how].concat();
        conference::clean_text(&words, 200).into_owned()
    };
    let audio = stream.audio.as_ref().map(|audio| {
        let codec = audio.format.as_ref().map(|it| it.codec.to_string());
        let what = td_string!(locale, owt.live.audio);
        line(what, codec.unwrap_or_default())
    });
    let video = stream.video.as_ref().map(|video| {
        let how = video.layers.first().map(|it| layer_words(locale, it));
        let what = td_string!(locale, owt.live.video);
        line(what, how.unwrap_or_default().join(" · "))
    });
    audio.into_iter().chain(video).collect()
}

/// Returns what a stream is called; one that is gone has its id.
pub fn from_words(live: Live, locale: Locale, from: Option<&StreamId>) -> String {
    let Some(id) = from else {
        return td_string!(locale, owt.media.not_told).to_owned();
    };
    let stream = live.with_state(|room| room.stream(id.as_str()).cloned());
    match stream.flatten() {
        Some(stream) => stream_name(live, locale, &stream),
        None => td_string!(locale, owt.media.gone_stream, id = short(id.as_str())),
    }
}

/// Returns the first letters of an id.
pub fn short(id: &str) -> String {
    let id = conference::clean_text(id, 64);
    id.chars().take(8).collect()
}
