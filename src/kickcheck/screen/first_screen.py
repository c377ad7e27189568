"""The first screen of a conversation, shown while the rest of the program is imported.

It was drawn when the wheel was built, for a window of 80 columns or more.
"""

import os
import sys

from kickcheck import streams
from kickcheck.screen.full_screen import FullScreen, alternate_screen_codes, layout
from kickcheck.screen.line_reader import LineReader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kickcheck.model import Page

_BETWEEN = "\f\n"


def drawn(
    page: "Page",
    prompt: str,
    status: str,
    prompt_more: str,
    draw: "Callable[[Page | str, int], str]",
) -> str:
    """Return a first screen as text, for `shown`.

    Args:
        page: what is shown.
        prompt: stands below it.
        status: stands at the foot.
        prompt_more: stands below a part that is not the last.
        draw: makes a page, or a text of one paragraph, into text for a width.

    """
    width, _ = layout(streams.MAX_COLUMNS)
    texts = [draw(text, width - 1) for text in (prompt, status, prompt_more)]
    return _BETWEEN.join([draw(page, width), *texts])


def shown(text: str) -> FullScreen | None:
    """Show the first screen as the conversation would; None where that would look otherwise.

    Args:
        text: what `drawn` returned.

    """
    stdin, stdout = sys.__stdin__, sys.__stdout__
    if stdin is None or not (streams.is_terminal(stdin) and streams.is_terminal(stdout)):
        return None
    out = streams.first_terminal(sys.__stderr__, stdout)
    if out is None:
        return None
    if os.get_terminal_size(out.fileno()).columns < streams.MAX_COLUMNS:
        return None
    how = alternate_screen_codes(os.environ.get("TERM", ""), out.fileno())
    if how is None or os.environ.get("KICKCHECK_CONTACTS"):
        return None
    page, prompt, status, prompt_more = text.split(_BETWEEN)
    reader = LineReader(stdin.fileno(), stdin.encoding)
    screen = FullScreen(out.fileno(), out.encoding, how, _parted, reader, prompt_more)
    screen.opened().paint_early(page, prompt, status)
    return screen


def _parted(text: "Page | str", _width: int) -> "Sequence[Sequence[str]]":
    """Return the lines of each block of a text that was drawn beforehand."""
    return [block.split("\n") for block in str(text).removesuffix("\n").split("\n\n")]
