//! Numbers to call: what is typed or pasted, and what it comes to.

use std::sync::Arc;

use conference::{DialProtocol, address_book::Contact};
use leptos::{ev, prelude::*};
use phone::{BadNumber, NumberList, NumberProblem, number_line, read_numbers};

use super::{super::state::use_panel, in_words};
use crate::{
    config::{self, Feature},
    i18n::{Locale, td_string, use_locale},
    room::dial,
    state::AddressBook,
    ui::{Button, Icon, Look, Menu, MenuItem, ShowIf, unique_id},
};

/// So many of those that can't be called are listed.
const MOST_LISTED: usize = 20;

/// The panel "Invite".
#[component]
pub fn Invite() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let (live, numbers) = (panel.live, panel.invite.numbers);
    let revision = live.calls.revision();
    let list = Memo::new(move |_| {
        revision.track();
        numbers.with(|typed| {
            let read = |is_there: &dyn Fn(&str) -> bool| read_numbers(typed, is_there);
            let of_conference = live.with_conference(|it| {
                let is_live = |call: &&phone::Call| call.state.is_live();
                let live: Vec<_> = it.calls().iter().filter(is_live).collect();
                read(&|number| live.iter().any(|call| &*call.number == number))
            });
            of_conference.unwrap_or_else(|| read(&|_| false))
        })
    });
    let refusal = in_words(move || live.call_refusal());
    let refusal = MaybeProp::derive(move || {
        let is_none = list.with(|list| list.callees.is_empty());
        let none = is_none.then(|| td_string!(locale, phone.invite.none).to_owned());
        refusal.get().or(none)
    });
    let invite = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if refusal.get_untracked().is_some() {
            return;
        }
        let (callees, left) = list.with_untracked(|list| (list.callees.clone(), left(list)));
        numbers.set(left);
        for callee in callees {
            live.invite(callee);
        }
    };
    let field = unique_id("numbers");
    let note = [&field, "-note"].concat();
    view! {
        <section class="panel" role="region" aria-label=td_string!(locale, phone.invite.title)>
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, phone.invite.title)}</h2>
                <span class="end"></span>
                <Book />
            </div>
            <form class="phone-invite" novalidate on:submit=invite>
                <label class="field-label" for=field.clone()>
                    {td_string!(locale, phone.invite.numbers)}
                </label>
                <textarea
                    class="textarea"
                    id=field
                    rows="4"
                    dir="auto"
                    spellcheck="false"
                    autocomplete="off"
                    aria-describedby=note.clone()
                    bind:value=numbers
                ></textarea>
                <p class="field-note" id=note>
                    {move || heard(locale, &list.read())}
                </p>
                <Button
                    label=td_string!(locale, phone.invite.submit)
                    icon=Icon::Phone
                    look=Look::Primary
                    refusal
                    submit=true
                    on_press=|| {}
                />
            </form>
            <Problems list />
        </section>
    }
}

/// Returns the lines that can't be called: they stay to be put right, but for those that are called or in already.
fn left(list: &NumberList) -> String {
    let stays = |bad: &&BadNumber| {
        !matches!(
            bad.problem,
            NumberProblem::Twice | NumberProblem::AlreadyThere
        )
    };
    let lines = list.problems.iter().filter(stays);
    let lines = lines.map(|bad| number_line(&bad.name, &bad.text));
    lines.collect::<Vec<_>>().join("\n")
}

fn heard(locale: Locale, list: &NumberList) -> String {
    match list.callees.len() {
        0 => td_string!(locale, phone.invite.hint).to_owned(),
        1 => td_string!(locale, phone.invite.one).to_owned(),
        count => td_string!(locale, phone.invite.many, count = count),
    }
}

/// What can't be called, and why.
#[component]
fn Problems(list: Memo<NumberList>) -> impl IntoView {
    let locale = use_locale();
    let has_some = Signal::derive(move || list.with(|list| !list.problems.is_empty()));
    let lines = move || {
        list.with(|list| {
            let shown = list.problems.iter().take(MOST_LISTED);
            let line = |bad: &BadNumber| {
                let why = problem(locale, bad.problem);
                let text = td_string!(
                    locale,
                    phone.invite.problem,
                    line = bad.line,
                    text = &*bad.text,
                    why = why
                );
                view! {
                    <li>
                        <bdi dir="auto">{text}</bdi>
                    </li>
                }
            };
            let more = list.problems.len().saturating_sub(MOST_LISTED);
            let more = (more > 0).then(|| td_string!(locale, phone.invite.more, count = more));
            view! {
                {shown.map(line).collect_view()}
                {more.map(|text| view! { <li>{text}</li> })}
            }
        })
    };
    view! {
        <ShowIf when=has_some>
            <ul class="phone-problems" aria-label=td_string!(locale, phone.invite.problems)>
                {lines}
            </ul>
        </ShowIf>
    }
}

fn problem(locale: Locale, problem: NumberProblem) -> &'static str {
    match problem {
        NumberProblem::Dial(why) => dial::words::problem(locale, why),
        NumberProblem::Twice => td_string!(locale, phone.invite.twice),
        NumberProblem::AlreadyThere => td_string!(locale, phone.invite.there),
        NumberProblem::TooMany => td_string!(locale, phone.invite.too_many),
    }
}

/// Numbers of the address book that this browser keeps for the meeting panel. It is read when the menu opens, and never written.
#[component]
fn Book() -> impl IntoView {
    let (numbers, locale) = (use_panel().invite.numbers, use_locale());
    let contacts = || {
        let book = AddressBook::load().contacts;
        let is_phone = |it: &&Contact| it.protocol == DialProtocol::Phone;
        book.with_untracked(|book| {
            let contacts = book.contacts().iter().filter(is_phone);
            contacts.cloned().collect::<Vec<_>>()
        })
    };
    let has_some = config::is_on(Feature::AddressBook) && !contacts().is_empty();
    let add = move |lines: Arc<str>| {
        move || {
            numbers.update(|typed| {
                if !typed.is_empty() && !typed.ends_with('\n') {
                    typed.push('\n');
                }
                typed.push_str(&lines);
            });
        }
    };
    let items = move || {
        let contacts = contacts();
        let line = |it: &Contact| number_line(&it.name, &it.address);
        let all: Vec<_> = contacts.iter().map(line).collect();
        let everybody = (all.len() > 1).then(|| {
            let label = td_string!(locale, phone.invite.everybody, count = all.len());
            MenuItem::new(label, add(all.join("\n").into()))
        });
        let item = |it: &Contact| MenuItem::new(it.display_name().to_owned(), add(line(it).into()));
        let each = contacts.iter().map(item);
        everybody.into_iter().chain(each).collect::<Vec<_>>()
    };
    has_some.then(|| {
        view! {
            <Menu
                label=td_string!(locale, phone.invite.book)
                icon=Icon::Users
                look=Look::Quiet
                items
            />
        }
    })
}
