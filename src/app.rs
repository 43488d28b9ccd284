//! Configuration, theme, language, and which page.

use session::{Answer as SessionAnswer, Ask, Input, JoinRequest, Target};
use wire::{Password, Pin};

use crate::{
    address::Address,
    ahead,
    config::Config,
    connect::{Answer, Initial, JoinForm, JoinTarget, Question, connect, sentence},
    driver::Driver,
    reactive::{Callback, Signal},
    rehearsal::rehearse,
    room::{Actions, room},
    state::{
        Store,
        entrance::Entrance,
        preferences::{self, Remembered},
    },
    ui::el::{El, div},
};

/// Puts the whole panel into the page.
pub async fn start() {
    let (config, address) = (Config::take(), Address::take());
    preferences::take(&address, &config).await;
    leptos::mount::mount_to_body(move || app(config, address).ready());
}

fn app(config: Config, address: Address) -> El {
    preferences::show();
    let (store, entrance) = (Store::new(), Entrance::default());
    let driver = Driver::start(store, entrance);
    let send = Callback::new(move |input: Input| driver.input(input));
    let actions = Actions {
        act: Callback::new(move |command| send.run(Input::Act(command))),
        call: Callback::new(move |wish| driver.call(wish)),
        leave: Callback::new(move |()| send.run(Input::Leave)),
        rejoin: Callback::new(move |()| send.run(Input::Rejoin)),
    };
    let there = ahead::is_there(entrance);
    rehearse(store, entrance);
    let busy = Signal::derive(move || entrance.busy());
    let problem = Signal::derive(move || entrance.problem().map(|problem| sentence(&problem)));
    let question = Signal::derive(move || entrance.ask().map(question));
    let on_join = Callback::new(move |form| send.run(Input::Join(Box::new(request(form)))));
    let on_answer = Callback::new(move |answer| send.run(Input::Answer(session_answer(answer))));
    let form = move || {
        // Read anew: after a meeting the form starts with what was typed for it.
        let initial = Initial::new(&address, &config, Remembered::load());
        connect(initial, busy, problem, question, on_join, on_answer)
    };
    let meeting = move || {
        room(store.view(), actions).bind("data-ahead", move || (!entrance.in_room()).then_some(""))
    };
    div("app")
        .when(move || !entrance.in_room(), form)
        .when(move || there.get(), meeting)
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
