//! The thread of an export: makes documents and has them written, while the session goes on.

use crate::app::{Destination, Export, ExportFile, Exported, Msg, Source, What};
use crate::clock::now;
use crate::export::{ExportRequest, file_name};
use crate::steps::report;
use crate::store::{self, ExportError, Paths, from_home, shown_name};
use crate::text::Sentence;
use std::path::PathBuf;
use std::sync::mpsc::Sender;

/// Starts it. `alive` is dropped at its end, so that the end of the program can wait for it.
pub(super) fn start(paths: Paths, export: Export, send: Sender<Msg>, alive: Sender<()>) {
    std::thread::spawn(move || {
        let done = export_all(&paths, export, |at, of, name| {
            drop(send.send(Msg::Exporting(at, of, name)));
        });
        let _ = send.send(Msg::Exported(done));
        drop(alive);
    });
}

fn export_all(paths: &Paths, export: Export, progress: impl Fn(usize, usize, String)) -> Exported {
    let Export { files, force, stop } = export;
    let of = files.len();
    let mut done = Exported::default();
    for (n, file) in files.into_iter().enumerate() {
        let document = match document(&file, |name| progress(n + 1, of, name)) {
            // what was made while it was being stopped is not written
            _ if stop.is_asked() => {
                done.stopped = true;
                return done;
            }
            Ok(document) => document,
            Err(why) => {
                done.faults.push(why);
                continue;
            }
        };
        let (path, bytes) = document;
        match store::write_export(paths, &path, &bytes, force) {
            Ok(()) => done.written.push(store::absolute(&path)),
            Err(ExportError::Exists(path)) => done.there.push((file, path)),
            Err(why) => done.faults.push(why.to_string().into()),
        }
    }
    done
}

/// The path of a file, and its bytes.
fn document(file: &ExportFile, name: impl Fn(String)) -> Result<(PathBuf, Vec<u8>), Sentence> {
    let of_session = |session, request: &ExportRequest| {
        let path = match &file.to {
            Destination::File(path) => from_home(path),
            Destination::Folder(folder) => {
                let folder = from_home(folder);
                store::make_folder(&folder).map_err(|why| why.to_string())?;
                folder.join(file_name(session, *request))
            }
        };
        name(shown_name(&path));
        let bytes = request
            .check_clock(now().timestamp())
            .and_then(|()| request.render(session, report))
            .map_err(|why| why.to_string())?;
        Ok((path, bytes))
    };
    match (&file.what, &file.to) {
        (What::Text(text), Destination::File(path) | Destination::Folder(path)) => {
            Ok((from_home(path), text.clone().into_bytes()))
        }
        (What::Of(Source::Open(session), request), _) => of_session(session, request),
        (What::Of(Source::At(path), request), _) => {
            let read = store::read(path).map_err(|why| why.to_string())?;
            of_session(&read.session, request)
        }
    }
}
