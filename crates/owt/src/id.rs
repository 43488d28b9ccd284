//! Opaque ids. Their `Debug` shows only the first characters, so that a log never carries a whole one.

use std::fmt;
use std::sync::Arc;

macro_rules! opaque_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Makes an id of the server's spelling.
            pub fn new(id: &str) -> Self {
                Self(Arc::from(id))
            }

            /// Returns the server's spelling, for addresses and data attributes.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Returns the text itself, counted.
            pub fn shared(&self) -> Arc<str> {
                Arc::clone(&self.0)
            }
        }

        impl From<Arc<str>> for $name {
            fn from(id: Arc<str>) -> Self {
                Self(id)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                abridge(f, stringify!($name), &self.0)
            }
        }
    };
}

fn abridge(f: &mut fmt::Formatter<'_>, name: &str, id: &str) -> fmt::Result {
    let is_hidden = |(at, letter): &(usize, char)| *at >= 8 || !letter.is_ascii_graphic();
    let end = id.char_indices().find(is_hidden);
    let short = end.map_or(id, |(at, _)| id.get(..at).unwrap_or_default());
    write!(f, "{name}({short}…)")
}

opaque_id! {
    /// A room (`roomId`).
    RoomId
}
opaque_id! {
    /// A service: whose rooms these are (`serviceId`).
    ServiceId
}
opaque_id! {
    /// Somebody in a room (`participantId`); "admin" owns what the API itself started.
    ParticipantId
}
opaque_id! {
    /// A stream, forwarded or mixed (`streamId`).
    StreamId
}
opaque_id! {
    /// A stream that leaves the room for another server (`streamOutId`).
    StreamingOutId
}
opaque_id! {
    /// A recording (`recordingId`).
    RecordingId
}
opaque_id! {
    /// A SIP call (`sipCallId`).
    SipCallId
}
opaque_id! {
    /// What analyses a stream (`analyticId`).
    AnalyticsId
}
opaque_id! {
    /// The label of a view: one of a room's mixes.
    ViewLabel
}
