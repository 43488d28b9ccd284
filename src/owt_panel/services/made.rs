//! The key of a service that was just made, once.

use leptos::prelude::*;

use super::super::state::{MadeService, use_panel};
use crate::{
    browser::clipboard,
    i18n::{td_string, use_locale},
    ui::{Button, Dialog, Look},
};

/// The dialog with id and key. Only its button closes it: what is gone is gone.
#[component]
pub fn MadeDialog() -> impl IntoView {
    let (list, locale) = (use_panel().services, use_locale());
    let made = list.made();
    let open = Signal::derive(move || made.with(Option::is_some));
    let title = Signal::derive(move || {
        let name = made.with(|made| made.as_ref().map(|made| made.name.clone()));
        let name = conference::clean_name(&name.unwrap_or_default()).into_owned();
        td_string!(locale, owt.services.made, name = name)
    });
    view! {
        <Dialog open title on_close=|| {}>
            {move || made.get_untracked().map(|made| view! { <Inside made /> })}
        </Dialog>
    }
}

#[component]
fn Inside(
    /// The service.
    made: MadeService,
) -> impl IntoView {
    let (list, locale) = (use_panel().services, use_locale());
    let outcome = RwSignal::new("");
    let words: Signal<&'static str> = outcome.into();
    let line = |name: &'static str, copy_name: &'static str, value: String| {
        let copied = value.clone();
        let copy = move || {
            clipboard::copy(&copied, move |is_done| {
                outcome.try_set(match is_done {
                    true => td_string!(locale, calls.copied),
                    false => td_string!(locale, calls.not_copied),
                });
            });
        };
        view! {
            <div class="owt-secret">
                <dt>{name}</dt>
                <dd>
                    <code dir="ltr" translate="no">
                        {value}
                    </code>
                    <Button
                        label=td_string!(locale, calls.copy)
                        name=copy_name
                        on_press=copy
                    />
                </dd>
            </div>
        }
    };
    view! {
        <div class="dialog-body">
            <p>{td_string!(locale, owt.services.made_lead)}</p>
            <dl class="owt-secrets">
                {line(
                    td_string!(locale, owt.sign_in.service),
                    td_string!(locale, owt.services.copy_id),
                    made.id.as_str().to_owned(),
                )}
                {line(
                    td_string!(locale, owt.sign_in.key),
                    td_string!(locale, owt.services.copy_key),
                    made.key.expose().to_owned(),
                )}
            </dl>
            <p role="status">{words}</p>
            <div class="dialog-foot">
                <Button
                    label=td_string!(locale, owt.services.kept)
                    look=Look::Primary
                    on_press=move || list.forget_key()
                />
            </div>
        </div>
    }
}
