//! What happened on the disk, in sentences with the key of the next move.

use super::tty::NoScreen;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::store::{
    BinError, FolderError, JournalFault, LibraryError, Merged, Notice, OpenError, ReadError,
    ResolveError, SaveNotice, WriteError, new_numbers, shown, shown_name,
};
use crate::text::Sentence;
use std::fmt::Display;
use std::path::Path;

/// The error as a sentence of its own.
pub(super) fn plain(why: &impl Display) -> Sentence {
    why.to_string().into()
}

pub(super) fn no_screen(why: &NoScreen) -> Sentence {
    let next = match why {
        NoScreen::NoTerminal => {
            "The commands `roundtable list`, `show` and `export` work without one."
        }
        NoScreen::Dumb => "Open another terminal, or set TERM=xterm-256color.",
        NoScreen::OldConsole => "Open Windows Terminal and start roundtable there.",
        NoScreen::Refused(_) => "Open another terminal and start roundtable there.",
    };
    format!("{why} {next}").into()
}

pub(super) fn notice(notice: &Notice) -> Sentence {
    match notice {
        Notice::FolderNotWritable(_) => {
            format!("{notice} {} saves it elsewhere.", hint(Command::SavedWhen))
        }
        Notice::OlderCopy(_) => format!(
            "{notice} {} in the library brings it back.",
            hint_in(Scope::Library, Command::Versions)
        ),
        Notice::Sample => format!("{notice} To keep it: {}.", hint(Command::SaveElsewhere)),
        _ => notice.to_string(),
    }
    .into()
}

/// What was done to a session that is not on the screen, and what its file had to tell.
pub(super) fn with_notices(done: Sentence, notices: &[Notice]) -> Sentence {
    let notices = notices.iter().map(|n| notice(n).to_string());
    let all: Vec<String> = [done.to_string()].into_iter().chain(notices).collect();
    all.join(" ").into()
}

pub(super) fn save_notice(notice: &SaveNotice) -> Sentence {
    let undo = hint(Command::Undo);
    match notice {
        SaveNotice::Merged { changes: 1, .. } => format!("{notice} {undo} takes it back."),
        SaveNotice::Merged { .. } => format!("{notice} {undo} takes them back."),
        SaveNotice::OlderCopy(_) | SaveNotice::KeptAside(_) => notice.to_string(),
    }
    .into()
}

pub(super) fn journal_fault(why: &JournalFault) -> Sentence {
    plain(why)
}

pub(super) fn no_longer_followed(why: &ReadError) -> Sentence {
    format!("{why} The other window goes on; notes are kept here.").into()
}

/// The library cannot be read or made.
pub(super) fn folder(why: &FolderError) -> Sentence {
    format!("{why} Name another folder with --library.").into()
}

pub(super) fn library(why: &LibraryError) -> Sentence {
    match why {
        LibraryError::Folder(why) => folder(why),
        _ => plain(why),
    }
}

pub(super) fn open(why: &OpenError) -> Sentence {
    plain(why)
}

pub(super) fn resolve(why: &ResolveError) -> Sentence {
    match why {
        ResolveError::Folder(why) => folder(why),
        _ => plain(why),
    }
}

/// The journal stays until a save has succeeded.
pub(super) fn no_emergency_copy(why: &WriteError) -> Sentence {
    format!("{why} What was typed is in the journal and comes back at the next start.").into()
}

pub(super) fn marked(done: bool) -> Sentence {
    if done {
        let key = hint_in(Scope::Tasks, Command::Toggle);
        format!("Done. {key} opens it again.").into()
    } else {
        "It is open again.".into()
    }
}

pub(super) fn duplicated() -> Sentence {
    "There is a copy now, with “(copy)” in its title.".into()
}

pub(super) fn retitled() -> Sentence {
    "It has the new title.".into()
}

/// Another version was merged into the session at `path`.
pub(super) fn merged(merged: &Merged, path: &Path) -> Sentence {
    let added = match merged.added {
        0 => "Nothing was missing there.".to_owned(),
        1 => "1 item was added.".to_owned(),
        n => format!("{n} items were added."),
    };
    let file = shown_name(path);
    let differ = match merged.differ {
        0 => String::new(),
        1 => format!(" 1 that differs stayed as it is in {file}."),
        n => format!(" {n} that differ stayed as they are in {file}."),
    };
    format!(
        "{added}{differ}{} The other version is in the bin; {} brings it back.",
        new_numbers(&merged.renumbered),
        hint_in(Scope::Library, Command::Undo)
    )
    .into()
}

