use conference::{CommandId, Kind};
use session::{CommandError, CommandStatus, Notice};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{says, settled};
use crate::room::Meeting;

#[wasm_bindgen_test]
async fn there_are_never_many() {
    let meeting = Meeting::open().await;
    let fail = |name: String| {
        meeting.state.show_notice(Notice::Command {
            id: CommandId(1),
            kind: Kind::Mute,
            name: Some(name.into()),
            status: CommandStatus::Failed(CommandError::NoEffect),
        });
    };
    fail("Alice".into());
    fail("Alice".into());
    settled().await;
    assert_eq!(meeting.page.all("[role=alert]").len(), 1, "once");

    meeting.page.find(".toast button").click();
    settled().await;
    assert!(meeting.page.all("[role=alert]").is_empty());

    for number in 0..20 {
        fail(format!("Person {number}"));
    }
    settled().await;
    let shown = meeting.page.all(".toast");
    assert_eq!(shown.len(), 5);
    assert!(says(&shown[4]).contains("Person 19"), "the newest");
}
