//! THE table: every key, where it works, what it does, how it is called.

use super::command::{Caret, Command as C};
use super::key::Key;
use Scope as S;
use std::collections::HashMap;
use std::sync::OnceLock;

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
            S::Always => "everywhere",
            S::Session => "everywhere but in text",
            S::Lists | S::Rows | S::Adding | S::Panes => "lists",
            S::Text | S::Aside => "text",
            S::Choice | S::Form | S::Whole => "forms",
            S::Picker => "choices",
            S::Page => "pages",
            S::Prompt => "one-line questions",
            S::Search => "palette and find",
            S::Question => "questions",
            S::Blank => "blank screen",
            S::Projector => "projector mode",
            S::Tasks => "actions of all sessions",
            S::Notes => "notes window",
            S::Plan => "agenda",
            S::Proposal => "agenda: re-planning",
            S::Library => "library",
            S::Bin => "bin",
            S::Cards => "agenda cards",
            S::Welcome => "Welcome",
            S::Expectations => "Expectations",
            S::Covered => "covered lists",
            S::Reveal => "before the reveal",
            S::Align => "Align",
            S::Goals => "Goals",
            S::Consent => "Goals: votes",
            S::Actions => "Actions",
            S::Vote => "Actions: dots",
            S::Owners => "Owners",
            S::Timeline => "Timeline",
            S::Metrics => "Metrics",
            S::Contacts => "Contacts",
            S::Board | S::Pairs => "Boards",
            S::Review => "Review",
            S::Questions => "Questionnaires",
            S::Results => "Questionnaires: results",
            S::Matrix => "Matrix",
            S::Ready => "Agreement: what is missing",
            S::Agreement => "Agreement",
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it works.
    pub scope: Scope,
    /// What it means.
    pub command: C,
    /// Its keys; none for what only the palette offers.
    pub keys: &'static [&'static str],
    /// A verb for the footer.
    pub label: &'static str,
    /// A sentence for help.
    pub help: &'static str,
    /// Its place in the footer, 1 first; 0 leaves it out.
    pub footer: u8,
}

const fn row(scope: Scope, command: C, keys: &'static [&'static str], label: &'static str, footer: u8, help: &'static str) -> Binding {
    Binding { scope, command, keys, label, help, footer }
}

