use super::*;
use crate::{
    Audience, Command, Edition, Kind, LayoutName, LayoutPlan, Participant, ParticipantId,
    PerAudience, PlannedSlot, Powers, Reachability, Refusal, Role, Service,
};
use std::sync::Arc;

fn id(name: &str) -> ParticipantId {
    ParticipantId::new(name)
}

/// "name", "name-" = muted, "name*7" = in the spotlight since then, "name?" = waits.
pub(super) fn people(words: &str) -> Vec<Participant> {
    let person = |word: &str| {
        let (word, spotlight) = match word.split_once('*') {
            Some((word, stamp)) => (word, stamp.parse().ok()),
            None => (word, None),
        };
        let name = word.trim_end_matches(['-', '?']);
        Participant {
            name: name.into(),
            muted: word.contains('-'),
            spotlight,
            service: if word.contains('?') {
                Service::WaitingRoom
            } else {
                Service::Conference
            },
            ..Participant::unknown(id(name))
        }
    };
    words.split_whitespace().map(person).collect()
}

pub(super) fn spotlight(people: &[Participant]) -> Vec<ParticipantId> {
    let mut lit: Vec<_> = people
        .iter()
        .filter_map(|one| Some((one.spotlight?, one.id.clone())))
        .collect();
    lit.sort_by(|one, other| one.0.total_cmp(&other.0));
    lit.into_iter().map(|(_, id)| id).collect()
}

fn plan(layout: &str, slots: &str) -> LayoutPlan {
    let slot = |name: &str| Some(PlannedSlot::person(id(name), name.into()));
    LayoutPlan {
        slots: slots.split_whitespace().map(slot).collect(),
        ..LayoutPlan::new(LayoutName::new(layout))
    }
}

pub(super) fn plans(hosts: &str, guests: &str) -> PerAudience<LayoutPlan> {
    let read = |text: &str| {
        let (layout, slots) = text.split_once(' ').unwrap_or((text, ""));
        plan(layout, slots)
    };
    PerAudience {
        hosts: read(hosts),
        guests: read(guests),
    }
}

pub(super) fn host() -> Powers {
    Powers {
        role: Role::Host,
        reachability: Reachability::Reachable,
        ..Powers::default()
    }
}

/// A scene of how `words` stand, with a picture.
pub(super) fn scene(words: &str, plans: PerAudience<LayoutPlan>) -> Scene {
    let people = people(words);
    let all: Vec<_> = people.iter().collect();
    let now = Scene::of_now(plans, &spotlight(&people), &all);
    Scene::new(Scene {
        name: "Scene".into(),
        ..now
    })
    .unwrap()
}

/// What it takes to get from one meeting to a scene, and back.
pub(super) fn takes(
    scene: &Scene,
    words: &str,
    on_air: &PerAudience<LayoutPlan>,
    powers: &Powers,
) -> (SceneTake, Scene) {
    let people = people(words);
    let (lit, all) = (spotlight(&people), people.iter().collect::<Vec<_>>());
    let now = Situation {
        on_air: PerAudience {
            hosts: Some(&on_air.hosts),
            guests: Some(&on_air.guests),
        },
        spotlight: &lit,
        people: &all,
        powers,
    };
    let take = scene_take(scene, now);
    let undo = take.undo(now);
    (take, undo)
}

fn list(names: &[Arc<str>]) -> String {
    names.join(" ")
}

