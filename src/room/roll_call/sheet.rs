//! Who was called and what was found out; to be put right by hand.

use conference::{Mark, RollCall, SheetLine};
use leptos::prelude::*;

use super::{mark_words, read};
use crate::{
    i18n::{Locale, td_string, use_locale},
    room::person::PersonName,
    state::{RollCalls, use_meeting},
    ui::{Button, Icon, KeyedLines, Look, ShowIf, scoped_memo},
};

/// More than these are in the file alone.
const MAX_LISTED: usize = 300;

/// The sheet, open when the roll call is over.
#[component]
pub fn Sheet(
    /// Nobody is called any more.
    is_over: Memo<bool>,
) -> impl IntoView {
    let (calls, locale) = (use_meeting().roll_calls, use_locale());
    let count = move |mark: Mark| read(calls.call(), |call| call.count(mark));
    let total = Memo::new(move |_| read(calls.call(), |call| call.lines().len()));
    let summary = Signal::derive(move || {
        td_string!(
            locale,
            roll_call.summary,
            present = count(Mark::Present),
            absent = count(Mark::Absent),
            left = count(Mark::Left),
            total = total.get()
        )
    });
    let lines = Signal::derive(move || {
        let lines = |call: &RollCall| {
            let lines = call.lines().iter().take(MAX_LISTED).cloned().enumerate();
            lines.collect::<Vec<_>>()
        };
        read(calls.call(), lines)
    });
    let lines = Memo::new(move |_| lines.get());
    let line = move |(at, line): (usize, SheetLine)| line_view(calls, locale, at, &line);
    let unlisted = Memo::new(move |_| total.get().saturating_sub(MAX_LISTED));
    view! {
        <details class="roll-sheet" prop:open=is_over>
            <summary>{summary}</summary>
            <ul>
                <KeyedLines lines key=|(at, line)| (*at, line.id.clone()) line />
            </ul>
            <ShowIf when=move || { unlisted.get() > 0 }>
                <p>{move || td_string!(locale, roll_call.more, count = unlisted.get())}</p>
            </ShowIf>
        </details>
    }
    .into_any()
}

fn line_view(calls: RollCalls, locale: Locale, at: usize, line: &SheetLine) -> AnyView {
    let mark = scoped_memo(move || {
        let mark = |call: &RollCall| call.lines().get(at).and_then(|line| line.mark);
        read(calls.call(), mark)
    });
    let words = Signal::derive(move || mark.get().map_or("–", |mark| mark_words(locale, mark)));
    let word = Signal::derive(move || mark.get().map_or("none", Mark::as_str));
    let name = line.name.to_string();
    let id = StoredValue::new(line.id.clone());
    let tick = |mark: Mark, icon: Icon, label: String| {
        let correct = move || {
            id.with_value(|id| calls.correct(id, mark));
        };
        view! { <Button label=label icon=icon icon_only=true look=Look::Quiet on_press=correct /> }
    };
    view! {
        <li class="roll-line" data-mark=word>
            <PersonName name=name.clone() />
            <span class="roll-mark" prop:textContent=words></span>
            {tick(
                Mark::Present,
                Icon::Check,
                td_string!(locale, roll_call.mark_present, name = name.clone()),
            )}
            {tick(Mark::Absent, Icon::Cross, td_string!(locale, roll_call.mark_absent, name = name))}
        </li>
    }
    .into_any()
}
