//! The kinds of agenda step.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// One row a kind: its name in the code and its name in agendas.
macro_rules! kinds {
    ($($kind:ident $name:literal,)*) => {
        /// What the screen of a step does. A step of a kind that this version does not know keeps
        /// its name, is shown read-only and is written back unchanged.
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        #[allow(missing_docs)] // each is documented in its file of `steps`
        pub enum Kind {
            $($kind,)*
            Unknown(String),
        }

        impl Kind {
            /// The known kinds.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The name in agendas and sessions.
            #[must_use]
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$kind => $name,)*
                    Self::Unknown(name) => name,
                }
            }
        }

        impl From<String> for Kind {
            fn from(name: String) -> Self {
                match name.as_str() {
                    $($name => Self::$kind,)*
                    _ => Self::Unknown(name),
                }
            }
        }
    };
}

kinds! {
    Welcome "welcome",
    Expectations "expectations",
    Align "align",
    Goals "goals",
    Actions "actions",
    Owners "owners",
    Timeline "timeline",
    Metrics "metrics",
    Agreement "agreement",
    Questionnaire "questionnaire",
    Review "review",
    Board "board",
    Matrix "matrix",
    Contacts "contacts",
}

impl Kind {
    /// True unless this version has no screen for it.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown(_))
    }
}

impl Default for Kind {
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl From<&str> for Kind {
    fn from(name: &str) -> Self {
        Self::from(name.to_owned())
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.name().to_owned()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl JsonSchema for Kind {
    fn schema_name() -> Cow<'static, str> {
        "Kind".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_kinds_round_trip_and_an_unknown_one_keeps_its_name() {
        for kind in Kind::ALL {
            assert_eq!(&Kind::from(kind.name()), kind);
        }
        let hologram: Kind = serde_json::from_str(r#""hologram""#).unwrap();
        assert!(!hologram.is_known());
        assert_eq!(serde_json::to_string(&hologram).unwrap(), r#""hologram""#);
    }
}
