//! What hours of a meeting leave in the page: a stand-in for the soak, in seconds.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use conference::{
    Command, CommandId, Event, Kind, LayoutEvent, LayoutName, Participant, ParticipantPatch, Role,
    Service, Speaker,
};
use leptos::prelude::GetUntracked;
use session::{CommandError, CommandStatus, Notice};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::listeners::ListenerWatch;
use crate::page::wait;
use crate::room::{Meeting, came, id, updated, waits};

/// People of one round, and how many of them are there at once: more than the list has rows for.
const PEOPLE: u32 = 300;
const AT_ONCE: u32 = 30;
/// Rounds until nothing is new any more.
const WARM_UP: u32 = 4;
/// What allocating and freeing alone may cost, in pages of 64 KiB. A row that leaves a mark on each of five signals costs twice as
/// much.
const MAX_GROWTH: u32 = 4;
/// The log is shown at most as often.
const LOG_PAUSE: Duration = Duration::from_millis(300);

#[wasm_bindgen_test]
async fn who_left_and_what_was_said_leaves_nothing_in_the_page() {
    let watch = ListenerWatch::start();
    let mut room = Meeting::open().await;
    // Somebody is always there, somebody always waits, and the list of each stays.
    room.hear([came("host", "Host"), waits("last", "Last")])
        .await;
    // By then the pool of rows is as large as it gets, the lists of lines are full, and the oldest lines make room for new ones.
    for number in 0..WARM_UP {
        round(&mut room, number).await;
    }
    let (before, memory) = (watch.count(&room.page.find(".app")), memory_pages());
    assert!(
        before.nodes > 100 && before.listeners > 20,
        "it counts: {before:?}"
    );
    for number in WARM_UP..WARM_UP + 4 {
        let people = round(&mut room, number).await;
        assert_eq!(
            watch.count(&room.page.find(".app")),
            before,
            "round {number}"
        );
        let held = people.iter().filter(|one| one.strong_count() > 0).count();
        // Rows that are out of the page still know whom they showed last.
        assert!(held <= AT_ONCE as usize, "{held} of {}", people.len());
    }
    let grown = memory_pages() - memory;
    assert!(grown <= MAX_GROWTH, "{grown} pages of {memory}");
}

/// Many come, change, speak, are talked about and leave. Returns what the conference knew of them.
async fn round(room: &mut Meeting, number: u32) -> Vec<Weak<Participant>> {
    let mut known = Vec::new();
    for first in (0..PEOPLE).step_by(AT_ONCE as usize) {
        let ids: Vec<String> = (first..first + AT_ONCE)
            .map(|one| format!("r{number}-p{one}"))
            .collect();
        known.extend(come_and_go(room, &ids).await);
    }
    wait(LOG_PAUSE).await;
    known
}

async fn come_and_go(room: &mut Meeting, ids: &[String]) -> Vec<Weak<Participant>> {
    let all = |news: fn(&mut ParticipantPatch)| ids.iter().map(move |id| updated(id, news));
    // Half of them have to wait first.
    let arrival = |(at, id): (usize, &String)| match at % 2 {
        0 => waits(id, &format!("Person {id}")),
        _ => came(id, &format!("Person {id}")),
    };
    room.hear(ids.iter().enumerate().map(arrival)).await;
    room.hear(all(|news| news.service = Some(Service::Conference)))
        .await;
    let known = ids.iter().map(|one| {
        let person: &Arc<Participant> = room.conference.person_arc(&id(one)).unwrap();
        Arc::downgrade(person)
    });
    let known = known.collect();

    let mutes = ids.iter().zip(1..);
    let mutes = mutes.map(|(one, number)| (CommandId(number), Command::Mute(id(one))));
    room.state.show_pending(mutes.collect());
    let speak = |one: &String| Speaker {
        id: id(one),
        vad: 60,
    };
    let on_air = LayoutEvent {
        host_view: Some(LayoutName::new("1:7")),
        guest_view: Some(LayoutName::new("4:0")),
        participants: Some(ids.iter().take(8).map(|one| id(one)).collect()),
        ..LayoutEvent::default()
    };
    let said = ids.iter().map(|one| Event::Message {
        origin: one.as_str().into(),
        id: Some(id(one)),
        mime: "text/plain".into(),
        text: "Good morning".into(),
        is_direct: false,
    });
    let first = ids.first().unwrap();
    let presents = Event::PresentationStart {
        name: first.as_str().into(),
        address: "".into(),
        id: Some(id(first)),
    };
    room.hear(said.chain([
        Event::Stage(ids.iter().take(5).map(speak).collect()),
        Event::Layout(on_air),
        presents,
    ]))
    .await;
    room.hear(all(|news| {
        news.muted = Some(true);
        news.role = Some(Role::Host);
        news.spotlight = Some(1.0);
    }))
    .await;
    room.state.show_pending(Vec::new());
    for one in ids {
        for status in [
            CommandStatus::Checking,
            CommandStatus::Failed(CommandError::NoEffect),
        ] {
            room.state.show_notice(Notice::Command {
                id: CommandId(1),
                kind: Kind::Mute,
                name: Some(one.as_str().into()),
                status,
            });
        }
    }
    room.state
        .show_time(room.state.meeting().now_ms.get_untracked() + 1000);
    let gone = ids.iter().map(|one| Event::Deleted(id(one)));
    room.hear([Event::PresentationStop, Event::Stage(Vec::new())])
        .await;
    room.hear(gone).await;
    known
}

/// How much memory the program has, in pages of 64 KiB.
fn memory_pages() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().into();
    js_sys::ArrayBuffer::from(memory.buffer()).byte_length() >> 16
}
