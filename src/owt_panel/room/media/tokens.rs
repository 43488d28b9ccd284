//! Letting somebody in: a token is made, shown once, and forgotten.

use std::sync::Arc;

use leptos::{html, prelude::*};
use owt::{NewToken, PortalToken, Preference, RoomRole};

use super::{
    super::super::{client::Trouble, state::use_panel, words::trouble},
    form::{MediaForm, once_tried},
    region::RegionHead,
};
use crate::{
    browser::clipboard,
    i18n::{td_string, use_locale},
    sign_in::Alert,
    ui::{Button, Dialog, FieldKind, Icon, Look, Select, SelectOption, TextField},
};

/// The region "Tokens".
#[component]
pub fn Tokens() -> impl IntoView {
    let locale = use_locale();
    let open = RwSignal::new(false);
    let title = td_string!(locale, owt.media.tokens);
    let start = td_string!(locale, owt.media.create_token);
    view! {
        <section class="panel media" role="region" aria-label=title>
            <RegionHead title start word=td_string!(locale, owt.media.create) icon=Icon::Door open />
            <p class="media-none">{td_string!(locale, owt.media.tokens_lead)}</p>
            <Dialog open title=start on_close=move || open.set(false)>
                <TokenDialog open />
            </Dialog>
        </section>
    }
}

/// What is in the dialog: the form, then the token. Both live as long as it is open.
#[component]
fn TokenDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let token = RwSignal::new(None::<PortalToken>);
    let user = RwSignal::new(String::new());
    let has_token = Memo::new(move |_| token.with(Option::is_some));
    move || match has_token.get() {
        false => view! { <Form open user token /> }.into_any(),
        true => view! { <Shown open user token /> }.into_any(),
    }
}

#[component]
fn Form(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// Whom it is for.
    user: RwSignal<String>,
    /// The token.
    token: RwSignal<Option<PortalToken>>,
) -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let role = RwSignal::new(String::new());
    let (isp, region) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (tried, busy) = (RwSignal::new(false), RwSignal::new(false));
    let problem = RwSignal::new(None::<Trouble>);
    let room = panel
        .live
        .room()
        .with_untracked(|room| room.as_ref().map(|it| it.id.clone()));
    let is_missing = move |text: RwSignal<String>| text.with(|text| text.trim().is_empty());
    let no_user = once_tried(tried, move || {
        is_missing(user).then(|| td_string!(locale, owt.media.need_user))
    });
    let no_role = once_tried(tried, move || {
        is_missing(role).then(|| td_string!(locale, owt.media.need_role))
    });
    let said = Signal::derive(move || {
        problem.with(|problem| {
            let why = problem.as_ref()?;
            let words = trouble(locale, why);
            Some(match why {
                Trouble::Refused(_) => words,
                Trouble::NoAnswer(_) => td_string!(locale, owt.media.token_lost, why = words),
            })
        })
    });
    let asked_room = room.clone();
    let create = move |()| {
        tried.set(true);
        let typed = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        let (user, role, isp, region) = (typed(user), typed(role), typed(isp), typed(region));
        let Some(room) = asked_room
            .clone()
            .filter(|_| !user.is_empty() && !role.is_empty())
        else {
            return;
        };
        let has_preference = !isp.is_empty() || !region.is_empty();
        let new = NewToken {
            preference: has_preference.then_some(Preference { isp, region }),
            user,
            role,
        };
        busy.set(true);
        problem.set(None);
        panel.create_token(room, new, move |made| {
            // Closed by now: nobody sees the token, and it is forgotten.
            if busy.try_set(false).is_some() {
                return;
            }
            match made {
                Ok(made) => token.set(Some(made)),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    let wait = move || {
        busy.get()
            .then(|| td_string!(locale, owt.media.token_waiting))
    };
    view! {
        <MediaForm
            submit=td_string!(locale, owt.media.create)
            on_submit=create
            on_cancel=move |()| open.set(false)
            busy
        >
            <TextField
                label=td_string!(locale, owt.media.user)
                value=user
                kind=FieldKind::Name
                error=no_user
                autofocus=true
            />
            <RoleField room role error=no_role />
            <details class="media-more">
                <summary>{td_string!(locale, owt.media.preference)}</summary>
                <div class="dialog-form">
                    <TextField label=td_string!(locale, owt.media.isp) value=isp />
                    <TextField label=td_string!(locale, owt.media.region) value=region />
                </div>
            </details>
            <p class="dialog-lead" role="status">
                {wait}
            </p>
            <Alert problem=said />
        </MediaForm>
    }
    .into_any()
}

/// One of the room's roles: a list once they were read, and a line to type where they couldn't be.
#[component]
fn RoleField(
    /// Of which room.
    room: Option<owt::RoomId>,
    /// What is chosen or typed.
    role: RwSignal<String>,
    /// What is wrong with it.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let roles = RwSignal::new(None::<Result<Vec<RoomRole>, Trouble>>);
    if let Some(room) = room {
        panel.read_room(room, move |read| {
            roles.try_set(Some(read.map(|room| room.roles())));
        });
    }
    let label = td_string!(locale, owt.media.role);
    let list = move |roles: &[RoomRole]| {
        let choose = SelectOption::new(String::new(), "", td_string!(locale, owt.media.choose));
        let option = |it: &RoomRole| {
            let name = it.role.to_string();
            SelectOption::new(name.clone(), name.clone(), name)
        };
        let options = [choose]
            .into_iter()
            .chain(roles.iter().map(option))
            .collect();
        view! { <Select label value=role options error /> }.into_any()
    };
    move || {
        roles.with(|roles| match roles {
            Some(Ok(roles)) if !roles.is_empty() => list(roles),
            Some(_) => {
                let hint = td_string!(locale, owt.media.roles_unknown);
                view! { <TextField label value=role error hint /> }.into_any()
            }
            None => {
                let hint = td_string!(locale, owt.media.roles_reading);
                view! { <TextField label value=role error hint /> }.into_any()
            }
        })
    }
}

/// The token, to be copied.
#[component]
fn Shown(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// Whom it is for.
    user: RwSignal<String>,
    /// The token.
    token: RwSignal<Option<PortalToken>>,
) -> impl IntoView {
    let locale = use_locale();
    let text: Arc<str> = token.with_untracked(|token| {
        let text = token.as_ref().map(PortalToken::expose);
        Arc::from(text.unwrap_or_default())
    });
    let outcome = RwSignal::new("");
    let shown = text.to_string();
    let copy = move || {
        clipboard::copy(&text, move |is_done| {
            let words = match is_done {
                true => td_string!(locale, owt.media.copied),
                false => td_string!(locale, owt.media.not_copied),
            };
            outcome.try_set(words);
        });
    };
    // The form's button had the focus, and is gone.
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            let _ = button.focus();
        }
    });
    let lead = move || td_string!(locale, owt.media.token_lead, name = user.get());
    view! {
        <div class="dialog-body">
            <p class="dialog-lead" dir="auto">
                {lead}
            </p>
            <textarea
                class="textarea media-token"
                aria-label=td_string!(locale, owt.media.token)
                readonly=true
                rows="4"
                spellcheck="false"
                autocomplete="off"
                prop:value=shown
            ></textarea>
            <p class="field-note" role="status">
                {outcome}
            </p>
            <div class="dialog-foot">
                <Button label=td_string!(locale, ui.close) on_press=move || open.set(false) />
                <Button
                    label=td_string!(locale, owt.media.copy)
                    look=Look::Primary
                    node_ref=button
                    on_press=copy
                />
            </div>
        </div>
    }
    .into_any()
}
