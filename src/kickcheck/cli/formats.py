"""The output formats: the one list of them. A new format is a function and a row here.

The help, the prompt for a file name and the writer read the list; a test compares the README's
table with it.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kickcheck import streams
from kickcheck.frozen import Frozen

if TYPE_CHECKING:
    from kickcheck.model import Page

Data = Mapping[str, object]
Encoder = Callable[["Page", Data], bytes]


def _html(page: "Page", _data: Data) -> bytes:
    from kickcheck.render import html

    return html.draw(page).encode()


def _markdown(page: "Page", _data: Data) -> bytes:
    from kickcheck.render import markdown

    return markdown.draw(page).encode()


def _text(page: "Page", _data: Data) -> bytes:
    from kickcheck.render import joined, plain

    return joined(plain.draw(page, streams.MAX_COLUMNS)).encode()


def _json(_page: "Page", data: Data) -> bytes:
    return json_text(data).encode()


class Format(Frozen):
    """A form in which a result can be saved.

    Args:
        suffix: how the name of the file ends.
        purpose: what it is for, in a few words.
        encode: makes the file out of a page and its data.
        holds_data: whether it is for programs.

    """

    suffix: str
    purpose: str
    encode: Encoder
    holds_data: bool = False


FORMATS = (
    Format(".html", "to look at and to print", _html),
    Format(".md", "to edit", _markdown),
    Format(".txt", "to read anywhere", _text),
    Format(".json", "for programs", _json, holds_data=True),
)


def format_of(name: str) -> Format | None:
    """Return the format that a file's name ends in, the longest suffix first; None without one."""
    fitting = [each for each in FORMATS if name.endswith(each.suffix) and name != each.suffix]
    return max(fitting, key=lambda each: len(each.suffix), default=None)


def suffixes() -> str:
    """Return the suffixes as words: ".html, .md, .txt or .json"."""
    *others, last = [each.suffix for each in FORMATS]
    return f"{', '.join(others)} or {last}"


def json_text(data: Data) -> str:
    """Return data as JSON that any code page can show."""
    import json

    return json.dumps(data, indent=2, ensure_ascii=True) + "\n"
