use super::testing::{air, named, person, plan, requests, slots};
use super::*;
use crate::{
    Audience, CommandFate, CommandId, KNOWN_LAYOUTS, LayoutName, PerAudience, Picture, Slot,
};
use proptest::prelude::*;

const ID: CommandId = CommandId(7);

fn editor(hosts: &str, guests: &str, slots: &str) -> LayoutEditor {
    let mut editor = LayoutEditor::default();
    editor.observe(&air(hosts, guests, slots), named);
    editor
}

fn stage(editor: &mut LayoutEditor, audience: Audience, staged: &LayoutPlan) {
    editor.edit(audience, |plan| *plan = staged.clone());
}

#[test]
fn what_is_not_staged_follows_the_air() {
    let mut editor = editor("1:7", "1:0", "a b");
    assert_eq!(slots(editor.staged(Audience::Hosts)), "- - - - - - - -");
    assert_eq!(editor.staged(Audience::Guests).layout.as_str(), "1:0");
    stage(&mut editor, Audience::Guests, &plan("4:0", "x"));
    editor.observe(&air("4:0", "1:7", "b a"), named);
    // Somebody else arranged the hosts' picture: it is theirs that would be sent along.
    assert_eq!(slots(editor.staged(Audience::Hosts)), "b a - -");
    assert_eq!(slots(editor.staged(Audience::Guests)), "x - - -");
    // People who speak move by themselves, and nobody is pinned for that.
    editor.observe(&air("4:0", "1:7", "a b"), named);
    assert_eq!(slots(editor.staged(Audience::Hosts)), "b a - -");
}

#[test]
fn what_comes_on_air_beside_the_editor_leaves_edits_alone() {
    let mut editor = editor("1:7", "1:0", "");
    stage(&mut editor, Audience::Guests, &plan("4:0", "x"));
    for audience in Audience::ALL {
        editor.put_on_air(audience, plan("2:0", "a"));
        assert_eq!(editor.on_air(audience), Some(&plan("2:0", "a")));
    }
    assert_eq!(slots(editor.staged(Audience::Hosts)), "a -");
    assert_eq!(slots(editor.staged(Audience::Guests)), "x - - -");
    assert!(!editor.can_undo(), "a turn is no take");
}

#[test]
fn differences_are_told() {
    let check = |staged: LayoutPlan, air: Picture, expect: (bool, &str)| {
        let mut editor = LayoutEditor::default();
        editor.observe(&air, named);
        stage(&mut editor, Audience::Hosts, &staged);
        let found = editor.differences(Audience::Hosts, &air);
        let slots: String = found
            .slots
            .iter()
            .map(|changed| if *changed { '!' } else { '.' })
            .collect();
        assert_eq!((found.layout, &*slots), expect);
        assert_eq!(found.slot_count(), slots.matches('!').count());
        let switched = usize::from(!staged.backfill) + usize::from(!staged.captions);
        assert_eq!(
            found.count(),
            usize::from(found.layout) + found.slot_count() + switched
        );
    };
    let quiet = LayoutPlan {
        backfill: false,
        captions: false,
        ..plan("4:0", "")
    };
    check(quiet, air("4:0", "1:0", "a b"), (false, "...."));
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
    let sent = requests(editor.apply());
    assert_eq!(
        sent.iter().map(|one| one.audience).collect::<Vec<_>>(),
        Audience::ALL
    );
    assert!(editor.is_pending() && !editor.has_staged_edits());
    editor.applied(ID);
    editor.observe(&air("4:0", "1:0", "a b"), named);
    editor.command_status(ID, CommandFate::Confirmed);
    editor.observe(&air("4:0", "1:0", "a b"), named);
    assert_eq!(slots(editor.staged(Audience::Hosts)), "a b - -");

    // What was staged since is put aside, and nothing is sent.
    stage(&mut editor, Audience::Hosts, &plan("1:0", "c"));
    editor.discard();
    assert!(!editor.has_staged_edits());
    assert_eq!(slots(editor.staged(Audience::Hosts)), "a b - -");

    // Reset sends nothing but the wish.
    assert_eq!(requests(editor.reset()), []);
    editor.applied(ID);
    editor.command_status(ID, CommandFate::Confirmed);
    editor.observe(&air("1:7", "1:0", "a"), named);
    assert_eq!(slots(editor.staged(Audience::Hosts)), "- - - - - - - -");

    let back = editor.undo().map_or_else(Vec::new, requests);
    assert_eq!(back[0].layout.as_str(), "4:0");
    assert_eq!(back[0].actors.len(), 2);
    editor.applied(ID);
    editor.command_status(ID, CommandFate::Confirmed);
    let back = editor.undo().map_or_else(Vec::new, requests);
    assert_eq!(back[0].layout.as_str(), "1:7");
    assert!(back[0].actors.is_empty() && back[0].plus_n);
    editor.applied(ID);
    editor.command_status(ID, CommandFate::Confirmed);
    assert!(!editor.can_undo());
}

