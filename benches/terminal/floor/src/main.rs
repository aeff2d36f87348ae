//! The least that ratatui can do: a list and a line of text, drawn once for each input.
//!
//! Printable keys and pastes add to the line, Backspace removes a letter, Enter empties it; Up and
//! Down move in the list; Ctrl+L draws everything again; Ctrl+Q quits. Whatever time another
//! program takes beyond this one is its own.
//!
//! - `FLOOR_COALESCE=1` reads all input that waits before it draws.
//! - `FLOOR_OPT=1` does that too, and writes each frame in one piece as a synchronised update. By
//!   default ratatui writes 1 kB at a time, and the cursor by itself.

use ratatui::crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEventKind, KeyModifiers,
};
use ratatui::crossterm::{execute, terminal};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Block, List, ListItem, ListState, Paragraph};
use ratatui::{Frame, Terminal, backend::CrosstermBackend};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

/// `poll` with no time at all is always false with crossterm's `use-dev-tty`.
const AT_ONCE: Duration = Duration::from_micros(20);

/// Standard output, or a buffer that is written as one frame.
#[derive(Clone)]
struct Output(Option<Rc<RefCell<Vec<u8>>>>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &self.0 {
            Some(buffer) => buffer.borrow_mut().write(bytes),
            None => io::stdout().write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &self.0 {
            Some(_) => Ok(()),
            None => io::stdout().flush(),
        }
    }
}

impl Output {
    /// Writes the buffered frame, if there is one.
    fn end_frame(&self) -> io::Result<()> {
        let Some(buffer) = &self.0 else { return Ok(()) };
        let mut bytes = buffer.borrow_mut();
        if bytes.is_empty() {
            return Ok(());
        }
        let frame = [b"\x1b[?2026h", bytes.as_slice(), b"\x1b[?2026l"].concat();
        bytes.clear();
        // past the line buffer of standard output, so that it is one call
        let mut out = io::stdout().lock();
        out.write_all(&frame)?;
        out.flush()
    }
}

/// What is on the screen.
struct State {
    list: ListState,
    text: String,
}

fn main() -> io::Result<()> {
    let is_set = |name| std::env::var_os(name).is_some();
    let output = Output(is_set("FLOOR_OPT").then(|| Rc::new(RefCell::new(Vec::new()))));
    let coalesce = is_set("FLOOR_OPT") || is_set("FLOOR_COALESCE");
    terminal::enable_raw_mode()?;
    execute!(
        io::stdout(),
        terminal::EnterAlternateScreen,
        EnableBracketedPaste
    )?;
    let result = run(&output, coalesce);
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        terminal::LeaveAlternateScreen
    );
    let _ = terminal::disable_raw_mode();
    result
}

fn run(output: &Output, coalesce: bool) -> io::Result<()> {
    let mut terminal = Terminal::new(CrosstermBackend::new(output.clone()))?;
    let items =
        (0..1000).map(|n| ListItem::new(format!("Agenda item {n:04} - discuss topic number {n}")));
    // built once, not for each frame
    let list = List::new(items)
        .block(Block::bordered().title("FLOOR agenda"))
        .highlight_symbol("> ")
        .highlight_style(Style::new().add_modifier(Modifier::REVERSED));
    let mut state = State {
        list: ListState::default().with_selected(Some(0)),
        text: String::new(),
    };
    loop {
        terminal.draw(|frame| draw(frame, &list, &mut state))?;
        output.end_frame()?;
        loop {
            match event::read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release => {
                    match (key.code, key.modifiers) {
                        (KeyCode::Char('q'), KeyModifiers::CONTROL) => return Ok(()),
                        (KeyCode::Char('l'), KeyModifiers::CONTROL) => terminal.clear()?,
                        (code, _) => press(&mut state, code),
                    }
                }
                Event::Paste(text) => {
                    let lines = text.chars().map(|c| if c.is_control() { ' ' } else { c });
                    state.text.extend(lines);
                }
                _ => {}
            }
            if !(coalesce && event::poll(AT_ONCE)?) {
                break;
            }
        }
    }
}

fn press(state: &mut State, code: KeyCode) {
    match code {
        KeyCode::Char(c) => state.text.push(c),
        KeyCode::Backspace => drop(state.text.pop()),
        KeyCode::Enter => state.text.clear(),
        KeyCode::Down => state.list.select_next(),
        KeyCode::Up => state.list.select_previous(),
        _ => {}
    }
}

fn draw(frame: &mut Frame, list: &List, state: &mut State) {
    let rows = Layout::vertical([Constraint::Min(1), Constraint::Length(3)]);
    let [top, bottom] = rows.areas(frame.area());
    frame.render_stateful_widget(list, top, &mut state.list);
    // the end of the text, as much of it as fits
    let room = usize::from(bottom.width.saturating_sub(3));
    let length = state.text.len();
    let start = (length.saturating_sub(room)..=length)
        .find(|at| state.text.is_char_boundary(*at))
        .unwrap_or(length);
    let shown = &state.text[start..];
    let line = Paragraph::new(shown).block(Block::bordered().title("note"));
    frame.render_widget(line, bottom);
    let caret = bottom.x + 1 + u16::try_from(shown.len()).unwrap_or(0);
    frame.set_cursor_position((caret, bottom.y + 1));
}
