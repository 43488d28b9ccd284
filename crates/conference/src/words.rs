//! Words that thousands of people have in common.

use crate::ParticipantPatch;
use std::sync::Arc;

/// Protocols, and what people come with: there are not many.
const MOST: usize = 32;

/// Words that are known, each kept once.
#[derive(Debug, Default)]
pub(crate) struct Words(Vec<Arc<str>>);

impl Words {
    /// Lets news about somebody share what others have said. Done as it comes: thousands wait in a snapshot.
    pub fn share(&mut self, patch: &mut ParticipantPatch) {
        for word in [&mut patch.protocol, &mut patch.vendor]
            .into_iter()
            .flatten()
        {
            if let Some(known) = self.0.iter().find(|known| *known == word) {
                *word = known.clone();
            } else if self.0.len() < MOST {
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
        let mut words = Words::default();
        let mut told = |protocol: &str| {
            let mut patch = ParticipantPatch::new(ParticipantId::new("1"));
            patch.protocol = Some(Arc::from(protocol));
            words.share(&mut patch);
            patch.protocol
        };
        let first = told("sip");
        let mut check = |protocol: &str, expect: bool| {
            let found = told(protocol);
            assert_eq!(found.as_deref(), Some(protocol));
            let is_one = found.zip(first.clone());
            assert_eq!(
                is_one.is_some_and(|(a, b)| Arc::ptr_eq(&a, &b)),
                expect,
                "{protocol}"
            );
        };
        check("sip", true);
        check("h323", false);
        // However many a server makes up.
        (0..100).for_each(|number| check(&number.to_string(), false));
        check("sip", true);
    }
}