#[test]
fn a_scene_is_no_step_and_forgotten_steps_count() {
    let mut editor = editor("1:7", "1:0", "a");
    let mut take = |is_scene: bool, fate: CommandFate| {
        let plans = PerAudience::from_fn(|_| plan("4:0", "a"));
        if is_scene {
            editor.take_scene(plans);
        } else {
            editor.take(plans);
        }
        editor.applied(ID);
        editor.command_status(ID, fate);
        (editor.steps(), editor.can_undo())
    };
    assert_eq!(take(true, CommandFate::Confirmed), (0, false));
    assert_eq!(take(false, CommandFate::Failed), (0, false));
    assert_eq!(take(false, CommandFate::Confirmed), (1, true));
    assert_eq!(take(true, CommandFate::Confirmed), (1, true));
    for step in 2..30 {
        assert_eq!(take(false, CommandFate::Confirmed), (step, true));
    }
    while editor.undo().is_some() {
        editor.applied(ID);
        editor.command_status(ID, CommandFate::Confirmed);
    }
    assert_eq!(editor.steps(), 9);
}

/// A layout is staged and sent, and this becomes of it: what is staged, whether that counts as edited, and whether there is a step
/// back.
#[test]
fn what_was_refused_stays_staged() {
    let check = |id: CommandId, fate: CommandFate, edited: bool, steps: bool, pending: bool| {
        let mut editor = editor("1:7", "1:0", "a");
        stage(&mut editor, Audience::Hosts, &plan("4:0", "a b"));
        editor.apply();
        editor.applied(ID);
        assert_eq!(editor.pending_command(), Some(ID));
        editor.command_status(id, fate);
        assert_eq!(slots(editor.staged(Audience::Hosts)), "a b - -");
        assert_eq!(editor.has_staged_edits(), edited, "{fate:?}");
        assert_eq!(editor.can_undo(), steps, "{fate:?}: a step back");
        assert_eq!(editor.is_pending(), pending, "{fate:?}");
    };
    check(ID, CommandFate::Confirmed, false, true, false);
    check(ID, CommandFate::Contradicted, true, true, false);
    check(ID, CommandFate::Failed, true, false, false);
    check(ID, CommandFate::Pending, false, true, true);
    // Another command's fate is none of its business.
    check(CommandId(8), CommandFate::Failed, false, true, true);
}

/// The next picture is staged while the one before is under way, or a scene is.
#[test]
fn what_is_staged_meanwhile_outlives_what_becomes_of_a_take() {
    let check = |send: fn(&mut LayoutEditor), fate: CommandFate| {
        let mut editor = editor("1:7", "1:0", "a");
        stage(&mut editor, Audience::Hosts, &plan("4:0", "a b"));
        send(&mut editor);
        editor.applied(ID);
        stage(&mut editor, Audience::Hosts, &plan("2:0", "c"));
        editor.command_status(ID, fate);
        assert_eq!(slots(editor.staged(Audience::Hosts)), "c -", "{fate:?}");
        assert!(editor.has_staged_edits(), "{fate:?}");
    };
    let take: fn(&mut LayoutEditor) = |editor| drop(editor.apply());
    let take_scene: fn(&mut LayoutEditor) =
        |editor| drop(editor.take_scene(PerAudience::from_fn(|_| plan("4:0", "x"))));
    for send in [take, take_scene] {
        check(send, CommandFate::Confirmed);
        check(send, CommandFate::Contradicted);
        check(send, CommandFate::Failed);
    }
}

