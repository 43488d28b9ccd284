//! Joining, staying in, acting: one state machine. Time is an input, so a test runs an hour of meeting in a millisecond.
//!
//! [`Session::handle`] is the only door: inputs in, outputs out. Nothing here waits, reads a clock or throws dice.

mod act;
mod calls;
mod gate;
mod health;
mod input;
mod join;
mod life;
mod listening;
mod outcome;
mod output;
mod page;
mod reads;
mod requests;
mod rng;
mod session;
mod settle;
mod stream;
mod subcall;
mod time;
mod token;
mod tones;

pub use health::{Health, Standing, Strange, Trips};
pub use input::{Answer, Failure, Input, JoinRequest, Page, StreamFailure, Target};
pub use life::{Ask, Life};
pub use outcome::{Connection, Ending, Notice, Outcome, Problem, Unreachable};
pub use output::{Output, RequestId, StreamId};
pub use session::Session;
pub use subcall::{CallNews, CallNumber, NewCall};
pub use time::Now;
