//! How somebody is connected.

use std::sync::Arc;

/// How a participant is connected (`protocol` of `participant_create`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// SIP.
    Sip,
    /// H.323.
    H323,
    /// A browser.
    WebRtc,
    /// A stream.
    Rtmp,
    /// A camera; the document has no word for it.
    Rtsp,
    /// Skype for Business.
    Mssip,
    /// A telephone.
    Phone,
    /// A session like this one, without media.
    Api,
    /// A word that the document doesn't have, as sent.
    Other(Arc<str>),
}

impl Protocol {
    /// Returns the protocol of the document's word, which is in lower case.
    pub fn of_word(word: &str) -> Self {
        match word {
            "sip" => Self::Sip,
            "h323" => Self::H323,
            "webrtc" => Self::WebRtc,
            "rtmp" => Self::Rtmp,
            "rtsp" => Self::Rtsp,
            "mssip" => Self::Mssip,
            "phone" => Self::Phone,
            "api" => Self::Api,
            other => Self::Other(Arc::from(other)),
        }
    }

    /// Returns the document's word.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Sip => "sip",
            Self::H323 => "h323",
            Self::WebRtc => "webrtc",
            Self::Rtmp => "rtmp",
            Self::Rtsp => "rtsp",
            Self::Mssip => "mssip",
            Self::Phone => "phone",
            Self::Api => "api",
            Self::Other(word) => word,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        let check = |word: &str, is_known: bool| {
            let protocol = Protocol::of_word(word);
            assert_eq!(protocol.as_str(), word);
            assert_eq!(!matches!(protocol, Protocol::Other(_)), is_known, "{word}");
        };
        for word in [
            "sip", "h323", "webrtc", "rtmp", "rtsp", "mssip", "phone", "api",
        ] {
            check(word, true);
        }
        check("teleport", false);
        check("", false);
    }
}
