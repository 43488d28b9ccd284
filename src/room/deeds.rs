//! What a host does by a key or by the palette, as the buttons do it: what it is called, why it may not be done, and doing it.

use conference::{Command, Deed, Kind, StreamKind, admit_all_refusal};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{attendance, log_file, scenes, stage, toolbar::Stream, waiting, words};
use crate::{
    config::{self, Feature},
    i18n::{Locale, other, own_name, td_string, use_locale},
    state::{
        Meeting, Meetings, Preferences, RoomTab, Theme, use_meeting, use_meetings, use_preferences,
    },
    wall::no_more,
};

/// What deeds need to know. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Deeds {
    meetings: Meetings,
    meeting: Meeting,
    locale: Locale,
    preferences: Preferences,
    recording: Stream,
    live: Stream,
}

/// Returns the deeds of this room.
pub fn use_deeds() -> Deeds {
    let (meeting, locale) = (use_meeting(), use_locale());
    Deeds {
        meetings: use_meetings(),
        meeting,
        locale,
        preferences: use_preferences(),
        recording: Stream::of(meeting, locale, StreamKind::Recording),
        live: Stream::of(meeting, locale, StreamKind::Live),
    }
}

impl Deeds {
    /// Whether there is such a thing here.
    pub fn has(self, deed: Deed) -> bool {
        match deed {
            Deed::Doctor => config::is_on(Feature::Doctor),
            Deed::NextScene | Deed::PreviousScene => config::is_on(Feature::Rundown),
            Deed::TalkTimer => config::is_on(Feature::Timers),
            Deed::RollCall => config::is_on(Feature::RollCall),
            Deed::ExportAttendance => config::is_on(Feature::Attendance),
            _ => true,
        }
    }

    /// What it is called; followed, for it may be one of two opposites.
    pub fn label(self, deed: Deed) -> String {
        let locale = self.locale;
        let setting = |kind: Kind| words::command(locale, kind);
        let words = match deed {
            Deed::Find => td_string!(locale, room.find),
            Deed::Take => td_string!(locale, stage.take),
            Deed::UndoTake => td_string!(locale, stage.undo_take),
            Deed::NextScene => td_string!(locale, scenes.next),
            Deed::PreviousScene => td_string!(locale, scenes.previous),
            Deed::AdmitAll => td_string!(locale, room.admit_all),
            Deed::MuteGuests => setting(self.mute_guests().kind()),
            Deed::Lock => setting(self.lock().kind()),
            Deed::Message => td_string!(locale, room.message_hint),
            Deed::CallOut => td_string!(locale, dial.open),
            Deed::LowerHands => td_string!(locale, room.lower_all_hands),
            Deed::Start => td_string!(locale, room.start),
            Deed::Record => return self.recording.label().to_owned(),
            Deed::Live => return self.live.label().to_owned(),
            Deed::WaitingRoom => td_string!(locale, room.waiting_room),
            Deed::TalkTimer => td_string!(locale, timers.talk),
            Deed::RollCall => td_string!(locale, roll_call.title),
            Deed::Settings => td_string!(locale, settings.title),
            Deed::Language => {
                let name = own_name(other(locale));
                return format!("{}: {name}", td_string!(locale, app.language));
            }
            Deed::Theme => {
                let theme = match theme_of(self.preferences).next() {
                    Theme::System => td_string!(locale, settings.system),
                    Theme::Light => td_string!(locale, settings.light),
                    Theme::Dark => td_string!(locale, settings.dark),
                };
                return format!("{}: {theme}", td_string!(locale, app.theme));
            }
            Deed::Doctor => td_string!(locale, doctor.title),
            Deed::Overview => td_string!(locale, palette.shortcuts),
            Deed::Palette => td_string!(locale, palette.title),
            Deed::ExportLog => return self.export_of(td_string!(locale, room.log)),
            Deed::ExportAttendance => {
                return self.export_of(td_string!(locale, attendance.title));
            }
            Deed::OpenAnother => td_string!(locale, wall.open_another),
            Deed::Leave => td_string!(locale, room.leave),
            Deed::End => td_string!(locale, room.end),
        };
        words.to_owned()
    }