/// The table.
pub const TABLE: &[Binding] = &[
    row(S::Always, C::Help, &["F1"], "Help", 0, "all keys that work here"),
    row(S::Always, C::Palette, &["Ctrl+P", "F2"], "Palette", 0, "every command by name"),
    row(S::Always, C::SavedWhen, &["Ctrl+S"], "Saved when", 0, "says when it was saved; saving is automatic"),
    row(S::Always, C::Redraw, &["Ctrl+L"], "Redraw", 0, "draws the screen anew"),
    row(S::Always, C::Quit, &["Ctrl+Q"], "Quit", 0, "quits from anywhere; everything is saved"),
    row(S::Session, C::NextStep, &["PgDn", "]"], "Next step", 30, "next step"),
    row(S::Session, C::PreviousStep, &["PgUp", "["], "Previous step", 0, "previous step"),
    row(S::Session, C::GoToStep, &["G"], "Go to step", 0, "go to any step"),
    row(S::Session, C::Help, &["?"], "More", 99, "all keys that work here"),
    row(S::Session, C::Palette, &[":"], "Palette", 0, "every command by name"),
    row(S::Session, C::Undo, &["Ctrl+Z", "u"], "Undo", 0, "takes the last change back"),
    row(S::Session, C::Redo, &["Ctrl+Y"], "Redo", 0, "does it again"),
    row(S::Session, C::Find, &["/"], "Find", 0, "finds any text of the session"),
    row(S::Session, C::TimerToggle, &["t"], "Timer", 0, "starts or pauses the timer of the step"),
    row(S::Session, C::TimerMore, &["+"], "Minute more", 0, "gives the step one minute more"),
    row(S::Session, C::TimerLess, &["-"], "Minute less", 0, "gives the step one minute less"),
    row(S::Session, C::Blank, &["b", "."], "Blank", 0, "blanks the screen; any key brings it back"),
    row(S::Session, C::Park, &["P"], "Park", 0, "puts something into the parking lot"),
    row(S::Session, C::Decide, &["D"], "Decide", 0, "records a decision"),
    row(S::Session, C::PrivateNote, &["N"], "Private note", 0, "writes a note for yourself; it stays out of exports"),
    row(S::Session, C::Export, &["Ctrl+E"], "Export", 0, "the agreement or minutes as Word and HTML, tables, dates; all formats"),
    row(S::Session, C::Leave, &["q"], "Library", 0, "back to the library"),
    row(S::Session, C::Project, &["F5"], "Projector", 0, "shows the room the one thing it talks about, large; Esc comes back"),
    row(S::Session, C::Agenda, &["A"], "Agenda", 0, "the plan of the day: steps, minutes, breaks, re-planning, templates"),
    row(S::Session, C::SessionDetails, &[], "Session details", 0, "title, organisations, start and end"),
    row(S::Session, C::ShowDecisions, &[], "Show decisions", 0, "the log of decisions"),
    row(S::Session, C::ShowParked, &[], "Show the parking lot", 0, "everything parked, and what became of it"),
    row(S::Session, C::ShowNotes, &[], "Show private notes", 0, "your private notes, on this screen"),
    row(S::Session, C::Tips, &[], "Tips for this step", 0, "advice for the facilitator"),
    row(S::Session, C::NextTheme, &[], "Next theme", 0, "light, dark, high contrast, monochrome"),
    row(S::Session, C::NotesWindow, &[], "Notes window", 0, "how to open private notes, tips and clocks on another screen"),
    row(S::Session, C::ToggleBell, &[], "Bell on or off", 0, "rings the bell when the time of a step is nearly up"),
    row(S::Session, C::KeyCard, &[], "Key card to print", 0, "writes all keys on one page of text"),
    row(S::Session, C::ToggleAscii, &[], "Plain signs", 0, "uses only the signs of a plain keyboard, for old terminals"),
    row(S::Session, C::ToggleHints, &[], "Hints on or off", 0, "no more hints, or all of them again"),
    row(S::Session, C::FreeMouse, &[], "Release or take the mouse", 0, "lets the terminal select text with the mouse, or takes the mouse back"),
    row(S::Session, C::SaveElsewhere, &[], "Save a copy elsewhere", 0, "writes this session to another file"),
    row(S::Rows, C::Up, &["↑", "k"], "Up", 0, "one up"),
    row(S::Rows, C::Down, &["↓", "j"], "Down", 0, "one down"),
    row(S::Rows, C::First, &["Home"], "First", 0, "first of the list"),
    row(S::Rows, C::Last, &["End"], "Last", 0, "last of the list"),
    row(S::Panes, C::NextPane, &["Tab"], "Next part", 8, "other side or next part of the screen"),
    row(S::Panes, C::PreviousPane, &["Shift+Tab"], "Back", 0, "other side or previous part of the screen"),
    row(S::Adding, C::Add, &["a", "Insert"], "Add", 2, "adds one; Enter keeps it and opens the next"),
    row(S::Lists, C::Edit, &["Enter"], "Edit", 3, "edits the text"),
    row(S::Lists, C::Details, &["e"], "Details", 20, "everything about it, in a form"),
    row(S::Lists, C::Delete, &["Del"], "Delete", 0, "deletes it; Ctrl+Z brings it back"),
    row(S::Lists, C::MoveUp, &["Alt+↑"], "Move up", 0, "moves it up"),
    row(S::Lists, C::MoveDown, &["Alt+↓"], "Move down", 0, "moves it down"),
    row(S::Welcome, C::Left, &["←"], "Left", 0, "to the parts on the left"),
    row(S::Welcome, C::Right, &["→"], "Right", 0, "to the people on the right"),
    row(S::Expectations, C::Score(1), &["1", "2", "3", "4", "5"], "Score", 10, "importance, then how satisfied today (← → choose the column)"),
    row(S::Expectations, C::Left, &["←"], "Column", 0, "score the column on the left"),
    row(S::Expectations, C::Right, &["→"], "Column", 0, "score the column on the right"),
    row(S::Expectations, C::Strength, &["m", "Space"], "Must/should", 11, "must, should, could"),
    row(S::Expectations, C::Category, &["c"], "Category", 12, "chooses the category"),
    row(S::Expectations, C::Cover, &["h"], "Cover", 13, "covers or shows this side's list until the reveal"),
    row(S::Covered, C::Cover, &["h"], "Show", 1, "shows this side's list to this side"),
    row(S::Reveal, C::Cover, &["h"], "Reveal lists", 1, "reveals both lists at once, when both sides are ready"),
    row(S::Align, C::React, &["r"], "React", 1, "the other side's one answer to this expectation"),
    row(S::Align, C::Link, &["l"], "Link", 2, "overlap, complement or conflict with one of the other side"),
    row(S::Align, C::MakeGoal, &["g"], "Make goal", 3, "makes a goal from it and what it is linked with"),
    row(S::Align, C::NextOpen, &["n"], "Next to react", 4, "the next one without a reaction; the sides take turns"),
    row(S::Align, C::Cover, &["h"], "Hide/reveal", 5, "hides or reveals the other side"),
    row(S::Align, C::NextPane, &["Tab", "Shift+Tab"], "Other side", 21, "to the other side's list"),
    row(S::Align, C::OutOfScope, &["x"], "Out of scope", 0, "both agree that it does not belong here; logged as a decision"),
    row(S::Align, C::Score(1), &["1", "2", "3", "4", "5"], "Importance", 0, "importance to the side that expects it"),
    row(S::Goals, C::MakeGoal, &["g"], "Make goal", 4, "makes a goal from expectations not yet in one"),
    row(S::Goals, C::Link, &["l"], "Trace", 5, "chooses the expectations it comes from"),
    row(S::Goals, C::When, &["w"], "When", 6, "the date by which it is reached"),
    row(S::Goals, C::NextPane, &["Tab"], "Vote", 1, "to the votes of the goal and back"),
    row(
        S::Consent,
        C::Score(0),
        &["0", "1", "2", "3", "4", "5"],
        "Fist to five",
        1,
        "0 block · 1 must change · 2 minor issues · 3 can live with it · 4 good · 5 will lead",
    ),
    row(S::Consent, C::Delete, &["Del", "Backspace"], "Take back", 2, "takes the vote back"),
    row(S::Consent, C::NextPane, &["Tab", "Esc"], "Goals", 3, "back to the goals"),
    row(S::Actions, C::Score(1), &["1", "2", "3", "4", "5"], "Score", 10, "value to A, value to B, effort (← → choose the column)"),
    row(S::Actions, C::Left, &["←"], "Column", 0, "score the column on the left"),
    row(S::Actions, C::Right, &["→"], "Column", 0, "score the column on the right"),
    row(S::Actions, C::Vote, &["v"], "Dots", 11, "blind dots, one person after the other"),
    row(S::Actions, C::Cover, &["h"], "Reveal dots", 0, "hides or reveals the dots"),
    row(S::Actions, C::Sort, &["s"], "Rank", 9, "ranked, or in the order written"),
    row(S::Actions, C::ChooseGoal, &["g"], "Goal", 12, "chooses the goal it serves"),
    row(S::Actions, C::Owner, &["o"], "Owner", 13, "the one accountable person, then the counterpart"),
    row(S::Actions, C::When, &["w"], "When", 14, "start and due"),
    row(S::Actions, C::Toggle, &["Space"], "Done", 0, "done or open again"),
    row(S::Vote, C::Score(0), &["0", "1", "2", "3", "4", "5"], "Dots", 1, "gives this many dots to the action"),
    row(S::Vote, C::Toggle, &["Space"], "One dot more", 2, "one dot more"),
    row(S::Vote, C::Keep, &["Enter"], "Next person", 3, "keeps the dots; the next person votes"),
    row(S::Vote, C::Cancel, &["Esc"], "Stop", 4, "keeps the dots and stops voting"),
    row(S::Owners, C::Owner, &["o"], "Owner", 1, "the one accountable person, then the counterpart"),
    row(S::Owners, C::Counterpart, &["c"], "Counterpart", 2, "the person on the other side"),
    row(S::Owners, C::NextOpen, &["n"], "Next ownerless", 4, "the next action without an owner"),
    row(S::Owners, C::When, &["w"], "When", 0, "start and due"),
    row(S::Owners, C::Toggle, &["Space"], "Done", 0, "done or open again"),
    row(S::Timeline, C::When, &["w", "Enter"], "When", 1, "start and due: +2w, fri, 30 sep, 2026-09-30"),
    row(S::Timeline, C::Depends, &["l"], "Depends on", 2, "chooses what has to be done before"),
    row(S::Timeline, C::Sooner, &["←"], "Day sooner", 3, "moves it one day sooner"),
    row(S::Timeline, C::Later, &["→"], "Day later", 4, "moves it one day later"),
    row(S::Timeline, C::Toggle, &["Space"], "Done", 5, "done or open again"),
    row(S::Timeline, C::Owner, &["o"], "Owner", 0, "the one accountable person, then the counterpart"),
    row(S::Metrics, C::Reading, &["m"], "New reading", 4, "records today's value"),
    row(S::Metrics, C::ChooseGoal, &["g"], "Goal", 5, "chooses the goal it measures"),
    row(S::Metrics, C::Owner, &["o"], "Owner", 6, "who reads it"),
    row(S::Contacts, C::Reading, &["m"], "Talked today", 4, "they talked today"),
    row(S::Pairs, C::Link, &["l"], "Pair", 1, "pairs it with a card of another list; the pair becomes an action"),
    row(S::Board, C::MakeAction, &["g"], "Make action", 5, "makes an action of the card"),
    row(S::Review, C::Toggle, &["Space"], "Done", 1, "done or open again"),
    row(S::Review, C::When, &["w"], "New date", 2, "start and due: +2w, fri, 30 sep, 2026-09-30"),
    row(S::Review, C::Drop, &["x"], "Drop", 3, "given up, or open again"),
    row(S::Review, C::Owner, &["o"], "Owner", 4, "the one accountable person, then the counterpart"),
    row(S::Questions, C::Score(0), &["0", "1", "2", "3", "4", "5"], "Answer", 1, "the answer with this number; the line below says what each means"),
    row(S::Questions, C::NotApplicable, &["x"], "Does not apply", 2, "this question does not apply here"),
    row(S::Questions, C::NextOpen, &["n"], "Next open", 3, "the next question without an answer"),
    row(S::Questions, C::Delete, &["Del", "Backspace"], "Take back", 0, "takes the answer back"),
    row(S::Questions, C::Cover, &["h"], "Cover", 13, "covers or shows this side's answers until the reveal"),
    row(S::Results, C::MakeAction, &["a"], "Make action", 1, "makes an action of what is lit"),
    row(S::Matrix, C::SetLevels, &["Enter"], "Set the levels", 1, "sets what this type needs where nothing is said yet"),
    row(S::Ready, C::Jump, &["Enter"], "Go there", 1, "to the place where it is mended"),
    row(S::Agreement, C::Preview, &["v"], "Document", 5, "the agreement as it will print"),
    row(S::Agreement, C::Close, &["c"], "Close", 6, "closes the session, or opens it again"),
    row(S::Aside, C::Keep, &["Enter"], "Keep", 1, "keeps it and closes the box"),
    row(S::Text, C::Keep, &["Enter"], "Keep, next", 1, "keeps it and opens the next empty line (lists) or the next field (forms)"),
    row(S::Text, C::StopEditing, &["Esc"], "Keep and stop", 2, "keeps it and stops"),
    row(S::Text, C::NewLine, &["Alt+Enter"], "New line", 3, "a new line in the same text"),
    row(S::Text, C::NextField, &["Tab"], "Next field", 4, "keeps it and goes to the next field"),
    row(S::Text, C::PreviousField, &["Shift+Tab"], "Previous field", 0, "keeps it and goes to the previous field"),
    row(S::Text, C::Undo, &["Ctrl+Z"], "Undo", 5, "gives the former text back"),
    row(S::Text, C::Redo, &["Ctrl+Y"], "Redo", 0, "does it again"),
    row(S::Text, C::Caret(Caret::Left), &["←"], "Left", 0, "one sign left"),
    row(S::Text, C::Caret(Caret::Right), &["→"], "Right", 0, "one sign right"),
    row(S::Text, C::Caret(Caret::WordLeft), &["Ctrl+←"], "Word left", 0, "one word left"),
    row(S::Text, C::Caret(Caret::WordRight), &["Ctrl+→"], "Word right", 0, "one word right"),
    row(S::Text, C::Caret(Caret::Home), &["Home"], "Line start", 0, "start of the line"),
    row(S::Text, C::Caret(Caret::End), &["End"], "Line end", 0, "end of the line"),
    row(S::Text, C::Caret(Caret::Up), &["↑"], "Row up", 0, "one row up"),
    row(S::Text, C::Caret(Caret::Down), &["↓"], "Row down", 0, "one row down"),
    row(S::Text, C::Select(Caret::Left), &["Shift+←"], "Select", 0, "selects to the left"),
    row(S::Text, C::Select(Caret::Right), &["Shift+→"], "Select", 0, "selects to the right"),
    row(S::Text, C::Select(Caret::WordLeft), &["Ctrl+Shift+←"], "Select word", 0, "selects a word to the left"),
    row(S::Text, C::Select(Caret::WordRight), &["Ctrl+Shift+→"], "Select word", 0, "selects a word to the right"),
    row(S::Text, C::Select(Caret::Home), &["Shift+Home"], "Select", 0, "selects to the start of the line"),
    row(S::Text, C::Select(Caret::End), &["Shift+End"], "Select", 0, "selects to the end of the line"),
    row(S::Text, C::Select(Caret::Up), &["Shift+↑"], "Select", 0, "selects a row up"),
    row(S::Text, C::Select(Caret::Down), &["Shift+↓"], "Select", 0, "selects a row down"),
    row(S::Text, C::SelectAll, &["Ctrl+A"], "Select all", 0, "selects everything"),
    row(S::Text, C::Erase, &["Backspace", "Ctrl+H"], "Erase", 0, "erases the sign before"),
    row(S::Text, C::EraseNext, &["Del"], "Erase next", 0, "erases the sign after"),
    row(S::Text, C::EraseWord, &["Ctrl+W", "Ctrl+Backspace", "Alt+Backspace"], "Erase word", 0, "erases the word before"),
    row(S::Text, C::Copy, &["Ctrl+C"], "Copy", 0, "copies the selection"),
    row(S::Text, C::Cut, &["Ctrl+X"], "Cut", 0, "cuts the selection"),
    row(S::Text, C::Paste, &["Ctrl+V"], "Paste", 0, "pastes what was copied here; the terminal's own paste works too"),
    row(S::Choice, C::NextOption, &["→", "Space"], "Next", 1, "next choice"),
    row(S::Choice, C::PreviousOption, &["←"], "Previous", 2, "previous choice"),
    row(S::Choice, C::Choose, &["Enter"], "Next field", 3, "keeps it and goes to the next field"),
    row(S::Choice, C::Delete, &["Del", "Backspace"], "Clear", 4, "leaves it open"),
    row(S::Form, C::Up, &["↑", "Shift+Tab"], "Previous field", 0, "previous field"),
    row(S::Form, C::Down, &["↓", "Tab"], "Next field", 10, "next field"),
    row(S::Form, C::PageUp, &["PgUp"], "First field", 0, "first field"),
    row(S::Form, C::PageDown, &["PgDn"], "Last field", 0, "last field"),
    row(S::Whole, C::Bin, &["Ctrl+D"], "Delete it", 12, "deletes the whole item; Ctrl+Z brings it back"),
    row(S::Form, C::Cancel, &["Esc"], "Keep and close", 11, "keeps everything and closes the form"),
    row(S::Picker, C::Up, &["↑"], "Up", 0, "one up"),
    row(S::Picker, C::Down, &["↓"], "Down", 0, "one down"),
    row(S::Picker, C::First, &["Home"], "First", 0, "first choice"),
    row(S::Picker, C::Last, &["End"], "Last", 0, "last choice"),
    row(S::Picker, C::PageUp, &["PgUp"], "Page up", 0, "ten up"),
    row(S::Picker, C::PageDown, &["PgDn"], "Page down", 0, "ten down"),
    row(S::Picker, C::Choose, &["Enter"], "Choose", 1, "chooses it"),
    row(S::Picker, C::Erase, &["Backspace"], "Erase", 0, "takes a typed letter back"),
    row(S::Picker, C::Cancel, &["Esc"], "Back", 3, "back without choosing"),
    row(S::Page, C::Up, &["↑", "k"], "Up", 0, "one line up"),
    row(S::Page, C::Down, &["↓", "j"], "Down", 0, "one line down"),
    row(S::Page, C::PageUp, &["PgUp"], "Page up", 2, "one page up"),
    row(S::Page, C::PageDown, &["PgDn", "Space"], "Page down", 1, "one page down"),
    row(S::Page, C::First, &["Home"], "Top", 0, "top"),
    row(S::Page, C::Last, &["End"], "Bottom", 0, "bottom"),
    row(S::Page, C::Cancel, &["Esc", "q", "Enter"], "Back", 3, "back"),
    row(S::Prompt, C::Keep, &["Enter"], "Done", 1, "takes what is typed"),
    row(S::Prompt, C::Cancel, &["Esc"], "Back", 2, "back"),
    row(S::Search, C::Up, &["↑"], "Up", 0, "one up"),
    row(S::Search, C::Down, &["↓"], "Down", 0, "one down"),
    row(S::Search, C::PageUp, &["PgUp"], "Page up", 0, "ten up"),
    row(S::Search, C::PageDown, &["PgDn"], "Page down", 0, "ten down"),
    row(S::Search, C::Choose, &["Enter"], "Choose", 1, "does or shows it"),
    row(S::Search, C::Cancel, &["Esc"], "Back", 2, "back"),
    row(S::Question, C::Choose, &["Enter", "y"], "Yes", 1, "yes"),
    row(S::Question, C::Cancel, &["Esc", "n"], "No", 2, "no"),
    row(S::Blank, C::Cancel, &["Esc", "b", "."], "Back", 1, "shows the screen again; so does any other key"),
    row(S::Projector, C::Project, &["Esc", "F5"], "Back", 1, "back to the very same place"),
    row(S::Tasks, C::Toggle, &["Space"], "Done", 1, "done or open again"),
    row(S::Tasks, C::Open, &["Enter"], "Open session", 2, "opens its session"),
    row(S::Tasks, C::Sort, &["s", "Tab"], "Order", 3, "by date, by owner, by relationship"),
    row(S::Tasks, C::Up, &["↑", "k"], "Up", 0, "one up"),
    row(S::Tasks, C::Down, &["↓", "j"], "Down", 0, "one down"),
    row(S::Tasks, C::First, &["Home"], "First", 0, "first of the list"),
    row(S::Tasks, C::Last, &["End"], "Last", 0, "last of the list"),
    row(S::Tasks, C::Help, &["?"], "Help", 90, "all keys that work here"),
    row(S::Tasks, C::Leave, &["Esc", "q"], "Library", 91, "back to the library"),
    row(S::Notes, C::Add, &["a", "N", "Insert"], "Add", 1, "writes a private note on the step that is on screen"),
    row(S::Notes, C::Edit, &["Enter"], "Edit", 2, "edits the note"),
    row(S::Notes, C::Delete, &["Del"], "Delete", 3, "deletes it; Ctrl+Z brings it back"),
    row(S::Notes, C::Undo, &["Ctrl+Z", "u"], "Undo", 4, "takes the last change of a note back"),
    row(S::Notes, C::Up, &["↑", "k"], "Up", 0, "one up"),
    row(S::Notes, C::Down, &["↓", "j"], "Down", 0, "one down"),
    row(S::Notes, C::First, &["Home"], "First", 0, "first of the list"),
    row(S::Notes, C::Last, &["End"], "Last", 0, "last of the list"),
    row(S::Notes, C::Palette, &[":"], "Palette", 0, "every command by name"),
    row(S::Notes, C::NextTheme, &[], "Next theme", 0, "the next theme"),
    row(S::Notes, C::Help, &["?"], "Help", 90, "all keys that work here"),
    row(S::Notes, C::Leave, &["q"], "Close", 91, "closes this window; the session goes on in the other one"),
    row(S::Plan, C::Up, &["↑", "k"], "Up", 0, "one up"),
    row(S::Plan, C::Down, &["↓", "j"], "Down", 0, "one down"),
    row(S::Plan, C::First, &["Home"], "First", 0, "first of the list"),
    row(S::Plan, C::Last, &["End"], "Last", 0, "last of the list"),
    row(S::Plan, C::Edit, &["Enter", "e"], "Edit", 1, "title, minutes, fixed start, break, prompt, example and tips"),
    row(S::Plan, C::Add, &["a", "Insert"], "Add", 2, "adds a step below"),
    row(S::Plan, C::Shorter, &["←"], "5 min less", 4, "five minutes less"),
    row(S::Plan, C::Longer, &["→"], "5 min more", 4, "five minutes more"),
    row(S::Plan, C::Replan, &["r"], "Re-plan", 5, "proposes shorter steps so that the day ends in time"),
    row(S::Plan, C::SaveTemplate, &["s"], "Save as template", 6, "keeps this agenda for other sessions"),
    row(S::Plan, C::TookAsPlan, &["m"], "Real minutes", 7, "makes the minutes each step really took the plan"),
    row(S::Plan, C::SessionDetails, &["d"], "Start and end", 8, "start and end of the day"),
    row(S::Plan, C::MoveUp, &["Alt+↑"], "Move up", 0, "moves it up"),
    row(S::Plan, C::MoveDown, &["Alt+↓"], "Move down", 0, "moves it down"),
    row(S::Plan, C::Delete, &["Del"], "Delete", 0, "takes the step out; what was written in it stays in the session"),
    row(S::Plan, C::Undo, &["Ctrl+Z", "u"], "Undo", 0, "takes the last change back"),
    row(S::Plan, C::Redo, &["Ctrl+Y"], "Redo", 0, "does it again"),
    row(S::Plan, C::Choose, &["g"], "Go there", 0, "goes to this step"),
    row(S::Plan, C::Help, &["?"], "More", 99, "all keys that work here"),
    row(S::Plan, C::Cancel, &["Esc", "q", "A"], "Back", 3, "back to the step"),
    row(S::Proposal, C::Choose, &["Enter"], "Accept", 1, "takes the proposed minutes; one undo takes them back"),
    row(S::Proposal, C::Cancel, &["Esc"], "Leave it", 2, "leaves the plan as it is"),
    row(S::Library, C::Open, &["Enter"], "Open", 1, "opens or resumes the session"),
    row(S::Library, C::New, &["n"], "New", 2, "a new session"),
    row(S::Library, C::Find, &["/"], "Find", 3, "finds as you type"),
    row(S::Library, C::Sample, &["s"], "Sample", 4, "opens the sample workshop, on a copy"),
    row(S::Library, C::FollowUp, &["f"], "Follow-up", 5, "the next session of the same relationship, with what is open"),
    row(S::Library, C::Export, &["e", "Ctrl+E"], "Export", 6, "the agreement or minutes as Word and HTML, tables, dates; all formats"),
    row(S::Library, C::Tasks, &["a"], "Actions", 5, "the open actions of all sessions, late ones first"),
    row(S::Library, C::History, &["h"], "History", 0, "the sessions of this relationship: goals, metrics, decisions"),
    row(S::Library, C::Versions, &["v"], "Versions", 0, "the earlier versions of a session; puts one back"),
    row(S::Library, C::Duplicate, &["d"], "Duplicate", 0, "makes a copy"),
    row(S::Library, C::Rename, &["r"], "Rename", 0, "gives it another title"),
    row(S::Library, C::Bin, &["Del"], "Bin", 7, "puts it into the bin"),
    row(S::Library, C::ShowBin, &["B"], "Show bin", 0, "shows the bin"),
    row(S::Library, C::OpenFile, &["o"], "Open a file", 0, "opens a file from anywhere"),
    row(S::Library, C::Undo, &["Ctrl+Z", "u"], "Undo", 0, "brings back what went into the bin last"),
    row(S::Library, C::Up, &["↑", "k"], "Up", 0, "one up"),
    row(S::Library, C::Down, &["↓", "j"], "Down", 0, "one down"),
    row(S::Library, C::First, &["Home"], "First", 0, "first of the list"),
    row(S::Library, C::Last, &["End"], "Last", 0, "last of the list"),
    row(S::Library, C::NextTheme, &[], "Next theme", 0, "light, dark, high contrast, monochrome"),
    row(S::Library, C::KeyCard, &[], "Key card to print", 0, "writes all keys on one page of text"),
    row(S::Library, C::ToggleAscii, &[], "Plain signs", 0, "uses only the signs of a plain keyboard, for old terminals"),
    row(S::Library, C::FreeMouse, &[], "Release or take the mouse", 0, "lets the terminal select text with the mouse, or takes the mouse back"),
    row(S::Library, C::Help, &["?"], "Help", 90, "all keys that work here"),
    row(S::Library, C::Palette, &[":"], "Palette", 0, "every command by name"),
    row(S::Library, C::Quit, &["q"], "Quit", 91, "quits"),
    row(S::Bin, C::Restore, &["Enter"], "Restore", 1, "puts it back into the library"),
    row(S::Bin, C::EmptyBin, &["E"], "Empty the bin", 2, "deletes for ever what is in the bin; asks first"),
    row(S::Bin, C::Up, &["↑", "k"], "Up", 0, "one up"),
    row(S::Bin, C::Down, &["↓", "j"], "Down", 0, "one down"),
    row(S::Bin, C::Help, &["?"], "Help", 90, "all keys that work here"),
    row(S::Bin, C::Leave, &["Esc", "q", "B"], "Library", 3, "back to the library"),
    row(S::Cards, C::Up, &["↑", "k"], "Up", 0, "one up"),
    row(S::Cards, C::Down, &["↓", "j"], "Down", 0, "one down"),
    row(S::Cards, C::Choose, &["Enter"], "Choose", 1, "chooses this agenda"),
    row(S::Cards, C::Cancel, &["Esc", "q"], "Library", 2, "back to the library"),
    row(S::Cards, C::Suggest, &["h"], "Help me choose", 3, "four questions, and the method that fits"),
    row(S::Cards, C::Help, &["?"], "Help", 90, "all keys that work here"),
];

