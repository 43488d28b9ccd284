//! A third kind of server: phone conferences by JSON-RPC over a WebSocket, as a small known application (confapplet) offers them, and
//! the telephones behind it. [`world`] is the server, pure; `http` puts it on a socket.
//!
//! It does what the real server does, where that contradicts its document: `PHONE.md` has the list.

#[cfg(feature = "server")]
pub mod http;
pub mod world;
