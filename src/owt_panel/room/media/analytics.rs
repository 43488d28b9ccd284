//! What analyses pictures.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{Analytics as Entry, InRoom, List, MediaFrom, NewAnalytics, Track};

use super::{
    super::super::state::{Live, use_panel},
    chosen_streams::ChosenStreams,
    describe::{media_lines, short},
    form::once_tried,
    item::MediaItem,
    picture::PictureFields,
    region::MediaRegion,
    sources::{SourceField, from_label},
};
use crate::{
    i18n::{td_string, use_locale},
    ui::{Icon, TextField},
};

/// What is typed. Cheap to copy.
#[derive(Clone, Copy, Default)]
struct Draft {
    tried: RwSignal<bool>,
    algorithm: RwSignal<String>,
    /// The server looks at pictures alone.
    streams: ChosenStreams,
}

impl Draft {
    fn clear(self) {
        self.algorithm.set(String::new());
        self.streams.clear();
    }

    fn has_algorithm(self) -> bool {
        self.algorithm.with(|name| !name.trim().is_empty())
    }

    fn has_source(self, live: Live) -> bool {
        self.streams.video.with(Option::is_some) && self.streams.are_there(live)
    }

    fn ask(self, live: Live) -> Option<InRoom> {
        let is_fine = self.has_algorithm() && self.has_source(live);
        let video = self.streams.video_from().filter(|_| is_fine)?;
        Some(InRoom::StartAnalytics(NewAnalytics {
            algorithm: self.algorithm.with(|name| name.trim().to_owned()),
            media: MediaFrom::Video(video),
        }))
    }
}

/// The region "Analytics".
#[component]
pub fn Analytics() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let draft = Draft::default();
    view! {
        <MediaRegion
            title=td_string!(locale, owt.media.analytics)
            start=td_string!(locale, owt.media.start_analytics)
            icon=Icon::Pulse
            list=List::Analytics
            keys=live.analytics.order()
            reading=live.analytics.reading()
            none=td_string!(locale, owt.media.no_analytics)
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
    let no_algorithm = once_tried(draft.tried, move || {
        (!draft.has_algorithm()).then(|| td_string!(locale, owt.media.need_algorithm))
    });
    let no_source = once_tried(draft.tried, move || {
        (!draft.has_source(live)).then(|| td_string!(locale, owt.media.need_picture))
    });
    view! {
        <TextField
            label=td_string!(locale, owt.media.algorithm)
            value=draft.algorithm
            error=no_algorithm
            hint=td_string!(locale, owt.media.algorithm_hint)
            autofocus=true
        />
        <SourceField
            label=from_label(locale, Track::Video)
            track=Track::Video
            chosen=draft.streams.video
            none=td_string!(locale, owt.media.choose)
            error=no_source
        />
        <PictureFields from=draft.streams.video picture=draft.streams.picture with_format=true />
    }
    .into_any()
}

#[component]
fn Item(
    /// Which.
    id: Arc<str>,
) -> impl IntoView {
    view! {
        <MediaItem
            entry=use_panel().live.one_analytics(Signal::stored(Arc::clone(&id)))
            id
            name=|_, it| name_of(it)
            facts=|live, locale, it: &Entry| media_lines(live, locale, &it.media)
            stop=|it| InRoom::StopAnalytics(it.id.clone())
        />
    }
}

/// Returns what it does by name, or its id.
fn name_of(analytics: &Entry) -> String {
    match &*analytics.algorithm {
        "" => short(analytics.id.as_str()),
        name => name.to_owned(),
    }
}
