//! What a person can mean.

/// A command: a row of the key table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the table's help column says what each does
pub enum Command {
    // always
    Quit,
    Help,
    Palette,
    SavedWhen,
    Redraw,
    // in a session, but in text
    NextStep,
    PreviousStep,
    GoToStep,
    Undo,
    Redo,
    Find,
    TimerToggle,
    TimerMore,
    TimerLess,
    Blank,
    Park,
    Decide,
    PrivateNote,
    Export,
    Leave,
    Project,
    Agenda,
    // by the palette alone
    SessionDetails,
    ShowDecisions,
    ShowParked,
    ShowNotes,
    Tips,
    NextTheme,
    NotesWindow,
    KeyCard,
    ToggleBell,
    ToggleAscii,
    ToggleHints,
    FreeMouse,
    SaveElsewhere,
    // lists
    Up,
    Down,
    First,
    Last,
    Left,
    Right,
    NextPane,
    PreviousPane,
    Add,
    Edit,
    Details,
    Delete,
    MoveUp,
    MoveDown,
    Toggle,
    Score(u8),
    /// A dot on the action with this letter, 0 for `a`.
    Dot(u8),
    // steps
    Hide,
    Strength,
    Category,
    React,
    Link,
    Resolve,
    OutOfScope,
    MakeGoal,
    MakeAction,
    NotApplicable,
    Comment,
    SetLevels,
    ChooseType,
    Drop,
    Start,
    ChooseGoal,
    NextOpen,
    AskAgain,
    Sort,
    Vote,
    Owner,
    Counterpart,
    When,
    Depends,
    Sooner,
    Later,
    Reading,
    TargetShape,
    Jump,
    Preview,
    Close,
    // the agenda
    Longer,
    Shorter,
    Replan,
    TookAsPlan,
    SaveTemplate,
    // text
    Keep,
    NewLine,
    NextField,
    PreviousField,
    StopEditing,
    Caret(Caret),
    Select(Caret),
    SelectAll,
    Erase,
    EraseNext,
    EraseWord,
    Copy,
    Cut,
    Paste,
    // overlays
    Choose,
    Cancel,
    NextOption,
    PreviousOption,
    PageDown,
    PageUp,
    // library
    New,
    Open,
    OpenFile,
    Sample,
    FollowUp,
    Suggest,
    Tasks,
    Portfolio,
    History,
    Duplicate,
    Rename,
    Bin,
    ShowBin,
    Versions,
    Restore,
    EmptyBin,
}

/// Movements of the caret, without the width that only the screen knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Caret {
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    Up,
    Down,
}

impl Command {
    /// Whether its row of the table stands for several commands, one a key: a click on the row
    /// cannot say which.
    #[must_use]
    pub fn is_series(self) -> bool {
        matches!(self, Self::Score(_) | Self::Dot(_))
    }
}
