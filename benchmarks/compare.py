"""Compare how long kickcheck and other programs take to show one page.

    python benchmarks/compare.py [ROUNDS]

Installs the programs into temporary environments. Prints a Markdown table for
docs/performance.md: the median ratio to `python -c pass` within each round. The order within a
round is random.
"""

import fcntl
import os
import platform
import pty
import random
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from statistics import median

import instructions

HERE = Path(__file__).parent
ROUNDS = 40
MAN_PAGE = ".TH RELAPSE 1\n.SH NAME\nrelapse\n.SH DESCRIPTION\n" + "A paragraph of a page.\n" * 60


def environment(folder: Path) -> dict[str, str]:
    """Return the environment for every measured program."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "MANPAGER": "cat",
    }


class Venv:
    """A virtual environment without pip and setuptools."""

    def __init__(self, folder: Path, name: str, *packages: str) -> None:
        self.bin = folder / name / "bin"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / name], check=True)
        pip: list[str | Path] = [folder / "tools" / "bin" / "pip", "--python", self.bin / "python"]
        environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        subprocess.run([*pip, "install", "-q", *packages], check=True, env=environ)


def install_programs(folder: Path) -> dict[str, list[str]]:
    """Install every program that is available here; return the command lines to run."""
    tools = folder / "tools"
    subprocess.run([sys.executable, "-m", "venv", tools], check=True)
    subprocess.run([tools / "bin" / "pip", "install", "-q", "-U", "pip"], check=True)
    ours = Venv(folder, "kickcheck", str(HERE.parent)).bin
    python, kickcheck = str(ours / "python"), str(ours / "kickcheck")
    commands = {
        "`python -c pass`": [python, "-c", "pass"],
        "`kickcheck topic relapse`": [kickcheck, "topic", "relapse"],
        "`kickcheck topic`": [kickcheck, "topic"],
        "`kickcheck emergency`": [kickcheck, "emergency"],
        "`kickcheck`": [kickcheck],
        "`kickcheck --help`": [kickcheck, "--help"],
        "`kickcheck emergency --country US`": [kickcheck, "emergency", "--country", "US"],
        "`kickcheck topic nonsense`": [kickcheck, "topic", "nonsense"],
        "argparse, a page that is text": [
            python,
            str(HERE / "baseline_argparse.py"),
            "topic",
            "relapse",
        ],
        "Typer, Rich and PyYAML, plainly": [
            python,
            str(HERE / "baseline_typer.py"),
            "topic",
            "relapse",
        ],
    }
    if man := shutil.which("man"):
        page = folder / "relapse.1"
        page.write_text(MAN_PAGE, encoding="utf-8")
        commands["`man` (a page of 60 lines)"] = [man, "-l", str(page)]
    relapse = HERE.parent / "data" / "topics" / "relapse.md"
    rich = Venv(folder, "rich-cli", "rich-cli").bin / "rich"
    commands["rich-cli, the same topic"] = [str(rich), "--markdown", str(relapse)]
    tldr = Venv(folder, "tldr", "tldr").bin / "tldr"
    cached = folder / "cache" / "tldr" / "pages" / "common"
    cached.mkdir(parents=True)
    (cached / "relapse.md").write_text("# relapse\n\n> A page.\n\n- Show it:\n\n`relapse`\n")
    commands["tldr, a page in its cache"] = [str(tldr), "--platform", "common", "relapse"]
    return commands


def measure(command: list[str], environ: dict[str, str]) -> tuple[float, int]:
    """Run a program once; return its time in seconds and its peak memory in kilobytes."""
    measured = [sys.executable, "-I", "-S", str(HERE / "measure_process.py"), *command]
    done = subprocess.run(measured, env=environ, capture_output=True, text=True, check=True)
    seconds, kilobytes, status = done.stdout.split()
    if status != "0" and "nonsense" not in command:
        raise SystemExit(f"{command} ended with {status}")
    return float(seconds), int(kilobytes)


def first_screen(command: list[str], environ: dict[str, str]) -> float:
    """Return the seconds until a program in a terminal asks for Enter."""
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execve(command[0], command, environ)
    shown = b""
    while b"Enter to begin" not in shown and select.select([terminal], [], [], 10)[0]:
        shown += os.read(terminal, 65536)
    waited = time.perf_counter() - begun
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(terminal)
    return waited


def main() -> None:
    """Measure all programs and print the tables."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    order = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ, commands = environment(folder), install_programs(folder)
        took: dict[str, list[float]] = {line: [] for line in commands}
        memory: dict[str, list[int]] = {line: [] for line in commands}
        for command in commands.values():
            measure(command, environ)  # warm up the disk cache and the compiled code
        for _ in range(rounds):
            for line in order.sample(list(commands), len(commands)):
                seconds, kilobytes = measure(commands[line], environ)
                took[line].append(seconds)
                memory[line].append(kilobytes)
        base, *_ = commands
        print(f"{platform.python_implementation()} {platform.python_version()}, "
              f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
              f"{rounds} rounds, python -c pass {median(took[base]) * 1000:.1f} ms\n")  # fmt: skip
        print("| what | time | peak memory |\n|---|---|---|")
        for line in commands:
            ratio = median(a / b for a, b in zip(took[line], took[base], strict=True))
            more = (median(memory[line]) - median(memory[base])) / 1024
            print(f"| {line} | {ratio:.2f} | {more:+.1f} MB |")
        ours = folder / "kickcheck" / "bin"
        asks = [str(ours / "python"), "-c", "input('Enter to begin: ')"]
        assess = [str(ours / "kickcheck"), "assess"]
        pairs = []
        for _ in range(rounds):
            first = order.random() < 0.5
            a, b = (first_screen(c, environ) for c in ((asks, assess) if first else (assess, asks)))
            pairs.append(b / a if first else a / b)
        print(f"\nThe first screen of `kickcheck assess`, to a script that calls `input()`: "
              f"{median(pairs):.2f}")  # fmt: skip
        if shutil.which("valgrind"):
            print("\n| instructions | to `python -c pass` |\n|---|---|")
            for line, ratio, _limit in instructions.measure(folder / "kickcheck"):
                print(f"| `{line}` | {ratio:.2f} |")


if __name__ == "__main__":
    main()
