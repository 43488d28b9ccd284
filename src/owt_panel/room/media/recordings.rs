//! What is recorded.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{
    AudioFormat, AudioFrom, Container, InRoom, List, MediaFrom, NewRecording, Recording,
    RecordingProblem, StreamId, Track, VideoFrom,
};

use super::{
    super::super::state::{Live, use_panel},
    Changing, Stopping,
    change::Output,
    describe::media_lines,
    form::{FormDialog, once_tried},
    item::MediaItem,
    picture::{Picture, PictureFields, choice},
    region::{MediaList, RegionHead},
    sources::{SourceField, audio_of, first_view, from_label, is_there, video_of},
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    ui::{Icon, Select, SelectOption, scoped_memo},
};

/// What is typed. Cheap to copy.
#[derive(Clone, Copy, Default)]
struct Draft {
    /// Somebody looked at it.
    is_begun: RwSignal<bool>,
    tried: RwSignal<bool>,
    container: RwSignal<Option<Container>>,
    audio: RwSignal<Option<StreamId>>,
    format: RwSignal<Option<AudioFormat>>,
    video: RwSignal<Option<StreamId>>,
    picture: Picture,
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
        self.is_begun.set(false);
        self.tried.set(false);
        self.container.set(None);
        self.audio.set(None);
        self.format.set(None);
        self.video.set(None);
        self.picture.clear();
    }

    /// Chooses what most want, once.
    fn begin(self, live: Live) {
        if !self.is_begun.get_untracked() {
            self.is_begun.set(true);
            self.audio.set(first_view(live, Track::Audio));
            self.video.set(first_view(live, Track::Video));
        }
    }

    fn container(self) -> Container {
        self.container.get().unwrap_or(Container::Auto)
    }

    /// Followed.
    fn problem(self, live: Live) -> Option<Problem> {
        let (audio, video) = (self.audio.get(), self.video.get());
        let mut chosen = [&audio, &video].into_iter().flatten();
        if !chosen.all(|it| is_there(live, it)) {
            return Some(Problem::Gone);
        }
        let as_it_is = audio_of(live, audio.as_ref()).0.map(|it| it.codec);
        let sound = self.format.get().map(|it| it.codec).or(as_it_is);
        let as_it_is = video_of(live, video.as_ref()).0;
        let picture = self.picture.format.get().map(|it| it.codec).or(as_it_is);
        let problem = self.container().problem(
            audio.is_some().then_some(sound.as_deref()),
            video.is_some().then_some(picture.as_deref()),
        );
        problem.map(Problem::Recording)
    }

    fn ask(self) -> Option<InRoom> {
        let audio = self.audio.get_untracked().map(|from| AudioFrom {
            from,
            format: self.format.get_untracked(),
        });
        let video = self.video.get_untracked().map(|from| VideoFrom {
            from,
            format: self.picture.format.get_untracked(),
            wanted: self.picture.wanted(),
        });
        Some(InRoom::StartRecording(NewRecording {
            container: untrack(|| self.container()),
            media: MediaFrom::of(audio, video)?,
        }))
    }
}

/// The region "Recordings".
#[component]
pub fn Recordings() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let (open, draft) = (RwSignal::new(false), Draft::default());
    let on_done = Callback::new(move |()| draft.clear());
    let title = td_string!(locale, owt.media.recordings);
    let start = td_string!(locale, owt.media.start_recording);
    let keys = Signal::from(live.recordings.order());
    let submit = move |()| {
        draft.tried.set(true);
        let is_wrong = untrack(|| draft.problem(live)).is_some();
        let ask = draft.ask().filter(|_| !is_wrong);
        let is_sent = ask.is_some();
        if let Some(ask) = ask {
            live.send_for(ask, Arc::from(""), on_done);
        }
        is_sent
    };
    view! {
        <section class="panel media" role="region" aria-label=title>
            <RegionHead title keys start word=td_string!(locale, owt.media.start) icon=Icon::Record open />
            <MediaList
                title
                list=List::Recordings
                keys
                reading=live.recordings.reading()
                none=td_string!(locale, owt.media.no_recordings)
                item=|id| view! { <Item id /> }.into_any()
            />
            <FormDialog
                open
                title=start
                submit=td_string!(locale, owt.media.record)
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
    let (live, locale) = (use_panel().live, use_locale());
    draft.begin(live);
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
        let (_, mut formats) = audio_of(live, draft.audio.get().as_ref());
        formats.retain(|it| Container::records(&it.codec));
        let label = td_string!(locale, owt.media.audio_codec);
        choice(label, draft.format, formats, audio_format_name)
    };
    let none = td_string!(locale, owt.media.none);
    view! {
        <Select
            label=td_string!(locale, owt.media.container)
            value=draft.container
            options=Container::ALL.map(container).to_vec()
            error=unfit
        />
        <SourceField
            label=from_label(locale, Track::Audio)
            track=Track::Audio
            chosen=draft.audio
            none
            error=missing
        />
        {formats}
        <SourceField
            label=from_label(locale, Track::Video)
            track=Track::Video
            chosen=draft.video
            none
        />
        <PictureFields from=draft.video picture=draft.picture with_format=true />
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

fn audio_format_name(format: &AudioFormat) -> String {
    let rate = format.sample_rate.map(|rate| format!("{rate} Hz"));
    let channels = format.channel_num.map(|count| format!("× {count}"));
    let words = [Some(format.codec.to_string()), rate, channels];
    words.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[component]
fn Item(
    /// Which.
    id: Arc<str>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let recording = live.recording(Signal::stored(Arc::clone(&id)));
    let name =
        scoped_memo(move || recording.with(|it| it.as_deref().map(name_of).unwrap_or_default()));
    let facts = scoped_memo(move || {
        recording.with(|it| {
            it.as_deref()
                .map(|it| facts(live, locale, it))
                .unwrap_or_default()
        })
    });
    let change = move |()| {
        let it = recording.get_untracked()?;
        Some(Changing {
            output: Output::Recording(it.id.clone()),
            name: name.get_untracked(),
            media: it.media.clone(),
        })
    };
    let stop_label =
        Signal::derive(move || td_string!(locale, owt.media.stop_recording, name = name.get()));
    let stop = move |()| {
        let name = name.get_untracked();
        Some(Stopping {
            ask: InRoom::StopRecording(recording.get_untracked()?.id.clone()),
            title: td_string!(locale, owt.media.stop_recording_title, name = &name),
            lead: td_string!(locale, owt.media.stop_recording_lead),
            confirm: td_string!(locale, owt.media.stop),
            name,
        })
    };
    view! { <MediaItem id name facts change stop_label stop /> }
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
