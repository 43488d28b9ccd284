//! The rooms of a service: looked for, opened, made and deleted.

mod delete;

use leptos::prelude::*;
use owt::Room;

use super::{
    client::Trouble,
    create_dialog::CreateDialog,
    state::{OpenRoom, Panel, use_panel},
    words,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    kind::insecure_note::InsecureNote,
    preference_buttons::LanguageAndTheme,
    sign_in::Alert,
    ui::{Button, Icon, Look, ShowIf, true_or_none},
};
use delete::{Asked, DeleteDialog};

/// The page with the rooms.
#[component]
pub fn RoomsPage() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    view! {
        <main class="kind-page" aria-label=td_string!(locale, owt.rooms.title)>
            <header class="room-bar">
                <h1 class="room-title">
                    <bdi dir="auto">{panel.server()}</bdi>
                </h1>
                <div class="room-facts"></div>
                <ShowIf when=panel.services.is_super()>
                    <Button
                        label=td_string!(locale, owt.services.title)
                        look=Look::Quiet
                        on_press=move || panel.show_services()
                    />
                </ShowIf>
                <LanguageAndTheme>
                    <Button
                        label=td_string!(locale, owt.sign_out)
                        icon=Icon::Leave
                        look=Look::Quiet
                        on_press=move || panel.sign_out()
                    />
                </LanguageAndTheme>
            </header>
            <InsecureNote form=panel.form.server server=panel.server() />
            <Rooms />
        </main>
    }
}

#[component]
fn Rooms() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let list = panel.rooms;
    let is_making = RwSignal::new(false);
    let asked = RwSignal::new(None::<Asked>);
    let trouble = list.trouble();
    let trouble = Signal::derive(move || {
        trouble.with(|trouble| trouble.as_ref().map(|why| words::trouble(locale, why)))
    });
    view! {
        <section class="panel owt-rooms" role="region" aria-label=td_string!(locale, owt.rooms.title)>
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, owt.rooms.title)}</h2>
                <Button
                    label=td_string!(locale, owt.rooms.refresh)
                    look=Look::Quiet
                    pending=list.busy()
                    on_press=move || panel.read_rooms()
                />
                <Button
                    label=td_string!(locale, owt.form.create)
                    on_press=move || panel.new_room()
                />
                <Button
                    label=td_string!(locale, owt.rooms.create)
                    icon=Icon::Plus
                    look=Look::Primary
                    on_press=move || is_making.set(true)
                />
            </div>
            <div class="panel-tools">
                <input
                    class="input"
                    type="search"
                    autocomplete="off"
                    aria-label=td_string!(locale, owt.rooms.find)
                    placeholder=td_string!(locale, owt.rooms.find_hint)
                    prop:value=list.query
                    on:input:target=move |event| panel.find_rooms(event.target().value())
                />
            </div>
            <Alert problem=trouble />
            <Table panel asked />
            <Pages panel />
            <CreateDialog
                open=is_making
                title=td_string!(locale, owt.rooms.create)
                hint=td_string!(locale, owt.rooms.create_hint)
                create=|panel, name, done| panel.create_room(name, done)
                why=why_not_made
            />
            <DeleteDialog asked />
        </section>
    }
}

/// Returns why a room wasn't made.
fn why_not_made(locale: Locale, why: &Trouble) -> String {
    let words = words::trouble(locale, why);
    match why {
        Trouble::Refused(_) => words,
        // It may be there all the same.
        Trouble::NoAnswer(_) => td_string!(locale, owt.rooms.maybe_made, why = words),
    }
}

