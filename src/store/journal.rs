//! The journal: every edit is written here before it is drawn, so that a killed program loses
//! nothing.
//!
//! It covers the time between a key and the next durable save of the session. It lies in the state
//! folder, holds what the session's file does not hold yet, and shrinks with every save.

use super::disk::folder_of;
use super::io_message::IoFault;
use super::notice::{JournalFault, JournalTrouble};
use super::paths::Paths;
use super::regular::{MAX_STATE_BYTES, open_to_append};
use super::replace::left_behind;
use crate::domain::{Edit, Id, Session, Typing, apply};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::path::{Path, PathBuf};

/// Size in bytes from which the journal is rewritten at the next save.
const REWRITE_BYTES: usize = 256 * 1024;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// The file from which this journal goes on, and the session in it.
    Base {
        path: String,
        hash: u64,
        session: Option<Id>,
    },
    /// A change made after that; it gives the session this revision.
    Edit {
        #[serde(rename = "seq")]
        revision: u64,
        edit: Edit,
    },
    /// The text that is being typed from here on.
    Typing(Option<Typing>),
    /// The file is about to be replaced by one with this hash, which holds all up to `revision`.
    Saving {
        hash: u64,
        #[serde(rename = "seq")]
        revision: u64,
    },
}

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    paths: Paths,
    path: PathBuf,
    of: PathBuf,
    session: Option<Id>,
    file: Option<File>,
    /// What is in the journal and not yet in the file.
    pending: Vec<(u64, Edit)>,
    typing: Option<Typing>,
    size: usize,
    /// Lines that could not be written yet.
    unwritten: Vec<Line>,
    /// Whether the file may end in half a line.
    torn: bool,
    /// The last write failure, until it has been reported; reported once until writing works again.
    trouble: Option<JournalTrouble>,
    reported: bool,
}

/// What was recovered from a journal.
#[derive(Debug, Default)]
pub(super) struct Recovered {
    pub edits: usize,
    pub typing: Option<Typing>,
    /// Where a journal that does not fit the file was put.
    pub aside: Option<PathBuf>,
    /// Where a journal that cannot be read was put, and why it cannot.
    pub unreadable: Option<(PathBuf, IoFault)>,
}

