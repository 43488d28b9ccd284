//! Everything that a host sees and does once in the meeting: a folder for each thing a host knows.

mod bar;
mod calls;
mod chat;
mod controls;
mod dial;
mod doctor;
mod editor;
mod follow;
mod log;
mod panels;
mod people;
mod person;
mod picture;
mod presentation;
mod refusals;
mod screen;
mod spotlight;
mod streaming;
mod time;
mod toasts;
mod waiting;
mod weave;
mod words;

use std::ops::Deref;

use conference::{Command, Participant};
use session::Connection;
use wasm_bindgen::JsCast;

use crate::{
    i18n::{t, t_string},
    reactive::{Callback, RwSignal, document, request_animation_frame},
    state::{CallWish, RoomView},
    ui::{
        Button, Icon, Look,
        el::{El, Piece, div, el, view_of, words as text_of},
        icon,
    },
};

/// What a host can set in motion. Given by whoever drives the session.
#[derive(Clone, Copy)]
pub struct Actions {
    /// Sends a command; what became of it comes back as state or as a notice.
    pub act: Callback<Command>,
    /// Adds a call to somebody, or ends one.
    pub call: Callback<CallWish>,
    /// Leaves the meeting.
    pub leave: Callback<()>,
    /// Joins again after the end.
    pub rejoin: Callback<()>,
}

/// What every part of the room gets: one pointer, for it goes into every closure. A few words are given away for each meeting joined.
#[derive(Clone, Copy)]
struct Desk(&'static Parts);

struct Parts {
    view: RoomView,
    actions: Actions,
    screen: screen::Screen,
    /// Who is to get another call.
    adding: RwSignal<Option<Participant>>,
}

impl Deref for Desk {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

/// The meeting, from joining to its end.
pub fn room(view: RoomView, actions: Actions) -> El {
    let desk = Desk(Box::leak(Box::new(Parts {
        view,
        actions,
        screen: screen::Screen::follow(),
        adding: RwSignal::new(None),
    })));
    el("main")
        .class("room")
        .bind("aria-label", t!(room.meeting))
        .bind("data-connection", move || {
            view.connection.with(words::connection_word)
        })
        .child(bar::bar(desk))
        .child(notes(desk))
        .child(panels::tabs(desk))
        .child(panels::body(desk))
        .child(calls::windows(desk))
        .child(calls::dialog(desk))
        .child(toasts::toasts(desk))
}

/// What stands across the room while it doesn't show what is: since when, or why it is over and how to come back.
fn notes(desk: Desk) -> Piece {
    let Parts { view, actions, .. } = *desk;
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
        "stale" => Some(
            div("banner banner-warn")
                .child(icon(Icon::Warning))
                .child(el("p").say(move || t_string!(room.stale_note, time = since()))),
        ),
        "ended" => {
            focus_rejoin();
            let why = move || view.connection.with(words::connection);
            let rejoin = Button::new(t!(room.rejoin), move || actions.rejoin.run(()));
            Some(
                div("banner banner-bad")
                    .child(icon(Icon::Info))
                    .child(
                        el("p")
                            .child(el("strong").attr("dir", "auto").say(why))
                            .text(" · ")
                            .child(el("span").say(t!(room.ended_note))),
                    )
                    .child(rejoin.look(Look::Primary)),
            )
        }
        _ => None,
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
