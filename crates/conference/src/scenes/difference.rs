//! What taking a scene would change now, what of it can't be done, and what is sent for the rest.

use super::{Scene, ScenePerson};
use crate::layout_editor::FoundPerson;
use crate::{
    Audience, Command, IdMap, IdSet, Kind, LayoutName, LayoutPlan, Participant, ParticipantId,
    PerAudience, Powers, Refusal, can,
};
use std::sync::Arc;

/// How the meeting stands now.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The picture, as far as it is known.
    pub on_air: PerAudience<Option<&'a LayoutPlan>>,
    /// Who is in the spotlight, first to last.
    pub spotlight: &'a [ParticipantId],
    /// Everybody.
    pub people: &'a [&'a Participant],
    /// What this session may do.
    pub powers: &'a Powers,
}

/// One thing that a scene changes.
#[derive(Clone, Debug, PartialEq)]
pub enum SceneChange {
    /// An audience gets another layout.
    Layout(Audience, LayoutName),
    /// An audience keeps its layout, but not who stands in it or what is shown of them.
    Slots(Audience),
    /// These are put into the spotlight.
    Spotlight(Vec<Arc<str>>),
    /// These are taken out of the spotlight.
    SpotlightOff(Vec<Arc<str>>),
    /// Those in the spotlight get another order.
    SpotlightOrder,
    /// These are muted.
    Mute(Vec<Arc<str>>),
    /// These are unmuted.
    Unmute(Vec<Arc<str>>),
    /// This is sent to everyone.
    Message(Arc<str>),
}

/// What can't be done now.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneObstacle {
    /// What.
    pub kind: Kind,
    /// To whom; nobody where it is about the whole meeting.
    pub names: Vec<Arc<str>>,
    /// Why.
    pub why: Refusal,
}

/// What a take changes, and what is sent for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SceneTake {
    /// What changes, in the order shown.
    pub changes: Vec<SceneChange>,
    /// What can't be done.
    pub obstacles: Vec<SceneObstacle>,
    /// A layout that is asked for, and will probably be refused.
    pub doubt: Option<LayoutName>,
    /// The picture to put on air.
    pub plans: Option<PerAudience<LayoutPlan>>,
    /// The spotlight's queue to make, whoever isn't in it yet being put in; `None` where nothing of it changes.
    pub spotlight: Option<Vec<ParticipantId>>,
    /// All the other commands, one for each person and thing.
    pub commands: Vec<Command>,
}

impl SceneTake {
    fn stands_against(&mut self, kind: Kind, name: Option<&Arc<str>>, why: Refusal) {
        let known = self
            .obstacles
            .iter_mut()
            .find(|known| known.kind == kind && known.why == why);
        match known {
            // All namesakes are told by one name.
            Some(known) if why == Refusal::Namesakes => {
                let new = name.filter(|name| !known.names.contains(name));
                known.names.extend(new.cloned());
            }
            Some(known) => known.names.extend(name.cloned()),
            None => self.obstacles.push(SceneObstacle {
                kind,
                names: name.cloned().into_iter().collect(),
                why,
            }),
        }
    }

    fn change(&mut self, of: fn(Vec<Arc<str>>) -> SceneChange, names: Vec<Arc<str>>) {
        if !names.is_empty() {
            self.changes.push(of(names));
        }
    }
}

/// Returns what taking `scene` changes now.
pub fn scene_take(scene: &Scene, now: Situation<'_>) -> SceneTake {
    let mut take = SceneTake::default();
    take_picture(&mut take, scene, now);
    take_spotlight(&mut take, scene, now);
    take_voices(&mut take, &scene.muted, now, Kind::Mute);
    take_voices(&mut take, &scene.unmuted, now, Kind::Unmute);
    if !scene.message.is_empty() {
        match can(Kind::Message, now.powers, None) {
            Ok(()) => {
                take.changes
                    .push(SceneChange::Message(scene.message.clone()));
                take.commands.push(Command::Message(scene.message.clone()));
            }
            Err(why) => take.stands_against(Kind::Message, None, why),
        }
    }
    take
}

fn take_picture(take: &mut SceneTake, scene: &Scene, now: Situation<'_>) {
    let Some(plans) = &scene.plans else {
        return;
    };
    let plans = plans.clone().map(|plan| plan.for_people(now.people));
    let mut changes = Vec::new();
    for (audience, plan) in plans.iter() {
        match now.on_air.get(audience) {
            Some(on_air) if on_air.layout == plan.layout => {
                if !on_air.shows_the_same(plan) {
                    changes.push(SceneChange::Slots(audience));
                }
            }
            _ => changes.push(SceneChange::Layout(audience, plan.layout.clone())),
        }
    }
    if changes.is_empty() {
        return;
    }
    if let Err(why) = can(Kind::OverrideLayout, now.powers, None) {
        return take.stands_against(Kind::OverrideLayout, None, why);
    }
    take.changes.extend(changes);
    if let Some(edition) = now.powers.edition {
        take.doubt = edition.lacks(&plans, now.on_air);
    }
    take.plans = Some(plans);
    // They are asked for all the same: so the server keeps their slot open.
    for (name, why) in scene.unknown_in_slots(now.people) {
        take.stands_against(Kind::OverrideLayout, Some(&name), why);
    }
}

