//! The real program in a pseudoterminal.

use super::disk::program;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Longest wait for anything; on a busy machine a start can take a while.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program in a terminal of its own, with a home of its own.
pub struct Term {
    pub child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    pub parser: vt100::Parser,
    pub raw: Vec<u8>,
    /// Bytes that may be the beginning of U+FFFD.
    rest: Vec<u8>,
    /// What the terminal says when it is asked for its background colour.
    answer: String,
}

/// The question of a program for the background colour.
const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";
/// The answer of a light terminal.
const LIGHT: &str = "\x1b]11;rgb:fafa/f8f8/f3f3\x1b\\";

impl Term {
    /// Starts the program with its session under strace, which does `inject` to its system calls.
    /// For tests that are ignored unless strace is there.
    pub fn injected(home: &Path, inject: &str, session: &Path) -> Self {
        let calls = inject.split(':').next().unwrap();
        let args = [
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            &format!("trace={calls}"),
            "-e",
            &format!("inject={inject}"),
            program(),
            "open",
        ];
        Self::command(
            home,
            "strace",
            &[&args[..], &[session.to_str().unwrap()]].concat(),
            &[],
        )
    }

    /// Starts the program with `args` and `home` as its home folder.
    pub fn start(home: &Path, args: &[impl AsRef<OsStr>]) -> Self {
        Self::command(home, program(), args, &[])
    }

    /// Starts the program in a terminal that gives this answer to the question for its background
    /// colour.
    pub fn answering(home: &Path, args: &[impl AsRef<OsStr>], answer: &str) -> Self {
        Self::run(home, program(), args, &[], answer)
    }

    /// Starts any command with more environment variables.
    pub fn command(
        home: &Path,
        command: &str,
        args: &[impl AsRef<OsStr>],
        more: &[(&str, &str)],
    ) -> Self {
        Self::run(home, command, args, more, LIGHT)
    }