impl Journal {
    /// Opens the journal of the session file at `path` and applies to `session` what the file,
    /// whose hash is `now`, does not hold.
    pub(super) fn open(
        paths: &Paths,
        path: &Path,
        now: u64,
        session: &mut Session,
    ) -> (Self, Recovered) {
        let mut journal = Self {
            path: file(paths, path),
            of: path.to_path_buf(),
            session: Some(session.id.clone()),
            ..Self::none(paths)
        };
        let mut recovered = Recovered::default();
        journal.adopt_moved(now);
        match paths.disk.read_at_most(&journal.path, MAX_STATE_BYTES) {
            Ok(bytes) => {
                if let Err(trouble) = journal.recover(&lines(&bytes), now, session, &mut recovered)
                {
                    journal.trouble = Some(trouble);
                    return (journal, recovered);
                }
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            // whatever it holds must not be overwritten
            Err(e) => match journal.put_aside() {
                Some(aside) => recovered.unreadable = Some((aside, e.into())),
                None => {
                    journal.trouble = Some(JournalTrouble::Io(e.into()));
                    return (journal, recovered);
                }
            },
        }
        // what was recovered stays in the journal until a save holds it, as revision 1 of this run
        for (revision, _) in &mut journal.pending {
            *revision = 1;
        }
        journal.typing.clone_from(&recovered.typing);
        journal.rewrite(now);
        (journal, recovered)
    }

    /// Applies what `lines` hold and the file with the hash `now` does not. Lines that lead from
    /// another state of the file are put aside.
    fn recover(
        &mut self,
        lines: &[Line],
        now: u64,
        session: &mut Session,
        recovered: &mut Recovered,
    ) -> Result<(), JournalTrouble> {
        let held = lines.iter().rev().find_map(|line| match line {
            Line::Base { hash, .. } if *hash == now => Some(0),
            Line::Saving { hash, revision } if *hash == now => Some(*revision),
            _ => None,
        });
        let Some(held) = held else {
            if lines.iter().any(|l| matches!(l, Line::Edit { .. })) {
                recovered.aside = self.put_aside();
                return match recovered.aside {
                    Some(_) => Ok(()),
                    None => Err(JournalTrouble::EarlierOne),
                };
            }
            return Ok(());
        };
        for line in lines {
            match line {
                Line::Edit { revision, edit }
                    if *revision > held && apply(session, edit).is_ok() =>
                {
                    recovered.edits += 1;
                    self.pending.push((*revision, edit.clone()));
                }
                Line::Typing(typing) => recovered.typing.clone_from(typing),
                _ => {}
            }
        }
        Ok(())
    }

    /// The journal of a session that is only read: nothing is written.
    pub(super) fn none(paths: &Paths) -> Self {
        Self {
            paths: paths.clone(),
            path: PathBuf::new(),
            of: PathBuf::new(),
            session: None,
            file: None,
            pending: Vec::new(),
            typing: None,
            size: 0,
            unwritten: Vec::new(),
            torn: false,
            trouble: None,
            reported: false,
        }
    }

    /// Adopts the journal of this session if its file was moved or renamed after a kill; `now` is
    /// the hash of the file.
    fn adopt_moved(&self, now: u64) {
        if self.path.exists() {
            return;
        }
        let all = std::fs::read_dir(self.paths.journals())
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path());
        for other in all.filter(|p| p.extension().is_some_and(|e| e == "jsonl")) {
            let lines: Vec<Line> = self
                .paths
                .disk
                .read_at_most(&other, MAX_STATE_BYTES)
                .map(|b| lines(&b))
                .unwrap_or_default();
            // a path with a replacement character was not UTF-8: nobody knows whether it is still
            // there
            let moved = matches!(
                lines.first(),
                Some(Line::Base { path, session, .. })
                    if *session == self.session
                        && !path.contains(char::REPLACEMENT_CHARACTER)
                        && !Path::new(path).exists()
            );
            let fits = |l: &Line| {
                matches!(
                    l,
                    Line::Base { hash, .. } | Line::Saving { hash, .. } if *hash == now
                )
            };
            if moved && lines.iter().any(fits) && self.paths.disk.rename(&other, &self.path).is_ok()
            {
                return;
            }
        }
    }

    /// Renames the journal that is there, and returns its new path.
    fn put_aside(&self) -> Option<PathBuf> {
        let aside = (1u32..)
            .map(|n| self.path.with_extension(format!("unmatched-{n}.jsonl")))
            .find(|p| !p.exists())?;
        self.paths
            .disk
            .rename(&self.path, &aside)
            .ok()
            .map(|()| aside)
    }

    /// The failure to write, the first time it is asked for after it began.
    pub fn take_fault(&mut self) -> Option<JournalFault> {
        let why = self.trouble.take().filter(|_| !self.reported)?;
        self.reported = true;
        Some(JournalFault { why })
    }

    /// Writes the change that gives the session this revision. It is not synced: a kill cannot
    /// undo a write, and a save follows soon.
    pub fn write_edit(&mut self, revision: u64, edit: Edit) {
        self.append(Line::Edit {
            revision,
            edit: edit.clone(),
        });
        self.pending.push((revision, edit));
    }

    /// Writes which text is being typed.
    pub fn write_typing(&mut self, typing: Option<Typing>) {
        if self.typing != typing {
            self.append(Line::Typing(typing.clone()));
            self.typing = typing;
        }
    }

    /// Goes on for the same session in the file at `path`, which has the hash `base` and holds all
    /// changes up to `revision`.
    pub(super) fn follow(&mut self, path: &Path, base: u64, revision: u64) {
        self.pending.retain(|(n, _)| *n > revision);
        let before = std::mem::replace(&mut self.path, file(&self.paths, path));
        self.of = path.to_path_buf();
        self.rewrite(base);
        if before != self.path {
            let _ = self.paths.disk.remove(&before);
        }
    }