pub(super) fn binned() -> Sentence {
    format!(
        "It is in the bin. {} brings it back, {} shows the bin.",
        hint_in(Scope::Library, Command::Undo),
        hint_in(Scope::Library, Command::ShowBin)
    )
    .into()
}

pub(super) fn bin(why: &BinError) -> Sentence {
    match why {
        BinError::Folder(why) => folder(why),
        _ => plain(why),
    }
}

pub(super) fn nothing_binned() -> Sentence {
    format!(
        "There is nothing to bring back. {} shows the bin.",
        hint_in(Scope::Library, Command::ShowBin)
    )
    .into()
}

pub(super) fn restored_from_bin() -> Sentence {
    "It is back in the library.".into()
}

pub(super) fn emptied(count: usize) -> Sentence {
    match count {
        1 => "1 session is deleted for good.".into(),
        n => format!("{n} sessions are deleted for good.").into(),
    }
}

/// A version was put back; `newer` is the version of its format if a newer program wrote it.
pub(super) fn version_restored(newer: Option<u64>) -> Sentence {
    let written = newer.map_or_else(String::new, |version| {
        format!(" A newer roundtable (version {version}) wrote it: open it with that one.")
    });
    format!(
        "It is as it was then.{written} {} brings back what was there.",
        hint_in(Scope::Library, Command::Versions)
    )
    .into()
}

pub(super) fn copied(to: &Path) -> Sentence {
    format!("A copy is in {}.", shown(to)).into()
}

pub(super) fn goes_on_in(to: &Path) -> Sentence {
    format!("Saved. The session goes on in {}.", shown(to)).into()
}

pub(super) fn does_not_go_on(why: &WriteError) -> Sentence {
    format!("{why} The session is where it was.").into()
}

pub(super) fn agenda_saved(to: &Path) -> Sentence {
    format!(
        "The agenda is in {}. New offers it; on another computer: `roundtable import`.",
        shown(to)
    )
    .into()
}

pub(super) fn no_session() -> Sentence {
    "No session is open.".into()
}

/// What is safe after a crash of the screen.
pub(super) const AFTER_A_CRASH: &str = "Everything typed comes back at the next start.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::merge::Renumbered;
    use std::path::PathBuf;

    #[test]
    fn a_merge_says_what_was_added_and_what_stayed() {
        let says = |added, differ| {
            let what = Merged {
                added,
                differ,
                renumbered: vec![],
                binned: PathBuf::new(),
                notices: vec![],
            };
            merged(&what, Path::new("/library/a.json")).to_string()
        };
        let bin = "The other version is in the bin; Ctrl+Z brings it back.";
        assert_eq!(says(0, 0), format!("Nothing was missing there. {bin}"));
        assert_eq!(
            says(1, 1),
            format!("1 item was added. 1 that differs stayed as it is in a.json. {bin}")
        );
        assert_eq!(
            says(2, 3),
            format!("2 items were added. 3 that differ stayed as they are in a.json. {bin}")
        );
    }

    #[test]
    fn every_sentence_names_a_key_that_works() {
        for (says, want) in [
            (marked(true), "Done. Space opens it again."),
            (
                binned(),
                "It is in the bin. Ctrl+Z brings it back, B shows the bin.",
            ),
            (
                nothing_binned(),
                "There is nothing to bring back. B shows the bin.",
            ),
            (
                version_restored(None),
                "It is as it was then. v brings back what was there.",
            ),
            (
                save_notice(&SaveNotice::Merged {
                    changes: 2,
                    removed: 1,
                    renumbered: vec![],
                }),
                "Another program changed the file; its 2 changes were merged, \
                 which removed 1 line. Ctrl+Z takes them back.",
            ),
            (
                save_notice(&SaveNotice::Merged {
                    changes: 1,
                    removed: 0,
                    renumbered: vec![Renumbered {
                        from: "A5".into(),
                        to: "A6".into(),
                    }],
                }),
                "Another program changed the file; its change was merged. Both had given the same \
                 numbers: the later A5 is now A6. Ctrl+Z takes it back.",
            ),
            (
                notice(&Notice::OlderCopy(3)),
                "While this session was closed, its file was replaced by an older copy, in which \
                 3 lines are missing. What you had is kept among its earlier versions. \
                 v in the library brings it back.",
            ),
            (
                notice(&Notice::Sample),
                "This is a sample, on a copy that is thrown away at the end. \
                 To keep it: Ctrl+P, “Save a copy elsewhere”.",
            ),
        ] {
            assert_eq!(says.to_string(), want);
        }
    }
}
