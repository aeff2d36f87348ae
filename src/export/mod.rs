//! Documents: one neutral tree, then one file a format; tables and dates beside it. Pure; `store` writes
//! what comes out.

mod agreement;
#[cfg(feature = "ics")]
mod calendar;
#[cfg(any(feature = "docx", feature = "pdf"))]
mod columns;
mod csv;
pub mod document;
#[cfg(feature = "docx")]
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
#[cfg(feature = "pdf")]
mod pdf;
mod request;
pub mod sections;
mod svg;
pub mod tables;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use agreement::agreement;
#[cfg(feature = "ics")]
pub use calendar::calendar;
pub use document::{Block, Cover, Document};
pub use format::Format;
pub use history::history;
pub use layout::Layout;
pub use minutes::minutes;
pub use name::{file_name, library_name};
pub use request::{ExportRequest, Report, of_actions};
pub use tables::Subject;
