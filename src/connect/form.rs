//! The form.

use leptos::{prelude::*, text_prop::TextProp};

use super::{Initial, JoinForm, JoinTarget, validate};
use crate::{
    i18n::{I18n, t, t_string, use_i18n},
    ui::{
        Button, Checkbox, Icon, Kind, Look, Menu, MenuItem, Switch, TextField,
        el::{Held, div, el, held, the, view_of},
        field::TextFieldProps,
        icon,
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
    fn error(
        self,
        i18n: I18n,
        refusal: impl Fn(Self) -> Option<validate::Refusal> + Send + Sync + 'static,
    ) -> Signal<Option<String>> {
        Signal::derive(move || {
            if self.tried.get() {
                refusal(self).map(|refusal| refusal.say(i18n))
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
) -> AnyView {
    let i18n = use_i18n();
    let fields = Fields::new(&initial);
    let element = held();
    let send = move |event: web_sys::Event| {
        event.prevent_default();
        if busy.try_get_untracked().unwrap_or(true) {
            return;
        }
        fields.tried.try_set(true);
        match fields.read() {
            Some(form) => on_join.run(form),
            None => focus_first_wrong(element),
        }
    };
    let account = view! {
        <TextField
            label=t!(i18n, connect.account)
            value=fields.account
            error=fields.error(i18n, |fields| fields.account.with(|text| validate::account(text)))
        />
    };
    let name = view! {
        <TextField
            label=t!(i18n, connect.name)
            value=fields.name
            kind=Kind::Name
            error=fields.error(i18n, |fields| fields.name.with(|text| validate::name(text)))
        />
    };
    let password = move || {
        if fields.direct.get() {
            ().into_any()
        } else {
            password(fields)
        }
    };
    let hide_me = view! { <Checkbox label=t!(i18n, connect.hide_me) checked=fields.hide_me /> };
    let join_label = move || {
        if busy.get() {
            t_string!(i18n, connect.joining)
        } else {
            t_string!(i18n, connect.join)
        }
    };
    let join = view! {
        <Button
            label=join_label
            on_press=|()| {}
            look=Look::Primary
            class="connect-join"
            pending=busy
            submit=true
        />
    };
    let direct = view! {
        <Switch
            label=t!(i18n, connect.direct)
            on=fields.direct
            on_change=move |direct| {
                fields.direct.try_set(direct);
            }
        />
    };
    el("form")
        .class("connect-form")
        .attr("novalidate", "")
        .bind("aria-label", t!(i18n, connect.form))
        .on("submit", send)
        .view(where_to(initial.servers, fields))
        .view(account.into_any())
        .view(name.into_any())
        .view(view_of(password))
        .view(hide_me.into_any())
        .view(problems(problem, initial.config_problems))
        .view(join.into_any())
        .view(direct.into_any())
        .hold(element)
        .any()
}

/// The API server, or the node.
fn where_to(servers: Vec<crate::config::Server>, fields: Fields) -> AnyView {
    let i18n = use_i18n();
    let servers = StoredValue::new(servers);
    let error = fields.error(i18n, Fields::refusal_of_host);
    let view = move || {
        let direct = fields.direct.get();
        let (label, hint, value): (TextProp, TextProp, _) = if direct {
            (
                t!(i18n, connect.node).into(),
                t!(i18n, connect.node_hint).into(),
                fields.node,
            )
        } else {
            (
                t!(i18n, connect.server).into(),
                t!(i18n, connect.server_hint).into(),
                fields.server,
            )
        };
        let end = if direct {
            None
        } else {
            choices(servers, fields.server)
        };
        TextField(TextFieldProps {
            label,
            value,
            kind: Kind::Url,
            error,
            hint: None,
            placeholder: Some(hint),
            autofocus: false,
            end,
        })
        .into_any()
    };
    view_of(view)
}

/// The servers that the configuration names, where there is a choice.
fn choices(
    servers: StoredValue<Vec<crate::config::Server>>,
    server: RwSignal<String>,
) -> Option<AnyView> {
    let i18n = use_i18n();
    let several = servers.with_value(|servers| servers.len() > 1);
    let items = move |()| {
        let servers = servers.try_get_value().unwrap_or_default();
        let item = |known: crate::config::Server| {
            MenuItem::new(known.name, move || {
                server.try_set(known.url.clone());
            })
        };
        servers.into_iter().map(item).collect::<Vec<_>>()
    };
    several.then(|| view! { <Menu label=t!(i18n, connect.choose_server) items=items icon_only=true look=Look::Quiet /> }.into_any())
}

fn password(fields: Fields) -> AnyView {
    let i18n = use_i18n();
    view! {
        <TextField
            label=t!(i18n, connect.password)
            value=fields.password
            kind=Kind::Secret
            hint=t!(i18n, connect.password_hint)
            error=fields.error(i18n, |fields| fields.password.with(|text| validate::password(text)))
        />
    }
    .into_any()
}

/// What went wrong with joining, and what config.json says that can't be used.
fn problems(problem: Signal<Option<String>>, config: Vec<String>) -> AnyView {
    let i18n = use_i18n();
    let alerts = view_of(move || problem.get().map_or_else(|| ().into_any(), alert));
    if config.is_empty() {
        return alerts;
    }
    let what = config.join(", ");
    let complaint = el("p")
        .class("note note-warn")
        .view(icon(Icon::Warning))
        .child(el("span").say(t!(i18n, app.config_problem, what = what)));
    div("connect-notes").child(complaint).view(alerts).any()
}

/// What went wrong, said at once. The words may be the server's.
pub(super) fn alert(text: String) -> AnyView {
    el("p")
        .class("note note-bad")
        .attr("role", "alert")
        .view(icon(Icon::Warning))
        .child(el("span").attr("dir", "auto").text(&text))
        .any()
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