#[test]
fn what_failed_leaves_no_step_back() {
    let check = |fate: CommandFate, expect: bool| {
        let mut editor = editor("1:7", "1:0", "a");
        stage(&mut editor, Audience::Hosts, &plan("4:0", "a b"));
        editor.apply();
        editor.applied(ID);
        editor.command_status(ID, fate);
        assert_eq!(editor.can_undo(), expect, "{fate:?}");
    };
    check(CommandFate::Confirmed, true);
    check(CommandFate::Contradicted, true);
    check(CommandFate::Failed, false);
}

/// What is being edited is neither sent along nor lost.
#[test]
fn edits_stay_beside_what_is_taken_and_taken_back() {
    let mut editor = editor("1:7", "1:0", "");
    stage(&mut editor, Audience::Guests, &plan("4:0", "x"));
    let plans = crate::PerAudience {
        hosts: plan("4:0", "a"),
        guests: plan("2:0", "b"),
    };
    let sent = requests(editor.take(plans));
    let layouts: Vec<_> = sent.iter().map(|one| one.layout.as_str()).collect();
    assert_eq!(layouts, ["4:0", "2:0"]);
    let staged = |editor: &LayoutEditor| Audience::ALL.map(|who| slots(editor.staged(who)));
    assert_eq!(staged(&editor), ["a - - -", "x - - -"]);
    editor.applied(ID);
    editor.command_status(ID, CommandFate::Confirmed);
    editor.observe(&air("4:0", "2:0", ""), named);
    assert_eq!(staged(&editor), ["a - - -", "x - - -"]);
    assert!(editor.has_staged_edits());
    let back = editor.undo().map_or_else(Vec::new, requests);
    let layouts: Vec<_> = back.iter().map(|one| one.layout.as_str()).collect();
    assert_eq!(layouts, ["1:7", "1:0"]);
    assert_eq!(staged(&editor), ["- - - - - - - -", "x - - -"]);
}

#[test]
fn a_preset_is_staged_for_both() {
    let plans = crate::PerAudience {
        hosts: plan("4:0", "a"),
        guests: plan("1:0", "b"),
    };
    let preset = Preset::new("x", plans).unwrap();
    let mut editor = editor("1:7", "1:7", "");
    editor.stage_preset(&preset, []);
    assert!(editor.has_staged_edits());
    assert_eq!(slots(editor.staged(Audience::Hosts)), "a - - -");
    assert_eq!(slots(editor.staged(Audience::Guests)), "b");
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
        let mut it = editor("1:7", "4:0", "");
        for (hosts, edit) in edits {
            let audience = if hosts { Audience::Hosts } else { Audience::Guests };
            let before = slots(it.staged(audience));
            if matches!(edit, Edit::Leave) {
                // News of the roster and a picture that closed up change nothing that is staged.
                it.observe(&air("1:7", "4:0", "p1 p2"), named);
                prop_assert_eq!(before, slots(it.staged(audience)));
                continue;
            }
            it.edit(audience, |plan| match edit.clone() {
                Edit::Put(at, who) => plan.put(at, person(&format!("p{who}"))),
                Edit::Code(at, which) => plan.put(at, PlannedSlot::code(Slot::CODES[which].clone())),
                Edit::Swap(one, other) => plan.swap(one, other),
                Edit::Clear(at) => plan.clear(at),
                Edit::Layout(which) => plan.layout = LayoutName::new(KNOWN_LAYOUTS[which]),
                Edit::Leave => {}
            });
        }
        let sent = requests(it.apply());
        prop_assert_eq!(sent.iter().map(|one| one.audience).collect::<Vec<_>>(), Audience::ALL);
        for one in &sent {
            prop_assert!(one.actors.len() <= one.layout.slot_count());
            prop_assert_eq!(one.plus_n, one.actors.is_empty());
            let people: Vec<_> = one.actors.iter().filter(|slot| matches!(slot, Slot::Participant(_))).collect();
            for (at, who) in people.iter().enumerate() {
                prop_assert!(!people[at + 1..].contains(who), "{:?} twice", who);
            }
        }
    }
}
