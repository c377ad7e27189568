"""Make SVG pictures of the program: run it in a pseudo-terminal and draw the cells.

usage: python tools/pictures.py [FOLDER]     (default: docs/pictures)

The pictures load nothing: they use local fonts and contain no script. KICKCHECK may name another
command than that of the environment.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pexpect
import pyte

KICKCHECK = os.environ.get("KICKCHECK", str(Path(sys.executable).parent / "kickcheck"))
COLUMNS, ROWS, TALL = 80, 24, 120
_CELL_W, _CELL_H, _PAD = 8.4, 18, 14


@dataclass(frozen=True)
class Theme:
    """The colours of a terminal."""

    back: str
    fore: str
    names: dict[str, str]


DARK = Theme("#16181d", "#d8dee9", {"red": "#e06c75", "cyan": "#56b6c2"})
LIGHT = Theme("#fbfbf8", "#22252b", {"red": "#b3262e", "cyan": "#0b7285"})

# The end of a screen: the reverse bar at the foot, then the prompt.
_PROMPT = "\x1b\\[7m[^\x1b]*\x1b\\[0m\x1b\\[[0-9;]+H *\x1b\\[1m[^\x1b]*\x1b\\[0m \x1b\\[K"

# For each picture: the arguments and the typed lines.
_SAFETY = ("assess", "--country", "US", "--section", "safety")
_DEPENDENCE = ("assess", "--country", "US", "--section", "dependence")
_SIGNS = ("assess", "--country", "US", "--section", "signs")
PICTURES: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "first-screen": (["assess"], []),
    "question": (["assess", "--country", "US"], [""]),
    "why": (["assess", "--country", "US"], ["", "n", "w"]),
    "urgent-card": (["assess", "--country", "US"], ["", "y", "y"]),
    "review": (["assess", "--country", "US"], ["", "n", "u", "s", "n", "r"]),
    "summary-safety": (_SAFETY, ["", "n", "n", "n", "y", "n", "n", ""]),
    "summary-dependence": (_DEPENDENCE, ["", "y", "u", "", "", "", ""]),
    "summary-signs": (_SIGNS, ["", *"ynuyn", "", "", "", ""]),
    "topic": (["topic", "withdrawal"], []),
    "topics": (["topic"], []),
    "emergency": (["emergency", "--country", "US"], []),
    "error": (["topic", "withdrawl"], []),
    "help": (["--help"], []),
}


def screen_after(arguments: list[str], lines: Sequence[str]) -> pyte.Screen:
    """Return the screen when the program waits or has ended. A page is shown completely."""
    rows = ROWS if arguments[:1] == ["assess"] else TALL
    screen = pyte.Screen(COLUMNS, rows)
    stream = pyte.Stream(screen)
    environ = {
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
    }
    child = pexpect.spawn(
        KICKCHECK, arguments, env=environ, dimensions=(rows, COLUMNS), encoding="utf-8"
    )
    child.delaybeforesend = None
    for line in (None, *lines):
        if line is not None:
            child.send(f"{line}\r")
        try:
            child.expect([_PROMPT, pexpect.EOF], timeout=20)
        except pexpect.TIMEOUT as error:
            raise SystemExit(f"no prompt after {line!r}") from error
        stream.feed(child.before or "")
        if isinstance(child.after, str):
            stream.feed(child.after)
    child.close(force=True)
    return screen


def svg(screen: pyte.Screen, theme: Theme, title: str) -> str:
    """Return a screen as SVG, with real text."""
    used = max(number for number, line in enumerate(screen.display) if line.strip()) + 1
    rows = max(used, min(ROWS, screen.lines)) if screen.lines == ROWS else used
    width, height = COLUMNS * _CELL_W + 2 * _PAD, rows * _CELL_H + 2 * _PAD
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}"'
        ' role="img" font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace"'
        ' font-size="14">',
        f"<title>{escape(title)}</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{theme.back}"/>',
    ]
    for row in range(rows):
        y = _PAD + row * _CELL_H
        for column, text, cell in _runs(screen, row):
            x = _PAD + column * _CELL_W
            fore = theme.names.get(cell.fg, theme.fore)
            if cell.reverse:
                parts.append(
                    f'<rect x="{x:.1f}" y="{y}" width="{len(text) * _CELL_W:.1f}"'
                    f' height="{_CELL_H}" fill="{theme.fore}"/>'
                )
                fore = theme.back
            weight = ' font-weight="bold"' if cell.bold else ""
            parts.append(
                f'<text x="{x:.1f}" y="{y + 13.5}" fill="{fore}"{weight} xml:space="preserve"'
                f' textLength="{len(text) * _CELL_W:.1f}">{escape(text)}</text>'
            )
    return "\n".join([*parts, "</svg>", ""])


def _runs(screen: pyte.Screen, row: int) -> list[tuple[int, str, pyte.screens.Char]]:
    runs: list[tuple[int, str, pyte.screens.Char]] = []
    for column in range(COLUMNS):
        cell = screen.buffer[row][column]
        look = (cell.fg, cell.bold, cell.reverse)
        if runs and (runs[-1][2].fg, runs[-1][2].bold, runs[-1][2].reverse) == look:
            start, text, first = runs[-1]
            runs[-1] = (start, text + cell.data, first)
        else:
            runs.append((column, cell.data, cell))
    return [
        (start, text if cell.reverse else text.rstrip(), cell)
        for start, text, cell in runs
        if text.strip() or cell.reverse
    ]


def main() -> None:
    """Write every picture in dark and light colours."""
    folder = (
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs" / "pictures"
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name, (arguments, lines) in PICTURES.items():
        screen = screen_after(list(arguments), lines)
        for theme_name, theme in (("dark", DARK), ("light", LIGHT)):
            picture = svg(screen, theme, f"kickcheck {' '.join(arguments)}")
            (folder / f"{name}-{theme_name}.svg").write_text(picture, encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main()
