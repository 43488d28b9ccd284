//! Everything that a host sees and does once in the meeting: a folder for each thing a host knows.

mod bar;
mod chat;
mod controls;
mod follow;
mod log;
mod panels;
mod people;
mod person;
mod picture;
mod presentation;
mod press;
mod refusals;
mod screen;
mod time;
mod toasts;
mod waiting;
mod weave;
mod words;

use conference::Command;
use leptos::{leptos_dom::helpers::request_animation_frame, prelude::*};
use session::Connection;
use wasm_bindgen::JsCast;

use crate::{
    i18n::{I18n, t, t_string, use_i18n},
    state::RoomView,
    ui::{
        Icon, Look,
        el::{div, el, view_of, words as text_of},
        icon,
    },
};
use press::Press;

/// What a host can set in motion. Given by whoever drives the session.
#[derive(Clone, Copy)]
pub struct Actions {
    /// Sends a command; what became of it comes back as state or as a notice.
    pub act: Callback<Command>,
    /// Leaves the meeting.
    pub leave: Callback<()>,
    /// Joins again after the end.
    pub rejoin: Callback<()>,
}

/// What every part of the room gets. Cheap to copy.
#[derive(Clone, Copy)]
struct Desk {
    view: RoomView,
    actions: Actions,
    screen: screen::Screen,
    i18n: I18n,
}

/// The meeting, from joining to its end.
#[component]
pub fn Room(
    /// What is shown.
    view: RoomView,
    /// What can be done.
    actions: Actions,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk {
        view,
        actions,
        screen: screen::Screen::follow(),
        i18n,
    };
    el("main")
        .class("room")
        .bind("aria-label", t!(i18n, room.meeting))
        .bind("data-connection", move || {
            view.connection.with(words::connection_word)
        })
        .child(bar::bar(desk))
        .view(notes(desk))
        .view(panels::tabs(desk))
        .child(panels::body(desk))
        .view(toasts::toasts(desk))
        .any()
}

/// What stands across the room while it doesn't show what is: since when, or why it is over and how to come back.
fn notes(desk: Desk) -> AnyView {
    let Desk {
        view,
        actions,
        i18n,
        ..
    } = desk;
    let kind = text_of(move || view.connection.with(words::connection_word).to_owned());
    let since = move || {
        view.connection.with(|connection| match connection {
            Connection::Stale { since_ms }
            | Connection::Offline { since_ms }
            | Connection::Rejoining { since_ms } => time::clock(*since_ms),
            _ => String::new(),
        })
    };
    view_of(move || match kind.get().as_str() {
        "stale" => div("banner banner-warn")
            .view(icon(Icon::Warning))
            .child(el("p").say(move || t_string!(i18n, room.stale_note, time = since())))
            .any(),
        "ended" => {
            focus_rejoin();
            div("banner banner-bad")
                .view(icon(Icon::Info))
                .child(
                    el("p")
                        .child(el("strong").attr("dir", "auto").say(move || {
                            view.connection
                                .with(|connection| words::connection(i18n, connection))
                        }))
                        .text(" · ")
                        .child(el("span").say(t!(i18n, room.ended_note))),
                )
                .view(
                    Press::new(t!(i18n, room.rejoin), move || actions.rejoin.run(()))
                        .look(Look::Primary)
                        .view(),
                )
                .any()
        }
        _ => ().into_any(),
    })
}

/// All other controls have become idle: the keyboard goes to the one that is left.
fn focus_rejoin() {
    request_animation_frame(|| {
        let button = document()
            .query_selector(".banner-bad button")
            .ok()
            .flatten();
        if let Some(button) =
            button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = button.focus();
        }
    });
}
