//! The places in which keys work.

/// Where a key works. A screen is a list of these, innermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everywhere, also while typing.
    Always,
    /// In a session, but in text.
    Session,
    /// In lists.
    Lists,
    /// Moving in lists.
    Rows,
    /// In lists that can be added to.
    Adding,
    /// On screens of several parts.
    Panes,
    /// While typing.
    Text,
    /// Typing into a box of its own, where nothing follows.
    Aside,
    /// In a form, on a field that is chosen, not typed.
    Choice,
    /// In a form.
    Form,
    /// In a form on everything about an item.
    Whole,
    /// In a list of choices.
    Picker,
    /// On a page that is read.
    Page,
    /// Where one line is asked for.
    Prompt,
    /// In the palette and in find.
    Search,
    /// Where a question is asked.
    Question,
    /// On the blank screen.
    Blank,
    /// In projector mode.
    Projector,
    /// On the actions of all sessions.
    Tasks,
    /// In the notes window.
    Notes,
    /// On the plan of the day.
    Plan,
    /// On a proposal to shorten what is left.
    Proposal,
    /// In the library.
    Library,
    /// In the bin.
    Bin,
    /// On the cards of agendas.
    Cards,
    /// Step Welcome.
    Welcome,
    /// Steps Expectations.
    Expectations,
    /// Steps with a list of one side, while that is covered.
    Covered,
    /// Step Align, before both lists are revealed.
    Reveal,
    /// Step Align.
    Align,
    /// Step Goals.
    Goals,
    /// Step Goals, on the votes.
    Consent,
    /// Step Actions.
    Actions,
    /// Step Actions, giving dots.
    Vote,
    /// Step Owners.
    Owners,
    /// Step Timeline.
    Timeline,
    /// Step Metrics.
    Metrics,
    /// Step Contacts.
    Contacts,
    /// Steps with a board.
    Board,
    /// Steps with a board whose cards are paired.
    Pairs,
    /// Step Review.
    Review,
    /// Steps with a questionnaire, answering.
    Questions,
    /// Steps with a questionnaire, on the results.
    Results,
    /// Steps with a matrix.
    Matrix,
    /// Step Agreement, on what is missing.
    Ready,
    /// Step Agreement.
    Agreement,
}

impl Scope {
    /// Its heading in help.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Always => "everywhere",
            Self::Session => "everywhere but in text",
            Self::Lists | Self::Rows | Self::Adding | Self::Panes => "lists",
            Self::Text | Self::Aside => "text",
            Self::Choice | Self::Form | Self::Whole => "forms",
            Self::Picker => "choices",
            Self::Page => "pages",
            Self::Prompt => "one-line questions",
            Self::Search => "palette and find",
            Self::Question => "questions",
            Self::Blank => "blank screen",
            Self::Projector => "projector mode",
            Self::Tasks => "actions of all sessions",
            Self::Notes => "notes window",
            Self::Plan => "agenda",
            Self::Proposal => "agenda: re-planning",
            Self::Library => "library",
            Self::Bin => "bin",
            Self::Cards => "agenda cards",
            Self::Welcome => "Welcome",
            Self::Expectations => "Expectations",
            Self::Covered => "covered lists",
            Self::Reveal => "before the reveal",
            Self::Align => "Align",
            Self::Goals => "Goals",
            Self::Consent => "Goals: votes",
            Self::Actions => "Actions",
            Self::Vote => "Actions: dots",
            Self::Owners => "Owners",
            Self::Timeline => "Timeline",
            Self::Metrics => "Metrics",
            Self::Contacts => "Contacts",
            Self::Board | Self::Pairs => "Boards",
            Self::Review => "Review",
            Self::Questions => "Questionnaires",
            Self::Results => "Questionnaires: results",
            Self::Matrix => "Matrix",
            Self::Ready => "Agreement: what is missing",
            Self::Agreement => "Agreement",
        }
    }
}
