use super::*;
use proptest::prelude::*;

fn id(name: &str) -> ParticipantId {
    ParticipantId::new(name)
}

fn person(name: &str) -> Seat {
    Seat {
        slot: Slot::Participant(id(name)),
        name: name.into(),
    }
}

fn code(slot: Slot) -> Seat {
    Seat {
        slot,
        name: "".into(),
    }
}

/// Seats as words: people by name, "-" = open.
fn seats(plan: &Plan) -> String {
    let word = |seat: Option<&Seat>| {
        match seat.map(|seat| &seat.slot) {
            None => "-",
            Some(Slot::Participant(id)) => id.as_str(),
            Some(Slot::Rotate) => "rotate",
            Some(Slot::Speaker) => "speaker",
            Some(Slot::Automatic) => "automatic",
            Some(Slot::Empty) => "empty",
        }
        .to_owned()
    };
    let all: Vec<String> = (0..plan.layout.slots())
        .map(|at| word(plan.seat(at)))
        .collect();
    all.join(" ")
}

fn plan(layout: &str, people: &str) -> Plan {
    let mut plan = Plan::open(LayoutName::new(layout));
    for (at, name) in people.split_whitespace().enumerate() {
        if name != "-" {
            plan.put(at, person(name));
        }
    }
    plan
}

fn air(hosts: &str, guests: &str, slots: &str) -> Picture {
    Picture {
        hosts: Some(LayoutName::new(hosts)),
        guests: Some(LayoutName::new(guests)),
        slots: slots.split_whitespace().map(id).collect(),
    }
}

fn named(id: &ParticipantId) -> Arc<str> {
    id.as_str().into()
}

fn editor(hosts: &str, guests: &str, slots: &str) -> LayoutEditor {
    let mut editor = LayoutEditor::default();
    editor.observe(&air(hosts, guests, slots), &named);
    editor
}

fn stage(editor: &mut LayoutEditor, audience: Audience, staged: &Plan) {
    editor.edit(audience, &mut |plan| *plan = staged.clone());
}

#[test]
fn puts_swaps_and_clears() {
    let check = |edit: fn(&mut Plan), expect: &str| {
        let mut plan = plan("4:0", "a b c");
        edit(&mut plan);
        assert_eq!(seats(&plan), expect);
    };
    check(|_| {}, "a b c -");
    check(|plan| plan.put(3, person("d")), "a b c d");
    check(|plan| plan.put(0, person("d")), "d b c -");
    check(|plan| plan.put(0, person("c")), "c b a -");
    check(|plan| plan.put(3, person("a")), "- b c a");
    check(|plan| plan.put(4, person("d")), "a b c -");
    check(|plan| plan.put(1, code(Slot::Rotate)), "a rotate c -");
    check(|plan| plan.clear(1), "a - c -");
    check(|plan| plan.clear(9), "a b c -");
    check(|plan| plan.swap(0, 2), "c b a -");
    check(|plan| plan.swap(3, 0), "- b c a");
    check(|plan| plan.swap(3, 9), "a b c -");
}

#[test]
fn a_smaller_layout_forgets_nobody() {
    let mut plan = plan("4:0", "a b c");
    plan.layout = LayoutName::new("1:0");
    assert_eq!(plan.actors(), [Slot::Participant(id("a"))]);
    assert_eq!(plan.place_of(&id("b")), None);
    plan.layout = LayoutName::new("4:0");
    assert_eq!(seats(&plan), "a b c -");
}

#[test]
fn what_is_sent() {
    let check = |plan: Plan, actors: usize, plus_n: bool, gap: bool| {
        let sent = plan.request(Audience::Hosts);
        assert_eq!(sent.layout, plan.layout);
        assert_eq!((sent.actors.len(), sent.plus_n), (actors, plus_n));
        assert_eq!(plan.has_gap(), gap, "{}", seats(&plan));
    };
    check(plan("1:7", ""), 0, true, false);
    check(plan("1:7", "a b"), 2, false, false);
    check(plan("1:7", "- b"), 1, false, true);
    check(plan("1:7", "a - c"), 2, false, true);
    check(plan("3:21", "a"), 1, false, false);
    check(plan("ac_mix", "a"), 1, false, false);
}

