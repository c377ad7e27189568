"""Open saved pages in a real browser and print them."""

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

from cli_runner import run

CHECK = Path(__file__).parent / "paper" / "check.mjs"
NEEDED = {name: shutil.which(name) for name in ("chromium", "node", "pdftotext")}
MISSING = [name for name, path in NEEDED.items() if path is None]
if not (CHECK.parent / "node_modules").is_dir():
    MISSING.append("tests/paper/node_modules (npm ci --prefix tests/paper)")

browser_needed = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


@dataclass(frozen=True)
class Saved:
    """A page to save: the arguments, the input, and the most sheets it may take in print."""

    arguments: Sequence[str]
    stdin: str = ""
    sheets: int = 2


def save(folder: Path, pages: Sequence[Saved], contacts: Path | None = None) -> list[Path]:
    """Save each page to a numbered file; `contacts` is a file of local help lines."""
    local = str(contacts) if contacts else None

    def save_one(numbered: tuple[int, Saved]) -> Path:
        number, page = numbered
        path = folder / f"{number}.html"
        ran = run(*page.arguments, "-o", str(path), stdin=page.stdin, KICKCHECK_CONTACTS=local)
        assert ran.code == 0, ran
        return path

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(save_one, enumerate(pages)))


def inspect_pages(folder: Path, paths: Sequence[Path]) -> list[Mapping[str, Any]]:
    """Open pages in the browser; return its findings. It prints each to a PDF beside the page."""
    request = {
        "chromium": NEEDED["chromium"],
        "profile": str(folder / "profile"),
        "pages": [str(path) for path in paths],
    }
    found: list[Mapping[str, Any]] = run_script(CHECK, request)
    assert len(found) == len(paths)
    return found


def run_script(script: Path, request: Mapping[str, object]) -> Any:
    """Run a script in Node with a request as its input; return its output."""
    done = subprocess.run(
        [str(NEEDED["node"]), str(script)],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def sheets(path: Path, paper: str) -> list[str]:
    """Return the letters on each sheet of a printed page, in the order of the PDF."""
    done = subprocess.run(
        [str(NEEDED["pdftotext"]), "-raw", f"{path}-{paper}.pdf", "-"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    return [letters(sheet) for sheet in done.stdout.decode().split("\f")[:-1]]


def letters(text: str) -> str:
    """Return only the letters of a text: the browser adds dots and digits."""
    return "".join(one for one in unicodedata.normalize("NFKD", text) if one.isalpha())
