//! Keys, and the overview of them.

use conference::{Deed, Press, SHORTCUTS, deed_of};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::deeds::{Deeds, use_deeds};
use crate::{
    i18n::{td_string, use_locale},
    state::{use_meeting, use_preferences},
    ui::{Button, Dialog, Switch, has_dialog, takes_keys},
};

/// Listens for as long as the room is there, and shows the overview.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let (meeting, locale, deeds) = (use_meeting(), use_locale(), use_deeds());
    let single_keys = use_preferences().single_keys;
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() {
            return;
        }
        let key = event.key();
        let press = Press {
            key: &key,
            has_command: event.ctrl_key() || event.meta_key(),
            has_alt: event.alt_key(),
            has_shift: event.shift_key(),
            is_repeat: event.repeat(),
            is_composing: event.is_composing(),
            is_taken: is_taken(&event),
        };
        let deed = deed_of(press, single_keys.is_on().get_untracked());
        let Some(deed) = deed else {
            return;
        };
        event.prevent_default();
        match deed {
            // A dialog is answered first; the palette goes as it came.
            Deed::Palette if has_dialog() => meeting.panels.palette_open.set(false),
            deed => deeds.run(deed),
        }
    });
    on_cleanup(move || listener.remove());
    let open = meeting.panels.overview_open;
    view! {
        <Dialog
            open=open
            title=td_string!(locale, palette.shortcuts)
            on_close=move || open.set(false)
        >
            <Overview deeds />
        </Dialog>
    }
}

fn is_taken(event: &web_sys::KeyboardEvent) -> bool {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    target.is_some_and(|target| takes_keys(&target)) || has_dialog()
}

/// All keys, with what they do.
#[component]
fn Overview(
    /// What they do.
    deeds: Deeds,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let single_keys = use_preferences().single_keys;
    let line = move |(key, deed): (&'static str, Deed)| {
        let label = Signal::derive(move || deeds.label(deed));
        view! {
            <div class="shortcut">
                <dt>
                    <kbd>{key}</kbd>
                </dt>
                <dd>{label}</dd>
            </div>
        }
        .into_any()
    };
    let palette = (td_string!(locale, palette.command_key), Deed::Palette);
    let shortcuts = SHORTCUTS.into_iter().filter(|(_, deed)| deeds.has(*deed));
    let lines = std::iter::once(palette).chain(shortcuts);
    view! {
        <div class="settings">
            <dl class="shortcuts">{lines.map(line).collect_view()}</dl>
            <div>
                <Switch
                    label=td_string!(locale, settings.single_keys)
                    checked=single_keys.is_on()
                    on_change=move |is_on| single_keys.set(is_on)
                />
                <p class="field-note">{td_string!(locale, palette.single_lead)}</p>
            </div>
            <div class="dialog-foot">
                <Button
                    label=td_string!(locale, ui.close)
                    on_press=move || meeting.panels.overview_open.set(false)
                />
            </div>
        </div>
    }
}
