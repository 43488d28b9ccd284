//! The roll call: there only while it is open.

mod discard;
mod export;
mod focus;
mod sheet;

use conference::{Mark, RollCall, RollCallPause, SheetLine};
use leptos::{html, prelude::*};

use super::{whom, words};
use crate::{
    config::{self, Feature},
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, use_meeting},
    ui::{Button, Icon, Look, Select, ShowIf},
};
use discard::DiscardDialog;
use export::export;
use focus::{Next, pass_focus_on};
use sheet::Sheet;

/// Opens the region. While one is under way behind it, it says so.
#[component]
pub fn RollCallButton() -> impl IntoView {
    let (calls, locale) = (use_meeting().roll_calls, use_locale());
    let left = Memo::new(move |_| read(calls.call(), RollCall::left_to_call));
    let label = Signal::derive(move || match left.get() {
        0 => td_string!(locale, roll_call.title).to_owned(),
        count => td_string!(locale, roll_call.to_go, count = count),
    });
    view! {
        <ShowIf when=config::is_on(Feature::RollCall)>
            <Button
                label=label
                icon=Icon::Check
                look=Look::Quiet
                on_press=move || calls.is_open.update(|is_open| *is_open = !*is_open)
            />
        </ShowIf>
    }
}

/// The region "Roll call".
#[component]
pub fn RollCallPanel() -> impl IntoView {
    let calls = use_meeting().roll_calls;
    view! {
        <ShowIf when=calls.is_open>
            <RollCallRegion />
        </ShowIf>
    }
}

#[component]
fn RollCallRegion() -> impl IntoView {
    let (calls, locale) = (use_meeting().roll_calls, use_locale());
    let has_call = Memo::new(move |_| calls.call().with(Option::is_some));
    let is_over = Memo::new(move |_| read(calls.call(), RollCall::is_over));
    let is_under_way = Signal::derive(move || has_call.get() && !is_over.get());
    view! {
        <section class="panel roll-call" role="region" aria-labelledby="roll-call-title">
            <div class="panel-head">
                <h2 class="panel-title" id="roll-call-title">
                    {td_string!(locale, roll_call.title)}
                </h2>
                <span class="spacer"></span>
                <ShowIf when=has_call>
                    <Button
                        label=td_string!(locale, roll_call.export)
                        icon=Icon::Log
                        look=Look::Quiet
                        class="roll-export"
                        on_press=move || export(use_meeting(), locale)
                    />
                </ShowIf>
                <Button
                    label=td_string!(locale, roll_call.close)
                    icon=Icon::Cross
                    icon_only=true
                    look=Look::Quiet
                    on_press=move || calls.is_open.set(false)
                />
            </div>
            <div class="roll-body">
                <ShowIf when=has_call fallback=|| view! { <Begin /> }>
                    <ShowIf when=is_under_way fallback=|| view! { <Over /> }>
                        <Called />
                    </ShowIf>
                    <div class="roll-rest">
                        <Note />
                        <ShowIf when=is_under_way>
                            <Pace />
                        </ShowIf>
                        <Sheet is_over=is_over />
                    </div>
                </ShowIf>
            </div>
        </section>
    }
    .into_any()
}

/// Reads the roll call, where there is one; follows it.
fn read<T: Default>(call: ReadSignal<Option<RollCall>>, read: impl FnOnce(&RollCall) -> T) -> T {
    call.with(|call| call.as_ref().map(read).unwrap_or_default())
}

/// Whom to call, before it begins.
#[component]
fn Begin() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let calls = meeting.roll_calls;
    let count = Memo::new(move |_| calls.meant().len());
    let nobody = Signal::derive(move || {
        (count.get() == 0).then(|| td_string!(locale, roll_call.nobody).to_owned())
    });
    let lead = Signal::derive(move || match calls.refusal() {
        Some(refusal) => {
            let why = words::refusal(locale, refusal);
            td_string!(locale, roll_call.by_hand, why = why)
        }
        None => td_string!(locale, roll_call.lead).to_owned(),
    });
    let part = NodeRef::<html::Div>::new();
    pass_focus_on(part, Next::FirstTick);
    view! {
        <div class="roll-begin" node_ref=part>
            <p class="roll-note">{lead}</p>
            <Select
                label=td_string!(locale, roll_call.whom)
                value=calls.whom
                options=whom::options(locale)
            />
            <div class="roll-buttons">
                <Button
                    label=td_string!(locale, roll_call.start)
                    look=Look::Primary
                    class="roll-start"
                    refusal=nobody
                    on_press=move || calls.start()
                />
                <span>
                    {move || td_string!(locale, roll_call.count, count = count.get())}
                </span>
            </div>
        </div>
    }
}

