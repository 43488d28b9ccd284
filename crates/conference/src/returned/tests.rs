use super::*;
use crate::{Event, ParticipantPatch, Reachability, Service};
use proptest::prelude::*;

pub(crate) fn id(name: &str) -> ParticipantId {
    ParticipantId::new(name)
}

/// "+a:ann@ann.cn" comes in, "w+a:ann" waits, "~a" is admitted, "-a" leaves, "[a:ann,b:bob]" is a snapshot.
pub(crate) fn events(word: &str) -> Vec<Event> {
    let created = |words: &str, service: Service| {
        let (uuid, name) = words.split_once(':').unwrap_or((words, words));
        let (name, address) = name.split_once('@').unwrap_or((name, ""));
        Event::Created(Box::new(ParticipantPatch {
            name: Some(Arc::from(name)),
            address: Some(Arc::from(address)),
            service: Some(service),
            ..ParticipantPatch::new(id(uuid))
        }))
    };
    if let Some(all) = word.strip_prefix('[') {
        let all = all.trim_end_matches(']').split(',');
        let rows = all.map(|one| created(one, Service::Conference));
        return [Event::SyncBegin]
            .into_iter()
            .chain(rows)
            .chain([Event::SyncEnd])
            .collect();
    }
    vec![match word.split_at(1) {
        ("+", words) => created(words, Service::Conference),
        ("w", words) => created(words.trim_start_matches('+'), Service::WaitingRoom),
        ("~", uuid) => Event::Updated(Box::new(ParticipantPatch {
            service: Some(Service::Conference),
            ..ParticipantPatch::new(id(uuid))
        })),
        (_, uuid) => Event::Deleted(id(uuid)),
    }]
}

#[derive(Default)]
struct Played {
    meeting: Conference,
    returns: Returns,
}

impl Played {
    fn hear(&mut self, word: &str) {
        let mut changes = Vec::new();
        for event in events(word) {
            self.meeting.apply(0, event, &mut changes);
        }
        // What they lack is another test's matter.
        self.returns.observe(&changes, &self.meeting, |_| true);
    }

    /// "x=a" is x who left as a; "x=a|b" is one of them.
    fn said(&self) -> String {
        let said = self.returns.returned().iter().map(|one| {
            let before: Vec<_> = one
                .as_whom
                .iter()
                .map(|person| person.id.as_str())
                .collect();
            format!("{}={}", one.id.as_str(), before.join("|"))
        });
        said.collect::<Vec<_>>().join(" ")
    }
}

fn played(words: &str) -> Played {
    let mut played = Played::default();
    words.split_whitespace().for_each(|word| played.hear(word));
    played
}

#[test]
fn recognises_who_comes_back() {
    let check = |words: &str, expect: &str| assert_eq!(played(words).said(), expect, "{words}");
    check("+a:ann -a +x:ann", "x=a");
    check("+a:ann@ann.cn -a +x:eve@ann.cn", "x=a");
    check("+a:ann +x:ann", "");
    check("+a:ann -a +x:bob", "");
    check("+a:ann -a +a:ann", "a=a");
    // In the waiting room nothing can be given back yet.
    check("+a:ann -a w+x:ann", "");
    check("+a:ann -a w+x:ann ~x", "x=a");
    check("w+a:ann -a +x:ann", "");
    // One of two.
    check("+a:ann +b:ann -a -b +x:ann", "x=a|b");
    // Gone again before they got anything back: they still have to.
    check("+a:ann -a +x:ann -x", "");
    check("+a:ann -a +x:ann -x +y:ann", "y=a");
    // A server that was started anew; a snapshot alone is nothing.
    check("[a:ann,b:bob] [y:bob,x:ann]", "y=b x=a");
    check("[a:ann,b:bob] [a:ann,b:bob]", "");
}

#[test]
fn a_host_says_which() {
    let mut two = played("+a:ann +b:ann -a -b +x:ann");
    two.returns.choose(&id("x"), &id("nobody"));
    assert_eq!(two.said(), "x=a|b");
    two.returns.choose(&id("x"), &id("b"));
    assert_eq!(two.said(), "x=b");
    // The other one is still away.
    two.hear("+y:ann");
    assert_eq!(two.said(), "x=b y=a");
    two.returns.dismiss(&id("x"));
    assert_eq!(two.said(), "y=a");
}

#[test]
fn gives_back_what_is_missing_and_allowed() {
    let had = Participant {
        role: Role::Host,
        spotlight: Some(5.0),
        overlay_text: "Chair".into(),
        name: "ann".into(),
        ..Participant::unknown(id("a"))
    };
    let now = Participant {
        name: "ann".into(),
        ..Participant::unknown(id("x"))
    };
    let host = Powers {
        role: Role::Host,
        reachability: Reachability::Reachable,
        ..Powers::default()
    };
    let check = |had: &Participant, now: &Participant, powers: &Powers, expect: &[Command]| {
        let missing = Missing::of(had, now, false);
        assert_eq!(missing.commands(had, now, powers), expect);
        assert_eq!(missing.is_nothing(), missing.kinds().next().is_none());
    };
    let role = || Command::SetRole(id("x"), Role::Host);
    let spotlight = || Command::SpotlightOn(id("x"));
    let caption = || Command::OverlayText(id("x"), "Chair".into());
    check(&had, &now, &host, &[role(), spotlight(), caption()]);
    let spotlit = Participant {
        spotlight: Some(9.0),
        ..now.clone()
    };
    check(&had, &spotlit, &host, &[role(), caption()]);
    let small = Powers {
        unsupported: vec![Kind::OverlayText],
        ..host.clone()
    };
    check(&had, &now, &small, &[role(), spotlight()]);
    check(
        &had,
        &now,
        &Powers {
            reachability: Reachability::Unreachable,
            ..host.clone()
        },
        &[],
    );
    // A server that captions people with their names; somebody who is more than they were.
    let plain = Participant {
        overlay_text: "ann".into(),
        name: "ann".into(),
        ..Participant::unknown(id("a"))
    };
    let promoted = Participant {
        role: Role::Host,
        ..now.clone()
    };
    check(&plain, &promoted, &host, &[]);
    assert!(Missing::of(&plain, &promoted, true).slot);
}

#[test]
fn many_who_leave_fill_no_memory() {
    let mut played = Played::default();
    for number in 0..MAX_DEPARTED + 50 {
        played.hear(&format!("+{number}:{number}"));
        played.hear(&format!("-{number}"));
    }
    assert_eq!(played.returns.departed.len(), MAX_DEPARTED);
    played.hear("+x:0");
    assert_eq!(played.said(), "");
    played.hear("+y:100");
    assert_eq!(played.said(), "y=100");
}

proptest! {
    /// People of two names come and go: whoever came back is in, nobody is two people, and nobody who is in is somebody who left.
    #[test]
    fn nobody_is_two(steps in prop::collection::vec((0..6_u8, 0..2_u8, any::<bool>()), 1..60)) {
        let mut played = Played::default();
        for (uuid, name, comes) in steps {
            let word = if comes { format!("+u{uuid}:n{name}") } else { format!("-u{uuid}") };
            played.hear(&word);
            let mut known = Vec::new();
            for one in played.returns.returned() {
                prop_assert!(played.meeting.person(&one.id).is_some());
                prop_assert!(!one.as_whom.is_empty());
                known.extend(one.before().map(|before| before.id.clone()));
            }
            let count = known.len();
            known.sort();
            known.dedup();
            prop_assert_eq!(known.len(), count, "{}", played.said());
        }
    }
}
