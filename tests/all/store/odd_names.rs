//! Files whose names are not UTF-8.

use super::{at, begin, day};
use crate::support::disk::paths;
use crate::support::sample;
use crate::support::sessions::retitle;
use roundtable::domain::{Id, SessionRef, apply};
use roundtable::store::{
    duplicate, list, list_bin, move_to_bin, open, read, resolve, restore_from_bin, to_json,
    versions,
};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

#[test]
fn a_file_whose_name_is_not_utf_8_is_listed_saved_copied_deleted_and_restored() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    std::fs::create_dir_all(&paths.library).unwrap();
    let path = paths.library.join(OsStr::from_bytes(b"caf\xe9.json"));
    std::fs::write(&path, to_json(&sample(), &[])).unwrap();
    let listed = list(&paths).unwrap();
    assert_eq!((listed.len(), &listed[0].path), (1, &path));
    assert_eq!(listed[0].fault, None);
    assert_eq!(
        resolve(&paths, &SessionRef::from(path.clone().into_os_string())),
        Ok(path.clone())
    );
    assert_eq!(
        resolve(&paths, &SessionRef::Words(sample().id.to_string())),
        Ok(path.clone())
    );
    let mut o = begin(&paths, &path);
    // another file with the same name in every visible character has a lock of its own
    let twin = paths.library.join(OsStr::from_bytes(b"caf\xe8.json"));
    std::fs::write(&twin, to_json(&sample(), &[])).unwrap();
    assert_eq!(open(&paths, &twin, false, "ben").unwrap().access, o.access);
    std::fs::remove_file(&twin).unwrap();
    apply(&mut o.session, &retitle("Two")).unwrap();
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    o.session_file.close();
    drop(o);
    assert_eq!(read(&path).unwrap().session.title, "Two");
    assert_eq!(versions(&paths, &path).len(), 1);
    let copy = duplicate(&paths, &path, Id::new("copy-id"), day(), at(1)).unwrap();
    assert_eq!(read(&copy).unwrap().session.title, "Two (copy)");
    let binned = move_to_bin(&paths, &path).unwrap();
    assert_eq!(list_bin(&paths).unwrap()[0].path, binned);
    assert_eq!(restore_from_bin(&paths, &binned).unwrap(), path);
    assert_eq!(versions(&paths, &path).len(), 1);
}

#[test]
fn another_programs_version_is_kept_beside_under_a_name_that_is_not_utf_8_either() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    std::fs::create_dir_all(&paths.library).unwrap();
    let path = paths.library.join(OsStr::from_bytes(b"caf\xe9.json"));
    std::fs::write(&path, to_json(&sample(), &[])).unwrap();
    let mut o = begin(&paths, &path);
    std::fs::write(&path, "not a session").unwrap();
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    let beside = OsString::from_vec(b"caf\xe9-changed-elsewhere.json".to_vec());
    assert_eq!(
        std::fs::read_to_string(paths.library.join(beside)).unwrap(),
        "not a session"
    );
}