    /// Why it may not be done now; followed.
    pub fn refusal(self, deed: Deed) -> Option<String> {
        let Self {
            meeting, locale, ..
        } = self;
        let of = |kind: Kind| {
            let refusal = meeting.refusal(kind);
            refusal.map(|refusal| words::refusal(locale, refusal).to_owned())
        };
        let unless = |is_so: bool, words: &'static str| (!is_so).then(|| words.to_owned());
        match deed {
            Deed::Take => of(Kind::OverrideLayout),
            Deed::UndoTake => {
                of(Kind::OverrideLayout).or_else(|| stage::undo_obstacle(meeting, locale))
            }
            Deed::NextScene => {
                let none = td_string!(locale, scenes.next_none);
                scenes::take_refusal(meeting, locale, meeting.scenes.next().as_deref(), none)
            }
            Deed::PreviousScene => {
                let none = td_string!(locale, scenes.previous_none);
                scenes::take_refusal(meeting, locale, meeting.scenes.previous().as_deref(), none)
            }
            Deed::AdmitAll => {
                let refusal = meeting.roster.waiting().with(|waiting| {
                    meeting.powers.with(|powers| {
                        let roster = meeting.roster;
                        roster
                            .with_people(|person_of| admit_all_refusal(waiting, powers, person_of))
                    })
                });
                let refusal = refusal.map(|refusal| words::refusal(locale, refusal).to_owned());
                refusal.or_else(|| self.nobody_waits())
            }
            Deed::WaitingRoom => self.nobody_waits(),
            Deed::MuteGuests => of(self.mute_guests().kind()),
            Deed::Lock => of(self.lock().kind()),
            Deed::Message => of(Kind::Message),
            Deed::CallOut => of(Kind::Dial),
            Deed::LowerHands => of(Kind::LowerAllHands).or_else(|| {
                let hands = meeting.roster.counts().with(|counts| counts.hands);
                unless(hands > 0, td_string!(locale, palette.no_hands))
            }),
            Deed::Start => of(Kind::StartService),
            Deed::Record => self.recording.refusal(),
            Deed::Live => self.live.refusal(),
            Deed::OpenAnother => no_more(self.meetings, locale),
            Deed::Leave => words::leave_refusal(meeting, locale),
            Deed::End => of(Kind::DisconnectAll),
            Deed::Find
            | Deed::TalkTimer
            | Deed::RollCall
            | Deed::Settings
            | Deed::Language
            | Deed::Theme
            | Deed::Doctor
            | Deed::Overview
            | Deed::Palette
            | Deed::ExportLog
            | Deed::ExportAttendance => None,
        }
    }

