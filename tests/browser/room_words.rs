use conference::{CommandId, Event, Kind, LayoutEvent, LayoutName, ParticipantId, Role, Speaker};
use gavel::{i18n::Locale, state::RoomInfo};
use session::{CommandError, CommandStatus, Connection, Ending, Notice, Problem};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{attribute, says, settled};
use crate::room::{Meeting, NOW_MS, came, info};

#[wasm_bindgen_test]
async fn the_connection_is_a_word_and_a_sentence() {
    let meeting = Meeting::open().await;
    let check = async |connection: Connection, word: &str, sentence: &str| {
        meeting.state.show_connection(connection);
        settled().await;
        assert_eq!(
            attribute(&meeting.page.find("main"), "data-connection").as_deref(),
            Some(word)
        );
        let status = says(&meeting.page.find("[role=status]"));
        assert!(status.starts_with(sentence), "{status}");
    };
    check(Connection::Live, "live", "Live").await;
    check(Connection::CatchingUp, "connecting", "Catching up…").await;
    check(
        Connection::Stale { since_ms: NOW_MS },
        "stale",
        "Stale since ",
    )
    .await;
    check(
        Connection::Offline { since_ms: NOW_MS },
        "stale",
        "Offline since ",
    )
    .await;
    let ended = Connection::Ended(Ending::PutOut("The board needs this room".into()));
    check(ended, "ended", "Ended: The board needs this room").await;
    meeting.page.button("Join again");
}

#[wasm_bindgen_test]
async fn where_a_session_was_sent_is_a_note_with_a_way_back() {
    let meeting = Meeting::open().await;
    let notes = || meeting.page.all(".banner");
    assert!(notes().is_empty());
    let sent_here = || RoomInfo {
        room: "5678".into(),
        came_from: Some("1234".into()),
        ..info()
    };
    meeting.state.show_info(sent_here());
    settled().await;
    assert!(says(&notes()[0]).contains("You were transferred to \u{2068}5678\u{2069}"));
    meeting.page.press("Back to 1234").await;
    meeting.page.press("Dismiss").await;
    // It goes when the session says that there is nothing to go back to.
    meeting.state.show_info(info());
    settled().await;
    assert!(notes().is_empty());

    // Not let in there: both ways on, and nothing said of a meeting that was never seen.
    meeting.state.show_info(sent_here());
    let problem = Problem::Server {
        status: 403,
        words: "No entry".into(),
    };
    meeting
        .state
        .show_connection(Connection::Ended(Ending::Transferred {
            room: "5678".into(),
            problem: Some(problem),
        }));
    settled().await;
    let [note] = &notes()[..] else {
        panic!("one note: {}", notes().len());
    };
    let said = says(note);
    assert!(
        said.contains("not let in (No entry)") && !said.contains("last seen"),
        "{said}"
    );
    meeting.page.press("Go to 5678").await;
    meeting.page.press("Back to 1234").await;
    assert_eq!(meeting.inputs(), ["GoBack", "StayHere", "Rejoin", "GoBack"]);
}

#[wasm_bindgen_test]
async fn on_hold_is_said_as_long_as_it_lasts() {
    let mut meeting = Meeting::open().await;
    meeting.hear([Event::OnHold(true)]).await;
    assert_eq!(says(&meeting.page.find(".banner")), "You are on hold");
    meeting.hear([Event::OnHold(false)]).await;
    assert!(meeting.page.all(".banner").is_empty());
}

#[wasm_bindgen_test]
async fn that_others_can_listen_in_is_said_whatever_else_is() {
    let meeting = Meeting::open().await;
    let notes = || {
        meeting
            .page
            .all(".banner")
            .iter()
            .map(|note| says(note))
            .collect::<Vec<_>>()
    };
    assert!(notes().is_empty());
    meeting.state.show_info(RoomInfo {
        is_insecure: true,
        is_demo: false,
        node: "".into(),
        ..info()
    });
    let check = async |connection: Connection, others: usize| {
        meeting.state.show_connection(connection);
        settled().await;
        let notes = notes();
        assert!(
            notes[0].starts_with("What is said to this server isn't encrypted"),
            "{notes:?}"
        );
        assert_eq!(notes.len(), 1 + others, "{notes:?}");
    };
    check(Connection::Live, 0).await;
    check(Connection::Stale { since_ms: NOW_MS }, 1).await;
    check(Connection::Live, 0).await;
    check(Connection::Ended(Ending::Left), 1).await;
}

