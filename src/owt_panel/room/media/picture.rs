//! How a picture is to be changed before it goes out. What isn't said stays as it is.

use leptos::prelude::*;
use owt::{
    Bitrate, BitrateShare, Framerate, KeyFrameInterval, OutputUpdate, Resolution, StreamId,
    VideoChoices, VideoFormat, Wanted,
};

use super::{super::super::state::use_panel, describe::video_format_name, sources::video_of};
use crate::{
    i18n::{td_string, use_locale},
    ui::{Select, SelectOption},
};

/// What is chosen; `None` = as it is. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct Picture {
    /// Coded how.
    pub format: RwSignal<Option<VideoFormat>>,
    resolution: RwSignal<Option<Resolution>>,
    framerate: RwSignal<Option<u32>>,
    bitrate: RwSignal<Option<Bitrate>>,
    interval: RwSignal<Option<u32>>,
}

impl Picture {
    /// Leaves all as it is.
    pub fn clear(self) {
        self.format.set(None);
        self.resolution.set(None);
        self.framerate.set(None);
        self.bitrate.set(None);
        self.interval.set(None);
    }

    /// Returns it for something that starts. Not followed.
    pub fn wanted(self) -> Wanted {
        Wanted {
            resolution: self.resolution.get_untracked(),
            framerate: self.framerate.get_untracked(),
            bitrate: self.bitrate.get_untracked(),
            key_frame_interval: self.interval.get_untracked(),
        }
    }

    /// Returns it for something that goes on. Not followed.
    pub fn updates(self) -> Vec<OutputUpdate> {
        let Wanted {
            resolution,
            framerate,
            bitrate,
            key_frame_interval,
        } = self.wanted();
        let share = bitrate.and_then(|it| match it {
            Bitrate::Times(share) => BitrateShare::of(&share),
            Bitrate::Kbps(_) => None,
        });
        let interval = key_frame_interval.and_then(KeyFrameInterval::of);
        let all = [
            resolution.map(OutputUpdate::Resolution),
            framerate
                .and_then(Framerate::of)
                .map(OutputUpdate::Framerate),
            share.map(OutputUpdate::Bitrate),
            interval.map(OutputUpdate::KeyFrameInterval),
        ];
        all.into_iter().flatten().collect()
    }
}

/// What can be chosen of a stream's picture, folded in.
#[component]
pub fn PictureFields(
    /// Of which stream; `None` = of none.
    #[prop(into)]
    from: Signal<Option<StreamId>>,
    /// What is chosen.
    picture: Picture,
    /// Whether the codec can be chosen as well.
    #[prop(optional)]
    with_format: bool,
    /// Only what can be chosen of something that goes on already.
    #[prop(optional)]
    of_running: bool,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let fields = move || {
        let id = from.get()?;
        let (_, mut choices) = video_of(live, Some(&id));
        if of_running {
            keep_changeable(&mut choices);
        }
        let formats = match with_format {
            true => choices.formats,
            false => Vec::new(),
        };
        Some(view! {
            {choice(
                td_string!(locale, owt.media.video_codec),
                picture.format,
                formats,
                video_format_name,
            )}
            {choice(
                td_string!(locale, owt.media.resolution),
                picture.resolution,
                choices.resolutions,
                |it| format!("{}×{}", it.width, it.height),
            )}
            {choice(
                td_string!(locale, owt.media.framerate),
                picture.framerate,
                choices.framerates,
                u32::to_string,
            )}
            {choice(
                td_string!(locale, owt.media.bitrate),
                picture.bitrate,
                choices.bitrates,
                |it| match it {
                    Bitrate::Kbps(rate) => format!("{rate} kbps"),
                    Bitrate::Times(share) => share.replace('x', "× "),
                },
            )}
            {choice(
                td_string!(locale, owt.media.interval),
                picture.interval,
                choices.key_frame_intervals,
                u32::to_string,
            )}
        })
    };
    let has_none = move || from.with(Option::is_none);
    view! {
        <details class="media-more" hidden=has_none>
            <summary>{td_string!(locale, owt.media.picture)}</summary>
            <div class="dialog-form">{fields}</div>
        </details>
    }
    .into_any()
}

/// Leaves what the document has for something that goes on.
fn keep_changeable(choices: &mut VideoChoices) {
    choices.framerates.retain(|it| Framerate::of(*it).is_some());
    choices.bitrates.retain(|it| match it {
        Bitrate::Times(share) => BitrateShare::of(share).is_some(),
        Bitrate::Kbps(_) => false,
    });
    choices
        .key_frame_intervals
        .retain(|it| KeyFrameInterval::of(*it).is_some());
}

/// A list with "As it is" on top; nothing where there is no choice. What was chosen of another stream and isn't there is forgotten.
pub fn choice<T>(
    label: &'static str,
    value: RwSignal<Option<T>>,
    choices: Vec<T>,
    name: impl Fn(&T) -> String,
) -> Option<AnyView>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let locale = use_locale();
    let is_there =
        value.with_untracked(|value| value.as_ref().is_none_or(|it| choices.contains(it)));
    if !is_there {
        value.set(None);
    }
    if choices.is_empty() {
        return None;
    }
    let as_it_is = SelectOption::new(None, "", td_string!(locale, owt.media.as_it_is));
    let options = choices.into_iter().map(|it| {
        let name = conference::clean_text(&name(&it), 64).into_owned();
        SelectOption::new(Some(it), name.clone(), name)
    });
    let options = [as_it_is].into_iter().chain(options).collect();
    Some(view! { <Select label value options /> }.into_any())
}
