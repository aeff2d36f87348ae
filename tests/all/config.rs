//! The user's own agendas, themes and settings, on a real disk and from one computer to another.

use crate::support::disk::{home, run};
#[cfg(unix)]
use crate::support::term::Term;

#[test]
#[cfg(unix)]
fn a_template_saved_here_works_on_another_computer() {
    let here = home();
    run(
        here.path(),
        &[
            "new",
            "--title",
            "Valve round",
            "--a",
            "Harbor",
            "--b",
            "Rivet",
            "--no-open",
        ],
    );
    let mut t = Term::start(here.path(), &["open", "valve"]);
    t.see("Step 1 of 10");
    t.then("A", "The plan of");
    t.then("<Down><Down><Del>", "Deleted the step");
    t.then("s<Ctrl+A>Our half day<Enter>", "The agenda is in");
    // an agenda of that name is replaced only when asked
    t.then("s<Ctrl+A>Our half day<Enter>", "Replace it?");
    t.then("n", "The plan of");
    t.keys("<Ctrl+Q>");
    assert_eq!(t.ended(), 0);
    let file = here.path().join("config/agendas/our-half-day.json");
    let (code, out, _) = run(here.path(), &["agenda", "check", file.to_str().unwrap()]);
    assert_eq!((code, out.ends_with(": valid\n")), (0, true), "{out}");
    let there = home();
    let copied = there.path().join("mail.json");
    std::fs::copy(&file, &copied).unwrap();
    let (code, out, err) = run(there.path(), &["import", "mail.json"]);
    assert!(
        code == 0 && out.contains("agendas/our-half-day.json"),
        "{out}{err}"
    );
    assert!(
        run(there.path(), &["import", "mail.json"])
            .2
            .contains("among your agendas already")
    );
    assert!(run(there.path(), &["agendas"]).1.contains("Our half day"));
    let (code, path, err) = run(
        there.path(),
        &[
            "new",
            "--agenda",
            "our-half-day",
            "--title",
            "T",
            "--a",
            "A",
            "--b",
            "B",
            "--start",
            "2026-11-21T09:00",
            "--no-open",
        ],
    );
    assert_eq!((code, err.as_str()), (0, ""));
    let session: serde_json::Value =
        serde_json::from_slice(&std::fs::read(path.trim()).unwrap()).unwrap();
    assert_eq!(
        (
            session["agenda"]["steps"].as_array().unwrap().len(),
            &session["agenda"]["title"]
        ),
        (9, &serde_json::json!("Our half day"))
    );
}

#[test]
fn problems_in_agendas_and_themes_are_named_with_their_place() {
    let home = home();
    let write = |name: &str, text: &str| std::fs::write(home.path().join(name), text).unwrap();
    let agenda = include_str!("../../assets/agendas/collaboration.json");
    write("good.json", agenda);
    write(
        "bad.json",
        &agenda
            .replace("\"kind\": \"align\"", "\"kind\": \"allign\"")
            .replace("\"minutes\": 25", "\"minutes\": -25"),
    );
    write("broken.json", "{\"format\": ");
    write(
        "theme.json",
        &include_str!("../../assets/themes/dark.json").replace("#B3BAC6", "#30343A"),
    );
    let (code, out, _) = run(home.path(), &["agenda", "check", "good.json"]);
    assert_eq!((code, out.as_str()), (0, "good.json: valid\n"));
    let (code, out, _) = run(home.path(), &["agenda", "check", "bad.json", "theme.json"]);
    assert_eq!(code, 1);
    for says in [
        "bad.json: $.steps[3].kind “allign” is not known. Did you mean “align”?",
        "bad.json: $.steps[9].minutes",
        "theme.json: $.colours.quiet on ground has",
    ] {
        assert!(out.contains(says), "{says}\n{out}");
    }
    let (code, _, err) = run(
        home.path(),
        &["agenda", "check", "broken.json", "nowhere.json"],
    );
    assert!(
        code == 2 && err.contains("broken.json is not JSON: EOF") && err.contains("nowhere.json"),
        "{err}"
    );
}

#[test]
#[cfg(unix)]
fn own_themes_can_be_chosen_and_faulty_ones_are_explained() {
    let home = home();
    let folder = home.path().join("config/themes");
    std::fs::create_dir_all(&folder).unwrap();
    let own = include_str!("../../assets/themes/dark.json")
        .replace("\"name\": \"dark\"", "\"name\": \"harbour\"")
        .replace("#13161B", "#0B1A22");
    std::fs::write(folder.join("harbour.json"), own).unwrap();
    std::fs::write(
        folder.join("faint.json"),
        include_str!("../../assets/themes/light.json")
            .replace("\"name\": \"light\"", "\"name\": \"faint\"")
            .replace("#1A1C20", "#D0D0D0"),
    )
    .unwrap();
    let (code, _, err) = run(home.path(), &["--theme", "faint", "demo"]);
    assert!(
        code == 2
            && err.contains("There are: auto, light, dark, contrast, harbour, mono.")
            && err.contains("faint.json is not used: $.colours.text"),
        "{err}"
    );
    let mut t = Term::start(home.path(), &["--theme", "harbour", "demo"]);
    t.see("Step 4 of 10");
    assert!(
        String::from_utf8_lossy(&t.raw).contains("48;2;11;26;34"),
        "its ground is painted"
    );
    t.keys("<Ctrl+Q>");
    t.ended();
}

#[test]
#[cfg(unix)]
fn settings_are_kept_and_damaged_ones_are_not_overwritten() {
    let home = home();
    let mut t = Term::start(home.path(), &["demo"]);
    t.see("Step 4 of 10");
    t.then(":next theme<Enter>", "Theme: dark.");
    t.keys("<Ctrl+Q>");
    t.ended();
    let file = home.path().join("config/settings.json");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("\"theme\": \"dark\""), "{text}");
    std::fs::write(
        &file,
        text.replace("\"bell\"", "\"later\": [1],\n  \"bell\""),
    )
    .unwrap();
    let mut t = Term::start(home.path(), &["demo"]);
    t.see("Step 4 of 10");
    t.then(":bell<Enter>", "The bell rings");
    t.keys("<Ctrl+Q>");
    t.ended();
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("\"bell\": true") && text.contains("\"later\": [\n    1\n  ]"),
        "keys of later versions stay: {text}"
    );
    std::fs::write(&file, "{ oops").unwrap();
    let mut t = Term::start(home.path(), &["demo"]);
    t.see("Step 4 of 10");
    t.then(":next theme<Enter>", "Theme:");
    t.keys("<Ctrl+Q>");
    t.ended();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "{ oops");
    assert!(
        run(home.path(), &["agendas"])
            .2
            .contains("settings.json is not understood")
    );
}

#[test]
#[cfg(unix)]
fn open_can_begin_with_the_projector_view() {
    let home = home();
    run(
        home.path(),
        &[
            "new",
            "--title",
            "Valve round",
            "--a",
            "Harbor",
            "--b",
            "Rivet",
            "--no-open",
        ],
    );
    let mut t = Term::start(home.path(), &["open", "valve", "--present"]);
    t.see("◆ Harbor × ● Rivet");
    assert!(!t.screen().contains("Step 1 of 10"), "{}", t.screen());
    t.then("<Esc>", "Step 1 of 10");
    t.keys("<Ctrl+Q>");
    t.ended();
    let (code, out, err) = run(home.path(), &["notes", "valve"]);
    assert!(
        code == 2 && out.is_empty() && err.starts_with("This needs a terminal"),
        "{err}"
    );
    assert!(
        run(home.path(), &["notes", "nothing"])
            .2
            .contains("nothing")
    );
}