#[wasm_bindgen_test]
async fn the_picture_is_drawn_to_scale() {
    let mut meeting = Meeting::open().await;
    let layout = LayoutEvent {
        host_view: Some(LayoutName::new("4:0")),
        guest_view: Some(LayoutName::new("1:7")),
        participants: Some(vec![ParticipantId::new("a")]),
        ..LayoutEvent::default()
    };
    meeting
        .hear([came("a", "Alice"), Event::Layout(layout)])
        .await;
    let air = meeting.page.find("[data-layout]");
    meeting.page.press("Guests").await;
    assert_eq!(attribute(&air, "data-layout").as_deref(), Some("1:7"));
    // The layout editor has slots of its own.
    let slots = meeting.page.all("[data-layout] [data-slot]");
    assert_eq!(slots.len(), 8);
    // Who stands there is told of the hosts' picture alone.
    assert_eq!(attribute(&slots[0], "data-uuid").as_deref(), Some(""));
    assert_eq!(
        slots[0].style().get_property_value("width").unwrap(),
        "100%"
    );
    meeting.page.press("Hosts").await;
    assert_eq!(attribute(&air, "data-layout").as_deref(), Some("4:0"));
    let slots = meeting.page.all("[data-layout] [data-slot]");
    assert_eq!(slots.len(), 4);
    assert_eq!(attribute(&slots[0], "data-uuid").as_deref(), Some("a"));
    assert!(says(&slots[0]).contains("Alice") && says(&slots[3]).contains("Empty"));
    meeting
        .hear([Event::Stage(vec![Speaker {
            id: ParticipantId::new("a"),
            vad: 9,
        }])])
        .await;
    assert_eq!(
        attribute(&slots[0], "data-speaking").as_deref(),
        Some("true")
    );
}

#[wasm_bindgen_test]
async fn the_log_is_sentences_with_names_isolated() {
    for (locale, expect) in [(Locale::en, "李雷 joined"), (Locale::zh_CN, "李雷 已加入")] {
        let mut meeting = Meeting::open_in(locale).await;
        meeting.join("a", "李雷").await;
        let line = meeting.page.find(".event");
        assert!(says(&line).ends_with(expect), "{}", says(&line));
        assert_eq!(says(&line.query_selector("bdi").unwrap().unwrap()), "李雷");
    }
}

#[wasm_bindgen_test]
async fn what_others_write_is_text() {
    let mut meeting = Meeting::open().await;
    let text = "<b>bold</b><img src=x>";
    let line = Event::Message {
        origin: text.into(),
        id: None,
        mime: "text/plain".into(),
        text: text.into(),
        is_direct: false,
    };
    meeting.hear([came("a", text), line]).await;
    assert!(meeting.page.all("b, img").is_empty());
    assert!(says(&meeting.page.find(".chat")).contains(text));
    meeting.is("a", "data-name", text);
}

#[wasm_bindgen_test]
async fn a_failure_says_what_for_whom_why_and_what_next() {
    let meeting = Meeting::open().await;
    let told = |status| Notice::Command {
        id: CommandId(1),
        kind: Kind::Mute,
        name: Some("Alice".into()),
        status,
    };
    let check = async |notice: Notice, role: &str, words: &[&str]| {
        meeting.state.show_notice(notice);
        settled().await;
        let toast = meeting.page.all(".toast").pop().unwrap();
        assert_eq!(attribute(&toast, "role").as_deref(), Some(role));
        for word in words {
            assert!(says(&toast).contains(word), "{word}: {}", says(&toast));
        }
    };
    let refused = CommandStatus::Failed(CommandError::Refused {
        status: 403,
        words: "Not for you today".into(),
    });
    check(
        told(refused),
        "alert",
        &[
            "Mute",
            "Alice",
            "not done",
            "Not for you today",
            "Ask whoever",
        ],
    )
    .await;
    check(
        told(CommandStatus::Failed(CommandError::NoEffect)),
        "alert",
        &["Mute", "Alice", "nothing changed"],
    )
    .await;
    check(told(CommandStatus::Checking), "status", &["checking"]).await;
    check(
        Notice::RoleChanged(Role::Guest),
        "alert",
        &["You are a guest now"],
    )
    .await;
    check(Notice::Rejoined, "status", &["Joined again"]).await;
    let before = meeting.page.all(".toast").len();
    meeting.state.show_notice(told(CommandStatus::Confirmed));
    settled().await;
    assert_eq!(
        meeting.page.all(".toast").len(),
        before - 1,
        "done is seen in the row, and nothing is being checked any more"
    );
}
