//! The journal: every edit is written down before it is drawn, so that a killed program loses nothing.
//!
//! It bridges the moments between a key and the next durable save of the session. It lives in the
//! state folder, holds what the session's file does not hold yet, and shrinks with every save.

use super::paths::{hash, tag};
use crate::domain::{Edit, Session, Typing, apply};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// The file this journal goes on from.
    Base { path: String, hash: u64 },
    /// A change after that.
    Edit { seq: u64, edit: Edit },
    /// What is being typed from here on.
    Typing(Option<Typing>),
    /// The file is about to be replaced by one with this hash, which holds all up to `seq`.
    Saving { hash: u64, seq: u64 },
}

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    session: String,
    file: Option<File>,
    /// What is in the journal and not yet in the file.
    pending: Vec<(u64, Edit)>,
    typing: Option<Typing>,
    size: usize,
}

/// What a journal gave back.
#[derive(Debug, Default)]
pub(super) struct Recovered {
    pub edits: usize,
    pub typing: Option<Typing>,
    /// A journal that does not fit the file, put aside.
    pub aside: Option<PathBuf>,
}

impl Journal {
    /// Opens the journal of the session file at `path` and brings back into `session` what the file,
    /// whose bytes are given, does not hold.
    pub(super) fn open(folder: &Path, path: &Path, bytes: &[u8], session: &mut Session) -> (Self, Recovered) {
        let own = folder.join(format!("{}.jsonl", tag(path)));
        let mut journal = Self { path: own, session: path.to_string_lossy().into_owned(), file: None, pending: Vec::new(), typing: None, size: 0 };
        let mut recovered = Recovered::default();
        if let Ok(bytes_of) = std::fs::read(&journal.path) {
            // a line that was cut by a kill or a full disk is not whole and falls away, alone
            let lines: Vec<Line> = bytes_of.split(|b| *b == b'\n').filter_map(|l| serde_json::from_slice(l).ok()).collect();
            let now = hash(bytes);
            let mut from = None;
            for (at, line) in lines.iter().enumerate() {
                match line {
                    Line::Base { hash, .. } if *hash == now => from = Some((at, 0)),
                    Line::Saving { hash, seq } if *hash == now => from = Some((at, *seq)),
                    _ => {}
                }
            }
            let any = lines.iter().any(|l| matches!(l, Line::Edit { .. }));
            match from {
                Some((_, seq)) => {
                    for line in &lines {
                        match line {
                            Line::Edit { seq: n, edit } if *n > seq && apply(session, edit).is_ok() => {
                                recovered.edits += 1;
                                journal.pending.push((*n, edit.clone()));
                            }
                            Line::Typing(typing) => recovered.typing.clone_from(typing),
                            _ => {}
                        }
                    }
                }
                None if any => {
                    let aside = (1u32..).map(|n| journal.path.with_extension(format!("unmatched-{n}.jsonl"))).find(|p| !p.exists());
                    recovered.aside = aside.filter(|aside| std::fs::rename(&journal.path, aside).is_ok());
                }
                None => {}
            }
        }
        // what was brought back stays in the journal until a save holds it, as change 1 of this run
        for (seq, _) in &mut journal.pending {
            *seq = 1;
        }
        journal.typing.clone_from(&recovered.typing);
        journal.rewrite(hash(bytes));
        (journal, recovered)
    }

    /// The journal of somebody who only reads: nothing is written.
    pub(super) fn none() -> Self {
        Self { path: PathBuf::new(), session: String::new(), file: None, pending: Vec::new(), typing: None, size: 0 }
    }

    /// Writes a change down. Not synced: a kill cannot take it back, and the save follows at once.
    pub fn edit(&mut self, seq: u64, edit: Edit) {
        self.append(&Line::Edit { seq, edit: edit.clone() });
        self.pending.push((seq, edit));
    }

    /// Writes down what is being typed.
    pub fn typing(&mut self, typing: Option<Typing>) {
        if self.typing != typing {
            self.append(&Line::Typing(typing.clone()));
            self.typing = typing;
        }
    }

    /// Goes on for the same session under another file name.
    pub(super) fn follow(&mut self, folder: &Path, path: &Path, base: u64) {
        let before = std::mem::replace(&mut self.path, folder.join(format!("{}.jsonl", tag(path))));
        self.session = path.to_string_lossy().into_owned();
        self.rewrite(base);
        let _ = std::fs::remove_file(before);
    }

    pub(super) fn saving(&mut self, bytes: &[u8], seq: u64) {
        self.append(&Line::Saving { hash: hash(bytes), seq });
    }

    /// Forgets what the file now holds.
    pub(super) fn saved(&mut self, bytes: &[u8], seq: u64) {
        self.pending.retain(|(n, _)| *n > seq);
        if self.pending.is_empty() || self.size > 256 * 1024 {
            self.rewrite(hash(bytes));
        }
    }

    /// Removes the journal of a session that was left in good order.
    pub(super) fn remove(&mut self) {
        self.file = None;
        let _ = std::fs::remove_file(&self.path);
    }

    fn rewrite(&mut self, base: u64) {
        let mut lines = vec![Line::Base { path: self.session.clone(), hash: base }];
        lines.extend(self.pending.iter().map(|(seq, edit)| Line::Edit { seq: *seq, edit: edit.clone() }));
        lines.extend(self.typing.clone().map(|t| Line::Typing(Some(t))));
        let mut text = String::new();
        for line in &lines {
            text.push_str(&serde_json::to_string(line).unwrap_or_default());
            text.push('\n');
        }
        let Some(folder) = self.path.parent() else { return };
        let written = std::fs::create_dir_all(folder).and_then(|()| {
            let mut file = tempfile::Builder::new().prefix(".journal.").tempfile_in(folder)?;
            file.write_all(text.as_bytes())?;
            file.persist(&self.path).map_err(|e| e.error)
        });
        // where it cannot be made anew, the old one goes on growing
        if written.is_ok() || self.file.is_none() {
            self.size = text.len();
            self.file = OpenOptions::new().append(true).open(&self.path).ok();
        }
    }

    fn append(&mut self, line: &Line) {
        if let (Some(file), Ok(mut text)) = (&mut self.file, serde_json::to_string(line)) {
            text.push('\n');
            self.size += text.len();
            let _ = file.write_all(text.as_bytes());
        }
    }
}
