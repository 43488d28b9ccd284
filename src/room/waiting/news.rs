//! Tells the host that somebody waits, wherever they look: in words that a screen reader reads out, in the page's title and icon, by a
//! sound and by a notification. It hears of all meetings of this tab.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::{
    browser::{notifications, page_mark::PageMark, sound},
    i18n::{td_string, use_locale},
    room::words::meeting_title,
    state::{OpenMeeting, use_meetings, use_preferences},
};

/// The last knock of each meeting, by its number.
type Told = Vec<(usize, u32)>;

/// Tells of knocks for as long as the page is there.
#[component]
pub fn KnockNews() -> impl IntoView {
    let (meetings, locale, preferences) = (use_meetings(), use_locale(), use_preferences());
    let count = Memo::new(move |_| {
        let waiting = |open: &OpenMeeting| open.meeting.waiting_count();
        meetings.joined().iter().map(waiting).sum::<usize>()
    });
    // Kept by this component: it is put back before another one looks what title and icon are.
    let mark = StoredValue::new_local(PageMark::of_page());
    Effect::new(move |_| {
        let count = count.get();
        mark.try_with_value(|mark| mark.iter().for_each(|mark| mark.show(count)));
        if count == 0 {
            notifications::close();
        }
    });
    // Nobody is told twice when the page changes its language.
    let told = RefCell::new(untrack(|| last_knocks(&meetings.joined())));
    let words = RwSignal::new(String::new());
    Effect::new(move |_| {
        let joined = meetings.joined();
        let now = last_knocks(&joined);
        let before = told.replace(now.clone());
        for (open, last) in joined.iter().zip(now) {
            let knock = open.meeting.waiting_room.last_knock();
            let Some(knock) = knock.filter(|_| !before.contains(&last)) else {
                continue;
            };
            let sentence = match knock.count {
                1 => td_string!(locale, waiting.one_waits, name = knock.name.to_string()),
                count => td_string!(locale, waiting.many_wait, count = count),
            };
            let title = untrack(|| meeting_title(open.meeting, locale));
            if preferences.sound.is_on().get_untracked() {
                sound::knock();
            }
            if preferences.notifications.is_on().get_untracked() {
                notifications::show(&title, &sentence);
            }
            words.set(match joined.len() {
                1 => sentence,
                _ => format!("{title}: {sentence}"),
            });
        }
        if count.get() == 0 {
            words.set(String::new());
        }
    });
    let words: Signal<String> = words.into();
    view! {
        <p class="visually-hidden" aria-live="polite" dir="auto" prop:textContent=words></p>
    }
}

/// Returns the number of each meeting's last knock; followed.
fn last_knocks(meetings: &[OpenMeeting]) -> Told {
    let last = |open: &OpenMeeting| (open.number, open.meeting.waiting_room.knocks().get());
    meetings.iter().map(last).collect()
}
