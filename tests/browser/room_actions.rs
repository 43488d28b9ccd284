use std::time::Duration;

use conference::{Command, Powers, Reachability, Role};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{attribute, key, says, settled, wait};
use crate::room::{Meeting, host, id, waits};

#[wasm_bindgen_test]
async fn one_request_while_one_is_under_way() {
    let mut meeting = Meeting::open().await;
    meeting.join("a", "Alice").await;
    meeting.page.press("Mute Alice").await;
    let mute = Command::Mute(id("a"));
    assert_eq!(meeting.acted(), [mute]);
    meeting.state.show_pending(meeting.sent());
    settled().await;
    meeting.is("a", "data-pending", "true");
    assert_eq!(
        attribute(&meeting.page.button("Mute Alice"), "aria-busy").as_deref(),
        Some("true")
    );
    meeting.page.press("Mute Alice").await;
    assert_eq!(meeting.acted().len(), 1);

    meeting.state.show_pending(Vec::new());
    meeting.update("a", |news| news.muted = Some(true)).await;
    meeting.is("a", "data-pending", "false");
    meeting.page.press("Unmute Alice").await;
    assert_eq!(meeting.acted().last(), Some(&Command::Unmute(id("a"))));
}

#[wasm_bindgen_test]
async fn buttons_say_what_a_press_does() {
    let mut meeting = Meeting::open().await;
    meeting.page.press("Lock meeting").await;
    let locked = |locked| {
        conference::Event::Service(conference::ServicePatch {
            locked: Some(locked),
            guests_muted: Some(locked),
            ..conference::ServicePatch::default()
        })
    };
    meeting.hear([locked(true)]).await;
    meeting.page.press("Unlock meeting").await;
    meeting.page.press("Unmute all guests").await;
    meeting.hear([locked(false)]).await;
    meeting.page.press("Mute all guests").await;
    assert_eq!(
        meeting.acted(),
        [
            Command::Lock,
            Command::Unlock,
            Command::UnmuteGuests,
            Command::MuteGuests
        ]
    );
}

#[wasm_bindgen_test]
async fn a_private_edition_records_by_a_command() {
    let mut meeting = Meeting::open().await;
    meeting.state.show_powers(Powers {
        may_record: true,
        ..host()
    });
    let told = |recording| {
        conference::Event::Service(conference::ServicePatch {
            recording: Some(recording),
            ..conference::ServicePatch::default()
        })
    };
    meeting.hear([told(false)]).await;
    meeting.page.press("Record").await;
    meeting.hear([told(true)]).await;
    meeting.page.press("Stop recording").await;
    let [start, stop] = [Command::StartRecording, Command::StopRecording];
    assert_eq!(meeting.acted(), [start, stop]);
}

#[wasm_bindgen_test]
async fn guests_see_the_reason() {
    let mut meeting = Meeting::open().await;
    meeting.join("a", "Alice").await;
    meeting.state.show_powers(Powers {
        role: Role::Guest,
        ..host()
    });
    settled().await;
    for name in [
        "Lock meeting",
        "Mute all guests",
        "Start meeting",
        "End meeting",
        "Mute Alice",
    ] {
        let button = meeting.page.button(name);
        assert_eq!(
            attribute(&button, "aria-disabled").as_deref(),
            Some("true"),
            "{name}"
        );
        assert_eq!(
            attribute(&button, "title").as_deref(),
            Some("Only hosts may do this"),
            "{name}"
        );
        button.click();
    }
    meeting.state.show_powers(Powers {
        reachability: Reachability::Unreachable,
        ..host()
    });
    settled().await;
    let title = attribute(&meeting.page.button("Lock meeting"), "title").unwrap();
    assert!(title.starts_with("Not connected"), "{title}");
    assert_eq!(meeting.acted(), []);
}

