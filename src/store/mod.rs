//! The disk: the only layer that opens files. Knows no screen and no clock; times are arguments.
//!
//! Modules use only modules further down in this list:
//!
//! - changes to sessions that are not on the screen: `change`, `restore`, `deliver_notes`
//! - sessions that are opened: `open`, `session_file`
//! - what belongs to a session's file: `inbox`, `journal`, `known`, `closing_copy`, `versions`,
//!   `undo`, `sidecar_files`, `lock`
//! - the library: `tasks`, `library`, `bin`, `resolve`, `list`, `index`, `summary`
//! - reading and writing: `read`, `check`, `write`, `replace`, `contents`, `disk`,
//!   `regular`
//! - names and words: `paths`, `names`, `wildcards`, `notice`, `io_message`
//! - what differs between systems: `system`

mod bin;
mod change;
mod check;
mod closing_copy;
mod config;
mod contents;
mod crash_report;
mod deliver_notes;
mod demo;
mod disk;
mod export;
mod inbox;
mod index;
mod io_message;
mod journal;
mod json_checks;
mod known;
mod library;
mod list;
mod lock;
mod names;
mod notice;
mod open;
mod paths;
mod read;
mod read_error;
mod regular;
mod replace;
mod resolve;
mod restore;
mod session_file;
mod sidecar_files;
mod summary;
mod system;
mod tasks;
mod undo;
mod unreadable;
mod validate_lists;
mod versions;
mod watch;
mod wildcards;
mod write;

pub use bin::{BinError, empty_bin, move_to_bin, restore_from_bin};
pub use change::{ChangeError, Merged, mark_action, merge_version, retitle};
pub use check::check;
pub use config::{
    ConfigError, Kept, import_agenda, read_own, read_preferences, save_agenda, save_preferences,
};
pub use crash_report::write_report;
pub use deliver_notes::deliver_notes;
pub use demo::{DemoError, demo, throw_away};
pub use disk::{Call, Disk, Reached};
pub use export::{ExportError, make_folder, write_export};
pub use inbox::{Inbox, InboxError};
pub use io_message::IoFault;
pub use journal::Journal;
pub use library::{LibraryError, create, duplicate, import};
pub use list::{FolderError, list, list_bin};
pub use names::{absolute, file_name, from_home, shown, shown_name};
pub use notice::{JournalFault, JournalTrouble, Notice, SaveNotice, new_numbers};
pub use open::{Access, OpenError, Opened, ReadOnly, open};
pub use paths::{NoHome, Paths};
pub use read::{ParsedSession, parse, read, read_bytes};
pub use read_error::{ReadError, ReadFault};
pub use resolve::{ResolveError, resolve};
pub use restore::{RestoreError, restore_version};
pub use session_file::{SaveError, Saved, SessionFile};
pub use tasks::{create_follow_up, relationship, sessions, tasks, tasks_of};
pub use unreadable::Unreadable;
pub use versions::{Version, versions};
pub use watch::Watch;
pub use wildcards::matching_files;
pub use write::{WriteError, to_json};
