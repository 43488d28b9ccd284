//! Whose picture: hosts and guests may see different ones (`override_layout`, `layout`).

use crate::Audience;

impl Audience {
    /// Both audiences, hosts first, as the server wants them.
    pub const ALL: [Self; 2] = [Self::Hosts, Self::Guests];

    /// Returns the word by which pages tell the audiences apart: "hosts" or "guests". (The document's words are "hosts" and "".)
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hosts => "hosts",
            Self::Guests => "guests",
        }
    }
}

/// One value for each audience.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PerAudience<T> {
    /// The hosts' value.
    pub hosts: T,
    /// The guests' value.
    pub guests: T,
}

impl<T> PerAudience<T> {
    /// Makes a value for each audience, the hosts' first.
    pub fn from_fn(mut make: impl FnMut(Audience) -> T) -> Self {
        Self {
            hosts: make(Audience::Hosts),
            guests: make(Audience::Guests),
        }
    }

    /// Returns one audience's value.
    pub const fn get(&self, audience: Audience) -> &T {
        match audience {
            Audience::Hosts => &self.hosts,
            Audience::Guests => &self.guests,
        }
    }

    /// Returns one audience's value to change.
    pub const fn get_mut(&mut self, audience: Audience) -> &mut T {
        match audience {
            Audience::Hosts => &mut self.hosts,
            Audience::Guests => &mut self.guests,
        }
    }

    /// Returns both values changed by `change`.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> PerAudience<U> {
        PerAudience {
            hosts: change(self.hosts),
            guests: change(self.guests),
        }
    }

    /// Returns each audience with its value, hosts first.
    pub fn iter(&self) -> impl Iterator<Item = (Audience, &T)> {
        Audience::ALL
            .into_iter()
            .map(|audience| (audience, self.get(audience)))
    }
}
