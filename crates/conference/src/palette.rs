//! What a command palette finds: things to do, and whom to do them to.

use crate::{Command, Decompose, Participant, ParticipantId, Role, Service, is_han, people::fold};

/// Something that is done about one person and needs nothing more to be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonDeed {
    /// Show their row.
    GoTo,
    /// Mute them.
    Mute,
    /// Let them speak.
    Unmute,
    /// Put them into the spotlight.
    Spotlight,
    /// Take them out of it.
    EndSpotlight,
    /// Lower their hand.
    LowerHand,
    /// Let them in.
    Admit,
    /// Let them see presentations.
    AllowPresentation,
    /// Keep presentations from them.
    DenyPresentation,
    /// Make a guest a host.
    MakeHost,
    /// Make a host a guest.
    MakeGuest,
    /// Ask whether to remove them.
    Remove,
}

impl PersonDeed {
    /// All of them, what is frequent first.
    pub const ALL: [Self; 12] = [
        Self::GoTo,
        Self::Mute,
        Self::Unmute,
        Self::Spotlight,
        Self::EndSpotlight,
        Self::LowerHand,
        Self::Admit,
        Self::AllowPresentation,
        Self::DenyPresentation,
        Self::MakeHost,
        Self::MakeGuest,
        Self::Remove,
    ];

    /// Returns whether it would change something about `person`: of two opposites one does.
    pub fn is_for(self, person: &Participant) -> bool {
        match self {
            Self::GoTo | Self::Remove => true,
            Self::Mute => !person.muted,
            Self::Unmute => person.muted,
            Self::Spotlight => person.spotlight.is_none(),
            Self::EndSpotlight => person.spotlight.is_some(),
            Self::LowerHand => person.hand_raised,
            Self::Admit => person.service == Service::WaitingRoom,
            Self::AllowPresentation => !person.rx_presentation,
            Self::DenyPresentation => person.rx_presentation,
            Self::MakeHost => person.role == Role::Guest,
            Self::MakeGuest => person.role == Role::Host,
        }
    }

    /// Returns what it asks of the server; `None` for what asks nothing.
    pub fn command(self, id: ParticipantId) -> Option<Command> {
        Some(match self {
            Self::GoTo => return None,
            Self::Mute => Command::Mute(id),
            Self::Unmute => Command::Unmute(id),
            Self::Spotlight => Command::SpotlightOn(id),
            Self::EndSpotlight => Command::SpotlightOff(id),
            Self::LowerHand => Command::LowerHand(id),
            Self::Admit => Command::Admit(id),
            Self::AllowPresentation => Command::AllowPresentation(id),
            Self::DenyPresentation => Command::DenyPresentation(id),
            Self::MakeHost => Command::SetRole(id, Role::Host),
            Self::MakeGuest => Command::SetRole(id, Role::Guest),
            Self::Remove => Command::Disconnect(id),
        })
    }

    const fn opposite(self) -> Option<Self> {
        Some(match self {
            Self::Mute => Self::Unmute,
            Self::Unmute => Self::Mute,
            Self::Spotlight => Self::EndSpotlight,
            Self::EndSpotlight => Self::Spotlight,
            Self::AllowPresentation => Self::DenyPresentation,
            Self::DenyPresentation => Self::AllowPresentation,
            Self::MakeHost => Self::MakeGuest,
            Self::MakeGuest => Self::MakeHost,
            Self::GoTo | Self::LowerHand | Self::Admit | Self::Remove => return None,
        })
    }
}

/// Returns whether every word of `query` stands in `text`, however both are written.
pub fn finds(query: &str, text: &str, decompose: Decompose) -> bool {
    let (query, text) = (fold(query, decompose), fold(text, decompose));
    query.split_whitespace().all(|word| text.contains(word))
}

/// Returns what `query` may ask to be done, what it names in full first, each with what is left of it as somebody's name: of "mute li"
/// it is "li", and of "静音李" as well. `words` are what each is called. Whoever names one of two opposites in full doesn't mean the other.
pub fn person_deeds(
    query: &str,
    words: impl Fn(PersonDeed) -> String,
    decompose: Decompose,
) -> Vec<(PersonDeed, String)> {
    let query = fold(query, decompose);
    let typed: Vec<&str> = query.split_whitespace().collect();
    let called = PersonDeed::ALL.map(|deed| (deed, fold(&words(deed), decompose)));
    let is_named = |deed: PersonDeed| {
        let mut called = called.iter().filter(|(one, _)| *one == deed);
        called.any(|(_, called)| names(&typed, called))
    };
    let mut asked: Vec<_> = called
        .iter()
        .map(|(deed, called)| (*deed, is_named(*deed), called))
        .filter(|(deed, named, _)| *named || !deed.opposite().is_some_and(is_named))
        .map(|(deed, named, called)| (deed, named, name_beside(&typed, called)))
        .collect();
    asked.sort_by_key(|(_, named, _)| !*named);
    let asked = asked.into_iter();
    asked.map(|(deed, _, whom)| (deed, whom)).collect()
}

/// Whether all the words that something is called by were typed.
fn names(typed: &[&str], called: &str) -> bool {
    let is_typed = |word: &str| {
        typed
            .iter()
            .any(|typed| *typed == word || after(typed, word).is_some())
    };
    called.split_whitespace().all(is_typed)
}

