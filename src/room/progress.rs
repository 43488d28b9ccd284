//! How far something that is done to many has got, and whom it failed for.

use leptos::prelude::*;
use session::BulkItem;

use crate::{
    i18n::{Locale, td_string, use_locale},
    room::words,
    state::use_meeting,
    ui::{Button, Icon, Look, ShowIf},
};

/// More of those that failed are counted, not listed.
const MAX_LISTED: usize = 500;

/// There while something is done to many, and until what failed was seen.
#[component]
pub fn BulkProgress() -> impl IntoView {
    let bulk = use_meeting().bulk;
    let is_there = Memo::new(move |_| bulk.counts().with(|counts| counts.total > 0));
    view! {
        <ShowIf when=is_there>
            <Progress />
        </ShowIf>
    }
}

#[component]
fn Progress() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let bulk = meeting.bulk;
    let counts = bulk.counts();
    let count = move |read: fn(session::BulkCounts) -> usize| {
        Signal::derive(move || read(counts.get()).to_string())
    };
    let is_over = Memo::new(move |_| counts.with(session::BulkCounts::is_over));
    let has_failed = Memo::new(move |_| counts.with(|counts| counts.failed > 0));
    let status = Signal::derive(move || {
        let counts = counts.get();
        let mut words = vec![td_string!(
            locale,
            bulk.done,
            done = counts.done,
            total = counts.total
        )];
        if counts.failed > 0 {
            words.push(td_string!(locale, bulk.failed, count = counts.failed));
        }
        if counts.cancelled > 0 {
            words.push(td_string!(locale, bulk.cancelled, count = counts.cancelled));
        }
        words.join(" · ")
    });
    let can_again = Memo::new(move |_| is_over.get() && has_failed.get());
    view! {
        <section
            class="progress"
            role="region"
            aria-label=td_string!(locale, bulk.progress)
            data-done=count(|counts| counts.done)
            data-failed=count(|counts| counts.failed)
            data-total=count(|counts| counts.total)
        >
            <div class="progress-line">
                <progress
                    aria-label=td_string!(locale, bulk.progress)
                    max=count(|counts| counts.total)
                    // Beside "146 of 302 done" no full bar: what was given up wasn't done.
                    value=count(|counts| counts.done + counts.failed)
                ></progress>
                <span aria-live="polite" prop:textContent=status></span>
                <ShowIf
                    when=is_over
                    fallback=move || {
                        view! {
                            <Button
                                label=td_string!(locale, ui.cancel)
                                on_press=move || bulk.cancel()
                            />
                        }
                    }
                >
                    <ShowIf when=can_again>
                        <Button
                            label=td_string!(locale, bulk.again)
                            on_press=move || bulk.try_again()
                        />
                    </ShowIf>
                    <Button
                        label=td_string!(locale, ui.close)
                        icon=Icon::Cross
                        icon_only=true
                        look=Look::Quiet
                        on_press=move || bulk.close()
                    />
                </ShowIf>
            </div>
            <ShowIf when=has_failed>
                <Failures />
            </ShowIf>
        </section>
    }
}

#[component]
fn Failures() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let failures = meeting.bulk.failures();
    let lines = move || {
        failures.with(|failures| {
            let listed = failures.iter().take(MAX_LISTED);
            listed.map(|item| line(locale, item)).collect_view()
        })
    };
    let unlisted = move || {
        let count = failures.with(Vec::len).saturating_sub(MAX_LISTED);
        (count > 0).then(|| td_string!(locale, select.and_more, count = count))
    };
    view! {
        <ul class="progress-failed" tabindex="0" aria-label=td_string!(locale, bulk.not_done)>
            {lines}
        </ul>
        {unlisted}
    }
}

/// Whom, what, and why not.
fn line(locale: Locale, item: &BulkItem) -> impl IntoView + use<> {
    let target = item.command.target();
    let id = target.map_or_else(|| " · ".to_owned(), |id| format!(" · {} · ", id.short()));
    let what = words::command(locale, item.command.kind());
    let why = item.error.as_ref();
    let why = why.map(|error| words::why_failed(locale, error));
    view! {
        <li>
            <bdi dir="auto" translate="no">
                {item.name.to_string()}
            </bdi>
            {id}
            {what}
            ": "
            {why}
        </li>
    }
}
