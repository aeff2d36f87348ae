"""Keys as a terminal sends them.

A specification is literal text with names in angle brackets: `<Down>`, `<C-q>`, `<A-x>`, `<lt>` for
`<`, `<wait:50>` for a pause of 50 ms, `<Down*40>` for repeats.
"""

import re

KEYTOK = re.compile(r"<([A-Za-z][A-Za-z0-9:-]*(?:-[^*>])?)(?:\*(\d+))?>|(.)", re.S)
CURSOR = {"Up": "A", "Down": "B", "Right": "C", "Left": "D", "Home": "H", "End": "F"}
TILDE = {
    "Ins": 2,
    "Del": 3,
    "PageUp": 5,
    "PageDown": 6,
    "F5": 15,
    "F6": 17,
    "F7": 18,
    "F8": 19,
    "F9": 20,
    "F10": 21,
    "F11": 23,
    "F12": 24,
}
PF = {"F1": "P", "F2": "Q", "F3": "R", "F4": "S"}
PLAIN = {
    "Enter": "\r",
    "CR": "\r",
    "Tab": "\t",
    "BS": "\x7f",
    "Esc": "\x1b",
    "Space": " ",
    "lt": "<",
    "LF": "\n",
}


def encode_keys(spec: str, program) -> list:
    """The keys as a list of bytes and of ('wait', ms), in the modes the program has set."""
    out: list = []
    flags = program.kitty[-1] if program.kitty else 0
    ckm = 1 in program.screen.modes
    for m in KEYTOK.finditer(spec):
        name, rep, ch = m.groups()
        if rep:
            out.extend(encode_keys(f"<{name}>", program) * int(rep))
            continue
        if ch is not None:
            if flags & 8:
                o = ord(ch)
                tail = f";;{o}" if flags & 16 else ""
                if ch.isupper():
                    out.append(
                        f"\x1b[{ord(ch.lower())};2{';' + str(o) if flags & 16 else ''}u".encode()
                    )
                else:
                    out.append(f"\x1b[{o}{tail}u".encode())
            else:
                out.append(ch.encode())
            continue
        if name.startswith("wait:"):
            out.append(("wait", float(name[5:])))
        elif name in CURSOR:
            out.append((b"\x1bO" if ckm else b"\x1b[") + CURSOR[name].encode())
        elif name in TILDE:
            out.append(b"\x1b[%d~" % TILDE[name])
        elif name in PF:
            out.append((b"\x1b[" if flags else b"\x1bO") + PF[name].encode())
        elif name == "S-Tab":
            out.append(b"\x1b[Z")
        elif name in PLAIN:
            if flags & 8 or (flags & 1 and name == "Esc"):
                code = {
                    "Enter": 13,
                    "CR": 13,
                    "Tab": 9,
                    "BS": 127,
                    "Esc": 27,
                    "Space": 32,
                    "lt": 60,
                    "LF": 10,
                }[name]
                out.append(b"\x1b[%du" % code)
            else:
                out.append(PLAIN[name].encode())
        elif name.startswith("C-"):
            c = name[2:]
            if flags & 9:
                out.append(b"\x1b[%d;5u" % ord(c.lower()))
            else:
                out.append(bytes([ord(c.upper()) & 0x1F]))
        elif name.startswith(("A-", "M-")):
            c = name[2:]
            out.append(b"\x1b[%d;3u" % ord(c) if flags & 9 else b"\x1b" + c.encode())
        else:
            raise ValueError(f"unknown key <{name}> in {spec!r}")
    return out