    /// Does it, unless it may not be done or is under way.
    pub fn run(self, deed: Deed) {
        let Self {
            meeting,
            preferences,
            ..
        } = self;
        if !self.has(deed) || untrack(|| self.refusal(deed).is_some() || self.is_pending(deed)) {
            return;
        }
        let panels = meeting.panels;
        match deed {
            Deed::Find => self.go(RoomTab::People, ".search > input"),
            Deed::WaitingRoom => self.go(RoomTab::People, ".waiting input, .waiting button"),
            Deed::Message => self.go(RoomTab::Chat, ".compose textarea"),
            Deed::Take => meeting.stage.apply(),
            Deed::UndoTake => meeting.stage.undo(),
            Deed::NextScene => scenes::take(meeting, untrack(|| meeting.scenes.next())),
            Deed::PreviousScene => scenes::take(meeting, untrack(|| meeting.scenes.previous())),
            Deed::AdmitAll => waiting::admit(meeting, false),
            Deed::MuteGuests => self.send(untrack(|| self.mute_guests())),
            Deed::Lock => self.send(untrack(|| self.lock())),
            Deed::LowerHands => self.send(Command::LowerAllHands),
            Deed::Start => self.send(Command::StartService),
            Deed::CallOut => {
                meeting.address_book.reload();
                panels.dial.open_empty();
            }
            Deed::Record => self.recording.press(),
            Deed::Live => self.live.press(),
            Deed::TalkTimer => meeting.timers.is_open.set(true),
            Deed::RollCall => {
                meeting.roll_calls.is_open.set(true);
                self.go(RoomTab::People, ".roll-call button");
            }
            Deed::Settings => panels.settings_open.set(true),
            Deed::Language => preferences.set_locale(other(self.locale)),
            Deed::Theme => preferences.set_theme(untrack(|| theme_of(preferences)).next()),
            Deed::Doctor => panels.doctor_open.set(true),
            Deed::Overview => panels.overview_open.set(true),
            Deed::Palette => {
                panels.palette_query.set(String::new());
                panels.palette_open.set(true);
            }
            Deed::ExportLog => log_file::export_log(
                meeting.log,
                self.locale,
                td_string!(self.locale, room.csv_id),
            ),
            Deed::ExportAttendance => attendance::export_csv(meeting, self.locale),
            Deed::OpenAnother => self.meetings.open_another(),
            Deed::Leave => meeting.commands.leave(),
            Deed::End => panels.ending.set(true),
        }
    }

    /// What of it is under way isn't sent again.
    fn is_pending(self, deed: Deed) -> bool {
        let pending = |kinds: &[Kind]| self.meeting.commands.is_pending(kinds);
        match deed {
            Deed::Take | Deed::UndoTake => pending(&[Kind::OverrideLayout]),
            Deed::NextScene | Deed::PreviousScene => scenes::is_busy(self.meeting),
            Deed::MuteGuests => pending(&[Kind::MuteGuests, Kind::UnmuteGuests]),
            Deed::Lock => pending(&[Kind::Lock, Kind::Unlock]),
            Deed::LowerHands => pending(&[Kind::LowerAllHands]),
            Deed::Start => pending(&[Kind::StartService]),
            Deed::End => pending(&[Kind::DisconnectAll]),
            Deed::Record => self.recording.is_pending(),
            Deed::Live => self.live.is_pending(),
            _ => false,
        }
    }

    /// What saving something as a file is called.
    fn export_of(self, what: &str) -> String {
        format!("{}: {what}", td_string!(self.locale, room.export))
    }

    fn send(self, command: Command) {
        self.meeting.commands.send(command);
    }

    fn mute_guests(self) -> Command {
        match self.meeting.settings.with(|is| is.guests_muted) {
            Some(true) => Command::UnmuteGuests,
            _ => Command::MuteGuests,
        }
    }

    fn lock(self) -> Command {
        match self.meeting.settings.with(|is| is.locked) {
            Some(true) => Command::Unlock,
            _ => Command::Lock,
        }
    }

    fn nobody_waits(self) -> Option<String> {
        let waiting = self.meeting.roster.waiting();
        let is_nobody = waiting.with(|waiting| waiting.is_empty());
        is_nobody.then(|| td_string!(self.locale, palette.nobody_waits).to_owned())
    }

    /// Shows a panel, and gives the focus to something in it.
    fn go(self, tab: RoomTab, selector: &'static str) {
        self.meeting.panels.tab.set(tab);
        focus_soon(selector.to_owned());
    }
}

fn theme_of(preferences: Preferences) -> Theme {
    preferences.theme().get()
}

/// Gives the focus to the first element that `selector` finds: at once, for the next key may come before the next frame and is meant for
/// it; else once it is shown, or what is open has closed and given the focus back.
pub fn focus_soon(selector: String) {
    if !focus(&selector) {
        request_animation_frame(move || {
            request_animation_frame(move || {
                focus(&selector);
            });
        });
    }
}

/// Returns whether it has the focus now.
fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok());
    found.is_some_and(|element| {
        let _ = element.focus();
        crate::ui::focused().is_some_and(|focused| focused == element)
    })
}
