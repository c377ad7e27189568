"""Count the instructions of an installed kickcheck and compare them with fixed limits.

    python benchmarks/instructions.py VENV

The unit is the start of Python itself (`python -c pass`). VENV is an environment with kickcheck
installed from a wheel and compiled. Needs valgrind. The number of instructions does not depend
on how busy the machine is, so CI can enforce these limits.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# The script that pip writes since version 26; older versions import more than a page needs.
PROGRAM = "import sys; from kickcheck.__main__ import main; sys.exit(main())"
# Limits, in times of `python -c pass`. An unknown topic is looked for in the text of all topics.
PAGE, OTHER, SEARCH, YAML = 1.15, 9.5, 13.5, 11.6
ANSWERS = {
    "JSON": '{"recent-break": "yes", "may-use": "unsure", "control": "no"}\n',
    "YAML": "recent-break: yes\nmay-use: unsure\ncontrol: no\n",
}
COMMANDS: dict[str, float] = {
    "": PAGE,
    "topic": PAGE,
    "topic relapse": PAGE,
    "topic relapse --plain": PAGE,
    "emergency": PAGE,
    "--help": PAGE,
    "--version": PAGE,
    "--nonsense": OTHER,
    "topic nonsense": SEARCH,
    "topic withdrawl": SEARCH,
    "topic relapse --sources": OTHER,
    "topic relapse --json": OTHER,
    "emergency --country US": OTHER,
    "contacts": OTHER,
    "assess --answers JSON --json": OTHER,
    "assess --answers YAML": YAML,
}


def count(*command: str | Path) -> int:
    """Return how many instructions a program runs; its output is discarded."""
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


def measure(venv: Path) -> list[tuple[str, float, float]]:
    """Return each command line, its ratio to the start of Python, and its limit."""
    python = venv / "bin" / "python"
    base = count(python, "-c", "pass")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in ANSWERS.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        for line, limit in COMMANDS.items():
            words = [f"{folder}/{word}" if word in ANSWERS else word for word in line.split()]
            ratio = count(python, "-c", PROGRAM, *words) / base
            rows.append((f"kickcheck {line}".strip(), ratio, limit))
    return rows


def main() -> None:
    """Print the table; fail if a limit is exceeded."""
    rows = measure(Path(sys.argv[1]))
    for line, ratio, limit in rows:
        print(f"{line:40} {ratio:6.2f}  (at most {limit})")
    if any(ratio > limit for _, ratio, limit in rows):
        raise SystemExit("too many instructions")


if __name__ == "__main__":
    main()
