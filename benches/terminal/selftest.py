"""Checks of the tool itself: the screen, the answers, and a program whose delays are known."""

import sys

from measures import run_test
from program import Program
from screen import Screen


def selftest(options):
    """Prints what holds; 1 when something does not."""
    ok = True

    def check(name, cond, info=""):
        nonlocal ok
        ok &= bool(cond)
        print(("ok   " if cond else "FAIL ") + name, info if not cond else "")

    def scr(data, rows=4, cols=10):
        program = Screen(rows, cols)
        for i in range(len(data)):  # byte by byte: chunk borders must not matter
            program.feed(data[i : i + 1])
        return program

    rows_of = lambda program: [r.rstrip() for r in program.text().split("\n")]
    check("plain + wrap", rows_of(scr(b"0123456789ab"))[:2] == ["0123456789", "ab"])
    check("deferred wrap", rows_of(scr(b"0123456789\r\nx"))[:2] == ["0123456789", "x"])
    check("cup/ed/el", rows_of(scr(b"aaaa\x1b[2;3Hbb\x1b[1;2H\x1b[K"))[:2] == ["a", "  bb"])
    check(
        "scroll region",
        rows_of(scr(b"1\r\n2\r\n3\r\n4\x1b[2;3r\x1b[3;1H\nX")) == ["1", "3", "X", "4"],
    )
    check("ri at top", rows_of(scr(b"1\r\n2\x1b[H\x1bMZ"))[:3] == ["Z", "1", "2"])
    check("il/dl", rows_of(scr(b"1\r\n2\r\n3\x1b[2;1H\x1b[L"))[:4] == ["1", "", "2", "3"])
    check(
        "ich/dch/ech",
        rows_of(scr(b"abcdef\x1b[1;2H\x1b[2@\x1b[1;5H\x1b[P\x1b[1;1H\x1b[X"))[0] == "   bdef",
        rows_of(scr(b"abcdef\x1b[1;2H\x1b[2@\x1b[1;5H\x1b[P\x1b[1;1H\x1b[X")),
    )
    check("rep", rows_of(scr(b"a\x1b[4b"))[0] == "aaaaa")
    check("alt screen", rows_of(scr(b"main\x1b[?1049h\x1b[Halt\x1b[?1049l"))[0] == "main")
    check("decgfx", rows_of(scr(b"\x1b(0qx\x1b(Bq"))[0] == "─│q")
    check("wide", rows_of(scr("日本x".encode()))[0] == "日本x")
    check(
        "osc/dcs ignored",
        rows_of(scr(b"\x1b]0;title\x07a\x1bP+q544e\x1b\\b\x1b_Gx\x1b\\c\x1b]8;;u\x1b\\d"))[0]
        == "abcd",
    )
    check(
        "private csi not printed",
        rows_of(scr(b"\x1b[>4;2m\x1b[<1u\x1b[=1;1u\x1b[?1;2$pz"))[0] == "z",
    )
    check("sgr attr change", scr(b"\x1b[1;38;5;3;48:2::1:2:3mA").attr[2] == 2)

    # queries, split at every byte
    qs = [
        (b"\x1b[c", b"\x1b[?62"),
        (b"\x1b[>c", b"\x1b[>1"),
        (b"\x1b[6n", b"R"),
        (b"\x1b[?u", b"\x1b[?0u"),
        (b"\x1b]11;?\x07", b"rgb:0000"),
        (b"\x1b]10;?\x1b\\", b"rgb:ffff"),
        (b"\x1b[>0q", b"ptybench"),
        (b"\x1b[>q", b"ptybench"),
        (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
        (b"\x1bP+q544e\x1b\\", b"0+r"),
        (b"\x1b[14t", b"\x1b[4;"),
        (b"\x1b[?996n", b"997;1n"),
    ]
    prog = r"""
import os,sys,tty,select,time
tty.setraw(0)
qs=%r
bad=[]
for q,want in qs:
    for i in range(len(q)):
        os.write(1,q[i:i+1]); time.sleep(0.001)
    got=b''
    end=time.time()+1
    while time.time()<end and want not in got:
        if select.select([0],[],[],0.05)[0]: got+=os.read(0,999)
    if want not in got: bad.append((q,got))
os.write(1,b'\x1b[2J\x1b[HBAD '+repr(bad).encode() if bad else b'\x1b[2J\x1b[HALLGOOD')
time.sleep(5)
""" % (qs,)
    scenario = dict(cmd=[sys.executable, "-c", prog], ready="re:BAD|ALLGOOD")
    program = Program(scenario, options)
    try:
        program.wait_text(scenario["ready"], 20)
        check("queries answered (split bytes)", program.has("ALLGOOD"), program.screen.text())
    finally:
        program.close()

    # a program with known delays: 40 ms to first byte, 80 ms to marker, +20 ms rest; 15 ms/key
    prog = r"""
import os,tty,time
tty.setraw(0)
time.sleep(.04); os.write(1,b'x')
time.sleep(.04); os.write(1,b'\rREADY')
time.sleep(.02); os.write(1,b'\r\n')
while True:
    b=os.read(0,1)
    if b==b'\x11': break
    time.sleep(.015)
    os.write(1,b)
    time.sleep(.005)
    os.write(1,b'\x1b[1m\x1b[m')
"""
    scenario = dict(
        cmd=[sys.executable, "-S", "-E", "-c", prog],
        ready="READY",
        quit="<C-q>",
        type=dict(line=60, n=30),
        hold=dict(key="a", n=50),
    )
    r = run_test("startup", scenario, options, n=5)
    d1 = r["marker_ms"]["p50"] - r["first_byte_ms"]["p50"]
    d2 = r["paint_ms"]["p50"] - r["marker_ms"]["p50"]
    check("startup deltas 40 ms / 20 ms", abs(d1 - 40) < 5 and abs(d2 - 20) < 5, (d1, d2))
    r = run_test("type", scenario, options)
    check(
        "key seen ~15 ms, last ~20 ms",
        14.5 < r["seen_ms"]["p50"] < 18 and 19.5 < r["last_ms"]["p50"] < 25,
        r["seen_ms"],
    )
    check("bytes per key = 8", r["bytes"]["p50"] == 8, r["bytes"])
    check("2 writes per key", abs(r["writes_per_key"] - 2) < 0.2, r["writes_per_key"])
    r = run_test("hold", scenario, options)
    check("hold 50 keys ~ 1 s", 950 < r["last_ms"] < 1400, r["last_ms"])
    scenario = dict(cmd=["sleep", "1000"], ready=None, type=dict(line=60, n=20))
    program = Program(scenario, options)
    program.close()
    check("close of a silent child", program.how_ended() == "signal SIGHUP", program.how_ended())
    scenario = dict(
        cmd=[
            sys.executable,
            "-c",
            "import os,tty;tty.setraw(0);os.write(1,b'READY');os.read(0,1);os.abort()",
        ],
        ready="READY",
        type=dict(n=5),
    )
    r = run_test("type", scenario, options)
    check("crash is reported", "SIGABRT" in r.get("error", ""), r)
    print("selftest", "passed" if ok else "FAILED")
    return 0 if ok else 1