#[wasm_bindgen_test]
async fn removing_asks_about_one_uuid_and_is_guarded() {
    let mut meeting = Meeting::open().await;
    meeting.join("50b956c8-9a63", "Alex").await;
    meeting.page.press("More actions for Alex").await;
    let items: Vec<String> = meeting
        .page
        .all("[role=menuitem]")
        .iter()
        .map(|item| says(item))
        .collect();
    assert_eq!(
        items,
        [
            "Spotlight",
            "Make host",
            "Block presentation",
            "Send DTMF",
            "Transfer",
            "Change caption",
            "Add a call",
            "Block camera",
            "More",
            "Pin to top",
            "Remove"
        ]
    );
    meeting.page.all("[role=menuitem]")[10].click();
    settled().await;
    let dialog = says(&meeting.page.find("dialog"));
    for fact in ["Remove Alex?", "sip:50b956c8-9a63@example.com", "50b956c8"] {
        assert!(dialog.contains(fact), "{dialog}");
    }
    let confirm = || {
        meeting
            .page
            .all("dialog button")
            .into_iter()
            .find(|button| says(button) == "Remove")
            .unwrap()
    };
    confirm().click();
    assert_eq!(meeting.acted(), [], "too soon to be meant");
    wait(Duration::from_millis(700)).await;
    confirm().click();
    settled().await;
    assert_eq!(meeting.acted(), [Command::Disconnect(id("50b956c8-9a63"))]);
    assert!(meeting.page.all("dialog").is_empty());
}

/// Opens Alice's menu and returns what it offers.
async fn offers(meeting: &Meeting) -> Vec<String> {
    meeting.page.press("More actions for Alice").await;
    let items = meeting.page.all("[role=menuitem]");
    items.iter().map(|item| says(item)).collect()
}

#[wasm_bindgen_test]
async fn what_the_document_lacks_is_offered_where_there_is_a_sign_of_it() {
    let mut meeting = Meeting::open().await;
    meeting.join("a", "Alice").await;
    let beyond = [
        "Block camera",
        "Allow camera",
        "Turn sound off",
        "Turn sound on",
        "Lower hand",
    ];
    let mut check = async |change: &dyn Fn(&mut conference::ParticipantPatch), expect: &[&str]| {
        meeting.update("a", change).await;
        let mut items = offers(&meeting).await;
        items.retain(|item| beyond.contains(&item.as_str()));
        assert_eq!(items, expect);
        key("Escape").await;
    };
    check(&|_| {}, &["Block camera"]).await;
    check(&|news| news.camera_blocked = Some(true), &["Allow camera"]).await;
    check(
        &|news| news.deafened = Some(false),
        &["Allow camera", "Turn sound off"],
    )
    .await;
    check(
        &|news| news.deafened = Some(true),
        &["Allow camera", "Turn sound on"],
    )
    .await;
    let all = ["Lower hand", "Allow camera", "Turn sound on"];
    check(&|news| news.hand_raised = Some(true), &all).await;
    meeting.state.show_powers(Powers {
        unsupported: vec![conference::Kind::AllowCamera],
        ..host()
    });
    settled().await;
    let mut items = offers(&meeting).await;
    items.retain(|item| beyond.contains(&item.as_str()));
    assert_eq!(items, ["Lower hand", "Turn sound on"]);
    meeting.page.all("[role=menuitem]")[7].click();
    settled().await;
    assert_eq!(meeting.acted(), [Command::LowerHand(id("a"))]);
}

/// Chooses an item of the open menu.
async fn choose(meeting: &Meeting, label: &str) {
    let items = meeting.page.all("[role=menuitem]");
    let item = items.iter().find(|item| says(item) == label);
    item.unwrap().click();
    settled().await;
}

#[wasm_bindgen_test]
async fn what_rows_do_not_tell_stands_behind_more() {
    let mut meeting = Meeting::open().await;
    meeting.join("a", "Alice").await;
    let all = [
        "Turn sound off",
        "Turn sound on",
        "Hold",
        "Resume",
        "Pin in the picture",
        "Unpin from the picture",
    ];
    let only_beyond = |mut items: Vec<String>| {
        items.retain(|item| all.contains(&item.as_str()));
        items
    };
    assert!(only_beyond(offers(&meeting).await).is_empty());
    choose(&meeting, "More").await;
    let items = meeting.page.all("[role=menuitem]");
    let items = items.iter().map(|item| says(item)).collect();
    assert_eq!(only_beyond(items), all);
    choose(&meeting, "Hold").await;
    assert_eq!(meeting.acted(), [Command::Hold(id("a"))]);
    assert!(meeting.page.all("[role=menu]").is_empty());

    let mut check = async |change: &dyn Fn(&mut conference::ParticipantPatch),
                           badge: Option<&str>,
                           expect: &[&str]| {
        meeting.update("a", change).await;
        let row = says(&meeting.page.find("[data-uuid=a]"));
        for known in ["On hold", "Pinned in the picture"] {
            assert_eq!(row.contains(known), badge == Some(known), "{row}");
        }
        assert_eq!(only_beyond(offers(&meeting).await), expect);
        key("Escape").await;
    };
    let (held, pinned) = ("On hold", "Pinned in the picture");
    check(&|news| news.on_hold = Some(true), Some(held), &["Resume"]).await;
    check(&|news| news.on_hold = Some(false), None, &["Hold"]).await;
    check(
        &|news| news.pinned_in_picture = Some(true),
        Some(pinned),
        &["Hold", "Unpin from the picture"],
    )
    .await;
    check(
        &|news| news.pinned_in_picture = Some(false),
        None,
        &["Hold", "Pin in the picture"],
    )
    .await;

    // A server that lacks the one lacks the other.
    meeting.state.show_powers(Powers {
        unsupported: vec![
            conference::Kind::Resume,
            conference::Kind::Deafen,
            conference::Kind::UnpinFromPicture,
        ],
        ..host()
    });
    settled().await;
    let items = offers(&meeting).await;
    assert!(!items.iter().any(|item| item == "More"));
    assert!(only_beyond(items).is_empty());
}

