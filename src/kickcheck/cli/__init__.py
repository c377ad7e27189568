"""The command line: arguments to calls to a screen to an exit code."""

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Annotated

import typer

from kickcheck import __version__
from kickcheck.cli import assess, simple, topic
from kickcheck.cli.choices import CountryCode, Plain
from kickcheck.cli.output import Output, deliver, emit, fail
from kickcheck.errors import KickcheckError

_SETTINGS = {"help_option_names": ["-h", "--help"]}


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
    country: CountryCode = "",
    version: Annotated[  # noqa: ARG001 - the callback has done it
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> Output | None:
    if context.invoked_subcommand is None:
        return simple.welcome(plain, country)
    return None


app.command("assess", context_settings=_SETTINGS)(assess.command)
app.command("topic", context_settings=_SETTINGS)(topic.command)
app.command("emergency", context_settings=_SETTINGS)(simple.emergency)
app.command("contacts", context_settings=_SETTINGS)(simple.contacts)
app.command("check", context_settings=_SETTINGS)(simple.check)


def run() -> None:
    """Run the command line. Nothing but SystemExit leaves it."""
    # Typer prints help and usage errors by itself, and would not notice that they were lost.
    out, err = StringIO(), StringIO()
    try:
        with redirect_stdout(out), redirect_stderr(err):
            app()
    except KickcheckError as error:
        fail(error)
    except Exception as error:
        fault = KickcheckError(
            f"kickcheck has a fault ({type(error).__name__}).",
            "Please report it, and what you typed before it.",
        )
        fail(fault)
    finally:
        deliver(err.getvalue(), to_stderr=True)
        deliver(out.getvalue())
