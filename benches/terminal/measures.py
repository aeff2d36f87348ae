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


def measure_startup(scenario, options, n=None):
    """A fresh start: first byte, marker visible, whole screen painted, CPU time, questions."""
    n = n or options.starts
    first, marker, paint, sizes, cpu = [], [], [], [], []
    asked, fails, batches = None, [], 0
    for _ in range(n):
        program = Program(scenario, options)
        try:
            vis, last = program.wait_text(scenario.get("ready"), options.timeout, 0.03)
            first.append((program.first_ts - program.t_exec) / MS)
            if vis:
                marker.append((vis - program.t_exec) / MS)
            paint.append((last - program.t_exec) / MS)
            sizes.append(program.nbytes)
            cpu.append(sum(proc_cpu_ns(p) for p in session_pids(program.pid)) / MS)
            asked, batches = program.answers.asked, program.answers.rounds
        except (Dead, TimeoutError) as e:
            fails.append(str(e))
        finally:
            program.close()
    return dict(
        first_byte_ms=summary(first),
        marker_ms=summary(marker),
        paint_ms=summary(paint),
        bytes=summary(sizes, 0),
        cpu_ms=summary(cpu, 2),
        queries={q: asked.count(q) for q in dict.fromkeys(asked or [])},
        query_rounds=batches,
        fails=fails,
    )


