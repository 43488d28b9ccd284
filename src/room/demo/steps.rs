//! What the tour shows, one thing after another.

use crate::{
    i18n::{Locale, td_string},
    state::RoomTab,
};

/// One thing that the tour shows.
#[derive(Clone, Copy)]
pub struct Step {
    /// Where it stands on a phone; `None` = always in sight.
    pub tab: Option<RoomTab>,
    /// What it speaks of: the first of these that is in sight.
    pub targets: &'static [&'static str],
}

/// All of them, in order. Their texts are in [`text`].
pub const STEPS: [Step; 7] = [
    Step {
        tab: Some(RoomTab::People),
        targets: &[".people [data-uuid]", "#panel-room-people"],
    },
    Step {
        tab: Some(RoomTab::People),
        targets: &[".waiting", ".people [data-uuid]"],
    },
    Step {
        tab: Some(RoomTab::People),
        targets: &[".people .person-actions", ".people [data-uuid]"],
    },
    Step {
        tab: Some(RoomTab::Picture),
        targets: &[".air", "#panel-room-picture"],
    },
    Step {
        tab: Some(RoomTab::Picture),
        targets: &[".layouts", ".panel-editor", "#panel-room-picture"],
    },
    Step {
        tab: Some(RoomTab::Log),
        targets: &[".log", "#panel-room-log"],
    },
    Step {
        tab: None,
        targets: &[".toolbar"],
    },
];

/// Returns the heading and the sentences of a step.
pub fn text(locale: Locale, step: usize) -> (&'static str, &'static str) {
    match step {
        0 => (
            td_string!(locale, demo.people_title),
            td_string!(locale, demo.people_text),
        ),
        1 => (
            td_string!(locale, demo.waiting_title),
            td_string!(locale, demo.waiting_text),
        ),
        2 => (
            td_string!(locale, demo.spotlight_title),
            td_string!(locale, demo.spotlight_text),
        ),
        3 => (
            td_string!(locale, demo.stage_title),
            td_string!(locale, demo.stage_text),
        ),
        4 => (
            td_string!(locale, demo.layout_title),
            td_string!(locale, demo.layout_text),
        ),
        5 => (
            td_string!(locale, demo.log_title),
            td_string!(locale, demo.log_text),
        ),
        _ => (
            td_string!(locale, demo.controls_title),
            td_string!(locale, demo.controls_text),
        ),
    }
}
