//! Where requests go: the API server, the conference node it names, and a room there.

use crate::host::{Authority, BadAddress};
use crate::percent::push_segment;

/// Longer addresses are refused.
const LONGEST: usize = 1024;

/// The API server that knows which node a meeting runs on: `https://api.example.cn[:port][/path]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiServer {
    /// Scheme, host, port and path, without a slash at the end.
    base: String,
    secure: bool,
}

impl ApiServer {
    /// Reads what a host typed or an operator configured. Without a scheme it is https (http on this machine); http
    /// elsewhere is refused, because the password would travel in the clear.
    ///
    /// # Errors
    /// [`BadAddress`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, BadAddress> {
        let (site, path) = Site::parse(text)?;
        let path = path.trim_end_matches('/');
        check_path(path)?;
        Ok(Self {
            base: format!("{}{path}", site.origin()),
            secure: site.secure,
        })
    }

    /// The address in full, for showing.
    pub fn as_str(&self) -> &str {
        &self.base
    }

    /// Whether it is https. If not, it is this machine.
    pub fn is_secure(&self) -> bool {
        self.secure
    }
}

/// A conference node: where the meeting runs, and the only place that the PIN goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    site: Site,
}

impl Node {
    /// Reads `mcuHost`, strictly `host` or `host:port`. The scheme is https, or http when the API server itself is
    /// plain http, which only this machine can be.
    ///
    /// # Errors
    /// [`BadAddress`] says what is wrong with it; then nothing may be sent there.
    pub fn from_mcu_host(text: &str, server: &ApiServer) -> Result<Self, BadAddress> {
        if text.len() > LONGEST {
            return Err(BadAddress::TooLong);
        }
        let authority = Authority::parse(text)?;
        Ok(Self {
            site: Site {
                secure: server.secure,
                authority,
            },
        })
    }

    /// Reads what a host typed to go straight to a node: an address without a path, or a host. Scheme as for
    /// [`ApiServer::parse`].
    ///
    /// # Errors
    /// [`BadAddress`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, BadAddress> {
        match Site::parse(text)? {
            (site, "" | "/") => Ok(Self { site }),
            _ => Err(BadAddress::Path),
        }
    }

    /// Scheme, host and port, for showing and for probing whether it can be reached.
    pub fn origin(&self) -> String {
        self.site.origin()
    }

    /// The host without scheme and port.
    pub fn host(&self) -> &str {
        &self.site.authority.host
    }

    /// Whether it is https.
    pub fn is_secure(&self) -> bool {
        self.site.secure
    }
}

/// A room on a node: what every request of a session is addressed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    node: Node,
    /// Ends in a slash.
    base: String,
}

impl Endpoint {
    /// Addresses `room` (a number or an address) on `node`. Whatever it holds, it is one path segment.
    pub fn new(node: Node, room: &str) -> Self {
        let mut base = node.origin();
        base.push_str("/api/services/");
        push_segment(&mut base, room);
        base.push('/');
        Self { node, base }
    }

    /// The node that the room is on.
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// The address of a command of the room.
    pub(crate) fn room_url(&self, command: &str) -> String {
        format!("{}{command}", self.base)
    }

    /// The address of a command about one participant.
    pub(crate) fn participant_url(&self, id: &str, command: &str) -> String {
        let mut url = self.room_url("participants/");
        push_segment(&mut url, id);
        url.push('/');
        url.push_str(command);
        url
    }
}

/// Scheme, host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Site {
    secure: bool,
    authority: Authority,
}

impl Site {
    /// Reads a typed address and gives the path behind it as well.
    fn parse(text: &str) -> Result<(Self, &str), BadAddress> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(BadAddress::TooLong);
        }
        let (scheme, rest) = text
            .split_once(':')
            .and_then(|(scheme, rest)| Some((Some(scheme), rest.strip_prefix("//")?)))
            .unwrap_or((None, text));
        // Before it is cut at the first slash, so that `host/@evil.example` is told apart from a path.
        for letter in rest.chars() {
            match letter {
                '@' => return Err(BadAddress::UserInfo),
                '\\' => return Err(BadAddress::Path),
                '?' => return Err(BadAddress::Query),
                '#' => return Err(BadAddress::Fragment),
                _ => {}
            }
        }
        let end = rest.find('/').unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let authority = Authority::parse(authority)?;
        let secure = match scheme {
            Some(scheme) if scheme.eq_ignore_ascii_case("https") => true,
            Some(scheme) if scheme.eq_ignore_ascii_case("http") => false,
            Some(_) => return Err(BadAddress::Scheme),
            None => !authority.is_loopback(),
        };
        if !secure && !authority.is_loopback() {
            return Err(BadAddress::PlainHttp);
        }
        Ok((Self { secure, authority }, path))
    }

    fn origin(&self) -> String {
        let (scheme, usual) = if self.secure {
            ("https", 443)
        } else {
            ("http", 80)
        };
        let host = &self.authority.host;
        match self.authority.port {
            Some(port) if port != usual => format!("{scheme}://{host}:{port}"),
            _ => format!("{scheme}://{host}"),
        }
    }
}

fn check_path(path: &str) -> Result<(), BadAddress> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:%".contains(&b);
    let steps = |segment: &str| {
        matches!(
            segment.to_ascii_lowercase().as_str(),
            "." | ".." | "%2e" | ".%2e" | "%2e." | "%2e%2e"
        )
    };
    if path.chars().any(char::is_whitespace) {
        Err(BadAddress::Space)
    } else if !path.bytes().all(plain) || path.split('/').any(steps) {
        Err(BadAddress::Path)
    } else {
        Ok(())
    }
}
