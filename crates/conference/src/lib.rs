//! The meeting as its host sees it: people, picture, stage, presentation, chat, log, what is allowed, and what a host's gestures
//! come to.
//!
//! Pure: no clock, no I/O, no serialisation. Events come in ([`Event`]), changes come out ([`Change`]); whoever shows the meeting
//! reads the rest from [`Conference`].

pub mod address_book;
mod attendance;
mod audience;
mod change;
mod changed_fields;
mod chat_draft;
mod command;
mod command_fate;
mod conference;
mod confirmation;
pub mod csv;
pub mod dial;
mod digest;
mod edition;
mod encoding;
mod event;
mod frame_changes;
mod id;
mod in_flight;
mod layout_editor;
mod lines;
mod log_entry;
mod log_search;
mod look_alike;
mod look_alike_table;
mod meeting;
mod name;
mod palette;
mod participant;
mod participant_patch;
mod people;
mod permissions;
mod person_form;
mod picture;
mod protocol;
mod returned;
mod roll_call;
mod roster;
mod rotation;
mod scenes;
mod shared_words;
mod shortcuts;
mod slot;
mod speaking_times;
mod spotlight_order;
mod spotlight_queue;
mod stream_kind;
mod talk_timer;
mod typed;
mod waiting;

pub use attendance::{
    Attendance, AttendanceRow, Attendee, MarkName, Stay, TimeMark, TimeWindow, TimelineView,
};
pub use audience::PerAudience;
pub use change::Change;
pub use changed_fields::ChangedFields;
pub use chat_draft::ChatDraft;
pub use command::{Audience, Command, CommandId, Kind, LayoutRequest, Slot, Transfer};
pub use command_fate::CommandFate;
pub use conference::{Conference, is_for_programs};
pub use confirmation::{Confirmation, confirmation, is_on_air};
pub use dial::{CallType, Dial, DialProtocol, KeepAlive};
pub use digest::{AbsenceWatch, Digest, SomePeople};
pub use edition::{Edition, KNOWN_LAYOUTS};
pub use encoding::Encoding;
pub use event::{Event, LayoutEvent, ServicePatch, Speaker};
pub use frame_changes::FrameChanges;
pub use id::{CallId, IdMap, IdSet, ParticipantId};
pub use layout_editor::{
    DragSource, FoundPerson, LayoutDifferences, LayoutEditor, LayoutPlan, PlannedSlot, Preset,
    Presets, SlotAction, SlotChoice, can_be_placed, find_person, move_exact_name_first,
    people_without_slot, shows_actors, slot_choices,
};
pub use lines::{Line, Lines};
pub use log_entry::{CallEnd, LogEntry, LogKind};
pub use log_search::find_lines;
pub use look_alike::{Decompose, Skeleton, shared_skeletons, skeleton};
pub use meeting::{ChatLine, Meeting, Presentation};
pub use name::{clean_name, clean_text};
pub use palette::{PersonDeed, finds, person_deeds};
pub use participant::{Participant, Role, Service};
pub use participant_patch::ParticipantPatch;
pub use people::{
    Around, BulkAction, BulkRefusal, ListQuestion, ListTouch, PeopleCounts, PeopleFilter,
    PeopleFilters, PeopleRows, PeopleSearch, PeopleSort, PersonEntry, PinyinTable, Query,
    Selection, Whom, admit_all_commands, admit_all_refusal, bulk_commands, bulk_refusal,
    bulk_targets, is_han, search_key,
};
pub use permissions::{Capability, Powers, Reachability, Refusal, can};
pub use person_form::{PersonForm, PersonFormProblem};
pub use picture::{LayoutName, Picture, Rect};
pub use protocol::Protocol;
pub use returned::{Missing, Returned, Returns, is_other_address};
pub use roll_call::{Dropouts, Mark, RollCall, RollCallPause, RollCallView, SheetLine};
pub use rotation::{
    MAX_ROTATION_SECONDS, MIN_ROTATION_SECONDS, Rotation, RotationPause, RotationView, takes_a_turn,
};
pub use scenes::{
    LastTake, MAX_SCENE_MINUTES, Rundown, RundownPlace, Scene, SceneChange, SceneObstacle,
    ScenePerson, SceneTake, Situation, TakeProgress, TakeStep, is_still_on_air, scene_minutes,
    scene_take,
};
pub use shortcuts::{Deed, Press, SHORTCUTS, deed_of};
pub use speaking_times::SpeakingTimes;
pub use spotlight_order::{SpotlightOrder, SpotlightState, SpotlightStep};
pub use spotlight_queue::{move_in_queue, spotlight_order_refusal, spotlight_queue};
pub use stream_kind::StreamKind;
pub use talk_timer::{TalkTimer, TimerWarning, talk_minutes, time_of_day};
pub use typed::{tidy, tidy_number};
pub use waiting::{AlwaysAdmitted, Knocks, KnownBy, Regular, WaitingLine, waiting_lines};
