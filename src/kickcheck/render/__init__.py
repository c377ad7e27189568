"""Renders a page for a terminal, as plain text, Markdown or HTML."""

from collections.abc import Sequence


class BlockLines(list[str]):
    """The lines of a block.

    `keep_with_next`: whether it must stay on the same screen as the next block, like a heading.
    """

    keep_with_next = False


Drawing = Sequence[BlockLines]
"""The lines of each block, in order, without the empty lines between blocks."""


def joined(drawing: Sequence[Sequence[str]]) -> str:
    """Return a drawing as text, with an empty line between blocks."""
    return "\n\n".join("\n".join(lines) for lines in drawing if lines) + "\n"
