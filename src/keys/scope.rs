//! The places in which keys work.

/// One row a place, in the order of help and of `docs/keys.md`: its name, its heading there (places
/// of one heading are one table), and `on_card` if its keys are on the printed card. What is not on
/// the card explains itself where it is open.
macro_rules! scopes {
    ($($(#[$doc:meta])* $scope:ident $title:literal $($card:ident)?,)*) => {
        /// Where a key works. A screen is a list of these, innermost first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Scope {
            $($(#[$doc])* $scope,)*
        }

        impl Scope {
            /// All places, in the order of help.
            pub const ALL: &[Self] = &[$(Self::$scope),*];

            /// Its heading in help.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$scope => $title,)*
                }
            }

            /// True if its keys are on the printed card.
            #[must_use]
            pub fn is_on_card(self) -> bool {
                match self {
                    $(Self::$scope => [$(stringify!($card)),*].contains(&"on_card"),)*
                }
            }
        }
    };
}

scopes! {
    /// Everywhere, also while typing.
    Always "everywhere" on_card,
    /// In a session, but in text.
    Session "everywhere but in text" on_card,
    /// In lists.
    Lists "lists" on_card,
    /// Moving in lists.
    Rows "lists" on_card,
    /// In lists that can be added to.
    Adding "lists" on_card,
    /// On screens of several parts.
    Panes "lists" on_card,
    /// While typing.
    Text "text" on_card,
    /// Typing into a box of its own, where nothing follows.
    Aside "text" on_card,
    /// In the library.
    Library "library" on_card,
    /// In the bin.
    Bin "bin",
    /// On the cards of agendas.
    Cards "agenda cards" on_card,
    /// In the projector view.
    Projector "projector view" on_card,
    /// On the actions of all sessions.
    Tasks "actions of all sessions" on_card,
    /// On the picture of several relationships.
    Portfolio "portfolio",
    /// In the notes window.
    Notes "notes window" on_card,
    /// On the plan of the day.
    Plan "plan of the day" on_card,
    /// On a proposal to shorten what is left.
    Proposal "plan of the day: re-planning",
    /// Step Welcome.
    Welcome "Welcome" on_card,
    /// Steps Expectations.
    Expectations "Expectations" on_card,
    /// Steps with a list of one side, while that is hidden.
    Hidden "hidden lists" on_card,
    /// Step Align, before both lists are revealed.
    Reveal "before the reveal" on_card,
    /// Step Align.
    Align "Align" on_card,
    /// Step Goals.
    Goals "Goals" on_card,
    /// Step Goals, on the votes.
    Consent "Goals: votes" on_card,
    /// Step Actions.
    Actions "Actions" on_card,
    /// Step Actions, giving dots.
    Vote "Actions: dots" on_card,
    /// Step Owners.
    Owners "Owners" on_card,
    /// Step Timeline.
    Timeline "Timeline" on_card,
    /// Step Metrics.
    Metrics "Metrics" on_card,
    /// Step Contacts.
    Contacts "Contacts" on_card,
    /// Steps with a board.
    Board "Boards" on_card,
    /// Steps with a board whose cards are paired.
    Pairs "Boards" on_card,
    /// Step Review.
    Review "Review" on_card,
    /// Step Review, on a decision.
    Again "Review: decisions to look at again",
    /// Step Review, on a conflict.
    Unsettled "Review: conflicts that are not settled",
    /// Steps with a questionnaire, answering.
    Questions "Questionnaires" on_card,
    /// Steps with a questionnaire, on a question that may not apply.
    MayNotApply "Questionnaires",
    /// Steps with a questionnaire, on a question that always applies.
    AlwaysApplies "Questionnaires: questions that always apply",
    /// Steps with a questionnaire, answering before the reveal.
    OwnAnswers "Questionnaires",
    /// Steps with a questionnaire, while the answers of this side are hidden.
    HiddenAnswers "Questionnaires: hidden answers",
    /// Steps with a questionnaire, on the results.
    Results "Questionnaires: results" on_card,
    /// Steps with a matrix.
    Types "Matrix",
    /// Steps with a matrix whose types set the levels of a questionnaire.
    Matrix "Matrix",
    /// Step Agreement, on what is missing.
    Ready "Agreement: what is missing" on_card,
    /// Step Agreement.
    Agreement "Agreement" on_card,
    /// In a form.
    Form "forms" on_card,
    /// In a form on everything about an item.
    Whole "forms" on_card,
    /// In a form, on a field that is chosen, not typed.
    Choice "forms",
    /// In a list of choices.
    Picker "choices",
    /// Where one line is asked for.
    Prompt "one-line questions",
    /// In the palette and in find.
    Search "palette and find",
    /// Where a question is asked.
    Question "questions",
    /// On a page that is read.
    Page "pages",
    /// On the blank screen.
    Blank "blank screen",
}
