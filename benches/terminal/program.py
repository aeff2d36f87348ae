"""A program that runs in a pseudo-terminal."""

import errno
import fcntl
import gc
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import termios
import time

from answers import Answers
from keys import encode_keys
from processes import now, proc_cpu_ns, session_pids
from screen import Screen


class Dead(Exception):
    """The program has ended, or takes no more input."""


class Program:
    """The program, its screen, and what it has written that is not parsed yet.

    Each chunk of output is given its time before anything is parsed, so the parser costs no figure.
    """

    def __init__(self, scenario: dict, options):
        self.scenario, self.options = scenario, options
        self.rows = options.rows or scenario.get("rows", 24)
        self.cols = options.cols or scenario.get("cols", 80)
        self.screen = Screen(self.rows, self.cols)
        self.kitty = [0]
        self.backlog: list = []  # (ts, bytes) | (ts, ('resize', r, c))
        self.nbytes = 0
        self.last_ts = 0
        self.first_ts = 0
        self.watch = None  # called (ts) after each parsed chunk
        self.status = None
        self.answers = Answers(self, options.answer_delay)
        self._spawn()

    # -- start / stop ---------------------------------------------------------
    def _spawn(self):
        scenario = self.scenario
        if scenario.get("setup"):
            subprocess.run(
                scenario["setup"],
                shell=True,
                check=True,
                cwd=scenario.get("cwd"),
                env=self._env(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        cmd = [os.path.expanduser(os.path.expandvars(c)) for c in scenario["cmd"]]
        exe = shutil.which(cmd[0], path=self._env().get("PATH"))
        if not exe:
            raise FileNotFoundError(cmd[0])
        self.exe = exe
        master, slave = os.openpty()
        self.master, self.slave = master, slave
        self.set_size(self.rows, self.cols, record=False)
        r, w = os.pipe()
        os.set_inheritable(w, False)
        env = self._env()
        cwd = os.path.expandvars(scenario["cwd"]) if scenario.get("cwd") else None
        gc.collect()
        pid = os.fork()
        if pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for fd in (0, 1, 2):
                    os.dup2(slave, fd)
                if cwd:
                    os.chdir(cwd)
                for s in (
                    signal.SIGINT,
                    signal.SIGPIPE,
                    signal.SIGHUP,
                    signal.SIGTERM,
                    signal.SIGQUIT,
                    signal.SIGTSTP,
                    signal.SIGXFSZ,
                ):
                    signal.signal(s, signal.SIG_DFL)
                if scenario.get("_ignore_hup"):
                    signal.signal(signal.SIGHUP, signal.SIG_IGN)
                for fd in (master, slave, r):
                    if fd > 2:
                        os.close(fd)
                os.write(w, struct.pack("q", now()))
                os.execve(exe, cmd, env)
            except BaseException as e:  # noqa: BLE001
                try:
                    os.write(w, b"E" + repr(e).encode())
                finally:
                    os._exit(127)
        os.close(w)
        self.pid = pid
        buf = b""
        while True:
            k = os.read(r, 4096)
            if not k:
                break
            buf += k
        os.close(r)
        if len(buf) > 8 and buf[8:9] == b"E" or len(buf) < 8:
            os.waitpid(pid, 0)
            raise RuntimeError("exec failed: " + repr(buf))
        self.t_exec = struct.unpack("q", buf[:8])[0]
        os.set_blocking(master, False)
        self.poll = select.poll()
        self.poll.register(master, select.POLLIN)

    def _env(self):
        e = dict(os.environ)
        for k in (
            "COLORFGBG",
            "TMUX",
            "STY",
            "TERM_PROGRAM",
            "NO_COLOR",
            "LINES",
            "COLUMNS",
            "VTE_VERSION",
            "KITTY_WINDOW_ID",
            "VISUAL",
            "EDITOR",
            "PYTHONSTARTUP",
        ):
            e.pop(k, None)
        e.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", LC_ALL="C.UTF-8")
        for k, v in self.scenario.get("env", {}).items():
            e[k] = os.path.expandvars(v)
        return e

    def set_size(self, rows, cols, record=True):
        """Changes the size of the terminal."""
        fcntl.ioctl(
            self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, cols * 9, rows * 18)
        )
        self.rows, self.cols = rows, cols
        if record:
            self.backlog.append((now(), ("resize", rows, cols)))

    def alive(self) -> bool:
        """True while the program runs."""
        if self.status is None:
            p, st = os.waitpid(self.pid, os.WNOHANG)
            if p:
                self.status = st
        return self.status is None

    def how_ended(self):
        """The exit code or the signal, as text; None while the program runs."""
        st = self.status
        if st is None:
            return None
        if os.WIFSIGNALED(st):
            return "signal " + signal.Signals(os.WTERMSIG(st)).name
        return f"exit {os.WEXITSTATUS(st)}"

    def close(self):
        """Ends the program: by its own key, then by ever harder signals."""
        try:
            if self.alive() and self.scenario.get("quit"):
                try:
                    self.parse()
                    self.send_spec(self.scenario["quit"])
                    self._wait_end(1.0)
                except (Dead, OSError):
                    pass
            others = set(session_pids(self.pid)) if self.pid else set()
            if self.alive():
                for p in others | {self.pid}:
                    self._kill(p, signal.SIGHUP)
                self._wait_end(0.5)
            if self.alive():
                self._kill(self.pid, signal.SIGTERM)
                self._wait_end(0.7)
            if self.alive():
                self._kill(self.pid, signal.SIGKILL)
            left = set(session_pids(self.pid)) - {self.pid}
            for p in left:
                self._kill(p, signal.SIGKILL)
            if self.status is None:
                _, self.status = os.waitpid(self.pid, 0)
        finally:
            for fd in (self.master, self.slave):
                try:
                    os.close(fd)
                except OSError:
                    pass

    @staticmethod
    def _kill(pid, sig):
        try:
            os.kill(pid, sig)
        except ProcessLookupError:
            pass

    def _wait_end(self, secs):
        end = now() + int(secs * 1e9)
        while now() < end and self.alive():
            self.pump(0.01)

    # -- i/o --------------------------------------------------------------
    def pump(self, timeout_s: float) -> bool:
        """Read once if output arrives within timeout_s."""
        if self.answers.due:
            self.answers.pump_due()
            if self.answers.due:
                timeout_s = min(timeout_s, max(0.0, (self.answers.due[0][0] - now()) / 1e9))
        if not self.poll.poll(max(0.0, timeout_s) * 1000):
            self.answers.pump_due()
            return False
        try:
            data = os.read(self.master, 65536)
        except BlockingIOError:
            return False
        except OSError as e:
            if e.errno == errno.EIO:
                time.sleep(min(timeout_s, 0.002))
                return False
            raise
        ts = now()
        if not data:
            return False
        self.nbytes += len(data)
        self.last_ts = ts
        if not self.first_ts:
            self.first_ts = ts
        self.backlog.append((ts, data))
        self.answers.scan(data, ts)
        return True

    def raw_write(self, data: bytes, give_up_s: float = 20.0):
        """Write all, reading meanwhile so that neither side blocks."""
        mv = memoryview(data)
        deadline = now() + int(give_up_s * 1e9)
        while mv:
            try:
                k = os.write(self.master, mv)
                mv = mv[k:]
                if mv:
                    self.pump(0)
            except BlockingIOError:
                pp = select.poll()
                pp.register(self.master, select.POLLIN | select.POLLOUT)
                pp.poll(5)
                self.pump(0)
                if now() > deadline or not self.alive():
                    raise Dead("the terminal takes no more input") from None
            except OSError:
                raise Dead("the terminal is gone") from None

    def unread_input(self) -> int:
        """Bytes that the program has not read yet."""
        try:
            return struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0\0\0\0"))[0]
        except OSError:
            return 0

    # -- parsing -------------------------------------------------------------
    def parse(self):
        """Brings the screen up to date."""
        b, self.backlog = self.backlog, []
        for ts, d in b:
            if isinstance(d, tuple):
                self.screen.resize(d[1], d[2])
            else:
                self.screen.feed(d)
                if self.watch:
                    self.watch(ts)

    def parse_partial(self, leave: int):
        """Parse everything but the last `leave` bytes of the newest chunk."""
        if self.backlog and leave > 0 and not isinstance(self.backlog[-1][1], tuple):
            ts, d = self.backlog.pop()
            head, tail = d[: len(d) - leave], d[len(d) - leave :]
            if head:
                self.backlog.append((ts, head))
            self.parse()
            self.backlog.append((ts, tail))
        else:
            self.parse()

    # -- waiting ---------------------------------------------------------------
    def drain_quiet(self, quiet_s: float, timeout_s: float) -> bool:
        """Read until nothing arrived for quiet_s. True if it became quiet."""
        end = now() + int(timeout_s * 1e9)
        while now() < end:
            if not self.pump(quiet_s):
                if not self.answers.due:
                    return True
        return False

    def has(self, text) -> bool:
        """True if the text, or the expression after `re:`, is on the screen."""
        if text is None:
            return True
        t = self.screen.text()
        if text.startswith("re:"):
            return re.search(text[3:], t) is not None
        return text in t

    def wait_text(self, text, timeout_s: float, quiet_s: float = 0.03):
        """Waits until the text is on the screen and the program is quiet.

        Returns the times of the chunk that showed it and of the last one.
        """
        seen = [None]

        def w(ts):
            if seen[0] is None and self.has(text):
                seen[0] = ts

        end = now() + int(timeout_s * 1e9)
        self.watch = w if text is not None else None
        if text is not None and self.has(text):
            seen[0] = self.last_ts
        try:
            while True:
                got = self.pump(quiet_s)
                if got and text is not None and seen[0] is None:
                    # parse early only to notice the marker; ts are already taken
                    self.parse()
                if not got:
                    self.parse()
                    if (text is None and self.last_ts and not self.answers.due) or seen[
                        0
                    ] is not None:
                        return seen[0], self.last_ts
                    if not self.alive():
                        raise Dead(f"ended ({self.how_ended()}) while waiting for {text!r}")
                if now() > end:
                    raise TimeoutError(f"{text!r} not visible after {timeout_s}s")
        finally:
            self.watch = None

    def send_spec(self, spec: str):
        """Sends the keys of a specification."""
        buf = b""
        for k in encode_keys(spec, self):
            if isinstance(k, tuple):
                if buf:
                    self.raw_write(buf)
                    buf = b""
                self.drain_for(k[1] / 1000)
                self.parse()
            else:
                if k == b"\x1b":  # a lone ESC needs a pause to be told apart
                    if buf:
                        self.raw_write(buf)
                        buf = b""
                    self.raw_write(k)
                    self.drain_for(0.06)
                    continue
                buf += k
        if buf:
            self.raw_write(buf)

    def drain_for(self, secs):
        """Reads for so many seconds."""
        end = now() + int(secs * 1e9)
        while True:
            left = (end - now()) / 1e9
            if left <= 0:
                return
            self.pump(left)

    def prelude(self, steps):
        """Sends keys step by step and waits for what each should show."""
        for keys, expect in steps or []:
            self.parse()
            self.send_spec(keys)
            if expect:
                self.wait_text(expect, 10, 0.05)
            else:
                n0, end = self.nbytes, now() + int(0.7e9)
                while self.nbytes == n0 and now() < end:  # first reaction ...
                    self.pump(0.05)
                self.drain_quiet(0.12, 3)  # ... then quiet
                self.parse()

    def settle(self, quiet_s: float, timeout_s: float, t0: int, check=None):
        """Waits until the program is quiet, idle, and has read its input; False if it never is."""
        end = t0 + int(timeout_s * 1e9)
        stuck = 0
        mark = (now(), self.nbytes, sum(proc_cpu_ns(p) for p in session_pids(self.pid)))
        while now() < end:
            if now() - mark[0] > 2e9:  # never quiet (ticks, blinking): calm will do
                m2 = (now(), self.nbytes, sum(proc_cpu_ns(p) for p in session_pids(self.pid)))
                secs = (m2[0] - mark[0]) / 1e9
                if (
                    (m2[1] - mark[1]) / secs < 20000
                    and (m2[2] - mark[2]) / 1e9 / secs < 0.25
                    and not self.unread_input()
                    and not stuck
                ):
                    return True
                mark = m2
            cpu0, t1 = sum(proc_cpu_ns(p) for p in session_pids(self.pid)), now()
            if self.pump(quiet_s):
                continue
            if not self.alive():
                return False
            if self.answers.due:
                continue
            cpu1, t2 = sum(proc_cpu_ns(p) for p in session_pids(self.pid)), now()
            if (cpu1 - cpu0) < 0.2 * (t2 - t1):
                if self.unread_input():
                    stuck += 1
                    if (
                        stuck * quiet_s > 1.5
                    ):  # idle with input left in the tty: it lost its wake-up
                        return False
                    continue
                if check is None or check():
                    return True
        return False

    def text_times(self, since: int, text):
        """The times of the first chunk after which the text is on the screen, or None, and of the
        last chunk that changed a character."""
        first = [None]
        last = [0]
        prev = [self.screen.text()]

        def w(ts):
            t = self.screen.text()
            if t != prev[0]:
                prev[0] = t
                last[0] = ts
            if first[0] is None and text and text in t:
                first[0] = ts

        self.watch = w
        try:
            self.parse()
        finally:
            self.watch = None
        return first[0], last[0] or since
