"""What is measured, one function each. Each returns a dictionary of figures."""

import gc
import os
import random
import subprocess

from figures import jitter, one_key, opened, pack, summary
from floods import (
    measure_burst,
    measure_hangup,
    measure_hold,
    measure_repeat,
    measure_resize,
    measure_tiny,
)
from keys import encode_keys
from processes import MS, Noise, Usage, memory, now, proc_cpu_ns, session_pids
from program import Dead, Program

DEFAULT_ALPHABET = "etaoinshrdlucmfwypvbgkqjxz"


def measure_startup(sc, opt, n=None):
    """A fresh start: first byte, marker visible, whole screen painted, CPU time, questions."""
    n = n or opt.starts
    first, marker, paint, nb, cpu = [], [], [], [], []
    asked, fails, batches = None, [], 0
    for _ in range(n):
        s = Program(sc, opt)
        try:
            vis, last = s.wait_text(sc.get("ready"), opt.timeout, 0.03)
            first.append((s.first_ts - s.t_exec) / MS)
            if vis:
                marker.append((vis - s.t_exec) / MS)
            paint.append((last - s.t_exec) / MS)
            nb.append(s.nbytes)
            cpu.append(sum(proc_cpu_ns(p) for p in session_pids(s.pid)) / MS)
            asked, batches = s.answers.asked, s.answers.rounds
        except (Dead, TimeoutError) as e:
            fails.append(str(e))
        finally:
            s.close()
    return dict(
        first_byte_ms=summary(first),
        marker_ms=summary(marker),
        paint_ms=summary(paint),
        bytes=summary(nb, 0),
        cpu_ms=summary(cpu, 2),
        queries={q: asked.count(q) for q in dict.fromkeys(asked or [])},
        query_rounds=batches,
        fails=fails,
    )


