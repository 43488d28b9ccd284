//! What whoever carries media asks of the world, and tells it.

use super::World;
use super::call::MediaOrder;

impl World {
    /// Returns what is to be done about media since the last time.
    pub fn media_orders(&mut self) -> Vec<MediaOrder> {
        let mut orders = std::mem::take(&mut self.media_orders);
        for room in self.rooms.values_mut() {
            orders.append(&mut room.media_orders);
        }
        orders
    }

    /// Forgets a call whose offer could not be answered.
    pub fn forget_call(&mut self, call: &str) {
        for person in self.rooms.values_mut().flat_map(|room| &mut room.people) {
            person.calls.retain(|known| known.uuid != call);
        }
    }

    /// Ends a call whose media broke off, and tells everybody.
    pub fn lose_media(&mut self, call: &str) {
        for room in self.rooms.values_mut() {
            room.end_call(call, "Call disconnected");
        }
    }

    /// Counts pictures that came in by a call.
    pub fn count_frames(&mut self, call: &str, count: u64) {
        let people = self.rooms.values_mut().flat_map(|room| &mut room.people);
        let mut calls = people.flat_map(|person| &mut person.calls);
        if let Some(known) = calls.find(|known| known.uuid == call) {
            known.frames += count;
        }
    }
}