#[test]
fn shows_who_is_there_in_their_order() {
    let check = |actors: &str, slots: &str, expect: bool| {
        let asked = plan("1:21", actors).actors();
        let slots: Vec<_> = slots.split_whitespace().map(id).collect();
        let is_there = |id: &ParticipantId| id.as_str() != "gone";
        assert_eq!(
            shows(&asked, &slots, &is_there),
            expect,
            "{actors}: {slots:?}"
        );
    };
    check("", "a b", true);
    check("a b", "a b c", true);
    check("a b", "b a", false);
    check("a b", "a", false);
    check("a gone b", "a b", true);
    check("a b", "a c b", true);
}

#[test]
fn what_is_not_staged_follows_the_air() {
    let mut editor = editor("1:7", "1:0", "a b");
    assert_eq!(seats(editor.next(Audience::Hosts)), "- - - - - - - -");
    assert_eq!(editor.next(Audience::Guests).layout.as_str(), "1:0");
    stage(&mut editor, Audience::Guests, &plan("4:0", "x"));
    editor.observe(&air("4:0", "1:7", "b a"), &named);
    // Somebody else arranged the hosts' picture: it is theirs that would be sent along.
    assert_eq!(seats(editor.next(Audience::Hosts)), "b a - -");
    assert_eq!(seats(editor.next(Audience::Guests)), "x - - -");
    // People who speak move by themselves, and nobody is pinned for that.
    editor.observe(&air("4:0", "1:7", "a b"), &named);
    assert_eq!(seats(editor.next(Audience::Hosts)), "b a - -");
}

#[test]
fn differences_are_told() {
    let check = |staged: Plan, air: Picture, expect: (bool, &str)| {
        let mut editor = LayoutEditor::default();
        editor.observe(&air, &named);
        stage(&mut editor, Audience::Hosts, &staged);
        let (layout, slots) = editor.changes(Audience::Hosts, &air);
        let slots: String = slots
            .iter()
            .map(|changed| if *changed { '!' } else { '.' })
            .collect();
        assert_eq!((layout, &*slots), expect);
    };
    check(plan("4:0", ""), air("4:0", "1:0", "a b"), (false, "...."));
    check(
        plan("4:0", "a b"),
        air("4:0", "1:0", "a b"),
        (false, "...."),
    );
    check(
        plan("4:0", "b a"),
        air("4:0", "1:0", "a b"),
        (false, "!!.."),
    );
    check(
        plan("4:0", "a - b"),
        air("1:7", "1:0", "a b"),
        (true, "..!."),
    );
    check(plan("4:0", "a"), air("4:0", "1:0", ""), (false, "!..."));
}

#[test]
fn applied_undone_reset() {
    let mut editor = editor("1:7", "1:0", "a");
    assert!(!editor.can_undo());
    stage(&mut editor, Audience::Hosts, &plan("4:0", "a b"));
    let sent = editor.apply();
    assert_eq!(
        sent.iter().map(|one| one.audience).collect::<Vec<_>>(),
        BOTH
    );
    assert!(editor.awaits() && !editor.is_touched());
    editor.observe(&air("4:0", "1:0", "a b"), &named);
    editor.settle(Settled::Done);
    editor.observe(&air("4:0", "1:0", "a b"), &named);
    assert_eq!(seats(editor.next(Audience::Hosts)), "a b - -");

    // What was staged since is taken back first, and nothing is sent.
    stage(&mut editor, Audience::Hosts, &plan("1:0", "c"));
    assert_eq!(editor.undo(), None);
    assert_eq!(seats(editor.next(Audience::Hosts)), "a b - -");

    // Reset sends nothing but the wish.
    assert_eq!(editor.reset(), []);
    editor.settle(Settled::Done);
    editor.observe(&air("1:7", "1:0", "a"), &named);
    assert_eq!(seats(editor.next(Audience::Hosts)), "- - - - - - - -");

    let back = editor.undo().unwrap_or_default();
    assert_eq!(back[0].layout.as_str(), "4:0");
    assert_eq!(back[0].actors.len(), 2);
    editor.settle(Settled::Done);
    let back = editor.undo().unwrap_or_default();
    assert_eq!(back[0].layout.as_str(), "1:7");
    assert!(back[0].actors.is_empty() && back[0].plus_n);
    editor.settle(Settled::Done);
    assert!(!editor.can_undo());
}

