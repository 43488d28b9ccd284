//! Where a meeting stands in its rundown, and what of that may be said.

use super::{Rundown, Scene};
use crate::{Audience, LayoutName, PerAudience, Picture};
use std::sync::Arc;

/// Where a rundown stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RundownPlace {
    /// At the scene of this name.
    At(Arc<str>),
    /// Before the scene of this number, from 0: the one that it stood at was deleted.
    Before(usize),
}

impl RundownPlace {
    /// Returns the place in the rundown `after`, which `before` was changed into: where a scene was deleted, the one that moved into its
    /// place comes next.
    #[must_use]
    pub fn moved(self, before: &Rundown, after: &Rundown) -> Self {
        let at = match &self {
            Self::At(name) if after.position(name).is_some() => return self,
            Self::At(name) => before.position(name).unwrap_or_default(),
            Self::Before(at) => *at,
        };
        let scenes = before.as_slice();
        let (done, coming) = scenes.split_at(at.min(scenes.len()));
        let position = |scene: &Scene| after.position(&scene.name);
        let next = coming.iter().find_map(position);
        let last = || done.iter().rev().find_map(position);
        let at = next.or_else(|| Some(last()? + 1));
        Self::Before(at.unwrap_or_default())
    }

    /// Returns the name of the scene that it stands at.
    pub const fn name(&self) -> Option<&Arc<str>> {
        match self {
            Self::At(name) => Some(name),
            Self::Before(_) => None,
        }
    }
}

/// Returns whether the layouts that a scene put on air are still there. What isn't told speaks neither for nor against it. Who stands in
/// them isn't looked at: people leave, come back and take turns, and the scene stays the same.
pub fn is_still_on_air(layouts: &PerAudience<LayoutName>, picture: &Picture) -> bool {
    Audience::ALL.into_iter().all(|audience| {
        let told = picture.layout(audience);
        let told = told.filter(|layout| !layout.as_str().is_empty());
        told.is_none_or(|layout| layout == layouts.get(audience))
    })
}

/// What the next "Undo take" goes back over. Takes of the stage and of the rundown are one history: each is undone where it was made,
/// and only while it is the last one. So none goes back over another, and no picture is undone without the scene that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastTake {
    /// Nothing is left to go back to.
    None,
    /// A picture, taken on the stage.
    Picture,
    /// A scene.
    Scene,
}

impl LastTake {
    /// Finds it. `pictures` is how often the stage has taken, less what it took back, and `is_kept` whether the last of that can be taken
    /// back; `at_scene` is how often it had when the last scene was taken.
    pub const fn of(pictures: usize, is_kept: bool, at_scene: Option<usize>) -> Self {
        match at_scene {
            Some(at_scene) if at_scene >= pictures => Self::Scene,
            _ if is_kept => Self::Picture,
            _ => Self::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenes::tests::{plans, scene};

    fn rundown(names: &str) -> Rundown {
        let mut rundown = Rundown::default();
        let named = |name: &str| Scene {
            name: name.into(),
            ..scene("a", plans("1:0", "1:0"))
        };
        rundown.add(names.split_whitespace().map(named));
        rundown
    }

    #[test]
    fn the_place_of_a_deleted_scene_is_kept() {
        let check = |place: RundownPlace, after: &str, expect: (Option<&str>, Option<&str>)| {
            let (before, after) = (rundown("a b c d"), rundown(after));
            let place = Some(place.moved(&before, &after));
            let name = |scene: Option<&Scene>| scene.map(|scene| scene.name.to_string());
            let (previous, next) = (
                name(after.previous(place.as_ref())),
                name(after.next(place.as_ref())),
            );
            assert_eq!((previous.as_deref(), next.as_deref()), expect, "{place:?}");
        };
        let at = |name: &str| RundownPlace::At(name.into());
        check(at("b"), "a b c d", (Some("a"), Some("c")));
        check(at("b"), "b a c d", (None, Some("a")));
        check(at("b"), "a c d", (Some("a"), Some("c")));
        check(at("b"), "a d", (Some("a"), Some("d")));
        check(at("b"), "c a d", (None, Some("c")));
        check(at("a"), "b c d", (None, Some("b")));
        check(at("d"), "a b c", (Some("c"), None));
        check(at("d"), "a b c e", (Some("c"), Some("e")));
        check(at("b"), "", (None, None));
        check(at("b"), "x y", (None, Some("x")));
        // It goes on being kept.
        check(RundownPlace::Before(2), "b c d", (Some("b"), Some("c")));
        check(RundownPlace::Before(4), "a b c d e", (Some("d"), Some("e")));
        check(RundownPlace::Before(9), "a b", (Some("b"), None));
    }

    #[test]
    fn a_scene_is_on_air_as_long_as_its_layouts_are() {
        let check = |hosts: Option<&str>, guests: Option<&str>, expect: bool| {
            let layouts = plans("4:0", "1:7").map(|plan| plan.layout);
            let picture = Picture {
                hosts: hosts.map(LayoutName::new),
                guests: guests.map(LayoutName::new),
                ..Picture::default()
            };
            assert_eq!(is_still_on_air(&layouts, &picture), expect);
        };
        check(Some("4:0"), Some("1:7"), true);
        check(Some("2:21"), Some("1:7"), false);
        check(Some("4:0"), Some("2:21"), false);
        check(Some("4:0"), None, true);
        check(None, None, true);
        check(Some(""), Some("1:7"), true);
    }

    #[test]
    fn takes_of_stage_and_rundown_are_one_history() {
        let check = |pictures: usize, is_kept: bool, at_scene: Option<usize>, expect: LastTake| {
            let found = LastTake::of(pictures, is_kept, at_scene);
            assert_eq!(found, expect, "{pictures} {is_kept} {at_scene:?}");
        };
        check(0, false, None, LastTake::None);
        check(1, true, None, LastTake::Picture);
        // A scene, and nothing on the stage since; before it doesn't matter.
        check(0, false, Some(0), LastTake::Scene);
        check(3, true, Some(3), LastTake::Scene);
        // A picture since: it is undone first.
        check(4, true, Some(3), LastTake::Picture);
        // So many pictures since that the scene is out of reach.
        check(24, false, Some(3), LastTake::None);
    }
}
