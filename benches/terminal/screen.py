"""The screen of a terminal, as the program under test has drawn it.

Follows the control sequences of VT220 and xterm as far as full-screen programs use them.
"""

import codecs
import re
import unicodedata

TOKEN = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[(?P<par>[0-?]*)(?P<int>[ -/]*)(?P<fin>[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b\x9c]*)(?:\x07|\x1b\\|\x9c)"
    r"|\x1b(?P<str>[PX^_])(?P<sbody>(?:[^\x1b]|\x1b(?!\\))*)\x1b\\"
    r"|\x1b(?P<nf>[ -/]+)(?P<nffin>[0-~])"
    r"|\x1b(?P<esc>[0-OQ-WYZ\\`-~])"
    r"|(?P<ctl>[\x00-\x1a\x1c-\x1f\x7f-\x9f])"
)
PARTIAL = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*|[ -/]+|\][^\x07\x1b\x9c]*\x1b?"
    r"|[PX^_](?:[^\x1b]|\x1b(?!\\))*\x1b?)?\Z"
)
DECGFX = dict(zip("`afgjklmnopqrstuvwxyz{|}~", "◆▒°±┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·"))


def char_width(ch: str) -> int:
    """Cells a character takes: 0, 1 or 2."""
    o = ord(ch)
    if o < 0x300:
        return 1
    if unicodedata.east_asian_width(ch) in "WF":
        return 2
    if unicodedata.category(ch) in ("Mn", "Me", "Cf"):
        return 0
    return 1


