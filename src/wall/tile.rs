//! One meeting as a tile: how it is, who speaks, what picture it has.

use conference::{Audience, clean_name};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    room::{drawing::LayoutOutline, words},
    state::{ConnectionPhase, Meeting, Meetings, OpenMeeting, use_meetings},
    ui::{Button, Icon, Look, ShowIf, true_or_none},
};

/// The tile of a meeting.
#[component]
pub fn Tile(
    /// Which one.
    open: OpenMeeting,
    /// Where it is told what happens, unless it is in front.
    news: RwSignal<String>,
) -> impl IntoView {
    let (meetings, locale) = (use_meetings(), use_locale());
    let OpenMeeting {
        number, meeting, ..
    } = open;
    let front = meetings.front();
    let is_front = Memo::new(move |_| front.get().number == number);
    let name = Memo::new(move |_| name_of(meetings, open, locale));
    let count = Memo::new(move |_| meeting.roster.counts().with(|counts| counts.present));
    let waiting = Memo::new(move |_| meeting.waiting_count());
    tell_news(meeting, locale, name, is_front, waiting, news);
    let connection = Signal::derive(move || meeting.phase.get().as_str());
    let facts = Signal::derive(move || facts(meeting, locale, count.get()));
    let waits = Signal::derive(move || td_string!(locale, wall.waiting, count = waiting.get()));
    let unread = Memo::new(move |_| match is_front.get() {
        true => 0,
        false => meeting.chat.unread(),
    });
    let unread_text = Signal::derive(move || td_string!(locale, wall.unread, count = unread.get()));
    let open_name =
        MaybeProp::derive(move || Some(td_string!(locale, wall.open, name = name.get())));
    let leave_name = Signal::derive(move || td_string!(locale, wall.leave, name = name.get()));
    view! {
        <article
            class="tile"
            aria-label=name
            aria-current=true_or_none(is_front)
            data-connection=connection
            data-count=Signal::derive(move || count.get().to_string())
            data-waiting=Signal::derive(move || waiting.get().to_string())
        >
            <Thumbnail meeting />
            <div class="tile-text">
                <bdi class="tile-name" dir="auto" translate="no">
                    {name}
                </bdi>
                <span class="tile-facts" dir="auto" prop:textContent=facts></span>
                <ShowIf when=Signal::derive(move || waiting.get() > 0)>
                    <span class="tag tag-warn">{waits}</span>
                </ShowIf>
                <ShowIf when=Signal::derive(move || unread.get() > 0)>
                    <span class="tag">{unread_text}</span>
                </ShowIf>
            </div>
            <Button
                label=td_string!(locale, wall.open_short)
                name=open_name
                look=Look::Quiet
                class="tile-open"
                on_press=move || meetings.bring_to_front(number)
            />
            <Button
                label=leave_name
                icon=Icon::Leave
                icon_only=true
                look=Look::Quiet
                class="tile-leave"
                on_press=move || meetings.leave(number)
            />
        </article>
    }
}

/// Returns what a meeting is called here: what people call it, with its number where two of this tab are called the same, and with
/// its place among those where that is the same as well; followed.
fn name_of(meetings: Meetings, open: OpenMeeting, locale: Locale) -> String {
    let called = |one: &OpenMeeting| words::meeting_title(one.meeting, locale);
    let number = |one: &OpenMeeting| one.form.account.get();
    let name = called(&open);
    let mut twins = meetings.joined();
    twins.retain(|one| called(one) == name);
    if twins.len() < 2 {
        return name;
    }
    let account = number(&open);
    twins.retain(|one| number(one) == account);
    let number = match twins.iter().position(|one| *one == open) {
        Some(before @ 1..) => format!("{account}, {}", before + 1),
        _ => account,
    };
    td_string!(locale, wall.twin, name = name, number = number)
}

/// The hosts' layout, drawn.
#[component]
fn Thumbnail(
    /// Whose.
    meeting: Meeting,
) -> impl IntoView {
    let layout = Memo::new(move |_| {
        let picture = meeting.stage.picture();
        picture.with(|picture| picture.layout(Audience::Hosts).cloned())
    });
    move || {
        let layout = layout.get();
        layout.map(|layout| view! { <LayoutOutline layout /> })
    }
}

/// Returns how a meeting is, in a line: its connection unless all is well, how many are in it, who speaks; followed.
fn facts(meeting: Meeting, locale: Locale, count: usize) -> String {
    let state = match meeting.phase.get() {
        ConnectionPhase::Live => td_string!(locale, room.head_count, count = count),
        _ => meeting
            .connection
            .with(|connection| words::connection(locale, connection)),
    };
    let speaker = meeting
        .roster
        .speaking()
        .with(|speaking| speaking.first().cloned());
    let speaker = speaker.and_then(|id| meeting.roster.person_untracked(&id));
    match speaker {
        Some(person) => {
            let name = clean_name(&person.name).into_owned();
            let speaks = td_string!(locale, wall.speaks, name = name);
            [state, speaks].join(" · ")
        }
        None => state,
    }
}

/// Says what happens in a meeting that isn't in front: somebody waits, the connection changes.
fn tell_news(
    meeting: Meeting,
    locale: Locale,
    name: Memo<String>,
    is_front: Memo<bool>,
    waiting: Memo<usize>,
    news: RwSignal<String>,
) {
    Effect::new(move |before: Option<(ConnectionPhase, usize)>| {
        let now = (meeting.phase.get(), waiting.get());
        let Some(before) = before.filter(|_| !is_front.get_untracked()) else {
            return now;
        };
        let name = words::isolated(&name.get_untracked());
        let what = if now.0 != before.0 {
            let connection = meeting.connection;
            Some(connection.with_untracked(|connection| words::connection(locale, connection)))
        } else {
            let has_come = now.1 > before.1;
            has_come.then(|| td_string!(locale, wall.waiting, count = now.1))
        };
        if let Some(what) = what {
            news.set(td_string!(locale, wall.news, name = name, what = what));
        }
        now
    });
}