fn take_spotlight(take: &mut SceneTake, scene: &Scene, now: Situation<'_>) {
    let Some(wished) = &scene.spotlight else {
        return;
    };
    let mut queue = Vec::new();
    let (mut put_in, mut taken_out) = (Vec::new(), Vec::new());
    let mut unsure = Vec::new();
    for remembered in wished {
        let person = match remembered.find(now.people) {
            FoundPerson::Is(person) => person,
            FoundPerson::OneOf(namesakes) => {
                unsure.extend(namesakes.into_iter().map(|person| &person.id));
                let name = Some(&remembered.name);
                take.stands_against(Kind::SpotlightOn, name, Refusal::Namesakes);
                continue;
            }
            FoundPerson::Nobody => {
                take.stands_against(Kind::SpotlightOn, Some(&remembered.name), Refusal::Gone);
                continue;
            }
        };
        if person.spotlight.is_none() {
            if let Err(why) = can(Kind::SpotlightOn, now.powers, Some(person)) {
                take.stands_against(Kind::SpotlightOn, Some(&person.name), why);
                continue;
            }
            put_in.push(person.name.clone());
        }
        if !queue.contains(&person.id) {
            queue.push(person.id.clone());
        }
    }
    let mut stay = Vec::new();
    for id in now.spotlight {
        let person = now.people.iter().find(|person| person.id == *id);
        let Some(person) = person else {
            continue;
        };
        if queue.contains(id) {
            stay.push(id);
            continue;
        }
        // They may be who is meant to be there.
        if unsure.contains(&id) {
            continue;
        }
        match can(Kind::SpotlightOff, now.powers, Some(person)) {
            Ok(()) => {
                taken_out.push(person.name.clone());
                take.commands.push(Command::SpotlightOff(id.clone()));
            }
            Err(why) => take.stands_against(Kind::SpotlightOff, Some(&person.name), why),
        }
    }
    // The server orders by when somebody came in: who stays stands before who comes, or is moved.
    let is_in_order = queue.iter().zip(&stay).all(|(wished, is)| wished == *is);
    if !put_in.is_empty() || !is_in_order {
        take.spotlight = Some(queue);
    }
    take.change(SceneChange::Spotlight, put_in);
    take.change(SceneChange::SpotlightOff, taken_out);
    if !is_in_order {
        take.changes.push(SceneChange::SpotlightOrder);
    }
}

fn take_voices(take: &mut SceneTake, voices: &[ScenePerson], now: Situation<'_>, kind: Kind) {
    let mutes = kind == Kind::Mute;
    // Everybody may be meant, in a meeting of thousands.
    let by_id: IdMap<&Participant> = now
        .people
        .iter()
        .map(|one| (one.id.clone(), *one))
        .collect();
    let mut names = Vec::new();
    let mut done = IdSet::default();
    for remembered in voices {
        let known = by_id.get(&remembered.id).copied();
        let found = known.map_or_else(|| remembered.find(now.people), FoundPerson::Is);
        match found {
            // Nobody hears who has left.
            FoundPerson::Nobody => {}
            FoundPerson::OneOf(namesakes) => {
                // Where all of them are so already, it doesn't matter who is meant.
                if namesakes.iter().any(|person| person.muted != mutes) {
                    take.stands_against(kind, Some(&remembered.name), Refusal::Namesakes);
                }
            }
            FoundPerson::Is(person) if person.muted == mutes || !done.insert(person.id.clone()) => {
            }
            FoundPerson::Is(person) => match can(kind, now.powers, Some(person)) {
                Ok(()) => {
                    names.push(person.name.clone());
                    let id = person.id.clone();
                    take.commands.push(if mutes {
                        Command::Mute(id)
                    } else {
                        Command::Unmute(id)
                    });
                }
                Err(why) => take.stands_against(kind, Some(&person.name), why),
            },
        }
    }
    let change = if mutes {
        SceneChange::Mute
    } else {
        SceneChange::Unmute
    };
    take.change(change, names);
}

impl SceneTake {
    /// Returns the layouts that are on air once it is done, where `scene`, which it takes, asks for any and they aren't refused.
    pub fn layouts(&self, scene: &Scene) -> Option<PerAudience<LayoutName>> {
        let is_refused = |one: &SceneObstacle| one.kind == Kind::OverrideLayout;
        let is_there = |_: &&_| !self.obstacles.iter().any(is_refused);
        let sent = self.plans.as_ref();
        let plans = sent.or_else(|| scene.plans.as_ref().filter(is_there))?;
        Some(plans.clone().map(|plan| plan.layout))
    }

    /// Returns the scene that brings back what this take changes: only what it touches is in it.
    pub fn undo(&self, now: Situation<'_>) -> Scene {
        let lit = || {
            let people = now.spotlight.iter().filter_map(|id| person(now, id));
            people.map(ScenePerson::of).collect()
        };
        let touches_spotlight = self.spotlight.is_some()
            || self
                .commands
                .iter()
                .any(|one| one.kind() == Kind::SpotlightOff);
        let touched = |kind: Kind| {
            let ids = self.commands.iter().filter(|one| one.kind() == kind);
            let people = ids.filter_map(|one| person(now, one.target()?));
            people.map(ScenePerson::of).collect()
        };
        let plans = self.plans.as_ref().and_then(|_| {
            let hosts = now.on_air.hosts?.clone();
            let guests = now.on_air.guests?.clone();
            Some(PerAudience { hosts, guests })
        });
        Scene {
            name: "".into(),
            plans,
            spotlight: touches_spotlight.then(lit),
            muted: touched(Kind::Unmute),
            unmuted: touched(Kind::Mute),
            message: "".into(),
            minutes: None,
        }
    }
}

fn person<'p>(now: Situation<'p>, id: &ParticipantId) -> Option<&'p Participant> {
    now.people.iter().find(|person| person.id == *id).copied()
}
