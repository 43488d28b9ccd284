//! What a row says about somebody, in words.

use crate::{
    i18n::t_string,
    reactive::{Memo, Signal},
    room::{Desk, person, time},
    state::Row,
    ui::el::{El, Piece, el, view_of},
};
use conference::{Participant, Role, Service};

/// A short word in a box: how it looks, what it says.
type Tag = (&'static str, String);

/// Beside the name: what sets this person apart from the others.
pub(super) fn tags(desk: Desk, row: &Row, rank: Signal<usize>) -> Piece {
    let person = row.person.clone();
    let tags = Memo::new(move |_| person.with(|person| of(desk, person, rank.get())));
    view_of(move || {
        let none = el("span").class("person-tags").attr("role", "gridcell");
        tags.get().into_iter().fold(none, |tags, (class, text)| {
            tags.child(el("span").class(class).text(&text))
        })
    })
}

fn of(desk: Desk, person: &Participant, rank: usize) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    if desk.view.is_look_alike(&person.name) {
        tags.push(("tag tag-warn", t_string!(room.look_alike).to_owned()));
    }
    match person.service {
        Service::WaitingRoom => tags.push(("tag tag-warn", t_string!(room.waits).to_owned())),
        Service::Connecting => tags.push(("tag tag-warn", t_string!(room.being_called).to_owned())),
        Service::Ivr => tags.push(("tag tag-warn", t_string!(room.at_voice_menu).to_owned())),
        _ => {}
    }
    if person.presenting {
        tags.push(("tag tag-presenting", t_string!(room.presenting).to_owned()));
    }
    if person.role == Role::Host {
        tags.push(("tag tag-host", t_string!(room.host).to_owned()));
    }
    if rank > 0 {
        tags.push((
            "tag tag-spotlight",
            t_string!(room.spotlight_rank, rank = rank),
        ));
    }
    if person.audio_only {
        tags.push(("tag", t_string!(room.audio_only).to_owned()));
    }
    if !person.rx_presentation {
        tags.push(("tag tag-warn", t_string!(room.no_presentation).to_owned()));
    }
    tags
}

/// Under the name: what they do, who they are, how they came.
pub(super) fn below(desk: Desk, row: &Row, speaks: Signal<bool>) -> El {
    let view = desk.view;
    let (person, since_ms) = (row.person.clone(), row.since_ms);
    let words = move || {
        let is_own = |id: &conference::ParticipantId| {
            view.powers.with(|powers| powers.own.as_ref() == Some(id))
        };
        person.with(|person| {
            let mut words: Vec<String> = Vec::new();
            if is_own(&person.id) {
                words.push(t_string!(room.you).to_owned());
            }
            if speaks.get() {
                words.push(t_string!(room.speaking).to_owned());
            }
            if person.muted {
                words.push(t_string!(room.muted).to_owned());
            }
            if matches!(person.service, Service::Connecting | Service::WaitingRoom) {
                let time = time::span(view.now_ms.get().saturating_sub(since_ms));
                words.push(if person.service == Service::Connecting {
                    t_string!(dial.ring_of, time = time)
                } else {
                    time
                });
            }
            if person.address != person.name {
                words.push(String::from(&*person.address));
            }
            words.push(person::protocol(person));
            words.retain(|word| !word.is_empty());
            words.join(" · ")
        })
    };
    el("bdi").class("person-sub").say(words)
}
