//! Export: one good default, everything else one level deeper, and what became of it.

use super::App;
use super::msg::{Destination, Effect, Export, ExportFile, Exported, Source, Stop, What};
use super::overlays::{Overlay, Page, PickerState, PromptKind, Question};
use super::screens::Screen;
use crate::export::{Block, Document, ExportRequest, Format, Layout, file_name};
use crate::steps::{Choice, ExportChoice, Picker, Reply};
use crate::text::one_line;

impl App {
    /// Offers what leaves the room: the open session, or the selected one of the library.
    pub(super) fn offer_export(&mut self) {
        if self.export_source().is_none() {
            return self.say("There is no session yet. n makes one, s opens the sample.");
        }
        let choice = |words: String, ask: ExportChoice| Choice::new(words, Reply::Export(ask));
        let named = |layout: Layout| {
            let formats: Vec<&str> = ExportRequest::usual(Some(layout), &[])
                .iter()
                .map(|w| w.format.short())
                .collect();
            choice(
                format!("{}, as {}", layout.meaning(), formats.join(" and ")),
                ExportChoice::Usual(layout),
            )
        };
        let mut choices: Vec<Choice> = [
            Layout::Agreement,
            Layout::Minutes,
            Layout::Dates,
            Layout::Tables,
        ]
        .into_iter()
        .filter(|l| !ExportRequest::usual(Some(*l), &[]).is_empty())
        .map(named)
        .collect();
        choices.push(choice(
            "Something else: any part, any format, any file …".to_owned(),
            ExportChoice::Parts,
        ));
        choices.push(choice("Another folder …".to_owned(), ExportChoice::Folder));
        if self.export.is_some() {
            choices.push(choice(
                "Stop the export that is running".to_owned(),
                ExportChoice::Stop,
            ));
        }
        let title = format!("Export to {}", one_line(&self.export_folder()));
        self.choose_export(title, choices);
    }

    fn choose_export(&mut self, title: String, choices: Vec<Choice>) {
        self.overlays.push(Overlay::Picker(PickerState::new(Picker {
            title,
            choices,
            at: 0,
            many: false,
        })));
    }

    /// Goes one level deeper, or begins.
    pub(super) fn choose_of_export(&mut self, ask: ExportChoice) {
        let choice = |words: String, ask: ExportChoice| Choice::new(words, Reply::Export(ask));
        match ask {
            ExportChoice::Usual(layout) => {
                let to = || Destination::Folder(self.export_folder().into());
                let Some(source) = self.export_source() else {
                    return;
                };
                let files = ExportRequest::usual(Some(layout), &[])
                    .into_iter()
                    .map(|w| ExportFile {
                        to: to(),
                        what: What::Of(source.clone(), w),
                    });
                let files = files.collect();
                self.begin_export(files, false);
            }
            ExportChoice::Parts => {
                let parts =
                    Layout::all().map(|l| choice(l.meaning(), ExportChoice::Formats(l, false)));
                let with_notes = choice(
                    "Minutes with my private notes, every page marked".to_owned(),
                    ExportChoice::Formats(Layout::Minutes, true),
                );
                self.choose_export(
                    "Export which part?".to_owned(),
                    parts.chain([with_notes]).collect(),
                );
            }
            ExportChoice::Formats(layout, notes) => {
                let formats = Format::ALL.into_iter().filter(|f| f.holds(layout));
                let choices = formats.map(|f| {
                    let ask = ExportChoice::File(ExportRequest {
                        notes,
                        ..ExportRequest::new(layout, f)
                    });
                    let hint = if f.is_built() {
                        ""
                    } else {
                        "not in this build"
                    };
                    choice(format!("{} (.{})", f.title(), f.ending()), ask).hint(hint)
                });
                let choices = choices.collect();
                self.choose_export("In which format?".to_owned(), choices);
            }
            ExportChoice::File(request) => {
                if let Err(why) = request.check() {
                    return self.say(why);
                }
                let name = match self.open() {
                    Some(open) => file_name(open.session(), request),
                    None => format!("{}.{}", request.layout.name(), request.format.ending()),
                };
                let folder = self.export_folder();
                let path = format!("{}/{name}", folder.trim_end_matches('/'));
                self.prompt(
                    "Export to which file?",
                    "the path of the file; a path that ends in / is a folder",
                    &path,
                    PromptKind::Export(request),
                );
            }
            ExportChoice::Folder => {
                let folder = self.export_folder();
                self.prompt(
                    "Export into which folder?",
                    "kept in the settings; it is made where it is not there",
                    &folder,
                    PromptKind::ExportFolder,
                );
            }
            ExportChoice::Stop => {
                if let Some(stop) = &self.export {
                    stop.ask();
                    self.say("The export is being stopped. What is written already stays.");
                }
            }
        }
    }

