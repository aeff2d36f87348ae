#!/usr/bin/env python3
"""Measures full-screen programs in a pseudo-terminal. Needs Linux and Python 3.11, no packages.

    ptybench.py run NAME...        measures; prints tables, and writes them with --json FILE
    ptybench.py pair A B...        alternates A with each other one; prints the ratio of medians
    ptybench.py show NAME [TEST]   prints the screen that a measurement begins on
    ptybench.py selftest           checks the tool itself

README.md beside this file describes measurements and scenarios.
"""

import argparse
import json
import os
import platform
import random
import re
import statistics
import sys
import time

from measures import TESTS, run_test
from processes import read
from program import Dead, Program
from selftest import selftest

HERE = os.path.dirname(os.path.abspath(__file__))


def load_scenarios(path, names):
    """The scenarios of a file, each complete with what it is like and the defaults."""
    with open(path) as f:
        d = json.load(f)
    base = d.pop("_defaults", {})
    for k, v in d.pop("_vars", {}).items():
        os.environ.setdefault(k, v)
    out = {}
    for k, v in d.items():
        if k.startswith("_"):
            continue
        m = dict(base)
        if "like" in v:
            m.update({kk: vv for kk, vv in d[v["like"]].items()})
        m.update(v)
        if "env" in base:
            m["env"] = {
                **base["env"],
                **(d[v["like"]].get("env", {}) if "like" in v else {}),
                **v.get("env", {}),
            }
        m["_name"] = k
        out[k] = m
    for name in names:
        if name not in out:
            raise SystemExit(f"There is no scenario {name}. There are: {', '.join(out)}.")
    return out


def meta():
    """The machine on which the figures were taken."""
    cpu = re.search(r"model name\s*:\s*(.*)", read("/proc/cpuinfo"))
    return dict(
        kernel=platform.release(),
        cpu=cpu.group(1) if cpu else "?",
        ncpu=os.cpu_count(),
        python=platform.python_version(),
        load=read("/proc/loadavg").split()[:3],
        time=time.strftime("%F %T"),
    )


def fmt(v):
    """A figure as text; of many values median, 95th and 99th percentile and the greatest."""
    if v is None:
        return "-"
    if isinstance(v, dict) and "p50" in v:
        return f"{v['p50']:g} / {v['p95']:g} / {v['p99']:g} / {v['max']:g}"
    if isinstance(v, float):
        return f"{v:g}"
    return str(v)


def show_result(name, test, r):
    """Prints the figures of one measurement."""
    if r is None:
        print(f"  {test:8s} (not in scenario)")
        return
    if "error" in r:
        print(f"  {test:8s} ERROR {r['error']}")
        return
    noise = r.get("noise") or {}
    print(
        f"  {test:8s} [foreign {noise.get('foreign')}, psi {noise.get('psi_cpu_ms')} ms, "
        f"load {noise.get('load1')}]"
    )
    for k, v in r.items():
        if k in ("noise", "mem_after", "modes"):
            continue
        print(f"      {k:18s} {fmt(v)}")


def cmd_run(options):
    """Measures the named scenarios one after the other."""
    scenarios = load_scenarios(options.scenarios, options.names)
    names = options.names or list(scenarios)
    out = dict(meta=meta(), results={})
    for name in names:
        scenario = scenarios[name]
        tests = options.tests or list(TESTS)
        print(f"== {name}: {' '.join(scenario['cmd'])}")
        out["results"][name] = {}
        for t in tests:
            if t in scenario.get("skip", []):
                continue
            r = run_test(t, scenario, options)
            if r is not None:
                out["results"][name][t] = r
            show_result(name, t, r)
            sys.stdout.flush()
        if options.json:
            tmp = options.json + ".tmp"
            with open(tmp, "w") as f:
                json.dump(out, f, indent=1)
            os.replace(tmp, options.json)
    return 0


def flat(test, r):
    """The numbers of one result by name."""
    o = {}
    if not r or "error" in r:
        return o
    for k, v in r.items():
        if k in ("noise", "mem_after", "n", "keys", "changes", "seconds"):
            continue
        if isinstance(v, dict) and "p50" in v:
            o[f"{test}.{k}.p50"] = v["p50"]
            if test in ("type", "scroll") and k.endswith("_ms"):
                o[f"{test}.{k}.p95"] = v["p95"]
                o[f"{test}.{k}.p99"] = v["p99"]
        elif isinstance(v, (int, float)) and not isinstance(v, bool):
            o[f"{test}.{k}"] = v
    return o


