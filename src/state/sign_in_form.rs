//! What is typed to sign in.

use std::mem::discriminant;

use conference::{tidy, tidy_number};
use leptos::prelude::*;
use session::{JoinRequest, Target};
use wire::{ApiServer, InsecureOrigins, Node, Password};

use super::{OpenMeeting, RememberedSignIn, SignInState, set_if_changed};
use crate::{
    config::{Config, Server},
    kind::ServerKind,
    link::Link,
    sign_in::validate::{self, FieldError},
};

/// The sign-in form, field by field. Cheap to copy.
#[derive(Clone, Copy)]
pub struct SignInForm {
    /// Servers to choose from.
    pub servers: StoredValue<Vec<Server>>,
    /// What couldn't be used in config.json, as paths.
    pub config_problems: StoredValue<Vec<String>>,
    /// config.json allows plain http somewhere, and the browser doesn't.
    pub is_insecure_blocked: bool,
    /// Where plain http is allowed although it isn't this machine.
    insecure: StoredValue<InsecureOrigins>,
    /// To a conferencing node rather than an API server.
    pub direct: RwSignal<bool>,
    /// The API server's address.
    pub server: RwSignal<String>,
    /// The node's address.
    pub node: RwSignal<String>,
    /// The meeting's number or address.
    pub account: RwSignal<String>,
    /// The host's name.
    pub name: RwSignal<String>,
    /// The meeting's password; not remembered.
    pub password: RwSignal<String>,
    /// Not to be listed among the participants.
    pub hide_me: RwSignal<bool>,
    /// Sent once: from now on what is wrong is said while it is typed.
    pub tried: RwSignal<bool>,
    /// The PIN or the extension that the server asks for.
    pub answer: RwSignal<String>,
    /// An empty answer was sent.
    pub answer_missing: RwSignal<bool>,
}

/// Where a form leads.
#[derive(PartialEq)]
enum Place {
    /// To an API server at this address.
    Server(String),
    /// To the node of this origin.
    Node(String),
}

impl SignInForm {
    /// Returns a form filled in from the link, else with what this browser remembers, else with the configuration's first server.
    pub fn new(link: &Link, config: &Config) -> Self {
        let remembered = RememberedSignIn::load();
        let servers = config.servers_of(ServerKind::Meeting);
        let first = servers.first().map(|server| server.url.clone());
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        Self {
            servers: StoredValue::new(servers),
            config_problems: StoredValue::new(config.problems.clone()),
            is_insecure_blocked: config.is_insecure_blocked,
            insecure: StoredValue::new(config.insecure.clone()),
            direct: RwSignal::new(link.node.is_some()),
            server: text(link.server.clone().or(remembered.server).or(first)),
            node: text(link.node.clone().or(remembered.node)),
            account: text(link.room.clone().or_else(|| link.account.clone())),
            name: text(link.name.clone().or(remembered.name)),
            password: RwSignal::default(),
            hide_me: RwSignal::default(),
            tried: RwSignal::default(),
            answer: RwSignal::default(),
            answer_missing: RwSignal::default(),
        }
    }

    /// Takes over what a link says that is opened later. A password that was typed is for no other meeting.
    pub fn fill(self, link: &Link) {
        if link.server.is_some() || link.node.is_some() {
            set_if_changed(self.direct, link.node.is_some());
        }
        let room = link.room.as_ref().or(link.account.as_ref());
        let place = [
            (self.server, link.server.as_ref()),
            (self.node, link.node.as_ref()),
            (self.account, room),
        ];
        let is_new = |(field, said): &(RwSignal<String>, Option<&String>)| {
            said.is_some_and(|said| field.with_untracked(|typed| typed != said))
        };
        if place.iter().any(is_new) {
            set_if_changed(self.password, String::new());
            set_if_changed(self.tried, false);
        }
        for (field, said) in place.into_iter().chain([(self.name, link.name.as_ref())]) {
            if let Some(said) = said {
                set_if_changed(field, said.clone());
            }
        }
    }

