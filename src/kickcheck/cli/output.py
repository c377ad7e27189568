"""What a command returns, and the functions that print it."""

import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from kickcheck import console, streams
from kickcheck.cli.formats import FORMATS, JSON, Exporter, Format, format_of, json_text, suffixes
from kickcheck.errors import CannotSaveError, KickcheckError, UsageError
from kickcheck.frozen import Frozen

if TYPE_CHECKING:
    from kickcheck.model import Page
    from kickcheck.pages.localizer import Localizer
    from kickcheck.render import Drawing

# sys.__stdout__ and sys.__stderr__ are the real streams; `app.run` captures what Typer prints.
EXIT_OUTPUT_LOST = 74
EXIT_READER_GONE = 141


class OutputFile(Frozen):
    """Where a result is saved, and in which format."""

    path: Path
    format: Format
    force: bool = False

    @classmethod
    def from_name(cls, name: str, *, force: bool, assess: bool = True) -> "OutputFile":
        """Return the file to save to; called before any work is done.

        `~` and `~user` stand for a home folder, and the quotation marks or backslashes that a
        terminal puts around the name of a dragged file are removed.

        Args:
            name: its name.
            force: whether it may replace another.
            assess: whether a form or a result of `assess` is saved.

        Raises:
            UsageError: the suffix is unknown, or that of a format for other results.
            CannotSaveError: nothing can be written there.

        """
        from kickcheck import atomic_write

        path = Path(os.path.expanduser(console.unquoted(name)))
        chosen = format_of(path.name)
        known = f"Use one of: {suffixes(assess=assess)}."
        if chosen is None:
            raise UsageError("The file name needs a known suffix.", known)
        if chosen.only_assess and not assess:
            raise UsageError(f"Only kickcheck assess can save a {chosen.suffix} file.", known)
        atomic_write.refuse(path, force=force)
        return cls(path, chosen, force)

    def write(self, page: "Page", data: Mapping[str, object]) -> tuple[str, str]:
        """Write a result; return sentences on where it is, and on who can read it.

        Raises CannotSaveError.
        """
        from kickcheck import atomic_write
        from kickcheck.safe_text import visible

        private = atomic_write.write(self.path, self.format.encode(page, data), force=self.force)
        parent = self.path.parent
        if parent == Path():
            folder = "in the folder you started from"
        elif parent == Path(os.path.expanduser("~")):
            folder = "in your home folder"
        else:
            folder = "in the folder you named"
        return f"Saved as {visible(self.path.name)}, {folder}.", _PRIVATE if private else _OPEN


_PRIVATE = "Anyone who can open the file can read it."
_OPEN = "It cannot be kept private there: other users of this computer may read it."


class OutputOptions(Frozen):
    """How to output a result: as plain lines, as JSON, in a file, part by part."""

    plain: bool = False
    as_json: bool = False
    output_file: OutputFile | None = None
    pager: bool = True

    @property
    def is_json(self) -> bool:
        """Whether the output is data, not a page."""
        return self.as_json or (self.output_file is not None and self.output_file.format.is_data)

    @property
    def exporter(self) -> Exporter:
        """What makes the data of `assess`."""
        return JSON if self.output_file is None else self.output_file.format.exporter

    @classmethod
    def from_command_line(
        cls,
        *,
        plain: bool,
        as_json: bool = False,
        output: str | None,
        force: bool,
        pager: bool = True,
        assess: bool = False,
    ) -> "OutputOptions":
        """Return the output options of a command; `assess`: whether it is a form or a result.

        Raises:
            UsageError: two of them contradict each other.
            CannotSaveError: the file cannot be written.

        """
        if force and output is None:
            raise UsageError("--force needs --output.", "Name a file to replace.")
        if output is None:
            return cls(plain, as_json, pager=pager)
        output_file = OutputFile.from_name(output, force=force, assess=assess)
        if as_json and not output_file.format.is_data:
            raise UsageError("--json and the suffix disagree.", "Leave one of them out.")
        return cls(plain, as_json, output_file)


class CommandResult(Frozen):
    """The result of a command: a page with its data, or a text; and an exit code.

    `to_conversation`: print it where the questions were asked, because the standard output is
    only for results. `print_if_unsaved`: print it if it cannot be saved; `unsaved_page` is the page
    for that, if it differs. `paged_with`: localizes the prompts, if the page is shown part by part
    where it is taller than the window; `leaves_first_part`: its first part then stays on the
    normal screen.
    """

    options: OutputOptions = OutputOptions()
    page: "Page | None" = None
    data: Mapping[str, object] | None = None
    text: str = ""
    exit_code: int = 0
    to_conversation: bool = False
    print_if_unsaved: bool = False
    paged_with: "Localizer | None" = None
    leaves_first_part: bool = False
    unsaved_page: "Page | None" = None


def page_result(
    localizer: "Localizer",
    options: OutputOptions,
    page: "Page",
    data: Mapping[str, object] | None = None,
    *,
    paged: bool = False,
    steps: bool = False,
    reviewed: str = "",
) -> CommandResult:
    """Return a page as a result; a page to be saved gets the notes that saved copies end with.

    Args:
        localizer: localizes the notes and the prompts.
        options: how to output it.
        page: the page.
        data: the data; by default, the page itself.
        paged: whether it is shown part by part where it is taller than the window.
        steps: whether it holds the steps for an emergency.
        reviewed: the date of the last review; by default, that of the oldest topic.

    """
    from kickcheck import json_export
    from kickcheck.pages.saved_page import with_saved_notes

    if options.output_file is not None:
        page = with_saved_notes(localizer, page, steps=steps, reviewed=reviewed)
    return CommandResult(
        options,
        page,
        json_export.page(page) if data is None else data,
        paged_with=localizer if paged else None,
        leaves_first_part=steps,
    )


