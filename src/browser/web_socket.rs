//! A WebSocket of texts. It is closed, and its listeners are removed, when it is dropped.

use std::rc::Rc;

use gloo_events::EventListener;
use session::Unreachable;
use wasm_bindgen::JsCast;
use web_sys::{MessageEvent, WebSocket};

use super::unreachable_cause::find_unreachable_cause;

/// What happens to a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SocketEvent {
    /// It is open.
    Opened,
    /// The server says this.
    Text(String),
    /// It is closed, or couldn't be opened. Nothing follows.
    Closed,
}

/// An open socket, or one that is being opened.
pub struct Socket {
    socket: WebSocket,
    _listeners: [EventListener; 3],
}

impl Socket {
    /// Opens a socket, and calls `on_event` with all that happens to it. `None` = the browser refuses to try.
    pub fn open(address: &str, on_event: impl Fn(SocketEvent) + 'static) -> Option<Self> {
        let socket = WebSocket::new(address).ok()?;
        let on_event: Rc<dyn Fn(SocketEvent)> = Rc::new(on_event);
        let (opened, said, closed) = (Rc::clone(&on_event), Rc::clone(&on_event), on_event);
        let listeners = [
            EventListener::new(&socket, "open", move |_| opened(SocketEvent::Opened)),
            EventListener::new(&socket, "message", move |event| {
                let event = event.dyn_ref::<MessageEvent>();
                // What isn't a text is none of the protocols that are spoken here.
                if let Some(text) = event.and_then(|event| event.data().as_string()) {
                    said(SocketEvent::Text(text));
                }
            }),
            EventListener::new(&socket, "close", move |_| closed(SocketEvent::Closed)),
        ];
        Some(Self {
            socket,
            _listeners: listeners,
        })
    }

    /// Sends a text. Where it can't be sent, it is told that the socket is closed.
    pub fn send(&self, text: &str) {
        let _ = self.socket.send_with_str(text);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        let _ = self.socket.close();
    }
}

/// Returns why a socket of a server couldn't be opened, as far as a browser can tell. `server` is `https://…` or `http://…`. Of a server
/// that is there it says [`Unreachable::Cors`]: it didn't let the socket in.
pub async fn why_closed(server: &str) -> Unreachable {
    find_unreachable_cause(server).await
}
