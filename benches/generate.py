#!/usr/bin/env python3
"""Makes large sessions and libraries to measure with, from the sample.

    generate.py session N FILE      one session of N items: half expectations, half actions
    generate.py library N FOLDER    N sessions of about 20 kB each
"""
import copy, json, os, sys

SAMPLE = os.path.join(os.path.dirname(__file__), "..", "assets", "samples", "collaboration.json")


def session(items, number=0):
    s = json.load(open(SAMPLE, encoding="utf-8"))
    s["id"] = f"0192a000-0000-7000-8000-{number:012x}"
    for name in ("expectations", "actions"):
        made = []
        for n in range(items // 2):
            item = copy.deepcopy(s[name][n % len(s[name])])
            item["id"], item["text"] = f"{name[0]}{n}", f"{n}: {item['text']}"
            item.pop("depends_on", None)
            made.append(item)
        s[name] = s[name] + made
    return s


def write(s, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(s, file, ensure_ascii=False, indent=2)
        file.write("\n")


what, n, to = sys.argv[1], int(sys.argv[2]), sys.argv[3]
if what == "session":
    write(session(n), to)
else:
    os.makedirs(to, exist_ok=True)
    for number in range(n):
        s = session(0, number)
        s["title"] = f"Round {number}"
        s["notes"], s["cards"] = [], []
        write(s, os.path.join(to, f"2026-{1 + number % 12:02}-{1 + number % 28:02}-round-{number:06}.json"))