def ratio_ci(a, b, rng, reps=2000):
    """The 95 % interval of the ratio of medians, by bootstrap."""
    rs = []
    for _ in range(reps):
        x = statistics.median(rng.choices(a, k=len(a)))
        y = statistics.median(rng.choices(b, k=len(b)))
        if y:
            rs.append(x / y)
    rs.sort()
    return (rs[int(0.025 * len(rs))], rs[int(0.975 * len(rs))]) if rs else (None, None)


def cmd_pair(options):
    """Measures scenarios in turns, so that a busy machine slows each alike."""
    scenarios = load_scenarios(options.scenarios, options.names)
    names = options.names
    if len(names) < 2:
        raise SystemExit("pair needs two or more scenario names")
    tests = options.tests or ["startup", "type", "scroll", "hold"]
    data: dict = {n: {} for n in names}
    fails: dict = {}
    noise = []
    for r in range(options.rounds):
        order = names if r % 2 == 0 else names[::-1]
        for t in tests:
            for name in order:
                if t in scenarios[name].get("skip", []):
                    continue
                kw = {}
                if t == "startup":
                    kw = dict(n=options.pair_starts)
                elif t in ("type", "scroll"):
                    kw = dict(n=options.n or 50)
                elif t == "redraw":
                    kw = dict(n=5)
                res = run_test(t, scenarios[name], options, **kw)
                if res is None:
                    continue
                if "error" in res:
                    fails.setdefault(name, []).append(f"{t}: {res['error']}")
                    continue
                noise.append(res["noise"].get("foreign") or 0)
                for k, v in flat(t, res).items():
                    data[name].setdefault(k, []).append(v)
        print(
            f"round {r + 1}/{options.rounds} load {read('/proc/loadavg').split()[0]}",
            file=sys.stderr,
            flush=True,
        )
    rng = random.Random(1)
    a = names[0]
    rows = []
    for b in names[1:]:
        print(
            f"\n{a}  vs  {b}   ({options.rounds} rounds, alternating; foreign CPU median "
            f"{statistics.median(noise) if noise else 0:.3f} max {max(noise) if noise else 0:.3f})"
        )
        print(
            f"  {'metric':26s} {a[:14]:>14s} {b[:14]:>14s} {'ratio':>8s}  {'95% CI':>17s}  "
            "per-round min..max"
        )
        for k in data[a]:
            if k not in data[b]:
                continue
            va, vb = data[a][k], data[b][k]
            ma, mb = statistics.median(va), statistics.median(vb)
            if not mb:
                ratio, lo, hi = (None, None, None)
            else:
                ratio = ma / mb
                lo, hi = ratio_ci(va, vb, rng)
            pr = [x / y for x, y in zip(va, vb) if y]
            rows.append(
                dict(
                    a=a,
                    b=b,
                    metric=k,
                    a_med=ma,
                    b_med=mb,
                    ratio=ratio,
                    ci=[lo, hi],
                    per_round=[min(pr), max(pr)] if pr else None,
                )
            )
            if ratio is None:
                print(f"  {k:26s} {ma:14.3f} {mb:14.3f} {'-':>8s}")
            else:
                print(
                    f"  {k:26s} {ma:14.3f} {mb:14.3f} {ratio:8.3f}  {lo:7.3f} .. {hi:7.3f}  "
                    f"{min(pr):.3f}..{max(pr):.3f}"
                )
    for name, f in fails.items():
        print(f"FAILED {name}: {f[0]}  ({len(f)}x)")
    bad = 0
    for spec in options.asserts or []:
        m = re.fullmatch(r"(?:(\S+?):)?([\w.]+)\s*<=\s*([\d.]+)", spec)
        if not m:
            raise SystemExit(f"bad --assert {spec!r}")
        against, metric, lim = m.group(1), m.group(2), float(m.group(3))
        hit = [x for x in rows if x["metric"] == metric and (against is None or x["b"] == against)]
        if not hit:
            print(f"ASSERT {spec}: no such metric measured")
            bad += 1
        for x in hit:
            ok = x["ratio"] is not None and x["ratio"] <= lim
            print(
                f"ASSERT {a}/{x['b']} {metric} = {x['ratio']:.3f} <= {lim:g}: "
                f"{'ok' if ok else 'FAILED'}"
            )
            bad += not ok
    if options.json:
        with open(options.json, "w") as f:
            json.dump(
                dict(meta=meta(), rounds=options.rounds, rows=rows, data=data, fails=fails),
                f,
                indent=1,
            )
    return 1 if bad else 0


