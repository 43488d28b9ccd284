//! Signing in: the form, and what a server may ask before it lets a host in.

mod corner;
mod form;
mod problem;
mod question;
mod validate;

pub(crate) use corner::corner;
pub use problem::sentence;
pub use validate::{MOST_ACCOUNT, MOST_NAME, MOST_PASSWORD};

use crate::{
    i18n::{Word, t},
    reactive::{Callback, Signal},
    transport::lacking::lacking,
    ui::{
        Icon,
        el::{El, div, el},
        icon,
    },
};

/// What the form was filled in with. Lengths and emptiness are checked.
#[derive(Clone, PartialEq, Eq)]
pub struct JoinForm {
    /// Where to.
    pub target: JoinTarget,
    /// What the others will see.
    pub name: String,
    /// The meeting's password; may be empty.
    pub password: String,
    /// Not to be listed among the participants.
    pub hide_me: bool,
}

/// A meeting, by the way there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JoinTarget {
    /// By an API server, which says the node.
    Server {
        /// The API server, as typed.
        server: String,
        /// The meeting's number or address.
        account: String,
    },
    /// Straight to a conferencing node.
    Node {
        /// The node, as typed.
        node: String,
        /// The meeting's number or address.
        room: String,
    },
}

/// What the server wants to know before it lets the host in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// A PIN.
    Pin {
        /// A guest needs none.
        guest_without_pin: bool,
        /// What was wrong with the last one.
        problem: Option<String>,
    },
    /// Which of several meetings.
    Extension {
        /// What was wrong with the last one.
        problem: Option<String>,
    },
}

/// What the host says to a [`Question`].
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// The host's PIN.
    PinAsHost(String),
    /// A guest's PIN, or none where none is needed.
    PinAsGuest(Option<String>),
    /// The meeting's number.
    Extension(String),
    /// Rather not join.
    Cancel,
}

/// What the form starts with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Initial {
    /// API servers to choose from.
    pub servers: Vec<crate::config::Server>,
    /// Start with a node rather than a server.
    pub direct: bool,
    /// The API server.
    pub server: String,
    /// The node.
    pub node: String,
    /// The meeting's number or address.
    pub account: String,
    /// The host's name.
    pub name: String,
    /// What was wrong with config.json.
    pub config_problems: Vec<String>,
    /// What this browser lacks.
    pub lacking: Vec<Word>,
}

impl Initial {
    /// The address comes before what this browser remembers, which comes before the configuration's first server.
    pub fn new(
        address: &crate::address::Address,
        config: &crate::config::Config,
        remembered: crate::state::preferences::Remembered,
    ) -> Self {
        let first = config.servers.first().map(|server| server.url.clone());
        Self {
            servers: config.servers.clone(),
            direct: address.node.is_some(),
            server: address
                .server
                .clone()
                .or(remembered.server)
                .or(first)
                .unwrap_or_default(),
            node: address.node.clone().or(remembered.node).unwrap_or_default(),
            account: address
                .room
                .clone()
                .or_else(|| address.account.clone())
                .unwrap_or_default(),
            name: address.name.clone().or(remembered.name).unwrap_or_default(),
            config_problems: config.problems.clone(),
            lacking: lacking(),
        }
    }
}

/// The sign-in page. `busy` while joining is under way; `problem` says what went wrong and what to do next; `question` is what the
/// server asks.
pub fn connect(
    initial: Initial,
    busy: Signal<bool>,
    problem: Signal<Option<String>>,
    question: Signal<Option<Question>>,
    on_join: Callback<JoinForm>,
    on_answer: Callback<Answer>,
) -> El {
    let brand = el("h1")
        .class("connect-brand")
        .child(el("span").class("connect-mark").child(icon(Icon::Gavel)))
        .child(el("span").say(t!(app.name)));
    let card = div("connect-card")
        .child(brand)
        .child(el("p").class("connect-lead").say(t!(connect.lead)))
        .child(form::form(initial, busy, problem, on_join));
    el("main")
        .class("connect")
        .child(corner::corner())
        .child(card)
        .child(question::dialogs(question, busy, on_answer))
}
