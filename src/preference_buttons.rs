//! Language and theme, in the corner of each page.

use leptos::prelude::*;

use crate::{
    i18n::{other, own_name, td_string, use_locale},
    settings::SettingsDialog,
    state::{Theme, use_meeting, use_preferences},
    ui::{Button, Icon, Look},
};

/// Buttons for the language, the theme and the settings. `children` stand before the last.
#[component]
pub fn PreferenceButtons(
    /// What else stands in the corner.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let settings_open = use_meeting().panels.settings_open;
    let settings = move || {
        view! {
            <Button
                label=td_string!(use_locale(), settings.title)
                icon=Icon::Sliders
                icon_only=true
                look=Look::Quiet
                on_press=move || settings_open.set(true)
            />
        }
    };
    view! {
        <LanguageAndTheme>
            {children.map(|children| children().into_any())} {settings()}
        </LanguageAndTheme>
        // Beside it, for a corner's labels may be hidden.
        <SettingsDialog />
    }
}

/// A button for the language and one for the theme. `children` stand after them.
#[component]
pub fn LanguageAndTheme(
    /// What else stands in the corner.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (preferences, locale) = (use_preferences(), use_locale());
    let theme = preferences.theme();
    let theme_icon = Signal::derive(move || match theme.get() {
        Theme::System => Icon::Contrast,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    });
    let theme_name = Signal::derive(move || {
        String::from(match theme.get() {
            Theme::System => td_string!(locale, app.theme_system),
            Theme::Light => td_string!(locale, app.theme_light),
            Theme::Dark => td_string!(locale, app.theme_dark),
        })
    });
    let switch_language = move || {
        preferences.set_locale(other(locale));
        focus_language_button();
    };
    view! {
        <div class="corner">
            // The other language by its own name, for who can't read the one shown.
            <Button
                label=own_name(other(locale))
                icon=Icon::Globe
                look=Look::Quiet
                class="language"
                on_press=switch_language
            />
            <Button
                label=theme_name
                icon=theme_icon
                icon_only=true
                look=Look::Quiet
                on_press=move || preferences.set_theme(theme.get_untracked().next())
            />
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

/// The page is rendered anew in the other language: the focus goes to the button in the place of the one that was pressed.
fn focus_language_button() {
    request_animation_frame(|| {
        use wasm_bindgen::JsCast;
        let button = document()
            .query_selector(".corner .language")
            .ok()
            .flatten();
        if let Some(button) =
            button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = button.focus();
        }
    });
}
