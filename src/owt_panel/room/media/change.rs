//! Changing what goes out already: from which streams, and how its picture is.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{InRoom, Media, OutputUpdate, RecordingId, SipCallId, StreamId, StreamingOutId, Track};

use super::{
    super::super::state::use_panel,
    form::MediaForm,
    picture::{Picture, PictureFields},
    sources::{SourceField, from_label},
};
use crate::{
    i18n::{td_string, use_locale},
    sign_in::Alert,
    ui::{Dialog, ShowIf},
};

/// What is to be changed.
#[derive(Clone, PartialEq)]
pub struct Changing {
    /// Which.
    pub output: Output,
    /// What it is called.
    pub name: String,
    /// What of which streams goes out.
    pub media: Media,
}

/// What goes out.
#[derive(Clone, PartialEq)]
pub enum Output {
    /// Into a file.
    Recording(RecordingId),
    /// To another server.
    Stream(StreamingOutId),
    /// To a telephone.
    Call(SipCallId),
}

impl Output {
    fn ask(self, updates: Vec<OutputUpdate>) -> InRoom {
        match self {
            Self::Recording(id) => InRoom::PatchRecording(id, updates),
            Self::Stream(id) => InRoom::PatchStreamingOut(id, updates),
            Self::Call(id) => InRoom::PatchSipCall(id, updates),
        }
    }
}

/// The dialog "Change NAME".
#[component]
pub fn ChangeDialog(
    /// What is to be changed; `None` = nothing.
    changing: RwSignal<Option<Changing>>,
) -> impl IntoView {
    let locale = use_locale();
    let title = Signal::derive(move || {
        let name = changing.with(|it| it.as_ref().map(|it| it.name.clone()));
        td_string!(
            locale,
            owt.media.change_one,
            name = name.unwrap_or_default()
        )
    });
    view! {
        <Dialog
            open=Signal::derive(move || changing.with(Option::is_some))
            title
            on_close=move |()| changing.set(None)
        >
            {changing.get_untracked().map(|it| view! { <Form it changing /> })}
        </Dialog>
    }
}

#[component]
fn Form(
    /// What is to be changed.
    it: Changing,
    /// Where it is asked.
    changing: RwSignal<Option<Changing>>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let audio_now = it.media.audio.as_ref().and_then(|it| it.from.clone());
    let video_now = it.media.video.as_ref().and_then(|it| it.from.clone());
    let (has_audio, has_video) = (it.media.audio.is_some(), it.media.video.is_some());
    let audio = RwSignal::new(audio_now.clone());
    let video = RwSignal::new(video_now.clone());
    let picture = Picture::default();
    let tried = RwSignal::new(false);
    let problem = Signal::derive(move || {
        tried
            .get()
            .then(|| td_string!(locale, owt.media.nothing_changed).to_owned())
    });
    let as_it_is = td_string!(locale, owt.media.as_it_is);
    let send = move |()| {
        let from = |track, chosen: RwSignal<Option<StreamId>>, now: &Option<StreamId>| {
            let chosen = chosen
                .get_untracked()
                .filter(|it| Some(it) != now.as_ref())?;
            Some(OutputUpdate::From(track, chosen))
        };
        let streams = [
            from(Track::Audio, audio, &audio_now),
            from(Track::Video, video, &video_now),
        ];
        let mut updates: Vec<_> = streams.into_iter().flatten().collect();
        updates.extend(picture.updates());
        if updates.is_empty() {
            tried.set(true);
            return;
        }
        let ask = it.output.clone().ask(updates);
        live.send(ask, Arc::from(&*it.name));
        changing.set(None);
    };
    view! {
        <MediaForm
            submit=td_string!(locale, owt.media.change)
            on_submit=send
            on_cancel=move |()| changing.set(None)
        >
            <ShowIf when=Signal::stored(has_audio)>
                <SourceField
                    label=from_label(locale, Track::Audio)
                    track=Track::Audio
                    chosen=audio
                    none=as_it_is
                />
            </ShowIf>
            <ShowIf when=Signal::stored(has_video)>
                <SourceField
                    label=from_label(locale, Track::Video)
                    track=Track::Video
                    chosen=video
                    none=as_it_is
                />
                <PictureFields from=video picture of_running=true />
            </ShowIf>
            <Alert problem />
        </MediaForm>
    }
    .into_any()
}
