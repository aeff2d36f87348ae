//! THE table: every key, where it works, what it does, how it is called. Data only.
//!
//! A row is: scope, command, its keys, a verb for the footer (at most 16 characters), its place in
//! the footer (1 first, 0 leaves it out), and a sentence for help.

use super::binding::Binding;
use super::command::{Caret, Command as C};
use super::scope::Scope;

/// A row a line, which a function call a row would not be.
macro_rules! bindings {
    ($($scope:ident, $command:expr, [$($key:literal),*], $label:literal, $footer:literal,
        $help:literal;)*) => {
        &[$(Binding {
            scope: Scope::$scope,
            command: $command,
            keys: &[$($key),*],
            label: $label,
            footer: $footer,
            help: $help,
        }),*]
    };
}

/// The table.
pub const TABLE: &[Binding] = bindings! {
    Always, C::Help, ["F1"], "Help", 0, "all keys that work here";
    Always, C::Palette, ["Ctrl+P", "F2"], "Palette", 0, "every command by name";
    Always, C::SavedWhen, ["Ctrl+S"], "Saved when", 0,
        "says when it was last saved; if saving fails, offers another file";
    Always, C::Redraw, ["Ctrl+L"], "Redraw", 0, "redraws the screen";
    Always, C::Quit, ["Ctrl+Q"], "Quit", 0, "quits from anywhere; everything is saved";

    Session, C::NextStep, ["PgDn", "]"], "Next step", 30, "next step";
    Session, C::PreviousStep, ["PgUp", "["], "Previous step", 0, "previous step";
    Session, C::GoToStep, ["G"], "Go to step", 0, "go to any step";
    Session, C::Help, ["?"], "More", 99, "all keys that work here";
    Session, C::Palette, [":"], "Palette", 0, "every command by name";
    Session, C::Undo, ["Ctrl+Z", "u"], "Undo", 0, "undoes the last change";
    Session, C::Redo, ["Ctrl+Y"], "Redo", 0, "redoes it";
    Session, C::Find, ["/"], "Find", 0, "finds any text of the session";
    Session, C::TimerToggle, ["t"], "Timer", 0, "starts or pauses the timer of the step";
    Session, C::TimerMore, ["+"], "Minute more", 0, "gives the step one minute more";
    Session, C::TimerLess, ["-"], "Minute less", 0, "gives the step one minute less";
    Session, C::Blank, ["b", "."], "Blank", 0, "blanks the screen; any key brings it back";
    Session, C::Park, ["P"], "Park", 0, "puts something into the parking lot";
    Session, C::Decide, ["D"], "Decide", 0, "records a decision";
    Session, C::PrivateNote, ["N"], "Private note", 0,
        "writes a note for yourself; it stays out of exports";
    Session, C::Export, ["Ctrl+E"], "Export", 0,
        "agreement or minutes as Word, HTML and PDF; tables; dates";
    Session, C::Leave, ["q"], "Library", 0, "back to the library";
    Session, C::Project, ["F5"], "Projector", 0,
        "projector view: one thing in large type; Esc returns";
    Session, C::Agenda, ["A"], "Plan of the day", 0,
        "the plan of the day: steps, minutes, breaks, re-planning, templates";
    Session, C::SessionDetails, ["S"], "Session details", 0,
        "title, organisations, place, who leads, start, end";
    Session, C::ShowDecisions, [], "Show decisions", 0, "the log of decisions";
    Session, C::ShowParked, [], "Show the parking lot", 0,
        "everything parked, and what became of it";
    Session, C::ShowNotes, [], "Show private notes", 0, "your private notes, on this screen";
    Session, C::Tips, [], "Tips for this step", 0, "advice for the facilitator";
    Session, C::NextTheme, [], "Next theme", 0, "light, dark, high contrast, monochrome";
    Session, C::NotesWindow, [], "Notes window", 0,
        "how to open private notes, tips and clocks on another screen";
    Session, C::ToggleBell, [], "Bell on or off", 0,
        "rings the bell when the time of a step is nearly up";
    Session, C::KeyCard, [], "Key card to print", 0, "writes all keys on one page of text";
    Session, C::ToggleAscii, [], "Plain characters", 0,
        "uses only ASCII characters, for old terminals";
    Session, C::ToggleHints, [], "Hints on or off", 0, "no more hints, or all of them again";
    Session, C::FreeMouse, [], "Release or take the mouse", 0,
        "lets the terminal select text with the mouse, or takes the mouse back";
    Session, C::SaveElsewhere, [], "Save a copy elsewhere", 0,
        "writes this session to another file";

    Rows, C::Up, ["↑", "k"], "Up", 0, "one up";
    Rows, C::Down, ["↓", "j"], "Down", 0, "one down";
    Rows, C::First, ["Home"], "First", 0, "first of the list";
    Rows, C::Last, ["End"], "Last", 0, "last of the list";

    Panes, C::NextPane, ["Tab"], "Next part", 8, "other side or next part of the screen";
    Panes, C::PreviousPane, ["Shift+Tab"], "Back", 0, "other side or previous part of the screen";

    Adding, C::Add, ["a", "Insert"], "Add", 2, "adds one; Enter keeps it and opens the next";

    Lists, C::Edit, ["Enter"], "Edit", 3, "edits the text";
    Lists, C::Details, ["e"], "Details", 20, "all fields, in a form";
    Lists, C::Delete, ["Del", "Backspace"], "Delete", 0, "deletes it; Ctrl+Z brings it back";
    Lists, C::MoveUp, ["Alt+↑", "K"], "Move up", 0, "moves it up";
    Lists, C::MoveDown, ["Alt+↓", "J"], "Move down", 0, "moves it down";

    Welcome, C::Left, ["←"], "Left", 0, "to the parts on the left";
    Welcome, C::Right, ["→"], "Right", 0, "to the people on the right";

    Expectations, C::Score(1), ["1", "2", "3", "4", "5"], "Score", 10,
        "importance, then how satisfied today (← → choose the column)";
    Expectations, C::Left, ["←"], "Column", 0, "score the column on the left";
    Expectations, C::Right, ["→"], "Column", 0, "score the column on the right";
    Expectations, C::Strength, ["m", "Space"], "Must/should", 11, "must, should, could";
    Expectations, C::Category, ["c"], "Category", 12, "chooses the category";
    Expectations, C::Hide, ["h"], "Hide", 13, "hides or shows this side's list until the reveal";

    Hidden, C::Hide, ["h"], "Show", 1, "shows this side's list to this side";

    Reveal, C::Hide, ["h"], "Reveal lists", 1,
        "reveals both lists at once, when both sides are ready";

    Align, C::React, ["r"], "React", 1, "the other side's reaction to this expectation";
    Align, C::Link, ["l"], "Link", 2,
        "links it with one of the other side's: overlap, complement or conflict";
    Align, C::Resolve, ["c"], "Resolve conflict", 6,
        "closes the conflict: decided, escalated to a level, or parked; or writes a note on it";
    Align, C::MakeGoal, ["g"], "Make goal", 3, "makes a goal from it and what it is linked with";
    Align, C::NextOpen, ["n"], "Next to react", 4,
        "the next one not yet answered; the sides take turns";
    Align, C::Hide, ["h"], "Hide/reveal", 5, "hides or reveals the other side";
    Align, C::NextPane, ["Tab", "Shift+Tab"], "Other side", 21, "to the other side's list";
    Align, C::OutOfScope, ["x"], "Out of scope", 0,
        "both agree that it does not belong here; logged as a decision";
    Align, C::Score(1), ["1", "2", "3", "4", "5"], "Importance", 0,
        "importance to the side that expects it";

    Goals, C::MakeGoal, ["g"], "Make goal", 4, "makes a goal from expectations not yet in one";
    Goals, C::Link, ["l"], "Link", 5, "chooses the expectations it comes from";
    Goals, C::When, ["w"], "When", 6, "the date by which it is reached";
    Goals, C::AskAgain, ["r"], "Ask again", 7,
        "a new round of votes on the goal; the earlier ones are kept";
    Goals, C::NextPane, ["Tab"], "Vote", 1, "to the votes of the goal and back";

    Consent, C::Score(0), ["0", "1", "2", "3", "4", "5"], "Fist to five", 1,
        "0 block · 1 must change · 2 minor issues · 3 can live with it · 4 good · 5 will lead";
    Consent, C::Delete, ["Del", "Backspace"], "Take back", 2, "takes the vote back";
    Consent, C::AskAgain, ["r"], "Ask again", 4,
        "a new round of votes on the goal; the earlier ones are kept";
    Consent, C::NextPane, ["Tab", "Esc"], "Goals", 3, "back to the goals";

    Actions, C::Score(1), ["1", "2", "3", "4", "5"], "Score", 10,
        "value to each organisation, then effort (← → choose the column)";
    Actions, C::Left, ["←"], "Column", 0, "score the column on the left";
    Actions, C::Right, ["→"], "Column", 0, "score the column on the right";
    Actions, C::Vote, ["v"], "Dots", 11, "blind dots, one person after the other";
    Actions, C::Hide, ["h"], "Reveal dots", 0, "hides or reveals the dots";
    Actions, C::Sort, ["s"], "Rank", 9, "ranked, or grouped by goal";
    Actions, C::ChooseGoal, ["g"], "Goal", 12, "chooses the goal it serves";
    Actions, C::Owner, ["o"], "Owner", 13, "the one accountable person, then the counterpart";
    Actions, C::When, ["w"], "When", 14, "start and due";
    Actions, C::Toggle, ["Space"], "Done", 0, "done or open again";
    Actions, C::Start, ["i"], "In progress", 0,
        "work on it has begun, or not yet";

    Vote, C::Score(0), ["0", "1", "2", "3", "4", "5"], "Dots", 1,
        "gives this many dots to the action";
    // not those that move, undo, blank, leave or start the timer here too
    Vote, C::Dot(0), [
        "a", "c", "d", "e", "f", "g", "h", "i", "l", "m", "n", "o", "p",
        "r", "s", "v", "w", "x", "y", "z"
    ], "A dot", 2, "one dot more on the action with this letter";
    Vote, C::Toggle, ["Space"], "One dot more", 0, "one dot more on the selected action";
    Vote, C::Keep, ["Enter"], "Next person", 3, "keeps the dots; the next person votes";
    Vote, C::Cancel, ["Esc"], "Stop", 4, "keeps the dots and stops voting";

    Owners, C::Owner, ["o"], "Owner", 1, "the one accountable person, then the counterpart";
    Owners, C::Counterpart, ["c"], "Counterpart", 2, "the person on the other side";
    Owners, C::NextOpen, ["n"], "No owner next", 4, "the next action without an owner";
    Owners, C::When, ["w"], "When", 0, "start and due";
    Owners, C::Toggle, ["Space"], "Done", 0, "done or open again";
    Owners, C::Start, ["i"], "In progress", 0,
        "work on it has begun, or not yet";

    Timeline, C::When, ["w", "Enter"], "When", 1, "start and due: +2w, fri, 30 sep, 2026-09-30";
    Timeline, C::Depends, ["l"], "Depends on", 2, "chooses what has to be done before";
    Timeline, C::Sooner, ["←"], "Day sooner", 3, "moves it one day sooner";
    Timeline, C::Later, ["→"], "Day later", 4, "moves it one day later";
    Timeline, C::Toggle, ["Space"], "Done", 5, "done or open again";
    Timeline, C::Start, ["i"], "In progress", 0,
        "work on it has begun, or not yet";
    Timeline, C::Owner, ["o"], "Owner", 0, "the one accountable person, then the counterpart";

    Metrics, C::Reading, ["m"], "New reading", 4, "records a value, of today or an earlier day";
    Metrics, C::ChooseGoal, ["g"], "Goal", 5, "chooses the goal it measures";
    Metrics, C::Owner, ["o"], "Owner", 6, "who reports it";

    Contacts, C::Reading, ["m"], "Talked today", 4, "they talked today";
    Contacts, C::TargetShape, ["s"], "Target", 5, "the shape that the contacts shall have";
    Contacts, C::MakeAction, ["g"], "Find a peer", 6,
        "makes an action for a function that has no peer on the other side";

    Pairs, C::Link, ["l"], "Pair", 1,
        "pairs it with a card of another list; in a SWOT the pair becomes an action";

    Board, C::MakeAction, ["g"], "Make action", 5, "makes an action from the card";

    Review, C::Toggle, ["Space"], "Done", 1, "done or open again";
    Review, C::Start, ["i"], "In progress", 5,
        "work on it has begun, or not yet";
    Review, C::When, ["w"], "New date", 2, "start and due: +2w, fri, 30 sep, 2026-09-30";
    Review, C::Drop, ["x"], "Drop", 3, "dropped, or open again";
    Review, C::Owner, ["o"], "Owner", 4, "the one accountable person, then the counterpart";

    Again, C::Toggle, ["Space"], "Stands", 1, "it was looked at again and stands, or not yet";

    Unsettled, C::Resolve, ["c", "Enter"], "Resolve conflict", 1,
        "decided, escalated or parked; its note";

    Questions, C::Score(0), ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], "Answer", 1,
        "the answer with this number; the line below says what each means";
    Questions, C::Comment, ["c", "Enter"], "Comment", 2,
        "a comment on the answer: what it rests on";
    Questions, C::NextOpen, ["n"], "Next unanswered", 4, "the next question without an answer";
    Questions, C::Delete, ["Del", "Backspace"], "Take back", 0, "takes the answer back";

    MayNotApply, C::NotApplicable, ["x"], "Does not apply", 3,
        "this question does not apply here";

    AlwaysApplies, C::NotApplicable, ["x"], "Does not apply", 0,
        "says that this question always applies";

    OwnAnswers, C::Hide, ["h"], "Hide", 13, "hides or shows this side's answers until the reveal";

    HiddenAnswers, C::Score(0), ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], "Answer", 0,
        "says that this side's answers have to be shown first";

    Results, C::MakeAction, ["a"], "Make action", 1, "makes an action of the selected line";

    Types, C::ChooseType, ["Enter", "c"], "Choose type", 1,
        "records the type that both choose as a decision";
    Matrix, C::SetLevels, ["l"], "Set the levels", 2,
        "sets the levels that this type needs; asks where another level is set";

    Ready, C::Jump, ["Enter"], "Go there", 1, "goes to where it can be fixed";

    Agreement, C::Preview, ["v"], "Document", 5, "the agreement as it will print";
    Agreement, C::AskAgain, ["r"], "Sign again", 0,
        "signs what has changed since the selected signature, with today's date";
    Agreement, C::Close, ["c"], "Close", 6, "closes the session, or opens it again";

    Aside, C::Keep, ["Enter"], "Keep", 1, "keeps it and closes the box";

    Text, C::Keep, ["Enter"], "Keep, next", 1,
        "keeps it and opens the next empty line (lists) or the next field (forms)";
    Text, C::StopEditing, ["Esc"], "Keep and stop", 2, "keeps it and stops";
    Text, C::NewLine, ["Alt+Enter", "Ctrl+J"], "New line", 3, "a new line in the same text";
    Text, C::NextField, ["Tab"], "Next field", 4, "keeps it and goes to the next field";
    Text, C::PreviousField, ["Shift+Tab"], "Previous field", 0,
        "keeps it and goes to the previous field";
    Text, C::Undo, ["Ctrl+Z"], "Undo", 5, "gives the former text back";
    Text, C::Redo, ["Ctrl+Y"], "Redo", 0, "redoes it";
    Text, C::Caret(Caret::Left), ["←"], "Left", 0, "one character left";
    Text, C::Caret(Caret::Right), ["→"], "Right", 0, "one character right";
    Text, C::Caret(Caret::WordLeft), ["Ctrl+←"], "Word left", 0, "one word left";
    Text, C::Caret(Caret::WordRight), ["Ctrl+→"], "Word right", 0, "one word right";
    Text, C::Caret(Caret::Home), ["Home"], "Line start", 0, "start of the line";
    Text, C::Caret(Caret::End), ["End"], "Line end", 0, "end of the line";
    Text, C::Caret(Caret::Up), ["↑"], "Row up", 0, "one row up";
    Text, C::Caret(Caret::Down), ["↓"], "Row down", 0, "one row down";
    Text, C::Select(Caret::Left), ["Shift+←"], "Select", 0, "selects to the left";
    Text, C::Select(Caret::Right), ["Shift+→"], "Select", 0, "selects to the right";
    Text, C::Select(Caret::WordLeft), ["Ctrl+Shift+←"], "Select word", 0,
        "selects a word to the left";
    Text, C::Select(Caret::WordRight), ["Ctrl+Shift+→"], "Select word", 0,
        "selects a word to the right";
    Text, C::Select(Caret::Home), ["Shift+Home"], "Select", 0, "selects to the start of the line";
    Text, C::Select(Caret::End), ["Shift+End"], "Select", 0, "selects to the end of the line";
    Text, C::Select(Caret::Up), ["Shift+↑"], "Select", 0, "selects a row up";
    Text, C::Select(Caret::Down), ["Shift+↓"], "Select", 0, "selects a row down";
    Text, C::SelectAll, ["Ctrl+A"], "Select all", 0, "selects everything";
    Text, C::Erase, ["Backspace", "Ctrl+H"], "Erase", 0, "erases the character before the caret";
    Text, C::EraseNext, ["Del"], "Erase next", 0, "erases the character after the caret";
    Text, C::EraseWord, ["Ctrl+W", "Ctrl+Backspace", "Alt+Backspace"], "Erase word", 0,
        "erases the word before the caret";
    Text, C::Copy, ["Ctrl+C"], "Copy", 0, "copies the selection";
    Text, C::Cut, ["Ctrl+X"], "Cut", 0, "cuts the selection";
    Text, C::Paste, ["Ctrl+V"], "Paste", 0,
        "pastes what was copied here; the terminal's own paste works too";

    Choice, C::NextOption, ["→", "Space"], "Next", 1, "next choice";
    Choice, C::PreviousOption, ["←"], "Previous", 2, "previous choice";
    Choice, C::Choose, ["Enter"], "Next field", 3, "keeps it and goes to the next field";
    Choice, C::Delete, ["Del", "Backspace"], "Clear", 4, "clears the value";

    Form, C::Up, ["↑", "Shift+Tab"], "Previous field", 0, "previous field";
    Form, C::Down, ["↓", "Tab"], "Next field", 10, "next field";
    Form, C::PageUp, ["PgUp"], "First field", 0, "first field";
    Form, C::PageDown, ["PgDn"], "Last field", 0, "last field";

    Whole, C::Bin, ["Ctrl+D"], "Delete it", 12, "deletes the whole item; Ctrl+Z brings it back";

    Form, C::Cancel, ["Esc"], "Keep and close", 11, "keeps everything and closes the form";

    Picker, C::Up, ["↑"], "Up", 0, "one up";
    Picker, C::Down, ["↓"], "Down", 0, "one down";
    Picker, C::First, ["Home"], "First", 0, "first choice";
    Picker, C::Last, ["End"], "Last", 0, "last choice";
    Picker, C::PageUp, ["PgUp"], "Page up", 0, "ten up";
    Picker, C::PageDown, ["PgDn"], "Page down", 0, "ten down";
    Picker, C::Choose, ["Enter"], "Choose", 1, "chooses it";
    Picker, C::Erase, ["Backspace"], "Erase", 0, "takes a typed letter back";
    Picker, C::Cancel, ["Esc"], "Back", 3, "back without choosing";

    Page, C::Up, ["↑", "k"], "Up", 0, "one line up";
    Page, C::Down, ["↓", "j"], "Down", 0, "one line down";
    Page, C::PageUp, ["PgUp", "b"], "Page up", 2, "one page up";
    Page, C::PageDown, ["PgDn", "Space"], "Page down", 1, "one page down";
    Page, C::First, ["Home"], "Top", 0, "top";
    Page, C::Last, ["End"], "Bottom", 0, "bottom";
    Page, C::Cancel, ["Esc", "q", "Enter"], "Back", 3, "back";

    Prompt, C::Keep, ["Enter"], "Done", 1, "takes what is typed";
    Prompt, C::Cancel, ["Esc"], "Back", 2, "back";

    Search, C::Up, ["↑"], "Up", 0, "one up";
    Search, C::Down, ["↓"], "Down", 0, "one down";
    Search, C::PageUp, ["PgUp"], "Page up", 0, "ten up";
    Search, C::PageDown, ["PgDn"], "Page down", 0, "ten down";
    Search, C::Choose, ["Enter"], "Choose", 1, "runs the command, or goes to what was found";
    Search, C::Cancel, ["Esc"], "Back", 2, "back";

    Question, C::Choose, ["Enter", "y"], "Yes", 1, "yes";
    Question, C::Cancel, ["Esc", "n"], "No", 2, "no";

    Blank, C::Cancel, ["Esc", "b", "."], "Back", 1, "shows the screen again; so does any other key";

    Projector, C::Project, ["Esc", "F5"], "Back", 1, "back to the very same place";

    Tasks, C::Toggle, ["Space"], "Done", 1, "done or open again";
    Tasks, C::Open, ["Enter"], "Open session", 2, "opens its session";
    Tasks, C::Sort, ["s", "Tab"], "Order", 3, "by date, by owner, by relationship";
    Tasks, C::Up, ["↑", "k"], "Up", 0, "one up";
    Tasks, C::Down, ["↓", "j"], "Down", 0, "one down";
    Tasks, C::First, ["Home"], "First", 0, "first of the list";
    Tasks, C::Last, ["End"], "Last", 0, "last of the list";
    Tasks, C::Help, ["?"], "Help", 90, "all keys that work here";
    Tasks, C::Leave, ["Esc", "q"], "Library", 91, "back to the library";

    Portfolio, C::Open, ["Enter"], "Open session", 1, "opens the session with the figures";
    Portfolio, C::Up, ["↑", "k"], "Up", 0, "one up";
    Portfolio, C::Down, ["↓", "j"], "Down", 0, "one down";
    Portfolio, C::First, ["Home"], "First", 0, "first of the list";
    Portfolio, C::Last, ["End"], "Last", 0, "last of the list";
    Portfolio, C::Help, ["?"], "Help", 90, "all keys that work here";
    Portfolio, C::Leave, ["Esc", "q"], "Library", 91, "back to the library";

    Notes, C::Add, ["a", "N", "Insert"], "Add", 1,
        "writes a private note on the current step";
    Notes, C::Edit, ["Enter"], "Edit", 2, "edits the note";
    Notes, C::Delete, ["Del", "Backspace"], "Delete", 3, "deletes it; Ctrl+Z brings it back";
    Notes, C::Undo, ["Ctrl+Z", "u"], "Undo", 4, "undoes the last change of a note";
    Notes, C::Up, ["↑", "k"], "Up", 0, "one up";
    Notes, C::Down, ["↓", "j"], "Down", 0, "one down";
    Notes, C::First, ["Home"], "First", 0, "first of the list";
    Notes, C::Last, ["End"], "Last", 0, "last of the list";
    Notes, C::Palette, [":"], "Palette", 0, "every command by name";
    Notes, C::NextTheme, [], "Next theme", 0, "the next theme";
    Notes, C::Help, ["?"], "Help", 90, "all keys that work here";
    Notes, C::Leave, ["q"], "Close", 91, "closes this window; the session goes on in the other one";

    Plan, C::Up, ["↑", "k"], "Up", 0, "one up";
    Plan, C::Down, ["↓", "j"], "Down", 0, "one down";
    Plan, C::First, ["Home"], "First", 0, "first of the list";
    Plan, C::Last, ["End"], "Last", 0, "last of the list";
    Plan, C::Edit, ["Enter", "e"], "Edit", 1,
        "title, minutes, fixed start, break, prompt, example and tips";
    Plan, C::Add, ["a", "Insert"], "Add", 2, "adds a step below";
    Plan, C::Shorter, ["←"], "5 min less", 4, "five minutes less";
    Plan, C::Longer, ["→"], "5 min more", 4, "five minutes more";
    Plan, C::Replan, ["r"], "Re-plan", 5, "proposes shorter steps so that the day ends on time";
    Plan, C::SaveTemplate, ["s"], "Save as template", 6, "keeps this agenda for other sessions";
    Plan, C::TookAsPlan, ["m"], "Real minutes", 7,
        "plans each step with the minutes it really took";
    Plan, C::SessionDetails, ["d"], "Start and end", 8, "start and end of the day";
    Plan, C::MoveUp, ["Alt+↑", "K"], "Move up", 0, "moves it up";
    Plan, C::MoveDown, ["Alt+↓", "J"], "Move down", 0, "moves it down";
    Plan, C::Delete, ["Del", "Backspace"], "Delete", 0,
        "removes the step; what was written in it stays in the session";
    Plan, C::Undo, ["Ctrl+Z", "u"], "Undo", 0, "undoes the last change";
    Plan, C::Redo, ["Ctrl+Y"], "Redo", 0, "redoes it";
    Plan, C::Choose, ["g"], "Go there", 0, "goes to this step";
    Plan, C::Help, ["?"], "More", 99, "all keys that work here";
    Plan, C::Cancel, ["Esc", "q", "A"], "Back", 3, "back to the step";

    Proposal, C::Choose, ["Enter"], "Accept", 1,
        "takes the proposed minutes; one undo takes them back";
    Proposal, C::Cancel, ["Esc"], "Leave it", 2, "leaves the plan as it is";

    Library, C::Open, ["Enter"], "Open", 1, "opens or resumes the session";
    Library, C::New, ["n"], "New", 2, "a new session";
    Library, C::Find, ["/"], "Find", 3, "finds as you type";
    Library, C::Sample, ["s"], "Sample", 4, "opens the sample workshop, on a copy";
    Library, C::FollowUp, ["f"], "Follow-up", 5,
        "the next session of the same relationship, with what is open";
    Library, C::Export, ["e", "Ctrl+E"], "Export", 6,
        "agreement or minutes as Word, HTML and PDF; tables; dates";
    Library, C::Tasks, ["a"], "Actions", 5, "the open actions of all sessions, late ones first";
    Library, C::Portfolio, ["p"], "Portfolio", 8,
        "several relationships on one picture: value against willingness";
    Library, C::History, ["h"], "History", 0,
        "the sessions of this relationship: goals, metrics, decisions";
    Library, C::Versions, ["v"], "Versions", 0, "the earlier versions of a session; puts one back";
    Library, C::Duplicate, ["d"], "Duplicate", 0, "makes a copy";
    Library, C::Rename, ["r"], "Rename", 0, "renames it";
    Library, C::Bin, ["Del", "Backspace"], "Bin", 7, "puts it into the bin";
    Library, C::ShowBin, ["B"], "Show bin", 0, "shows the bin";
    Library, C::OpenFile, ["o"], "Open a file", 0, "opens a file from anywhere";
    Library, C::Undo, ["Ctrl+Z", "u"], "Undo", 0, "brings back what went into the bin last";
    Library, C::Up, ["↑", "k"], "Up", 0, "one up";
    Library, C::Down, ["↓", "j"], "Down", 0, "one down";
    Library, C::First, ["Home"], "First", 0, "first of the list";
    Library, C::Last, ["End"], "Last", 0, "last of the list";
    Library, C::NextTheme, [], "Next theme", 0, "light, dark, high contrast, monochrome";
    Library, C::KeyCard, [], "Key card to print", 0, "writes all keys on one page of text";
    Library, C::ToggleAscii, [], "Plain characters", 0,
        "uses only ASCII characters, for old terminals";
    Library, C::FreeMouse, [], "Release or take the mouse", 0,
        "lets the terminal select text with the mouse, or takes the mouse back";
    Library, C::Help, ["?"], "Help", 90, "all keys that work here";
    Library, C::Palette, [":"], "Palette", 0, "every command by name";
    Library, C::Quit, ["q"], "Quit", 91, "quits";

    Bin, C::Restore, ["Enter"], "Restore", 1, "puts it back into the library";
    Bin, C::EmptyBin, ["E"], "Empty the bin", 2, "empties the bin for good; asks first";
    Bin, C::Up, ["↑", "k"], "Up", 0, "one up";
    Bin, C::Down, ["↓", "j"], "Down", 0, "one down";
    Bin, C::Help, ["?"], "Help", 90, "all keys that work here";
    Bin, C::Leave, ["Esc", "q", "B"], "Library", 3, "back to the library";

    Cards, C::Up, ["↑", "k"], "Up", 0, "one up";
    Cards, C::Down, ["↓", "j"], "Down", 0, "one down";
    Cards, C::Choose, ["Enter"], "Choose", 1, "chooses this agenda";
    Cards, C::Cancel, ["Esc", "q"], "Library", 2, "back to the library";
    Cards, C::Suggest, ["h"], "Help me choose", 3,
        "questions that lead to the agenda that fits, and to the second best";
    Cards, C::Help, ["?"], "Help", 90, "all keys that work here";
};
