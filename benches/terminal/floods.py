"""Measurements with more input than anybody types, and of what may happen to a terminal."""

import os
import random
import signal
import time

from figures import opened
from keys import encode_keys
from processes import MS, Usage, memory, now, proc_cpu_ns, read, session_pids
from program import Dead


def paste_text(kb, style):
    """Text to paste, the same each time; its last word is ENDOFPASTE."""
    rng = random.Random(3)
    words = [
        ("".join(rng.choice("etaoinshrdlu") for _ in range(rng.randint(2, 9)))) for _ in range(500)
    ]
    out, size = [], 0
    width = {"lines": 70, "flat": 10**9, "long": 900}[style]
    line = ""
    while size + len(line) < kb * 1000 - 20:
        w = rng.choice(words)
        if len(line) + len(w) + 1 > width:
            out.append(line)
            size += len(line) + 1
            line = w
        else:
            line = f"{line} {w}" if line else w
    out.append(line + " ENDOFPASTE")
    return out


def measure_burst(sc, opt):
    """A paste of 100 kB, until the program has settled."""
    bs = sc.get("burst")
    if bs is None:
        return None
    s = opened(sc, opt, "burst")
    try:
        lines = paste_text(bs.get("kb", 100), bs.get("style", "lines"))
        bracketed = 2004 in s.screen.modes
        body = "\r".join(lines).encode()
        data = b"\x1b[200~" + body + b"\x1b[201~" if bracketed else body
        s.parse()
        us = Usage(s)
        n0 = s.nbytes
        t0 = now()
        stuck = None
        try:
            s.raw_write(data, opt.burst_timeout)
        except Dead as e:
            stuck = str(e)
        t_sent = now()
        ok = s.settle(opt.settle / 1000, opt.burst_timeout, t0)
        d = us.delta()
        t_last = s.last_ts if s.nbytes > n0 else t0
        t_text = s.text_settled(t0)
        exp = bs.get("expect_end", "ENDOFPASTE")
        return dict(
            bytes_in=len(data),
            bracketed=bracketed,
            sent_ms=round((t_sent - t0) / MS, 1),
            last_ms=round((t_last - t0) / MS, 1),
            text_ms=round((t_text - t0) / MS, 1),
            bytes_out=s.nbytes - n0,
            cpu_ms=round(d["cpu"] / MS, 1),
            writes=d["syscw"],
            settled=ok,
            unread_left=s.unread_input(),
            end_visible=s.has(exp) if exp else None,
            stuck=stuck,
            alive=s.alive(),
            ended=s.how_ended(),
            rss_kb_after=memory(s)["rss_kb"] if s.alive() else None,
        )
    finally:
        s.close()


def measure_hold(sc, opt):
    """Two thousand repeats of a key, written as fast as the terminal takes them."""
    hs = sc.get("hold")
    if hs is None:
        return None
    s = opened(sc, opt, "hold")
    try:
        n = hs.get("n", 2000)
        one = b"".join(encode_keys(hs["key"], s))
        s.parse()
        us = Usage(s)
        n0 = s.nbytes
        sync0 = s.screen.sync_frames
        t0 = now()
        stuck = None
        try:
            s.raw_write(one * n, opt.burst_timeout)
        except Dead as e:
            stuck = str(e)
        t_sent = now()
        exp = hs.get("expect_end")
        ok = s.settle(opt.settle / 1000, opt.burst_timeout, t0)
        d = us.delta()
        t_last = s.last_ts if s.nbytes > n0 else t0
        t_text = s.text_settled(t0)
        return dict(
            keys=n,
            sent_ms=round((t_sent - t0) / MS, 1),
            last_ms=round((t_last - t0) / MS, 1),
            text_ms=round((t_text - t0) / MS, 1),
            keys_per_s=round(n / max(1e-9, (t_last - t0) / 1e9)),
            bytes_out=s.nbytes - n0,
            bytes_per_key=round((s.nbytes - n0) / n, 1),
            cpu_ms=round(d["cpu"] / MS, 1),
            cpu_us_per_key=round(d["cpu"] / 1000 / n, 1),
            writes=d["syscw"],
            sync_frames=s.screen.sync_frames - sync0,
            settled=ok,
            unread_left=s.unread_input(),
            end_visible=s.has(exp) if exp else None,
            stuck=stuck,
            alive=s.alive(),
            ended=s.how_ended(),
        )
    finally:
        s.close()


