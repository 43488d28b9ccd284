//! Somebody: how their call stands, and what can be done about it.

use std::sync::Arc;

use leptos::prelude::*;
use phone::{Call, CallKey, CallState, Callee, Failure};

use super::{
    super::{
        state::{Wanted, use_panel},
        words,
    },
    in_words,
};
use crate::{
    i18n::{td_string, use_locale},
    room::person::{Avatar, PersonName},
    ui::{Button, Icon, Look, true_or_false},
};

/// A row of the grid "Participants".
#[component]
pub fn CallRow(
    /// Whose row it is at present.
    key_of: Signal<CallKey>,
    /// Its place in the list, from 0.
    index: Signal<usize>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let call = live.call(key_of);
    let read = move |read: fn(&Call) -> String| {
        Memo::new(move |_| call.with(|it| it.as_deref().map(read).unwrap_or_default()))
    };
    let number = read(|it| it.number.to_string());
    let name = Memo::new(move |_| {
        call.with(|it| {
            let name = it.as_deref().map(|it| words::name_of(locale, it));
            name.unwrap_or_default()
        })
    });
    let state = Memo::new(move |_| call.with(|it| it.as_ref().map(|it| it.state.clone())));
    let word = move || state.with(|it| it.as_ref().map(words::state_word).unwrap_or_default());
    let in_words = move || {
        let told = |it: &CallState| words::call_state(locale, it);
        state.with(|it| it.as_ref().map(told).unwrap_or_default())
    };
    let second = Memo::new(move |_| {
        let has_name = call.with(|it| it.as_deref().is_some_and(|it| !it.name.is_empty()));
        if has_name {
            number.get()
        } else {
            String::new()
        }
    });
    let pending = live.pending();
    let is_pending = Memo::new(move |_| {
        let key = key_of.get();
        let is_about = |wanted: &Wanted| match wanted {
            Wanted::HangUp(whom, _) => *whom == key,
            Wanted::Invite(called) => number.with(|number| **called == **number),
            _ => false,
        };
        pending.with(|pending| pending.iter().any(is_about))
    });
    view! {
        <div
            role="row"
            class="phone-row tall-row person"
            aria-rowindex=move || (index.get() + 1).to_string()
            data-call=move || key_of.get().number().to_string()
            data-number=number
            data-name=name
            data-state=word
            data-pending=true_or_false(is_pending)
        >
            <div role="gridcell" class="row-line">
                <Avatar name />
                <PersonName name />
                <span class="phone-buttons">
                    <HangUp call />
                    <Redial call />
                </span>
            </div>
            <div role="gridcell" class="row-line phone-state">
                <span dir="auto">{in_words}</span>
                <bdi class="phone-number" dir="auto">
                    {second}
                </bdi>
            </div>
        </div>
    }
}

/// What somebody is called in a button's name.
fn number_in_words(call: Memo<Option<Arc<Call>>>) -> impl Fn() -> String + Copy + Send + Sync {
    let locale = use_locale();
    move || {
        let number = |it: &Call| words::number_of(locale, it);
        call.with(|it| it.as_deref().map(number).unwrap_or_default())
    }
}

#[component]
fn HangUp(call: Memo<Option<Arc<Call>>>) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let number = number_in_words(call);
    let label = Signal::derive(move || td_string!(locale, phone.room.hang_up, number = number()));
    let asked = in_words(move || {
        let is_waiting = |it: &Call| it.state == CallState::Waiting;
        // Whoever waits to be called is only called no more.
        if call.with(|it| it.as_deref().is_some_and(is_waiting)) {
            return None;
        }
        let none = call.with(|it| it.as_deref().is_none_or(|it| it.call.is_none()));
        let no_call = none.then_some(Failure::NoCall);
        live.call_refusal().or(no_call)
    });
    let refusal = MaybeProp::derive(move || {
        let is_live = call.with(|it| it.as_deref().is_some_and(|it| it.state.is_live()));
        let not_called = || td_string!(locale, phone.why.not_called).to_owned();
        asked.get().or((!is_live).then(not_called))
    });
    let pending = live.pending();
    let pending = Memo::new(move |_| {
        let key = call.with(|it| it.as_deref().map(|it| it.key));
        let is_it =
            |wanted: &Wanted| matches!(wanted, Wanted::HangUp(whom, _) if Some(*whom) == key);
        pending.with(|pending| pending.iter().any(is_it))
    });
    let press = move || {
        if let Some(call) = call.get_untracked() {
            live.hang_up(&call);
        }
    };
    view! { <Button label icon=Icon::End icon_only=true look=Look::Quiet refusal pending on_press=press /> }
}

#[component]
fn Redial(call: Memo<Option<Arc<Call>>>) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let number = number_in_words(call);
    let label = Signal::derive(move || td_string!(locale, phone.room.redial, number = number()));
    let refusal = in_words(move || {
        let is_there = call.with(|it| {
            let state = it.as_deref().map(|it| &it.state);
            state.is_some_and(|it| it.is_live() && *it != CallState::Unclear)
        });
        let there = is_there.then_some(Failure::AlreadyThere);
        live.call_refusal().or(there)
    });
    let press = move || {
        let Some(call) = call.get_untracked() else {
            return;
        };
        live.invite(Callee {
            number: call.number.clone(),
            name: call.name.clone(),
        });
    };
    let has_number = Signal::derive(move || {
        call.with(|it| it.as_deref().is_some_and(|it| !it.number.is_empty()))
    });
    view! {
        <crate::ui::ShowIf when=has_number>
            <Button label icon=Icon::Phone icon_only=true look=Look::Quiet refusal on_press=press />
        </crate::ui::ShowIf>
    }
}