#[wasm_bindgen_test]
async fn a_caption_of_its_own_stands_in_the_row() {
    let mut meeting = Meeting::open().await;
    meeting.join("a", "Alice").await;
    let mut check = async |caption: &str, is_shown: bool| {
        meeting
            .update("a", |news| news.overlay_text = Some(caption.into()))
            .await;
        let row = says(&meeting.page.find("[data-uuid=a]"));
        assert_eq!(row.contains("Caption: "), is_shown, "{row}");
        assert_eq!(row.contains("Caption: Front row"), is_shown, "{row}");
    };
    check("Front row", true).await;
    check("Alice", false).await;
    check("", false).await;
}

#[wasm_bindgen_test]
async fn hands_are_lowered_together_while_one_is_up() {
    let mut meeting = Meeting::open().await;
    meeting.join("a", "Alice").await;
    let are_offered = |meeting: &Meeting| {
        let buttons = meeting.page.all("[role=toolbar] button");
        buttons
            .iter()
            .any(|button| says(button) == "Lower all hands")
    };
    assert!(!are_offered(&meeting));
    meeting
        .update("a", |news| news.hand_raised = Some(true))
        .await;
    // Counts follow at their leisure.
    wait(Duration::from_millis(1200)).await;
    assert!(are_offered(&meeting));
    meeting.page.press("Lower all hands").await;
    assert_eq!(meeting.acted(), [Command::LowerAllHands]);
    meeting
        .update("a", |news| news.hand_raised = Some(false))
        .await;
    wait(Duration::from_millis(1200)).await;
    assert!(!are_offered(&meeting));
}

#[wasm_bindgen_test]
async fn ending_says_how_many_drop() {
    let mut meeting = Meeting::open().await;
    for name in ["a", "b", "c"] {
        meeting.join(name, name).await;
    }
    meeting.page.press("End meeting").await;
    assert!(says(&meeting.page.find("dialog")).contains("3 people drop out"));
    wait(Duration::from_millis(700)).await;
    meeting.page.press("End for everyone").await;
    assert_eq!(meeting.acted(), [Command::DisconnectAll]);
}

#[wasm_bindgen_test]
async fn the_waiting_room_is_there_while_somebody_waits() {
    let mut meeting = Meeting::open().await;
    assert!(meeting.page.all(".waiting").is_empty());
    meeting
        .hear([waits("a", "Ann"), waits("b", "Ben"), waits("c", "Cid")])
        .await;
    meeting.state.show_time(crate::room::NOW_MS + 72_000);
    settled().await;
    let region = says(&meeting.page.find(".waiting"));
    assert!(region.contains("Waiting 1:12"), "{region}");
    meeting.page.press("Admit Ann").await;
    meeting.page.press("Refuse Ben").await;
    let admit = |name: &str| Command::Admit(id(name));
    assert_eq!(meeting.acted(), [admit("a"), Command::Disconnect(id("b"))]);
    meeting.state.show_pending(meeting.sent());
    settled().await;
    meeting.page.press("Admit all").await;
    assert_eq!(
        meeting.acted()[2..],
        [admit("c")],
        "the others are on their way already"
    );
    for id in ["a", "b", "c"] {
        meeting
            .update(id, |news| {
                news.service = Some(conference::Service::Conference)
            })
            .await;
    }
    assert!(meeting.page.all(".waiting").is_empty());
}
