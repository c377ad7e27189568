"""The entry point: a quiet exit on Ctrl-C, then a prerendered page or the command line."""

import _signal  # type: ignore[import-not-found]  # `signal` would import enum
import sys

# An import can swallow KeyboardInterrupt; the default action of the signal ends the process.
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    if getattr(sys, "last_type", None) is KeyboardInterrupt:
        _signal.raise_signal(_signal.SIGINT)  # swallowed while Python started

import os

_EXIT_FAULT = 70


def main() -> None:
    """Run kickcheck. If a module cannot be imported, print the overdose steps."""
    try:
        code = _run(sys.argv[1:])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except Exception:  # a module is missing or damaged; `cli` handles all other errors
        from kickcheck import last_resort  # noqa: PLC0415 - rarely needed

        last_resort.show(sys.argv[1:])
        code = _EXIT_FAULT
    # Nothing is buffered, and a normal shutdown of Python takes as long as printing a page.
    os._exit(code)


def _run(arguments: list[str]) -> int:
    from kickcheck import prerendered  # noqa: PLC0415 - imported when needed

    page = prerendered.page(arguments)
    if page is not None:
        return _show(page)
    import gc  # noqa: PLC0415 - imported when needed

    from kickcheck.screen import signals  # noqa: PLC0415

    signals.install()
    gc.disable()  # imports create no garbage
    from kickcheck.cli import app  # noqa: PLC0415

    if hasattr(gc, "freeze"):  # PyPy has no such function
        gc.freeze()
    gc.enable()
    app.run()
    return 0


def _show(page: str) -> int:
    """Write a page; return the exit code."""
    from kickcheck import streams  # noqa: PLC0415 - imported when needed

    try:
        streams.write(sys.__stdout__, page)
    except (streams.OutputLostError, streams.ReaderGoneError) as error:
        from kickcheck.cli import output  # noqa: PLC0415

        output.exit_output_lost(error)
    return 0


if __name__ == "__main__":
    main()
