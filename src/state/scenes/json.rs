//! Scenes as JSON: what this browser stores, and the file that a rundown is exported to.

use std::sync::Arc;

use conference::{ParticipantId, PerAudience, Rundown, Scene, ScenePerson};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::state::presets::StoredPlan;

/// What a scene doesn't speak of is left out.
#[derive(Serialize, Deserialize)]
struct StoredScene {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minutes: Option<u16>,
    /// The hosts' plan and the guests', as presets have them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    layouts: Option<(StoredPlan, StoredPlan)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    spotlight: Option<Vec<StoredPerson>>,
    #[serde(default)]
    muted: Vec<StoredPerson>,
    #[serde(default)]
    unmuted: Vec<StoredPerson>,
    #[serde(default)]
    message: String,
}

/// A uuid, and the name.
#[derive(Serialize, Deserialize)]
struct StoredPerson(String, String);

pub(super) fn to_json(scenes: &[Scene]) -> String {
    let stored: Vec<StoredScene> = scenes.iter().map(StoredScene::of).collect();
    // Text, numbers and lists are things that JSON can always say.
    serde_json::to_string(&stored).unwrap_or_default()
}

/// Reads scenes, not many more than are kept. What can't be understood is left out.
pub(super) fn from_json(text: &str) -> Vec<Scene> {
    let stored: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    let scene = |value| serde_json::from_value::<StoredScene>(value).ok()?.read();
    let scenes = stored.into_iter().take(2 * Rundown::MAX);
    scenes.filter_map(scene).collect()
}

fn stored(people: &[ScenePerson]) -> Vec<StoredPerson> {
    let person = |one: &ScenePerson| StoredPerson(one.id.as_str().into(), one.name.to_string());
    people.iter().map(person).collect()
}

fn read(people: Vec<StoredPerson>) -> Vec<ScenePerson> {
    let person = |StoredPerson(id, name): StoredPerson| ScenePerson {
        id: ParticipantId::new(&id),
        name: Arc::from(name),
    };
    people.into_iter().map(person).collect()
}

impl StoredScene {
    fn of(scene: &Scene) -> Self {
        let plans = scene.plans.as_ref();
        Self {
            name: scene.name.to_string(),
            minutes: scene.minutes,
            layouts: plans.map(|plans| ((&plans.hosts).into(), (&plans.guests).into())),
            spotlight: scene.spotlight.as_deref().map(stored),
            muted: stored(&scene.muted),
            unmuted: stored(&scene.unmuted),
            message: scene.message.to_string(),
        }
    }

    /// Returns the scene; `None` where nothing visible is in its name.
    fn read(self) -> Option<Scene> {
        let plans = self.layouts.map(|(hosts, guests)| PerAudience {
            hosts: hosts.read(),
            guests: guests.read(),
        });
        Scene::new(Scene {
            name: self.name.into(),
            plans,
            spotlight: self.spotlight.map(read),
            muted: read(self.muted),
            unmuted: read(self.unmuted),
            message: self.message.into(),
            minutes: self.minutes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_comes_back_and_what_cannot_be_understood_is_left_out() {
        let check = |text: &str, expect: &str| {
            assert_eq!(to_json(&from_json(text)), expect, "{text}");
        };
        let whole = r#"[{"name":"Opening","minutes":5,"layouts":[["4:0",false,true,[["50b9","Bob"],null]],["1:7",true,true,[]]],"spotlight":[["50b9","Bob"]],"muted":[["1","Ann"]],"unmuted":[["50b9","Bob"]],"message":"Welcome"}]"#;
        check(whole, whole);
        let bare = r#"[{"name":"Bare","muted":[],"unmuted":[],"message":""}]"#;
        check(bare, bare);
        check(r#"[{"name":"Bare"}]"#, bare);
        check(
            r#"[7,null,{"name":" "},{"minutes":1},{"name":"Bare","minutes":0}]"#,
            bare,
        );
        check(r#"[{"name":"Bare","muted":[],"layouts":"1:7"}]"#, "[]");
        check("nothing", "[]");
        check("{}", "[]");
    }
}