    /// From now on forgets what was typed as soon as it isn't needed any more: an answer with its question, the password when the
    /// room opens. Where the host was let in, and as whom, this browser remembers then. Called once, where the form's owner is.
    pub fn forget_with(self, state: SignInState) {
        let asked = Memo::new(move |_| {
            state
                .question()
                .with(|asked| asked.as_ref().map(discriminant))
        });
        Effect::new(move || {
            let _ = asked.get();
            set_if_changed(self.answer, String::new());
            set_if_changed(self.answer_missing, false);
        });
        Effect::new(move || {
            if state.in_room().get() {
                // Not where the form isn't what led there: to a demo.
                if self.tried.get_untracked() {
                    self.remember();
                }
                set_if_changed(self.password, String::new());
                set_if_changed(self.hide_me, false);
                set_if_changed(self.tried, false);
            }
        });
    }

    /// Keeps in this browser what the form starts with the next time. Not followed.
    fn remember(self) {
        let typed = |field: RwSignal<String>| {
            let text = field.with_untracked(|text| text.trim().to_owned());
            (!text.is_empty()).then_some(text)
        };
        let direct = self.direct.get_untracked();
        RememberedSignIn {
            server: typed(self.server).filter(|_| !direct),
            node: typed(self.node).filter(|_| direct),
            name: typed(self.name),
        }
        .save();
    }

    /// Puts right what was typed and pasted as addresses and number, so that the fields show what is sent.
    pub fn tidy(self) {
        for field in [self.server, self.node] {
            set_if_changed(field, field.with_untracked(|text| tidy(text)));
        }
        let account = self.account.with_untracked(|text| tidy_number(text));
        set_if_changed(self.account, account);
    }

    /// Returns what is wrong with the server's or the node's address; follows it.
    pub(crate) fn host_error(self) -> Option<FieldError> {
        let direct = self.direct.get();
        self.host().with(|text| validate::host(text, direct))
    }

    /// Returns whether others could read and change what is said to the server or the node; follows its address.
    pub(crate) fn is_insecure(self) -> bool {
        let host = self.host();
        self.insecure
            .with_value(|insecure| host.with(|text| insecure.names(&tidy(text))))
    }

    /// Returns whether it leads to the server that `other` is on, as far as that is known before joining: an API server may send two
    /// meetings to two nodes. Followed.
    pub(crate) fn leads_to(self, other: &OpenMeeting) -> bool {
        let Some(own) = self.place() else {
            return false;
        };
        let info = other.meeting.info;
        let node = info.with(|info| info.as_ref().map(|info| info.node.clone()));
        let is_node = node.is_some_and(|node| match &own {
            Place::Node(origin) => *origin == *node,
            Place::Server(base) => {
                let path = base.strip_prefix(&*node);
                path.is_some_and(|path| path.is_empty() || path.starts_with('/'))
            }
        });
        is_node || matches!(own, Place::Server(_)) && other.form.place() == Some(own)
    }

    /// Returns where it leads; follows the address.
    fn place(self) -> Option<Place> {
        let (direct, text) = (self.direct.get(), self.host().with(|text| tidy(text)));
        self.insecure.with_value(|insecure| {
            if direct {
                let node = Node::parse(&text, insecure).ok()?;
                Some(Place::Node(node.origin()))
            } else {
                let server = ApiServer::parse(&text, insecure).ok()?;
                Some(Place::Server(server.as_str().to_owned()))
            }
        })
    }

    /// Returns the field of the server or of the node; follows which it is.
    fn host(self) -> RwSignal<String> {
        if self.direct.get() {
            self.node
        } else {
            self.server
        }
    }

    /// Returns what to join with, if everything is right. Not followed.
    pub fn request(self) -> Option<JoinRequest> {
        untrack(|| {
            let direct = self.direct.get();
            let is_wrong = self.host_error().is_some()
                || self.account.with(|text| validate::account(text)).is_some()
                || self.name.with(|text| validate::name(text)).is_some()
                || (!direct
                    && self
                        .password
                        .with(|text| validate::password(text))
                        .is_some());
            let trimmed = |field: RwSignal<String>| field.with(|text| text.trim().to_owned());
            let tidied = |field: RwSignal<String>| field.with(|text| tidy(text));
            let room = self.account.with(|text| tidy_number(text));
            let target = if direct {
                Target::Node {
                    node: tidied(self.node),
                    room,
                }
            } else {
                Target::Server {
                    server: tidied(self.server),
                    account: room,
                }
            };
            let request = JoinRequest {
                target,
                name: trimmed(self.name),
                password: Some(self.password.get())
                    .filter(|password| !password.is_empty())
                    .map(Password::new),
                hide_me: self.hide_me.get(),
                insecure: self.insecure.get_value(),
                is_demo: false,
            };
            (!is_wrong).then_some(request)
        })
    }
}
