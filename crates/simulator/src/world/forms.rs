//! Old forms: ways in which this server followed the document where real ones, by what the vendor's own clients need, don't.
//! A client must survive both, so each can be switched on by its name.

use super::fields::{Fields, bad_request};
use super::request::Reply;
use serde_json::Value;
use std::collections::BTreeSet;

macro_rules! forms {
    ($($(#[$doc:meta])* $form:ident $name:literal;)*) => {
        /// One way to be like the document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum OldForm {
            $($(#[$doc])* $form,)*
        }

        impl OldForm {
            /// All of them, by the names that the control endpoint knows.
            pub const ALL: &[(&str, OldForm)] = &[$(($name, OldForm::$form)),*];
        }
    };
}

forms! {
    /// Chat goes out as `message`, and not as `message_received`.
    ChatName "chat_name";
    /// A chat line goes back to who wrote it.
    ChatEcho "chat_echo";
    /// Events without a body have no `data:` line, and so no browser dispatches them.
    NoData "no_data";
    /// `dial` and `transfer` without a role are refused.
    RoleRequired "role_required";
    /// A session that is transferred gets `disconnect`, and no `refer` that says where to.
    NoRefer "no_refer";
    /// The bracket of a sync is empty in the private edition.
    EmptyBracket "empty_bracket";
    /// Commands that the document doesn't have are 404, also `start_service` and `overlaytext` of the private edition.
    DocumentCommands "document_commands";
    /// Rows, `new_session` and `service_status` have the document's fields and no more.
    DocumentFields "document_fields";
    /// A call doesn't change the row of the session whose it is.
    NoMediaRow "no_media_row";
}

/// The old forms that are on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OldForms(BTreeSet<OldForm>);

impl OldForms {
    /// Returns the set with every one in it.
    pub fn all() -> OldForms {
        OldForms(OldForm::ALL.iter().map(|(_, form)| *form).collect())
    }

    /// Returns whether a form is on.
    pub fn has(&self, form: OldForm) -> bool {
        self.0.contains(&form)
    }

    /// Reads the control endpoint's `{old: […names]}`.
    ///
    /// # Errors
    /// The reply that names what nobody knows.
    pub fn read(fields: &Fields) -> Result<OldForms, Reply> {
        let names = fields.list("old")?.iter();
        names.map(read).collect::<Result<_, _>>().map(OldForms)
    }
}

fn read(name: &Value) -> Result<OldForm, Reply> {
    let known = OldForm::ALL
        .iter()
        .find(|(known, _)| name.as_str() == Some(known));
    known.map(|(_, form)| *form).ok_or_else(|| {
        let names: Vec<&str> = OldForm::ALL.iter().map(|(name, _)| *name).collect();
        bad_request(format!("{name} is none of {}", names.join(", ")))
    })
}