fn changes(take: &SceneTake) -> String {
    let word = |change: &SceneChange| match change {
        SceneChange::Layout(audience, layout) => format!("{} {layout:?}", audience.as_str()),
        SceneChange::Slots(audience) => format!("{} slots", audience.as_str()),
        SceneChange::Spotlight(names) => format!("on {}", list(names)),
        SceneChange::SpotlightOff(names) => format!("off {}", list(names)),
        SceneChange::SpotlightOrder => "order".to_owned(),
        SceneChange::Mute(names) => format!("mute {}", list(names)),
        SceneChange::Unmute(names) => format!("unmute {}", list(names)),
        SceneChange::Message(text) => format!("say {text}"),
    };
    take.changes.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn sent(take: &SceneTake) -> String {
    let word = |command: &Command| match command {
        Command::Mute(id) => format!("mute {}", id.as_str()),
        Command::Unmute(id) => format!("unmute {}", id.as_str()),
        Command::SpotlightOff(id) => format!("off {}", id.as_str()),
        Command::Message(_) => "say".to_owned(),
        other => panic!("{other:?}"),
    };
    let queue = take.spotlight.iter().map(|ids| {
        let ids: Vec<_> = ids.iter().map(ParticipantId::as_str).collect();
        format!("queue {}", ids.join(" "))
    });
    let words = queue.chain(take.commands.iter().map(word));
    words.collect::<Vec<_>>().join(", ")
}

#[test]
fn what_a_take_changes_and_sends() {
    let check = |scene_words: &str, now: &str, expect_changes: &str, expect_sent: &str| {
        let air = plans("1:7", "1:0");
        let (take, _) = takes(&scene(scene_words, air.clone()), now, &air, &host());
        assert_eq!(changes(&take), expect_changes, "{scene_words} / {now}");
        assert_eq!(sent(&take), expect_sent, "{scene_words} / {now}");
        assert_eq!(take.obstacles, []);
        assert_eq!(take.plans, None);
    };
    check("a b c", "a b c", "", "");
    check("a b- c-", "a b c-", "mute b", "mute b");
    check("a b c", "a- b c-", "unmute a c", "unmute a, unmute c");
    // Who came since stays as they are.
    check("a-", "a x y-", "mute a", "mute a");
    check("a*1 b*2", "a b", "on a b", "queue a b");
    check("a*1 b*2 c*3", "a*5 b*6 c", "on c", "queue a b c");
    check("a", "a*1 b*2", "off a b", "off a, off b");
    check("a*2 b*1", "a*1 b*2", "order", "queue b a");
    // Who comes in before those who stay makes them move.
    check("a*1 b*2", "a b*2", "on a, order", "queue a b");
    check(
        "a-*1 b",
        "a b-*3",
        "on a, off b, mute a, unmute b",
        "queue a, off b, mute a, unmute b",
    );
}

#[test]
fn the_picture_is_sent_where_it_differs() {
    let check = |hosts: &str, guests: &str, expect: &str| {
        let air = plans("1:7 a b", "1:0");
        let scene = scene("a b c", plans(hosts, guests));
        let (take, undo) = takes(&scene, "a b c", &air, &host());
        assert_eq!(changes(&take), expect);
        assert_eq!(take.plans.is_some(), !expect.is_empty());
        let layouts = take
            .layouts(&scene)
            .map(|all| all.map(|one| one.as_str().to_owned()));
        let asked = [hosts, guests].map(|text| text.split(' ').next().unwrap().to_owned());
        assert_eq!(layouts.map(|all| [all.hosts, all.guests]), Some(asked));
        assert_eq!(undo.plans, take.plans.map(|_| air));
    };
    check("1:7 a b", "1:0", "");
    check("1:7 b a", "1:0", "hosts slots");
    check("1:7 a b", "1:7", "guests 1:7");
    check("4:0 a", "1:0 b", "hosts 4:0, guests slots");
}

#[test]
fn what_the_edition_lacks_is_told_and_asked_for() {
    let check = |edition: Option<Edition>, hosts: &str, expect: Option<&str>| {
        let scene = scene("a", plans(hosts, "1:0"));
        let powers = Powers { edition, ..host() };
        let (take, _) = takes(&scene, "a", &plans("1:5", "1:0"), &powers);
        let doubt = take.doubt.as_ref().map(LayoutName::as_str);
        assert_eq!(doubt, expect, "{edition:?} {hosts}");
        assert_eq!(take.plans.is_some(), hosts != "1:5");
    };
    let public = Some(Edition::Public);
    check(public, "4:0", None);
    check(public, "2:0", Some("2:0"));
    check(Some(Edition::Private), "2:0", None);
    check(None, "2:0", None);
    // What is on air there is.
    check(public, "1:5", None);
}

#[test]
fn what_cannot_be_done_is_told_and_the_rest_is_offered() {
    let check =
        |powers: &Powers, now: &str, expect_sent: &str, expect: &[(Kind, &str, Refusal)]| {
            let wanted = scene("a-*1 b-*2 c", plans("4:0 a b", "1:0"));
            let wanted = Scene {
                message: "Welcome".into(),
                ..wanted
            };
            let (take, _) = takes(&wanted, now, &plans("1:7", "1:0"), powers);
            assert_eq!(sent(&take), expect_sent, "{now}");
            let is_picture_refused = powers.unsupported.contains(&Kind::OverrideLayout);
            assert_eq!(take.layouts(&wanted).is_none(), is_picture_refused);
            let obstacles: Vec<_> = take
                .obstacles
                .iter()
                .map(|one| (one.kind, list(&one.names), one.why))
                .collect();
            let expect: Vec<_> = expect
                .iter()
                .map(|(kind, names, why)| (*kind, (*names).to_owned(), *why))
                .collect();
            assert_eq!(obstacles, expect, "{now}");
        };
    let lacks = |kinds: &[Kind]| Powers {
        unsupported: kinds.to_vec(),
        ..host()
    };
    check(&host(), "a b c", "queue a b, mute a, mute b, say", &[]);
    // Gone: their slot stays open, and there is nobody to hear.
    check(
        &host(),
        "a c",
        "queue a, mute a, say",
        &[
            (Kind::OverrideLayout, "b", Refusal::Gone),
            (Kind::SpotlightOn, "b", Refusal::Gone),
        ],
    );
    check(
        &host(),
        "a b? c",
        "queue a, mute a, say",
        &[
            (Kind::SpotlightOn, "b", Refusal::NotInMeeting),
            (Kind::Mute, "b", Refusal::NotInMeeting),
        ],
    );
    check(
        &lacks(&[Kind::SpotlightOn, Kind::OverrideLayout]),
        "a b c",
        "mute a, mute b, say",
        &[
            (Kind::OverrideLayout, "", Refusal::NotOffered),
            (Kind::SpotlightOn, "a b", Refusal::NotOffered),
        ],
    );
    let quiet = Powers {
        chat_enabled: false,
        ..host()
    };
    check(
        &quiet,
        "a b c",
        "queue a b, mute a, mute b",
        &[(Kind::Message, "", Refusal::ChatOff)],
    );
}

#[test]
fn people_are_found_again_by_name_in_another_meeting() {
    // Two are called Bob, who may stand in the way of what was meant for one of them.
    let check = |scene_words: &str, now: &str, expect_sent: &str, expect: &[(Kind, &str)]| {
        let made = scene(scene_words, plans("4:0 Bob", "1:0"));
        let mut people = people(now);
        for (at, person) in people.iter_mut().enumerate() {
            person.id = id(&at.to_string());
        }
        let (lit, all) = (spotlight(&people), people.iter().collect::<Vec<_>>());
        let air = plans("1:7", "1:0");
        let now = Situation {
            on_air: PerAudience {
                hosts: Some(&air.hosts),
                guests: Some(&air.guests),
            },
            spotlight: &lit,
            people: &all,
            powers: &host(),
        };
        let take = scene_take(&made, now);
        assert_eq!(sent(&take), expect_sent, "{scene_words}");
        let told: Vec<_> = take
            .obstacles
            .iter()
            .filter(|one| one.why == Refusal::Namesakes)
            .map(|one| (one.kind, list(&one.names)))
            .collect();
        let expect = expect
            .iter()
            .map(|(kind, names)| (*kind, (*names).to_owned()));
        assert_eq!(told, expect.collect::<Vec<_>>(), "{scene_words}");
        assert_eq!(take.obstacles.len(), told.len(), "nobody is called gone");
    };
    let slot = (Kind::OverrideLayout, "Bob");
    check("Ann- Bob", "Ann Bob", "mute 0", &[]);
    check("Ann- Bob", "Ann Bob Bob", "mute 0", &[slot]);
    let mute = (Kind::Mute, "Bob");
    check("Ann- Bob-", "Ann Bob Bob-", "mute 0", &[slot, mute]);
    // All of them are so already.
    check("Ann- Bob-", "Ann Bob- Bob-", "mute 0", &[slot]);
    let unmute = (Kind::Unmute, "Bob");
    check("Ann Bob", "Ann- Bob Bob-", "unmute 0", &[slot, unmute]);
    let light = (Kind::SpotlightOn, "Bob");
    check("Ann*1 Bob*2", "Ann Bob Bob", "queue 0", &[slot, light]);
    // Who may be meant to be in the spotlight stays there.
    check("Bob*2", "Ann*3 Bob*4 Bob", "off 0", &[slot, light]);
}

#[test]
fn a_rundown_goes_forth_and_back() {
    let mut rundown = Rundown::default();
    let named = |name: &str| Scene {
        name: name.into(),
        ..scene("a", plans("1:0", "1:0"))
    };
    let names = |rundown: &Rundown| {
        let all = rundown.as_slice().iter();
        all.map(|one| one.name.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(rundown.add(["a", "b", "c", "b"].map(named)), 0);
    assert_eq!(names(&rundown), "a b c");
    rundown.move_up("c");
    rundown.move_up("a");
    assert_eq!(names(&rundown), "a c b");
    let name = |scene: Option<&Scene>| scene.map(|scene| scene.name.to_string());
    let check = |on_air: Option<&str>, previous: Option<&str>, next: Option<&str>| {
        let place = on_air.map(|name| RundownPlace::At(name.into()));
        let found = (
            name(rundown.previous(place.as_ref())),
            name(rundown.next(place.as_ref())),
        );
        let found = (found.0.as_deref(), found.1.as_deref());
        assert_eq!(found, (previous, next), "{on_air:?}");
    };
    check(None, None, Some("a"));
    check(Some("a"), None, Some("c"));
    check(Some("c"), Some("a"), Some("b"));
    check(Some("b"), Some("c"), None);
    check(Some("deleted"), None, Some("a"));
    let more = (0..100).map(|at| named(&at.to_string()));
    assert_eq!(rundown.add(more), 103 - Rundown::MAX);
    assert!(!rundown.has_room_for("new") && rundown.has_room_for(" c "));
    rundown.remove("a");
    assert!(rundown.has_room_for("new"));
}

#[test]
fn what_is_typed_is_cleaned() {
    let check = |name: &str, minutes: Option<u16>, expect: Option<(&str, Option<u16>)>| {
        let typed = Scene {
            name: name.into(),
            minutes,
            ..scene("a", plans("1:0", "1:0"))
        };
        let made = Scene::new(typed);
        assert_eq!(
            made.as_ref().map(|made| (&*made.name, made.minutes)),
            expect
        );
    };
    check(" Opening ", Some(5), Some(("Opening", Some(5))));
    check("Open\u{202E}ing", Some(0), Some(("Opening", None)));
    check("x", Some(9_999), Some(("x", Some(1_440))));
    check(" ", None, None);
}

/// Both audiences are there to be read.
#[test]
fn a_scene_remembers_both_pictures() {
    let made = scene("a", plans("4:0 a", "1:7"));
    let layouts = Audience::ALL.map(|audience| {
        let plans = made.plans.as_ref().unwrap();
        plans.get(audience).layout.as_str().to_owned()
    });
    assert_eq!(layouts, ["4:0", "1:7"]);
}
