//! What happened while the host was away: told once, and never in the middle of something else.

use std::sync::Arc;

use conference::{Digest, LayoutName, SomePeople};
use leptos::prelude::*;

use super::time;
use crate::{
    i18n::{Locale, td_string, use_locale},
    state::use_meeting,
    ui::{Button, Dialog, Look, focused, has_dialog, takes_keys},
};

/// The digest.
#[component]
pub fn DigestDialog() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let (absences, now_ms) = (meeting.absences, meeting.now_ms);
    let (due, open) = (absences.due(), absences.is_open);
    // Looked at once a second while there is something to tell.
    Effect::new(move || {
        if due.with(Option::is_some) && !open.get() {
            now_ms.track();
            if !is_host_busy() {
                open.set(true);
            }
        }
    });
    let close = move || absences.dismiss();
    view! {
        <Dialog open title=td_string!(locale, digest.title) on_close=close>
            <div>
                {move || due.get().map(|digest| content(locale, &digest))}
                <div class="dialog-foot">
                    <Button
                        label=td_string!(locale, ui.close)
                        look=Look::Primary
                        autofocus=true
                        on_press=close
                    />
                </div>
            </div>
        </Dialog>
    }
    .into_any()
}

/// Whether a dialog is open, or what is typed would go astray.
fn is_host_busy() -> bool {
    let is_typing = focused().is_some_and(|focused| takes_keys(&focused));
    has_dialog() || is_typing || document().hidden()
}

fn content(locale: Locale, digest: &Digest) -> AnyView {
    let times = td_string!(
        locale,
        digest.times,
        from = time::clock(digest.since_ms),
        to = time::clock(digest.until_ms)
    );
    let people = [
        (td_string!(locale, digest.waiting), &digest.waiting),
        (td_string!(locale, digest.joined), &digest.joined),
        (td_string!(locale, digest.left), &digest.left),
        (td_string!(locale, digest.came_back), &digest.came_back),
        (td_string!(locale, digest.passed), &digest.passed),
        (td_string!(locale, digest.muted), &digest.muted),
    ];
    let people = people.into_iter().filter(|(_, people)| people.count > 0);
    let people =
        people.map(|(label, people)| fact(label, Some(people.count), names(locale, people)));
    let layouts = (digest.layouts > 0).then(|| {
        let now = digest.on_air.as_ref().map(|(hosts, guests)| {
            let name = |layout: &Option<LayoutName>| match layout {
                Some(layout) => layout.as_str().to_owned(),
                None => "–".to_owned(),
            };
            td_string!(
                locale,
                log.layout,
                hosts = name(hosts),
                guests = name(guests)
            )
        });
        let label = td_string!(locale, digest.layouts);
        fact(
            label,
            Some(digest.layouts),
            now.unwrap_or_default().into_any(),
        )
    });
    let somebody = |name: &Arc<str>| {
        if name.is_empty() {
            td_string!(locale, log.somebody).into_any()
        } else {
            view! { <bdi dir="auto">{name.to_string()}</bdi> }.into_any()
        }
    };
    let presented = digest.presented.as_ref();
    let presented =
        presented.map(|name| fact(td_string!(locale, digest.presented), None, somebody(name)));
    let presents = digest.presents.as_ref();
    let presents =
        presents.map(|name| fact(td_string!(locale, digest.presents), None, somebody(name)));
    view! {
        <p class="dialog-lead">{times}</p>
        <dl class="digest">
            {people.collect_view()} {layouts} {presented} {presents}
        </dl>
    }
    .into_any()
}

fn fact(label: &'static str, count: Option<usize>, what: AnyView) -> AnyView {
    let count = count.map(|count| count.to_string());
    view! {
        <div class="doctor-fact">
            <dt>{label} " " <strong>{count}</strong></dt>
            <dd>{what}</dd>
        </div>
    }
    .into_any()
}

/// The first, each on a line of its own.
fn names(locale: Locale, people: &SomePeople) -> AnyView {
    let more = people.count - people.names.len();
    let more = (more > 0).then(|| td_string!(locale, digest.more, count = more));
    let name = |name: &Arc<str>| {
        view! {
            <div>
                <bdi dir="auto">{name.to_string()}</bdi>
            </div>
        }
    };
    let names = people.names.iter().map(name).collect_view();
    view! {
        {names}
        {more}
    }
    .into_any()
}
