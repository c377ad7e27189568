"""Writes a file atomically, readable and writable by its owner only (mode 0600)."""

import contextlib
import errno
import os
import secrets
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from kickcheck.errors import CannotSaveError

if sys.platform == "win32":
    import ctypes
    import msvcrt
    import re

_MODE = 0o600
_FOLDER_MODE = 0o700
_BINARY = getattr(os, "O_BINARY", 0)  # on Windows, line breaks would be changed
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# The system, administrators and the owner, in the access list of a file on Windows.
_NO_OTHERS = frozenset({"SY", "BA", "OW"})

# What a file system says that does not know an operation. exFAT, network shares and Android
# refuse hard links, some of them with the error for a missing permission.
_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
_NO_LINKS = _UNSUPPORTED | {errno.EPERM, errno.EACCES, errno.EMLINK, errno.EXDEV}


def write(path: Path, data: bytes, *, force: bool = False) -> bool:
    """Write a file completely or not at all; return whether only its owner can read it.

    If the process is killed, the old file or the new one remains, or none if there was none.
    The data goes into a file without a name. To replace a file, the new one needs a temporary
    name (".kickcheck-" and a number) for a moment: no system can replace a file by one without
    a name. Where files without a name are not supported, it has that name from the start. Where
    hard links are not supported either, a process that is killed can leave an empty file.

    Args:
        path: where to write; the folder must exist.
        data: the content of the file.
        force: whether an existing file may be replaced.

    Raises:
        CannotSaveError: the name is taken, the disk is full, or the file cannot be written.

    """
    refuse(path, force=force)
    try:
        private = _write_unnamed(path, data, force=force)
        if private is None:
            private = _write_named(path, data, force=force)
    except FileExistsError:
        raise _exists_error() from None
    except (OSError, ValueError) as error:
        raise CannotSaveError(*_reason(error, path)) from None
    _sync_folder(path.parent)
    return private


def refuse(path: Path, *, force: bool) -> None:
    """Raise CannotSaveError if nothing may be written at a path."""
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if not path.parent.is_dir():
            raise CannotSaveError(
                "There is no such folder.", "Create it first, or choose another."
            ) from None
        return
    except (OSError, ValueError) as error:
        raise CannotSaveError(*_reason(error, path)) from None
    if stat.S_ISDIR(mode):
        raise CannotSaveError("That name is a folder.", "Add the name of a file.")
    if stat.S_ISLNK(mode):
        raise CannotSaveError("That name is a link to another place.", "Choose another name.")
    if not stat.S_ISREG(mode):  # a pipe or a device stores nothing
        raise CannotSaveError("That name is not a plain file.", "Choose another name.")
    if not force:
        raise _exists_error()


def _exists_error() -> CannotSaveError:
    return CannotSaveError(
        "A file with that name exists.", "Choose another name, or replace it with --force."
    )


_REASONS: dict[int | None, tuple[str, str]] = {
    errno.ENAMETOOLONG: ("The name is too long.", "Choose a shorter one."),
    errno.ENOENT: ("There is no such folder.", "Create it first, or choose another."),
    errno.ENOSPC: ("The disk is full.", "Save it somewhere else."),
    errno.EDQUOT: ("Your share of that disk is used up.", "Save it somewhere else."),
    errno.EFBIG: ("The file is larger than is allowed there.", "Save it somewhere else."),
    errno.EROFS: ("That disk can only be read.", "Save it somewhere else."),
    errno.EIO: ("The disk does not work properly.", "Save it somewhere else."),
    errno.EINVAL: ("That disk does not allow such a name.", "Use letters, digits and hyphens."),
    errno.EILSEQ: ("That disk does not allow such a name.", "Use letters, digits and hyphens."),
    errno.EACCES: ("You do not have permission to write there.", "Choose another folder."),
    errno.EPERM: ("You do not have permission to write there.", "Choose another folder."),
}


def _reason(error: Exception, path: Path) -> tuple[str, str]:
    """Return what is wrong and what to do; a name with a null byte is a ValueError."""
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    if number == errno.ENOENT and path.parent.is_dir():
        number = errno.EINVAL  # what exFAT says of a name that it does not allow
    otherwise = ("The file cannot be written.", "Choose another name or folder.")
    return _REASONS.get(number, otherwise)


def _write_unnamed(path: Path, data: bytes, *, force: bool) -> bool | None:
    """Write a file that has no name until it is complete; return None if that is not supported.

    It vanishes if the process dies.
    """
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not os.path.isdir("/proc/self/fd"):
        return None
    try:
        descriptor = os.open(path.parent, flag | os.O_WRONLY, _MODE)
    except OSError:
        return None
    try:
        private = _write_all(descriptor, data)
        _link(descriptor, path, force=force)
    except _CannotLinkError:
        return None
    finally:
        os.close(descriptor)
    return private


def _write_all(descriptor: int, data: bytes) -> bool:
    """Write all of the data; return whether only the owner can read the file."""
    private = _is_private(descriptor)
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
    return private


