//! The server sends a session on to another meeting (`refer`): it follows, and can come back.

use super::{Door, Place, Rejoining, SignIn};
use crate::room::Room;
use crate::{Ending, Health, Life, Now, Problem, Session};
use std::sync::Arc;
use wire::Referral;

/// So many times in [`WINDOW_MS`] a session goes where it is sent; then its host is asked.
const MOST_FOLLOWED: usize = 3;
/// In this time, ms.
const WINDOW_MS: u64 = 60_000;

/// Where a session was sent from, and how often.
#[derive(Debug, Default)]
pub(super) struct Transfers {
    /// The meeting before this one, for as long as the host may want to go back.
    former: Option<Box<Place>>,
    /// Sent here, and not in yet.
    is_arriving: bool,
    /// When a session was last followed, monotonic ms.
    followed_at: Vec<u64>,
}

impl Transfers {
    /// Counts a transfer. Returns whether it is to be followed without asking.
    fn count(&mut self, now: Now) -> bool {
        self.followed_at.retain(|at| now.mono_ms < at + WINDOW_MS);
        let follows = self.followed_at.len() < MOST_FOLLOWED;
        if follows {
            self.followed_at.push(now.mono_ms);
        }
        follows
    }
}

impl SignIn {
    /// Returns the number or address of the meeting before this one, if the host can go back there.
    pub fn came_from(&self) -> Option<&str> {
        let former = self.transfers.former.as_ref();
        former.map(|place| place.door.room.as_str())
    }

    /// The way on is into the room that `referral` names, with the PIN that opened this one.
    fn refer(&mut self, referral: Referral) {
        let door = &self.place.door;
        let Some(node) = self.node().map(|at| at.node().clone()) else {
            return;
        };
        let is_elsewhere = door.room != referral.room;
        let next = Place {
            join_info: None,
            door: Door {
                pin: door.pin.clone(),
                referral: referral.token,
                ..Door::new(node, &referral.room)
            },
        };
        let before = std::mem::replace(&mut self.place, next);
        if is_elsewhere {
            self.transfers.former = Some(Box::new(before));
        }
        self.transfers.is_arriving = true;
    }

    /// Let in: what opened the room opens it no more.
    pub(super) fn arrived(&mut self) {
        self.place.door.referral = None;
        self.transfers.is_arriving = false;
    }
}

impl Session {
    /// Leaves this meeting for the one that the server names. Nothing of it stays, as on signing out. A server that sends a session on
    /// and on is followed a few times; then the host decides.
    pub(crate) fn follow_referral(&mut self, now: Now, referral: Referral) {
        if self.commands.is_ending_meeting() {
            return self.end(Ending::EndedForAll);
        }
        self.depart(now);
        self.sign_in.refer(referral);
        if self.sign_in.transfers.count(now) {
            self.enter_place(now);
        } else {
            self.end_transferred(None);
        }
    }

    /// The host goes back to where they were before the server sent them here.
    pub(crate) fn go_back(&mut self, now: Now) {
        if !self.life.in_room() {
            return;
        }
        let Some(former) = self.sign_in.transfers.former.take() else {
            return;
        };
        self.depart(now);
        self.sign_in.place = *former;
        self.sign_in.transfers.is_arriving = false;
        self.enter_place(now);
    }

    /// The host stays: the meeting before this one is forgotten, and its PIN with it.
    pub(crate) fn stay_here(&mut self) {
        self.sign_in.transfers.former = None;
    }

    /// Returns `true` if the way in is one that the server has sent this session on.
    pub(super) fn is_arriving(&self) -> bool {
        self.sign_in.transfers.is_arriving
    }

    /// Sent here, and not in: the host may try again, or go back.
    pub(super) fn end_transferred(&mut self, problem: Option<Problem>) {
        let room = Arc::from(&*conference::clean_name(self.sign_in.room()));
        self.go(Life::Ended(Ending::Transferred { room, problem }));
    }

    /// Says goodbye, and drops all that belongs to this meeting.
    fn depart(&mut self, now: Now) {
        self.send_held(now);
        self.leave_media_calls();
        self.send_end();
        self.close_stream();
        self.drop_what_is_under_way(&Ending::Left);
        // For as long as nobody lets it into the next one, that begins and ends now.
        self.room = Room {
            joined_ms: now.wall_ms,
            true_at_ms: now.wall_ms,
            ..Room::default()
        };
        self.rejoining = Rejoining::default();
        self.give_up_queue();
        self.commands.enter();
        self.health = Health::default();
        self.state_reads.reset();
        self.stream.reset();
    }

    fn enter_place(&mut self, now: Now) {
        self.take_bookings();
        self.rate_limit.hurry(now.mono_ms);
        self.ask_to_be_let_in(now);
    }
}
