use std::{cell::RefCell, rc::Rc};

use gavel::{
    config::{Config, Server},
    i18n::Locale,
    link::Link,
    sign_in::SignIn,
    state::{MeetingState, Preferences, SignInForm, SignInState},
};
use leptos::prelude::*;
use session::{Answer, Input, JoinRequest, Life, Problem, Question, Target};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlFormElement;
use wire::{InsecureOrigins, Password, Pin};

use crate::page::{Page, attribute, frame, says, settled};

struct Shown {
    page: Page,
    state: SignInState,
    inputs: Rc<RefCell<Vec<Input>>>,
}

impl Shown {
    async fn show(&self, life: Life) {
        self.state.show(&life);
        settled().await;
    }

    fn joined(&self) -> Vec<JoinRequest> {
        let request = |input: &Input| match input {
            Input::Join(request) => Some(JoinRequest::clone(request)),
            _ => None,
        };
        self.inputs.borrow().iter().filter_map(request).collect()
    }

    fn answered(&self) -> Vec<Answer> {
        let answer = |input: &Input| match input {
            Input::Answer(answer) => Some(answer.clone()),
            _ => None,
        };
        self.inputs.borrow().iter().filter_map(answer).collect()
    }
}

async fn shown(link: Link, config: Config) -> Shown {
    let owner = Owner::new();
    let inputs = Rc::new(RefCell::new(Vec::new()));
    let (meeting, preferences, state, form) = owner.with(|| {
        (
            MeetingState::new(&config).meeting(),
            Preferences::load(&link, &config),
            SignInState::default(),
            SignInForm::new(&link, &config),
        )
    });
    // As long as the page, like the app's.
    std::mem::forget(owner);
    let (commands, sent) = (meeting.commands, inputs.clone());
    commands.connect(move |input| sent.borrow_mut().push(input));
    let page = Page::show(move || {
        form.forget_with(state);
        provide_context(crate::room::only(meeting, state, form));
        provide_context(meeting);
        provide_context(preferences);
        provide_context(state);
        provide_context(form);
        provide_context(Locale::en);
        view! { <SignIn /> }
    })
    .await;
    Shown {
        page,
        state,
        inputs,
    }
}

/// A form in a browser that remembers nothing.
async fn empty() -> Shown {
    let storage = window().local_storage().unwrap().unwrap();
    storage.clear().unwrap();
    shown(Link::default(), Config::default()).await
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
    let Shown { page, .. } = empty().await;
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
    let form = empty().await;
    let page = &form.page;
    assert!(wrong(page).is_empty(), "not before it was tried");
    send(page).await;
    let expect = [
        "Type the server's address",
        "Type the meeting's number or address",
        "Type the name that others will see",
    ];
    assert_eq!(wrong(page), expect);
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
    assert_eq!(wrong(page), expect);
    send(page).await;
    assert!(form.joined().is_empty());
}

#[wasm_bindgen_test]
async fn it_sends_what_was_typed() {
    let link = Link {
        server: Some("https://api.example.cn".into()),
        name: Some(" Wang Fang ".into()),
        ..Link::default()
    };
    let form = shown(link, Config::default()).await;
    let page = &form.page;
    page.fill("Meeting number or address", " 1234 ").await;
    page.fill("Password", " p ").await;
    page.field("Hide me from the participant list").click();
    send(page).await;
    let expect = JoinRequest {
        target: Target::Server {
            server: "https://api.example.cn".into(),
            account: "1234".into(),
        },
        name: "Wang Fang".into(),
        password: Some(Password::new(" p ".into())),
        hide_me: true,
        insecure: InsecureOrigins::default(),
        is_demo: false,
    };
    assert!(form.joined() == [expect]);
}

#[wasm_bindgen_test]
async fn a_node_needs_no_server() {
    let link = Link {
        name: Some("W".into()),
        account: Some("1234".into()),
        ..Link::default()
    };
    let form = shown(link, Config::default()).await;
    let page = &form.page;
    page.press("Connect to a node directly").await;
    assert_eq!(
        attribute(&page.button("Connect to a node directly"), "aria-checked").as_deref(),
        Some("true")
    );
    send(page).await;
    assert_eq!(wrong(page), ["Type the node's address"]);
    page.fill("Conferencing node", "https://mcu-07.example.cn")
        .await;
    send(page).await;
    let target = Target::Node {
        node: "https://mcu-07.example.cn".into(),
        room: "1234".into(),
    };
    assert!(
        form.joined()
            .first()
            .is_some_and(|request| request.target == target)
    );
}

#[wasm_bindgen_test]
async fn a_server_can_be_chosen() {
    let servers = ["a", "b"].map(|name| Server {
        name: name.into(),
        url: format!("https://{name}.cn"),
        kind: gavel::kind::ServerKind::Meeting,
    });
    let config = Config {
        servers: servers.into(),
        ..Config::default()
    };
    let Shown { page, .. } = shown(Link::default(), config).await;
    page.press("Choose a server").await;
    page.press("b").await;
    assert_eq!(page.field("Server").value(), "https://b.cn");
}

