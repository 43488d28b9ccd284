//! The list of participants: what is searched for, who is selected, and what is asked about whom.

use std::sync::Arc;

use conference::{
    IdSet, ListQuestion, Participant, ParticipantId, PeopleFilters, PeopleSearch, PeopleSort,
    PersonForm, Role, Selection,
};
use leptos::prelude::*;

use crate::{config::ListPreferences, state::set_if_changed};

/// A form that is open about somebody, as they were when it was opened: what is done is done to that uuid.
#[derive(Clone, PartialEq)]
pub struct PersonQuestion {
    /// Whom it is about.
    pub person: Arc<Participant>,
    /// What is being filled in. The fields' signals hold what is typed; this says which form it is, and what it began with.
    pub form: PersonForm,
}

/// The list and its dialogs. Cheap to copy.
#[derive(Clone, Copy)]
pub struct PeoplePanel {
    /// What is searched for.
    pub query: RwSignal<String>,
    house: StoredValue<ListPreferences>,
    /// The filters that are pressed.
    pub filters: RwSignal<PeopleFilters>,
    /// What the list is sorted by.
    pub sort: RwSignal<PeopleSort>,
    /// How often "Sort now" was pressed.
    pub sorted_now: RwSignal<u32>,
    /// Who stands first, whatever the order.
    pub pinned: RwSignal<Arc<IdSet>>,
    /// Whose row is to be scrolled to.
    pub reveal: RwSignal<Option<ParticipantId>>,
    /// The row that Tab comes to.
    pub current: RwSignal<Option<ParticipantId>>,
    /// Several people.
    pub selection: RwSignal<Selection>,
    /// Whose box was ticked last: a range begins there.
    pub anchor: StoredValue<Option<ParticipantId>>,
    /// Who is asked to be removed, as they were when it was asked.
    pub removing: RwSignal<Vec<Arc<Participant>>>,
    /// The form that is open about somebody.
    pub question: RwSignal<Option<PersonQuestion>>,
    /// Digits, address or caption.
    pub text: RwSignal<String>,
    /// The role in the other meeting.
    pub role: RwSignal<Role>,
    /// The PIN of the other meeting.
    pub pin: RwSignal<String>,
}

impl PeoplePanel {
    /// Returns a panel whose list begins as the house wants where this browser remembers nothing.
    pub(super) fn new(house: ListPreferences) -> Self {
        let ListPreferences { sort, filters } = ListPreferences::load(house);
        Self {
            house: StoredValue::new(house),
            query: RwSignal::default(),
            filters: RwSignal::new(filters),
            pinned: RwSignal::default(),
            reveal: RwSignal::default(),
            sort: RwSignal::new(sort),
            sorted_now: RwSignal::default(),
            current: RwSignal::default(),
            selection: RwSignal::default(),
            anchor: StoredValue::default(),
            removing: RwSignal::default(),
            question: RwSignal::default(),
            text: RwSignal::default(),
            role: RwSignal::new(Role::Guest),
            pin: RwSignal::default(),
        }
    }

    /// Returns what is searched for; follows it.
    pub fn search(self) -> PeopleSearch {
        PeopleSearch {
            text: self.query.get(),
            filters: self.filters.get(),
        }
    }

    /// Returns what is asked of the list; follows it.
    pub fn question(self) -> ListQuestion {
        ListQuestion {
            search: self.search(),
            sort: self.sort.get(),
            sorted_now: self.sorted_now.get(),
        }
    }

    /// Selects somebody of those `shown` or not; a range, from whose box was ticked before, selects all between the two.
    pub fn select(
        self,
        id: &ParticipantId,
        is_selected: bool,
        is_range: bool,
        shown: &[ParticipantId],
    ) {
        let from = self.anchor.get_value().filter(|_| is_range && is_selected);
        self.anchor.set_value(Some(id.clone()));
        self.selection.update(|all| {
            all.set([id], is_selected);
            if let Some(from) = from {
                all.select_range(shown, &from, id);
            }
        });
    }

    /// Pins somebody to the top of the list, or no more.
    pub fn pin(self, id: &ParticipantId, is_pinned: bool) {
        self.pinned.update(|pinned| {
            let pinned = Arc::make_mut(pinned);
            if is_pinned {
                pinned.insert(id.clone());
            } else {
                pinned.remove(id);
            }
        });
    }

    /// Shows somebody's row, whatever is searched for now.
    pub fn show_row(self, id: ParticipantId) {
        self.query.set(String::new());
        self.filters.set(PeopleFilters::default());
        self.current.set(Some(id.clone()));
        self.reveal.set(Some(id));
    }

    /// Returns the form as it is filled in, and whom it is about; follows it.
    pub fn filled_in(self) -> Option<PersonQuestion> {
        let PersonQuestion { person, form } = self.question.get()?;
        let text = self.text.get();
        let form = match form {
            PersonForm::Tones(_) => PersonForm::Tones(text),
            PersonForm::Caption(_) => PersonForm::Caption(text),
            PersonForm::Transfer { .. } => PersonForm::Transfer {
                alias: text,
                role: self.role.get(),
                pin: self.pin.get(),
            },
        };
        Some(PersonQuestion { person, form })
    }

    /// Puts right what was typed and pasted, in the fields themselves: what is sent is what is shown.
    pub fn tidy(self) {
        let Some(PersonQuestion { mut form, .. }) = untrack(|| self.filled_in()) else {
            return;
        };
        form.tidy();
        match form {
            PersonForm::Tones(text) | PersonForm::Caption(text) => set_if_changed(self.text, text),
            PersonForm::Transfer { alias, pin, .. } => {
                set_if_changed(self.text, alias);
                set_if_changed(self.pin, pin);
            }
        }
    }

    /// Opens a form about somebody.
    pub fn ask(self, form: PersonForm, person: Arc<Participant>) {
        self.text.set(match &form {
            PersonForm::Caption(caption) => caption.clone(),
            PersonForm::Tones(_) | PersonForm::Transfer { .. } => String::new(),
        });
        self.role.set(Role::Guest);
        self.pin.set(String::new());
        self.question.set(Some(PersonQuestion { person, form }));
    }

    /// Closes the form and forgets what was typed: it may be a PIN.
    pub fn close_question(self) {
        self.question.set(None);
        self.text.set(String::new());
        self.pin.set(String::new());
    }

    /// Asks whether somebody is to be removed, selected or not.
    pub fn ask_to_remove(self, person: Arc<Participant>) {
        self.removing.set(vec![person]);
    }

    pub(super) fn clear(self) {
        self.query.set(String::new());
        let ListPreferences { sort, filters } = ListPreferences::load(self.house.get_value());
        self.filters.set(filters);
        self.sort.set(sort);
        self.pinned.set(Arc::default());
        self.reveal.set(None);
        self.current.set(None);
        self.selection.set(Selection::default());
        self.anchor.set_value(None);
        self.removing.set(Vec::new());
        self.close_question();
    }
}
