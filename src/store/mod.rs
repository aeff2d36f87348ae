//! The disk: the only place that opens files. Knows no screen and no clock; times are arguments.

mod config;
mod demo;
mod disk;
mod export;
mod inbox;
mod index;
mod io_message;
mod journal;
mod json_checks;
mod library;
mod lock;
mod open;
mod paths;
mod read;
mod replace;
mod session_file;
mod sidecar_files;
mod summary;
mod tasks;
mod undo;
mod validate_lists;
mod versions;
mod write;

pub use config::{Kept, import_agenda, read_own, read_preferences, save_agenda, save_preferences};
pub use demo::{DEMO_NOTICE, demo, throw_away, write_report};
pub use disk::{Call, Disk, Reached};
pub use export::{ExportError, make_folder, write_export};
pub use inbox::{Inbox, Watch, settle_notes};
pub use journal::Journal;
pub use library::{
    bin, create, duplicate, empty_bin, file_name, import, list, list_bin, rename, resolve, restore,
    take_in,
};
pub use open::{Access, Opened, open};
pub use paths::{Paths, shown};
pub use read::{Read, Unreadable, check, parse, read, read_text};
pub use session_file::{Saved, SessionFile};
pub use tasks::{follow, relationship, sessions, tasks, tasks_of, tick};
pub use versions::{Version, go_back, versions};
pub use write::to_json;
