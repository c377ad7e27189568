"""Renders a page for a terminal, as plain text, Markdown or HTML."""

from collections.abc import Sequence

from kickcheck.frozen import Frozen


class Piece(Frozen):
    """Lines that stay together on a screen: a heading, a paragraph, one item of a list.

    Args:
        lines: the lines.
        gap: the line between this piece and the one before it; None for no line.
        keep_with_next: whether it stays on the same screen as the next piece.
        starts_part: whether it begins a new screen.
        continued: what is shown above it if a screen begins with it, such as the title of the
            card that goes on.

    """

    lines: tuple[str, ...]
    gap: str | None = ""
    keep_with_next: bool = False
    starts_part: bool = False
    continued: tuple[str, ...] = ()


Drawing = Sequence[Piece]
"""A rendered page."""


def joined(drawing: Drawing) -> str:
    """Return a drawing as text."""
    lines: list[str] = []
    for piece in drawing:
        if lines and piece.gap is not None:
            lines.append(piece.gap)
        lines += piece.lines
    return "\n".join(lines) + "\n"
