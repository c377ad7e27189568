"""What a command returns, and the one place that prints it."""

import contextlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from kickcheck import streams
from kickcheck.errors import KickcheckError
from kickcheck.model import Page
from kickcheck.render import joined, plain, terminal

LOST = 74
GONE = 141


@dataclass(frozen=True)
class Output:
    """The result of a command: one of page, text and data, or nothing; and an exit code."""

    page: Page | None = None
    text: str = ""
    data: Mapping[str, object] | None = None
    plain: bool = False
    exit_code: int = 0
    to_stderr: bool = False


def drawer(*, plain_mode: bool, width: int) -> Callable[[Page], str]:
    """Return what makes a page into text for this terminal."""
    if plain_mode:
        return lambda page: joined(plain.draw(page, width))
    colour = streams.has_colour(os.environ)
    return lambda page: joined(terminal.draw(page, width, colour=colour))


def is_plain(*, asked_for: bool) -> bool:
    """Tell whether pages are drawn as plain lines."""
    return asked_for or streams.is_plain(os.environ, sys.stdout)


def emit(output: Output) -> None:
    """Print what a command returned, and end with its exit code."""
    if output.data is not None:
        text = json.dumps(output.data, indent=2, ensure_ascii=True) + "\n"
    elif output.page is not None:
        width = streams.width(os.environ, sys.stdout)
        text = drawer(plain_mode=is_plain(asked_for=output.plain), width=width)(output.page)
    else:
        text = output.text
    if text:
        deliver(text, to_stderr=output.to_stderr)
    raise SystemExit(output.exit_code)


def deliver(text: str, *, to_stderr: bool = False) -> None:
    """Write a text; end the program where that cannot be done."""
    try:
        streams.write(sys.stderr if to_stderr else sys.stdout, text)
    except streams.ReaderGoneError:
        leave(GONE)
    except streams.OutputLostError:
        if not to_stderr:
            complain("The output could not be written.", "Look for a full disk or a closed stream.")
            leave(LOST)


def complain(message: str, hint: str) -> None:
    """Say on stderr what is wrong and what to do; where that is gone, say nothing."""
    with contextlib.suppress(streams.OutputLostError, streams.ReaderGoneError):
        streams.write(sys.stderr, " ".join(part for part in (message, hint) if part) + "\n")


def fail(error: KickcheckError) -> NoReturn:
    """Tell about an error and end with its exit code."""
    complain(error.message, error.hint)
    raise SystemExit(error.exit_code)


def leave(code: int) -> NoReturn:
    """End without another try to flush what cannot be written."""
    os._exit(code)
