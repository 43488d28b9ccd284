//! Configuration, theme, language, and which page.

use leptos::prelude::*;
use session::{Answer as SessionAnswer, Ask, Input, JoinRequest, Target};
use wire::{Password, Pin};

use crate::{
    address::Address,
    config::Config,
    connect::{Answer, Connect, Initial, JoinForm, JoinTarget, Question, sentence},
    driver::{self, Driver},
    i18n::provide_i18n,
    room::{Actions, Room},
    state::{
        Store,
        entrance::Entrance,
        preferences::{Preferences, Remembered},
    },
};

/// The whole panel.
#[component]
pub fn App() -> impl IntoView {
    let config = Config::take();
    let address = Address::take();
    let preferences = Preferences::provide(&address, &config);
    let i18n = provide_i18n(preferences.language());
    let (store, entrance) = (Store::new(), Entrance::new());
    let driver = driver::stored(Driver::start(store, entrance));
    let send = move |input: Input| {
        driver.try_with_value(|driver| driver.input(input));
    };
    let problem = entrance.problem();
    let ask = entrance.ask();
    let actions = Actions {
        act: Callback::new(move |command| send(Input::Act(command))),
        leave: Callback::new(move |()| send(Input::Leave)),
        rejoin: Callback::new(move |()| send(Input::Rejoin)),
    };
    let in_room = entrance.in_room();
    move || {
        if in_room.get() {
            return view! { <Room view=store.view() actions=actions /> }.into_any();
        }
        // Read anew: after a meeting the form starts with what was typed for it.
        let initial = Initial::new(&address, &config, Remembered::load());
        view! {
            <Connect
                initial=initial
                busy=entrance.busy()
                problem=Signal::derive(move || problem.get().map(|problem| sentence(i18n, &problem)))
                question=Signal::derive(move || ask.get().map(question))
                on_join=move |form| send(Input::Join(Box::new(request(form))))
                on_answer=move |answer| send(Input::Answer(session_answer(answer)))
            />
        }
        .into_any()
    }
}

fn request(form: JoinForm) -> JoinRequest {
    JoinRequest {
        target: match form.target {
            JoinTarget::Server { server, account } => Target::Server { server, account },
            JoinTarget::Node { node, room } => Target::Node { node, room },
        },
        name: form.name,
        password: (!form.password.is_empty()).then(|| Password::new(form.password)),
        hide_me: form.hide_me,
    }
}

fn question(ask: Ask) -> Question {
    let words = |problem: Option<std::sync::Arc<str>>| problem.map(|words| words.to_string());
    match ask {
        Ask::Pin {
            guest_without_pin,
            problem,
        } => Question::Pin {
            guest_without_pin,
            problem: words(problem),
        },
        Ask::Extension { problem } => Question::Extension {
            problem: words(problem),
        },
    }
}

fn session_answer(answer: Answer) -> SessionAnswer {
    match answer {
        Answer::PinAsHost(pin) | Answer::PinAsGuest(Some(pin)) => SessionAnswer::Pin(Pin::new(pin)),
        Answer::PinAsGuest(None) => SessionAnswer::GuestWithoutPin,
        Answer::Extension(number) => SessionAnswer::Extension(number),
        Answer::Cancel => SessionAnswer::Cancel,
    }
}
