"""Run the program in a process that is forked from that of the tests, instead of starting it.

It is a process of its own, with a terminal or pipes of its own, but it has imported everything
already: a command that is not prerendered takes about a quarter of the processor time. In mutation
testing it is the program that was changed.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from io import FileIO, TextIOWrapper
from pathlib import Path

# Variables of the environment.
WANTED = "FORK_KICKCHECK"  # set by conftest.py
MUTANT = "MUTANT_UNDER_TEST"  # set by mutmut
_MAX_DESCRIPTORS = 1024


def in_place_of_exec(
    arguments: Sequence[str], environ: Mapping[str, str], called: Path | None = None
) -> Callable[[], None]:
    """Return a function for the forked process: it runs the program and ends the process.

    Args:
        arguments: of the program.
        environ: its environment.
        called: the file that gets the names of the functions that mutmut saw it call.

    """

    def run_and_exit() -> None:
        # The parent waits for the end of a pipe, which a program that starts would close.
        os.closerange(3, _MAX_DESCRIPTORS)
        variables = {**environ, **{k: v for k, v in os.environ.items() if k == MUTANT}}
        os.environ |= variables
        for name in os.environ.keys() - variables.keys():
            del os.environ[name]
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            stream = TextIOWrapper(
                FileIO(number, "w" if number else "r", closefd=False),
                encoding="utf-8",
                line_buffering=True,
            )
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        for number in signal.valid_signals():
            if callable(signal.getsignal(number)):  # a program that is started has no handler yet
                signal.signal(number, signal.SIG_DFL)
        sys.argv = ["kickcheck", *arguments]
        end = os._exit

        def note_and_end(code: int) -> None:
            if called is not None:
                called.write_text("\n".join(_functions_called()), encoding="utf-8")
            end(code)

        os._exit = note_and_end  # type: ignore[assignment]
        try:
            from kickcheck import __main__  # noqa: PLC0415 - it must be the changed one

            __main__.main()
        except BaseException:
            traceback.print_exc()
        os._exit(1)  # the program ends by itself

    return run_and_exit


def note(called: Path) -> None:
    """Tell mutmut which functions a process called, so that it runs the test for them."""
    _functions_called().update(called.read_text(encoding="utf-8").split())
    called.unlink()


def _functions_called() -> set[str]:
    # Only there in mutation testing.
    from mutmut.state import state  # type: ignore[import-not-found]  # noqa: PLC0415

    functions: set[str] = state()._stats
    return functions
