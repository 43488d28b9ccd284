//! The portal: what a room tells those who have joined it, as it happens.
//!
//! "Client-Portal Protocol" 1.2, which is no part of the API document, over Socket.IO 4 on a WebSocket. The panel joins with a token of
//! its own and publishes nothing; it stands in the list of participants.

mod event;
mod frame;

pub use event::{LoginResult, PortalEvent, StreamChange, read_event, read_login};
pub use frame::{Frame, Handshake, connect, login, logout, pong, read_frame};
