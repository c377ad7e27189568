"""The command line: parses arguments, runs a command and ends with its exit code."""

import os
import sys
from collections.abc import Callable, Collection
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from typing import Annotated, NoReturn

import typer

from kickcheck import __version__
from kickcheck.cli import (
    arguments,
    assess_command,
    check_command,
    contacts_command,
    emergency_command,
    topic_command,
)
from kickcheck.cli.options import OPTIONS_WITH_VALUE, CountryCode, Plain, localizer_for
from kickcheck.cli.output import (
    CommandResult,
    OutputOptions,
    exit_with_error,
    print_result,
    write_output,
)
from kickcheck.errors import ContentDamagedError, KickcheckError, UsageError

# Help has a fixed width: if it were narrower, Typer would cut lines that a terminal wraps.
_SETTINGS = {"help_option_names": ["-h", "--help"], "terminal_width": 80}


EXAMPLES = (
    "kickcheck assess --country US",
    "kickcheck topic withdrawal",
    "kickcheck topic naloxone -o naloxone.html",
)
EMERGENCY_LINE = "Someone hard to wake, or breathing strangely? Type: kickcheck emergency"
# Click keeps the line breaks of a paragraph that begins with this letter.
_KEEP_LINES = "\b"
_EPILOG = "\n".join(
    (_KEEP_LINES, "Examples:", *(f"  {each}" for each in EXAMPLES), "", EMERGENCY_LINE)
)

_STEPS_HINT = "For these steps, type: kickcheck emergency"


def _print_result(output: CommandResult | None, **_options: object) -> None:
    if output is not None:
        print_result(output)


app = typer.Typer(
    name="kickcheck",
    help="A private, offline self-check for heroin and other opioids.",
    epilog=_EPILOG,
    context_settings=_SETTINGS,
    result_callback=_print_result,
    invoke_without_command=True,
    # Plain help works in every terminal and with every screen reader.
    rich_markup_mode=None,
    # Completion would edit the user's shell configuration.
    add_completion=False,
    # A traceback could show an answer.
    pretty_exceptions_enable=False,
)


def _show_version(requested: bool) -> None:
    if requested:
        print_result(CommandResult(text=f"kickcheck {__version__}\n"))


@app.callback()
def _kickcheck(
    context: typer.Context,
    plain: Plain = False,
    country: CountryCode = None,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool,
        typer.Option(
            "-V", "--version", help="Show the version.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> CommandResult | None:
    if context.invoked_subcommand is None:
        return _welcome(plain, country)
    return None


def _welcome(plain: bool, country: str | None) -> CommandResult:
    """Return the welcome page."""
    from kickcheck import content as contents
    from kickcheck.pages.welcome import welcome_page

    return CommandResult(
        OutputOptions(plain), welcome_page(localizer_for(contents.bundled(), country))
    )


# The help texts are given here: under PYTHONOPTIMIZE=2 there are no docstrings.
for _name, _command, _help in (
    ("assess", assess_command.command, "Ask the questions, and print the summary."),
    ("topic", topic_command.command, "Show one topic; without a name, list them all."),
    ("emergency", emergency_command.command, "Show what to do in an overdose."),
    ("contacts", contacts_command.command, "Show the help lines of a country."),
    ("check", check_command.command, "Check content, and list every error and warning."),
):
    app.command(_name, help=_help, context_settings=_SETTINGS)(_command)


@cache
def _click_command() -> Callable[..., object]:
    """Return the command that Typer makes of the app, once: prerendering runs it for each page."""
    return typer.main.get_command(app)


def run() -> None:
    """Run the command line. Raises only SystemExit."""
    # Captured, because Typer would not notice that its help cannot be written.
    out = StringIO()
    # With this variable Typer would print completions instead of running the command.
    os.environ.pop("_KICKCHECK_COMPLETE", None)
    names = [str(command.name) for command in app.registered_commands]
    line = arguments.read(sys.argv[1:], names, OPTIONS_WITH_VALUE)
    try:
        with redirect_stdout(out):
            # Named here, because the name of a file that contains the program is no command.
            _click_command()(line.arguments, prog_name="kickcheck", standalone_mode=False)
    except KickcheckError as error:
        _end(line, error)
    except SystemExit as end:
        if line.is_guess and not end.code:
            _end(line, UsageError("There is no such command.", _STEPS_HINT), shown=True)
        raise
    except Exception as error:
        bug = KickcheckError(
            f"kickcheck failed because of a bug ({type(error).__name__}).",
            "Please report it, with the command you typed.",
        )
        _end(line, _usage_error(line, names, error) or bug)
    finally:
        write_output(out.getvalue(), sys.__stdout__)


def _end(line: arguments.Line, error: KickcheckError, *, shown: bool = False) -> NoReturn:
    """End with an error, after the overdose steps or the safety card that are still needed."""
    faulty = error.exit_code == KickcheckError.exit_code or isinstance(error, ContentDamagedError)
    if line.shows_steps and not shown:
        emergency_command.show_steps(line.arguments)
    elif line.command == "assess" and faulty:
        emergency_command.show_general_card(line.arguments)
    exit_with_error(error)


def _usage_error(
    line: arguments.Line, commands: Collection[str], error: Exception
) -> UsageError | None:
    """Return an error of Typer's in our words, or None if it is another kind of error.

    Typer repeats words that it does not know, and here one of them could be an answer.
    """
    if not hasattr(error, "format_message"):  # Typer does not export its error classes
        return None
    is_command = line.command in commands
    names: Collection[str] = ()
    hint = ""
    if hasattr(error, "possibilities"):
        message, names = "There is no such option.", error.possibilities or ()
    elif hasattr(error, "option_name"):
        needs = "needs a" if error.option_name in OPTIONS_WITH_VALUE else "takes no"
        message = f"{error.option_name} {needs} value."
    elif not is_command:
        message, names = "There is no such command.", _similar(line, commands)
        hint = _topic_hint(line.command, similar=not names)
    else:
        message = "Unexpected argument."
        if line.shows_steps:
            hint = "For the number of your country, type: kickcheck emergency --country US"
    suggestion = f"Did you mean {' or '.join(sorted(names))}? " if names else ""
    command = f"kickcheck {line.command}" if is_command else "kickcheck"
    return UsageError(message, hint or f"{suggestion}For help, type: {command} -h")


def _topic_hint(word: str, *, similar: bool) -> str:
    """Return a hint for the name of a topic typed as a command, or nothing.

    Args:
        word: what was typed.
        similar: whether a misspelled name counts too.

    """
    from kickcheck import content as contents
    from kickcheck.model import topic_named
    from kickcheck.safe_text import normalize

    try:
        content = contents.bundled()
    except KickcheckError:
        return ""
    typed = normalize(word)
    topic = topic_named(content.topics, typed)
    found = [topic.id] if topic else []
    if similar and not found:
        found = topic_command.similar_topics(content, typed)
    return f"Type: kickcheck topic {found[0]}" if found else ""


def _similar(line: arguments.Line, names: Collection[str]) -> list[str]:
    """Return the names that are similar to the command that was typed."""
    import difflib

    return difflib.get_close_matches(line.command, names)
