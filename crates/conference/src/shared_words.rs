//! Words that thousands of people have in common are kept once.

use crate::ParticipantPatch;
use std::sync::Arc;

/// What people come with: there are not many kinds.
const MAX: usize = 32;

/// Words that are known, each kept once.
#[derive(Debug, Default)]
pub(crate) struct SharedWords(Vec<Arc<str>>);

impl SharedWords {
    /// Lets news about somebody share what others have said. Done as it comes: thousands wait in a snapshot.
    pub fn share(&mut self, patch: &mut ParticipantPatch) {
        if let Some(word) = &mut patch.vendor {
            if let Some(known) = self.0.iter().find(|known| *known == word) {
                *word = known.clone();
            } else if self.0.len() < MAX {
                self.0.push(word.clone());
            }
        }
        // A caption is mostly the name.
        if patch.overlay_text == patch.name {
            patch.overlay_text = patch.name.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParticipantId;

    #[test]
    fn equal_words_become_one() {
        let mut words = SharedWords::default();
        let mut told = |vendor: &str| {
            let mut patch = ParticipantPatch::new(ParticipantId::new("1"));
            patch.vendor = Some(Arc::from(vendor));
            words.share(&mut patch);
            patch.vendor
        };
        let first = told("Web");
        let mut check = |vendor: &str, expect: bool| {
            let found = told(vendor);
            assert_eq!(found.as_deref(), Some(vendor));
            let is_one = found.zip(first.clone());
            assert_eq!(
                is_one.is_some_and(|(a, b)| Arc::ptr_eq(&a, &b)),
                expect,
                "{vendor}"
            );
        };
        check("Web", true);
        check("Room", false);
        // However many a server makes up.
        (0..100).for_each(|number| check(&number.to_string(), false));
        check("Web", true);
    }
}
