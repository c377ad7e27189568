"""Divides a rendered page into parts that fit a screen.

A part ends where a reader would pause: never inside a piece that fits the screen, and never
between a heading and what it introduces.
"""

from collections.abc import Iterator

from kickcheck.frozen import Frozen
from kickcheck.render import Drawing
from kickcheck.session.screen_protocol import START, Place


class Part(Frozen):
    """The lines of one screen, and the place of the first of them."""

    lines: tuple[str, ...]
    start: Place


def parts(drawing: Drawing, rows: int) -> list[Part]:
    """Return a drawing in parts of at most `rows` lines; at least one part."""
    found: list[Part] = []
    lines: list[str] = []
    heading: list[str] = []  # of the card that goes on, at the top of a part
    start = START

    def end_part() -> None:
        nonlocal lines, heading
        if lines:
            found.append(Part((*heading, *lines), start))
        lines, heading = [], []

    for group in _groups(drawing):
        first = drawing[group[0]]
        height = sum(len(drawing[at].lines) + (drawing[at].gap is not None) for at in group)
        if first.starts_part or len(heading) + len(lines) + height > rows:
            end_part()
        for at in group:
            piece = drawing[at]
            gap = [piece.gap] if lines and piece.gap is not None else []
            if len(heading) + len(lines) + len(gap) + len(piece.lines) > rows:
                end_part()
                gap = []
            for number, line in enumerate(piece.lines):
                if len(heading) + len(lines) >= rows:
                    end_part()
                if not lines:
                    start = (at, number)
                    together = height if height <= rows else len(piece.lines)
                    if found and _fits(len(piece.continued), together, rows):
                        heading = list(piece.continued)
                lines += [*gap, line]
                gap = []
    end_part()
    return found or [Part((), START)]


def current(found: list[Part], place: Place) -> int:
    """Return the index of the part that contains a place."""
    return max((n for n, part in enumerate(found) if part.start <= place), default=0)


def _fits(heading: int, together: int, rows: int) -> bool:
    """Tell whether a heading leaves enough rows: what fits the screen without it is not cut."""
    if together > rows:
        return 2 * heading < rows
    return heading + together <= rows


def _groups(drawing: Drawing) -> Iterator[list[int]]:
    """Yield the indices of pieces that stay together."""
    group: list[int] = []
    for at, piece in enumerate(drawing):
        if piece.starts_part and group:
            yield group
            group = []
        group.append(at)
        if not piece.keep_with_next:
            yield group
            group = []
    if group:
        yield group
