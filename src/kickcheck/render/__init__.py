"""A page rendered for a terminal, or as plain lines. Each block has lines of its own."""

from collections.abc import Sequence


class BlockLines(list[str]):
    """The lines of a block.

    `keep_with_next`: whether it only leads to what follows, and may not end a part of a page.
    """

    keep_with_next = False


Drawing = Sequence[BlockLines]
"""The lines of each block, in order; an empty line between blocks is the caller's."""


def joined(drawing: Sequence[Sequence[str]]) -> str:
    """Return a drawing as text, blocks parted by an empty line."""
    return "\n\n".join("\n".join(lines) for lines in drawing if lines) + "\n"
