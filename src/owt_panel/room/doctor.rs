//! How the room's state gets here, to be shown around: so without a name, an address or a secret.

use std::{borrow::Cow, time::Duration};

use leptos::{leptos_dom::helpers::set_interval_with_handle, prelude::*};
use owt::{Hearing, List, RefusalKind, Tells, WhyOut};

use super::super::{
    client::Trouble,
    state::{Health, Phase, use_panel},
};
use crate::{
    browser::missing_features::missing_features,
    i18n::{Locale, td_string, use_locale},
    room::{
        doctor::report::{Finding, Report, ReportSection},
        time,
    },
    sign_in::missing_feature_text,
    ui::{Button, Dialog, Icon, Look},
};

/// Ages are counted on as often as this.
const TICK: Duration = Duration::from_secs(1);

/// The doctor: its button, and its dialog.
#[component]
pub fn Doctor() -> impl IntoView {
    let locale = use_locale();
    let open = RwSignal::new(false);
    let close = move || open.set(false);
    view! {
        <Button
            label=td_string!(locale, doctor.title)
            icon=Icon::Pulse
            icon_only=true
            look=Look::Quiet
            on_press=move || open.set(true)
        />
        <Dialog open title=td_string!(locale, doctor.title) on_close=close>
            <Report note=td_string!(locale, owt.doctor.note) sections=sections() on_close=close />
        </Dialog>
    }
}

/// Returns what the dialog has; looked up anew as long as it is open.
fn sections() -> Vec<ReportSection> {
    let (live, locale) = (use_panel().live, use_locale());
    let tick = RwSignal::new(());
    let clock = set_interval_with_handle(move || tick.set(()), TICK);
    on_cleanup(move || {
        if let Ok(clock) = clock {
            clock.clear();
        }
    });
    let health = Memo::new(move |_| {
        tick.track();
        let has_ended = live.phase().with(|phase| matches!(phase, Phase::Ended(_)));
        live.health().map(|health| (has_ended, health))
    });
    let section = |title, read: fn(Locale, bool, &Health) -> Vec<Finding>| {
        let findings = Memo::new(move |_| {
            health.with(|known| {
                let (has_ended, health) = known.as_ref()?;
                Some(read(locale, *has_ended, health))
            })
        });
        ReportSection {
            title,
            findings: Signal::derive(move || findings.get().unwrap_or_default()),
        }
    };
    vec![
        section(td_string!(locale, owt.doctor.state), state),
        section(td_string!(locale, owt.doctor.counters), counters),
        section(td_string!(locale, owt.doctor.lists), lists),
        section(td_string!(locale, doctor.lacks), |locale, _, _| {
            lacks(locale)
        }),
    ]
}

fn state(locale: Locale, has_ended: bool, health: &Health) -> Vec<Finding> {
    let in_use = match health.hearing {
        _ if has_ended => td_string!(locale, owt.doctor.ended),
        Hearing::In(Tells {
            people: true,
            streams: true,
        }) => td_string!(locale, owt.doctor.portal),
        Hearing::In(Tells { people: true, .. }) => td_string!(locale, owt.doctor.portal_people),
        Hearing::In(_) => td_string!(locale, owt.doctor.portal_streams),
        Hearing::Out | Hearing::Entering => td_string!(locale, owt.doctor.polling),
    };
    let portal: Cow<'static, str> = match &health.out {
        _ if has_ended => td_string!(locale, owt.doctor.left).into(),
        None if matches!(health.hearing, Hearing::In(_)) => {
            td_string!(locale, owt.doctor.joined).into()
        }
        None => td_string!(locale, owt.doctor.joining).into(),
        Some((why, None)) => why_out(locale, why).into(),
        Some((why, Some(wait_ms))) => {
            let (why, time) = (why_out(locale, why), time::span(*wait_ms));
            td_string!(locale, owt.doctor.again, why = why, time = time).into()
        }
    };
    let age = match health.age_ms {
        Some(age_ms) => time::span(age_ms).into(),
        None => Cow::from(td_string!(locale, doctor.none)),
    };
    vec![
        Finding::new(td_string!(locale, owt.doctor.in_use), in_use),
        Finding::new(td_string!(locale, owt.doctor.of_portal), portal),
        Finding::new(td_string!(locale, owt.doctor.age), age),
    ]
}

