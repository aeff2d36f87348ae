//! The parts of the package that docx-rs leaves out or writes in another form than Word needs.

use super::HEAD_STYLE;
use crate::export::document::Document;
use crate::export::escape::escape;
use crate::text::Foreign;
use std::io::Cursor;
use zip::result::ZipResult;

/// The same archive, compressed and without folder entries; the library does neither.
pub(super) fn compressed(stored: Cursor<Vec<u8>>) -> ZipResult<Vec<u8>> {
    let mut from = zip::ZipArchive::new(stored)?;
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for n in 0..from.len() {
        let mut entry = from.by_index(n)?;
        if !entry.is_dir() {
            to.start_file(entry.name(), options)?;
            std::io::copy(&mut entry, &mut to)?;
        }
    }
    Ok(to.finish()?.into_inner())
}

/// Makes header rows repeat on every page, which the library cannot do.
pub(super) fn with_repeated_headers(xml: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(xml) else {
        return vec![];
    };
    let mark = format!("w:val=\"{HEAD_STYLE}\"");
    let mut rows = text.split("<w:tr>");
    let mut out = rows.next().unwrap_or("").to_owned();
    for row in rows {
        out.push_str("<w:tr>");
        let own = row.split("</w:tr>").next().unwrap_or(row);
        if own.contains(&mark) {
            out.push_str(&row.replacen("<w:trPr>", "<w:trPr><w:tblHeader />", 1));
        } else {
            out.push_str(row);
        }
    }
    out.into_bytes()
}

/// Sets the language of the document, for spelling and screen readers.
pub(super) fn with_language(xml: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(xml) else {
        return vec![];
    };
    let lang = "<w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\" />";
    let at = text
        .find("<w:rPrDefault>")
        .and_then(|d| Some(d + text.get(d..)?.find("</w:rPr>")?));
    match at.and_then(|at| text.split_at_checked(at)) {
        Some((before, after)) => format!("{before}{lang}{after}").into_bytes(),
        None => text.into_bytes(),
    }
}

/// The document properties. Times come from the session: the same session gives the same file.
pub(super) fn properties(document: &Document) -> Vec<u8> {
    let changed = document
        .changed
        .map(|t| t.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    let time = |name: &str| {
        changed.as_ref().map_or(String::new(), |t| {
            format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{t}</dcterms:{name}>")
        })
    };
    let nothing = Foreign::default();
    let subject = document.cover.as_ref().map_or(&nothing, |c| &c.kind);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:creator>roundtable</dc:creator><dc:language>en-GB</dc:language>{}{}\
         </cp:coreProperties>",
        escape(&document.title),
        escape(subject),
        time("created"),
        time("modified"),
    )
    .into_bytes()
}
