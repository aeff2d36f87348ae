//! # The map of roundtable
//!
//! A facilitator leads two organisations from the expectations of each side to mutual goals,
//! actions, owners, dates, metrics and an agreement. A session is one JSON file.
//!
//! ```text
//! crossterm ─ tui/input ─▶ Msg ─▶ App::update, active_keys ─▶ Command ─▶ overlay, screen, step
//!                                     │                                     │ Reply, Edit
//!                                     ▼                                     ▼
//!                         Effect ─▶ tui/worker, tui/journal ─▶ store      domain::apply, History
//!                                     │                                     │
//!                                     └──── Msg (Saved, Opened, …) ◀────────┘ App::view ─▶ frame
//! ```
//!
//! | folder | what it is | may use |
//! | --- | --- | --- |
//! | [`text`] | text as people see it: width, wrapping, editing, foreign text | – |
//! | [`colour`] | PURE: how well one colour is read on another | – |
//! | [`domain`] | PURE: the session, its edits, and what follows from it | text |
//! | [`keys`] | PURE: THE table of keys and commands, help, footer, palette | – |
//! | [`catalog`] | PURE: agendas, samples, themes, settings, from text | domain, colour, text |
//! | [`figure`] | PURE: pictures as data, for screens and documents | domain, text |
//! | [`export`] | PURE, but for system fonts: documents and tables | domain, figure, text |
//! | [`store`] | DISK: read, write, journal, lock, library, versions | domain, catalog, text |
//! | [`widgets`] | drawing: theme, painter, table, pictures | keys, figure, colour, text |
//! | [`steps`] | one folder a kind of step | domain, figure, export, keys, widgets, text |
//! | [`app`] | the program as a value: screens, overlays, update, view | all above but store |
//! | [`tui`] | the terminal, the threads, the loop | all |
//! | [`cli`] | commands without a screen, one file each | all but app, tui, widgets |
//! | [`clock`] | the system's time and new ids | domain |
//!
//! Invariants, held by types, by `tests/all/architecture` and by `clippy.toml`:
//! - A session changes only through [`domain::apply`] and the few functions of `domain` that make a
//!   new one: outside of `domain` a [`domain::Session`] can only be read.
//! - [`app::App::view`] changes nothing but what `steps/cache` remembers of it; it draws only what
//!   is seen.
//! - Only `store` opens files, reads only regular ones of a limited size (`store/regular`), and
//!   changes the disk through `store/disk`, where each call can fail on purpose; what differs
//!   between systems is in `store/system`. Only `clock` asks for the time; only
//!   `tui/input/event` names crossterm's keys.
//! - Every key that is shown comes from [`keys::TABLE`]; which keys work is said by
//!   [`app::App::active_keys`] alone.
//! - Screens and overlays are [`app::Component`]s; steps are [`steps::StepScreen`]s. No step knows
//!   another.
//! - Every text that is drawn goes through [`widgets::Painter`] and every one that is printed
//!   through `cli`, which clean it. Documents and tables hold [`text::Foreign`], which no format
//!   can write without saying for what it is; `export/svg` cleans what is drawn in a picture.
//! - What a frame shows of a session is in the journal before the frame is drawn, so that a killed
//!   program loses nothing that was seen. Only a disk that does not answer for a second is no
//!   longer waited for, until it has caught up. The screen says `saving…` until a change is in the
//!   session's file, and `saved` only after it has reached the disk (`tui/journal`,
//!   `store/session_file`).
//! - An error is a type whose text names no key and no command: `app`, `tui/sentences` and
//!   `cli/failure` add them. Nothing is decided by the words of a sentence.
//! - A path is a `PathBuf` from the argument to the disk; text is only what is shown of it.
//!
//! CONTRIBUTING.md says where each thing is added, docs/architecture.md follows a key press and a
//! save through the code.

pub mod app;
pub mod catalog;
pub mod cli;
pub mod clock;
pub mod colour;
pub mod domain;
pub mod export;
pub mod figure;
pub mod keys;
pub mod steps;
pub mod store;
pub mod text;
pub mod tui;
pub mod widgets;
