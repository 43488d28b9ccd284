use conference::Command;
use session::{CommandError, CommandStatus};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlTextAreaElement;

use crate::page::{bubbling, key, says, settled};
use crate::room::Meeting;

#[wasm_bindgen_test]
async fn chat_is_sent_by_enter_and_comes_back_when_refused() {
    let meeting = Meeting::open().await;
    let field: HtmlTextAreaElement = meeting.page.find("textarea").unchecked_into();
    let typed = async |text: &str| {
        field.set_value(text);
        field.dispatch_event(&bubbling("input")).unwrap();
        field.focus().unwrap();
        settled().await;
        key("Enter").await
    };
    typed("  ").await;
    assert_eq!(meeting.acted(), []);
    assert!(!typed("大家好").await, "Enter makes no new line");
    assert_eq!(meeting.acted(), [Command::Message("大家好".into())]);
    assert_eq!(field.value(), "");
    let refused = CommandError::Refused {
        status: 403,
        words: "Chat is closed".into(),
    };
    let sent = meeting.sent().pop().unwrap();
    meeting.finish(sent, CommandStatus::Failed(refused)).await;
    assert_eq!(field.value(), "大家好");
    let alert = says(&meeting.page.find("[role=alert]"));
    assert!(
        alert.contains("Send message") && alert.contains("Chat is closed"),
        "{alert}"
    );
}
