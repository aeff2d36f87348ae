//! What the file says about itself: title, date, language.

use super::super::escape::escape;
use super::content::Content;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use pdf_writer::{Date, Pdf, Ref, TextStr};

pub(super) const LANGUAGE: &str = "en-GB";
const PROGRAM: &str = "roundtable";

/// Writes the information dictionary and the same as XMP.
pub(super) fn write(pdf: &mut Pdf, info: Ref, xmp: Ref, content: &Content) {
    let mut out = pdf.document_info(info);
    out.title(TextStr(&content.title)).author(TextStr(PROGRAM));
    out.creator(TextStr(PROGRAM)).producer(TextStr(PROGRAM));
    if let Some(date) = content.changed.and_then(pdf_date) {
        out.creation_date(date).modified_date(date);
    }
    drop(out);
    pdf.metadata(xmp, packet(content).as_bytes());
}

fn pdf_date(time: Timestamp) -> Option<Date> {
    let time = time.to_zoned(TimeZone::UTC);
    let part = |n: i8| u8::try_from(n).ok();
    let year = u16::try_from(time.year()).ok()?;
    let date = Date::new(year)
        .month(part(time.month())?)
        .day(part(time.day())?);
    let date = date.hour(part(time.hour())?).minute(part(time.minute())?);
    Some(
        date.second(part(time.second())?)
            .utc_offset_hour(0)
            .utc_offset_minute(0),
    )
}

fn packet(content: &Content) -> String {
    let dates = content.changed.map_or(String::new(), |time| {
        let time = time.strftime("%Y-%m-%dT%H:%M:%SZ");
        format!("<xmp:CreateDate>{time}</xmp:CreateDate><xmp:ModifyDate>{time}</xmp:ModifyDate>")
    });
    format!(
        concat!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">",
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
            "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ",
            "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" ",
            "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">",
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt>",
            "</dc:title>",
            "<dc:creator><rdf:Seq><rdf:li>{program}</rdf:li></rdf:Seq></dc:creator>",
            "<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>",
            "<xmp:CreatorTool>{program}</xmp:CreatorTool>{dates}",
            "<pdf:Producer>{program}</pdf:Producer>",
            "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>",
        ),
        title = escape(&content.title.as_str().into()),
        program = PROGRAM,
        language = LANGUAGE,
        dates = dates,
    )
}
