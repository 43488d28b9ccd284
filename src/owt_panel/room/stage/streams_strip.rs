//! Streams to drag onto slots: those that the view mixes, and that have no slot.

use leptos::prelude::*;
use owt::StreamId;

use super::{StageContext, name_of};
use crate::i18n::{td_string, use_locale};

/// The strip.
#[component]
pub fn StreamsStrip() -> impl IntoView {
    let locale = use_locale();
    let context: StageContext = expect_context();
    let free = Memo::new(move |_| {
        context.mixed.with(|mixed| {
            context.next.with(|next| {
                let stands =
                    |id: &StreamId| next.iter().any(|slot| slot.stream.as_ref() == Some(id));
                let free = mixed.iter().filter(|id| !stands(id));
                free.filter_map(|id| Some((id.clone(), name_of(context, id)?)))
                    .collect::<Vec<_>>()
            })
        })
    });
    // They come and go with the room, so a chip is an element alone that the next one takes over.
    let chips = move || {
        let chip = |(id, name): (StreamId, String)| {
            view! {
                <li class="chip" data-chip=id.as_str().to_owned()>
                    <bdi dir="auto">{name}</bdi>
                </li>
            }
        };
        free.get().into_iter().map(chip).collect_view()
    };
    view! {
        <ul class="chips" aria-label=td_string!(locale, owt.stage.free) tabindex="0">
            {chips}
        </ul>
    }
}
