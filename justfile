# Tasks for contributors: `just` lists them. Every line can also be typed by hand.
# https://just.systems; not needed to build or test.

# list the tasks
default:
    @just --list

# open the sample workshop
demo:
    cargo run --release -- demo

# compile everything
check:
    cargo check --all-targets

# run the tests, or those whose name contains NAME
test NAME="":
    cargo test {{NAME}}

# formatting, lints and tests: what has to pass before a merge
gate:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    cargo test

# accept changed screens; look at the differences afterwards
frames:
    INSTA_UPDATE=always cargo test --test all frames
    git diff --stat tests/frames

# accept a changed JSON Schema; look at the difference afterwards
schema:
    INSTA_UPDATE=always cargo test --test all cli
    git diff --stat tests/sessions

# write the tables and pictures in the documents anew
docs:
    ROUNDTABLE_WRITE_DOCS=1 cargo test --test all docs

# clippy for TARGETS, or for every other system (Debian)
platforms *TARGETS:
    .ci/platforms lint {{TARGETS}}

# the Windows program: use it and run its tests, under wine (Debian)
windows:
    .ci/platforms use
    .ci/platforms test --lib --test all

# the files of a release, in target/dist (Debian)
release *PARTS:
    .ci/release {{PARTS}}

# measure the parts of the program
bench NAME="":
    cargo bench --bench parts -- {{NAME}}