def _is_private(descriptor: int) -> bool:
    """Make a file private where the disk supports it; return whether only its owner can read it."""
    if sys.platform == "win32":  # pragma: no mutate block
        return _only_owner_has_access(descriptor)
    with contextlib.suppress(OSError):  # what matters is the mode that it has
        os.fchmod(descriptor, _MODE)  # whatever the umask is
    return not os.fstat(descriptor).st_mode & _FOR_OTHERS


if sys.platform == "win32":  # pragma: no mutate block

    def _only_owner_has_access(descriptor: int) -> bool:
        """Read the access list of a file, such as "O:S-1-5-21-7D:(A;ID;FA;;;SY)(A;ID;FA;;;OW)"."""
        handle = ctypes.c_void_p(msvcrt.get_osfhandle(descriptor))
        security, text = ctypes.c_void_p(), ctypes.c_wchar_p()
        a_file, owner_and_list, revision = 1, 0x1 | 0x4, 1
        advapi32 = ctypes.windll.advapi32
        advapi32.GetSecurityInfo(
            handle, a_file, owner_and_list, None, None, None, None, ctypes.byref(security)
        )
        advapi32.ConvertSecurityDescriptorToStringSecurityDescriptorW(
            security, revision, owner_and_list, ctypes.byref(text), None
        )  # fails without a descriptor
        owner, _, entries = (text.value or "").partition("D:")
        trustees = set(re.findall(r";([^;()]*)\)", entries))
        return bool(trustees) and trustees <= {*_NO_OTHERS, owner.removeprefix("O:")}


class _CannotLinkError(Exception):
    """The file system does not support hard links."""


def _link(descriptor: int, path: Path, *, force: bool) -> None:
    """Name a file without a name. Python follows the link in /proc only with `dst_dir_fd`."""
    # O_PATH suffices for a folder that may be written to but not listed.
    folder = os.open(path.parent, getattr(os, "O_PATH", os.O_RDONLY))
    unnamed = f"/proc/self/fd/{descriptor}"
    try:
        if not (force and path.exists()):
            with _links():
                os.link(unnamed, path.name, dst_dir_fd=folder)
            return
        temporary = _temporary_path(path)
        with _signals_blocked():
            try:
                with _links():
                    os.link(unnamed, temporary.name, dst_dir_fd=folder)
                os.replace(temporary.name, path.name, src_dir_fd=folder, dst_dir_fd=folder)
            finally:
                _unlink(temporary)
    finally:
        os.close(folder)


@contextlib.contextmanager
def _links() -> Iterator[None]:
    """Raise _CannotLinkError where hard links are not supported."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_LINKS:
            raise _CannotLinkError from None
        raise


def _write_named(path: Path, data: bytes, *, force: bool) -> bool:
    """Write under a temporary name first, where files without a name are not supported."""
    with _signals_blocked(), _temporary_name(path) as temporary:
        # With O_EXCL, a link with that name is not followed.
        descriptor = os.open(temporary, _BINARY | os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
        try:
            try:
                private = _write_all(descriptor, data)
            finally:
                os.close(descriptor)
            if force:
                os.replace(temporary, path)
            else:
                _rename_to_new(temporary, path)
        finally:
            _unlink(temporary)
    return private


def _rename_to_new(temporary: Path, path: Path) -> None:
    """Rename a file unless the new name is taken; raise FileExistsError if it is."""
    if sys.platform == "win32":  # pragma: no mutate block
        os.rename(temporary, path)  # never replaces a file there
        return
    try:
        with _links():
            os.link(temporary, path)
    except _CannotLinkError:
        # Taking the name first is the only other way that never replaces a file.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE))
        try:
            os.replace(temporary, path)
        except BaseException:
            _unlink(path)
            raise


def _unlink(temporary: Path) -> None:
    """Remove a temporary name; try twice."""
    try:
        os.unlink(temporary)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def _temporary_path(path: Path) -> Path:
    return path.parent / f".kickcheck-{secrets.token_hex()}"


@contextlib.contextmanager
def _temporary_name(path: Path) -> Iterator[Path]:
    """Return a temporary name; on Windows, in a folder that only its owner can open.

    A file inherits its access list there from the folder in which it is made, and keeps it when it
    is renamed. Python makes such folders since 3.11.10, 3.12.4 and 3.13.
    """
    if sys.platform == "win32":
        # Both names are short, because the length of a path is limited.
        folder = path.parent / f".kickcheck-{secrets.token_hex(4)}"
        os.mkdir(folder, _FOLDER_MODE)
        try:
            yield folder / "f"
        finally:
            with contextlib.suppress(OSError):
                os.rmdir(folder)
    else:
        yield _temporary_path(path)


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
    if sys.platform == "win32":
        before_ctrl_c = signal.signal(signal.SIGINT, signal.SIG_IGN)
        before_ctrl_break = signal.signal(signal.SIGBREAK, signal.SIG_IGN)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before_ctrl_c)
            signal.signal(signal.SIGBREAK, before_ctrl_break)
    else:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
