"""Interrupt `kickcheck assess` at every millisecond of its start and count the outcomes.

    python benchmarks/interrupts.py PROGRAM [RUNS]

PROGRAM is the path of an installed kickcheck, RUNS the number of starts per millisecond.
"""

import os
import pty
import re
import select
import signal
import sys
import time
from collections import Counter

MILLISECONDS = 32
TIMEOUT_SECONDS = 2.0


def start(program: str, delay: float) -> tuple[int, bytes, float]:
    """Run it in a terminal, interrupt it; return exit code, output and seconds until the end."""
    pid, terminal = pty.fork()
    if pid == 0:
        environ = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
        os.execve(program, [program, "assess"], environ)
    time.sleep(delay)
    os.kill(pid, signal.SIGINT)
    sent = time.monotonic()
    shown = b""
    while time.monotonic() < sent + TIMEOUT_SECONDS:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data
    waited = time.monotonic() - sent
    if waited >= TIMEOUT_SECONDS:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), shown, waited


def kind(code: int, shown: bytes, waited: float) -> str:
    """Return a short name for the outcome of an interrupt."""
    if waited >= TIMEOUT_SECONDS:
        return "HANG"
    if b"\x1b[?1049h" in shown and b"\x1b[?1049l" not in shown:
        return "STUCK SCREEN"
    outside = re.sub(rb"\x1b\[\?1049h.*?\x1b\[\?1049l(\x1b\[23;0;0t)?", b"", shown, flags=re.DOTALL)
    if b"KeyboardInterrupt" in outside:
        # The interpreter had not yet passed the lines that make an interrupt silent.
        ours = re.findall(rb'kickcheck/(?!bin/)([\w/]+\.py)", line (\d+)', outside)
        before = all(name in (b"__init__.py", b"__main__.py") and int(n) < 8 for name, n in ours)
        return "Python's own message" if before else "A TRACEBACK OF OURS"
    if b"Fatal Python error" in outside:
        return "Python's own message"
    if outside.strip():
        return f"SOMETHING ELSE {outside!r}"
    return "silent" if code in (130, -signal.SIGINT) else f"CODE {code}"


def main() -> None:
    """Run all delays and print the outcomes."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # as a shell would set it
    program, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20
    total: Counter[str] = Counter()
    slowest = 0.0
    for delay in range(MILLISECONDS):
        here: Counter[str] = Counter()
        for _ in range(runs):
            code, shown, waited = start(program, delay / 1000)
            here[kind(code, shown, waited)] += 1
            slowest = max(slowest, waited)
        total += here
        print(f"{delay:3} ms  " + ", ".join(f"{what} {n}" for what, n in sorted(here.items())))
    print(f"all     {dict(total)}; the longest wait after an interrupt {slowest * 1000:.0f} ms")


if __name__ == "__main__":
    main()
