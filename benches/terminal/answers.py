"""Answers to the questions that a program asks its terminal."""

import re

from processes import MS, now

QUERY = re.compile(
    rb"\x1b\[(?P<p>[<>=?]?)(?P<n>[0-9;]*)(?P<i>\$?)(?P<f>[cnuqtp])"
    rb"|\x1b\](?P<osc>(?:4;\d+|1[0-9])(?:;\?)+)(?P<oterm>\x07|\x1b\\)"
    rb"|\x1bP(?P<dcs>[+$]q[^\x1b]*)\x1b\\"
)
UNFINISHED = re.compile(
    rb"\x1b(?:\[[<>=?]?[0-9;]*\$?|\](?:[0-9;?]{0,40})?\x1b?|P(?:[+$](?:q[^\x1b]{0,400})?)?\x1b?)?\Z"
)


class Answers:
    """Finds questions in what the program writes and answers them as a modern terminal does.

    Only the question for the cursor needs the screen; the others are answered at once.
    """

    def __init__(self, program, delay_ms: float):
        self.program = program
        self.delay_ms = delay_ms
        self.carry = b""
        self.asked: list[str] = []
        self.due: list[tuple[int, bytes]] = []
        self.rounds = 0

    def scan(self, data: bytes, ts: int):
        """Answers every question in a chunk; one that is cut off waits for the next."""
        if b"\x1b" not in data and not self.carry:
            return
        buf = self.carry + data
        off = len(self.carry)
        end = 0
        out = []
        for m in QUERY.finditer(buf):
            end = m.end()
            r = self._answer(m, max(0, end - off), len(data))
            if r:
                out.append(r)
        self.carry = b""
        i = buf.rfind(b"\x1b", end)
        if i >= 0:
            if UNFINISHED.match(buf, i):
                self.carry = buf[i:]
            # ESC \ terminator of an unfinished DCS/OSC query: keep from opener
            j = max(buf.rfind(b"\x1bP", end), buf.rfind(b"\x1b]", end))
            if j >= 0 and j < i and UNFINISHED.match(buf, j):
                self.carry = buf[j:]
        if out:
            self.rounds += 1
            data = b"".join(out)
            if self.delay_ms:
                self.due.append((ts + int(self.delay_ms * MS), data))
            else:
                self.program.raw_write(data)

    def pump_due(self):
        """Sends the answers whose delay has passed."""
        while self.due and self.due[0][0] <= now():
            self.program.raw_write(self.due.pop(0)[1])

    def _answer(self, m, upto: int, dlen: int):
        program = self.program
        f = m.group("f")
        if f:
            p, n, i = m.group("p"), m.group("n"), m.group("i")
            if f == b"c" and not i:
                if p == b"" and n in (b"", b"0"):
                    self.asked.append("DA1")
                    return b"\x1b[?62;22;52c"
                if p == b">" and n in (b"", b"0"):
                    self.asked.append("DA2")
                    return b"\x1b[>1;4000;0c"
                if p == b"=" and n in (b"", b"0"):
                    self.asked.append("DA3")
                    return b"\x1bP!|00000000\x1b\\"
            elif f == b"n":
                if n == b"5" and p == b"":
                    self.asked.append("DSR5")
                    return b"\x1b[0n"
                if n == b"6":
                    self.asked.append("CPR")
                    program.parse_partial(dlen - upto)
                    screen = program.screen
                    if p == b"?":
                        return b"\x1b[?%d;%d;1R" % (screen.y + 1, screen.x + 1)
                    if p == b"":
                        return b"\x1b[%d;%dR" % (screen.y + 1, screen.x + 1)
                if p == b"?" and n == b"996":
                    self.asked.append("COLOR-SCHEME")
                    return b"\x1b[?997;1n"
            elif f == b"u":
                st = program.kitty
                if p == b"?" and n == b"":
                    self.asked.append("KITTY-KBD")
                    return b"\x1b[?%du" % st[-1]
                if p == b">":
                    st.append(int(n.split(b";")[0] or b"0"))
                elif p == b"<":
                    for _ in range(min(int(n or b"1"), len(st) - 1)):
                        st.pop()
                elif p == b"=":
                    q = [int(v or b"0") for v in n.split(b";")]
                    mode = q[1] if len(q) > 1 else 1
                    st[-1] = q[0] if mode == 1 else st[-1] | q[0] if mode == 2 else st[-1] & ~q[0]
            elif f == b"q" and p == b">" and n in (b"", b"0"):
                self.asked.append("XTVERSION")
                return b"\x1bP>|ptybench\x1b\\"
            elif f == b"t" and p == b"":
                if n == b"14":
                    self.asked.append("WINOPS14")
                    return b"\x1b[4;%d;%dt" % (program.rows * 18, program.cols * 9)
                if n == b"16":
                    self.asked.append("WINOPS16")
                    return b"\x1b[6;18;9t"
                if n == b"18":
                    self.asked.append("WINOPS18")
                    return b"\x1b[8;%d;%dt" % (program.rows, program.cols)
            elif f == b"p" and i == b"$" and p == b"?":
                self.asked.append("DECRQM" + n.decode())
                mode = int(n or b"0")
                program.parse_partial(dlen - upto)
                known = {1, 6, 7, 25, 47, 1000, 1002, 1003, 1004, 1006, 1047, 1049, 2004, 2026}
                v = 0 if mode not in known else 1 if mode in program.screen.modes else 2
                return b"\x1b[?%d;%d$y" % (mode, v)
            return None
        o = m.group("osc")
        if o:
            term = m.group("oterm")
            parts = o.split(b";")
            if parts[0] == b"4":
                self.asked.append("OSC4")
                return b"\x1b]4;%s;rgb:8080/8080/8080%s" % (parts[1], term)
            self.asked.append("OSC" + parts[0].decode())
            col = b"rgb:0000/0000/0000" if parts[0] in (b"11", b"17") else b"rgb:ffff/ffff/ffff"
            return b"\x1b]%s;%s%s" % (parts[0], col, term)
        d = m.group("dcs")
        if d is not None:
            if d.startswith(b"+q"):
                self.asked.append("XTGETTCAP")
                return b"\x1bP0+r\x1b\\"
            self.asked.append("DECRQSS")
            if d == b"$q q":
                return b"\x1bP1$r2 q\x1b\\"
            if d == b"$qm":
                return b"\x1bP1$r0m\x1b\\"
            return b"\x1bP0$r\x1b\\"
        return None
