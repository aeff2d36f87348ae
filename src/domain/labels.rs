//! The macro for enums whose variants each have a word on screen.

/// Defines an enum with its `ALL` and `label` from one row a variant: its doc comment, its name and
/// the word or words it has on screen.
macro_rules! labelled_enum {
    ($(#[$attribute:meta])* $name:ident {
        $($(#[$doc:meta])* $variant:ident = $label:literal,)*
    }) => {
        $(#[$attribute])*
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// All of them, in the order they are shown.
            pub const ALL: [Self; [$(Self::$variant),*].len()] = [$(Self::$variant),*];

            /// The words on screen.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }
        }
    };
}
pub(super) use labelled_enum;
