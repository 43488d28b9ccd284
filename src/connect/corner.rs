//! Language and theme, in the corner.

use wasm_bindgen_futures::spawn_local;

use crate::{
    i18n::{Language, language, t, t_string},
    reactive::{RwSignal, untrack},
    state::preferences::{Theme, set_language, set_theme, theme_chosen},
    ui::{
        Button, Icon, Look,
        el::{El, div, el},
    },
};

/// A button for each.
pub fn corner() -> El {
    let picture = || match theme_chosen() {
        Theme::System => Icon::Contrast,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    };
    let theme_name = || match theme_chosen() {
        Theme::System => t_string!(app.theme_system),
        Theme::Light => t_string!(app.theme_light),
        Theme::Dark => t_string!(app.theme_dark),
    };
    // Its own name, for who can't read the one shown.
    let other = || match language() {
        Language::En => Language::ZhCn,
        Language::ZhCn => Language::En,
    };
    let (loading, lacking) = (RwSignal::new(false), RwSignal::new(false));
    let turn = move || {
        loading.put(true);
        spawn_local(async move {
            lacking.put(!set_language(untrack(other)).await);
            loading.put(false);
        });
    };
    let speak = Button::new(move || other().own_name(), turn).pending(move || loading.get());
    let note = || {
        el("p")
            .class("corner-note")
            .attr("role", "alert")
            .say(t!(app.language_lacking))
    };
    let paint = Button::new(theme_name, || set_theme(untrack(theme_chosen).next()));
    div("corner")
        .when(move || lacking.get(), note)
        .child(speak.icon(Icon::Globe).look(Look::Quiet))
        .child(paint.icon_of(picture).icon_only().look(Look::Quiet))
}
