//! Exports: a neutral document, tables and dates, and one file for each format that writes them.
//!
//! A request goes from [`ExportRequest`] through [`Layout`] (what part of the session) to the
//! writer in the row of its [`Format`]. Nothing here touches the disk: `store` writes the bytes.
//!
//! To add a format: one file with its writer, one row in `format.rs`. To add a table: one list in
//! `tables/lists/`, one row in `tables/subject.rs`.

mod agreement;
mod calendar;
mod columns;
mod csv;
pub mod document;
mod docx;
mod error;
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
mod relationship_plan;
mod request;
pub mod sections;
mod svg;
pub mod tables;
mod xlsx;

pub use agreement::agreement;
pub use document::{Block, Cover, Document};
pub use error::RenderError;
pub use format::Format;
pub use history::history;
pub use layout::Layout;
pub use minutes::minutes;
pub use name::{file_name, library_name};
pub use relationship_plan::relationship_plan;
pub use request::{ExportRequest, Report, render_actions};
pub use tables::Subject;
