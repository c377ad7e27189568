"""Compare the surviving mutants with docs/mutants.md, and count all mutants by module.

usage: python tools/mutants.py DOCUMENT PART, in the folder of a finished `mutmut run`

Fails if a mutant survived that the document does not list under "Survivors: PART", or if it lists
one there that did not survive.
"""

import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

_KILLED = ("killed", "timeout")
_BLOCK = re.compile(r"^```diff\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def mutmut(*arguments: str) -> str:
    """Run mutmut; return its output."""
    command = [str(Path(sys.executable).parent / "mutmut"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def change(mutant: str) -> str:
    """Return the lines that a mutant removes and adds, in the form used in the document."""
    lines = mutmut("show", mutant).splitlines()
    changed = [line for line in lines if re.match(r"[-+](?!--|\+\+)", line)]
    return "".join(f"{line[0]} {line[1:].strip()}\n" for line in changed)


def main() -> None:
    """Print the table and every difference from the document."""
    outcomes = dict(
        re.findall(r"^ +(\S+): (.+)$", mutmut("results", "--all", "true"), re.MULTILINE)
    )
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant, outcome in outcomes.items():
        table[mutant.partition(".x")[0]][outcome] += 1
    kinds = ["killed", "timeout", *sorted(set(outcomes.values()) - set(_KILLED))]
    print(f"| module | mutants | {' | '.join(kinds)} |\n|---|{'---|' * (len(kinds) + 1)}")
    for module, counts in sorted(table.items()):
        numbers = [counts.total(), *(counts[kind] for kind in kinds)]
        print(f"| `{module}` | {' | '.join(map(str, numbers))} |")
    survived = {m: change(m) for m, outcome in outcomes.items() if outcome not in _KILLED}
    document = Path(sys.argv[1]).read_text(encoding="utf-8")
    listed = document.partition(f"\n## Survivors: {sys.argv[2]}\n")[2].partition("\n## ")[0]
    named = _BLOCK.findall(listed)
    unnamed = {m: lines for m, lines in survived.items() if lines not in named}
    gone = [lines for lines in named if lines not in survived.values()]
    for mutant, lines in unnamed.items():
        print(f"\nsurvived: {mutant} ({outcomes[mutant]})\n```diff\n{lines}```")
    for lines in gone:
        print(f"\nnamed, but did not survive:\n```diff\n{lines}```")
    raise SystemExit(1 if unnamed or gone or not outcomes else 0)


if __name__ == "__main__":
    main()
