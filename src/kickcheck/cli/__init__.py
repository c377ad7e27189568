"""The command line: arguments to calls to a screen to an exit code."""

import os
import sys
from collections.abc import Collection, Sequence
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from io import StringIO
from typing import Annotated

import typer

from kickcheck import __version__
from kickcheck.cli import assess, simple, topic
from kickcheck.cli.choices import CountryCode, Plain
from kickcheck.cli.output import Output, deliver, emit, fail
from kickcheck.errors import KickcheckError, UsageError
from kickcheck.screen.full import FullScreen

# Help keeps its width: a narrower one would cut lines, where a terminal wraps them.
_SETTINGS = {"help_option_names": ["-h", "--help"], "terminal_width": 80}


def _print_result(output: Output | None, **_options: object) -> None:
    if output is not None:
        emit(output)


app = typer.Typer(
    name="kickcheck",
    help="A private, offline self-check for heroin and other opioids.",
    epilog="Someone hard to wake, or breathing strangely? Type: kickcheck emergency",
    context_settings=_SETTINGS,
    result_callback=_print_result,
    invoke_without_command=True,
    # Plain help reads well in every terminal and with every screen reader.
    rich_markup_mode=None,
    # Completion would edit a file of the user's.
    add_completion=False,
    # A traceback could show an answer.
    pretty_exceptions_enable=False,
)


def _show_version(asked: bool) -> None:
    if asked:
        emit(Output(text=f"kickcheck {__version__}\n"))


@app.callback()
def _kickcheck(
    context: typer.Context,
    plain: Plain = False,
    country: CountryCode = None,
    version: Annotated[  # noqa: ARG001 - the callback has done it
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> Output | None:
    if context.invoked_subcommand is None:
        return simple.welcome(plain, country)
    if plain or country is not None:
        raise UsageError("Options come after the command.", "Such as: kickcheck topic --plain")
    return None


# The help is told here: docstrings are gone under PYTHONOPTIMIZE=2.
for _name, _command, _help in (
    ("assess", assess.command, "Ask the questions, and print the summary."),
    ("topic", topic.command, "Show one topic; without a name, list them all."),
    ("emergency", simple.emergency, "Show what to do in an overdose, at once."),
    ("contacts", simple.contacts, "Show the help lines of a country."),
    ("check", simple.check, "Prove content right, or list everything wrong."),
):
    app.command(_name, help=_help, context_settings=_SETTINGS)(_command)


def run(screen: FullScreen | None = None) -> None:
    """Run the command line. Nothing but SystemExit leaves it.

    Args:
        screen: where the first screen of a conversation is shown already.

    """
    # Typer prints help and usage errors by itself, and would not notice that they were lost.
    out, err = StringIO(), StringIO()
    # Typer would answer this one even without completion, in place of the command.
    os.environ.pop("_KICKCHECK_COMPLETE", None)
    try:
        with redirect_stdout(out), redirect_stderr(err), screen or nullcontext():
            app(standalone_mode=False, obj=screen)
    except KickcheckError as error:
        fail(error)
    except Exception as error:
        fault = KickcheckError(
            f"kickcheck has a fault ({type(error).__name__}).",
            "Please report it, and what you typed before it.",
        )
        fail(_wrong_usage(error) or fault)
    finally:
        deliver(err.getvalue(), sys.__stderr__)
        deliver(out.getvalue(), sys.__stdout__)


def _wrong_usage(error: Exception) -> UsageError | None:
    """Return what Typer refused in a sentence of ours, or None where it was something else.

    Typer repeats the words that it does not know; here one of them could be an answer.
    """
    if not hasattr(error, "format_message"):  # Typer keeps the class of its errors to itself
        return None
    context = getattr(error, "ctx", None)
    commands = getattr(context.command, "commands", None) if context else None
    path = context.command_path if context else "kickcheck"
    names: Collection[str] = ()
    if hasattr(error, "possibilities"):
        message, names = "There is no such option.", error.possibilities or ()
    elif hasattr(error, "option_name"):
        message = str(error)
    elif commands is not None:
        message, names = "There is no such command.", _like(sys.argv[1:], commands)
    else:
        message = f"{path} takes no such words."
    meant = f"Did you mean {' or '.join(sorted(names))}? " if names else ""
    return UsageError(message, f"{meant}{path} -h lists what there is.")


def _like(typed: Sequence[str], names: Collection[str]) -> list[str]:
    """Return the names that look like the first word that was typed."""
    import difflib

    words = [word for word in typed if not word.startswith("-")]
    return difflib.get_close_matches(words[0], names, n=2) if words else []
