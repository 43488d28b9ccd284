//! `host` or `host:port`, strictly. `mcuHost` comes from the network and decides where the PIN goes, so anything that
//! browsers might read in two ways is refused.

use crate::script;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Why an address is refused. The offending text isn't in here: it may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// There is none.
    #[error("there is no address")]
    Empty,
    /// Longer than any host name (253 characters) or address (1,024).
    #[error("the address is too long")]
    TooLong,
    /// Neither https nor http, or a scheme where only a host may stand.
    #[error("the scheme is neither https nor http, or may not stand here")]
    Scheme,
    /// http to a host that is neither this machine nor named as insecure: PINs would travel in the clear.
    #[error("http to a host that is neither this machine nor named as insecure")]
    PlainHttp,
    /// A user name or password before the host (`user@host`).
    #[error("a user name or password stands before the host")]
    UserInfo,
    /// A path where none may be, a step up in one (`..`), or a backslash.
    #[error("a path stands where none may be")]
    Path,
    /// A query (`?`).
    #[error("there is a query")]
    Query,
    /// A fragment (`#`).
    #[error("there is a fragment")]
    Fragment,
    /// White space or a control character.
    #[error("there is white space or a control character")]
    Space,
    /// A port that isn't a number from 1 to 65535.
    #[error("the port is not a number from 1 to 65535")]
    Port,
    /// Not a host name.
    #[error("that is not a host name")]
    Host,
    /// An IP address that isn't written in the usual form.
    #[error("the IP address is not written in the usual form")]
    Ip,
    /// A name that mixes scripts, as look-alikes of other names do.
    #[error("the name mixes scripts")]
    MixedScript,
}

/// A host with its port, where one is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Authority {
    pub(crate) host: String,
    pub(crate) port: Option<u16>,
}

impl Authority {
    /// Reads `host` or `host:port`; ASCII letters come out in lower case.
    pub(crate) fn parse(text: &str) -> Result<Self, BadAddress> {
        if text.is_empty() {
            return Err(BadAddress::Empty);
        }
        if text.contains("://") {
            return Err(BadAddress::Scheme);
        }
        for letter in text.chars() {
            match letter {
                '@' => return Err(BadAddress::UserInfo),
                '/' | '\\' => return Err(BadAddress::Path),
                '?' => return Err(BadAddress::Query),
                '#' => return Err(BadAddress::Fragment),
                _ if letter.is_whitespace() || letter.is_control() => {
                    return Err(BadAddress::Space);
                }
                _ => {}
            }
        }
        let text = text.to_ascii_lowercase();
        let (host, port) = if text.starts_with('[') {
            let (inner, rest) = text.split_once(']').ok_or(BadAddress::Ip)?;
            let inner = inner.strip_prefix('[').ok_or(BadAddress::Ip)?;
            inner.parse::<Ipv6Addr>().map_err(|_| BadAddress::Ip)?;
            let port = match rest.strip_prefix(':') {
                Some(port) => Some(port),
                None if rest.is_empty() => None,
                None => return Err(BadAddress::Host),
            };
            (format!("[{inner}]"), port)
        } else {
            let (host, port) = match text.split_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (text.as_str(), None),
            };
            check_name(host)?;
            (host.to_owned(), port)
        };
        let port = port.map(read_port).transpose()?;
        Ok(Self { host, port })
    }

    /// Whether it is this machine, by the names that browsers trust for that.
    pub(crate) fn is_loopback(&self) -> bool {
        let host = self.host.as_str();
        let address = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || host.ends_with(".localhost")
            || address.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
            || address.parse::<Ipv6Addr>().is_ok_and(|ip| ip.is_loopback())
    }
}

fn read_port(text: &str) -> Result<u16, BadAddress> {
    if text.is_empty() || text.len() > 5 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(BadAddress::Port);
    }
    match text.parse() {
        Ok(0) | Err(_) => Err(BadAddress::Port),
        Ok(port) => Ok(port),
    }
}

fn check_name(name: &str) -> Result<(), BadAddress> {
    if name.is_empty() {
        return Err(BadAddress::Host);
    }
    if name.len() > 253 {
        return Err(BadAddress::TooLong);
    }
    // Browsers read a name whose last label is a number as an IPv4 address, in octal and hex and with parts left out.
    let last = name.as_bytes().rsplit(|byte| *byte == b'.').next();
    let last = last.unwrap_or_default();
    let is_decimal = !last.is_empty() && last.iter().all(u8::is_ascii_digit);
    if is_decimal || last.starts_with(b"0x") {
        return name
            .parse::<Ipv4Addr>()
            .map(drop)
            .map_err(|_| BadAddress::Ip);
    }
    name.split('.').try_for_each(check_label)
}

fn check_label(label: &str) -> Result<(), BadAddress> {
    let edge = label.starts_with('-') || label.ends_with('-');
    if label.is_empty() || label.len() > 63 || edge || label == "xn--" {
        return Err(BadAddress::Host);
    }
    if label.is_ascii() {
        let good = label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        return if good { Ok(()) } else { Err(BadAddress::Host) };
    }
    script::check_label(label)
}
