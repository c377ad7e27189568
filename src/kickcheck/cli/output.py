"""What a command returns, and the one place that prints it."""

import contextlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from kickcheck import streams
from kickcheck.errors import CannotSaveError, KickcheckError, UsageError
from kickcheck.frozen import Frozen

if TYPE_CHECKING:
    from kickcheck.model import Page
    from kickcheck.pages.localizer import Voice

SUFFIXES = (".html", ".md", ".txt", ".json")
# sys.__stdout__ and sys.__stderr__ are the real ones: Typer's own output is caught on its way.
LOST = 74
GONE = 141


class Saving(Frozen):
    """Where a result goes instead of the screen; the suffix chooses how it is written."""

    path: Path
    force: bool = False

    @classmethod
    def asked(cls, name: str, *, force: bool) -> "Saving":
        """Return where to save; refused before any work is done.

        Raises:
            UsageError: the suffix is not known.
            CannotSaveError: nothing can be written there.

        """
        from kickcheck import atomic_write

        saving = cls(Path(name), force)
        if saving.path.suffix not in SUFFIXES:
            raise UsageError("A file's suffix says its form.", f"Use one of: {' '.join(SUFFIXES)}.")
        atomic_write.refuse(saving.path, force=force)
        return saving

    def write(self, page: "Page", data: Mapping[str, object]) -> None:
        """Write a result. Raises CannotSaveError."""
        from kickcheck import atomic_write
        from kickcheck.render import html, joined, markdown, plain

        match self.path.suffix:
            case ".json":
                text = as_text(data)
            case ".html":
                text = html.draw(page)
            case ".md":
                text = markdown.draw(page)
            case _:
                text = joined(plain.draw(page, streams.WIDEST))
        atomic_write.write(self.path, text.encode(), force=self.force)


class Manner(Frozen):
    """How a result is wanted: as plain lines, as JSON, in a file."""

    plain: bool = False
    as_json: bool = False
    saving: Saving | None = None

    @property
    def is_json(self) -> bool:
        """Whether data is wanted, not a page."""
        return self.as_json or (self.saving is not None and self.saving.path.suffix == ".json")

    @classmethod
    def asked(
        cls, *, plain: bool, as_json: bool = False, output: str | None, force: bool
    ) -> "Manner":
        """Return the manner that options ask for.

        Raises:
            UsageError: two of them contradict each other.
            CannotSaveError: nothing can be written where it was asked for.

        """
        if force and output is None:
            raise UsageError("--force goes with --output.", "Name a file to replace.")
        if output is None:
            return cls(plain, as_json)
        if as_json and not output.endswith(".json"):
            raise UsageError("--json and the suffix disagree.", "Leave one of them out.")
        return cls(plain, as_json, Saving.asked(output, force=force))


class Output(Frozen):
    """The result of a command, as a page and as data, or a mere text; and an exit code.

    `to_conversation`: it goes where the questions were asked; the standard output is for a result.
    """

    manner: Manner = Manner()
    page: "Page | None" = None
    data: Mapping[str, object] | None = None
    text: str = ""
    exit_code: int = 0
    to_conversation: bool = False
    shown_if_unsaved: bool = False


def as_wanted(
    voice: "Voice",
    manner: Manner,
    page: "Page",
    data: Mapping[str, object] | None = None,
    *,
    steps: bool = False,
    reviewed: str = "",
) -> Output:
    """Return a page as it is shown, or as `pages.help.saved` has it saved.

    Its data is the page itself, unless there is better.
    """
    from kickcheck import json_export
    from kickcheck.pages import help as pages

    if manner.saving is not None:
        page = pages.saved(voice, page, steps=steps, reviewed=reviewed)
    return Output(manner, page, json_export.page(page) if data is None else data)


def drawer(*, plain_mode: bool, width: int) -> "Callable[[Page], str]":
    """Return what makes a page into text for this terminal."""
    from kickcheck.render import joined, plain

    if plain_mode:
        return lambda page: joined(plain.draw(page, width))
    from kickcheck.render import terminal

    colour = streams.has_colour(os.environ)
    return lambda page: joined(terminal.draw(page, width, colour=colour))


