//! Which of the room's streams something is taken from, and how their picture is to be.

use leptos::prelude::*;
use owt::{AudioFormat, AudioFrom, MediaFrom, StreamId, Track, VideoFrom};

use super::{
    super::super::state::Live,
    picture::{Picture, PictureFields},
    sources::{SourceField, first_view, from_label, is_there},
};
use crate::i18n::{td_string, use_locale};

/// What is chosen. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct ChosenStreams {
    /// Somebody looked at it.
    is_begun: RwSignal<bool>,
    /// Whose sound; `None` = no sound.
    pub audio: RwSignal<Option<StreamId>>,
    /// Whose picture; `None` = no picture.
    pub video: RwSignal<Option<StreamId>>,
    /// How the picture is to be.
    pub picture: Picture,
}

impl ChosenStreams {
    /// Chooses what most want, once: of these tracks a view's.
    pub fn begin(self, live: Live, tracks: &[Track]) {
        if self.is_begun.get_untracked() {
            return;
        }
        self.is_begun.set(true);
        for track in tracks {
            let chosen = match track {
                Track::Audio => self.audio,
                Track::Video => self.video,
            };
            chosen.set(first_view(live, *track));
        }
    }

    /// Forgets it.
    pub fn clear(self) {
        self.is_begun.set(false);
        self.audio.set(None);
        self.video.set(None);
        self.picture.clear();
    }

    /// Returns whether nothing is chosen. Followed.
    pub fn is_none(self) -> bool {
        self.audio.with(Option::is_none) && self.video.with(Option::is_none)
    }

    /// Returns whether all that is chosen is still there. The choice is followed.
    pub fn are_there(self, live: Live) -> bool {
        let chosen = [self.audio.get(), self.video.get()];
        chosen.iter().flatten().all(|it| is_there(live, it))
    }

    /// Returns the picture that is taken. Not followed, as the next.
    pub fn video_from(self) -> Option<VideoFrom> {
        self.video.get_untracked().map(|from| VideoFrom {
            from,
            format: self.picture.format.get_untracked(),
            wanted: self.picture.wanted(),
        })
    }

    /// Returns what is taken, its sound coded in `format`; `None` = nothing.
    pub fn media(self, format: Option<AudioFormat>) -> Option<MediaFrom> {
        let audio = self.audio.get_untracked();
        let audio = audio.map(|from| AudioFrom { from, format });
        MediaFrom::of(audio, self.video_from())
    }
}

/// The fields of sound and picture.
#[component]
pub fn ChosenStreamsFields(
    /// What is chosen.
    streams: ChosenStreams,
    /// Whether there has to be sound.
    #[prop(optional)]
    needs_audio: bool,
    /// What is wrong with the sound.
    #[prop(into)]
    audio_error: Signal<Option<String>>,
    /// What is wrong with the picture.
    #[prop(optional, into)]
    video_error: MaybeProp<String>,
    /// Whether the picture's codec can be chosen.
    #[prop(optional)]
    with_format: bool,
    /// What stands between them.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let locale = use_locale();
    let none = td_string!(locale, owt.media.none);
    let no_audio = match needs_audio {
        true => td_string!(locale, owt.media.choose),
        false => none,
    };
    view! {
        <SourceField
            label=from_label(locale, Track::Audio)
            track=Track::Audio
            chosen=streams.audio
            none=no_audio
            error=audio_error
        />
        {children.map(|children| children())}
        <SourceField
            label=from_label(locale, Track::Video)
            track=Track::Video
            chosen=streams.video
            none
            error=video_error
        />
        <PictureFields from=streams.video picture=streams.picture with_format />
    }
    .into_any()
}
