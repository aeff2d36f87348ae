//! The thread of an export: it puts documents together and has them written, beside saving and typing.

use super::worker::{absolute, home};
use crate::app::{Destination, Export, ExportFile, Exported, Msg, Source, What};
use crate::export::file_name;
use crate::steps::report;
use crate::store::{self, ExportError, shown};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

/// Begins. `alive` is dropped at the end, so that the end of the program can wait for it.
pub(super) fn start(export: Export, send: Sender<Msg>, alive: Sender<()>) {
    std::thread::spawn(move || {
        let done = run(export, |at, of, name| {
            drop(send.send(Msg::Exporting(at, of, name)))
        });
        let _ = send.send(Msg::Exported(done));
        drop(alive);
    });
}

fn run(export: Export, progress: impl Fn(usize, usize, String)) -> Exported {
    let Export { files, force, stop } = export;
    let of = files.len();
    let mut done = Exported::default();
    for (n, file) in files.into_iter().enumerate() {
        let made = match made(&file, |name| progress(n + 1, of, name)) {
            // what was put together while it was stopped is not written
            _ if stop.is_asked() => {
                done.stopped = true;
                return done;
            }
            Ok(made) => made,
            Err(why) => {
                done.faults.push(why);
                continue;
            }
        };
        let (path, bytes) = made;
        match store::write_export(&path, &bytes, force) {
            Ok(()) => done.written.push(shown(&absolute(&path))),
            Err(ExportError::Exists(_)) => done.there.push((file, shown(&path))),
            Err(ExportError::Failed(why)) => done.faults.push(why),
        }
    }
    done
}

/// The path of a file, and its bytes.
fn made(file: &ExportFile, name: impl Fn(String)) -> Result<(PathBuf, Vec<u8>), String> {
    let of = |session, request: &crate::export::ExportRequest| {
        let path = match &file.to {
            Destination::File(path) => PathBuf::from(home(path)),
            Destination::Folder(folder) => {
                let folder = PathBuf::from(home(folder));
                store::make_folder(&folder)?;
                folder.join(file_name(session, *request))
            }
        };
        name(
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
        );
        let bytes = request.render(session, report);
        Ok((path, bytes.map_err(|e| e.to_string())?))
    };
    match (&file.what, &file.to) {
        (What::Text(text), Destination::File(path) | Destination::Folder(path)) => {
            Ok((PathBuf::from(home(path)), text.clone().into_bytes()))
        }
        (What::Of(Source::Open(session), request), _) => of(session, request),
        (What::Of(Source::At(path), request), _) => {
            of(&store::read(Path::new(path))?.session, request)
        }
    }
}