fn counters(locale: Locale, _: bool, health: &Health) -> Vec<Finding> {
    let (reads, counts) = (&health.reads, health.counts);
    let number = |what: &'static str, count: u32| Finding::new(what, count.to_string());
    vec![
        number(td_string!(locale, owt.doctor.asked), reads.asked),
        number(td_string!(locale, owt.doctor.failed), reads.failed),
        number(td_string!(locale, owt.doctor.failures), health.failures),
        number(td_string!(locale, owt.doctor.same), reads.same),
        number(td_string!(locale, owt.doctor.events), counts.events),
        number(td_string!(locale, owt.doctor.unread), counts.unread),
        number(td_string!(locale, owt.doctor.entered), counts.entered),
        number(td_string!(locale, owt.doctor.lost), counts.lost),
        number(td_string!(locale, owt.doctor.not_entered), counts.failed),
    ]
}

/// How each list was had the last time, by the API's names.
fn lists(locale: Locale, _: bool, health: &Health) -> Vec<Finding> {
    let lists = List::ALL.iter().zip(&health.reads.last);
    let finding = |(list, last): (&List, &Option<Result<(), Trouble>>)| {
        let how: Cow<'static, str> = match last {
            None => td_string!(locale, doctor.not_tried).into(),
            Some(Ok(())) => td_string!(locale, doctor.works).into(),
            Some(Err(Trouble::NoAnswer(_))) => td_string!(locale, doctor.no_answer).into(),
            Some(Err(Trouble::Refused(why))) if why.kind == RefusalKind::Unreadable => {
                td_string!(locale, owt.doctor.unreadable).into()
            }
            Some(Err(Trouble::Refused(why))) => {
                td_string!(locale, doctor.refused, status = why.status).into()
            }
        };
        Finding::new(path(*list), how)
    };
    lists.map(finding).collect()
}

/// Returns a list's name in the API.
fn path(list: List) -> &'static str {
    match list {
        List::Participants => "participants",
        List::Streams => "streams",
        List::StreamingOuts => "streaming-outs",
        List::Recordings => "recordings",
        List::SipCalls => "sipcalls",
        List::Analytics => "analytics",
    }
}

fn lacks(locale: Locale) -> Vec<Finding> {
    let missing = missing_features().into_iter();
    let missing = missing.map(|feature| Finding::new(missing_feature_text(locale, feature), ""));
    let mut findings: Vec<_> = missing.collect();
    if findings.is_empty() {
        findings.push(Finding::new(td_string!(locale, doctor.none), ""));
    }
    findings
}

/// Returns why the portal isn't heard. What it said itself isn't in it.
pub fn why_out(locale: Locale, why: &WhyOut) -> &'static str {
    match why {
        WhyOut::NotYet => td_string!(locale, owt.why_out.not_yet),
        WhyOut::Offline => td_string!(locale, owt.why_out.offline),
        WhyOut::Hidden => td_string!(locale, owt.why_out.hidden),
        WhyOut::NotKnown => td_string!(locale, owt.why_out.not_known),
        WhyOut::Nobody => td_string!(locale, owt.why_out.nobody),
        WhyOut::Full => td_string!(locale, owt.why_out.full),
        WhyOut::NoRoom => td_string!(locale, owt.why_out.no_room),
        WhyOut::NoRole => td_string!(locale, owt.why_out.no_role),
        WhyOut::Untold => td_string!(locale, owt.why_out.untold),
        WhyOut::NoToken => td_string!(locale, owt.why_out.no_token),
        WhyOut::NoAddress => td_string!(locale, owt.why_out.no_address),
        WhyOut::Unreachable => td_string!(locale, owt.why_out.unreachable),
        WhyOut::Late => td_string!(locale, owt.why_out.late),
        WhyOut::Refused(_) => td_string!(locale, owt.why_out.refused),
        WhyOut::Closed => td_string!(locale, owt.why_out.closed),
        WhyOut::Silent => td_string!(locale, owt.why_out.silent),
        WhyOut::Deaf => td_string!(locale, owt.why_out.deaf),
        WhyOut::Dropped => td_string!(locale, owt.why_out.dropped),
    }
}
