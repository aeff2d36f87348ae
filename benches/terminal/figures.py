"""What measurements share: starting the program, one key, and what many values say."""

import math
import statistics

from processes import MS, now
from program import Dead, Program


def pct(v, q):
    """The nearest-rank percentile."""
    v = sorted(v)
    if not v:
        return None
    return v[min(len(v) - 1, max(0, math.ceil(q / 100 * len(v)) - 1))]


def summary(v, nd=3):
    """Count, least, median, 95th and 99th percentile, greatest."""
    v = [x for x in v if x is not None]
    if not v:
        return None
    return dict(
        n=len(v),
        min=round(min(v), nd),
        p50=round(statistics.median(v), nd),
        p95=round(pct(v, 95), nd),
        p99=round(pct(v, 99), nd),
        max=round(max(v), nd),
    )


# --------------------------------------------------------------------------
# tests
# --------------------------------------------------------------------------


def opened(sc, opt, test):
    """The program, started and brought to where the measurement begins."""
    s = Program(sc, opt)
    try:
        s.wait_text(sc.get("ready"), opt.timeout, 0.03)
        s.drain_quiet(sc.get("grace_ms", 150) / 1000, 5)
        s.parse()
        s.prelude(sc.get("prelude"))
        s.prelude(sc.get(test, {}).get("prelude") if isinstance(sc.get(test), dict) else None)
    except BaseException:
        s.close()
        raise
    return s


def one_key(s: Program, data: bytes, cond, opt, timeout=2.0, quiet=None):
    """Sends one key and waits until `cond` holds; times in ms."""
    quiet = quiet or opt.quiet / 1000
    s.parse()
    seen = [None]
    t0 = now()
    n0 = s.nbytes

    def w(ts):
        if seen[0] is None and cond():
            seen[0] = ts

    s.raw_write(data)
    s.watch = w
    first = None
    end = t0 + int(timeout * 1e9)
    try:
        while True:
            if s.pump(quiet):
                if first is None:
                    first = s.last_ts
                if now() > end:  # endless output
                    s.parse()
                    break
                continue
            s.parse()
            if seen[0] is not None:
                break
            if now() > end:
                break
            if not s.alive():
                raise Dead(s.how_ended())
    finally:
        s.watch = None
    return dict(
        first=(first - t0) / MS if first else None,
        seen=(seen[0] - t0) / MS if seen[0] else None,
        last=(s.last_ts - t0) / MS if first else None,
        bytes=s.nbytes - n0,
    )


def jitter(s, rng, opt):
    """A random pause, so that keys do not fall into step with timers."""
    if opt.jitter:
        s.drain_for(rng.random() * opt.jitter / 1000)
        s.parse()


def pack(res, us, nkeys, misses, extra=None):
    """The figures of many keys."""
    d = dict(
        n=nkeys,
        misses=misses,
        first_ms=summary([r["first"] for r in res]),
        seen_ms=summary([r["seen"] for r in res]),
        last_ms=summary([r["last"] for r in res]),
        bytes=summary([r["bytes"] for r in res], 0),
        bytes_mean=round(statistics.fmean(r["bytes"] for r in res), 1) if res else None,
        cpu_us_per_key=round(us["cpu"] / 1000 / max(1, us["keys"]), 1),
        writes_per_key=round(us["syscw"] / max(1, us["keys"]), 2),
        wakeups_per_key=round(us["vcs"] / max(1, us["keys"]), 2),
    )
    if extra:
        d.update(extra)
    return d
