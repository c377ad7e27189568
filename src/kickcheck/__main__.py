"""The entry point: quiet leaving, then a prerendered page, then everything else."""

import _signal  # type: ignore[import-not-found]  # the public name costs an import of enum
import sys

# An import can swallow an exception, and nobody should have to press Ctrl-C twice.
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    if getattr(sys, "last_type", None) is KeyboardInterrupt:
        _signal.raise_signal(_signal.SIGINT)  # told, and passed over, by the interpreter's start

import os

_FAULT = 70


def main() -> None:
    """Run kickcheck. What an incomplete installation cannot import still ends in the steps."""
    try:
        code = _run(sys.argv[1:])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except Exception:  # modules are missing or damaged: everything else is met in `cli`
        from kickcheck import last_resort  # noqa: PLC0415 - almost nobody needs it

        last_resort.show(sys.argv[1:])
        code = _FAULT
    # Nothing is buffered, and taking the interpreter down takes as long as all of a page.
    os._exit(code)


def _run(arguments: list[str]) -> int:
    from kickcheck import prerendered  # noqa: PLC0415 - see `main`

    page = prerendered.page(arguments)
    if page is not None:
        return _show(page)
    import gc  # noqa: PLC0415 - each import is for those who got this far

    from kickcheck.screen import signals  # noqa: PLC0415

    signals.install()
    gc.disable()  # nothing that an import makes is garbage
    from kickcheck.cli import app  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    app.run()
    return 0


def _show(page: str) -> int:
    """Write a page; return the exit code."""
    from kickcheck import streams  # noqa: PLC0415 - see `main`

    try:
        streams.write(sys.__stdout__, page)
    except (streams.OutputLostError, streams.ReaderGoneError) as error:
        from kickcheck.cli import output  # noqa: PLC0415

        output.exit_output_lost(error)
    return 0


if __name__ == "__main__":
    main()
