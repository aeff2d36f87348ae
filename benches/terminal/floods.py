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


def measure_burst(scenario, options):
    """A paste of 100 kB, until the program has settled."""
    spec = scenario.get("burst")
    if spec is None:
        return None
    program = opened(scenario, options, "burst")
    try:
        lines = paste_text(spec.get("kb", 100), spec.get("style", "lines"))
        bracketed = 2004 in program.screen.modes
        body = "\r".join(lines).encode()
        data = b"\x1b[200~" + body + b"\x1b[201~" if bracketed else body
        program.parse()
        usage = Usage(program)
        n0 = program.nbytes
        t0 = now()
        stuck = None
        try:
            program.raw_write(data, options.burst_timeout)
        except Dead as e:
            stuck = str(e)
        t_sent = now()
        ok = program.settle(options.settle / 1000, options.burst_timeout, t0)
        used = usage.delta()
        t_last = program.last_ts if program.nbytes > n0 else t0
        expected = spec.get("expect_end", "ENDOFPASTE")
        t_seen, t_text = program.text_times(t0, expected)
        return dict(
            bytes_in=len(data),
            bracketed=bracketed,
            sent_ms=round((t_sent - t0) / MS, 1),
            seen_ms=round((t_seen - t0) / MS, 1) if t_seen else None,
            last_ms=round((t_last - t0) / MS, 1),
            text_ms=round((t_text - t0) / MS, 1),
            bytes_out=program.nbytes - n0,
            cpu_ms=round(used["cpu"] / MS, 1),
            writes=used["syscw"],
            settled=ok,
            unread_left=program.unread_input(),
            end_visible=program.has(expected) if expected else None,
            stuck=stuck,
            alive=program.alive(),
            ended=program.how_ended(),
            rss_kb_after=memory(program)["rss_kb"] if program.alive() else None,
        )
    finally:
        program.close()


def measure_hold(scenario, options):
    """Two thousand repeats of a key, written as fast as the terminal takes them."""
    spec = scenario.get("hold")
    if spec is None:
        return None
    program = opened(scenario, options, "hold")
    try:
        n = spec.get("n", 2000)
        one = b"".join(encode_keys(spec["key"], program))
        program.parse()
        usage = Usage(program)
        n0 = program.nbytes
        sync0 = program.screen.sync_frames
        t0 = now()
        stuck = None
        try:
            program.raw_write(one * n, options.burst_timeout)
        except Dead as e:
            stuck = str(e)
        t_sent = now()
        expected = spec.get("expect_end")
        ok = program.settle(options.settle / 1000, options.burst_timeout, t0)
        used = usage.delta()
        t_last = program.last_ts if program.nbytes > n0 else t0
        _, t_text = program.text_times(t0, None)
        return dict(
            keys=n,
            sent_ms=round((t_sent - t0) / MS, 1),
            last_ms=round((t_last - t0) / MS, 1),
            text_ms=round((t_text - t0) / MS, 1),
            keys_per_s=round(n / max(1e-9, (t_last - t0) / 1e9)),
            bytes_out=program.nbytes - n0,
            bytes_per_key=round((program.nbytes - n0) / n, 1),
            cpu_ms=round(used["cpu"] / MS, 1),
            cpu_us_per_key=round(used["cpu"] / 1000 / n, 1),
            writes=used["syscw"],
            sync_frames=program.screen.sync_frames - sync0,
            settled=ok,
            unread_left=program.unread_input(),
            end_visible=program.has(expected) if expected else None,
            stuck=stuck,
            alive=program.alive(),
            ended=program.how_ended(),
        )
    finally:
        program.close()


def measure_repeat(scenario, options):
    """Key repeat at a fixed rate (default 200 Hz, 2 s): does the program keep up?"""
    spec = scenario.get("repeat") or scenario.get("hold")
    if spec is None:
        return None
    program = opened(scenario, options, "repeat" if "repeat" in scenario else "hold")
    try:
        hz, n = spec.get("hz", 200), spec.get("repeat_n", 400)
        one = b"".join(encode_keys(spec["key"], program))
        program.parse()
        usage = Usage(program)
        n0 = program.nbytes
        painted, before_key = 0, 0
        t0 = now()
        for i in range(n):
            program.drain_for(max(0.0, (t0 + i * 1e9 / hz - now()) / 1e9))
            if program.last_ts > before_key > 0:
                painted += 1
            before_key = now()
            program.raw_write(one)
        t1 = now()
        ok = program.settle(options.settle / 1000, 30, t1)
        used = usage.delta()
        t_last = max(program.last_ts, t1)
        _, t_text = program.text_times(t1, None)
        return dict(
            keys=n,
            hz=hz,
            lag_ms=round((t_last - t1) / MS, 2),
            text_lag_ms=round((max(t_text, t1) - t1) / MS, 2),
            painted_within_slot=painted,
            bytes_out=program.nbytes - n0,
            bytes_per_key=round((program.nbytes - n0) / n, 1),
            cpu_us_per_key=round(used["cpu"] / 1000 / n, 1),
            writes=used["syscw"],
            wakeups_per_key=round(used["vcs"] / n, 2),
            settled=ok,
            alive=program.alive(),
            ended=program.how_ended(),
        )
    finally:
        program.close()