#[test]
fn what_was_refused_stays_staged() {
    let check = |outcome: Settled, staged: bool, steps: bool| {
        let mut editor = editor("1:7", "1:0", "a");
        stage(&mut editor, Audience::Hosts, &plan("4:0", "a b"));
        editor.apply();
        editor.settle(outcome);
        assert_eq!(seats(editor.next(Audience::Hosts)), "a b - -");
        assert_eq!(editor.is_touched(), staged);
        assert_eq!(!editor.undo.is_empty(), steps);
    };
    check(Settled::Done, false, true);
    check(Settled::Otherwise, true, true);
    check(Settled::Failed, true, false);
}

#[derive(Clone, Debug)]
enum Edit {
    Put(usize, usize),
    Code(usize, usize),
    Swap(usize, usize),
    Clear(usize),
    Layout(usize),
    Leave,
}

fn edits() -> impl Strategy<Value = Vec<(bool, Edit)>> {
    let slot = 0_usize..30;
    let edit = prop_oneof![
        (slot.clone(), 0_usize..12).prop_map(|(at, who)| Edit::Put(at, who)),
        (slot.clone(), 0_usize..4).prop_map(|(at, code)| Edit::Code(at, code)),
        (slot.clone(), slot.clone()).prop_map(|(one, other)| Edit::Swap(one, other)),
        slot.prop_map(Edit::Clear),
        (0_usize..9).prop_map(Edit::Layout),
        Just(Edit::Leave),
    ];
    prop::collection::vec((any::<bool>(), edit), 0..60)
}

proptest! {
    /// Whatever is done: two entries, hosts first; nobody twice, no more than there are slots, "auto" exactly where nobody is asked
    /// for. Whoever leaves leaves a hole: nobody else moves.
    #[test]
    fn any_edits_make_a_valid_request(edits in edits()) {
        let codes = [Slot::Rotate, Slot::Speaker, Slot::Automatic, Slot::Empty];
        let mut it = editor("1:7", "4:0", "");
        for (hosts, edit) in edits {
            let audience = if hosts { Audience::Hosts } else { Audience::Guests };
            let before = seats(it.next(audience));
            if matches!(edit, Edit::Leave) {
                // News of the roster and a picture that closed up change nothing that is staged.
                it.observe(&air("1:7", "4:0", "p1 p2"), &named);
                prop_assert_eq!(before, seats(it.next(audience)));
                continue;
            }
            it.edit(audience, &mut |plan| match edit.clone() {
                Edit::Put(at, who) => plan.put(at, person(&format!("p{who}"))),
                Edit::Code(at, which) => plan.put(at, code(codes[which].clone())),
                Edit::Swap(one, other) => plan.swap(one, other),
                Edit::Clear(at) => plan.clear(at),
                Edit::Layout(which) => plan.layout = LayoutName::new(LAYOUTS[which]),
                Edit::Leave => {}
            });
        }
        let sent = it.apply();
        prop_assert_eq!(sent.iter().map(|one| one.audience).collect::<Vec<_>>(), BOTH);
        for one in &sent {
            prop_assert!(one.actors.len() <= one.layout.slots());
            prop_assert_eq!(one.plus_n, one.actors.is_empty());
            let people: Vec<_> = one.actors.iter().filter(|slot| matches!(slot, Slot::Participant(_))).collect();
            for (at, who) in people.iter().enumerate() {
                prop_assert!(!people[at + 1..].contains(who), "{:?} twice", who);
            }
        }
    }
}
