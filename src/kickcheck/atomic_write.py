"""The one function that writes a file: new or replaced whole, readable by its owner alone."""

import contextlib
import errno
import os
import secrets
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

from kickcheck.errors import CannotSaveError

_MODE = 0o600


def write(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a file, whole or not at all.

    Killed on its way, it leaves the old file or the new one, or none where there was none. Only
    between the two calls that replace a file does the new one have a second name beside it,
    ".kickcheck-" and a number: no system can put a file without a name in the place of another.
    Where no file can be without a name, that one is there from the beginning.

    Args:
        path: where; its folder has to be there.
        data: what.
        force: whether a file of that name may be replaced.

    Raises:
        CannotSaveError: there is such a file, or something else of that name, or no room.

    """
    refuse(path, force=force)
    folder = path.parent
    try:
        with _unnamed(folder) as unnamed:
            if unnamed is None:
                _write_named(path, data, force=force)
            else:
                _fill(unnamed, data)
                _name(unnamed, path, force=force)
        _settle(folder)
    except FileExistsError:
        raise _exists() from None
    except OSError as error:
        raise CannotSaveError(*_because(error)) from None


def refuse(path: Path, *, force: bool) -> None:
    """Refuse a name at which nothing may be written. Raises CannotSaveError."""
    try:
        there = path.lstat().st_mode
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise CannotSaveError(
                "There is no such folder.", "Make it first, or choose another."
            ) from None
        return
    except (OSError, ValueError) as error:
        raise CannotSaveError(*_because(error)) from None
    if not stat.S_ISREG(there):
        # A link would lead elsewhere; a pipe or a device keeps nothing.
        raise CannotSaveError("That name is not a plain file.", "Choose another name.")
    if not force:
        raise _exists()


def _exists() -> CannotSaveError:
    return CannotSaveError(
        "There is a file of that name.", "Choose another, or replace it with --force."
    )


def _because(error: Exception) -> tuple[str, str]:
    number = getattr(error, "errno", None)
    if number == errno.ENAMETOOLONG:
        return "The name is too long.", "Choose a shorter one."
    if number in (errno.ENOSPC, errno.EDQUOT):
        return "There is no room for the file.", "Save it somewhere else."
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "You may not write there.", "Choose another folder."
    return "The file cannot be written.", "Choose another name or folder."


@contextlib.contextmanager
def _unnamed(folder: Path) -> Iterator[int | None]:
    """Open a file without a name: if the process dies, nothing is left of it."""
    flag = getattr(os, "O_TMPFILE", None)
    descriptor = None
    if flag is not None and os.path.isdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, flag | os.O_WRONLY, _MODE)
    try:
        yield descriptor
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _fill(descriptor: int, data: bytes) -> None:
    os.fchmod(descriptor, _MODE)  # whatever the umask takes away or leaves
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.fsync(descriptor)


def _name(descriptor: int, path: Path, *, force: bool) -> None:
    """Give a file without a name one. Only with a folder does Python follow the link in /proc."""
    folder = os.open(path.parent, os.O_RDONLY)
    unnamed = f"/proc/self/fd/{descriptor}"
    try:
        if not (force and path.exists()):
            os.link(unnamed, path.name, dst_dir_fd=folder)
            return
        beside = _beside(path)
        with _undisturbed():
            try:
                os.link(unnamed, beside.name, dst_dir_fd=folder)
                os.replace(beside.name, path.name, src_dir_fd=folder, dst_dir_fd=folder)
            finally:
                _gone(beside)
    finally:
        os.close(folder)


def _write_named(path: Path, data: bytes, *, force: bool) -> None:
    """Do the same where a file cannot be without a name."""
    beside = _beside(path)
    with _undisturbed():
        # A link of that name is not followed either.
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
        try:
            try:
                _fill(descriptor, data)
            finally:
                os.close(descriptor)
            if force:
                os.replace(beside, path)
            else:
                os.link(beside, path)
        finally:
            _gone(beside)


def _gone(beside: Path) -> None:
    """Take a name away, if need be at the second try."""
    try:
        os.unlink(beside)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(beside)


def _beside(path: Path) -> Path:
    return path.parent / f".kickcheck-{secrets.token_hex()}"


def _settle(folder: Path) -> None:
    """Have the name reach the disk; not every system knows how."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back signals while a file has a name that it shall not keep."""
    every = signal.valid_signals()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, every)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
