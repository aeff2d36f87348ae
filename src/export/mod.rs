//! Documents: one neutral tree, then one file a format; tables and dates beside it. Pure; `store` writes
//! what comes out.

mod agreement;
mod calendar;
mod columns;
mod csv;
pub mod document;
mod docx;
mod escape;
mod format;
mod history;
mod html;
mod layout;
mod markdown;
mod minutes;
mod name;
mod ndjson;
mod palette;
mod pdf;
mod request;
pub mod sections;
mod svg;
pub mod tables;
mod xlsx;

pub use agreement::agreement;
pub use calendar::calendar;
pub use document::{Block, Cover, Document};
pub use format::Format;
pub use history::history;
pub use layout::Layout;
pub use minutes::minutes;
pub use name::{file_name, library_name};
pub use request::{ExportRequest, Report, of_actions};
pub use tables::Subject;