    /// Notes that the file is about to be replaced by one with this hash, which holds all changes
    /// up to `revision`.
    pub(super) fn write_saving(&mut self, hash: u64, revision: u64) {
        self.append(Line::Saving { hash, revision });
    }

    /// Drops the changes that the file now holds.
    pub(super) fn drop_saved(&mut self, hash: u64, revision: u64) {
        self.pending.retain(|(n, _)| *n > revision);
        self.unwritten.retain(|line| match line {
            Line::Edit { revision: n, .. } | Line::Saving { revision: n, .. } => *n > revision,
            Line::Base { .. } | Line::Typing(_) => true,
        });
        if self.pending.is_empty() || self.size > REWRITE_BYTES || self.file.is_none() {
            self.rewrite(hash);
        }
    }

    /// Deletes the journal; everything is saved.
    pub(super) fn remove(&mut self) {
        self.file = None;
        let _ = self.paths.disk.remove(&self.path);
    }

    fn rewrite(&mut self, base: u64) {
        let mut lines = vec![Line::Base {
            path: self.of.to_string_lossy().into_owned(),
            hash: base,
            session: self.session.clone(),
        }];
        lines.extend(self.pending.iter().map(|(revision, edit)| Line::Edit {
            revision: *revision,
            edit: edit.clone(),
        }));
        lines.extend(self.typing.clone().map(|t| Line::Typing(Some(t))));
        let text = text(&lines);
        let disk = &self.paths.disk;
        let written = disk.folder(folder_of(&self.path)).and_then(|()| {
            for left in left_behind(&self.path) {
                let _ = disk.remove(&left);
            }
            let mut helper = disk.helper(&self.path)?;
            let at = helper.path().to_path_buf();
            disk.write(helper.as_file_mut(), &at, text.as_bytes())?;
            if cfg!(windows) {
                // nothing is renamed over a file that is open
                self.file = None;
            }
            disk.rename(&at, &self.path)?;
            // it has been renamed
            helper.disable_cleanup(true);
            open_to_append(&self.path)
        });
        match written {
            Ok(file) => {
                (self.size, self.file) = (text.len(), Some(file));
                self.on_written();
            }
            // the old journal goes on growing
            Err(e) => {
                self.trouble = Some(JournalTrouble::Io(e.into()));
                if self.file.is_none() {
                    self.file = open_to_append(&self.path).ok();
                }
            }
        }
    }

    fn append(&mut self, line: Line) {
        // only the newest of these counts
        if matches!(line, Line::Typing(_)) {
            self.unwritten.retain(|l| !matches!(l, Line::Typing(_)));
        }
        self.unwritten.push(line);
        let Some(file) = &mut self.file else { return };
        let text = format!(
            "{}{}",
            if self.torn { "\n" } else { "" },
            text(&self.unwritten)
        );
        match self.paths.disk.write(file, &self.path, text.as_bytes()) {
            Ok(()) => {
                self.size += text.len();
                self.on_written();
            }
            Err(e) => (self.torn, self.trouble) = (true, Some(JournalTrouble::Io(e.into()))),
        }
    }

    fn on_written(&mut self) {
        self.unwritten.clear();
        self.torn = false;
        (self.trouble, self.reported) = (None, false);
    }
}

/// The journal of the session file at `path`.
fn file(paths: &Paths, path: &Path) -> PathBuf {
    paths.journals().join(format!("{}.jsonl", paths.tag(path)))
}

fn text(lines: &[Line]) -> String {
    lines
        .iter()
        .map(|l| serde_json::to_string(l).unwrap_or_default() + "\n")
        .collect()
}

/// The lines of a journal; one that was cut by a kill or a full disk is skipped.
fn lines(bytes: &[u8]) -> Vec<Line> {
    bytes
        .split(|b| *b == b'\n')
        .filter_map(|l| serde_json::from_slice(l).ok())
        .collect()
}
