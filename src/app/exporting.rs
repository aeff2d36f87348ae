//! Exporting: first what is usual, everything else one level deeper, and what became of it.

use super::context::{Context, Request};
use super::msg::{Destination, Effect, Export, ExportFile, Exported, Source, Stop, What};
use super::overlays::{Page, Picker, Prompt, PromptPurpose, Question};
use crate::export::{Block, Document, ExportRequest, Format, Layout, file_name};
use crate::keys::{Command, hint};
use crate::steps::{self, Choice, ExportChoice, Reply};
use crate::text::one_line;
use std::path::{Path, PathBuf};

/// The export that is running, if any.
#[derive(Default)]
pub(super) struct Exporter {
    running: Option<Stop>,
}

fn choice(words: impl Into<String>, next: ExportChoice) -> Choice {
    Choice::new(words, Reply::Export(next))
}

fn choose(title: impl Into<String>, choices: Vec<Choice>, cx: &mut Context) {
    cx.open(Picker::new(steps::Picker {
        title: title.into(),
        choices,
        at: 0,
        many: false,
    }));
}

fn folder(cx: &Context) -> PathBuf {
    let set = cx.catalog.preferences.exports.as_ref();
    set.map_or_else(|| cx.exports.clone(), PathBuf::from)
}

fn shown(path: &Path) -> String {
    one_line(&path.to_string_lossy()).into_owned()
}

impl Exporter {
    /// Offers what can be exported.
    pub fn offer(&self, cx: &mut Context) {
        let usual = |layout: Layout| {
            let formats: Vec<&str> = ExportRequest::usual(Some(layout), &[])
                .iter()
                .map(|r| r.format.short())
                .collect();
            let words = format!("{}, as {}", layout.meaning(), in_words(&formats));
            choice(words, ExportChoice::Usual(layout))
        };
        let layouts = [
            Layout::Agreement,
            Layout::Minutes,
            Layout::RelationshipPlan,
            Layout::Dates,
            Layout::Tables,
        ];
        let mut choices: Vec<Choice> = layouts
            .into_iter()
            .filter(|l| !ExportRequest::usual(Some(*l), &[]).is_empty())
            .map(usual)
            .collect();
        choices.push(choice(
            "Something else: any part, any format, any file …",
            ExportChoice::Parts,
        ));
        choices.push(choice("Another folder …", ExportChoice::Folder));
        if self.running.is_some() {
            choices.push(choice(
                "Stop the export that is running",
                ExportChoice::Stop,
            ));
        }
        let title = format!("Export to {}", shown(&folder(cx)));
        choose(title, choices, cx);
    }

    /// Goes one level deeper, or begins.
    pub fn choose(&mut self, chosen: ExportChoice, source: Option<Source>, cx: &mut Context) {
        match chosen {
            ExportChoice::Usual(layout) => {
                let Some(source) = source else { return };
                let files = ExportRequest::usual(Some(layout), &[]).into_iter();
                let files = files.map(|request| ExportFile {
                    to: Destination::Folder(folder(cx)),
                    what: What::Of(source.clone(), request),
                });
                self.write(files.collect(), cx);
            }
            ExportChoice::Parts => {
                let parts = Layout::all().map(|l| {
                    let formats = ExportChoice::Formats(l, false);
                    choice(l.meaning(), formats)
                });
                let with_notes = choice(
                    "Minutes with my private notes, every page marked",
                    ExportChoice::Formats(Layout::Minutes, true),
                );
                let choices = parts.chain([with_notes]).collect();
                choose("Export which part?", choices, cx);
            }
            ExportChoice::Formats(layout, notes) => {
                let formats = Format::ALL.into_iter().filter(|f| f.holds(layout));
                let choices = formats.map(|format| {
                    let request = ExportRequest {
                        notes,
                        ..ExportRequest::new(layout, format)
                    };
                    let words = format!("{} (.{})", format.title(), format.extension());
                    choice(words, ExportChoice::File(request))
                });
                choose("In which format?", choices.collect(), cx);
            }
            ExportChoice::File(request) => ask_for_file(request, source.as_ref(), cx),
            ExportChoice::Folder => {
                let folder = folder(cx);
                cx.open(Prompt::for_path(PromptPurpose::ExportFolder, folder));
            }
            ExportChoice::Stop => {
                if let Some(stop) = &self.running {
                    stop.ask();
                    cx.say("The export is being stopped. What is written already stays.");
                }
            }
        }
    }

