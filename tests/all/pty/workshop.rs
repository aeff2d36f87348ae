//! A workshop from the first key to the agreement.

use super::{home, only, saved};
use crate::support::term::Term;

#[test]
#[allow(clippy::too_many_lines, reason = "one workshop from start to end")]
fn a_whole_workshop_can_be_led_by_keys_alone() {
    let home = home();
    let mut t = Term::start(home.path(), &[] as &[&str]);
    t.see("Start a session");
    t.then("n", "Collaboration workshop, one day");
    t.then("<Enter>", "Organisation A");
    t.then(
        "Valve round<Enter>Harbor Pumps<Enter>Rivet Works<Enter>2026-11-21 09:00<Enter><Enter>",
        "Harbor Pumps × ● Rivet Works",
    );
    // who is in the room
    t.then(
        "aInés Prado, buyer, purchasing, manager<Enter>",
        "Inés Prado",
    );
    t.then("Tom Ek<Enter><Esc>", "Tom Ek");
    t.then(
        "<Tab>aMarek Zając, seller, sales, executive<Enter><Esc>",
        "Marek Zając",
    );
    // expectations, three a side
    t.then("<PgDn>", "Step 2 of 10");
    t.then(
        "aValves on the promised day<Enter>One price a year<Enter>Early word of trouble<Enter>\
         <Esc>",
        "3 expectations",
    );
    t.then("<Home>52m", "must");
    t.then("<PgDn>", "Step 3 of 10");
    t.then(
        "aA forecast of twelve weeks<Enter>Payment in 30 days<Enter>A say in the next pump<Enter>\
         <Esc>",
        "3 expectations",
    );
    // reveal, react to all six, link two
    t.then("<PgDn>", "Step 4 of 10");
    t.then("h", "6 not yet answered");
    t.then("<Home>r1<Enter>", "5 not yet answered");
    t.then("lA f<Enter>2", "complement");
    t.then("nr1<Enter>", "4 not yet answered");
    t.then("nr2Only with the index<Esc>", "3 not yet answered");
    t.then("nr1<Enter>", "2 not yet answered");
    t.then("nr3To talk about<Enter>", "1 not yet answered");
    t.then("nr1<Enter>", "all answered");
    // a goal from the linked pair, worded, with consent
    t.then("<Home>g", "made from");
    t.then("<PgDn>", "Step 5 of 10");
    t.then(
        "<Enter><Ctrl+A>97 % of valves on the promised day by June 2027<Esc>",
        "97 % of valves",
    );
    t.then("<Tab>443", "1 of 1 goal agreed");
    t.keys("<Tab>");
    // two actions, scored
    t.then("<PgDn>", "Step 6 of 10");
    t.then(
        "aShare the forecast every Monday<Enter>Post the promised days<Enter><Esc>",
        "2 actions",
    );
    t.then("<Home>542<Down>333", "think again");
    // owners
    t.then("<PgDn>", "Step 7 of 10");
    t.then("<Home>o", "Who is accountable");
    t.then("1", "Who is the counterpart");
    t.then("1", "1 without owner");
    t.then("no3", "Who is the counterpart");
    t.then("2", "every action has an owner");
    // dates
    t.then("<PgDn>", "Step 8 of 10");
    t.then("<Home>w2026-11-23<Enter>2026-12-04<Esc>", "1 undated");
    t.then("<Down>w<Enter>2026-12-11<Esc>", "all dated");
    // a metric
    t.then("<PgDn>", "Step 9 of 10");
    t.then("aValves on time<Enter>", "Question");
    t.keys("<PgUp><Tab><Tab><Tab><Tab><Tab>%<Enter><Right><Tab>83<Enter><Enter>97<Esc>");
    t.see("0 % of the way");
    // sign for both, export
    t.then("<PgDn>", "Step 10 of 10");
    t.keys("<Tab><Tab>");
    t.then("a1", "Inés Prado");
    t.then("<Down>a1", "Marek Zając");
    t.then("<Ctrl+E>", "Export to ");
    t.then("something<Enter>", "Export which part");
    t.then("agreement<Enter>", "In which format");
    t.then("markdown<Enter>", "Export to which file");
    t.then("<Ctrl+A>valves.md<Enter>", "Written:");
    t.keys("<Esc>");
    saved(&mut t);
    t.keys("<Ctrl+Q>");
    assert_eq!(t.ended(), 0);

    let (path, s) = only(home.path());
    assert!(
        path.file_name()
            .unwrap()
            .to_string_lossy()
            .contains("-valve-round-"),
        "{path:?}"
    );
    assert_eq!(
        (
            s.title.as_str(),
            s.parties.a.name.as_str(),
            s.parties.b.name.as_str()
        ),
        ("Valve round", "Harbor Pumps", "Rivet Works")
    );
    assert_eq!(s.agenda.start.unwrap().to_string(), "2026-11-21T09:00:00");
    let names: Vec<&str> = s.participants.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Inés Prado", "Tom Ek", "Marek Zając"]);
    assert_eq!(
        (
            s.participants[0].role.as_str(),
            s.participants[0].function.as_str()
        ),
        ("buyer", "purchasing")
    );
    assert_eq!(s.expectations.len(), 6);
    assert!(s.expectations.iter().all(|e| e.reaction.is_some()));
    assert_eq!(
        (s.expectations[0].importance, s.expectations[0].satisfied),
        (Some(5), Some(2))
    );
    assert!(s.expectations.iter().any(|e| {
        e.reaction
            .as_ref()
            .is_some_and(|r| r.note == "Only with the index")
    }));
    assert_eq!(s.links.len(), 1);
    assert_eq!(
        (
            s.goals.len(),
            s.goals[0].expectations.len(),
            s.goals[0].is_mutual()
        ),
        (1, 2, true)
    );
    assert_eq!(s.actions.len(), 2);
    assert!(s.actions.iter().all(|a| a.owner.is_some()
        && a.counterpart.is_some()
        && a.due.is_some()
        && a.goal.is_some()
        && a.effort.is_some()));
    let m = &s.metrics[0];
    assert_eq!(
        (
            m.name.as_str(),
            m.unit.as_str(),
            m.baseline,
            m.target,
            m.goal.is_some()
        ),
        ("Valves on time", "%", Some(83.0), Some(97.0), true)
    );
    assert_eq!(s.sign_off.len(), 2);
    let text = std::fs::read_to_string(home.path().join("valves.md")).unwrap();
    for part in [
        "Harbor Pumps",
        "Rivet Works",
        "Valves on the promised day",
        "Only with the index",
        "97 % of valves",
        "Share the forecast every Monday",
        "Valves on time",
        "11 Dec 2026",
        "Inés Prado",
        "Marek Zając",
        "— not agreed —",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    // nothing is left beside the session
    assert_eq!(
        std::fs::read_dir(home.path().join("library"))
            .unwrap()
            .count(),
        1
    );
}
