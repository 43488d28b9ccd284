use gavel::{
    config::Server,
    connect::{Answer, Initial, JoinForm, JoinTarget, Question, connect},
    i18n::{Language, speak},
    reactive::{RwSignal, Signal, document},
};
use leptos::prelude::Owner;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlFormElement;

use crate::page::{Page, attribute, frame, heard, says, settled};

struct Shown {
    page: Page,
    joined: RwSignal<Vec<JoinForm>>,
    answered: RwSignal<Vec<Answer>>,
    problem: RwSignal<Option<String>>,
    question: RwSignal<Option<Question>>,
}

async fn shown(initial: Initial) -> Shown {
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    let (joined, on_join) = heard::<JoinForm>();
    let (answered, on_answer) = heard::<Answer>();
    let problem = RwSignal::new(None::<String>);
    let question = RwSignal::new(None::<Question>);
    speak(Language::En);
    let page = Page::show(move || {
        let busy = Signal::stored(false);
        connect(
            initial,
            busy,
            problem.into(),
            question.into(),
            on_join,
            on_answer,
        )
    })
    .await;
    Shown {
        page,
        joined,
        answered,
        problem,
        question,
    }
}

async fn send(page: &Page) {
    page.find("form")
        .unchecked_into::<HtmlFormElement>()
        .request_submit()
        .unwrap();
    settled().await;
    frame().await;
}

/// What is said under the fields that are wrong.
fn wrong(page: &Page) -> Vec<String> {
    let note = |field: &web_sys::HtmlElement| {
        let note = attribute(field, "aria-describedby").unwrap();
        says(&page.find(&format!("#{note}")))
    };
    page.all("input[aria-invalid=true]")
        .iter()
        .map(note)
        .collect()
}

#[wasm_bindgen_test]
async fn its_names_are_those_of_the_document() {
    let Shown { page, .. } = shown(Initial::default()).await;
    assert_eq!(
        attribute(&page.find("form"), "aria-label").as_deref(),
        Some("Join a meeting")
    );
    for label in ["Server", "Meeting number or address", "Your name"] {
        assert_eq!(page.field(label).type_(), "text", "{label}");
        assert!(
            !page.field(label).has_attribute("list"),
            "a list would make it a combobox"
        );
    }
    assert_eq!(page.field("Password").type_(), "password");
    assert_eq!(
        page.field("Hide me from the participant list").type_(),
        "checkbox"
    );
    page.button("Join");
    page.button("Connect to a node directly");
}

#[wasm_bindgen_test]
async fn it_says_what_is_wrong_and_sends_nothing() {
    let Shown { page, joined, .. } = shown(Initial::default()).await;
    assert!(wrong(&page).is_empty(), "not before it was tried");
    send(&page).await;
    let expect = [
        "Type the server's address",
        "Type the meeting's number or address",
        "Type the name that others will see",
    ];
    assert_eq!(wrong(&page), expect);
    assert_eq!(document().active_element().unwrap(), **page.field("Server"));

    page.fill("Server", "api.example.cn").await;
    page.fill("Meeting number or address", &"会".repeat(61))
        .await;
    page.fill("Your name", &"王".repeat(51)).await;
    page.fill("Password", &"x".repeat(16)).await;
    let expect = [
        "The address starts with https:// or http://",
        "At most 60 characters",
        "At most 50 characters",
        "At most 15 characters",
    ];
    assert_eq!(wrong(&page), expect);
    send(&page).await;
    assert!(joined.get_untracked().is_empty());
}

#[wasm_bindgen_test]
async fn it_sends_what_was_typed() {
    let initial = Initial {
        server: "https://api.example.cn".into(),
        name: " Wang Fang ".into(),
        ..Initial::default()
    };
    let Shown { page, joined, .. } = shown(initial).await;
    page.fill("Meeting number or address", " 1234 ").await;
    page.fill("Password", " p ").await;
    page.field("Hide me from the participant list").click();
    send(&page).await;
    let expect = JoinForm {
        target: JoinTarget::Server {
            server: "https://api.example.cn".into(),
            account: "1234".into(),
        },
        name: "Wang Fang".into(),
        password: " p ".into(),
        hide_me: true,
    };
    assert!(joined.get_untracked() == [expect]);
}

