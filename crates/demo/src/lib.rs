//! A conference server inside the page, for the demo: the simulator's [`World`](simulator::world::World) behind messages in place
//! of HTTP. [`Server`] is pure, time comes in; `main.rs` is the Worker's program around it.
//!
//! # Messages
//!
//! The Worker says `["ready", 0]`. Then the page says how many people there are to be, a number, and from then on:
//!
//! - `[id, method, address, headers, body]`: a request. `headers` is `[name, value, …]`, `body` a string or `null`; the id is the
//!   page's own, from 1 on, and never comes twice.
//! - `id`: nobody waits for this request's answer or stream any more.
//!
//! The Worker answers:
//!
//! - `["answer", id, status, type, body]`: `type` is the media type, empty without a body; `body` is bytes. Of an event stream this
//!   is the beginning.
//! - `["bytes", id, bytes]`: what a stream says.
//! - `["end", id]`: it ended.

mod server;

pub use server::{Asked, Server, Told};