    /// Starts a command, and waits until it has taken the terminal: keys typed earlier would be
    /// echoed by the terminal and look as if the program had drawn them.
    fn run(
        home: &Path,
        command: &str,
        args: &[impl AsRef<OsStr>],
        more: &[(&str, &str)],
        answer: &str,
    ) -> Self {
        let pair = native_pty_system()
            .openpty(PtySize {
                rows: 24,
                cols: 80,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
        let mut builder = CommandBuilder::new(command);
        builder.args(args);
        builder.env_clear();
        builder.cwd(home);
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("COLORTERM", "truecolor"),
            ("TZ", "UTC"),
            ("PATH", "/usr/bin:/bin"),
            ("RUST_BACKTRACE", "0"),
        ]
        .iter()
        .chain(more)
        {
            builder.env(name, value);
        }
        builder.env("HOME", home);
        builder.env("ROUNDTABLE_HOME", home);
        let child = pair.slave.spawn_command(builder).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(n) = reader.read(&mut bytes) {
                if n == 0 || send.send(bytes[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let mut term = Self {
            child,
            master: pair.master,
            writer,
            output,
            parser: vt100::Parser::new(NonZero::new(24).unwrap(), NonZero::new(80).unwrap(), 0),
            raw: Vec::new(),
            rest: Vec::new(),
            answer: answer.to_owned(),
        };
        let end = Instant::now() + PATIENCE;
        while !has(&term.raw, QUESTION) && term.child.try_wait().unwrap().is_none() {
            let _ = term.take(Duration::from_millis(10));
            assert!(
                Instant::now() < end,
                "the program did not start; the screen was:\n{}",
                term.screen()
            );
        }
        term
    }

    /// Types keys: text, and names between angle brackets.
    pub fn keys(&mut self, script: &str) {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            let (bytes, len) = match rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
                Some((name, _)) => (key(name), name.len() + 2),
                None => (c.to_string().into_bytes(), c.len_utf8()),
            };
            self.send(&bytes);
            rest = &rest[len..];
        }
    }

    pub fn send(&mut self, bytes: &[u8]) {
        // ignores a program that has ended
        let _ = self
            .writer
            .write_all(bytes)
            .and_then(|()| self.writer.flush());
    }

    fn take(&mut self, wait: Duration) -> Result<(), RecvTimeoutError> {
        let bytes = self.output.recv_timeout(wait)?;
        let before = self.raw.len().saturating_sub(QUESTION.len() - 1);
        self.raw.extend_from_slice(&bytes);
        self.parse(&bytes);
        if self.raw[before..]
            .windows(QUESTION.len())
            .any(|w| w == QUESTION)
        {
            let answer = std::mem::take(&mut self.answer);
            self.send(answer.as_bytes());
        }
        Ok(())
    }

    /// Gives bytes to the emulator, which prints nothing for U+FFFD, where every terminal shows one
    /// cell.
    fn parse(&mut self, bytes: &[u8]) {
        const STAND_IN: &[u8] = "\u{fffd}".as_bytes();
        let mut all = std::mem::take(&mut self.rest);
        all.extend_from_slice(bytes);
        // what may be the beginning of one waits for the next bytes
        let cut = (1..STAND_IN.len())
            .rev()
            .find(|n| all.ends_with(&STAND_IN[..*n]))
            .unwrap_or(0);
        self.rest = all.split_off(all.len() - cut);
        let mut left = all.as_slice();
        while let Some(at) = left.windows(STAND_IN.len()).position(|w| w == STAND_IN) {
            self.parser.process(&left[..at]);
            self.parser.process("¿".as_bytes());
            left = &left[at + STAND_IN.len()..];
        }
        self.parser.process(left);
    }

    /// Waits until a whole frame shows what `test` looks for: it is there, and no byte came for 50
    /// ms.
    pub fn until(&mut self, what: &str, test: impl Fn(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            let quiet = self.take(Duration::from_millis(50)).is_err();
            if quiet && !self.is_within_frame() && test(&self.screen()) {
                return;
            }
            assert!(
                Instant::now() < end,
                "{what} did not come; the screen was:\n{}",
                self.screen()
            );
        }
    }

    /// Whether a frame has begun and not ended; on a busy machine it may come in pieces.
    fn is_within_frame(&self) -> bool {
        const MARK: &[u8] = b"\x1b[?2026";
        let at = self
            .raw
            .windows(MARK.len() + 1)
            .rposition(|w| w.starts_with(MARK));
        at.is_some_and(|at| self.raw[at + MARK.len()] == b'h')
    }

    /// Takes what comes during this time.
    pub fn pass(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while Instant::now() < end {
            let _ = self.take(end.saturating_duration_since(Instant::now()));
        }
    }

    /// Waits for a text.
    pub fn see(&mut self, text: &str) {
        self.until(text, |screen| screen.contains(text));
    }

    /// Types keys and waits for a text.
    pub fn then(&mut self, script: &str, text: &str) {
        self.keys(script);
        self.see(text);
    }

    /// Takes what has come meanwhile, and says whether the screen shows a text now.
    pub fn shows(&mut self, text: &str) -> bool {
        let _ = self.take(Duration::from_millis(5));
        self.screen().contains(text)
    }

    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits for the end and returns the exit code.
    pub fn ended(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            let _ = self.take(Duration::from_millis(10));
            if let Some(status) = self.child.try_wait().unwrap() {
                while self.take(Duration::from_millis(50)).is_ok() {}
                return status.exit_code();
            }
            assert!(
                Instant::now() < end,
                "the program did not end; the screen was:\n{}",
                self.screen()
            );
        }
    }

    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.master
            .resize(PtySize {
                rows,
                cols,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
        // some terminals report no size at all; the emulator cannot
        if let (Some(rows), Some(cols)) = (NonZero::new(rows), NonZero::new(cols)) {
            self.parser.screen_mut().set_size(rows, cols);
        }
    }

    /// The modes of the terminal, as `stty -a` prints them.
    #[cfg(target_os = "linux")]
    pub fn modes(&self) -> String {
        let terminal = self.master.tty_name().unwrap();
        let out = std::process::Command::new("stty")
            .args(["-a", "-F", terminal.to_str().unwrap()])
            .output()
            .unwrap();
        String::from_utf8(out.stdout).unwrap()
    }

    /// Ends it by SIGKILL, which no program can handle.
    pub fn kill(&mut self) {
        if let (Some(pid), Ok(None)) = (self.child.process_id(), self.child.try_wait()) {
            // not the pty's own kill: that one sends SIGHUP first
            let _ = std::process::Command::new("kill")
                .args(["-9", &pid.to_string()])
                .status();
        }
        let _ = self.child.wait();
    }
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|w| w == what)
}

impl Drop for Term {
    fn drop(&mut self) {
        self.kill();
    }
}

fn key(name: &str) -> Vec<u8> {
    let fixed: &[u8] = match name {
        "Enter" => b"\r",
        "Esc" => b"\x1b",
        "Tab" => b"\t",
        "Shift+Tab" => b"\x1b[Z",
        "Backspace" => b"\x7f",
        "Up" => b"\x1b[A",
        "Down" => b"\x1b[B",
        "Right" => b"\x1b[C",
        "Left" => b"\x1b[D",
        "Home" => b"\x1b[H",
        "End" => b"\x1b[F",
        "Del" => b"\x1b[3~",
        "PgUp" => b"\x1b[5~",
        "PgDn" => b"\x1b[6~",
        "Alt+Enter" => b"\x1b\r",
        "F5" => b"\x1b[15~",
        _ => b"",
    };
    match name.strip_prefix("Ctrl+").and_then(|c| c.bytes().next()) {
        Some(letter) => vec![letter.to_ascii_uppercase() & 0x1f],
        None if !fixed.is_empty() => fixed.to_vec(),
        None => panic!("no key <{name}>"),
    }
}
