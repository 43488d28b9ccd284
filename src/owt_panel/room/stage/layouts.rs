//! The layouts to choose from.

use leptos::prelude::*;
use owt::{LayoutChoice, LayoutSource, Slot, StreamKind, Template, is_same_layout};

use super::StageContext;
use crate::{
    i18n::{Locale, td_string, use_locale},
    owt_panel::picture::RegionsOutline,
};

/// All layouts, one of them chosen.
#[component]
pub fn LayoutChoices() -> impl IntoView {
    let locale = use_locale();
    let context: StageContext = expect_context();
    let configured = context.stage.configured();
    let choices = Memo::new(move |_| {
        let label = context.view.with(|view| match view.as_ref()?.kind {
            StreamKind::Mixed { ref label, .. } => Some(label.clone()),
            _ => None,
        });
        configured.with(|views| {
            let view = views
                .iter()
                .find(|view| Some(&view.label) == label.as_ref());
            let own = view.and_then(|view| view.layouts.as_deref());
            context
                .on_air
                .with(|now| owt::layout_choices(own.unwrap_or_default(), now))
        })
    });
    let cards = move || {
        let choices = choices.get().into_iter();
        choices
            .map(|choice| view! { <LayoutCard choice /> })
            .collect_view()
    };
    view! {
        <div class="layouts" role="radiogroup" aria-label=td_string!(locale, editor.layout)>
            {cards}
        </div>
    }
}

#[component]
fn LayoutCard(
    /// The layout.
    choice: LayoutChoice,
) -> impl IntoView {
    let context: StageContext = expect_context();
    let name = name(use_locale(), &choice);
    let LayoutChoice { regions, .. } = choice;
    let is_chosen = {
        let own = regions.clone();
        Signal::derive(move || {
            let region = |slot: &Slot| slot.region.clone();
            let next = context
                .next
                .with(|next| next.iter().map(region).collect::<Vec<_>>());
            is_same_layout(own.iter(), &next)
        })
    };
    let choose = {
        let own = regions.clone();
        move |_| {
            context
                .stage
                .edit(|editor, on_air| editor.choose(on_air, &own));
        }
    };
    view! {
        <label class="layout">
            <input
                type="radio"
                name="owt-layout"
                aria-label=name.clone()
                prop:checked=is_chosen
                on:change=choose
            />
            <RegionsOutline regions />
            <span>{name}</span>
        </label>
    }
}

fn name(locale: Locale, choice: &LayoutChoice) -> String {
    let count = choice.regions.len();
    match choice.source {
        LayoutSource::Template(Template::Lecture) => {
            td_string!(locale, owt.stage.lecture, count = count)
        }
        LayoutSource::Template(_) => td_string!(locale, owt.stage.fluid, count = count),
        LayoutSource::Own => td_string!(locale, owt.stage.own, count = count),
        LayoutSource::OnAir => td_string!(locale, owt.stage.as_on_air, count = count),
    }
}