/// The rows of one scope.
pub fn rows(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    TABLE.iter().filter(move |b| b.scope == scope)
}

/// What `key` means in `scope`.
#[must_use]
pub fn find(scope: Scope, key: Key) -> Option<C> {
    static INDEX: OnceLock<HashMap<(Scope, Key), C>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let all = TABLE.iter().flat_map(|b| b.keys.iter().enumerate().filter_map(move |(n, k)| Some(((b.scope, Key::parse(k)?), nth(b.command, n)))));
        all.collect()
    });
    index.get(&(scope, key)).copied()
}

/// A scoring row stands for as many commands as it has keys.
fn nth(command: C, n: usize) -> C {
    match command {
        C::Score(first) => C::Score(first + u8::try_from(n).unwrap_or(0)),
        other => other,
    }
}

/// The keys of a row as they are written: `1-5`, `PgDn ]`.
#[must_use]
pub fn keys_of(binding: &Binding) -> String {
    match (binding.command, binding.keys) {
        (C::Score(_), [first, .., last]) => format!("{first}-{last}"),
        (_, keys) => keys.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_key_parses_and_means_one_thing_per_scope() {
        let mut seen = HashSet::new();
        for b in TABLE {
            for k in b.keys {
                assert!(Key::parse(k).is_some(), "{k}");
                assert!(seen.insert((b.scope, *k)), "{k} twice in {:?}", b.scope);
            }
            // the key card has room for 16 signs
            let on_card = b.keys.is_empty() || b.label.chars().count() <= 16;
            assert!(!b.label.is_empty() && !b.help.is_empty() && on_card, "{}", b.label);
        }
    }

    #[test]
    fn scores_carry_their_digit() {
        assert_eq!(find(Scope::Actions, Key::char('4')), Some(C::Score(4)));
        assert_eq!(find(Scope::Consent, Key::char('0')), Some(C::Score(0)));
        assert_eq!(find(Scope::Session, Key::char('§')), None);
    }
}
