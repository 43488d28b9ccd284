//! Secrets live in memory and go out in requests, and nowhere else: no `Display`, and `Debug` shows nothing of them.

use std::fmt;

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Takes the secret as it was typed or sent.
            pub fn new(secret: String) -> Self {
                Self(secret)
            }

            /// Whether there is nothing in it.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            pub(crate) fn expose(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

secret! {
    /// What a session is recognised by (`token`); lives for `expires` seconds.
    Token
}
secret! {
    /// A host's or guest's PIN for one meeting.
    Pin
}
secret! {
    /// The password that goes with an account (`joinPwd`).
    Password
}

/// Returns a token that a header can carry.
pub(crate) fn token_of(word: Option<String>) -> Option<Token> {
    word.filter(|token| token.bytes().all(|byte| byte.is_ascii_graphic()))
        .map(Token::new)
}

impl Password {
    /// On the node the meeting's password is a PIN.
    pub fn to_pin(&self) -> Pin {
        Pin(self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        let check = |shown: String| assert!(!shown.contains("4711"), "{shown}");
        check(format!("{:?}", Token::new("4711".into())));
        check(format!("{:?}", Pin::new("4711".into())));
        check(format!("{:#?}", Some(Password::new("4711".into()))));
    }
}
