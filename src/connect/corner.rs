//! Language and theme, in the corner.

use leptos::prelude::*;

use crate::{
    i18n::{Language, t_string, use_i18n},
    state::preferences::{Preferences, Theme},
    ui::{Button, Icon, Look, el::div},
};

/// The two switches. Nothing where no preferences were provided.
pub fn corner() -> AnyView {
    let Some(preferences) = use_context::<Preferences>() else {
        return ().into_any();
    };
    let i18n = use_i18n();
    let (theme, language) = (preferences.theme(), preferences.language());
    let picture = Signal::derive(move || match theme.get() {
        Theme::System => Icon::Contrast,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    });
    let theme_name = move || match theme.get() {
        Theme::System => t_string!(i18n, app.theme_system),
        Theme::Light => t_string!(i18n, app.theme_light),
        Theme::Dark => t_string!(i18n, app.theme_dark),
    };
    let next_theme = move |()| {
        if let Some(theme) = theme.try_get_untracked() {
            preferences.set_theme(theme.next());
        }
    };
    // Its own name, for who can't read the one shown.
    let other = move || match language.get() {
        Language::En => Language::ZhCn,
        Language::ZhCn => Language::En,
    };
    let change_language = move |()| preferences.set_language(untrack(other));
    let language = view! {
        <Button
            label=move || other().own_name()
            icon=Signal::stored(Icon::Globe)
            look=Look::Quiet
            on_press=change_language
        />
    };
    let theme = view! { <Button label=theme_name icon=picture icon_only=true look=Look::Quiet on_press=next_theme /> };
    div("corner")
        .view(language.into_any())
        .view(theme.into_any())
        .any()
}
