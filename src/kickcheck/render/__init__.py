"""A page drawn: as plain lines, or on a terminal. Each block gives its own run of lines."""

from collections.abc import Sequence

Drawing = Sequence[Sequence[str]]
"""The lines of each block, in order; an empty line between blocks is the caller's."""


def joined(drawing: Drawing) -> str:
    """Return a drawing as text, blocks parted by an empty line."""
    return "\n\n".join("\n".join(lines) for lines in drawing if lines) + "\n"