/// Returns what was typed without the words, or beginnings of words, that something is called by. In Chinese any part of it will do.
fn name_beside(typed: &[&str], called: &str) -> String {
    let is_of = |typed: &str, word: &str| {
        word.starts_with(typed) || word.ends_with(is_han) && word.contains(typed)
    };
    let mut whom = Vec::new();
    for typed in typed {
        let mut words = called.split_whitespace();
        if !words.clone().any(|word| is_of(typed, word)) {
            whom.push(words.find_map(|word| after(typed, word)).unwrap_or(typed));
        }
    }
    whom.join(" ")
}

/// Returns the name that follows a Chinese word without a space.
fn after<'t>(typed: &'t str, word: &str) -> Option<&'t str> {
    let name = typed.strip_prefix(word)?;
    (word.ends_with(is_han) && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use PersonDeed::*;

    #[test]
    fn all_words_are_found_in_any_order() {
        let check = |query: &str, text: &str, expect: bool| {
            assert_eq!(finds(query, text, str::to_owned), expect, "{query}");
        };
        check("", "Mute all", true);
        check("mu", "Mute all", true);
        check("meeting LOCK", "Lock meeting", true);
        check("lock li", "Lock meeting", false);
    }

    fn english(deed: PersonDeed) -> String {
        let words = match deed {
            GoTo => "Go to ",
            Mute => "Mute",
            Unmute => "Unmute",
            Spotlight => "Spotlight",
            EndSpotlight => "Remove spotlight",
            LowerHand => "Lower hand",
            Admit => "Admit",
            AllowPresentation => "Allow presentation",
            DenyPresentation => "Block presentation",
            MakeHost => "Make host",
            MakeGuest => "Make guest",
            Remove => "Remove",
        };
        words.to_owned()
    }

    fn chinese(deed: PersonDeed) -> String {
        let words = match deed {
            Mute => "静音",
            Unmute => "解除静音",
            Spotlight => "设为焦点",
            EndSpotlight => "取消焦点",
            Remove => "移出",
            _ => "…",
        };
        words.to_owned()
    }

    /// What a query asks for about a name, in this order.
    fn about(
        query: &str,
        name: &str,
        words: impl Fn(PersonDeed) -> String + Copy,
    ) -> Vec<PersonDeed> {
        let asked = person_deeds(query, words, str::to_owned).into_iter();
        let asked = asked.filter(|(_, whom)| whom == name);
        asked.map(|(deed, _)| deed).collect()
    }

    #[test]
    fn a_query_asks_for_what_its_words_say() {
        let check = |query: &str, name: &str, expect: &[PersonDeed]| {
            assert_eq!(about(query, name, english), expect, "{query}");
        };
        // What is said in full comes first.
        check("remove alice", "alice", &[Remove, EndSpotlight]);
        check("alice REMOVE", "alice", &[Remove, EndSpotlight]);
        check("remove spotlight alice", "alice", &[EndSpotlight]);
        check("go to li  na", "li na", &[GoTo]);
        check("make host li", "li", &[MakeHost]);
        check("make li", "li", &[MakeHost, MakeGuest]);
        // Not the opposite, whatever they are now.
        check("mute li", "li", &[Mute]);
        check("unmute li", "li", &[Unmute]);
        check("spotlight li", "li", &[Spotlight]);
        check("mu li", "li", &[Mute]);
        check("li", "li", &PersonDeed::ALL);
        check("mutesa", "mutesa", &PersonDeed::ALL);
    }

    #[test]
    fn chinese_needs_no_spaces() {
        let check = |query: &str, name: &str, expect: &[PersonDeed]| {
            assert_eq!(about(query, name, chinese), expect, "{query}");
        };
        check("静音张伟", "张伟", &[Mute]);
        check("静音 张伟", "张伟", &[Mute]);
        check("解除静音张伟", "张伟", &[Unmute]);
        check("取消 张伟", "张伟", &[EndSpotlight]);
        check("焦点 张伟", "张伟", &[Spotlight, EndSpotlight]);
        check("移出zhangwei", "zhangwei", &[Remove]);
        // A name may begin with the word.
        let all = person_deeds("muteli", english, str::to_owned);
        assert!(all.iter().all(|(_, whom)| whom == "muteli"));
    }

    #[test]
    fn of_two_opposites_the_one_that_changes_something() {
        let check = |change: fn(&mut Participant), expect: &[PersonDeed]| {
            let mut person = Participant::unknown(ParticipantId::new("x"));
            change(&mut person);
            let found = PersonDeed::ALL
                .into_iter()
                .filter(|deed| deed.is_for(&person));
            let found: Vec<_> = found.collect();
            for deed in expect {
                assert!(found.contains(deed), "{deed:?}");
                let opposite = deed.opposite();
                assert!(opposite.is_none_or(|other| !found.contains(&other)));
            }
            assert_eq!(found.contains(&Admit), expect.contains(&Admit));
        };
        check(
            |person| (person.muted, person.spotlight) = (false, None),
            &[Mute, Spotlight, MakeHost, Remove],
        );
        check(
            |person| (person.muted, person.role) = (true, Role::Host),
            &[Unmute, MakeGuest],
        );
        check(|person| person.service = Service::WaitingRoom, &[Admit]);
    }
}