#[component]
fn Table(
    /// The page's state.
    panel: Panel,
    /// Whether a room is to be deleted is asked here.
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let locale = use_locale();
    let list = panel.rooms;
    let busy = list.busy();
    let rows = move || {
        let (rooms, _) = list.shown();
        let rows = rooms.into_iter().map(|room| view! { <Row room asked /> });
        rows.collect_view()
    };
    let is_empty = Memo::new(move |_| list.shown().0.is_empty());
    let none = move || match (list.page(), busy.get()) {
        (_, true) => td_string!(locale, owt.rooms.reading),
        (None, _) => td_string!(locale, owt.rooms.none_found),
        (Some(1), _) => td_string!(locale, owt.rooms.none),
        (Some(_), _) => td_string!(locale, owt.rooms.no_more),
    };
    let head = |text: &'static str| view! { <th scope="col">{text}</th> };
    view! {
        <div class="owt-scroll" tabindex="0" role="group" aria-label=td_string!(locale, owt.rooms.list)>
            <table class="owt-table" aria-label=td_string!(locale, owt.rooms.title) aria-busy=true_or_none(busy)>
                <thead>
                    <tr>
                        {head(td_string!(locale, owt.rooms.name))}
                        {head(td_string!(locale, owt.rooms.views))}
                        {head(td_string!(locale, owt.rooms.limit))}
                        {head(td_string!(locale, owt.rooms.actions))}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <ShowIf when=is_empty>
                <p class="empty">{none}</p>
            </ShowIf>
        </div>
    }
}

/// A room.
#[component]
fn Row(
    /// Which.
    room: Room,
    /// Whether it is to be deleted is asked here.
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let name = room.name().to_string();
    let id = room.id().as_str().to_owned();
    let views: Vec<_> = room
        .views()
        .iter()
        .map(|view| view.label.shared())
        .collect();
    let views = conference::clean_text(&views.join(", "), 200).into_owned();
    let limit = room
        .body()
        .get("participantLimit")
        .and_then(|it| it.as_i64());
    let limit = match limit {
        Some(limit) if limit >= 0 => limit.to_string(),
        _ => td_string!(locale, owt.rooms.no_limit).to_owned(),
    };
    let delete_name = td_string!(locale, owt.rooms.delete_one, name = &name);
    let open_name = td_string!(locale, owt.rooms.open_one, name = &name);
    let opened = OpenRoom {
        id: room.id().clone(),
        name: room.name().clone(),
    };
    let open = move || panel.open_room(opened.clone());
    let edit_name = td_string!(locale, owt.form.edit_one, name = &name);
    let edited = room.clone();
    let edit = move || panel.edit_room(edited.clone());
    let ask = move || asked.set(Some(Asked::of(&room)));
    view! {
        <tr data-room=id.clone()>
            <th scope="row">
                <bdi class="name" dir="auto" translate="no">
                    {name}
                </bdi>
                <span class="owt-id">{id.clone()}</span>
            </th>
            <td>
                <bdi>{views}</bdi>
            </td>
            <td>{limit}</td>
            <td class="owt-actions">
                <Button
                    label=td_string!(locale, owt.rooms.open)
                    name=open_name
                    on_press=open
                />
                <Button
                    label=td_string!(locale, owt.form.edit)
                    name=edit_name
                    on_press=edit
                />
                <Button
                    label=td_string!(locale, owt.rooms.delete)
                    name=delete_name
                    look=Look::Danger
                    on_press=ask
                />
            </td>
        </tr>
    }
}

/// The way to other pages: which of them is the last isn't known before it is read.
#[component]
fn Pages(
    /// The page's state.
    panel: Panel,
) -> impl IntoView {
    let locale = use_locale();
    let list = panel.rooms;
    let page = Memo::new(move |_| list.page());
    let is_paged = Signal::derive(move || page.get().is_some());
    let number = move || page.get().unwrap_or(1);
    let first = move || (number() <= 1).then(|| td_string!(locale, owt.rooms.is_first).to_owned());
    let last = move || {
        let is_last = !list.may_have_more();
        is_last.then(|| td_string!(locale, owt.rooms.is_last).to_owned())
    };
    let more = move || {
        let (_, more) = list.shown();
        (more > 0).then(|| td_string!(locale, owt.rooms.more_found, count = more))
    };
    view! {
        <div class="panel-foot owt-pages">
            <ShowIf when=is_paged fallback=move || view! { <span>{more}</span> }>
                <Button
                    label=td_string!(locale, owt.rooms.previous)
                    look=Look::Quiet
                    refusal=MaybeProp::derive(first)
                    on_press=move || panel.go_to_page(number() - 1)
                />
                <span role="status">
                    {move || td_string!(locale, owt.rooms.page, number = number())}
                </span>
                <Button
                    label=td_string!(locale, owt.rooms.next)
                    look=Look::Quiet
                    refusal=MaybeProp::derive(last)
                    on_press=move || panel.go_to_page(number() + 1)
                />
            </ShowIf>
        </div>
    }
}
