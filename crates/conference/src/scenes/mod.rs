//! Scenes: how a meeting is to be at a point of its rundown, taken in one go, and taken back.

mod difference;
mod place;
mod progress;
#[cfg(test)]
mod property_tests;
mod scene;
#[cfg(test)]
mod tests;

pub use difference::{SceneChange, SceneObstacle, SceneTake, Situation, scene_take};
pub use place::{LastTake, RundownPlace, is_still_on_air};
pub use progress::{TakeProgress, TakeStep};
pub use scene::{MAX_MINUTES as MAX_SCENE_MINUTES, Rundown, Scene, ScenePerson, scene_minutes};
