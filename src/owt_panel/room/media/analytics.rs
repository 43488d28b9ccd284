//! What analyses pictures.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{Analytics as Entry, InRoom, List, MediaFrom, NewAnalytics, StreamId, Track, VideoFrom};

use super::{
    super::super::state::{Live, use_panel},
    Stopping,
    describe::{media_lines, short},
    form::{FormDialog, once_tried},
    item::MediaItem,
    picture::{Picture, PictureFields},
    region::{MediaList, RegionHead},
    sources::{SourceField, from_label, is_there},
    words::start_name,
};
use crate::{
    i18n::{td_string, use_locale},
    ui::{Icon, TextField, scoped_memo},
};

/// What is typed. Cheap to copy.
#[derive(Clone, Copy, Default)]
struct Draft {
    tried: RwSignal<bool>,
    algorithm: RwSignal<String>,
    video: RwSignal<Option<StreamId>>,
    picture: Picture,
}

impl Draft {
    fn clear(self) {
        self.tried.set(false);
        self.algorithm.set(String::new());
        self.video.set(None);
        self.picture.clear();
    }

    fn has_algorithm(self) -> bool {
        self.algorithm.with(|name| !name.trim().is_empty())
    }

    fn source(self, live: Live) -> Option<StreamId> {
        self.video.get().filter(|it| is_there(live, it))
    }

    fn ask(self, live: Live) -> Option<InRoom> {
        let from = self.source(live)?;
        self.has_algorithm().then(|| {
            InRoom::StartAnalytics(NewAnalytics {
                algorithm: self.algorithm.with(|name| name.trim().to_owned()),
                // The server looks at pictures alone.
                media: MediaFrom::Video(VideoFrom {
                    from,
                    format: self.picture.format.get(),
                    wanted: self.picture.wanted(),
                }),
            })
        })
    }
}

/// The region "Analytics".
#[component]
pub fn Analytics() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let (open, draft) = (RwSignal::new(false), Draft::default());
    let on_done = Callback::new(move |()| draft.clear());
    let title = td_string!(locale, owt.media.analytics);
    let start = td_string!(locale, owt.media.start_analytics);
    let keys = Signal::from(live.analytics.order());
    let submit = move |()| {
        draft.tried.set(true);
        let ask = untrack(|| draft.ask(live));
        let is_sent = ask.is_some();
        if let Some(ask) = ask {
            let name = start_name(&ask);
            live.send_for(ask, Arc::from(name), on_done);
        }
        is_sent
    };
    view! {
        <section class="panel media" role="region" aria-label=title>
            <RegionHead title keys start word=td_string!(locale, owt.media.start) icon=Icon::Pulse open />
            <MediaList
                title
                list=List::Analytics
                keys
                reading=live.analytics.reading()
                none=td_string!(locale, owt.media.no_analytics)
                item=|id| view! { <Item id /> }.into_any()
            />
            <FormDialog
                open
                title=start
                submit=td_string!(locale, owt.media.start)
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
    let no_algorithm = once_tried(draft.tried, move || {
        (!draft.has_algorithm()).then(|| td_string!(locale, owt.media.need_algorithm))
    });
    let no_source = once_tried(draft.tried, move || {
        let is_missing = draft.source(live).is_none();
        is_missing.then(|| td_string!(locale, owt.media.need_picture))
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
            chosen=draft.video
            none=td_string!(locale, owt.media.choose)
            error=no_source
        />
        <PictureFields from=draft.video picture=draft.picture with_format=true />
    }
    .into_any()
}

#[component]
fn Item(
    /// Which.
    id: Arc<str>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let analytics = live.one_analytics(Signal::stored(Arc::clone(&id)));
    let name =
        scoped_memo(move || analytics.with(|it| it.as_deref().map(name_of).unwrap_or_default()));
    let facts = scoped_memo(move || {
        let lines = |it: &Entry| media_lines(live, locale, &it.media);
        analytics.with(|it| it.as_deref().map(lines).unwrap_or_default())
    });
    let stop_label =
        Signal::derive(move || td_string!(locale, owt.media.stop_analytics, name = name.get()));
    let stop = move |()| {
        let name = name.get_untracked();
        Some(Stopping {
            ask: InRoom::StopAnalytics(analytics.get_untracked()?.id.clone()),
            title: td_string!(locale, owt.media.stop_analytics_title, name = &name),
            lead: td_string!(locale, owt.media.stop_analytics_lead),
            confirm: td_string!(locale, owt.media.stop),
            name,
        })
    };
    view! { <MediaItem id name facts stop_label stop /> }
}

/// Returns what it does by name, or its id.
fn name_of(analytics: &Entry) -> String {
    match &*analytics.algorithm {
        "" => short(analytics.id.as_str()),
        name => name.to_owned(),
    }
}