#[wasm_bindgen_test]
async fn what_others_can_listen_in_on_is_told_while_it_is_chosen() {
    window().local_storage().unwrap().unwrap().clear().unwrap();
    let config = Config::parse(r#"{"servers":[{"url":"http://10.0.0.5:8080","insecure":true}]}"#);
    let form = shown(Link::default(), config.clone()).await;
    let page = &form.page;
    let check = |is_told: bool| {
        let told = page
            .all(".note-warn")
            .iter()
            .map(|note| says(note))
            .collect::<String>();
        let warning = "What is said to this server isn't encrypted";
        assert_eq!(told.starts_with(warning), is_told, "{told}");
    };
    check(true);
    page.fill("Server", "http://10.0.0.6:8080").await;
    check(false);
    page.fill("Server", "http://10.0.0.5:8080/").await;
    check(true);
    page.press("Connect to a node directly").await;
    check(false);
    page.press("Connect to a node directly").await;
    page.fill("Meeting number or address", "1234").await;
    page.fill("Your name", "W").await;
    send(page).await;
    assert_eq!(form.joined()[0].insecure, config.insecure);
}

#[wasm_bindgen_test]
async fn what_the_browser_blocks_is_told() {
    let config = Config {
        is_insecure_blocked: true,
        ..Config::default()
    };
    let form = shown(Link::default(), config).await;
    let told = says(&form.page.find(".note-warn"));
    assert!(told.ends_with("Open this page over http."), "{told}");
}

#[wasm_bindgen_test]
async fn a_problem_is_an_alert() {
    let form = empty().await;
    assert!(form.page.all("[role=alert]").is_empty());
    let problem = Problem::Server {
        status: 404,
        words: "会议不存在".into(),
    };
    form.show(Life::Idle(Some(problem))).await;
    assert_eq!(
        says(&form.page.find("[role=alert]")),
        "The server says: “会议不存在”. Check what you typed, or ask whoever gave you the meeting."
    );
}

fn asks_pin(guest_without_pin: bool, problem: Option<&str>) -> Life {
    Life::Asking(Question::Pin {
        guest_without_pin,
        problem: problem.map(Into::into),
    })
}

#[wasm_bindgen_test]
async fn a_pin_as_host_or_as_guest() {
    let form = empty().await;
    let page = &form.page;
    form.show(asks_pin(false, None)).await;
    assert_eq!(says(&page.find("dialog h2")), "PIN required");
    for name in ["Join as host", "Join as guest"] {
        page.press(name).await;
        assert_eq!(wrong(page), ["Type the PIN"]);
    }
    assert!(form.answered().is_empty());

    page.fill("PIN", "4711").await;
    page.press("Join as host").await;
    page.press("Join as guest").await;
    form.show(asks_pin(true, Some("Invalid PIN"))).await;
    assert_eq!(says(&page.find("dialog [role=alert]")), "Invalid PIN");
    page.fill("PIN", "").await;
    page.press("Join as guest").await;
    page.press("Cancel").await;
    let pin = || Answer::Pin(Pin::new("4711".into()));
    assert!(form.answered() == [pin(), pin(), Answer::GuestWithoutPin, Answer::Cancel]);
}

#[wasm_bindgen_test]
async fn a_number_for_an_extension() {
    let form = empty().await;
    let page = &form.page;
    form.show(Life::Asking(Question::Extension { problem: None }))
        .await;
    assert_eq!(says(&page.find("dialog h2")), "Extension required");
    page.press("Continue").await;
    assert_eq!(wrong(page), ["Type the number"]);
    page.fill("Extension", " 42 ").await;
    page.press("Continue").await;
    assert!(form.answered() == [Answer::Extension("42".into())]);
    form.show(Life::Idle(None)).await;
    assert!(page.all("dialog").is_empty());
}

#[wasm_bindgen_test]
async fn an_answer_stays_for_its_own_question_alone() {
    let form = empty().await;
    let page = &form.page;
    let check = async |life: Life, label: &str, expect: &str| {
        form.show(life).await;
        assert_eq!(page.field(label).value(), expect);
        assert!(wrong(page).is_empty());
    };
    check(asks_pin(false, None), "PIN", "").await;
    page.fill("PIN", "4711").await;
    check(Life::Joining, "PIN", "4711").await;
    check(asks_pin(false, Some("Invalid PIN")), "PIN", "4711").await;
    let extension = || Life::Asking(Question::Extension { problem: None });
    check(extension(), "Extension", "").await;
    page.press("Continue").await;
    form.show(Life::Idle(None)).await;
    check(asks_pin(false, None), "PIN", "").await;
}

#[wasm_bindgen_test]
async fn the_password_is_forgotten_in_the_room() {
    let form = empty().await;
    let page = &form.page;
    page.fill("Your name", "Wang Fang").await;
    page.fill("Password", "s3cret").await;
    let problem = Problem::TimedOut;
    form.show(Life::Idle(Some(problem))).await;
    assert_eq!(page.field("Password").value(), "s3cret", "for another try");
    form.show(Life::Live).await;
    form.state.open_room();
    settled().await;
    assert!(form.state.in_room().get_untracked());
    form.show(Life::Idle(None)).await;
    assert_eq!(page.field("Password").value(), "");
    assert_eq!(page.field("Your name").value(), "Wang Fang");
    window().local_storage().unwrap().unwrap().clear().unwrap();
}

#[wasm_bindgen_test]
async fn server_and_name_are_remembered_of_who_was_let_in() {
    let form = empty().await;
    let page = &form.page;
    page.fill("Server", "https://meet.example.com").await;
    page.fill("Your name", " Wang Fang ").await;
    page.fill("Meeting number or address", "1234").await;
    page.fill("Password", "s3cret").await;
    page.press("Join").await;
    form.show(Life::Idle(Some(Problem::TimedOut))).await;
    let check = |server: &str, name: &str| {
        let again = SignInForm::new(&Link::default(), &Config::default());
        let kept = [again.server, again.name, again.account, again.password];
        let kept = kept.map(|field| field.get_untracked());
        assert_eq!(kept, [server, name, "", ""]);
    };
    check("", "");
    form.show(Life::Live).await;
    form.state.open_room();
    settled().await;
    check("https://meet.example.com", "Wang Fang");
    window().local_storage().unwrap().unwrap().clear().unwrap();
}
