//! Stable identifiers. They are shared strings: cheap to clone, compared by text.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identifier spelt `text`.
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            /// The identifier as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
    };
}

identifier! {
    /// A node of the plan: section, item and point joined by dots, letters as the plan prints them (`II.3.đ`, `IV.4`,
    /// `III.1.2`, `DM.1`).
    PlanId
}
identifier! {
    /// A body that reports: a slug for provincial bodies (`so-nv`), the statistics office's code for districts and
    /// communes (`703`, `25459`).
    AgencyId
}
identifier! {
    /// An indicator (chỉ tiêu) of the form, such as `CT07`.
    IndicatorId
}

identifier! {
    /// What a row of the form is about: a node of the plan, an indicator or a funding line, by its own identifier.
    ItemId
}

impl From<&PlanId> for ItemId {
    fn from(id: &PlanId) -> Self {
        Self(Arc::clone(&id.0))
    }
}

impl From<&IndicatorId> for ItemId {
    fn from(id: &IndicatorId) -> Self {
        Self(Arc::clone(&id.0))
    }
}

impl PlanId {
    /// The section the node stands in: `II` of `II.3.đ`.
    pub fn section(&self) -> &str {
        self.0.split('.').next().unwrap_or(&self.0)
    }
}
