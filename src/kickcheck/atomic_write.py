"""Writes a file atomically, readable and writable by its owner only (mode 0600)."""

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
    """Write a file completely or not at all.

    If the process is killed, the old file or the new one remains, or none if there was none.
    The data goes into a file without a name. To replace a file, the new one needs a temporary
    name (".kickcheck-" and a number) for a moment: no system can replace a file by one without
    a name. Where files without a name are not supported, it has that name from the start.

    Args:
        path: where to write; the folder must exist.
        data: the content of the file.
        force: whether an existing file may be replaced.

    Raises:
        CannotSaveError: the name is taken, the disk is full, or the file cannot be written.

    """
    refuse(path, force=force)
    folder = path.parent
    try:
        with _unnamed(folder) as unnamed:
            if unnamed is None:
                _write_named(path, data, force=force)
            else:
                _write_all(unnamed, data)
                _link(unnamed, path, force=force)
        _sync_folder(folder)
    except FileExistsError:
        raise _exists_error() from None
    except OSError as error:
        raise CannotSaveError(*_reason(error)) from None


def refuse(path: Path, *, force: bool) -> None:
    """Raise CannotSaveError if nothing may be written at a path."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise CannotSaveError(
                "There is no such folder.", "Create it first, or choose another."
            ) from None
        return
    except (OSError, ValueError) as error:
        raise CannotSaveError(*_reason(error)) from None
    if not stat.S_ISREG(mode):
        # A link would lead elsewhere; a pipe or a device stores nothing.
        raise CannotSaveError("That name is not a plain file.", "Choose another name.")
    if not force:
        raise _exists_error()


def _exists_error() -> CannotSaveError:
    return CannotSaveError(
        "A file with that name exists.", "Choose another name, or replace it with --force."
    )


def _reason(error: Exception) -> tuple[str, str]:
    number = getattr(error, "errno", None)
    if number == errno.ENAMETOOLONG:
        return "The name is too long.", "Choose a shorter one."
    if number in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full.", "Save it somewhere else."
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "You do not have permission to write there.", "Choose another folder."
    return "The file cannot be written.", "Choose another name or folder."


@contextlib.contextmanager
def _unnamed(folder: Path) -> Iterator[int | None]:
    """Open a file without a name, which vanishes if the process dies; give None if unsupported."""
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


def _write_all(descriptor: int, data: bytes) -> None:
    os.fchmod(descriptor, _MODE)  # whatever the umask is
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.fsync(descriptor)


def _link(descriptor: int, path: Path, *, force: bool) -> None:
    """Name a file without a name. Python follows the link in /proc only with `dst_dir_fd`."""
    folder = os.open(path.parent, os.O_RDONLY)
    unnamed = f"/proc/self/fd/{descriptor}"
    try:
        if not (force and path.exists()):
            os.link(unnamed, path.name, dst_dir_fd=folder)
            return
        temporary = _temporary_path(path)
        with _signals_blocked():
            try:
                os.link(unnamed, temporary.name, dst_dir_fd=folder)
                os.replace(temporary.name, path.name, src_dir_fd=folder, dst_dir_fd=folder)
            finally:
                _unlink(temporary)
    finally:
        os.close(folder)


def _write_named(path: Path, data: bytes, *, force: bool) -> None:
    """Write under a temporary name first, where files without a name are not supported."""
    temporary = _temporary_path(path)
    with _signals_blocked():
        # With O_EXCL, a link with that name is not followed.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
        try:
            try:
                _write_all(descriptor, data)
            finally:
                os.close(descriptor)
            if force:
                os.replace(temporary, path)
            else:
                os.link(temporary, path)
        finally:
            _unlink(temporary)


def _unlink(temporary: Path) -> None:
    """Remove a temporary name; try twice."""
    try:
        os.unlink(temporary)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def _temporary_path(path: Path) -> Path:
    return path.parent / f".kickcheck-{secrets.token_hex()}"


def _sync_folder(folder: Path) -> None:
    """Flush the folder entry to the disk, where the system supports it."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _signals_blocked() -> Iterator[None]:
    """Block signals while a file has a temporary name."""
    every = signal.valid_signals()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, every)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
