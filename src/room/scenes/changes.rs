//! What taking a scene would change, what of it can't be done, and how a take gets on.

use std::sync::Arc;

use conference::{Audience, Edition, Kind, Refusal, SceneChange, SceneObstacle, SceneTake};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    room::words,
    state::use_meeting,
    ui::ShowIf,
};

/// So many are told by name.
const MOST_NAMES: usize = 3;

/// The list "Changes" of the scene that is pointed at, or of the next one.
#[component]
pub fn Changes() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let (scenes, cued) = (meeting.scenes, meeting.panels.scenes.cued);
    let name = Memo::new(move |_| {
        let rundown = scenes.rundown();
        let cued = cued.get();
        let cued = cued.filter(|name| rundown.with(|rundown| rundown.find(name).is_some()));
        cued.or_else(|| scenes.next())
    });
    // A meeting of thousands changes all the time: once a second is enough to read.
    let take = Memo::new(move |_| {
        meeting.now_ms.track();
        scenes.taking().track();
        scenes.rundown().track();
        name.get().and_then(|name| scenes.difference(&name))
    });
    let is_known = Memo::new(move |_| take.with(Option::is_some));
    let title = Signal::derive(move || {
        let name = name.get().unwrap_or_default();
        td_string!(locale, scenes.would_change, name = name.to_string())
    });
    let lines = move || {
        let edition = meeting.powers.with_untracked(|powers| powers.edition);
        let lines = take.with(|take| take.as_ref().map(|take| lines(locale, take, edition)));
        let line = |(text, is_refused): (String, bool)| {
            view! { <li class:scene-refused=is_refused>{text}</li> }
        };
        lines.into_iter().flatten().map(line).collect_view()
    };
    view! {
        <ShowIf when=is_known>
            <div class="scene-changes">
                <p>{title}</p>
                <ul aria-label=td_string!(locale, scenes.changes)>{lines}</ul>
            </div>
        </ShowIf>
    }
}

/// How the take under way gets on, or how the last one ended.
#[component]
pub fn TakeStatus() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let text = Signal::derive(move || {
        meeting.scenes.taking().with(|taking| {
            let Some(taking) = taking else {
                return String::new();
            };
            let progress = &taking.progress;
            let (done, total) = (progress.done(), progress.total());
            let left_out = match taking.left_out {
                0 => String::new(),
                count => td_string!(locale, scenes.not_sent, count = count),
            };
            let undo = || td_string!(locale, stage.undo_take).to_owned();
            let name = taking.name.as_ref().map_or_else(undo, Arc::to_string);
            if progress.is_pending() {
                return td_string!(
                    locale,
                    scenes.under_way,
                    name = name,
                    done = done,
                    total = total
                );
            }
            if progress.failed().is_empty() {
                let done = td_string!(locale, scenes.done, name = name, count = total);
                return format!("{done}{left_out}");
            }
            let mut failed: Vec<String> = Vec::new();
            for (step, error) in progress.failed().iter().take(MOST_NAMES) {
                let what = words::command(locale, step.kind);
                let what = match &step.name {
                    Some(name) => format!("{what} – {name}"),
                    None => what.to_owned(),
                };
                let why = words::why_failed(locale, error);
                failed.push(td_string!(
                    locale,
                    scenes.failed_why,
                    what = what,
                    why = why
                ));
            }
            if progress.failed().len() > MOST_NAMES {
                failed.push("…".to_owned());
            }
            let not_done = td_string!(
                locale,
                scenes.not_done,
                name = name,
                count = progress.failed().len(),
                total = total,
                what = failed.join("; ")
            );
            format!("{not_done}{left_out}")
        })
    });
    view! {
        <p class="rundown-note" role="status">
            {text}
        </p>
    }
}

/// Returns a line for each change, then for each thing that can't be done or will probably be refused, and whether it is one of those.
fn lines(locale: Locale, take: &SceneTake, edition: Option<Edition>) -> Vec<(String, bool)> {
    let changes = take.changes.iter();
    let mut lines: Vec<_> = changes
        .map(|change| (change_text(locale, change), false))
        .collect();
    if lines.is_empty() {
        lines.push((td_string!(locale, scenes.nothing).to_owned(), false));
    }
    let refused = take.obstacles.iter();
    lines.extend(refused.map(|obstacle| (obstacle_text(locale, obstacle), true)));
    let doubt = edition.zip(take.doubt.as_ref());
    lines.extend(doubt.map(|(edition, layout)| (words::lack(locale, edition, layout), true)));
    lines
}

fn change_text(locale: Locale, change: &SceneChange) -> String {
    match change {
        SceneChange::Layout(Audience::Hosts, layout) => {
            td_string!(locale, scenes.hosts_to, layout = layout.as_str().to_owned())
        }
        SceneChange::Layout(Audience::Guests, layout) => {
            td_string!(
                locale,
                scenes.guests_to,
                layout = layout.as_str().to_owned()
            )
        }
        SceneChange::Slots(Audience::Hosts) => td_string!(locale, scenes.hosts_slots).to_owned(),
        SceneChange::Slots(Audience::Guests) => td_string!(locale, scenes.guests_slots).to_owned(),
        SceneChange::Spotlight(names) => {
            td_string!(locale, scenes.spotlights, who = who(names))
        }
        SceneChange::SpotlightOff(names) => {
            td_string!(locale, scenes.spotlight_off, who = who(names))
        }
        SceneChange::SpotlightOrder => td_string!(locale, scenes.order).to_owned(),
        SceneChange::Mute(names) => td_string!(locale, scenes.mutes, who = who(names)),
        SceneChange::Unmute(names) => td_string!(locale, scenes.unmutes, who = who(names)),
        SceneChange::Message(text) => td_string!(locale, scenes.says, text = text.to_string()),
    }
}

fn obstacle_text(locale: Locale, obstacle: &SceneObstacle) -> String {
    let who = who(&obstacle.names);
    match (obstacle.kind, obstacle.why) {
        (Kind::OverrideLayout, Refusal::Gone) => {
            return td_string!(locale, scenes.slot_stays, who = who);
        }
        (Kind::OverrideLayout, Refusal::Namesakes) => {
            return td_string!(locale, scenes.slot_namesakes, who = who);
        }
        _ => {}
    }
    let what = words::command(locale, obstacle.kind);
    let what = match &*who {
        "" => what.to_owned(),
        who => format!("{what} – {who}"),
    };
    let why = words::refusal(locale, obstacle.why);
    td_string!(locale, scenes.not_possible, what = what, why = why)
}

/// Returns one name, or how many there are and the first of them.
fn who(names: &[Arc<str>]) -> String {
    let (first, rest) = names.split_at(names.len().min(MOST_NAMES));
    let mut text = first.join(", ");
    if !rest.is_empty() {
        text.push_str(", …");
    }
    match names.len() {
        0 | 1 => text,
        count => format!("{count}: {text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_and_the_first_are_told() {
        let check = |names: &str, expect: &str| {
            let names: Vec<Arc<str>> = names.split_whitespace().map(Arc::from).collect();
            assert_eq!(who(&names), expect);
        };
        check("", "");
        check("Ann", "Ann");
        check("Ann Bob", "2: Ann, Bob");
        check("Ann Bob Cem Dan", "4: Ann, Bob, Cem, …");
    }
}
