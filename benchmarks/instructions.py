"""Counts instructions of an installed kickcheck against Python's own start, and holds limits.

    python benchmarks/instructions.py VENV

VENV holds kickcheck, installed from a wheel and compiled. Needs valgrind. Instructions are the
same on a busy machine and on an idle one, so this is what a gate can hold.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# As the script says that pip writes from 26 on; before that it imports more than a page needs.
PROGRAM = "import sys; from kickcheck.__main__ import main; sys.exit(main())"
PAGE, ELSE, YAML = 1.15, 10.5, 13.5  # times `python -c pass`
ANSWERS = {
    "LINES": "recent-break: yes\nmay-use: unsure\ncontrol: no\n",
    "JSON": '{"recent-break": "yes", "may-use": "unsure", "control": "no"}\n',
    "YAML": "recent-break: 'yes'\nmay-use: 'unsure'\ncontrol: 'no'\n",
}
LINES: dict[str, float] = {
    "": PAGE,
    "topic": PAGE,
    "topic relapse": PAGE,
    "topic relapse --plain": PAGE,
    "emergency": PAGE,
    "--help": PAGE,
    "--version": PAGE,
    "--nonsense": ELSE,
    "topic nonsense": ELSE,
    "topic withdrawl": ELSE,
    "topic relapse --sources": ELSE,
    "topic relapse --json": ELSE,
    "emergency --country US": ELSE,
    "contacts": ELSE,
    "assess --answers LINES": ELSE,
    "assess --answers JSON --json": ELSE,
    "assess --answers YAML": YAML,
}


def count(*command: str | Path) -> int:
    """Return how many instructions a program runs, its output thrown away."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    done = subprocess.run(
        [*valgrind, *map(str, command)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0", "LANG": "C.UTF-8"},
        text=True, check=False,
    )  # fmt: skip
    found = re.search(r"Collected : (\d+)", done.stderr)
    if found is None:
        raise SystemExit(done.stderr)
    return int(found[1])


def table(venv: Path) -> list[tuple[str, float, float]]:
    """Return each line, its ratio to Python's own start, and its limit."""
    python = venv / "bin" / "python"
    base = count(python, "-c", "pass")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in ANSWERS.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        for line, limit in LINES.items():
            words = [f"{folder}/{word}" if word in ANSWERS else word for word in line.split()]
            ratio = count(python, "-c", PROGRAM, *words) / base
            rows.append((f"kickcheck {line}".strip(), ratio, limit))
    return rows


def main() -> None:
    """Print the table; fail where a limit is passed."""
    rows = table(Path(sys.argv[1]))
    for line, ratio, limit in rows:
        print(f"{line:40} {ratio:6.2f}  (at most {limit})")
    if any(ratio > limit for _, ratio, limit in rows):
        raise SystemExit("too many instructions")


if __name__ == "__main__":
    main()
