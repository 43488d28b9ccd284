//! The layout editor: what is to be on air next, staged beside what is, and taken in one piece.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{BadLayout, InRoom, LayoutChanges, LayoutEditor, MixedUpdate, Region};

use super::{
    StageContext, layouts::LayoutChoices, slot_text, slots::SlotList, streams_strip::StreamsStrip,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    owt_panel::{
        picture::{Place, rect},
        state::use_panel,
    },
    room::drag::{Drag, DragGhost, DropArea},
    ui::{Button, Icon, Look, scoped_memo, true_or_false},
};

/// What would be sent.
type Update = Result<Option<MixedUpdate>, BadLayout>;

/// The region "Layout editor".
#[component]
pub fn LayoutEditorView() -> impl IntoView {
    let locale = use_locale();
    let context: StageContext = expect_context();
    let drag = Drag::listen(context);
    let changed = move || context.changes.with(LayoutChanges::count).to_string();
    view! {
        <section
            class="stage-side stage-next"
            role="region"
            aria-label=td_string!(locale, editor.title)
            data-changed=changed
        >
            <div class="stage-head">
                <h3 class="panel-title">{td_string!(locale, editor.next)}</h3>
            </div>
            <NextPicture drag />
            <EditorButtons />
            <LayoutChoices />
            <StreamsStrip />
            <SlotList drag />
            <DragGhost drag />
        </section>
    }
    .into_any()
}

/// What comes next, drawn as what is on air is, with what differs marked and said in words.
#[component]
fn NextPicture(
    /// What is being dragged onto its slots.
    drag: Drag<StageContext>,
) -> impl IntoView {
    let locale = use_locale();
    let context: StageContext = expect_context();
    let regions: Memo<Arc<[Region]>> = Memo::new(move |_| {
        context
            .next
            .with(|slots| slots.iter().map(|slot| slot.region.clone()).collect())
    });
    // The list of slots says the same to who doesn't see it.
    let slots = move || {
        let slots = regions.get();
        let drawn = slots.iter().enumerate().filter_map(|(at, region)| {
            let place = Place::of(rect(region)?);
            Some(view! { <NextSlot at place drag /> })
        });
        drawn.collect_view()
    };
    let update = update(context, LayoutEditor::take);
    let refills = scoped_memo(move || {
        let count = context.view.with(|view| {
            let view = view.as_ref()?;
            Some(context.on_air.with(|now| {
                let mixed = context.mixed.get();
                context
                    .stage
                    .with_editor(view, |editor| editor.refills(now, &mixed))
            }))
        });
        count.unwrap_or_default()
    });
    let text = move || {
        let text = |changes: &LayoutChanges| {
            update.with(|update| in_words(locale, changes, update, refills.get()))
        };
        context.changes.with(text)
    };
    view! {
        <div class="air air-next" aria-hidden="true">
            {slots}
        </div>
        <p class="editor-differs" role="status">
            {text}
        </p>
    }
}

#[component]
fn NextSlot(
    /// The slot, from 0.
    at: usize,
    /// Where it is drawn.
    place: Place,
    /// What is being dragged.
    drag: Drag<StageContext>,
) -> impl IntoView {
    let locale = use_locale();
    let context: StageContext = expect_context();
    let text = Memo::new(move |_| {
        context
            .next
            .with(|next| slot_text(context, locale, next.get(at)))
    });
    let is_empty = Memo::new(move |_| {
        context
            .next
            .with(|next| next.get(at).is_none_or(|slot| slot.stream.is_none()))
    });
    let differs = Memo::new(move |_| context.changes.with(|it| it.slots.contains(&at)));
    let [left, top, width, height] = place.edges;
    view! {
        <div
            class="slot next-slot"
            class:slot-big=place.size.is_large
            class:slot-small=place.size.is_small
            class:slot-empty=is_empty
            data-drop=at.to_string()
            data-over=drag.mark_over(DropArea::Drawing, at)
            data-changed=true_or_false(differs)
            style:left=left
            style:top=top
            style:width=width
            style:height=height
        >
            <bdi class="slot-name" dir="auto">
                {text}
            </bdi>
        </div>
    }
    .into_any()
}