def measure_repeat(sc, opt):
    """Key repeat at a fixed rate (default 200 Hz, 2 s): does the program keep up?"""
    hs = sc.get("repeat") or sc.get("hold")
    if hs is None:
        return None
    s = opened(sc, opt, "repeat" if "repeat" in sc else "hold")
    try:
        hz, n = hs.get("hz", 200), hs.get("repeat_n", 400)
        one = b"".join(encode_keys(hs["key"], s))
        s.parse()
        us = Usage(s)
        n0 = s.nbytes
        painted, before_key = 0, 0
        t0 = now()
        for i in range(n):
            s.drain_for(max(0.0, (t0 + i * 1e9 / hz - now()) / 1e9))
            if s.last_ts > before_key > 0:
                painted += 1
            before_key = now()
            s.raw_write(one)
        t1 = now()
        ok = s.settle(opt.settle / 1000, 30, t1)
        d = us.delta()
        t_last = max(s.last_ts, t1)
        t_text = s.text_settled(t1)
        return dict(
            keys=n,
            hz=hz,
            lag_ms=round((t_last - t1) / MS, 2),
            text_lag_ms=round((max(t_text, t1) - t1) / MS, 2),
            painted_within_slot=painted,
            bytes_out=s.nbytes - n0,
            bytes_per_key=round((s.nbytes - n0) / n, 1),
            cpu_us_per_key=round(d["cpu"] / 1000 / n, 1),
            writes=d["syscw"],
            wakeups_per_key=round(d["vcs"] / n, 2),
            settled=ok,
            alive=s.alive(),
            ended=s.how_ended(),
        )
    finally:
        s.close()


def measure_resize(sc, opt):
    """Two hundred changes of size, until the program has settled."""
    rs = sc.get("resize", {})
    s = opened(sc, opt, "resize")
    try:
        rows, cols = s.rows, s.cols
        rng = random.Random(5)
        n = rs.get("n", 200)
        gap = rs.get("gap_ms", 2)
        us = Usage(s)
        n0 = s.nbytes
        t0 = now()
        for _ in range(n - 1):
            s.set_size(rng.randint(8, 60), rng.randint(30, 200))
            s.drain_for(gap / 1000)
        s.set_size(rows, cols)
        t1 = now()
        n1 = s.nbytes
        ok = s.settle(opt.settle / 1000, 30, t1)
        d = us.delta()
        t_last = max(s.last_ts, t1) if s.nbytes > n1 else t1
        s.parse()
        exp = rs.get("expect", sc.get("ready"))
        return dict(
            changes=n,
            storm_ms=round((t1 - t0) / MS, 1),
            settle_ms=round((t_last - t1) / MS, 2),
            bytes_out=s.nbytes - n0,
            cpu_ms=round(d["cpu"] / MS, 1),
            writes=d["syscw"],
            settled=ok,
            visible=s.has(exp) if exp else None,
            alive=s.alive(),
            ended=s.how_ended(),
        )
    finally:
        s.close()


def measure_tiny(sc, opt):
    """Sizes down to one cell: does the program survive?"""
    s = opened(sc, opt, "resize")
    try:
        rows, cols = s.rows, s.cols
        worst = None
        for r, c in [(1, 1), (2, 1), (1, 80), (24, 1), (3, 3), (5, 10), (2, 20), (200, 500)]:
            s.set_size(r, c)
            s.drain_for(0.12)
            s.parse()
            if not s.alive():
                worst = f"{r}x{c}"
                break
        s.set_size(rows, cols)
        s.drain_quiet(0.15, 5)
        s.parse()
        exp = sc.get("resize", {}).get("expect", sc.get("ready"))
        return dict(
            alive=s.alive(),
            died_at=worst,
            ended=s.how_ended(),
            visible=(s.has(exp) if exp else None) if s.alive() else False,
        )
    finally:
        s.close()


def measure_hangup(sc, opt):
    """The terminal goes away, as when a connection drops: does the program end?

    Once with the hang-up signal, and once without it (nohup), when only a failed read tells.
    """
    out = {}
    for tag, extra in (("", {}), ("nohup_", {"_ignore_hup": True})):
        s = opened({**sc, **extra}, opt, "hangup")
        try:
            pids = set(session_pids(s.pid)) | {s.pid}
            t0 = now()
            os.close(s.master)
            os.close(s.slave)
            end = t0 + int(3e9)
            t_end = None
            while now() < end:
                if not s.alive():
                    t_end = now()
                    break
                time.sleep(0.002)
            left = [
                p
                for p in pids
                if p != s.pid
                and os.path.exists(f"/proc/{p}")
                and read(f"/proc/{p}/stat").rsplit(")", 1)[-1].split()[:1] not in (["Z"], [])
            ]
            c0, t1 = sum(proc_cpu_ns(p) for p in pids), now()
            if t_end is None or left:
                time.sleep(0.5)
            burn = (sum(proc_cpu_ns(p) for p in pids) - c0) / max(1, now() - t1)
            out[tag + "ended_ms"] = round((t_end - t0) / MS, 1) if t_end else None
            out[tag + "how"] = s.how_ended()
            out[tag + "survivors"] = len(left) + (t_end is None)
            out[tag + "cpu_share_after"] = round(burn, 3) if t_end is None or left else 0.0
        finally:
            for p in session_pids(s.pid):
                s._kill(p, signal.SIGKILL)
            if s.alive():
                s._kill(s.pid, signal.SIGKILL)
                os.waitpid(s.pid, 0)
    return out
