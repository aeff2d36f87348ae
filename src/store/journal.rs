//! The journal: every edit is written down before it is drawn, so that a killed program loses nothing.
//!
//! It bridges the moments between a key and the next durable save of the session. It lives in the
//! state folder, holds what the session's file does not hold yet, and shrinks with every save.

use super::disk::folder_of;
use super::io_message;
use super::paths::{Paths, tag};
use super::replace::left_behind;
use crate::domain::{Edit, Id, Session, Typing, apply};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

/// Size in bytes from which a journal is made anew at the next save.
const LARGEST: usize = 256 * 1024;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// The file this journal goes on from, and the session in it.
    Base {
        path: String,
        hash: u64,
        session: Option<Id>,
    },
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
    paths: Paths,
    path: PathBuf,
    of: PathBuf,
    session: Option<Id>,
    file: Option<File>,
    /// What is in the journal and not yet in the file.
    pending: Vec<(u64, Edit)>,
    typing: Option<Typing>,
    size: usize,
    /// Lines that are not in the journal yet.
    owed: Vec<Line>,
    /// Whether it may end in half a line.
    torn: bool,
    /// Why lines are owed, until it is told; told once until it works again.
    fault: Option<String>,
    told: bool,
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
        journal.find_moved(now);
        let there = match paths.disk.read(&journal.path) {
            Ok(bytes) => Some(bytes),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
            Err(e) => {
                // whatever it holds is not overwritten
                if journal.put_aside().is_none() {
                    journal.fault = Some(io_message::of(&e));
                    return (journal, recovered);
                }
                None
            }
        };
        if let Some(bytes_of) = there {
            let lines = lines(&bytes_of);
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
                            Line::Edit { seq: n, edit }
                                if *n > seq && apply(session, edit).is_ok() =>
                            {
                                recovered.edits += 1;
                                journal.pending.push((*n, edit.clone()));
                            }
                            Line::Typing(typing) => recovered.typing.clone_from(typing),
                            _ => {}
                        }
                    }
                }
                None if any => {
                    recovered.aside = journal.put_aside();
                    if recovered.aside.is_none() {
                        journal.fault = Some("an earlier one is in the way".to_owned());
                        return (journal, recovered);
                    }
                }
                None => {}
            }
        }
        // what was brought back stays in the journal until a save holds it, as change 1 of this run
        for (seq, _) in &mut journal.pending {
            *seq = 1;
        }
        journal.typing.clone_from(&recovered.typing);
        journal.rewrite(now);
        (journal, recovered)
    }

    /// The journal of somebody who only reads: nothing is written.
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
            owed: Vec::new(),
            torn: false,
            fault: None,
            told: false,
        }
    }

    /// Takes over the journal of this session whose file was moved or renamed after a kill; `now` is the
    /// hash of what the file holds.
    fn find_moved(&self, now: u64) {
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
                .read(&other)
                .map(|b| lines(&b))
                .unwrap_or_default();
            let moved = matches!(lines.first(), Some(Line::Base { path, session, .. }) if *session == self.session && !path.contains(char::REPLACEMENT_CHARACTER) && !Path::new(path).exists());
            let fits = |l: &Line| matches!(l, Line::Base { hash, .. } | Line::Saving { hash, .. } if *hash == now);
            if moved && lines.iter().any(fits) && self.paths.disk.rename(&other, &self.path).is_ok()
            {
                return;
            }
        }
    }

    /// Gives what is there another name, and says which.
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

    /// Why what is typed is not written down, once after it began.
    pub fn fault(&mut self) -> Option<String> {
        let why = self.fault.take().filter(|_| !self.told)?;
        self.told = true;
        Some(format!(
            "What is typed cannot be written down before it is saved: {why}. It goes on; what is saved is safe."
        ))
    }

    /// Writes a change down. Not synced: a kill cannot take it back, and the save follows at once.
    pub fn edit(&mut self, seq: u64, edit: Edit) {
        self.append(Line::Edit {
            seq,
            edit: edit.clone(),
        });
        self.pending.push((seq, edit));
    }

    /// Writes down what is being typed.
    pub fn typing(&mut self, typing: Option<Typing>) {
        if self.typing != typing {
            self.append(Line::Typing(typing.clone()));
            self.typing = typing;
        }
    }

    /// Goes on for the same session under another file name;
    /// that file holds all up to `seq`.
    pub(super) fn follow(&mut self, path: &Path, base: u64, seq: u64) {
        self.pending.retain(|(n, _)| *n > seq);
        let before = std::mem::replace(&mut self.path, file(&self.paths, path));
        self.of = path.to_path_buf();
        self.rewrite(base);
        if before != self.path {
            let _ = self.paths.disk.remove(&before);
        }
    }

    pub(super) fn saving(&mut self, hash: u64, seq: u64) {
        self.append(Line::Saving { hash, seq });
    }

    /// Forgets what the file now holds.
    pub(super) fn saved(&mut self, hash: u64, seq: u64) {
        self.pending.retain(|(n, _)| *n > seq);
        self.owed.retain(
            |l| !matches!(l, Line::Edit { seq: n, .. } | Line::Saving { seq: n, .. } if *n <= seq),
        );
        if self.pending.is_empty() || self.size > LARGEST || self.file.is_none() {
            self.rewrite(hash);
        }
    }

    /// Removes the journal of a session that was left in good order.
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
        lines.extend(self.pending.iter().map(|(seq, edit)| Line::Edit {
            seq: *seq,
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
            disk.rename(&at, &self.path)?;
            // it has gone to its place
            helper.disable_cleanup(true);
            OpenOptions::new().append(true).open(&self.path)
        });
        match written {
            Ok(file) => {
                (self.size, self.file) = (text.len(), Some(file));
                self.works();
            }
            // where it cannot be made anew, the old one goes on growing
            Err(e) => {
                self.fault = Some(io_message::of(&e));
                if self.file.is_none() {
                    self.file = OpenOptions::new().append(true).open(&self.path).ok();
                }
            }
        }
    }

    fn append(&mut self, line: Line) {
        // of where typing stands only the newest counts
        if matches!(line, Line::Typing(_)) {
            self.owed.retain(|l| !matches!(l, Line::Typing(_)));
        }
        self.owed.push(line);
        let Some(file) = &mut self.file else { return };
        let text = format!("{}{}", if self.torn { "\n" } else { "" }, text(&self.owed));
        match self.paths.disk.write(file, &self.path, text.as_bytes()) {
            Ok(()) => {
                self.size += text.len();
                self.works();
            }
            Err(e) => (self.torn, self.fault) = (true, Some(io_message::of(&e))),
        }
    }

    fn works(&mut self) {
        self.owed.clear();
        self.torn = false;
        (self.fault, self.told) = (None, false);
    }
}

/// The journal of the session file at `path`.
fn file(paths: &Paths, path: &Path) -> PathBuf {
    paths.journals().join(format!("{}.jsonl", tag(path)))
}

fn text(lines: &[Line]) -> String {
    lines
        .iter()
        .map(|l| serde_json::to_string(l).unwrap_or_default() + "\n")
        .collect()
}

/// A line that was cut by a kill or a full disk is not whole and falls away, alone.
fn lines(bytes: &[u8]) -> Vec<Line> {
    bytes
        .split(|b| *b == b'\n')
        .filter_map(|l| serde_json::from_slice(l).ok())
        .collect()
}