#[wasm_bindgen_test]
async fn a_node_needs_no_server() {
    let Shown { page, joined, .. } = shown(Initial {
        name: "W".into(),
        account: "1234".into(),
        ..Initial::default()
    })
    .await;
    page.press("Connect to a node directly").await;
    assert_eq!(
        attribute(&page.button("Connect to a node directly"), "aria-checked").as_deref(),
        Some("true")
    );
    send(&page).await;
    assert_eq!(wrong(&page), ["Type the node's address"]);
    page.fill("Conferencing node", "https://mcu-07.example.cn")
        .await;
    send(&page).await;
    let target = JoinTarget::Node {
        node: "https://mcu-07.example.cn".into(),
        room: "1234".into(),
    };
    assert!(
        joined
            .get_untracked()
            .first()
            .is_some_and(|form| form.target == target)
    );
}

#[wasm_bindgen_test]
async fn a_server_can_be_chosen() {
    let servers = ["a", "b"].map(|name| Server {
        name: name.into(),
        url: format!("https://{name}.cn"),
    });
    let Shown { page, .. } = shown(Initial {
        servers: servers.into(),
        ..Initial::default()
    })
    .await;
    page.press("Choose a server").await;
    page.press("b").await;
    assert_eq!(page.field("Server").value(), "https://b.cn");
}

#[wasm_bindgen_test]
async fn a_problem_is_an_alert() {
    let Shown { page, problem, .. } = shown(Initial::default()).await;
    assert!(page.all("[role=alert]").is_empty());
    problem.set(Some("会议不存在".into()));
    settled().await;
    assert_eq!(says(&page.find("[role=alert]")), "会议不存在");
}

#[wasm_bindgen_test]
async fn a_pin_as_host_or_as_guest() {
    let Shown {
        page,
        answered,
        question,
        ..
    } = shown(Initial::default()).await;
    question.set(Some(Question::Pin {
        guest_without_pin: false,
        problem: None,
    }));
    settled().await;
    assert_eq!(says(&page.find("dialog h2")), "PIN required");
    for name in ["Join as host", "Join as guest"] {
        page.press(name).await;
        assert_eq!(wrong(&page), ["Type the PIN"]);
    }
    assert!(answered.get_untracked().is_empty());

    page.fill("PIN", "4711").await;
    page.press("Join as host").await;
    page.press("Join as guest").await;
    question.set(Some(Question::Pin {
        guest_without_pin: true,
        problem: Some("Invalid PIN".into()),
    }));
    settled().await;
    assert_eq!(says(&page.find("dialog [role=alert]")), "Invalid PIN");
    page.fill("PIN", "").await;
    page.press("Join as guest").await;
    page.press("Cancel").await;
    let expect = [
        Answer::PinAsHost("4711".into()),
        Answer::PinAsGuest(Some("4711".into())),
        Answer::PinAsGuest(None),
        Answer::Cancel,
    ];
    assert!(answered.get_untracked() == expect);
}

#[wasm_bindgen_test]
async fn a_number_for_an_extension() {
    let Shown {
        page,
        answered,
        question,
        ..
    } = shown(Initial::default()).await;
    question.set(Some(Question::Extension { problem: None }));
    settled().await;
    assert_eq!(says(&page.find("dialog h2")), "Extension required");
    page.press("Continue").await;
    assert_eq!(wrong(&page), ["Type the number"]);
    page.fill("Extension", " 42 ").await;
    page.press("Continue").await;
    assert!(answered.get_untracked() == [Answer::Extension("42".into())]);
    question.set(None);
    settled().await;
    assert!(page.all("dialog").is_empty());
}
