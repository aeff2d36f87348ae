//! What the rules of size and wording do not hold for, each with its reason.
//!
//! A place is a path from the root, a folder with its `/`, or a path and the name of a function.

/// Files over 500 lines.
pub(super) const LONG_FILES: &[(&str, &str)] = &[];

/// Functions over 80 lines.
pub(super) const LONG_FUNCTIONS: &[(&str, &str)] = &[
    (
        "tests/all/bad_input.rs files_that_are_not_sessions_are_refused_with_a_sentence",
        "one table of cases",
    ),
    (
        "tests/all/cli/export.rs export_writes_once_and_overwrites_only_when_told",
        "one story with a table of refusals",
    ),
    (
        concat!(
            "tests/all/disk_faults/power_cut.rs a_power_cut_at_any_instant_leaves_a_whole_session",
            "_at_least_as_new_as_reported"
        ),
        "one model of a disk",
    ),
    (
        "tests/all/pty/workshop.rs a_whole_workshop_can_be_led_by_keys_alone",
        "one workshop from start to end",
    ),
    ("tests/all/soak.rs soak", "one loop with its measurements"),
];

/// Where lines are over 100 columns.
pub(super) const WIDE_LINES: &[(&str, &str)] = &[];

/// Where sentences spell keys by hand.
pub(super) const KEYS_BY_HAND: &[(&str, &str)] = &[];

/// Whether `place` is in the list, itself or by its folder.
pub(super) fn is_exception(place: &str, list: &[(&str, &str)]) -> bool {
    list.iter()
        .any(|(known, _)| place == *known || known.ends_with('/') && place.starts_with(known))
}
