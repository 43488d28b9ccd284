//! Which edition of the service a server seems to be of, and what the document gives to each.

use crate::{LayoutName, LayoutPlan, PerAudience};

/// The layouts of the document, both editions'.
pub const KNOWN_LAYOUTS: [&str; 9] = [
    "1:0", "2:0", "3:0", "4:0", "1:5", "1:7", "1:12", "1:21", "2:21",
];
const PUBLIC_LAYOUTS: [&str; 5] = ["1:0", "4:0", "1:7", "1:21", "2:21"];
const PRIVATE_LAYOUTS: [&str; 7] = ["1:0", "2:0", "3:0", "4:0", "1:5", "1:7", "1:12"];

/// An edition, as far as it can be told. A hint, and no more: what the document doesn't give to it may be asked for all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// The vendor's cloud.
    Public,
    /// An installation of somebody's own.
    Private,
}

impl Edition {
    /// Returns whether it has a layout. What the document doesn't know at all may be anybody's.
    pub fn has_layout(self, layout: &LayoutName) -> bool {
        let has = |known: &[&str]| known.contains(&layout.as_str());
        !has(&KNOWN_LAYOUTS)
            || match self {
                Self::Public => has(&PUBLIC_LAYOUTS),
                Self::Private => has(&PRIVATE_LAYOUTS),
            }
    }

    /// Returns the first layout of `plans` that it doesn't have. What is on air there is.
    pub fn lacks(
        self,
        plans: &PerAudience<LayoutPlan>,
        on_air: PerAudience<Option<&LayoutPlan>>,
    ) -> Option<LayoutName> {
        let layouts = [&plans.hosts.layout, &plans.guests.layout];
        let is_on_air = |layout: &LayoutName| {
            let mut on_air = on_air.iter();
            on_air.any(|(_, plan)| plan.is_some_and(|plan| plan.layout == *layout))
        };
        let lacks = |layout: &&LayoutName| !self.has_layout(layout) && !is_on_air(layout);
        layouts.into_iter().find(lacks).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_edition_lacks_of_a_picture() {
        let check = |edition: Edition, [hosts, guests]: [&str; 2], on_air: &str, expect: &str| {
            let plan = |layout: &str| LayoutPlan::new(LayoutName::new(layout));
            let (plans, on_air) = (
                PerAudience {
                    hosts: plan(hosts),
                    guests: plan(guests),
                },
                plan(on_air),
            );
            let on_air = PerAudience {
                hosts: Some(&on_air),
                guests: None,
            };
            let lacks = edition.lacks(&plans, on_air);
            let lacks = lacks.as_ref().map_or("", LayoutName::as_str);
            assert_eq!(lacks, expect, "{edition:?} {plans:?}");
        };
        use Edition::{Private, Public};
        check(Public, ["1:7", "2:21"], "1:0", "");
        check(Public, ["2:0", "1:7"], "1:7", "2:0");
        check(Public, ["4:0", "3:0"], "1:7", "3:0");
        check(Public, ["2:0", "1:12"], "2:0", "1:12");
        check(Public, ["5:7", "ac_mix"], "1:7", "");
        check(Private, ["2:0", "1:12"], "1:7", "");
        check(Private, ["1:5", "2:21"], "1:7", "2:21");
    }
}
