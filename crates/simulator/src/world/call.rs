//! A call that a participant has beside their own, as the world knows it. Its media are carried outside, by whoever obeys
//! [`MediaOrder`]s.

/// A call beside a participant's own (`participants/{uuid}/calls`).
#[derive(Clone, Debug)]
pub struct Call {
    /// Its id.
    pub uuid: String,
    /// WEBRTC or RTMP.
    pub kind: &'static str,
    /// `send` or `receive`: the presentation instead of the main picture.
    pub present: Option<&'static str>,
    /// Whether `ack` was sent.
    pub acknowledged: bool,
    /// How many pictures came in.
    pub frames: u64,
}

impl Call {
    /// Returns whether the participant is in the main picture by this call.
    pub fn is_picture(&self) -> bool {
        self.kind == "WEBRTC" && self.acknowledged && self.present.is_none()
    }

    /// Returns whether the participant presents by this call.
    pub fn presents(&self) -> bool {
        self.kind == "WEBRTC" && self.acknowledged && self.present == Some("send")
    }
}

/// What is to be done about a call's media.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaOrder {
    /// The media of the call with this id may begin (`ack`).
    Start(String),
    /// They are over.
    End(String),
}
