"""What the system says about processes: CPU time, memory, wake-ups, and who else was busy."""

import os
import re
import time

now = time.monotonic_ns
MS = 1e6


def read(path):
    """The text of a file; empty if it cannot be read."""
    try:
        with open(path) as f:
            return f.read()
    except OSError:
        return ""


def session_pids(sid: int) -> list[int]:
    """The living processes of a terminal session."""
    out = []
    for d in os.listdir("/proc"):
        if d.isdigit():
            st = read(f"/proc/{d}/stat")
            if st:
                f = st.rsplit(")", 1)[1].split()
                if int(f[3]) == sid and f[0] not in "ZX":
                    out.append(int(d))
    return out


def proc_cpu_ns(pid: int) -> int:
    """CPU ns of the whole process (dead threads included)."""
    try:
        return time.clock_gettime_ns(((~pid) << 3) | 2)
    except OSError:
        return 0


def proc_counts(pid: int) -> dict:
    """Context switches, threads and system calls of a process."""
    d = dict(vcs=0, ivcs=0, threads=0, slices=0)
    try:
        tids = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return d
    for t in tids:
        st = read(f"/proc/{pid}/task/{t}/status")
        for ln in st.splitlines():
            if ln.startswith("voluntary_ctxt"):
                d["vcs"] += int(ln.split()[1])
            elif ln.startswith("nonvoluntary_ctxt"):
                d["ivcs"] += int(ln.split()[1])
        d["threads"] += 1
    io = read(f"/proc/{pid}/io")
    for ln in io.splitlines():
        k, v = ln.split(":")
        if k in ("syscr", "syscw", "wchar", "rchar"):
            d[k] = int(v)
    return d


class Usage:
    """CPU, context switches, syscalls of a whole session between two points."""

    def __init__(self, program):
        self.program = program
        self.a = self._snap()

    def _snap(self):
        tot = dict(cpu=0, vcs=0, ivcs=0, threads=0, syscr=0, syscw=0, procs=0)
        for p in session_pids(self.program.pid):
            c = proc_counts(p)
            tot["cpu"] += proc_cpu_ns(p)
            tot["procs"] += 1
            for k in ("vcs", "ivcs", "threads", "syscr", "syscw"):
                tot[k] += c.get(k, 0)
        return tot

    def delta(self):
        """What was used since the beginning, and how many threads and processes there are."""
        b = self._snap()
        d = {k: b[k] - self.a[k] for k in b}
        d["threads"], d["procs"] = b["threads"], b["procs"]
        return d


def memory(program) -> dict:
    """Memory of the program and its child processes, in kB."""
    out = dict(rss_kb=0, hwm_kb=0, pss_kb=0, threads=0, procs=0, mapped_elf_kb=0)
    images = {}
    for p in session_pids(program.pid):
        st = read(f"/proc/{p}/status")
        for ln in st.splitlines():
            if ln.startswith("VmRSS:"):
                out["rss_kb"] += int(ln.split()[1])
            elif ln.startswith("VmHWM:"):
                out["hwm_kb"] += int(ln.split()[1])
            elif ln.startswith("Threads:"):
                out["threads"] += int(ln.split()[1])
        for ln in read(f"/proc/{p}/smaps_rollup").splitlines():
            if ln.startswith("Pss:"):
                out["pss_kb"] += int(ln.split()[1])
        out["procs"] += 1
        for ln in read(f"/proc/{p}/maps").splitlines():
            f = ln.split(None, 5)
            if len(f) == 6 and f[5].startswith("/") and "x" in f[1]:
                images[f[5].strip()] = 1
    for i in images:
        try:
            out["mapped_elf_kb"] += os.path.getsize(i) // 1024
        except OSError:
            pass
    exe = os.path.realpath(f"/proc/{program.pid}/exe")
    try:
        out["exe"] = exe
        out["exe_kb"] = os.path.getsize(exe) // 1024
    except OSError:
        pass
    return out


class Noise:
    """What else the machine did during a measurement."""

    def __init__(self):
        self.t0 = now()
        self.a = self._stat()
        self.psi = self._psi()
        self.self0 = time.process_time_ns()
        self.child = 0

    @staticmethod
    def _stat():
        f = [int(v) for v in read("/proc/stat").split("\n", 1)[0].split()[1:]]
        busy = f[0] + f[1] + f[2] + f[5] + f[6]
        return busy, f[7] if len(f) > 7 else 0

    @staticmethod
    def _psi():
        m = re.search(r"some .*total=(\d+)", read("/proc/pressure/cpu"))
        return int(m.group(1)) if m else 0

    def add_child(self, ns):
        """Counts CPU time of the measured program, which is not noise."""
        self.child += ns

    def done(self) -> dict:
        """How busy the machine was, and with whom."""
        wall = (now() - self.t0) / 1e9
        b, st = self._stat()
        hz = os.sysconf("SC_CLK_TCK")
        busy = (b - self.a[0]) / hz
        own = (time.process_time_ns() - self.self0 + self.child) / 1e9
        ncpu = os.cpu_count() or 1
        return dict(
            wall_s=round(wall, 2),
            foreign=round(max(0.0, busy - own) / wall / ncpu, 3) if wall > 0.3 else None,
            steal=round((st - self.a[1]) / hz / wall / ncpu, 3) if wall > 0.3 else None,
            psi_cpu_ms=round((self._psi() - self.psi) / 1000, 1),
            load1=float(read("/proc/loadavg").split()[0]),
        )
