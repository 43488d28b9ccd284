//! The form.

use std::rc::Rc;

use super::{Initial, JoinForm, JoinTarget, validate};
use crate::{
    i18n::{t, t_string},
    reactive::{Callback, RwSignal, Signal, request_animation_frame, untrack},
    ui::{
        Button, Icon, Kind, Look, MenuItem, TextField, checkbox,
        el::{El, Held, Piece, Said, div, el, held, the, view_of},
        icon, menu, switch,
    },
};

/// What is typed, field by field.
#[derive(Clone, Copy)]
struct Fields {
    direct: RwSignal<bool>,
    server: RwSignal<String>,
    node: RwSignal<String>,
    account: RwSignal<String>,
    name: RwSignal<String>,
    password: RwSignal<String>,
    hide_me: RwSignal<bool>,
    /// Sent once: from now on what is wrong is said while it is typed.
    tried: RwSignal<bool>,
}

impl Fields {
    fn new(initial: &Initial) -> Self {
        Self {
            direct: RwSignal::new(initial.direct),
            server: RwSignal::new(initial.server.clone()),
            node: RwSignal::new(initial.node.clone()),
            account: RwSignal::new(initial.account.clone()),
            name: RwSignal::new(initial.name.clone()),
            password: RwSignal::new(String::new()),
            hide_me: RwSignal::new(false),
            tried: RwSignal::new(false),
        }
    }

    fn refusal_of_host(self) -> Option<validate::Refusal> {
        let direct = self.direct.get();
        let host = if direct { self.node } else { self.server };
        host.with(|text| validate::host(text, direct))
    }

    /// What to join with, if everything is right.
    fn read(self) -> Option<JoinForm> {
        untrack(|| {
            let wrong = self.refusal_of_host().is_some()
                || self.account.with(|text| validate::account(text)).is_some()
                || self.name.with(|text| validate::name(text)).is_some()
                || (!self.direct.get()
                    && self
                        .password
                        .with(|text| validate::password(text))
                        .is_some());
            let trimmed = |field: RwSignal<String>| field.with(|text| text.trim().to_owned());
            let target = if self.direct.get() {
                JoinTarget::Node {
                    node: trimmed(self.node),
                    room: trimmed(self.account),
                }
            } else {
                JoinTarget::Server {
                    server: trimmed(self.server),
                    account: trimmed(self.account),
                }
            };
            let form = JoinForm {
                target,
                name: trimmed(self.name),
                password: self.password.get(),
                hide_me: self.hide_me.get(),
            };
            (!wrong).then_some(form)
        })
    }

    /// What is wrong with a field, once the form was tried.
    fn error(self, refusal: fn(Self) -> Option<validate::Refusal>) -> Said {
        Said::from(move || {
            if self.tried.get() {
                refusal(self).map(validate::Refusal::say)
            } else {
                None
            }
        })
    }
}

pub(super) fn form(
    initial: Initial,
    busy: Signal<bool>,
    problem: Signal<Option<String>>,
    on_join: Callback<JoinForm>,
) -> El {
    let fields = Fields::new(&initial);
    let element = held();
    let send = move |event: web_sys::Event| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        fields.tried.set(true);
        match fields.read() {
            Some(form) => on_join.run(form),
            None => focus_first_wrong(element),
        }
    };
    let account = TextField::new(t!(connect.account), fields.account, Kind::Text)
        .error(fields.error(|fields| fields.account.with(|text| validate::account(text))));
    let name = TextField::new(t!(connect.name), fields.name, Kind::Name)
        .error(fields.error(|fields| fields.name.with(|text| validate::name(text))));
    let join_label = move || {
        if busy.get() {
            t_string!(connect.joining)
        } else {
            t_string!(connect.join)
        }
    };
    let join = Button::new(join_label, || {})
        .look(Look::Primary)
        .class("connect-join")
        .pending(move || busy.get())
        .submit();
    let change = move |direct| fields.direct.set(direct);
    let direct = switch(
        t!(connect.direct),
        fields.direct.into(),
        change,
        Said::Nothing,
    );
    el("form")
        .class("connect-form")
        .attr("novalidate", "")
        .bind("aria-label", t!(connect.form))
        .on("submit", send)
        .child(where_to(&initial.servers, fields))
        .child(account)
        .child(name)
        .when(move || !fields.direct.get(), move || password(fields))
        .child(checkbox(t!(connect.hide_me), fields.hide_me))
        .child(problems(problem, &initial))
        .child(join)
        .child(direct)
        .hold(element)
}

/// The API server, or the node.
fn where_to(servers: &[crate::config::Server], fields: Fields) -> Piece {
    let servers: Rc<[_]> = servers.into();
    view_of(move || {
        let direct = fields.direct.get();
        let field = if direct {
            TextField::new(t!(connect.node), fields.node, Kind::Url)
                .placeholder(t!(connect.node_hint))
        } else {
            TextField::new(t!(connect.server), fields.server, Kind::Url)
                .placeholder(t!(connect.server_hint))
                .end(choices(&servers, fields.server))
        };
        field.error(fields.error(Fields::refusal_of_host)).el()
    })
}

/// The servers that the configuration names, where there is a choice.
fn choices(servers: &Rc<[crate::config::Server]>, server: RwSignal<String>) -> Option<El> {
    let known = servers.clone();
    let items = move || {
        let item = |known: &crate::config::Server| {
            let url = known.url.clone();
            MenuItem::new(known.name.clone(), move |()| server.set(url.clone()))
        };
        known.iter().map(item).collect()
    };
    let dress = |button: Button| button.icon(Icon::Chevron).icon_only().look(Look::Quiet);
    (servers.len() > 1).then(|| menu(t!(connect.choose_server), items, dress))
}

fn password(fields: Fields) -> El {
    TextField::new(t!(connect.password), fields.password, Kind::Secret)
        .hint(t!(connect.password_hint))
        .error(fields.error(|fields| fields.password.with(|text| validate::password(text))))
        .el()
}

/// What went wrong with joining, what config.json says that can't be used, and what this browser lacks.
fn problems(problem: Signal<Option<String>>, initial: &Initial) -> El {
    let config = &initial.config_problems;
    let complaint = (!config.is_empty()).then(|| {
        let what = config.join(", ");
        warning(t!(app.config_problem, what = what))
    });
    initial
        .lacking
        .iter()
        .fold(div("connect-notes").child(complaint), |notes, lack| {
            notes.child(warning(*lack))
        })
        .view_of(move || problem.get().map(|problem| alert(&problem)))
}

fn warning(text: impl Into<Said>) -> El {
    el("p")
        .class("note note-warn")
        .child(icon(Icon::Warning))
        .child(el("span").say(text))
}

/// What went wrong, said at once. The words may be the server's.
pub(super) fn alert(text: &str) -> El {
    el("p")
        .class("note note-bad")
        .attr("role", "alert")
        .child(icon(Icon::Warning))
        .child(el("span").attr("dir", "auto").text(text))
}

fn focus_first_wrong(form: Held) {
    // The fields are marked in the effects that follow this event.
    request_animation_frame(move || {
        use wasm_bindgen::JsCast;
        if let Some(form) = the(form)
            && let Ok(Some(field)) = form.query_selector("[aria-invalid=true]")
            && let Ok(field) = field.dyn_into::<web_sys::HtmlElement>()
        {
            let _ = field.focus();
        }
    });
}
