use conference::{Event, ParticipantId, PeopleSort, Role, Service, Speaker};
use gavel::i18n::Locale;
use leptos::prelude::{Set, document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::page::{bubbling, frame, says, settled};
use crate::room::{Meeting, came, updated};

#[wasm_bindgen_test]
async fn rows_say_what_is_so() {
    let mut meeting = Meeting::open().await;
    meeting.join("a", "Wang Fang").await;
    for (name, expect) in [
        ("data-name", "Wang Fang"),
        ("data-role", "guest"),
        ("data-service", "conference"),
        ("data-muted", "false"),
        ("data-speaking", "false"),
        ("data-presenting", "false"),
        ("data-spotlight", "0"),
        ("data-rx-presentation", "true"),
        ("data-pending", "false"),
        ("aria-rowindex", "1"),
    ] {
        meeting.is("a", name, expect);
    }
    let check =
        async |meeting: &mut Meeting, event: Event, name: &str, expect: &str, word: &str| {
            meeting.hear([event]).await;
            meeting.is("a", name, expect);
            assert!(
                says(&meeting.row("a")).contains(word),
                "{word}: {}",
                says(&meeting.row("a"))
            );
        };
    check(
        &mut meeting,
        updated("a", |news| news.muted = Some(true)),
        "data-muted",
        "true",
        "Muted",
    )
    .await;
    check(
        &mut meeting,
        updated("a", |news| news.role = Some(Role::Host)),
        "data-role",
        "host",
        "Host",
    )
    .await;
    for (news, word) in [
        (updated("a", |news| news.external = Some(true)), "External"),
        (
            updated("a", |news| news.delay_s = Some(10)),
            "Plays 10 s late",
        ),
        (
            updated("a", |news| news.encrypted = Some(false)),
            "Not encrypted",
        ),
        (
            updated("a", |news| news.vendor = Some("Room\u{202E} 7".into())),
            "Room 7",
        ),
    ] {
        check(&mut meeting, news, "data-role", "host", word).await;
    }
    check(
        &mut meeting,
        updated("a", |news| news.presenting = Some(true)),
        "data-presenting",
        "true",
        "Presenting",
    )
    .await;
    check(
        &mut meeting,
        updated("a", |news| news.spotlight = Some(7.0)),
        "data-spotlight",
        "1",
        "Spotlight 1",
    )
    .await;
    let deny = updated("a", |news| news.rx_presentation = Some(false));
    check(
        &mut meeting,
        deny,
        "data-rx-presentation",
        "false",
        "No presentation",
    )
    .await;
    let call = updated("a", |news| news.service = Some(Service::Connecting));
    check(
        &mut meeting,
        call,
        "data-service",
        "connecting",
        "Connecting",
    )
    .await;
    let speaks = Event::Stage(vec![Speaker {
        id: ParticipantId::new("a"),
        vad: 60,
    }]);
    check(&mut meeting, speaks, "data-speaking", "true", "Speaking").await;
    meeting.hear([Event::Stage(Vec::new())]).await;
    meeting.is("a", "data-speaking", "false");
}

#[wasm_bindgen_test]
async fn spotlights_are_ranked_by_their_stamp() {
    let mut meeting = Meeting::open().await;
    meeting.hear(["a", "b"].map(|id| came(id, id))).await;
    meeting.update("a", |news| news.spotlight = Some(9.0)).await;
    meeting.update("b", |news| news.spotlight = Some(3.0)).await;
    meeting.is("b", "data-spotlight", "1");
    meeting.is("a", "data-spotlight", "2");
    meeting
        .hear([Event::Deleted(ParticipantId::new("b"))])
        .await;
    meeting.is("a", "data-spotlight", "1");
}

#[wasm_bindgen_test]
async fn who_comes_back_under_the_pointer_is_shown_as_they_are_now() {
    let mut meeting = Meeting::open().await;
    meeting.hear(["a", "b"].map(|id| came(id, id))).await;
    let grid = meeting.page.find("[role=grid]");
    grid.dispatch_event(&web_sys::Event::new("pointerenter").unwrap())
        .unwrap();
    settled().await;
    for name in ["Ann", "Anna"] {
        meeting
            .hear([Event::Deleted(ParticipantId::new("a"))])
            .await;
        assert_eq!(meeting.page.all("[data-uuid=a]").len(), 0, "before {name}");
        meeting
            .hear([
                came("a", name),
                updated("a", |news| news.spotlight = Some(9.0)),
            ])
            .await;
        meeting.is("a", "data-name", name);
        meeting.is("a", "data-spotlight", "1");
    }
}

#[wasm_bindgen_test]
async fn buttons_are_named_in_both_languages() {
    for (locale, mute, more) in [
        (Locale::en, "Mute 王芳", "More actions for 王芳"),
        (Locale::zh_CN, "静音 王芳", "王芳 的更多操作"),
    ] {
        let mut meeting = Meeting::open_in(locale).await;
        meeting.join("a", "王芳").await;
        meeting.page.button(mute);
        meeting.page.button(more);
    }
}

#[wasm_bindgen_test]
async fn five_thousand_people_are_few_elements() {
    let mut meeting = Meeting::open().await;
    let people = (0..5_000).map(|number| came(&format!("p{number}"), &format!("Person {number}")));
    meeting.hear(people).await;
    frame().await;
    let elements = meeting.page.all("*").len();
    assert!(elements < 1_200, "{elements}");
    let grid = meeting.page.find("[role=grid]");
    assert_eq!(grid.get_attribute("aria-rowcount").as_deref(), Some("5000"));
    assert_eq!(
        meeting
            .page
            .find("[data-count]")
            .get_attribute("data-count")
            .as_deref(),
        Some("5000")
    );
}

#[wasm_bindgen_test]
async fn rows_are_as_high_as_the_page_s_font_wants() {
    let mut meeting = Meeting::open().await;
    meeting.hear(["a", "b"].map(|id| came(id, id))).await;
    let root: web_sys::HtmlElement = document().document_element().unwrap().unchecked_into();
    for (font, expect) in [("16px", "88px"), ("32px", "176px"), ("16px", "88px")] {
        root.style().set_property("font-size", font).unwrap();
        window()
            .dispatch_event(&web_sys::Event::new("resize").unwrap())
            .unwrap();
        settled().await;
        let space: web_sys::HtmlElement = meeting.page.find(".vlist-space").unchecked_into();
        let height = space.style().get_property_value("height").unwrap();
        assert_eq!(height, expect, "{font}");
    }
    root.style().remove_property("font-size").unwrap();
}

#[wasm_bindgen_test]
async fn nothing_moves_under_the_pointer() {
    let mut meeting = Meeting::open().await;
    meeting.hear(["a", "b", "c"].map(|id| came(id, id))).await;
    let grid = meeting.page.find("[role=grid]");
    grid.dispatch_event(&web_sys::Event::new("pointerenter").unwrap())
        .unwrap();
    settled().await;
    meeting
        .update("c", |news| news.role = Some(Role::Host))
        .await;
    meeting.join("d", "d").await;
    meeting
        .hear([Event::Deleted(ParticipantId::new("a"))])
        .await;
    assert_eq!(meeting.order(), ["b", "c", "d"]);
    // Where a was is a gap, which is no row: nothing has moved up.
    let top = |meeting: &Meeting| {
        let place: web_sys::HtmlElement =
            meeting.row("c").parent_element().unwrap().unchecked_into();
        place.style().get_property_value("top").unwrap()
    };
    assert_eq!(top(&meeting), "88px");
    assert_eq!(grid.get_attribute("aria-rowcount").as_deref(), Some("3"));
    grid.dispatch_event(&web_sys::Event::new("pointerleave").unwrap())
        .unwrap();
    settled().await;
    assert_eq!(meeting.order(), ["c", "b", "d"]);
    assert_eq!(top(&meeting), "0px");
}

#[wasm_bindgen_test]
async fn search_and_chips_find() {
    let mut meeting = Meeting::open().await;
    meeting
        .hear([came("a", "Alice"), came("b", "Bob"), came("w", "王芳")])
        .await;
    meeting.update("b", |news| news.muted = Some(true)).await;
    let search: HtmlInputElement = meeting.page.find("input[type=search]").unchecked_into();
    for (query, expect) in [
        ("ali", vec!["a"]),
        ("王", vec!["w"]),
        ("b@example", vec!["b"]),
        ("nobody", vec![]),
        ("", vec!["a", "b", "w"]),
    ] {
        search.set_value(query);
        search.dispatch_event(&bubbling("input")).unwrap();
        settled().await;
        assert_eq!(meeting.order(), expect, "{query}");
    }
    meeting.page.press("Muted 1").await;
    assert_eq!(meeting.order(), ["b"]);
    // Who matches later is found as well.
    meeting.update("a", |news| news.muted = Some(true)).await;
    assert_eq!(meeting.order(), ["a", "b"]);
    meeting.page.press("External 0").await;
    assert_eq!(meeting.order(), Vec::<String>::new());
    meeting.page.press("Show everybody").await;
    assert_eq!(meeting.order().len(), 3);
    // Hosts and guests is either; pressed again a filter is no more.
    for (press, expect) in [("Hosts 0", 0), ("Guests 3", 3), ("Hosts 0", 3)] {
        meeting.page.press(press).await;
        assert_eq!(meeting.order().len(), expect, "{press}");
    }
    meeting.page.press("Clear filters").await;
    assert_eq!(meeting.order().len(), 3);
}

#[wasm_bindgen_test]
async fn the_list_is_sorted_and_people_are_pinned() {
    let mut meeting = Meeting::open().await;
    meeting
        .hear([
            came("c", "Guest 10"),
            came("a", "Zoe"),
            came("b", "Guest 9"),
        ])
        .await;
    let panel = meeting.state.meeting().panels.people;
    for (sort, expect) in [
        (PeopleSort::Name, ["b", "c", "a"]),
        (PeopleSort::Joined, ["c", "a", "b"]),
        (PeopleSort::Role, ["c", "a", "b"]),
    ] {
        panel.sort.set(sort);
        settled().await;
        assert_eq!(meeting.order(), expect, "{sort:?}");
    }
    meeting.is("b", "data-pinned", "false");
    panel.pin(&ParticipantId::new("b"), true);
    settled().await;
    assert_eq!(meeting.order(), ["b", "c", "a"]);
    meeting.is("b", "data-pinned", "true");
    panel.pin(&ParticipantId::new("b"), false);
    settled().await;
    assert_eq!(meeting.order(), ["c", "a", "b"]);
    meeting.is("a", "data-speaking-time", "0");
}

#[wasm_bindgen_test]
async fn rows_that_wait_are_counted_and_sorted_on_request() {
    let mut meeting = Meeting::open().await;
    meeting.hear(["a", "b", "c"].map(|id| came(id, id))).await;
    let grid = meeting.page.find("[role=grid]");
    let stale = |grid: &web_sys::HtmlElement| grid.get_attribute("data-stale-order");
    assert_eq!(stale(&grid).as_deref(), Some("0"));
    grid.dispatch_event(&web_sys::Event::new("pointerenter").unwrap())
        .unwrap();
    settled().await;
    meeting
        .update("c", |news| news.role = Some(Role::Host))
        .await;
    assert_eq!(meeting.order(), ["a", "b", "c"]);
    assert_eq!(stale(&grid).as_deref(), Some("1"));
    assert!(says(&meeting.page.find(".sort-now")).contains("1 change"));
    meeting.page.press("Sort now").await;
    assert_eq!(meeting.order(), ["c", "a", "b"]);
    assert_eq!(stale(&grid).as_deref(), Some("0"));
    assert!(meeting.page.all(".sort-now").is_empty());
}

#[wasm_bindgen_test]
async fn who_speaks_in_the_moment_of_joining_is_seen_to_speak() {
    let mut meeting = Meeting::open().await;
    let speaker = Speaker {
        id: ParticipantId::new("a"),
        vad: 80,
    };
    meeting
        .hear([came("a", "Wang Fang"), Event::Stage(vec![speaker])])
        .await;
    meeting.is("a", "data-speaking", "true");
}