def measure_type(sc, opt, n=None):
    """One printable key at a time, until it is on the screen."""
    ty = sc.get("type")
    if not ty:
        return None
    n = n or opt.n or ty.get("n", 200)
    alpha = ty.get("alphabet", DEFAULT_ALPHABET)
    line = ty.get("line", 30)
    reset = ty.get("reset")
    s = opened(sc, opt, "type")
    rng = random.Random(7)
    res, misses, extra_keys = [], 0, 0
    typed = ""
    prev = ""
    try:
        sync0 = s.screen.sync_frames
        us = Usage(s)
        while len(res) < n:
            if len(typed) >= line:
                if reset:
                    s.send_spec(reset)
                    s.drain_quiet(0.05, 3)
                    s.parse()
                    extra_keys += 1
                typed = ""
            if not typed:
                # the first char of a line goes unmeasured: one char is too weak a marker
                typed = rng.choice(alpha)
                s.send_spec(typed)
                s.drain_quiet(0.05, 3)
                s.parse()
                extra_keys += 1
            ch = rng.choice(alpha)
            while ch == prev:
                ch = rng.choice(alpha)
            prev = ch
            tail = (typed + ch)[-6:]
            before = s.screen.text().count(tail)
            cond = lambda t=tail, b=before: s.screen.text().count(t) > b
            jitter(s, rng, opt)
            data = b"".join(encode_keys(ch if ch != "<" else "<lt>", s))
            r = one_key(s, data, cond, opt, timeout=ty.get("timeout", 2.0))
            typed += ch
            if r["seen"] is None:
                misses += 1
                if misses > max(5, n // 10):
                    raise TimeoutError(
                        f"typed text does not show up ({misses} of {len(res) + 1}); tail {tail!r}"
                    )
                typed = ""
                if reset:
                    s.send_spec(reset)
                    s.drain_quiet(0.05, 3)
                    s.parse()
                    extra_keys += 1
            res.append(r)
        d = us.delta()
        d["keys"] = len(res) + extra_keys
        mem = memory(s)
        more = dict(sync_frames=s.screen.sync_frames - sync0, mem_after=mem)
        return pack(res, d, len(res), misses, more)
    finally:
        s.close()


def measure_scroll(sc, opt, n=None):
    """A cycle of keys, each until what it should show is on the screen."""
    sp = sc.get("scroll")
    if not sp:
        return None
    n = n or opt.n or sp.get("n", 200)
    cyc = sp["cycle"]
    s = opened(sc, opt, "scroll")
    rng = random.Random(11)
    res, misses = [], 0
    try:
        us = Usage(s)
        sync0 = s.screen.sync_frames
        i = -1
        while len(res) < n:
            i += 1
            if sp.get("limit") and i and i % sp["limit"] == 0:  # back to the start of the list
                s.send_spec(sp["rewind"])
                s.drain_quiet(0.15, 5)
                s.parse()
            key, exp = cyc[i % len(cyc)]
            jitter(s, rng, opt)
            if exp is None:
                before = s.screen.full()
                cond = lambda b=before: s.screen.full() != b
            else:
                cond = lambda e=exp: s.has(e)
                if cond():
                    raise RuntimeError(f"{exp!r} already visible before {key!r}")
            data = b"".join(encode_keys(key, s))
            r = one_key(s, data, cond, opt, timeout=sp.get("timeout", 2.0))
            if r["seen"] is None:
                misses += 1
                if misses > max(5, n // 10):
                    raise TimeoutError(f"{key!r} -> {exp!r}: no effect ({misses} of {i + 1})")
            res.append(r)
        d = us.delta()
        d["keys"] = len(res)
        return pack(res, d, len(res), misses, dict(sync_frames=s.screen.sync_frames - sync0))
    finally:
        s.close()


def measure_redraw(sc, opt, n=None):
    """Bytes and time of a whole redraw: by key, and by a resize and back."""
    n = n or 20
    rd = sc.get("redraw", {})
    s = opened(sc, opt, "redraw")
    try:
        out = {}
        if rd.get("key"):
            res = []
            for _ in range(n):
                r = one_key(s, b"".join(encode_keys(rd["key"], s)), lambda: True, opt)
                if r["first"] is not None:
                    res.append(r)
            if res:
                out["key_bytes"] = summary([r["bytes"] for r in res], 0)
                out["key_last_ms"] = summary([r["last"] for r in res])
        rows, cols = s.rows, s.cols
        b, t = [], []
        for _ in range(n):
            s.set_size(rows, cols - 1)
            s.drain_quiet(0.08, 3)
            s.parse()
            t0, n0 = now(), s.nbytes
            s.set_size(rows, cols)
            s.drain_quiet(0.08, 3)
            s.parse()
            if s.nbytes > n0:
                b.append(s.nbytes - n0)
                t.append((s.last_ts - t0) / MS)
            if not s.alive():
                raise Dead(s.how_ended())
        out["resize_bytes"] = summary(b, 0)
        out["resize_last_ms"] = summary(t)
        return out
    finally:
        s.close()


def measure_memory(sc, opt):
    """Memory after the first screen, and the size of the binary."""
    s = opened(sc, opt, "memory")
    try:
        s.drain_for(0.3)
        s.parse()
        out = memory(s)
        out["argv0"] = s.exe
        try:
            out["binary_kb"] = os.path.getsize(os.path.realpath(s.exe)) // 1024
        except OSError:
            pass
        out["modes"] = sorted(s.screen.modes)
        out["kitty_flags"] = s.kitty[-1]
        return out
    finally:
        s.close()


def measure_idle(sc, opt):
    """CPU time, wake-ups and bytes while nothing happens."""
    s = opened(sc, opt, "idle")
    try:
        s.drain_for(1.5)
        s.parse()
        n0 = s.nbytes
        us = Usage(s)
        t0 = now()
        s.drain_for(opt.idle)
        secs = (now() - t0) / 1e9
        d = us.delta()
        ended = None if s.alive() else s.how_ended()
        return dict(
            seconds=round(secs, 2),
            cpu_ms=round(d["cpu"] / MS, 3),
            cpu_ms_per_s=round(d["cpu"] / MS / secs, 4),
            wakeups=max(0, d["vcs"]),
            wakeups_per_s=round(max(0, d["vcs"]) / secs, 2),
            invol=d["ivcs"],
            bytes=s.nbytes - n0,
            threads=d["threads"],
            procs=d["procs"],
            ended=ended,
        )
    finally:
        s.close()


TESTS = dict(
    startup=measure_startup,
    type=measure_type,
    scroll=measure_scroll,
    redraw=measure_redraw,
    memory=measure_memory,
    idle=measure_idle,
    burst=measure_burst,
    hold=measure_hold,
    repeat=measure_repeat,
    resize=measure_resize,
    tiny=measure_tiny,
    hangup=measure_hangup,
)


def run_test(name, sc, opt, **kw):
    """Runs one measurement, with what else the machine did meanwhile."""
    fn = TESTS[name]
    nz = Noise()
    c0 = os.times()
    gc.disable()
    try:
        r = fn(sc, opt, **kw) if kw else fn(sc, opt)
    except (
        Dead,
        TimeoutError,
        RuntimeError,
        FileNotFoundError,
        subprocess.CalledProcessError,
    ) as e:
        r = dict(error=f"{type(e).__name__}: {e}")
    finally:
        gc.enable()
    if r is not None:
        c1 = os.times()
        nz.add_child(
            int(
                ((c1.children_user - c0.children_user) + (c1.children_system - c0.children_system))
                * 1e9
            )
        )
        r["noise"] = nz.done()
    return r


# --------------------------------------------------------------------------
