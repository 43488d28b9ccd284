//! Joining, staying in, acting: one state machine. Time is an input, so a test runs an hour of meeting in a millisecond.
//!
//! [`Session::handle`] is the only door: inputs in, outputs out. Nothing here waits, reads a clock or throws dice.
//!
//! `session.rs` names the parts. Each part is a struct in the first file of its folder and knows nothing of the session; the other
//! files of the folder say what the session does with it.

mod bulk_work;
mod command_status;
mod commands;
mod connection;
mod handle;
mod health;
mod input;
mod life;
mod media_calls;
mod notice;
mod outbox;
mod output;
mod page;
mod problem;
mod rate_limit;
mod requests;
mod rng;
mod room;
mod session;
mod sign_in;
mod state_reads;
mod stream;
mod time;
mod token;

pub use bulk_work::{BulkCounts, BulkItem, BulkWork};
pub use command_status::{CommandError, CommandStatus};
pub use commands::{QueueProgress, SpotlightProgress};
pub use connection::{Connection, Ending};
pub use health::{Health, ResponseTimes, Support, UnreadEvent};
pub use input::{Answer, Failure, Input, JoinRequest, Page, StreamFailure, Target};
pub use life::{Life, Question};
pub use media_calls::{CallNews, CallNumber, NewCall};
pub use notice::Notice;
pub use output::{Output, RequestId, StreamId};
pub use problem::{Problem, Unreachable};
pub use session::Session;
pub use time::Now;
