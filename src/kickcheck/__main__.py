"""The door: quiet leaving, then what was drawn beforehand, then everything else."""

import _signal  # type: ignore[import-not-found]  # the public name costs an import of enum
import sys

# An import can swallow an exception, and nobody should have to press Ctrl-C twice.
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    if getattr(sys, "last_type", None) is KeyboardInterrupt:
        _signal.raise_signal(_signal.SIGINT)  # told, and passed over, by the interpreter's start

import os

from kickcheck import streams


def main() -> None:
    """Run kickcheck. A page that was drawn when the wheel was built waits for no import."""
    arguments, screen = sys.argv[1:], None
    drawn = _drawn(arguments)
    if drawn is not None and arguments != ["assess"]:
        _show(drawn)
    import gc  # noqa: PLC0415 - each import is for those who got this far

    from kickcheck.screen import panic  # noqa: PLC0415

    panic.install()
    if drawn is not None:
        from kickcheck.screen import first  # noqa: PLC0415

        screen = first.shown(drawn)
    code: object = 0
    gc.disable()  # nothing that an import makes is garbage
    try:
        from kickcheck import cli  # noqa: PLC0415

        gc.freeze()
        gc.enable()
        cli.run(screen)
    except SystemExit as end:
        code = end.code
    finally:
        if screen is not None:
            screen.leave()
    # Nothing is buffered, and taking the interpreter down takes as long as all of a page.
    os._exit(code if isinstance(code, int) else 0)


def _drawn(arguments: list[str]) -> str | None:
    """Return what the program printed for these arguments when the wheel was built.

    None where there is no such page, or where this stream or country would get another one.
    """
    name = "_".join(["kickcheck", *arguments])
    letters = name.replace("_", "", len(arguments)).replace("-", "")
    if not (letters.isascii() and letters.isalnum() and letters.islower()):
        return None  # no page has such a name, whatever the file system takes it for
    environ, stdout = os.environ, sys.__stdout__
    if environ.get("KICKCHECK_COUNTRY") or streams.width(environ, stdout) != streams.WIDEST:
        return None
    path = f"{os.path.dirname(__file__)}/built/{name}.{streams.style(environ, stdout)}.txt"
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except OSError:
        return None


def _show(page: str) -> None:
    """Write a page and end."""
    try:
        streams.write(sys.__stdout__, page)
    except (streams.OutputLostError, streams.ReaderGoneError) as error:
        from kickcheck.cli import output  # noqa: PLC0415

        output.undelivered(error)
    os._exit(0)


if __name__ == "__main__":
    main()