    /// The file that was typed for a wish.
    pub(super) fn export_to(&mut self, path: &str, request: ExportRequest) {
        let Some(source) = self.export_source() else {
            return;
        };
        let to = if path.ends_with(['/', '\\']) {
            Destination::Folder(path.into())
        } else if path
            .rsplit(['/', '\\'])
            .next()
            .is_some_and(|name| name.contains('.'))
        {
            Destination::File(path.into())
        } else {
            // a name without an ending gets the one of the format
            Destination::File(format!("{path}.{}", request.format.ending()).into())
        };
        self.begin_export(
            vec![ExportFile {
                to,
                what: What::Of(source, request),
            }],
            false,
        );
    }

    /// Another folder, kept in the settings.
    pub(super) fn export_into(&mut self, folder: &str) {
        self.set(|p| p.exports = Some(folder.to_owned()));
        self.offer_export();
    }

    /// Writes these files, on a thread of its own.
    pub(super) fn begin_export(&mut self, files: Vec<ExportFile>, force: bool) {
        let stop = Stop::default();
        self.export = Some(stop.clone());
        self.effects
            .push(Effect::Export(Export { files, force, stop }));
    }

    pub(super) fn exporting(&mut self, at: usize, of: usize, name: &str) {
        // what takes no time needs no progress
        self.say(format!(
            "Writing {at} of {of}: {}. Ctrl+E can stop it.",
            one_line(name)
        ));
    }

    pub(super) fn exported(&mut self, done: Exported) {
        self.export = None;
        self.toast = None;
        let Exported {
            written,
            there,
            faults,
            stopped,
        } = done;
        let written: Vec<String> = written
            .iter()
            .map(|path| one_line(&path.to_string_lossy()).into_owned())
            .collect();
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let mut blocks = Vec::new();
        if !written.is_empty() {
            blocks.push(Block::paragraph("Written:"));
            blocks.push(Block::list(&written));
        }
        blocks.extend(faults.iter().map(Block::paragraph));
        if stopped {
            blocks.push(Block::paragraph(
                "Stopped. What is not listed was not written.",
            ));
        }
        let typing = matches!(&self.screen, Screen::Session(open) if open.editing.is_some());
        if typing || !self.overlays.is_empty() || blocks.is_empty() {
            // whoever types meanwhile is not interrupted
            let says = faults
                .into_iter()
                .chain(written.last().map(|w| format!("Written: {w}")))
                .collect::<Vec<_>>()
                .join(" ");
            if !says.is_empty() {
                self.say(says);
            }
        } else {
            let title = if written.is_empty() {
                "Nothing was exported"
            } else {
                "Exported"
            };
            self.overlays.push(Overlay::Page(Page::new(Document {
                title: title.into(),
                blocks,
                ..Document::default()
            })));
        }
        if let Some((_, first)) = there.first() {
            let first = first.to_string_lossy();
            let text = match there.len() {
                1 => format!("{} is there already. Replace it?", one_line(&first)),
                n => format!(
                    "{} and {} more are there already. Replace them?",
                    one_line(&first),
                    n - 1
                ),
            };
            let files = there.into_iter().map(|t| t.0).collect();
            let yes = Effect::Export(Export {
                files,
                force: true,
                stop: Stop::default(),
            });
            self.overlays
                .push(Overlay::Question(Question { text, yes }));
        }
    }

    fn export_source(&self) -> Option<Source> {
        match &self.screen {
            Screen::Session(open) => Some(Source::Open(open.shared())),
            Screen::Library(library) => library.selected().map(|s| Source::At(s.path.clone())),
            _ => None,
        }
    }

    fn export_folder(&self) -> String {
        self.catalog
            .preferences
            .exports
            .clone()
            .unwrap_or_else(|| self.exports.to_string_lossy().into_owned())
    }
}
