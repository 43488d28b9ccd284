//! What somebody types to start something, judged before it is sent: the server says of a bad request only that it is one.

use crate::ask::{Container, Target, UploadMethod};

/// By what a stream leaves the room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the API")]
pub enum Protocol {
    #[default]
    Rtmp,
    Rtsp,
    Hls,
    Dash,
}

impl Protocol {
    /// All of them, in the document's order.
    pub const ALL: [Self; 4] = [Self::Rtmp, Self::Rtsp, Self::Hls, Self::Dash];

    /// Returns the word of the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rtmp => "rtmp",
            Self::Rtsp => "rtsp",
            Self::Hls => "hls",
            Self::Dash => "dash",
        }
    }

    /// Returns what an address may begin with.
    pub fn schemes(self) -> [&'static str; 2] {
        match self {
            Self::Rtmp => ["rtmp://", "rtmps://"],
            Self::Rtsp => ["rtsp://", "rtsps://"],
            Self::Hls | Self::Dash => ["http://", "https://"],
        }
    }

    /// Returns whether it lays pieces on a web server.
    pub fn has_pieces(self) -> bool {
        matches!(self, Self::Hls | Self::Dash)
    }

    /// Returns whether it takes an address.
    pub fn takes(self, url: &str) -> bool {
        let url = url.trim();
        let begins = |scheme: &&str| url.len() > scheme.len() && url.starts_with(scheme);
        self.schemes().iter().any(begins)
    }

    /// Returns where a stream goes by it. `pieces`: method, seconds of a piece, pieces of a list; `None` where they are needed and not
    /// known.
    pub fn target(self, pieces: Option<(UploadMethod, u32, u32)>) -> Option<Target> {
        Some(match self {
            Self::Rtmp => Target::Rtmp,
            Self::Rtsp => Target::Rtsp,
            Self::Hls => Target::Hls(Some(pieces?)),
            Self::Dash => Target::Dash(Some(pieces?)),
        })
    }
}

/// Returns whether it looks like the address of a stream.
pub fn is_address(text: &str) -> bool {
    let parts = text.trim().split_once("://");
    parts.is_some_and(|(scheme, rest)| !scheme.is_empty() && !rest.is_empty())
}

/// Returns a whole number from 1 to `most`.
pub fn whole_number(text: &str, most: u32) -> Option<u32> {
    let number = text.trim().parse().ok()?;
    (1..=most).contains(&number).then_some(number)
}

/// Why something can't be recorded so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordingProblem {
    /// There is neither sound nor picture.
    Nothing,
    /// No container takes sound that is coded so.
    Sound,
    /// This container doesn't take what it is to hold.
    Container,
}

impl Container {
    /// Judges what is to be recorded: of sound and picture whether there is one, and its codec where it is known.
    pub fn problem(
        self,
        audio: Option<Option<&str>>,
        video: Option<Option<&str>>,
    ) -> Option<RecordingProblem> {
        if audio.is_none() && video.is_none() {
            return Some(RecordingProblem::Nothing);
        }
        let (audio, video) = (audio.flatten(), video.flatten());
        if audio.is_some_and(|codec| !Self::records(codec)) {
            return Some(RecordingProblem::Sound);
        }
        (!self.takes(audio, video)).then_some(RecordingProblem::Container)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert!(Protocol::Rtmp.takes(" rtmp://a/b "));
        assert!(Protocol::Rtmp.takes("rtmps://a"));
        assert!(!Protocol::Rtmp.takes("rtmp://"));
        assert!(!Protocol::Rtsp.takes("rtmp://a"));
        assert!(Protocol::Hls.takes("https://a/b.m3u8"));
        assert!(!Protocol::Dash.takes("a.mpd"));
        assert!(is_address("rtsp://a"));
        for text in ["", "a", "://a", "rtsp://", "rtsp:a"] {
            assert!(!is_address(text), "{text}");
        }
    }

    #[test]
    fn numbers() {
        assert_eq!(whole_number(" 7 ", 10), Some(7));
        for text in ["", "0", "11", "-1", "2.5", "a", "99999999999"] {
            assert_eq!(whole_number(text, 10), None, "{text}");
        }
    }

    #[test]
    fn targets() {
        let pieces = Some((UploadMethod::Put, 2, 5));
        assert_eq!(Protocol::Rtmp.target(None), Some(Target::Rtmp));
        assert_eq!(Protocol::Rtsp.target(pieces), Some(Target::Rtsp));
        assert_eq!(Protocol::Hls.target(pieces), Some(Target::Hls(pieces)));
        assert_eq!(Protocol::Dash.target(pieces), Some(Target::Dash(pieces)));
        assert_eq!(Protocol::Hls.target(None), None);
        assert!(Protocol::ALL.iter().filter(|it| it.has_pieces()).count() == 2);
    }

    #[test]
    fn what_can_be_recorded() {
        let check = |container: Container, audio, video, expect| {
            assert_eq!(container.problem(audio, video), expect, "{container:?}");
        };
        let (opus, aac, g722) = (Some(Some("opus")), Some(Some("aac")), Some(Some("g722")));
        let (vp8, h264, unknown) = (Some(Some("vp8")), Some(Some("h264")), Some(None));
        check(Container::Auto, None, None, Some(RecordingProblem::Nothing));
        check(Container::Auto, opus, vp8, None);
        check(Container::Mkv, g722, None, Some(RecordingProblem::Sound));
        check(
            Container::Mp4,
            opus,
            h264,
            Some(RecordingProblem::Container),
        );
        check(Container::Mp4, aac, vp8, Some(RecordingProblem::Container));
        check(Container::Mp4, aac, h264, None);
        check(Container::Mp4, None, h264, None);
        // What isn't known the server judges.
        check(Container::Mp4, unknown, unknown, None);
    }
}
