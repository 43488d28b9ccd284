//! One meeting as a tile: how it is, who speaks, what picture it has.

use conference::{Audience, TimerWarning, clean_name};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    room::{drawing::LayoutOutline, timers::talk_warning, words},
    state::{ConnectionPhase, Meeting, Meetings, OpenMeeting, use_meetings},
    ui::{Button, Icon, IconView, Look, ShowIf, true_or_none},
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
    let called = Memo::new(move |_| words::meeting_title(meeting, locale));
    let number_of_twin = Memo::new(move |_| number_of_twin(meetings, open, locale));
    let name = Memo::new(move |_| match number_of_twin.get() {
        Some(number) => td_string!(locale, wall.twin, name = called.get(), number = number),
        None => called.get(),
    });
    let count = Memo::new(move |_| meeting.roster.counts().with(|counts| counts.present));
    let waiting = Memo::new(move |_| meeting.waiting_count());
    let talk = Memo::new(move |_| meeting.timers.warning());
    let talk_text = Signal::derive(move || talk_warning(locale, talk.get()));
    tell_news(meeting, locale, name, is_front, waiting, talk, news);
    let connection = Signal::derive(move || meeting.phase.get().as_str());
    let is_live = Memo::new(move |_| meeting.phase.get() == ConnectionPhase::Live);
    let head_count =
        Signal::derive(move || td_string!(locale, room.head_count, count = count.get()));
    let facts = Signal::derive(move || facts(meeting, locale));
    let waits = Signal::derive(move || td_string!(locale, wall.waiting, count = waiting.get()));
    let unread = Memo::new(move |_| match is_front.get() {
        true => 0,
        false => meeting.chat.unread(),
    });
    let unread_text = Signal::derive(move || match unread.get() {
        1 => td_string!(locale, wall.unread_one).to_owned(),
        count => td_string!(locale, wall.unread, count = count),
    });
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
                // What tells it from the others and how many are in it stand first, whole: what is beyond the tile's edge is the
                // rest of the name.
                <span class="tile-title">
                    <ShowIf when=Signal::derive(move || number_of_twin.with(Option::is_some))>
                        <bdi class="tile-number" dir="auto" translate="no">
                            {move || number_of_twin.get()}
                        </bdi>
                    </ShowIf>
                    <bdi class="tile-name" dir="auto" translate="no">
                        {called}
                    </bdi>
                </span>
                <ShowIf when=is_live>
                    <span class="tile-count">
                        <IconView icon=Icon::Users />
                        <span aria-hidden="true">{count}</span>
                        <span class="visually-hidden">{head_count}</span>
                    </span>
                </ShowIf>
                <span class="tile-facts" dir="auto" prop:textContent=facts></span>
                <ShowIf when=Signal::derive(move || waiting.get() > 0)>
                    <span class="tag tag-warn">{waits}</span>
                </ShowIf>
                <ShowIf when=Signal::derive(move || talk.get() != TimerWarning::None)>
                    <span class="tag tag-warn">{talk_text}</span>
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

/// Returns what tells a meeting from another one of this tab that is called the same: its number, with its place among those where that
/// is the same as well; followed.
fn number_of_twin(meetings: Meetings, open: OpenMeeting, locale: Locale) -> Option<String> {
    let called = |one: &OpenMeeting| words::meeting_title(one.meeting, locale);
    let number = |one: &OpenMeeting| one.form.account.get();
    let name = called(&open);
    let mut twins = meetings.joined();
    twins.retain(|one| called(one) == name);
    if twins.len() < 2 {
        return None;
    }
    let account = number(&open);
    twins.retain(|one| number(one) == account);
    Some(match twins.iter().position(|one| *one == open) {
        Some(before @ 1..) => format!("{account}, {}", before + 1),
        _ => account,
    })
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

/// Returns how a meeting is, in a line: its connection unless all is well, who speaks; followed.
fn facts(meeting: Meeting, locale: Locale) -> String {
    let state = (meeting.phase.get() != ConnectionPhase::Live).then(|| {
        meeting
            .connection
            .with(|connection| words::connection(locale, connection))
    });
    let speaker = meeting
        .roster
        .speaking()
        .with(|speaking| speaking.first().cloned());
    let speaker = speaker.and_then(|id| meeting.roster.person_untracked(&id));
    let speaks = speaker.map(|person| {
        let name = clean_name(&person.name).into_owned();
        td_string!(locale, wall.speaks, name = name)
    });
    let parts: Vec<String> = state.into_iter().chain(speaks).collect();
    parts.join(" · ")
}

/// Says what happens in a meeting that isn't in front: somebody waits, the connection changes, the talk timer runs out.
fn tell_news(
    meeting: Meeting,
    locale: Locale,
    name: Memo<String>,
    is_front: Memo<bool>,
    waiting: Memo<usize>,
    talk: Memo<TimerWarning>,
    news: RwSignal<String>,
) {
    Effect::new(
        move |before: Option<(ConnectionPhase, usize, TimerWarning)>| {
            let now = (meeting.phase.get(), waiting.get(), talk.get());
            let Some(before) = before.filter(|_| !is_front.get_untracked()) else {
                return now;
            };
            let name = words::isolated(&name.get_untracked());
            let what = if now.0 != before.0 {
                let connection = meeting.connection;
                Some(connection.with_untracked(|connection| words::connection(locale, connection)))
            } else if now.1 > before.1 {
                Some(td_string!(locale, wall.waiting, count = now.1))
            } else {
                let warns = now.2 != before.2 && now.2 != TimerWarning::None;
                warns.then(|| td_string!(locale, wall.talk, what = talk_warning(locale, now.2)))
            };
            if let Some(what) = what {
                news.set(td_string!(locale, wall.news, name = name, what = what));
            }
            now
        },
    );
}
