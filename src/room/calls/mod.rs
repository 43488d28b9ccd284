//! Calls that a host adds to somebody: asked for in a dialog, shown in a corner of the room until they end; and the own screen as
//! the presentation.

mod add;

use conference::{Kind, Participant};
use js_sys::Reflect;

pub(super) use add::dialog;

use super::Desk;
use crate::{
    i18n::{Word, t, t_string},
    reactive::{RwSignal, follow, untrack},
    state::{CallKind, CallWish, ShownCall},
    transport::{clipboard, webrtc},
    ui::{
        self, Button, Icon, Look, TextField,
        el::{El, Item, Piece, div, el, held, the, view_of},
    },
};

/// Calls that something is to be seen of, a window each. While a dialog shows one, its window waits.
pub(super) fn windows(desk: Desk) -> El {
    let items = move || {
        let asking = desk.adding.with(Option::is_some);
        let shown = |call: &&ShownCall| match call.kind {
            CallKind::Watch => true,
            CallKind::Rtmp => call.is_up && !asking,
            CallKind::Share => false,
        };
        let item = |call: &ShownCall| {
            let call = call.clone();
            Item::new(call.number.to_string(), move || window(desk, &call))
        };
        desk.view
            .calls
            .with(|calls| calls.iter().filter(shown).map(item).collect())
    };
    div("call-windows").each(items)
}

fn window(desk: Desk, call: &ShownCall) -> El {
    let (number, name) = (call.number, call.name.clone());
    let is_watched = call.kind == CallKind::Watch;
    let title = move || {
        if is_watched {
            t_string!(calls.monitor, name = name)
        } else {
            t_string!(calls.rtmp_of, name = name)
        }
    };
    let heading = ui::unique_id("call");
    let window = el("section")
        .class("call-window")
        .attr("role", "region")
        .attr_of("aria-labelledby", &heading)
        .child(
            div("call-head")
                .child(
                    el("h2")
                        .class("panel-title ellipsis")
                        .attr_of("id", &heading)
                        .attr("dir", "auto")
                        .say(title),
                )
                .child(end_button(desk, number)),
        );
    if is_watched {
        window.child(picture(desk, number))
    } else {
        window.child(addresses(&call.urls))
    }
}

fn end_button(desk: Desk, number: u32) -> Button {
    Button::new(t!(calls.end), move || {
        desk.actions.call.run(CallWish::End(number));
    })
    .icon(Icon::End)
}

/// What is received. Without a sound until the host wants it: nobody asked for a second one in the room.
fn picture(desk: Desk, number: u32) -> El {
    let screen = held();
    let is_up = move || with_call(desk, number, |call| call.is_up) == Some(true);
    let stream = move || with_call(desk, number, |call| call.stream.clone()).flatten();
    follow(move || {
        let (Some(screen), Some(stream)) = (the(screen), stream()) else {
            return;
        };
        let (place, stream) = ("srcObject".into(), stream.into());
        // Setting it anew would begin anew.
        if Reflect::get(&screen, &place).ok().as_ref() != Some(&stream) {
            let _ = Reflect::set(&screen, &place, &stream);
        }
    });
    div("call-picture")
        .child(
            el("video")
                .attr("autoplay", "")
                .attr("playsinline", "")
                .attr("controls", "")
                .bind_flag("muted", || true)
                .hold(screen),
        )
        .when(
            move || !is_up(),
            || el("p").class("call-note").say(t!(calls.waiting)),
        )
}

fn with_call<T>(desk: Desk, number: u32, read: impl Fn(&ShownCall) -> T) -> Option<T> {
    desk.view.calls.with(|calls| {
        let call = calls.iter().find(|call| call.number == number);
        call.map(read)
    })
}

/// Where a stream goes, each with a button to copy it.
fn addresses(urls: &[Option<String>; 2]) -> El {
    let told = RwSignal::new(None::<Word>);
    let mut all = div("call-addresses");
    for (label, url) in [t!(calls.url), t!(calls.secure_url)].into_iter().zip(urls) {
        let Some(url) = url.clone() else { continue };
        let shown = RwSignal::new(url.clone());
        let copy = move || {
            clipboard::copy(&url, move |done| {
                told.set(Some(if done {
                    t!(calls.copied)
                } else {
                    t!(calls.not_copied)
                }));
            });
        };
        all = all.child(
            TextField::new(label, shown, ui::Kind::Url).end(Button::new(t!(calls.copy), copy)),
        );
    }
    all.child(
        el("p")
            .class("call-note")
            .attr("role", "status")
            .say(move || told.get()),
    )
}

/// Presents this screen, or ends that.
pub(super) fn share(desk: Desk) -> Piece {
    let view = desk.view;
    let shared = move || {
        view.calls.with(|calls| {
            let is_it = |call: &&ShownCall| call.kind == CallKind::Share;
            calls
                .iter()
                .find(is_it)
                .map(|call| (call.number, call.is_up))
        })
    };
    let own = move || -> Option<Participant> {
        let id = view.powers.with(|powers| powers.own.clone())?;
        view.order.track();
        view.person(&id)
    };
    let refused = move || {
        if shared().is_some() {
            None
        } else if !webrtc::may_share() {
            Some(t!(calls.no_share))
        } else if let Some(own) = own() {
            desk.refusal_for(Kind::AddCall, Some(&own))
        } else {
            Some(t!(calls.share_hidden))
        }
    };
    let press = move || match untrack(|| (shared(), own())) {
        (Some((number, _)), _) => desk.actions.call.run(CallWish::End(number)),
        (None, Some(own)) => desk.actions.call.run(CallWish::Share {
            participant: own.id,
            name: own.name,
        }),
        (None, None) => {}
    };
    let label = move || {
        if shared().is_some() {
            t!(calls.stop_share)
        } else {
            t!(calls.share)
        }
    };
    view_of(move || {
        Button::new(label, press)
            .icon(Icon::Screen)
            .look(Look::Quiet)
            .class("share")
            .refused(refused)
    })
}
