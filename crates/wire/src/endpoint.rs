//! Where requests go: the API server, the conference node it names, and a room there.

use crate::host::{Authority, BadAddress};
use crate::percent::push_segment;
use crate::site::{InsecureOrigins, LONGEST, Site};

/// The API server that knows which node a meeting runs on: `https://api.example.cn[:port][/path]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiServer {
    site: Site,
    /// Scheme, host, port and path, without a slash at the end.
    base: String,
}

impl ApiServer {
    /// Reads what a host typed or an operator configured. Without a scheme it is https (http on this machine). http
    /// elsewhere is refused, because the password would travel in the clear, unless `insecure` names the origin.
    ///
    /// # Errors
    /// [`BadAddress`] says what is wrong with it.
    pub fn parse(text: &str, insecure: &InsecureOrigins) -> Result<Self, BadAddress> {
        let (site, path) = Site::parse(text, insecure)?;
        let path = path.trim_end_matches('/');
        check_path(path)?;
        let base = format!("{}{path}", site.origin());
        Ok(Self { site, base })
    }

    /// The address in full, for showing.
    pub fn as_str(&self) -> &str {
        &self.base
    }
}

/// A conference node: where the meeting runs, and the only place that the PIN goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    site: Site,
}

impl Node {
    /// Reads `mcuHost`, strictly `host` or `host:port`. The scheme is https. It is http only when the API server itself
    /// is, and the node is this machine, has the server's own host, or has an origin that `insecure` names: an answer
    /// from the network alone brings the PIN nowhere in the clear.
    ///
    /// # Errors
    /// [`BadAddress`] says what is wrong with it; then nothing may be sent there.
    pub fn from_mcu_host(
        text: &str,
        server: &ApiServer,
        insecure: &InsecureOrigins,
    ) -> Result<Self, BadAddress> {
        if text.len() > LONGEST {
            return Err(BadAddress::TooLong);
        }
        let authority = Authority::parse(text)?;
        let is_neighbour = authority.host == server.site.host();
        let plain = Site::plain(authority.clone());
        let may_be_plain = is_neighbour || !plain.is_insecure() || insecure.contains(&plain);
        let site = if !server.site.is_secure() && may_be_plain {
            plain
        } else {
            Site::secure(authority)
        };
        Ok(Self { site })
    }

    /// Reads what a host typed to go straight to a node: an address without a path, or a host. Scheme as for
    /// [`ApiServer::parse`].
    ///
    /// # Errors
    /// [`BadAddress`] says what is wrong with it.
    pub fn parse(text: &str, insecure: &InsecureOrigins) -> Result<Self, BadAddress> {
        match Site::parse(text, insecure)? {
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
        self.site.host()
    }

    /// Returns whether what is said to it can be read and changed on the way: plain http, and not to this machine.
    pub fn is_insecure(&self) -> bool {
        self.site.is_insecure()
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
