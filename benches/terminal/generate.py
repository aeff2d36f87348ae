#!/usr/bin/env python3
"""Writes large sessions and libraries, made from the sample.

generate.py session N FILE      one session with N more items: half expectations, half actions
generate.py library N FOLDER    N sessions of about 20 kB each
"""

import copy
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLE = os.path.join(HERE, "..", "..", "assets", "samples", "collaboration.json")


def session(items, number=0):
    """The sample with so many more items, under an id of its own."""
    with open(SAMPLE, encoding="utf-8") as file:
        result = json.load(file)
    result["id"] = f"0192a000-0000-7000-8000-{number:012x}"
    for name in ("expectations", "actions"):
        added = []
        for n in range(items // 2):
            item = copy.deepcopy(result[name][n % len(result[name])])
            item["id"], item["text"] = f"{name[0]}{n}", f"{n}: {item['text']}"
            item.pop("depends_on", None)
            added.append(item)
        result[name] = result[name] + added
    return result


def write(result, path):
    """Writes a session as the program does: two-space indented, with a line break at the end."""
    with open(path, "w", encoding="utf-8") as file:
        json.dump(result, file, ensure_ascii=False, indent=2)
        file.write("\n")


def main():
    """Reads the command line and writes what it asks for."""
    what, count, to = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    if what == "session":
        write(session(count), to)
        return
    os.makedirs(to, exist_ok=True)
    for number in range(count):
        result = session(0, number)
        result["title"] = f"Round {number}"
        result["notes"], result["cards"] = [], []
        day = f"2026-{1 + number % 12:02}-{1 + number % 28:02}"
        write(result, os.path.join(to, f"{day}-round-{number:06}.json"))


main()
