"""Run the program in the process of the tests, with files in place of its streams."""

import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO, TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO
from unittest import mock


@dataclass(frozen=True)
class Completed:
    """The exit code and both streams of a run."""

    code: int
    out: str
    err: str


class _Exit(BaseException):
    """Takes the place of os._exit, which would end the tests."""


def run(
    arguments: Sequence[str], stdin: bytes, cwd: Path | None, environ: Mapping[str, str]
) -> Completed:
    """Run the program; restore everything that it changes of the process."""
    from kickcheck import __main__  # noqa: PLC0415 - the changed one

    code = 0
    before = Path.cwd()
    handlers = {number: signal.getsignal(number) for number in signal.valid_signals()}
    changed = {**environ, "MUTANT_UNDER_TEST": os.environ["MUTANT_UNDER_TEST"]}
    with _streams(stdin) as (out, err):
        try:
            os.chdir(cwd or before)
            with (
                mock.patch.dict(os.environ, changed, clear=True),
                mock.patch.object(sys, "argv", ["kickcheck", *arguments]),
                mock.patch.object(sys, "path", list(sys.path)),
                mock.patch.object(os, "_exit", _exit),
            ):
                __main__.main()
        except _Exit as end:
            (code,) = end.args
        finally:
            os.chdir(before)
            for number, handler in handlers.items():
                if handler is not None and signal.getsignal(number) is not handler:
                    signal.signal(number, handler)
        return Completed(code, _text(out), _text(err))


def _exit(code: int) -> None:
    raise _Exit(code)


def _text(file: BinaryIO) -> str:
    file.seek(0)
    return file.read().decode()


@contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Put files in place of the three streams; yield the last two."""
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        given.write(stdin)
        given.seek(0)
        files = (given, out, err)
        kept = [os.dup(number) for number in range(len(files))]
        for number, file in enumerate(files):
            os.dup2(file.fileno(), number)
        names = ("stdin", "stdout", "stderr")
        made = [
            TextIOWrapper(FileIO(number, "w" if number else "r", closefd=False), encoding="utf-8")
            for number in range(len(files))
        ]
        streams: dict[str, Any] = dict(zip(names, made, strict=True))
        real = {f"__{name}__": stream for name, stream in streams.items()}
        try:
            with mock.patch.multiple(sys, **streams, **real):
                yield out, err
        finally:
            for number, descriptor in enumerate(kept):
                os.dup2(descriptor, number)
                os.close(descriptor)
            for stream in made:
                stream.detach()