def measure_resize(scenario, options):
    """Two hundred changes of size, until the program has settled."""
    spec = scenario.get("resize", {})
    program = opened(scenario, options, "resize")
    try:
        rows, cols = program.rows, program.cols
        rng = random.Random(5)
        n = spec.get("n", 200)
        gap = spec.get("gap_ms", 2)
        usage = Usage(program)
        n0 = program.nbytes
        t0 = now()
        for _ in range(n - 1):
            program.set_size(rng.randint(8, 60), rng.randint(30, 200))
            program.drain_for(gap / 1000)
        program.set_size(rows, cols)
        t1 = now()
        n1 = program.nbytes
        ok = program.settle(options.settle / 1000, 30, t1)
        used = usage.delta()
        t_last = max(program.last_ts, t1) if program.nbytes > n1 else t1
        program.parse()
        expected = spec.get("expect", scenario.get("ready"))
        return dict(
            changes=n,
            storm_ms=round((t1 - t0) / MS, 1),
            settle_ms=round((t_last - t1) / MS, 2),
            bytes_out=program.nbytes - n0,
            cpu_ms=round(used["cpu"] / MS, 1),
            writes=used["syscw"],
            settled=ok,
            visible=program.has(expected) if expected else None,
            alive=program.alive(),
            ended=program.how_ended(),
        )
    finally:
        program.close()


def measure_tiny(scenario, options):
    """Sizes down to one cell: does the program survive?"""
    program = opened(scenario, options, "resize")
    try:
        rows, cols = program.rows, program.cols
        worst = None
        for r, c in [(1, 1), (2, 1), (1, 80), (24, 1), (3, 3), (5, 10), (2, 20), (200, 500)]:
            program.set_size(r, c)
            program.drain_for(0.12)
            program.parse()
            if not program.alive():
                worst = f"{r}x{c}"
                break
        program.set_size(rows, cols)
        program.drain_quiet(0.15, 5)
        program.parse()
        expected = scenario.get("resize", {}).get("expect", scenario.get("ready"))
        return dict(
            alive=program.alive(),
            died_at=worst,
            ended=program.how_ended(),
            visible=(program.has(expected) if expected else None) if program.alive() else False,
        )
    finally:
        program.close()


def measure_hangup(scenario, options):
    """The terminal goes away, as when a connection drops: does the program end?

    Once with the hang-up signal, and once without it (nohup), when only a failed read tells.
    """
    out = {}
    for tag, extra in (("", {}), ("nohup_", {"_ignore_hup": True})):
        program = opened({**scenario, **extra}, options, "hangup")
        try:
            pids = set(session_pids(program.pid)) | {program.pid}
            t0 = now()
            os.close(program.master)
            os.close(program.slave)
            end = t0 + int(3e9)
            t_end = None
            while now() < end:
                if not program.alive():
                    t_end = now()
                    break
                time.sleep(0.002)
            left = [
                p
                for p in pids
                if p != program.pid
                and os.path.exists(f"/proc/{p}")
                and read(f"/proc/{p}/stat").rsplit(")", 1)[-1].split()[:1] not in (["Z"], [])
            ]
            c0, t1 = sum(proc_cpu_ns(p) for p in pids), now()
            if t_end is None or left:
                time.sleep(0.5)
            burn = (sum(proc_cpu_ns(p) for p in pids) - c0) / max(1, now() - t1)
            out[tag + "ended_ms"] = round((t_end - t0) / MS, 1) if t_end else None
            out[tag + "how"] = program.how_ended()
            out[tag + "survivors"] = len(left) + (t_end is None)
            out[tag + "cpu_share_after"] = round(burn, 3) if t_end is None or left else 0.0
        finally:
            for p in session_pids(program.pid):
                program._kill(p, signal.SIGKILL)
            if program.alive():
                program._kill(program.pid, signal.SIGKILL)
                os.waitpid(program.pid, 0)
    return out
