//! The details of one thing, as the server tells them when it is asked: somebody, a stream, a service.

mod lines;

use leptos::prelude::*;
use owt::RefusalKind;

use super::{
    client::Trouble,
    state::{NotRead, Thing, use_panel},
    words,
};
use crate::{
    browser::clock,
    i18n::{Locale, td_string, use_locale},
    room::time,
    sign_in::Alert,
    ui::{Button, Dialog, ShowIf},
};
use lines::{Detail, details_of};

/// The dialog "Details of NAME".
#[component]
pub fn DetailsDialog(
    /// What is looked at; `None` = nothing.
    looked_at: RwSignal<Option<Thing>>,
) -> impl IntoView {
    let locale = use_locale();
    let title = Signal::derive(move || {
        let name = looked_at.with(|thing| thing.as_ref().map(|thing| thing.name.clone()));
        td_string!(locale, owt.details.of, name = name.unwrap_or_default())
    });
    let open = Signal::derive(move || looked_at.with(Option::is_some));
    view! {
        <Dialog open title on_close=move || looked_at.set(None)>
            {move || looked_at.get_untracked().map(|thing| view! { <Inside thing looked_at /> })}
        </Dialog>
    }
}

#[component]
fn Inside(
    /// What is looked at.
    thing: Thing,
    /// Where it was asked for.
    looked_at: RwSignal<Option<Thing>>,
) -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let busy = RwSignal::new(false);
    let details = RwSignal::new(Vec::<Detail>::new());
    // When they were so, ms since 1970; 0 = they aren't known.
    let read_ms = RwSignal::new(0);
    let not_read = RwSignal::new(None::<NotRead>);
    let Thing { ask, name } = thing;
    let read = move || {
        busy.set(true);
        not_read.set(None);
        panel.read_one(ask.clone(), move |answer| {
            // Closed by now.
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(answer) => {
                    details.set(untrack(|| details_of(panel.live, locale, &answer)));
                    read_ms.set(clock::now().wall_ms);
                }
                // What was read before stays, as of its time.
                Err(why) => not_read.set(Some(why)),
            }
        });
    };
    read();
    let status = move || match (read_ms.get(), busy.get()) {
        (0, true) => td_string!(locale, owt.media.reading).to_owned(),
        (0, false) => String::new(),
        (ms, _) => td_string!(locale, owt.live.read_at, time = time::clock(ms)),
    };
    let problem = Signal::derive(move || {
        not_read.with(|why| why.as_ref().map(|why| problem_words(locale, why, &name)))
    });
    let is_known = Signal::derive(move || read_ms.get() != 0);
    view! {
        <div class="dialog-body">
            <p class="owt-read" role="status">
                {status}
            </p>
            <Alert problem />
            <ShowIf when=is_known>
                <table class="owt-details" aria-label=td_string!(locale, owt.details.title)>
                    <tbody>
                        {move || details.get().into_iter().map(|detail| view! { <Line detail /> }).collect_view()}
                    </tbody>
                </table>
            </ShowIf>
            <div class="dialog-foot">
                <Button
                    label=td_string!(locale, owt.rooms.refresh)
                    pending=busy
                    on_press=read
                />
                <Button
                    label=td_string!(locale, ui.close)
                    autofocus=true
                    on_press=move || looked_at.set(None)
                />
            </div>
        </div>
    }
}

/// A line: what it is called, and its values under each other.
#[component]
fn Line(
    /// The detail.
    detail: Detail,
) -> impl IntoView {
    let value = |value: String| {
        view! {
            <div dir="auto" translate="no">
                {value}
            </div>
        }
    };
    view! {
        <tr>
            <th scope="row">{detail.label}</th>
            <td>{detail.values.into_iter().map(value).collect_view()}</td>
        </tr>
    }
}

/// Returns why something couldn't be read, with what to do next.
fn problem_words(locale: Locale, why: &NotRead, name: &str) -> String {
    let gone = |why: String| td_string!(locale, owt.details.gone, name = name, why = why);
    match why {
        NotRead::NotListed => gone(td_string!(locale, owt.trouble.gone).to_owned()),
        NotRead::Trouble(trouble) => match trouble {
            Trouble::Refused(refusal) if is_gone(refusal.kind) => {
                gone(words::refused(locale, refusal))
            }
            trouble => words::trouble(locale, trouble),
        },
    }
}

fn is_gone(kind: RefusalKind) -> bool {
    matches!(
        kind,
        RefusalKind::NoParticipant
            | RefusalKind::NoStream
            | RefusalKind::NoService
            | RefusalKind::NoRoom
    )
}
