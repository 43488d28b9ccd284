//! What is recorded.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{AudioFormat, Container, InRoom, List, NewRecording, Recording, RecordingProblem, Track};

use super::{
    super::super::state::{Live, use_panel},
    change::Output,
    chosen_streams::{ChosenStreams, ChosenStreamsFields},
    describe::{audio_format_name, media_lines},
    form::once_tried,
    item::MediaItem,
    picture::choice,
    region::MediaRegion,
    sources::{audio_of, video_of},
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    ui::{Icon, Select, SelectOption},
};

/// What is typed. Cheap to copy.
#[derive(Clone, Copy, Default)]
struct Draft {
    tried: RwSignal<bool>,
    container: RwSignal<Option<Container>>,
    /// How the sound is coded; `None` = as it is.
    format: RwSignal<Option<AudioFormat>>,
    streams: ChosenStreams,
}

/// What is wrong with what is typed.
#[derive(Clone, Copy, PartialEq)]
enum Problem {
    /// A stream that was chosen isn't there any more.
    Gone,
    /// It can't be recorded so.
    Recording(RecordingProblem),
}

impl Draft {
    fn clear(self) {
        self.container.set(None);
        self.format.set(None);
        self.streams.clear();
    }

    fn container(self) -> Container {
        self.container.get().unwrap_or(Container::Auto)
    }

    /// Followed.
    fn problem(self, live: Live) -> Option<Problem> {
        if !self.streams.are_there(live) {
            return Some(Problem::Gone);
        }
        let (audio, video) = (self.streams.audio.get(), self.streams.video.get());
        let as_it_is = audio_of(live, audio.as_ref()).0.map(|it| it.codec);
        let sound = self.format.get().map(|it| it.codec).or(as_it_is);
        let as_it_is = video_of(live, video.as_ref()).0;
        let picture = self
            .streams
            .picture
            .format
            .get()
            .map(|it| it.codec)
            .or(as_it_is);
        let problem = self.container().problem(
            audio.is_some().then_some(sound.as_deref()),
            video.is_some().then_some(picture.as_deref()),
        );
        problem.map(Problem::Recording)
    }

    fn ask(self, live: Live) -> Option<InRoom> {
        let media = self.streams.media(self.format.get_untracked());
        let media = media.filter(|_| self.problem(live).is_none())?;
        let container = self.container();
        Some(InRoom::StartRecording(NewRecording { container, media }))
    }
}

/// The region "Recordings".
#[component]
pub fn Recordings() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let draft = Draft::default();
    view! {
        <MediaRegion
            title=td_string!(locale, owt.media.recordings)
            start=td_string!(locale, owt.media.start_recording)
            submit=td_string!(locale, owt.media.record)
            icon=Icon::Record
            list=List::Recordings
            keys=live.recordings.order()
            reading=live.recordings.reading()
            none=td_string!(locale, owt.media.no_recordings)
            item=|id| view! { <Item id /> }.into_any()
            tried=draft.tried
            ask=move |()| draft.ask(live)
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
    let (live, locale) = (use_panel().live, use_locale());
    let streams = draft.streams;
    streams.begin(live, &[Track::Audio, Track::Video]);
    let problem = Memo::new(move |_| draft.problem(live));
    let container = |it: Container| {
        let value = (it != Container::Auto).then_some(it);
        SelectOption::new(value, it.as_str(), container_name(locale, it))
    };
    let missing = once_tried(draft.tried, move || match problem.get()? {
        Problem::Gone => Some(td_string!(locale, owt.media.gone)),
        Problem::Recording(problem) => match problem {
            RecordingProblem::Nothing => Some(td_string!(locale, owt.media.need_media)),
            RecordingProblem::Sound => Some(td_string!(locale, owt.media.not_recorded)),
            RecordingProblem::Container => None,
        },
    });
    let unfit = once_tried(draft.tried, move || {
        let is_unfit = problem.get() == Some(Problem::Recording(RecordingProblem::Container));
        is_unfit.then(|| td_string!(locale, owt.media.unfit))
    });
    let formats = move || {
        let (_, mut formats) = audio_of(live, streams.audio.get().as_ref());
        formats.retain(|it| Container::records(&it.codec));
        let label = td_string!(locale, owt.media.audio_codec);
        choice(label, draft.format, formats, audio_format_name)
    };
    view! {
        <Select
            label=td_string!(locale, owt.media.container)
            value=draft.container
            options=Container::ALL.map(container).to_vec()
            error=unfit
        />
        <ChosenStreamsFields streams audio_error=missing with_format=true>
            {formats}
        </ChosenStreamsFields>
    }
    .into_any()
}

fn container_name(locale: Locale, container: Container) -> &'static str {
    match container {
        Container::Auto => td_string!(locale, owt.media.auto),
        Container::Mkv => td_string!(locale, owt.media.mkv),
        Container::Mp4 => td_string!(locale, owt.media.mp4),
        Container::Ts => td_string!(locale, owt.media.ts),
    }
}

#[component]
fn Item(
    /// Which.
    id: Arc<str>,
) -> impl IntoView {
    view! {
        <MediaItem
            entry=use_panel().live.recording(Signal::stored(Arc::clone(&id)))
            id
            name=|_, it| name_of(it)
            facts
            change=|it: &Recording| Some((Output::Recording(it.id.clone()), it.media.clone()))
            stop=|it| InRoom::StopRecording(it.id.clone())
        />
    }
}

/// Returns what it is called: its file, or its id until there is one.
fn name_of(recording: &Recording) -> String {
    match recording.file.rsplit(['/', '\\']).next() {
        Some(file) if !file.is_empty() => file.to_owned(),
        _ => conference::clean_name(recording.id.as_str()).into_owned(),
    }
}

fn facts(live: Live, locale: Locale, recording: &Recording) -> Vec<String> {
    let mut lines = media_lines(live, locale, &recording.media);
    let file = &recording.file;
    let container = name_of(recording)
        .rsplit_once('.')
        .map(|(_, it)| it.to_uppercase());
    let place = match (&*recording.host, &**file) {
        ("", "") => String::new(),
        (host, "") => td_string!(locale, owt.media.no_file_yet, host = host),
        (host, file) => td_string!(locale, owt.media.file_at, file = file, host = host),
    };
    let words = [container.unwrap_or_default(), place];
    let words: Vec<_> = words.into_iter().filter(|it| !it.is_empty()).collect();
    if !words.is_empty() {
        lines.push(words.join(" · "));
    }
    lines
}
