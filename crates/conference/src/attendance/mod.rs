//! Who was in when: one line for each person, over all the times that they came back.

mod attendee;
mod away;
mod record;
#[cfg(test)]
mod tests;
mod timeline;

pub use attendee::{AttendanceRow, Attendee, Stay};
pub(crate) use away::{Away, Found};
pub use record::Attendance;
pub use timeline::{MarkName, TimeMark, TimeWindow, TimelineView};
