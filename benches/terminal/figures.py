"""What measurements share: starting the program, one key, and what many values say."""

import math
import statistics

from processes import MS, now
from program import Dead, Program


def percentile(values, q):
    """The nearest-rank percentile."""
    values = sorted(values)
    if not values:
        return None
    return values[min(len(values) - 1, max(0, math.ceil(q / 100 * len(values)) - 1))]


def summary(values, nd=3):
    """Count, least, median, 95th and 99th percentile, greatest."""
    values = [x for x in values if x is not None]
    if not values:
        return None
    return dict(
        n=len(values),
        min=round(min(values), nd),
        p50=round(statistics.median(values), nd),
        p95=round(percentile(values, 95), nd),
        p99=round(percentile(values, 99), nd),
        max=round(max(values), nd),
    )


def opened(scenario, options, test):
    """The program, started and brought to where the measurement begins."""
    program = Program(scenario, options)
    try:
        program.wait_text(scenario.get("ready"), options.timeout, 0.03)
        program.drain_quiet(scenario.get("grace_ms", 150) / 1000, 5)
        program.parse()
        program.prelude(scenario.get("prelude"))
        program.prelude(
            scenario.get(test, {}).get("prelude") if isinstance(scenario.get(test), dict) else None
        )
    except BaseException:
        program.close()
        raise
    return program


def one_key(program: Program, data: bytes, cond, options, timeout=2.0, quiet=None):
    """Sends one key and waits until `cond` holds; times in ms."""
    quiet = quiet or options.quiet / 1000
    program.parse()
    seen = [None]
    t0 = now()
    n0 = program.nbytes

    def watch(ts):
        if seen[0] is None and cond():
            seen[0] = ts

    program.raw_write(data)
    program.watch = watch
    first = None
    end = t0 + int(timeout * 1e9)
    try:
        while True:
            if program.pump(quiet):
                if first is None:
                    first = program.last_ts
                if now() > end:  # endless output
                    program.parse()
                    break
                continue
            program.parse()
            if seen[0] is not None:
                break
            if now() > end:
                break
            if not program.alive():
                raise Dead(program.how_ended())
    finally:
        program.watch = None
    return dict(
        first=(first - t0) / MS if first else None,
        seen=(seen[0] - t0) / MS if seen[0] else None,
        last=(program.last_ts - t0) / MS if first else None,
        bytes=program.nbytes - n0,
    )


def jitter(program, rng, options):
    """A random pause, so that keys do not fall into step with timers."""
    if options.jitter:
        program.drain_for(rng.random() * options.jitter / 1000)
        program.parse()


def pack(results, usage, count, misses, extra=None):
    """The figures of many keys."""
    result = dict(
        n=count,
        misses=misses,
        first_ms=summary([r["first"] for r in results]),
        seen_ms=summary([r["seen"] for r in results]),
        last_ms=summary([r["last"] for r in results]),
        bytes=summary([r["bytes"] for r in results], 0),
        bytes_mean=round(statistics.fmean(r["bytes"] for r in results), 1) if results else None,
        cpu_us_per_key=round(usage["cpu"] / 1000 / max(1, usage["keys"]), 1),
        writes_per_key=round(usage["syscw"] / max(1, usage["keys"]), 2),
        wakeups_per_key=round(usage["vcs"] / max(1, usage["keys"]), 2),
    )
    if extra:
        result.update(extra)
    return result