def measure_type(scenario, options, n=None):
    """One printable key at a time, until it is on the screen."""
    spec = scenario.get("type")
    if not spec:
        return None
    n = n or options.n or spec.get("n", 200)
    alphabet = spec.get("alphabet", DEFAULT_ALPHABET)
    line = spec.get("line", 30)
    reset = spec.get("reset")
    program = opened(scenario, options, "type")
    rng = random.Random(7)
    results, misses, extra_keys = [], 0, 0
    typed = ""
    prev = ""
    try:
        sync0 = program.screen.sync_frames
        usage = Usage(program)
        while len(results) < n:
            if len(typed) >= line:
                if reset:
                    program.send_spec(reset)
                    program.drain_quiet(0.05, 3)
                    program.parse()
                    extra_keys += 1
                typed = ""
            if not typed:
                # the first char of a line goes unmeasured: one char is too weak a marker
                typed = rng.choice(alphabet)
                program.send_spec(typed)
                program.drain_quiet(0.05, 3)
                program.parse()
                extra_keys += 1
            ch = rng.choice(alphabet)
            while ch == prev:
                ch = rng.choice(alphabet)
            prev = ch
            tail = (typed + ch)[-6:]
            before = program.screen.text().count(tail)
            cond = lambda t=tail, b=before: program.screen.text().count(t) > b
            jitter(program, rng, options)
            data = b"".join(encode_keys(ch if ch != "<" else "<lt>", program))
            r = one_key(program, data, cond, options, timeout=spec.get("timeout", 2.0))
            typed += ch
            if r["seen"] is None:
                misses += 1
                if misses > max(5, n // 10):
                    raise TimeoutError(
                        f"typed text does not show up ({misses} of {len(results) + 1}); tail {tail!r}"
                    )
                typed = ""
                if reset:
                    program.send_spec(reset)
                    program.drain_quiet(0.05, 3)
                    program.parse()
                    extra_keys += 1
            results.append(r)
        used = usage.delta()
        used["keys"] = len(results) + extra_keys
        mem = memory(program)
        more = dict(sync_frames=program.screen.sync_frames - sync0, mem_after=mem)
        return pack(results, used, len(results), misses, more)
    finally:
        program.close()


def measure_scroll(scenario, options, n=None):
    """A cycle of keys, each until what it should show is on the screen."""
    spec = scenario.get("scroll")
    if not spec:
        return None
    n = n or options.n or spec.get("n", 200)
    cycle = spec["cycle"]
    program = opened(scenario, options, "scroll")
    rng = random.Random(11)
    results, misses = [], 0
    try:
        usage = Usage(program)
        sync0 = program.screen.sync_frames
        i = -1
        while len(results) < n:
            i += 1
            if spec.get("limit") and i and i % spec["limit"] == 0:  # back to the start of the list
                program.send_spec(spec["rewind"])
                program.drain_quiet(0.15, 5)
                program.parse()
            key, expected = cycle[i % len(cycle)]
            jitter(program, rng, options)
            if expected is None:
                before = program.screen.full()
                cond = lambda b=before: program.screen.full() != b
            else:
                cond = lambda e=expected: program.has(e)
                if cond():
                    raise RuntimeError(f"{expected!r} already visible before {key!r}")
            data = b"".join(encode_keys(key, program))
            r = one_key(program, data, cond, options, timeout=spec.get("timeout", 2.0))
            if r["seen"] is None:
                misses += 1
                if misses > max(5, n // 10):
                    raise TimeoutError(f"{key!r} -> {expected!r}: no effect ({misses} of {i + 1})")
            results.append(r)
        used = usage.delta()
        used["keys"] = len(results)
        return pack(
            results,
            used,
            len(results),
            misses,
            dict(sync_frames=program.screen.sync_frames - sync0),
        )
    finally:
        program.close()


def measure_redraw(scenario, options, n=None):
    """Bytes and time of a whole redraw: by key, and by a resize and back."""
    n = n or 20
    spec = scenario.get("redraw", {})
    program = opened(scenario, options, "redraw")
    try:
        out = {}
        if spec.get("key"):
            results = []
            for _ in range(n):
                r = one_key(
                    program, b"".join(encode_keys(spec["key"], program)), lambda: True, options
                )
                if r["first"] is not None:
                    results.append(r)
            if results:
                out["key_bytes"] = summary([r["bytes"] for r in results], 0)
                out["key_last_ms"] = summary([r["last"] for r in results])
        rows, cols = program.rows, program.cols
        b, t = [], []
        for _ in range(n):
            program.set_size(rows, cols - 1)
            program.drain_quiet(0.08, 3)
            program.parse()
            t0, n0 = now(), program.nbytes
            program.set_size(rows, cols)
            program.drain_quiet(0.08, 3)
            program.parse()
            if program.nbytes > n0:
                b.append(program.nbytes - n0)
                t.append((program.last_ts - t0) / MS)
            if not program.alive():
                raise Dead(program.how_ended())
        out["resize_bytes"] = summary(b, 0)
        out["resize_last_ms"] = summary(t)
        return out
    finally:
        program.close()


def measure_memory(scenario, options):
    """Memory after the first screen, and the size of the binary."""
    program = opened(scenario, options, "memory")
    try:
        program.drain_for(0.3)
        program.parse()
        out = memory(program)
        out["argv0"] = program.exe
        try:
            out["binary_kb"] = os.path.getsize(os.path.realpath(program.exe)) // 1024
        except OSError:
            pass
        out["modes"] = sorted(program.screen.modes)
        out["kitty_flags"] = program.kitty[-1]
        return out
    finally:
        program.close()


def measure_idle(scenario, options):
    """CPU time, wake-ups and bytes while nothing happens."""
    program = opened(scenario, options, "idle")
    try:
        program.drain_for(1.5)
        program.parse()
        n0 = program.nbytes
        usage = Usage(program)
        t0 = now()
        program.drain_for(options.idle)
        secs = (now() - t0) / 1e9
        used = usage.delta()
        ended = None if program.alive() else program.how_ended()
        return dict(
            seconds=round(secs, 2),
            cpu_ms=round(used["cpu"] / MS, 3),
            cpu_ms_per_s=round(used["cpu"] / MS / secs, 4),
            wakeups=max(0, used["vcs"]),
            wakeups_per_s=round(max(0, used["vcs"]) / secs, 2),
            invol=used["ivcs"],
            bytes=program.nbytes - n0,
            threads=used["threads"],
            procs=used["procs"],
            ended=ended,
        )
    finally:
        program.close()


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


def run_test(name, scenario, options, **kw):
    """Runs one measurement, with what else the machine did meanwhile."""
    fn = TESTS[name]
    noise = Noise()
    c0 = os.times()
    gc.disable()
    try:
        r = fn(scenario, options, **kw) if kw else fn(scenario, options)
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
        noise.add_child(
            int(
                ((c1.children_user - c0.children_user) + (c1.children_system - c0.children_system))
                * 1e9
            )
        )
        r["noise"] = noise.done()
    return r
