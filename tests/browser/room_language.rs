//! The page is rendered anew in another language; what is typed and open stays.

use gavel::{
    browser::storage,
    i18n::{Locale, LocaleExt},
};
use session::{Connection, Ending};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlDialogElement, HtmlInputElement, HtmlTextAreaElement};

use crate::page::{bubbling, frame, says, settled};
use crate::room::{Meeting, NOW_MS, came};

/// What the room says in a language: the search field's name, the chat field's, a row's button, the dialog's heading and its field's
/// label.
const WORDS: [(Locale, [&str; 5]); 2] = [
    (
        Locale::en,
        [
            "Find a participant",
            "Message",
            "Mute Alice",
            "Change caption of Alice",
            "Caption",
        ],
    ),
    (
        Locale::zh_CN,
        [
            "查找参会者",
            "消息",
            "静音 Alice",
            "修改 Alice 的字幕",
            "字幕",
        ],
    ),
];

#[wasm_bindgen_test]
async fn another_language_changes_the_words_and_keeps_what_is_typed_and_open() {
    let mut room = Meeting::open().await;
    room.hear([came("a", "Alice"), came("b", "Bob")]).await;
    let search: HtmlInputElement = room.page.find("input[type=search]").unchecked_into();
    search.set_value("ali");
    search.dispatch_event(&bubbling("input")).unwrap();
    let chat: HtmlTextAreaElement = room.page.find("textarea").unchecked_into();
    chat.set_value("大家好, everybody");
    chat.dispatch_event(&bubbling("input")).unwrap();
    settled().await;
    room.page.press("More actions for Alice").await;
    room.page.press("Change caption").await;
    room.page.fill("Caption", "Alice, Berlin").await;

    let [(_, english), _] = WORDS;
    check(&room, &english);
    for (locale, words) in [WORDS[1], WORDS[0], WORDS[1]] {
        room.preferences.set_locale(locale);
        settled().await;
        room.style_list();
        frame().await;
        assert_eq!(
            storage::get("language").as_deref(),
            Some(locale.as_str()),
            "remembered"
        );
        check(&room, &words);
        // The room goes on.
        room.join("c", "Alicia").await;
        assert_eq!(room.order(), ["a", "c"]);
        room.hear([conference::Event::Deleted(crate::room::id("c"))])
            .await;
    }
    storage::remove("language");
}

fn check(room: &Meeting, [find, message, mute, heading, caption]: &[&str; 5]) {
    let page = &room.page;
    let search: HtmlInputElement = page
        .find(&format!("input[type=search][aria-label='{find}']"))
        .unchecked_into();
    assert_eq!(search.value(), "ali");
    assert_eq!(room.order(), ["a"], "only who is searched for");
    let chat: HtmlTextAreaElement = page
        .find(&format!("textarea[aria-label='{message}']"))
        .unchecked_into();
    assert_eq!(chat.value(), "大家好, everybody");
    page.button(mute);
    assert_eq!(page.all("dialog").len(), 1);
    let dialog: HtmlDialogElement = page.find("dialog").unchecked_into();
    assert!(dialog.matches(":modal").unwrap());
    assert_eq!(says(&page.find("dialog h2")), *heading);
    assert_eq!(page.field(caption).value(), "Alice, Berlin");
    assert_eq!(room.acted(), [], "nothing is sent by it");
}

#[wasm_bindgen_test]
async fn what_is_over_stays_as_long_as_it_was() {
    let room = Meeting::open().await;
    let lasted = || says(&room.page.find("[role=timer]"));
    let before = lasted();
    room.state
        .show_connection(Connection::Ended(Ending::EndedForAll));
    room.state.show_time(NOW_MS + 10_000);
    room.preferences.set_locale(Locale::zh_CN);
    settled().await;
    assert_eq!(lasted(), before);
    storage::remove("language");
}
