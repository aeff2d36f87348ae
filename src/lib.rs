//! # The map of roundtable
//!
//! A facilitator leads two organisations from the expectations of each side to mutual goals,
//! actions, owners, dates, metrics and an agreement. A session is one JSON file.
//!
//! ```text
//! crossterm ─ tui/input ─▶ Msg ─▶ App::update ─ App::layers ─▶ Command ─▶ overlay | screen | step
//!                                     │                                       │ Reply, Edit
//!                                     ▼                                       ▼
//!                         Effect ─▶ tui/worker, tui/journal ─▶ store   domain::apply + History
//!                                     │                                       │
//!                                     └──── Msg (Saved, Opened, …) ◀──────────┘  App::view ─▶ frame
//! ```
//!
//! | folder | what it is | may use |
//! | --- | --- | --- |
//! | [`text`] | what people see: graphemes, widths, wrapping, editing, the doors for foreign text | – |
//! | [`colour`] | PURE: how well one colour is read on another | – |
//! | [`domain`] | PURE: the session, its records, its edits, and what follows from them | text |
//! | [`keys`] | PURE: THE table of keys and commands, help, footer, palette | – |
//! | [`catalog`] | PURE: agendas, samples, themes, settings, from text | domain, colour, text |
//! | [`figure`] | PURE: pictures as data, drawn by screens and documents alike | domain, text |
//! | [`export`] | PURE, but for the system's fonts in a PDF: a neutral document, then one file a format; tables, dates | domain, figure, text |
//! | [`store`] | DISK: read, write, journal, lock, library, versions | domain, catalog, text |
//! | [`widgets`] | drawing bricks: theme, painter, scrolling, the shapes of pictures | keys, figure, colour, text |
//! | [`steps`] | one file or folder a kind of step: keys → replies, view, projector, report | domain, figure, export, keys, widgets, text |
//! | [`app`] | the program as a value: screens, overlays, update, view | all above but store |
//! | [`tui`] | the terminal, the threads, the loop | all |
//! | [`cli`] | commands without a screen, one file each | all but app, tui, widgets |
//! | [`clock`] | the system's time and new ids | domain |
//!
//! Invariants, held by `tests/all/architecture.rs` and `clippy.toml`:
//! - A session changes only through [`domain::apply`].
//! - [`app::App::view`] changes nothing but what `steps/cache` remembers of it; it draws only what
//!   is seen.
//! - Only `store` opens files, and changes the disk through `store/disk`, where each call can fail
//!   on purpose; only `clock` asks for the time; only `tui/input` names crossterm's keys.
//! - Every key that is shown comes from [`keys::TABLE`]; which keys live is said by
//!   [`app::App::layers`] alone.
//! - No step knows another.
//! - Every text that is drawn goes through [`widgets::Painter`] and every one that is printed
//!   through `cli`, which clean it; what documents and tables hold is [`text::Foreign`], which no
//!   format can write without saying for what it is (what is drawn in a picture is cleaned by
//!   `export/svg/canvas`).
//! - What a frame shows of a session is in the journal before the frame is drawn, so that a killed
//!   program loses nothing that was seen. Only a disk that does not answer for a second is no longer
//!   waited for, until it has caught up. The screen says `saving…` until a change is in the session's
//!   file, and `saved` only after it has reached the disk (`tui/journal`, `store/session_file`).
//! - An error of the store is a type whose text names no key and no command: `tui/sentences` and
//!   `cli/failure` add them.
//! - A path is a `PathBuf` from the argument to the disk; text is only what is shown of it.
//!
//! Where do I add …
//! - … a key? One row in `keys/table.rs`; the README's table follows by its test.
//! - … a kind of step? A folder in `steps/` like the others, one line in [`steps::KINDS`],
//!   one scope in the table.
//! - … a field of a record? The struct in `domain/`, a line in `steps/forms/records.rs`; accept the
//!   schema's golden file.
//! - … an agenda, a questionnaire or a theme? A JSON file in `assets/` and its line in `catalog`,
//!   or one in the user's config folder.
//! - … a picture? One file in `figure/`; a new shape also in `figure/raster.rs` and in `widgets`.
//! - … a table to export? A list in `export/tables/lists/` and a row in `export/tables/subject.rs`.
//! - … a format? One file in `export/` with its writer and a row in `export/format.rs`.
//! - … a command? One file in `cli/` and a variant of its enum.

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
