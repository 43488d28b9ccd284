//! Scheme, host and port; and which of them may be reached in the clear.

use crate::host::{Authority, BadAddress};

/// Longer addresses are refused.
pub(crate) const LONGEST: usize = 1024;

/// The origins that may be reached by plain http although they are not this machine: those that an operator named. None
/// by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InsecureOrigins(Vec<Site>);

impl InsecureOrigins {
    /// Adds the origin of `address`, which has to be an http address elsewhere. Returns whether it is.
    pub fn add(&mut self, address: &str) -> bool {
        let Ok((site, _)) = Site::read(address) else {
            return false;
        };
        let is_insecure = site.is_insecure();
        if is_insecure && !self.contains(&site) {
            self.0.push(site);
        }
        is_insecure
    }

    /// Returns whether one of them is the origin of `address`.
    pub fn names(&self, address: &str) -> bool {
        Site::read(address).is_ok_and(|(site, _)| self.contains(&site))
    }

    pub(crate) fn contains(&self, site: &Site) -> bool {
        self.0.contains(site)
    }
}

/// Scheme, host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    secure: bool,
    /// Without the scheme's own port.
    authority: Authority,
}

impl Site {
    /// The https origin of a host.
    pub fn secure(authority: Authority) -> Self {
        Self::new(true, authority)
    }

    /// The http origin of a host.
    pub fn plain(authority: Authority) -> Self {
        Self::new(false, authority)
    }

    fn new(secure: bool, mut authority: Authority) -> Self {
        let usual = if secure { 443 } else { 80 };
        authority.port = authority.port.filter(|port| *port != usual);
        Self { secure, authority }
    }

    /// Reads a typed address and gives the path behind it as well. http elsewhere has to be named in `insecure`.
    pub fn parse<'a>(
        text: &'a str,
        insecure: &InsecureOrigins,
    ) -> Result<(Self, &'a str), BadAddress> {
        let (site, path) = Self::read(text)?;
        if site.is_insecure() && !insecure.contains(&site) {
            return Err(BadAddress::PlainHttp);
        }
        Ok((site, path))
    }

    /// Reads a typed address, wherever it leads, and gives the path behind it as well.
    fn read(text: &str) -> Result<(Self, &str), BadAddress> {
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
        Ok((Self::new(secure, authority), path))
    }

    /// Whether it is https.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// Whether what is said to it can be read and changed on the way.
    pub fn is_insecure(&self) -> bool {
        !self.secure && !self.authority.is_loopback()
    }

    pub fn host(&self) -> &str {
        &self.authority.host
    }

    pub fn origin(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        let host = self.host();
        match self.authority.port {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        }
    }
}