def page_renderer(*, plain_mode: bool) -> "Callable[[Page, int], Drawing]":
    """Return a function that renders a page for this terminal in a width in columns."""
    if plain_mode:
        from kickcheck.render import plain

        return plain.draw
    from kickcheck.render import terminal

    colour = streams.has_colour(os.environ)
    return lambda page, width: terminal.draw(page, width, colour=colour)


def is_plain(*, requested: bool) -> bool:
    """Tell whether pages are rendered as plain lines."""
    return requested or streams.is_plain(os.environ, sys.__stdout__)


def conversation_stream() -> TextIO | None:
    """Return the stream on which questions are asked; the standard output is for the result.

    If the input is a terminal, this is one too, even if stderr is redirected: otherwise a person
    would answer questions that they cannot see.

    Raises:
        UsageError: there is no terminal to ask on.

    """
    if not streams.is_terminal(sys.__stdin__):
        return sys.__stderr__
    return streams.first_terminal(sys.__stderr__, sys.__stdout__) or _controlling_terminal()


@cache
def _controlling_terminal() -> TextIO:
    """Return the controlling terminal of the process, for when no standard stream leads to it."""
    try:
        return open("/dev/tty", "w", encoding=getattr(sys.__stdin__, "encoding", None))
    except OSError:
        raise UsageError(
            "The questions would not be visible.", "Do not redirect both output and errors."
        ) from None


def print_result(output: CommandResult) -> None:
    """Print or save what a command returned, and exit with its code."""
    options, exit_code, page = output.options, output.exit_code, output.page
    if options.output_file is not None and page is not None and output.data is not None:
        try:
            print_error(*options.output_file.write(page, output.data))
            raise SystemExit(exit_code)
        except CannotSaveError as error:
            if not output.print_if_unsaved:
                raise
            print_error(error.message, error.hint)
            exit_code = error.exit_code
            page = output.unsaved_page or page
    text = output.text
    if options.as_json and output.data is not None:
        text = json_text(output.data)
    elif page is not None:
        text = _page_text(output, page)
    write_output(text, conversation_stream() if output.to_conversation else sys.__stdout__)
    raise SystemExit(exit_code)


def _page_text(output: CommandResult, page: "Page") -> str:
    """Return a page as text, after showing it part by part if it does not fit the window.

    The text is empty if the page was read, and is not to be kept.
    """
    from kickcheck.render import joined

    plain_mode = is_plain(requested=output.options.plain)
    drawing = page_renderer(plain_mode=plain_mode)(page, streams.width(os.environ, sys.__stdout__))
    text = joined(drawing)
    fits = text.count("\n") < streams.rows(sys.__stdout__)
    if fits or plain_mode or output.paged_with is None or not output.options.pager:
        return text
    if not (streams.is_terminal(sys.__stdin__) and streams.is_terminal(sys.__stdout__)):
        return text
    from kickcheck.cli import paging

    return paging.show(output.paged_with, page, drawing, leaves_first_part=output.leaves_first_part)


def write_output(text: str, stream: TextIO | None) -> None:
    """Write a text; exit if the result cannot be written or the reader has closed the pipe."""
    if not text:
        return
    try:
        streams.write(stream, text)
    except (streams.OutputLostError, streams.ReaderGoneError) as error:
        if isinstance(error, streams.ReaderGoneError) or stream is sys.__stdout__:
            exit_output_lost(error)


def exit_output_lost(error: Exception) -> NoReturn:
    """Exit because the output could not be written; silently if the reader has closed the pipe."""
    if isinstance(error, streams.ReaderGoneError):
        exit_now(EXIT_READER_GONE)
    print_error("The output could not be written.", "Check for a full disk or a closed stream.")
    exit_now(EXIT_OUTPUT_LOST)


def print_error(message: str, hint: str) -> None:
    """Print a message and a hint on stderr; do nothing if that fails.

    The text is wrapped on a terminal, and one line everywhere else.
    """
    err = sys.__stderr__
    text = " ".join(f"{message} {hint}".split())  # a file name may contain a line break
    if streams.is_terminal(err):
        from kickcheck.model import Page, Paragraph, Span
        from kickcheck.render import joined, plain

        page = Page("", (Paragraph((Span(text),)),))
        text = joined(plain.draw(page, streams.width(os.environ, err))).rstrip()
    with contextlib.suppress(streams.OutputLostError, streams.ReaderGoneError):
        streams.write(err, f"{text}\n")


def preload() -> None:
    """Import all that saving a result and reporting an error need, by trying it out.

    A conversation then ends well even if kickcheck is removed or upgraded while it runs.
    """
    import difflib  # noqa: F401
    import select  # noqa: F401
    import shlex  # noqa: F401

    from kickcheck import atomic_write, fhir_export, json_export, last_resort  # noqa: F401
    from kickcheck.model import Page, Paragraph, Span
    from kickcheck.pages import saved_page  # noqa: F401
    from kickcheck.render import terminal
    from kickcheck.safe_text import encodable

    # Rich loads its table of widths for the first character that is not Latin.
    page = Page("Title", (Paragraph((Span("\u6587"),)),))
    terminal.draw(page, streams.MIN_COLUMNS, colour=True)
    for each in FORMATS:
        each.encode(page, {})
    encodable("\u6587", "ascii")


def exit_with_error(error: KickcheckError) -> NoReturn:
    """Print an error, and exit with its code."""
    print_error(error.message, error.hint)
    raise SystemExit(error.exit_code)


def exit_now(code: int) -> NoReturn:
    """Exit without flushing streams that cannot be written."""
    os._exit(code)