def is_plain(*, asked_for: bool) -> bool:
    """Tell whether pages are drawn as plain lines."""
    return asked_for or streams.is_plain(os.environ, sys.__stdout__)


def conversation_stream() -> TextIO | None:
    """Return the stream on which questions are asked; the standard output is for the result.

    Where somebody types at a terminal, it is a terminal, wherever stderr goes: a question that
    nobody sees would be answered all the same.

    Raises:
        UsageError: there is none.

    """
    if not streams.is_terminal(sys.__stdin__):
        return sys.__stderr__
    return streams.first_terminal(sys.__stderr__, sys.__stdout__) or _terminal_by_name()


@cache
def _terminal_by_name() -> TextIO:
    """Return the terminal that the process belongs to, where no stream of its leads there."""
    try:
        return open("/dev/tty", "w", encoding=getattr(sys.__stdin__, "encoding", None))
    except OSError:
        raise UsageError(
            "The questions could not be seen.", "Send the output or the errors to the terminal."
        ) from None


def as_text(data: Mapping[str, object]) -> str:
    """Return data as JSON that any code page can show."""
    return json.dumps(data, indent=2, ensure_ascii=True) + "\n"


def emit(output: Output) -> None:
    """Print or save what a command returned, and end with its exit code."""
    manner, exit_code = output.manner, output.exit_code
    if manner.saving is not None and output.page is not None and output.data is not None:
        try:
            manner.saving.write(output.page, output.data)
        except CannotSaveError as error:
            if not output.shown_if_unsaved:
                raise
            complain(error.message, error.hint)
            exit_code = error.exit_code
        else:
            complain("Saved.", "Anyone who can open the file can read it.")
            raise SystemExit(exit_code)
    text = output.text
    if manner.as_json and output.data is not None:
        text = as_text(output.data)
    elif output.page is not None:
        width = streams.width(os.environ, sys.__stdout__)
        text = drawer(plain_mode=is_plain(asked_for=manner.plain), width=width)(output.page)
    deliver(text, conversation_stream() if output.to_conversation else sys.__stdout__)
    raise SystemExit(exit_code)


def deliver(text: str, stream: TextIO | None) -> None:
    """Write a text; end the program where the result cannot be written, or nobody reads on."""
    if not text:
        return
    try:
        streams.write(stream, text)
    except (streams.OutputLostError, streams.ReaderGoneError) as error:
        if isinstance(error, streams.ReaderGoneError) or stream is sys.__stdout__:
            undelivered(error)


def undelivered(error: Exception) -> NoReturn:
    """End the program that could not write its result; nobody is told who has gone."""
    if isinstance(error, streams.ReaderGoneError):
        leave(GONE)
    complain("The output could not be written.", "Look for a full disk or a closed stream.")
    leave(LOST)


def complain(message: str, hint: str) -> None:
    """Say on stderr what is wrong and what to do; where that is gone, say nothing.

    A terminal gets it wrapped, everything else in one line.
    """
    err = sys.__stderr__
    text = " ".join(f"{message} {hint}".split())  # a name of a file may hold a line break
    if streams.is_terminal(err):
        from kickcheck.model import Page, Span, Text
        from kickcheck.render import joined, plain

        page = Page("", (Text((Span(text),)),))
        text = joined(plain.draw(page, streams.width(os.environ, err))).rstrip("\n")
    with contextlib.suppress(streams.OutputLostError, streams.ReaderGoneError):
        streams.write(err, f"{text}\n")


def fail(error: KickcheckError) -> NoReturn:
    """Tell about an error and end with its exit code."""
    complain(error.message, error.hint)
    raise SystemExit(error.exit_code)


def leave(code: int) -> NoReturn:
    """End without another try to flush what cannot be written."""
    os._exit(code)
