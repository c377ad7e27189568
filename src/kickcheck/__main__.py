"""The entry point: a quiet exit on Ctrl-C, a safe import path, then a page or the command line."""

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
    _forget_working_folder()
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


def _forget_working_folder() -> None:
    """Import nothing from the working folder, unless kickcheck itself is there.

    `python -m`, `python -c` and an empty entry of PYTHONPATH put it on the import path. Folders of
    the standard library and of installed packages come later on the path, and stay.
    """
    ours = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    library = os.path.dirname(os.__file__)
    until = sys.path.index(library) if library in sys.path else len(sys.path)
    for entry in sys.path[:until]:
        try:
            if os.path.samefile(entry or ".", ".") and not os.path.samefile(ours, "."):
                sys.path.remove(entry)
        except OSError:
            continue  # it does not exist


def _run(arguments: list[str]) -> int:
    from kickcheck import prerendered  # noqa: PLC0415 - imported when needed

    page = prerendered.page(arguments)
    if page is not None:
        return _show(page)
    import gc  # noqa: PLC0415 - imported when needed

    from kickcheck import console  # noqa: PLC0415
    from kickcheck.screen import signals  # noqa: PLC0415

    signals.install()
    console.forbid_core_files()
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
