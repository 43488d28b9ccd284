//! Language and theme, in the corner.

use crate::{
    i18n::{Language, language, t_string},
    reactive::untrack,
    state::preferences::{Theme, set_language, set_theme, theme_chosen},
    ui::{
        Button, Icon, Look,
        el::{El, div},
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
    let speak = Button::new(
        move || other().own_name(),
        move || {
            set_language(untrack(other));
        },
    );
    let paint = Button::new(theme_name, || set_theme(untrack(theme_chosen).next()));
    div("corner")
        .child(speak.icon(Icon::Globe).look(Look::Quiet))
        .child(paint.icon_of(picture).icon_only().look(Look::Quiet))
}
