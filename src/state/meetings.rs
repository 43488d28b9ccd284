//! The meetings of this tab: one in front, the others as tiles.

use std::rc::Rc;

use leptos::prelude::*;

use super::{Meeting, SignInForm, SignInState, set_if_changed};

/// So many at once. Beyond that nobody keeps an eye on them.
pub const MOST_MEETINGS: usize = 6;

/// A meeting of this tab, or the form to join one. Cheap to copy.
#[derive(Clone, Copy)]
pub struct OpenMeeting {
    /// No other one has it.
    pub number: usize,
    /// What is known of it, and its commands.
    pub meeting: Meeting,
    /// Where its session stands on the way in.
    pub sign_in: SignInState,
    /// What is typed to join it.
    pub form: SignInForm,
}

/// Two are the same when they have one number.
impl PartialEq for OpenMeeting {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// Makes a meeting with its session.
type Maker = Rc<dyn Fn(usize) -> OpenMeeting>;

/// The meetings of this tab. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Meetings {
    all: RwSignal<Vec<OpenMeeting>>,
    front: RwSignal<OpenMeeting>,
    /// Left, and used for the next one: their signals live as long as the page.
    left: StoredValue<Vec<OpenMeeting>>,
    make: StoredValue<Maker, LocalStorage>,
}

/// Returns the meetings of the page.
///
/// # Panics
///
/// Outside of `<App/>`, which provides them.
pub fn use_meetings() -> Meetings {
    expect_context()
}

impl Meetings {
    /// Opens the first one. `make` makes a meeting, given its number, with signals that live as long as the page.
    pub fn new(make: impl Fn(usize) -> OpenMeeting + 'static) -> Self {
        let first = make(0);
        Self {
            all: RwSignal::new(vec![first]),
            front: RwSignal::new(first),
            left: StoredValue::default(),
            make: StoredValue::new_local(Rc::new(make)),
        }
    }

    /// The one that the page shows.
    pub fn front(self) -> ReadSignal<OpenMeeting> {
        self.front.read_only()
    }

    /// Returns those that this tab is in, in the order in which they were opened; followed.
    pub fn joined(self) -> Vec<OpenMeeting> {
        let is_joined = |open: &OpenMeeting| open.sign_in.in_room().get();
        let all = self.all.get().into_iter();
        all.filter(is_joined).collect()
    }

    /// Whether there is one beside the one in front; followed.
    pub fn are_several(self) -> bool {
        self.all.with(|all| all.len() > 1)
    }

    /// Whether another one may be opened; followed.
    pub fn has_room(self) -> bool {
        self.joined().len() < MOST_MEETINGS
    }

    /// Shows a form to join another one. There is one such form at most.
    pub fn open_another(self) {
        if !untrack(|| self.has_room()) {
            return;
        }
        let all = self.all.get_untracked();
        let form = all
            .iter()
            .find(|open| !open.sign_in.in_room().get_untracked());
        let next = form.copied().unwrap_or_else(|| self.add());
        set_if_changed(self.front, next);
    }

    /// Shows the one with this number.
    pub fn bring_to_front(self, number: usize) {
        if let Some(open) = self.find(number) {
            set_if_changed(self.front, open);
        }
    }

    /// Leaves the one with this number; another one that this tab is in comes to the front, or the form where there is none.
    pub fn leave(self, number: usize) {
        let Some(open) = self.find(number) else {
            return;
        };
        let in_room = open.sign_in.in_room();
        // Once out of the meeting, and once from its end to the form.
        for _ in 0..2 {
            if in_room.get_untracked() {
                open.meeting.commands.leave();
            }
        }
        if !untrack(|| self.are_several()) {
            return;
        }
        self.all.update(|all| all.retain(|one| *one != open));
        self.left.update_value(|left| left.push(open));
        if self.front.get_untracked() == open {
            let joined = untrack(|| self.joined().pop());
            let form = || self.all.with_untracked(|all| all.last().copied());
            if let Some(next) = joined.or_else(form) {
                set_if_changed(self.front, next);
            }
        }
    }

    fn find(self, number: usize) -> Option<OpenMeeting> {
        self.all
            .with_untracked(|all| all.iter().find(|open| open.number == number).copied())
    }

    fn add(self) -> OpenMeeting {
        let known = self.left.try_update_value(Vec::pop).flatten();
        let next = known.unwrap_or_else(|| {
            let number = self.all.with_untracked(Vec::len);
            let make = self.make.get_value();
            make(number)
        });
        self.all.update(|all| all.push(next));
        next
    }
}