/// Whoever is called, and what to tick.
#[component]
fn Called() -> impl IntoView {
    let (calls, locale) = (use_meeting().roll_calls, use_locale());
    let name = Memo::new(move |_| read(calls.call(), |call| name_of(call.current())));
    let shown = Signal::derive(move || name.get().unwrap_or_default());
    let tick = move |mark: Mark, look: Look| {
        let label = mark_words(locale, mark);
        view! { <Button label=label look=look on_press=move || calls.mark(mark) /> }
    };
    let part = NodeRef::<html::Div>::new();
    pass_focus_on(part, Next::Export);
    view! {
        <div class="roll-called" node_ref=part>
            <p class="roll-name" role="status" title=shown>
                <bdi dir="auto" translate="no" prop:textContent=shown></bdi>
            </p>
            <div class="roll-buttons">
                {tick(Mark::Present, Look::Primary)} {tick(Mark::Absent, Look::Plain)}
                {tick(Mark::Later, Look::Plain)}
            </div>
        </div>
    }
    .into_any()
}

fn name_of(line: Option<&SheetLine>) -> Option<String> {
    line.map(|line| line.name.to_string())
}

/// Who comes next, and how to hold or stop it.
#[component]
fn Pace() -> impl IntoView {
    let (calls, locale) = (use_meeting().roll_calls, use_locale());
    let next = Memo::new(move |_| read(calls.call(), |call| name_of(call.next())));
    let left = Memo::new(move |_| read(calls.call(), RollCall::left_to_call));
    let next = Signal::derive(move || {
        let left = left.get().saturating_sub(1);
        match next.get() {
            Some(name) => {
                let name = words::isolated(&name);
                td_string!(locale, roll_call.next, name = name, count = left)
            }
            None => td_string!(locale, roll_call.last).to_owned(),
        }
    });
    let is_paused = Memo::new(move |_| read(calls.call(), |call| call.pause().is_some()));
    let pause = Signal::derive(move || {
        let words = if is_paused.get() {
            td_string!(locale, roll_call.resume)
        } else {
            td_string!(locale, roll_call.pause)
        };
        words.to_owned()
    });
    let part = NodeRef::<html::Div>::new();
    pass_focus_on(part, Next::Export);
    view! {
        <div class="roll-pace" node_ref=part>
            <p class="roll-note" prop:textContent=next></p>
            <div class="roll-buttons">
                <Button
                    label=pause
                    look=Look::Quiet
                    on_press=move || {
                        calls
                            .change(|call| match call.pause() {
                                Some(_) => call.resume(),
                                None => call.pause_by_host(),
                            });
                    }
                />
                <Button
                    label=td_string!(locale, roll_call.stop)
                    look=Look::Quiet
                    on_press=move || calls.change(RollCall::stop)
                />
            </div>
        </div>
    }
    .into_any()
}

/// Nobody is called any more.
#[component]
fn Over() -> impl IntoView {
    let (calls, locale) = (use_meeting().roll_calls, use_locale());
    let can_be_undone = Memo::new(move |_| {
        read(calls.call(), |call| {
            call.pause().is_some() && call.has_deeds()
        })
    });
    let part = NodeRef::<html::Div>::new();
    pass_focus_on(part, Next::Start);
    view! {
        <div class="roll-over" node_ref=part>
            <p class="roll-name" role="status">
                {td_string!(locale, roll_call.over)}
            </p>
            <div class="roll-buttons">
                <ShowIf when=can_be_undone>
                    <Button
                        label=td_string!(locale, roll_call.undo)
                        look=Look::Primary
                        on_press=move || calls.change(RollCall::resume)
                    />
                </ShowIf>
                <Button
                    label=td_string!(locale, roll_call.another)
                    on_press=move || calls.make_room()
                />
            </div>
            <DiscardDialog />
        </div>
    }
    .into_any()
}

/// Why nothing is sent for now, or may be.
#[component]
fn Note() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let note = Memo::new(move |_| note(meeting, locale).unwrap_or_default());
    let is_there = Memo::new(move |_| note.with(|note| !note.is_empty()));
    view! {
        <ShowIf when=is_there>
            <p class="note note-warn" role="status" prop:textContent=note></p>
        </ShowIf>
    }
}

fn note(meeting: Meeting, locale: Locale) -> Option<String> {
    let calls = meeting.roll_calls;
    let (pause, is_done) = read(calls.call(), |call| {
        let is_done = call.is_over() && !call.has_deeds();
        (call.pause().cloned(), is_done)
    });
    match pause {
        _ if is_done => None,
        Some(RollCallPause::ByHost) => Some(td_string!(locale, roll_call.paused).to_owned()),
        Some(RollCallPause::Connection) => Some(td_string!(locale, roll_call.not_live).to_owned()),
        Some(RollCallPause::NotUndone(id)) => {
            let name = words::isolated(&meeting.stage.name_of(&id));
            Some(td_string!(locale, roll_call.not_undone, name = name))
        }
        None => calls.refusal().map(|refusal| {
            let why = words::refusal(locale, refusal);
            td_string!(locale, roll_call.by_hand, why = why)
        }),
    }
}

fn mark_words(locale: Locale, mark: Mark) -> &'static str {
    match mark {
        Mark::Present => td_string!(locale, roll_call.present),
        Mark::Absent => td_string!(locale, roll_call.absent),
        Mark::Later => td_string!(locale, roll_call.later),
        Mark::Left => td_string!(locale, roll_call.left),
    }
}
