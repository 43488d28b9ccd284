//! The stage: the picture that the server mixes, and the layout editor for what comes next.

mod drag;
mod editor;
mod layouts;
mod on_air;
mod slots;
mod streams_strip;

use std::sync::Arc;

use leptos::prelude::*;
use owt::{LayoutChanges, Slot, Stream, StreamId, StreamKind};

use super::{
    super::state::{Live, Stage, use_panel},
    refusal,
    streams::stream_name,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    ui::{ShowIf, scoped_memo},
};
use editor::LayoutEditorView;
use on_air::OnAir;

/// What the parts of the stage follow. It lives with the stage. Cheap to copy.
#[derive(Clone, Copy)]
struct StageContext {
    stage: Stage,
    /// The view that is looked at.
    view: Memo<Option<Arc<Stream>>>,
    on_air: Memo<Vec<Slot>>,
    next: Memo<Vec<Slot>>,
    changes: Memo<LayoutChanges>,
    /// The streams that the view mixes pictures of.
    mixed: Memo<Vec<StreamId>>,
    /// What each stream is called; of one that is gone nothing is known.
    names: Memo<Vec<(StreamId, String)>>,
    /// Why nothing can be asked now.
    refusal: Signal<Option<String>>,
}

/// The region "Stage"; it isn't there where the room mixes no picture.
#[component]
pub fn StagePanel() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let (stage, live) = (panel.stage, panel.live);
    panel.read_views();
    let views = scoped_memo(move || stage.views().iter().map(view_of).collect::<Vec<_>>());
    let picture = scoped_memo(move || stage.picture());
    let view = Memo::new(move |_| picture.with(|it| it.as_ref().map(|it| Arc::clone(&it.view))));
    let on_air = Memo::new(move |_| {
        picture.with(|it| it.as_ref().map(|it| it.on_air.clone()).unwrap_or_default())
    });
    let mixed = Memo::new(move |_| {
        picture.with(|it| it.as_ref().map(|it| it.mixed.clone()).unwrap_or_default())
    });
    let next = scoped_memo(move || {
        let next = view.with(|view| {
            let view = view.as_ref()?;
            Some(on_air.with(|now| stage.with_editor(view, |editor| editor.next(now).to_vec())))
        });
        next.unwrap_or_default()
    });
    let changes = scoped_memo(move || {
        let changes = view.with(|view| {
            let view = view.as_ref()?;
            Some(on_air.with(|now| stage.with_editor(view, |editor| editor.changes(now))))
        });
        changes.unwrap_or_default()
    });
    let names = scoped_memo(move || names(live, locale));
    provide_context(StageContext {
        stage,
        view,
        on_air,
        next,
        changes,
        mixed,
        names,
        refusal: refusal(),
    });
    let is_shown = Signal::derive(move || view.with(Option::is_some));
    view! {
        <ShowIf when=is_shown>
            <section
                class="panel panel-stage owt-stage"
                role="region"
                aria-label=td_string!(locale, stage.title)
            >
                <div class="panel-head">
                    <h2 class="panel-title">{td_string!(locale, stage.title)}</h2>
                    <ViewSwitch views />
                </div>
                <div class="stage-sides">
                    <OnAir />
                    <LayoutEditorView />
                </div>
            </section>
        </ShowIf>
    }
}

fn view_of(stream: &Arc<Stream>) -> (Arc<str>, String) {
    let label = match &stream.kind {
        StreamKind::Mixed { label, .. } => label.as_str(),
        _ => "",
    };
    (
        stream.id.shared(),
        conference::clean_name(label).into_owned(),
    )
}

fn names(live: Live, locale: Locale) -> Vec<(StreamId, String)> {
    live.streams.revision().track();
    let streams = live.with_state(|room| room.streams().cloned().collect::<Vec<_>>());
    let name = |stream: Arc<Stream>| (stream.id.clone(), stream_name(live, locale, &stream));
    streams.unwrap_or_default().into_iter().map(name).collect()
}

/// Whose picture is shown and edited, where the room mixes several.
#[component]
fn ViewSwitch(
    /// The views, by their streams, and what they are called.
    views: Memo<Vec<(Arc<str>, String)>>,
) -> impl IntoView {
    let locale = use_locale();
    let context: StageContext = expect_context();
    let has_choice = Signal::derive(move || views.with(|views| views.len() > 1));
    let option = move |(id, label): (Arc<str>, String)| {
        let (chosen, own) = (Arc::clone(&id), id);
        let is_chosen = Signal::derive(move || {
            context
                .view
                .with(|view| view.as_ref().is_some_and(|it| it.id.as_str() == &*own))
        });
        view! {
            <label class="kind">
                <input
                    type="radio"
                    name="owt-view"
                    prop:checked=is_chosen
                    on:change=move |_| context.stage.chosen.set(Arc::clone(&chosen))
                />
                <bdi dir="auto">{label}</bdi>
            </label>
        }
    };
    view! {
        <ShowIf when=has_choice>
            <div
                class="kinds owt-views"
                role="radiogroup"
                aria-label=td_string!(locale, owt.stage.view)
            >
                {move || views.get().into_iter().map(option).collect_view()}
            </div>
        </ShowIf>
    }
}

/// Returns who stands in a slot, in words. Followed.
fn slot_text(context: StageContext, locale: Locale, slot: Option<&Slot>) -> String {
    let Some(stream) = slot.and_then(|slot| slot.stream.as_ref()) else {
        return td_string!(locale, room.slot_empty).to_owned();
    };
    name_of(context, stream)
        .unwrap_or_else(|| td_string!(locale, owt.stage.gone, id = stream.as_str()))
}

/// Returns what a stream is called; `None` = it is gone. Followed.
fn name_of(context: StageContext, stream: &StreamId) -> Option<String> {
    context.names.with(|names| {
        let found = names.iter().find(|(id, _)| id == stream);
        found.map(|(_, name)| name.clone())
    })
}
