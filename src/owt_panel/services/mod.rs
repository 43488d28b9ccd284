//! The services of the server: whose rooms it runs. Only the super service sees them. The page makes a new one's key: what the server
//! answers is encrypted, and nobody could sign with it.

mod delete;
mod made;

use leptos::prelude::*;
use owt::{Ask, Service};

use super::{
    client::Trouble,
    create_dialog::CreateDialog,
    details::DetailsDialog,
    state::{NotMade, Thing, use_panel},
    words,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    kind::insecure_note::InsecureNote,
    preference_buttons::LanguageAndTheme,
    sign_in::Alert,
    ui::{Button, Icon, Look, ShowIf, true_or_none},
};
use delete::DeleteDialog;
use made::MadeDialog;

/// The page with the services.
#[component]
pub fn ServicesPage() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    view! {
        <main class="kind-page" aria-label=td_string!(locale, owt.services.title)>
            <header class="room-bar">
                <Button
                    label=td_string!(locale, owt.live.back)
                    icon=Icon::Leave
                    look=Look::Quiet
                    on_press=move || panel.show_rooms()
                />
                <h1 class="room-title">
                    <bdi dir="auto">{panel.server()}</bdi>
                </h1>
                <div class="room-facts"></div>
                <LanguageAndTheme />
            </header>
            <InsecureNote form=panel.form.server server=panel.server() />
            <Services />
        </main>
    }
}

#[component]
fn Services() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let list = panel.services;
    let is_making = RwSignal::new(false);
    let asked = RwSignal::new(None::<Service>);
    let looked_at = RwSignal::new(None::<Thing>);
    let trouble = list.trouble();
    let trouble = Signal::derive(move || {
        trouble.with(|trouble| trouble.as_ref().map(|why| words::trouble(locale, why)))
    });
    let (services, busy) = (list.services(), list.busy());
    let rows = move || {
        let rows = services.with(|services| services.to_vec());
        let rows = rows
            .into_iter()
            .map(|service| view! { <Row service asked looked_at /> });
        rows.collect_view()
    };
    let is_empty = Signal::derive(move || services.with(|services| services.is_empty()));
    let head = |text: &'static str| view! { <th scope="col">{text}</th> };
    view! {
        <section
            class="panel owt-rooms"
            role="region"
            aria-label=td_string!(locale, owt.services.title)
        >
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, owt.services.title)}</h2>
                <Button
                    label=td_string!(locale, owt.rooms.refresh)
                    look=Look::Quiet
                    pending=busy
                    on_press=move || panel.read_services()
                />
                <Button
                    label=td_string!(locale, owt.services.create)
                    icon=Icon::Plus
                    look=Look::Primary
                    on_press=move || is_making.set(true)
                />
            </div>
            <Alert problem=trouble />
            <div
                class="owt-scroll"
                tabindex="0"
                role="group"
                aria-label=td_string!(locale, owt.services.list)
            >
                <table
                    class="owt-table"
                    aria-label=td_string!(locale, owt.services.title)
                    aria-busy=true_or_none(busy)
                >
                    <thead>
                        <tr>
                            {head(td_string!(locale, owt.rooms.name))}
                            {head(td_string!(locale, owt.services.rooms))}
                            {head(td_string!(locale, owt.rooms.actions))}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                <ShowIf when=is_empty>
                    <p class="empty">{td_string!(locale, owt.services.none)}</p>
                </ShowIf>
            </div>
            <CreateDialog
                open=is_making
                title=td_string!(locale, owt.services.create)
                hint=td_string!(locale, owt.services.key_lead)
                create=|panel, name, done| panel.create_service(name, done)
                why=why_not_made
            />
            <MadeDialog />
            <DeleteDialog asked />
            <DetailsDialog looked_at />
        </section>
    }
}

/// Returns why a service wasn't made.
fn why_not_made(locale: Locale, why: &NotMade) -> String {
    match why {
        NotMade::NoChance => td_string!(locale, owt.services.no_chance).to_owned(),
        NotMade::Trouble(why @ Trouble::Refused(_)) => words::trouble(locale, why),
        NotMade::Trouble(why) => {
            let why = words::trouble(locale, why);
            td_string!(locale, owt.services.not_made, why = why)
        }
    }
}

/// A service.
#[component]
fn Row(
    /// Which.
    service: Service,
    /// Whether it is to be deleted is asked here.
    asked: RwSignal<Option<Service>>,
    /// Where its details are looked at.
    looked_at: RwSignal<Option<Thing>>,
) -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let (id, name) = (service.id.as_str().to_owned(), service.name.to_string());
    let is_own = panel.is_own_service(&service.id);
    let refusal = is_own.then(|| td_string!(locale, owt.services.own).to_owned());
    let count = service.rooms.len();
    let details_name = td_string!(locale, owt.details.of, name = &name);
    let thing = Thing {
        ask: Ask::GetService(service.id.clone()),
        name: name.clone(),
    };
    let delete_name = td_string!(locale, owt.rooms.delete_one, name = &name);
    view! {
        <tr data-service=id.clone()>
            <th scope="row">
                <bdi class="name" dir="auto" translate="no">
                    {name}
                </bdi>
                <span class="owt-id">{id.clone()}</span>
            </th>
            <td>{count}</td>
            <td class="owt-actions">
                <Button
                    label=td_string!(locale, owt.details.title)
                    name=details_name
                    on_press=move || looked_at.set(Some(thing.clone()))
                />
                <Button
                    label=td_string!(locale, owt.rooms.delete)
                    name=delete_name
                    look=Look::Danger
                    refusal
                    on_press=move || asked.set(Some(service.clone()))
                />
            </td>
        </tr>
    }
}