class Screen:
    """Cells, attributes, cursor and modes; `feed` takes what the program writes."""

    def __init__(self, rows: int, cols: int):
        self.rows, self.cols = rows, cols
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.pending = ""
        self.modes: set[int] = {7, 25}
        self.kitty: list[int] = [0]
        self.title = ""
        self.bells = 0
        self.unknown: dict[str, int] = {}
        self.sync_frames = 0
        self.reset()

    def reset(self):
        """Back to the state after switching the terminal on."""
        self.attr = (None, None, 0)
        self.main = self._blank()
        self.alt = self._blank()
        self.buf = self.main
        self.x = self.y = 0
        self.wrap = False
        self.top, self.bot = 0, self.rows - 1
        self.saved = (0, 0, self.attr, False)
        self.g = [False, False]
        self.gl = 0
        self.insert = False
        self.appkeypad = False
        self.last_char = " "

    def _blank(self):
        a = (None, None, 0)
        return [[[" "] * self.cols, [a] * self.cols] for _ in range(self.rows)]

    def _line(self):
        a = (None, self.attr[1], 0)
        return [[" "] * self.cols, [a] * self.cols]

    # -- views ------------------------------------------------------------
    def text(self) -> str:
        """The characters, a line for each row."""
        return "\n".join("".join(r[0]) for r in self.buf)

    def full(self):
        """Everything that is visible, to compare."""
        return (self.text(), tuple(tuple(r[1]) for r in self.buf), self.x, self.y)

    def resize(self, rows: int, cols: int):
        """Changes the size; keeps the rows around the cursor, as xterm does."""
        a = (None, None, 0)
        for name in ("main", "alt"):
            b = getattr(self, name)
            if rows < len(b):
                drop = len(b) - rows
                # keep the lines around the cursor like xterm does
                cut = min(drop, max(0, self.y - rows + 1)) if b is self.buf else 0
                del b[:cut]
                del b[rows:]
                if b is self.buf:
                    self.y -= cut
            for r in b:
                if cols < len(r[0]):
                    del r[0][cols:]
                    del r[1][cols:]
                else:
                    k = cols - len(r[0])
                    r[0].extend([" "] * k)
                    r[1].extend([a] * k)
            while len(b) < rows:
                b.append([[" "] * cols, [a] * cols])
        self.rows, self.cols = rows, cols
        self.top, self.bot = 0, rows - 1
        self.x = min(self.x, cols - 1)
        self.y = max(0, min(self.y, rows - 1))
        self.wrap = False

    # -- primitive edits ----------------------------------------------------
    def _index(self):
        if self.y == self.bot:
            self._scroll_up(1)
        elif self.y < self.rows - 1:
            self.y += 1

    def _rindex(self):
        if self.y == self.top:
            self._scroll_down(1)
        elif self.y > 0:
            self.y -= 1

    def _scroll_up(self, n, top=None, bot=None):
        top = self.top if top is None else top
        bot = self.bot if bot is None else bot
        for _ in range(min(n, bot - top + 1)):
            del self.buf[top]
            self.buf.insert(bot, self._line())

    def _scroll_down(self, n, top=None, bot=None):
        top = self.top if top is None else top
        bot = self.bot if bot is None else bot
        for _ in range(min(n, bot - top + 1)):
            del self.buf[bot]
            self.buf.insert(top, self._line())

    def _erase(self, y, a, b):
        if not 0 <= y < self.rows:
            return
        a, b = max(0, a), min(self.cols, b)
        if b > a:
            r = self.buf[y]
            r[0][a:b] = [" "] * (b - a)
            r[1][a:b] = [(None, self.attr[1], 0)] * (b - a)

    def _print(self, s: str):
        if self.g[self.gl]:
            s = "".join(DECGFX.get(c, c) for c in s)
        if s.isascii() and not self.insert:
            i, n = 0, len(s)
            while i < n:
                if self.wrap and 7 in self.modes:
                    self.x = 0
                    self._index()
                self.wrap = False
                k = min(self.cols - self.x, n - i)
                row = self.buf[self.y]
                row[0][self.x : self.x + k] = s[i : i + k]
                row[1][self.x : self.x + k] = [self.attr] * k
                self.x += k
                i += k
                if self.x >= self.cols:
                    self.x = self.cols - 1
                    self.wrap = True
                    if 7 not in self.modes and i < n:
                        i = n - 1
        else:
            for ch in s:
                w = char_width(ch)
                if w == 0:
                    continue
                if (self.wrap or self.x + w > self.cols) and 7 in self.modes:
                    self.x = 0
                    self._index()
                self.wrap = False
                row = self.buf[self.y]
                if self.insert:
                    for _ in range(w):
                        row[0].insert(self.x, " ")
                        row[1].insert(self.x, self.attr)
                    del row[0][self.cols :]
                    del row[1][self.cols :]
                row[0][self.x] = ch
                row[1][self.x] = self.attr
                if w == 2 and self.x + 1 < self.cols:
                    row[0][self.x + 1] = ""
                    row[1][self.x + 1] = self.attr
                self.x += w
                if self.x >= self.cols:
                    self.x = self.cols - 1
                    self.wrap = True
        self.last_char = s[-1]

    # -- parser ---------------------------------------------------------------
    def feed(self, data: bytes):
        """Takes a chunk of output; a sequence that is cut off waits for the next."""
        s = self.pending + self.decoder.decode(data)
        self.pending = ""
        pos, n = 0, len(s)
        match = TOKEN.match
        while pos < n:
            m = match(s, pos)
            if m is None:
                if PARTIAL.match(s, pos) and n - pos < 1 << 20:
                    self.pending = s[pos:]
                    return
                pos += 1
                continue
            pos = m.end()
            k = m.lastgroup
            if k == "text":
                self._print(m.group("text"))
            elif k == "fin":
                self._csi(m.group("par"), m.group("int"), m.group("fin"))
            elif k == "ctl":
                self._ctl(m.group("ctl"))
            elif k == "osc":
                o = m.group("osc")
                if o[:2] in ("0;", "2;"):
                    self.title = o[2:]
            elif k == "sbody":
                pass
            elif k == "nffin":
                i, f = m.group("nf"), m.group("nffin")
                if i in "()":
                    self.g["()".index(i)] = f == "0"
            elif k == "esc":
                self._esc(m.group("esc"))

    def _ctl(self, c):
        if c == "\r":
            self.x = 0
            self.wrap = False
        elif c in "\n\x0b\x0c":
            self._index()
            self.wrap = False
        elif c == "\b":
            if self.x:
                self.x -= 1
            self.wrap = False
        elif c == "\t":
            self.x = min(self.cols - 1, (self.x // 8 + 1) * 8)
        elif c == "\x07":
            self.bells += 1
        elif c == "\x0e":
            self.gl = 1
        elif c == "\x0f":
            self.gl = 0

    def _esc(self, c):
        if c == "7":
            self.saved = (self.x, self.y, self.attr, self.wrap)
        elif c == "8":
            self.x, self.y, self.attr, self.wrap = self.saved
            self.x = min(self.x, self.cols - 1)
            self.y = min(self.y, self.rows - 1)
        elif c == "D":
            self._index()
        elif c == "E":
            self.x = 0
            self._index()
        elif c == "M":
            self._rindex()
        elif c == "c":
            self.modes = {7, 25}
            self.reset()
        elif c == "=":
            self.appkeypad = True
        elif c == ">":
            self.appkeypad = False

    def _csi(self, par, inter, fin):
        priv = par[0] if par and par[0] in "<=>?" else ""
        body = par[1:] if priv else par
        if inter:
            if inter == "!" and fin == "p":
                self.top, self.bot = 0, self.rows - 1
                self.attr = (None, None, 0)
                self.insert = False
            return
        if priv:
            self._csi_priv(priv, body, fin)
            return
        if fin == "m":
            self._sgr(body)
            return
        try:
            p = [int(v) if v else 0 for v in body.replace(":", ";").split(";")] if body else [0]
        except ValueError:
            return
        p0 = p[0] or 1
        rows, cols = self.rows, self.cols
        if fin in "Hf":
            r = p[0] or 1
            c = (p[1] if len(p) > 1 else 1) or 1
            self.y = min(rows, r) - 1
            self.x = min(cols, c) - 1
            if 6 in self.modes:
                self.y = min(self.top + self.y, self.bot)
        elif fin == "A":
            lim = self.top if self.y >= self.top else 0
            self.y = max(lim, self.y - p0)
        elif fin in "Be":
            lim = self.bot if self.y <= self.bot else rows - 1
            self.y = min(lim, self.y + p0)
        elif fin in "Ca":
            self.x = min(cols - 1, self.x + p0)
        elif fin == "D":
            self.x = max(0, self.x - p0)
        elif fin == "E":
            self.y, self.x = min(rows - 1, self.y + p0), 0
        elif fin == "F":
            self.y, self.x = max(0, self.y - p0), 0
        elif fin in "G`":
            self.x = min(cols, p0) - 1
        elif fin == "d":
            self.y = min(rows, p0) - 1
        elif fin == "J":
            q = p[0]
            if q == 0:
                self._erase(self.y, self.x, cols)
                for y in range(self.y + 1, rows):
                    self._erase(y, 0, cols)
            elif q == 1:
                self._erase(self.y, 0, self.x + 1)
                for y in range(self.y):
                    self._erase(y, 0, cols)
            elif q == 2:
                for y in range(rows):
                    self._erase(y, 0, cols)
        elif fin == "K":
            q = p[0]
            if q == 0:
                self._erase(self.y, self.x, cols)
            elif q == 1:
                self._erase(self.y, 0, self.x + 1)
            else:
                self._erase(self.y, 0, cols)
        elif fin == "X":
            self._erase(self.y, self.x, self.x + p0)
        elif fin == "P":
            r = self.buf[self.y]
            k = min(p0, cols - self.x)
            del r[0][self.x : self.x + k]
            del r[1][self.x : self.x + k]
            r[0].extend([" "] * k)
            r[1].extend([(None, self.attr[1], 0)] * k)
        elif fin == "@":
            r = self.buf[self.y]
            k = min(p0, cols - self.x)
            r[0][self.x : self.x] = [" "] * k
            r[1][self.x : self.x] = [(None, self.attr[1], 0)] * k
            del r[0][cols:]
            del r[1][cols:]
        elif fin == "L":
            if self.top <= self.y <= self.bot:
                self._scroll_down(p0, self.y, self.bot)
                self.x = 0
        elif fin == "M":
            if self.top <= self.y <= self.bot:
                self._scroll_up(p0, self.y, self.bot)
                self.x = 0
        elif fin == "S":
            self._scroll_up(p0)
        elif fin == "T":
            if len(p) < 2:
                self._scroll_down(p0)
        elif fin == "b":
            self._print(self.last_char * min(p0, rows * cols))
            return
        elif fin == "r":
            t = (p[0] or 1) - 1
            b = ((p[1] if len(p) > 1 else 0) or rows) - 1
            if t < b < rows:
                self.top, self.bot = t, b
                self.x, self.y = 0, (t if 6 in self.modes else 0)
        elif fin == "s":
            self.saved = (self.x, self.y, self.attr, self.wrap)
            return
        elif fin == "u":
            self.x, self.y, self.attr, _ = self.saved
        elif fin in "hl":
            if 4 in p:
                self.insert = fin == "h"
        elif fin in "cnqtgxiZI":
            if fin == "I":
                self.x = min(cols - 1, (self.x // 8 + p0) * 8)
            elif fin == "Z":
                self.x = max(0, ((self.x - 1) // 8 - p0 + 1) * 8)
            return
        else:
            self.unknown[fin] = self.unknown.get(fin, 0) + 1
            return
        self.wrap = False

    def _csi_priv(self, priv, body, fin):
        if priv == "?" and fin in "hl":
            for v in body.split(";"):
                if not v.isdigit():
                    continue
                m = int(v)
                on = fin == "h"
                if m in (47, 1047, 1049):
                    if on and self.buf is not self.alt:
                        if m == 1049:
                            self.saved = (self.x, self.y, self.attr, self.wrap)
                        self.alt = self._blank()
                        self.buf = self.alt
                    elif not on and self.buf is self.alt:
                        self.buf = self.main
                        if m == 1049:
                            self.x, self.y, self.attr, self.wrap = self.saved
                            self.x = min(self.x, self.cols - 1)
                            self.y = min(self.y, self.rows - 1)
                if m == 6:
                    self.x = self.y = 0
                if m == 2026 and on:
                    self.sync_frames += 1
                (self.modes.add if on else self.modes.discard)(m)

    def _sgr(self, body):
        if body in ("", "0"):
            self.attr = (None, None, 0)
            return
        fg, bg, fl = self.attr
        it = iter(body.split(";"))
        for v in it:
            if ":" in v:
                h = v.split(":")[0]
                if h == "38":
                    fg = v
                elif h == "48":
                    bg = v
                elif h == "4":
                    fl = (fl | 16) if v != "4:0" else fl & ~16
                continue
            c = int(v) if v.isdigit() else 0
            if c == 0:
                fg, bg, fl = None, None, 0
            elif 1 <= c <= 9:
                fl |= 1 << c
            elif c == 21:
                fl |= 16
            elif c == 22:
                fl &= ~6
            elif 23 <= c <= 29:
                fl &= ~(1 << (c - 20))
                if c == 25:
                    fl &= ~64
            elif 30 <= c <= 37 or 90 <= c <= 97:
                fg = c
            elif 40 <= c <= 47 or 100 <= c <= 107:
                bg = c
            elif c == 39:
                fg = None
            elif c == 49:
                bg = None
            elif c in (38, 48, 58):
                m = next(it, "")
                if m == "5":
                    col = (5, next(it, ""))
                elif m == "2":
                    col = (2, next(it, ""), next(it, ""), next(it, ""))
                else:
                    col = None
                if c == 38:
                    fg = col
                elif c == 48:
                    bg = col
        self.attr = (fg, bg, fl)
