"""Saved pages in a real browser, on screen and on paper.

What the browser prints is read back from the PDF, letter by letter: a thing was cut when its
letters do not stand together on one sheet. A border or a picture without letters is not seen.
"""

import json
import shutil
import subprocess
import unicodedata
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kickcheck import content
from programs import run

CONTENT = content.bundled()
CHECK = Path(__file__).parent / "paper" / "check.mjs"
NEEDED = {name: shutil.which(name) for name in ("chromium", "node", "pdftotext")}
MISSING = [name for name, path in NEEDED.items() if path is None]
if not (CHECK.parent / "node_modules").is_dir():
    MISSING.append("tests/paper/node_modules (npm ci --prefix tests/paper)")

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

FORMATS = ("A4", "Letter")


@dataclass(frozen=True)
class Saved:
    """A page to look at: what saves it, what it reads, and how many sheets it may take."""

    arguments: Sequence[str]
    stdin: str = ""
    sheets: int = 2


def answers(**said: str) -> str:
    """Return an answers file; an underscore stands for a hyphen."""
    return "".join(f"{name.replace('_', '-')}: {answer}\n" for name, answer in said.items())


IN_DANGER = answers(
    recent_break="yes", may_use="unsure", alone="yes", mixing="yes", naloxone="no",
    past_overdose="yes", tolerance="yes", withdrawal="yes", less_time="yes", on_my_mind="unsure",
    control="yes", family_history="yes",
)  # fmt: skip
IN_CRISIS = answers(
    recent_break="yes", may_use="yes", mixing="yes", naloxone="no", control="yes",
    suicidal_thoughts="yes", suicidal_today="yes",
)  # fmt: skip
# Nobody is all of this at once: six urgent cards, none of which may be shortened.
ALL_YES = "".join(
    f"{question.id}: yes\n"
    for _, question in CONTENT.questionnaire.pairs()
    if not question.id.startswith("suicidal")
)

# One line a page. What arrives later goes here too.
PAGES = [
    *(Saved(["topic", topic]) for topic in CONTENT.topics),
    *(Saved(["assess", "--demo", name, "--country", "US"]) for name in CONTENT.demos),
    Saved(["assess", "--answers", "-"], stdin="{}\n"),
    Saved(["assess", "--answers", "-", "--country", "GB"], stdin=IN_DANGER),
    Saved(["assess", "--answers", "-", "--country", "US"], stdin=IN_CRISIS),
    Saved(["assess", "--answers", "-", "--country", "GB"], stdin=ALL_YES, sheets=3),
    Saved(["assess", "--demo", "list"], sheets=1),
    Saved(["assess", "--demo", "pain", "--notes"], sheets=1),
    Saved(["topic"]),
    Saved(["topic", "relapse", "--sources"]),
    Saved(["topic", "relapse", "--notes"], sheets=1),
    Saved(["topic", "--search", "bath"], sheets=1),
    Saved(["emergency"], sheets=1),
    Saved(["emergency", "--country", "GB"], sheets=1),
    Saved(["contacts"], sheets=1),
    Saved(["contacts", "--country", "GB"], sheets=1),
]


def save(folder: Path, pages: Sequence[Saved], contacts: Path | None = None) -> list[Path]:
    """Save pages with the program, a numbered file each; `contacts` are a service's own."""
    own = str(contacts) if contacts else None

    def save_one(numbered: tuple[int, Saved]) -> Path:
        number, page = numbered
        path = folder / f"{number}.html"
        ran = run(*page.arguments, "-o", str(path), stdin=page.stdin, KICKCHECK_CONTACTS=own)
        assert ran.code == 0, ran
        return path

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(save_one, enumerate(pages)))


def looked_at(folder: Path, paths: Sequence[Path]) -> list[Mapping[str, Any]]:
    """Return what a browser finds on pages; beside each it leaves it printed."""
    asked = {
        "chromium": NEEDED["chromium"],
        "profile": str(folder / "profile"),
        "pages": [str(path) for path in paths],
    }
    done = subprocess.run(
        [str(NEEDED["node"]), str(CHECK)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found: list[Mapping[str, Any]] = json.loads(done.stdout)
    assert len(found) == len(paths)
    return found


def sheets(path: Path, paper: str) -> list[str]:
    """Return the letters on each sheet of a printed page, in the order in which they are drawn."""
    done = subprocess.run(
        [str(NEEDED["pdftotext"]), "-raw", f"{path}-{paper}.pdf", "-"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    return [letters(sheet) for sheet in done.stdout.decode().split("\f")[:-1]]


def letters(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text) if one.isalpha())


def test_saved_pages_can_be_read_by_all_and_print_on_a_sheet_or_two(tmp_path: Path) -> None:
    problems = []
    paths = save(tmp_path, PAGES)
    for page, path, found in zip(PAGES, paths, looked_at(tmp_path, paths), strict=True):
        name = " ".join(page.arguments)
        problems += [f"{name}: {violation}" for violation in found["violations"]]
        problems += [f"{name}: asked for {url}" for url in found["requested"]]
        problems += [f"{name}: said {words}" for words in found["said"]]
        if found["wide"]:
            problems.append(f"{name}: is wider than a telephone")
        if found["smallest"]["text"] < 9.5 or (found["smallest"]["small"] or 7) < 7:
            problems.append(f"{name}: has small type: {found['smallest']}")
        for paper in FORMATS:
            printed = sheets(path, paper)
            if len(printed) > page.sheets:
                problems.append(f"{name}: takes {len(printed)} sheets of {paper}")
            for kind, text in found["whole"]:
                if not any(text in sheet for sheet in printed):
                    problems.append(f"{name}: {paper} cuts a {kind}: {text[:50]}")
    assert problems == []