/// Returns what differs, and what the server will make of it.
fn in_words(locale: Locale, changes: &LayoutChanges, update: &Update, refills: usize) -> String {
    if changes.count() == 0 {
        return td_string!(locale, editor.same).to_owned();
    }
    let count = changes.slots.len();
    let layout = changes
        .layout
        .then(|| td_string!(locale, owt.stage.layout_differs).to_owned());
    let slots = (count > 0).then(|| td_string!(locale, editor.slots_differ, count = count));
    let is_fixed = matches!(update, Ok(Some(MixedUpdate::Layout(_))));
    let fixed = is_fixed.then(|| td_string!(locale, owt.stage.fixed).to_owned());
    let filled =
        (is_fixed && refills > 0).then(|| td_string!(locale, owt.stage.refills, count = refills));
    let parts: Vec<String> = [layout, slots, filled, fixed]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" · ")
}

/// Returns what would be sent now. For as long as the current owner lives.
fn update(
    context: StageContext,
    make: fn(&LayoutEditor, &[owt::Slot], &[owt::StreamId]) -> Update,
) -> Memo<Update> {
    scoped_memo(move || {
        let update = context.view.with(|view| {
            let view = view.as_ref()?;
            let (on_air, mixed) = (context.on_air.get(), context.mixed.get());
            Some(
                context
                    .stage
                    .with_editor(view, |editor| make(editor, &on_air, &mixed)),
            )
        });
        update.unwrap_or(Ok(None))
    })
}

/// Take, and the ways back.
#[component]
fn EditorButtons() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let context: StageContext = expect_context();
    let stage = context.stage;
    let (take, undo) = (
        update(context, LayoutEditor::take),
        update(context, LayoutEditor::undo),
    );
    let pending = live.is_pending(move || {
        let id = context
            .view
            .with(|view| view.as_ref().map(|it| it.id.clone()))?;
        // Whatever is asked of the picture.
        Some(InRoom::PatchMixed(id.clone(), MixedUpdate::Region(0, id)))
    });
    let can_undo = scoped_memo(move || {
        context.view.with(|view| {
            let view = view.as_ref();
            view.is_some_and(|view| stage.with_editor(view, LayoutEditor::can_undo))
        })
    });
    let take_refusal = MaybeProp::derive(move || {
        let why = take.with(|take| why_not(locale, take));
        context.refusal.get().or(why)
    });
    let undo_refusal = MaybeProp::derive(move || {
        let none = (!can_undo.get()).then(|| td_string!(locale, stage.undo_none).to_owned());
        let why = || undo.with(|undo| why_not(locale, undo));
        context.refusal.get().or(none).or_else(why)
    });
    let reset_refusal = MaybeProp::derive(move || {
        let has_none = context.changes.with(|it| it.count() == 0);
        has_none.then(|| td_string!(locale, editor.same).to_owned())
    });
    view! {
        <div class="stage-buttons">
            <Button
                label=td_string!(locale, stage.take)
                icon=Icon::Check
                look=Look::Primary
                refusal=take_refusal
                pending
                on_press=move || stage.take()
            />
            <Button
                label=td_string!(locale, stage.undo_take)
                refusal=undo_refusal
                pending
                on_press=move || stage.undo()
            />
            <Button
                label=td_string!(locale, owt.stage.reset)
                look=Look::Quiet
                refusal=reset_refusal
                on_press=move || stage.edit(|editor, _| editor.reset())
            />
        </div>
    }
}

/// Returns why there is nothing to send.
fn why_not(locale: Locale, update: &Update) -> Option<String> {
    match update {
        Ok(Some(_)) => None,
        Ok(None) => Some(td_string!(locale, editor.same).to_owned()),
        Err(BadLayout::Empty) => Some(td_string!(locale, owt.stage.no_regions).to_owned()),
        Err(BadLayout::Shape(id) | BadLayout::SameRegion(id)) => {
            let id = conference::clean_name(id);
            Some(td_string!(locale, owt.stage.bad_region, id = &*id))
        }
        Err(BadLayout::SameStream(_)) => Some(td_string!(locale, owt.stage.same_stream).to_owned()),
    }
}
