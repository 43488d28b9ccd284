use conference::Powers;
use gavel::{browser::storage, i18n::Locale};
use session::Connection;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{attribute, says, settled};
use crate::room::{Meeting, NOW_MS, host};

/// The talk timer, in either language.
const TALK_TIME: &str = "[role=timer][data-warning]";

#[wasm_bindgen_test]
async fn a_talk_timer_goes_on_whatever_becomes_of_language_and_connection() {
    let room = Meeting::open().await;
    let is = |text: &str, warning: &str| {
        let timer = room.page.find(TALK_TIME);
        assert_eq!(says(&timer), text);
        assert_eq!(attribute(&timer, "data-warning").as_deref(), Some(warning));
    };
    let at = async |seconds: u64| {
        room.state.show_time(NOW_MS + seconds * 1000);
        settled().await;
    };
    room.page.press("Talk timer").await;
    room.page.fill("Minutes", "2").await;
    room.page.press("Start timer").await;
    is("2:00", "none");
    at(61).await;
    is("0:59", "none");
    at(100).await;
    is("0:20Nearly over", "soon");

    room.state
        .show_connection(Connection::Stale { since_ms: NOW_MS });
    room.state.show_powers(Powers::default());
    room.preferences.set_locale(Locale::zh_CN);
    at(110).await;
    is("0:10即将结束", "soon");
    room.state.show_connection(Connection::Live);
    room.state.show_powers(host());
    room.preferences.set_locale(Locale::en);
    // The page slept meanwhile.
    at(200).await;
    is("+1:20Time is over", "over");

    room.page.press("Talk timer").await;
    room.page.press("Show large").await;
    assert_eq!(room.page.all(TALK_TIME).len(), 1, "in one place only");
    room.page.press("+1 minute").await;
    is("1:00", "none");
    room.page.press("Stop timer").await;
    assert!(room.page.all(TALK_TIME).is_empty());
    assert_eq!(room.acted(), [], "nothing is sent by it");
    storage::remove("language");
}

#[wasm_bindgen_test]
async fn only_a_time_that_can_be_given_is_started() {
    let room = Meeting::open().await;
    room.page.press("Talk timer").await;
    for typed in ["", "0", "601"] {
        room.page.fill("Minutes", typed).await;
        room.page.press("Start timer").await;
        assert!(room.page.all(TALK_TIME).is_empty(), "{typed}");
    }
    room.page.fill("Or until", "12:00").await;
    room.page.press("Start timer").await;
    assert_eq!(room.page.all(TALK_TIME).len(), 1);
}