def cmd_show(options):
    """Prints screens: check a scenario before trusting its figures."""
    scenarios = load_scenarios(options.scenarios, options.names[:1])
    scenario = scenarios[options.names[0]]
    which = options.names[1] if len(options.names) > 1 else None
    program = Program(scenario, options)

    def dump(label):
        print(
            f"--- {label}: cursor {program.screen.y + 1},{program.screen.x + 1} modes {sorted(program.screen.modes)} "
            f"kitty {program.kitty} bytes {program.nbytes} unknown {program.screen.unknown}"
        )
        for ln in program.screen.text().split("\n"):
            print("|" + ln.rstrip())

    try:
        try:
            print(
                "ready",
                program.wait_text(scenario.get("ready"), options.timeout, 0.03)[0] is not None,
                "asked",
                program.answers.asked,
            )
        except (TimeoutError, Dead) as e:
            program.drain_for(0.2)
            program.parse()
            dump(f"NOT READY: {e}")
            return 1
        program.drain_quiet(0.15, 5)
        program.parse()
        dump("after ready")
        for lab, pre in (
            ("prelude", scenario.get("prelude")),
            (f"{which}.prelude", (scenario.get(which) or {}).get("prelude") if which else None),
        ):
            if pre:
                for st in pre:
                    try:
                        program.prelude([st])
                    except (TimeoutError, Dead) as e:
                        dump(f"{lab} {st} FAILED: {e}")
                        return 1
                dump(lab)
        for extra in options.keys or []:
            program.send_spec(extra)
            program.drain_quiet(0.15, 3)
            program.parse()
            dump(f"keys {extra}")
        if not program.alive():
            print("program ended:", program.how_ended())
    finally:
        program.close()
    return 0


def main():
    """Reads the command line and carries it out."""
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("command", choices=["run", "pair", "show", "selftest"])
    ap.add_argument("names", nargs="*", help="scenarios")
    ap.add_argument("-s", "--scenarios", default=os.path.join(HERE, "scenarios.json"))
    ap.add_argument("--tests", type=lambda v: v.split(","), help="measurements: " + ",".join(TESTS))
    ap.add_argument("--rounds", type=int, default=7, help="pair: rounds")
    ap.add_argument("--n", type=int, help="keys for type and scroll")
    ap.add_argument("--starts", type=int, default=20, help="starts for startup")
    ap.add_argument("--pair-starts", type=int, default=5, help="pair: starts in each round")
    ap.add_argument("--size", help="ROWSxCOLS")
    ap.add_argument("--idle", type=float, default=10.0, help="seconds for idle")
    ap.add_argument(
        "--answer-delay",
        type=float,
        default=0.0,
        metavar="MS",
        help="answer the program's questions to the terminal later, as over a slow link",
    )
    ap.add_argument("--quiet", type=float, default=30.0, help="ms without output that end a paint")
    ap.add_argument(
        "--settle", type=float, default=300.0, help="ms without output that end a flood"
    )
    ap.add_argument(
        "--jitter", type=float, default=17.0, help="longest random pause before a key, in ms"
    )
    ap.add_argument(
        "--timeout", type=float, default=20.0, help="seconds to wait for the first screen"
    )
    ap.add_argument("--burst-timeout", type=float, default=60.0, help="seconds for burst and hold")
    ap.add_argument("--json", metavar="FILE", help="write all figures there")
    ap.add_argument(
        "--assert",
        dest="asserts",
        action="append",
        metavar="[B:]METRIC<=R",
        help="pair: fail when the ratio of a metric is above R",
    )
    ap.add_argument("--keys", action="append", help="show: keys to send afterwards")
    options = ap.parse_intermixed_args()
    options.rows = options.cols = None
    if options.size:
        options.rows, options.cols = (int(v) for v in options.size.lower().split("x"))
    for test in options.tests or []:
        if test not in TESTS:
            raise SystemExit(f"There is no measurement {test}. There are: {', '.join(TESTS)}.")
    commands = {"run": cmd_run, "pair": cmd_pair, "show": cmd_show, "selftest": selftest}
    return commands[options.command](options)


if __name__ == "__main__":
    sys.exit(main())