    /// Writes into the file or folder that was typed.
    pub fn write_to(
        &mut self,
        path: PathBuf,
        request: ExportRequest,
        source: Option<Source>,
        cx: &mut Context,
    ) {
        let Some(source) = source else { return };
        let typed = path.to_string_lossy();
        let to = if typed.ends_with(['/', '\\']) {
            Destination::Folder(path)
        } else if path.extension().is_some() {
            Destination::File(path)
        } else {
            // a name without an ending gets the one of the format
            Destination::File(path.with_extension(request.format.extension()))
        };
        let what = What::Of(source, request);
        self.write(vec![ExportFile { to, what }], cx);
    }

    /// Writes these files, on a thread of its own; what is there already is asked about.
    pub fn write(&mut self, files: Vec<ExportFile>, cx: &mut Context) {
        let stop = Stop::default();
        self.running = Some(stop.clone());
        let force = false;
        cx.effects
            .push(Effect::Export(Export { files, force, stop }));
    }

    /// File `at` of `of` is being written. What takes no time sends no progress.
    pub fn on_progress(&self, at: usize, of: usize, name: &str, cx: &mut Context) {
        cx.say(format!(
            "Writing {at} of {of}: {}. {} can stop it.",
            one_line(name),
            hint(Command::Export)
        ));
    }

    /// An export has ended; a person who `is_busy` is not interrupted by a page.
    pub fn on_end(&mut self, done: Exported, is_busy: bool, cx: &mut Context) {
        self.running = None;
        cx.clear_notice();
        let Exported {
            written,
            there,
            faults,
            stopped,
        } = done;
        let mut blocks = Vec::new();
        if !written.is_empty() {
            blocks.push(Block::paragraph("Written:"));
            blocks.push(Block::list(written.iter().map(|path| shown(path))));
        }
        blocks.extend(faults.iter().map(|why| Block::paragraph(why.as_str())));
        if stopped {
            let says = "Stopped. What is not listed was not written.";
            blocks.push(Block::paragraph(says));
        }
        if is_busy || blocks.is_empty() {
            let last = written.last().map(|w| format!("Written: {}", shown(w)));
            let faults = faults.iter().map(ToString::to_string);
            let says = faults.chain(last).collect::<Vec<_>>().join(" ");
            if !says.is_empty() {
                cx.say(says);
            }
        } else {
            let title = if written.is_empty() {
                "Nothing was exported"
            } else {
                "Exported"
            };
            cx.open(Page::new(Document {
                title: title.into(),
                blocks,
                ..Document::default()
            }));
        }
        ask_to_replace(there, cx);
    }
}

fn ask_for_file(request: ExportRequest, source: Option<&Source>, cx: &mut Context) {
    if let Err(why) = request.check() {
        return cx.say(why.to_string());
    }
    let name = match source {
        Some(Source::Open(session)) => file_name(session, request),
        _ => format!("{}.{}", request.layout.name(), request.format.extension()),
    };
    let path = folder(cx).join(name);
    cx.open(Prompt::for_path(PromptPurpose::Export(request), path));
}

/// Asks whether to replace the files that are there already.
fn ask_to_replace(there: Vec<(ExportFile, PathBuf)>, cx: &mut Context) {
    let Some((_, first)) = there.first() else {
        return;
    };
    let text = match there.len() {
        1 => format!("{} is there already. Replace it?", shown(first)),
        n => format!(
            "{} and {} more are there already. Replace them?",
            shown(first),
            n - 1
        ),
    };
    let files = there.into_iter().map(|t| t.0).collect();
    let yes = Effect::Export(Export {
        files,
        force: true,
        stop: Stop::default(),
    });
    cx.ask(Request::Open(Box::new(Question { text, yes })));
}

/// Words as a sentence lists them: `Word, HTML and PDF`.
fn in_words(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}
