//! What a person can choose for this browser, in one dialog: on the sign-in page as in the room.

mod list_defaults;

use leptos::prelude::*;
use leptos_i18n::Locale as _;

use crate::{
    i18n::{LOCALES, own_name, td_string, use_locale},
    room::waiting::{AlwaysAdmittedList, NotificationSwitch, SoundSwitch},
    state::{Density, SignInState, Theme, use_meeting, use_preferences},
    ui::{Button, Dialog, Select, SelectOption, ShowIf, Switch},
};

use list_defaults::ListDefaults;

/// As they stand in the lists.
const THEMES: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];
const DENSITIES: [Density; 2] = [Density::Comfortable, Density::Compact];

/// The settings.
#[component]
pub fn SettingsDialog() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let open = meeting.panels.settings_open;
    view! {
        <Dialog open=open title=td_string!(locale, settings.title) on_close=move || open.set(false)>
            <Settings />
        </Dialog>
    }
}

#[component]
fn Settings() -> impl IntoView {
    let (meeting, locale, preferences) = (use_meeting(), use_locale(), use_preferences());
    let sign_in: SignInState = expect_context();
    let language = chosen(
        position(&LOCALES, preferences.locale().get_untracked()),
        move |at| {
            if let Some(locale) = LOCALES.get(at) {
                preferences.set_locale(*locale);
            }
        },
    );
    let theme = chosen(
        position(&THEMES, preferences.theme().get_untracked()),
        move |at| {
            if let Some(theme) = THEMES.get(at) {
                preferences.set_theme(*theme);
            }
        },
    );
    let density = chosen(
        position(&DENSITIES, preferences.density().get_untracked()),
        move |at| {
            if let Some(density) = DENSITIES.get(at) {
                preferences.set_density(*density);
            }
        },
    );
    let languages = options(LOCALES.map(|locale| (locale.as_str(), own_name(locale))));
    let themes = options(THEMES.map(|theme| {
        let label = match theme {
            Theme::System => td_string!(locale, settings.system),
            Theme::Light => td_string!(locale, settings.light),
            Theme::Dark => td_string!(locale, settings.dark),
        };
        (theme.as_str(), label)
    }));
    let densities = options(DENSITIES.map(|density| {
        let label = match density {
            Density::Comfortable => td_string!(locale, settings.comfortable),
            Density::Compact => td_string!(locale, settings.compact),
        };
        (density.as_str(), label)
    }));
    let single_keys = preferences.single_keys;
    view! {
        <div class="settings">
            <div class="settings-fields">
                <Select
                    label=td_string!(locale, app.language)
                    value=language
                    options=languages
                />
                <Select label=td_string!(locale, app.theme) value=theme options=themes />
                <Select
                    label=td_string!(locale, settings.density)
                    value=density
                    options=densities
                />
                <ListDefaults />
            </div>
            <div class="settings-switches">
                <SoundSwitch />
                <NotificationSwitch />
                <Switch
                    label=td_string!(locale, settings.single_keys)
                    checked=single_keys.is_on()
                    on_change=move |is_on| single_keys.set(is_on)
                />
            </div>
            <ShowIf when=sign_in.in_room()>
                <AlwaysAdmittedList />
            </ShowIf>
            <p class="field-note">{td_string!(locale, settings.kept)}</p>
            <div class="dialog-foot">
                <Button
                    label=td_string!(locale, ui.close)
                    on_press=move || meeting.panels.settings_open.set(false)
                />
            </div>
        </div>
    }
}

/// Returns a list's options, by their places in it: lists of one type are less code.
fn options(
    all: impl IntoIterator<Item = (&'static str, &'static str)>,
) -> Vec<SelectOption<usize>> {
    let options = all.into_iter().enumerate();
    options
        .map(|(at, (word, label))| SelectOption::new(at, word, label))
        .collect()
}

fn position<T: PartialEq>(all: &[T], chosen: T) -> usize {
    all.iter()
        .position(|one| *one == chosen)
        .unwrap_or_default()
}

/// What a list shows as chosen; another choice goes to `set`.
fn chosen(at_first: usize, set: impl Fn(usize) + 'static) -> RwSignal<usize> {
    let chosen = RwSignal::new(at_first);
    Effect::new(move |before: Option<usize>| {
        let choice = chosen.get();
        if before.is_some_and(|before| before != choice) {
            set(choice);
        }
        choice
    });
    chosen
}
