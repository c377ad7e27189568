"""What differs between systems: terminals, and who can read the memory of the process.

It imports little, because it is needed early.
"""

import errno
import os
import stat
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

if sys.platform == "win32":
    import msvcrt

    # Modes of a Windows console, see SetConsoleMode. Input: Ctrl-C, lines and echo. Output: line
    # breaks, escape codes, and no scrolling when the last column is written.
    _CONSOLE_MODES = {"CONIN$": 0x1 | 0x2 | 0x4, "CONOUT$": 0x1 | 0x4 | 0x8}
else:
    import resource

_PR_SET_DUMPABLE = 4  # see prctl(2)


if sys.platform == "win32":

    def _change_mode(name: str, change: "Callable[[int], int]") -> int | None:
        """Change the mode of the console; return the previous mode, or None if that failed."""
        import ctypes  # noqa: PLC0415 - pipes and files need none of it

        try:
            descriptor = os.open(name, os.O_RDWR)
        except OSError:
            return None  # there is no console
        try:
            handle, mode = ctypes.c_void_p(msvcrt.get_osfhandle(descriptor)), ctypes.c_uint()
            kernel32 = ctypes.windll.kernel32
            is_changed = kernel32.GetConsoleMode(
                handle, ctypes.byref(mode)
            ) and kernel32.SetConsoleMode(handle, change(mode.value))
            return mode.value if is_changed else None
        finally:
            os.close(descriptor)

    def _add_mode(name: str) -> int | None:
        """Set the modes that are missing; return the previous mode, or None if that failed."""
        return _change_mode(name, lambda mode: mode | _CONSOLE_MODES[name])

    def _restore_mode(name: str, mode: int | None) -> None:
        """Restore what `_add_mode` returned."""
        if mode is not None:
            _change_mode(name, lambda _: mode)


class LineInput:
    """Sets line mode with echo and Ctrl-C on a terminal, and restores the previous modes.

    A program that crashed may have left the terminal in another mode, in which Enter does
    nothing and typed text is not shown.

    Args:
        descriptor: where lines are read from; ignored unless it is a terminal.

    """

    def __init__(self, descriptor: int | None) -> None:
        self.descriptor = descriptor
        self._before: list[Any] | None = None

    def start(self) -> None:
        """Set the modes that are missing, if any; on Windows, switch on escape codes too."""
        if self.descriptor is None:
            return
        if sys.platform == "win32":
            self._before = [(name, _add_mode(name)) for name in _CONSOLE_MODES]
            return
        import termios  # noqa: PLC0415 - not on Windows

        try:
            before = termios.tcgetattr(self.descriptor)
            modes = [
                before[0] & ~(termios.INLCR | termios.IGNCR) | termios.ICRNL,
                before[1] | termios.OPOST | termios.ONLCR,
                before[2],
                before[3] | termios.ICANON | termios.ECHO | termios.ISIG,
                *before[4:],
            ]
            if modes != before:
                self._before = before  # set first: a signal may arrive in between
                termios.tcsetattr(self.descriptor, termios.TCSANOW, modes)
        except termios.error:
            return  # not a terminal, or it is closed

    def restore(self) -> None:
        """Restore the previous modes, if they were changed."""
        if self.descriptor is None or self._before is None:
            return
        if sys.platform == "win32":
            for name, mode in self._before:
                _restore_mode(name, mode)
            self._before = None
            return
        import termios  # noqa: PLC0415 - not on Windows

        try:
            termios.tcsetattr(self.descriptor, termios.TCSANOW, self._before)
        except termios.error:
            return  # the terminal may be closed
        finally:
            self._before = None


def discard_typed_input(descriptor: int) -> None:
    """Discard typed input that was not read, which would otherwise reach the shell."""
    if sys.platform == "win32":
        while msvcrt.kbhit():
            msvcrt.getwch()
        return
    import termios  # noqa: PLC0415 - not on Windows

    try:
        # TCOON resumes output that Ctrl-S stopped only after a TCOOFF.
        termios.tcflow(descriptor, termios.TCOOFF)
        termios.tcflow(descriptor, termios.TCOON)
        termios.tcflush(descriptor, termios.TCIFLUSH)
    except termios.error:
        return  # the terminal may be closed


def forbid_core_files() -> None:
    """Let the system write no core file if Python crashes: it would contain the answers."""
    if sys.platform == "win32":
        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
    else:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def hide_memory() -> None:
    """Close the memory of this process to debuggers and crash reporters, where possible.

    A crash reporter that the kernel starts ignores the limit on core files. Importing ctypes takes
    a quarter of the time that Python takes to start.
    """
    if sys.platform == "linux":
        try:
            from ctypes import CDLL  # noqa: PLC0415 - only a conversation is worth the time

            CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        except (ImportError, OSError, AttributeError):
            return  # Python without ctypes, or a C library that cannot be loaded


def has_virtual_terminal() -> bool:
    """Tell whether this is a Windows console that obeys escape codes: Windows 10 and newer.

    It then has an alternate screen too. Other systems have TERM and terminfo for that.
    """
    if sys.platform == "win32":
        mode = _add_mode("CONOUT$")
        _restore_mode("CONOUT$", mode)
        return mode is not None
    return False


def reopened(descriptor: int) -> int:
    """Return a descriptor for the same input; for a terminal, one on which reads do not block.

    Ctrl-C discards the line that `select` reported. A blocking read would wait for the next line
    and delay the handler of Ctrl-C. The shell shares the given descriptor: it is not changed.
    """
    if sys.platform != "win32":
        try:
            name, flags = os.ttyname(descriptor), os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY
            return os.open(name, flags | os.O_CLOEXEC)
        except OSError:
            pass  # a pipe, a file, or another user's terminal
    return descriptor


def read(descriptor: int, size: int) -> bytes | None:
    """Read input on Windows, where `select` accepts only sockets; on other systems, return None.

    Python reads Unicode from a console, whatever its code page, and returns UTF-8. Ctrl-C ends
    the wait.
    """
    if sys.platform == "win32":
        try:
            with open(descriptor, "rb", buffering=0, closefd=False) as source:
                return source.read(size)
        except (OSError, ValueError):
            return b""
    return None


if sys.platform == "win32":

    def send(descriptor: int, data: bytes) -> None:
        """Write all of the bytes; to a console as Unicode, whatever its code page.

        Raises OSError; BrokenPipeError if the other end of a pipe is closed.
        """
        with open(descriptor, "wb", buffering=0, closefd=False) as target:
            mode = None
            if target.isatty():
                mode = _add_mode("CONOUT$")
                data = data.replace(b"\n", b"\r\n")  # not done by a virtual terminal
            view = memoryview(data)
            try:
                while view:
                    view = view[target.write(view) or 0 :]
            except OSError as error:
                if error.errno == errno.EINVAL and stat.S_ISFIFO(os.fstat(descriptor).st_mode):
                    raise BrokenPipeError from None
                raise
            finally:
                _restore_mode("CONOUT$", mode)


def unquoted(name: str) -> str:
    """Return a file name without the quoting with which terminals paste a dragged file."""
    import re  # noqa: PLC0415 - not needed early

    if sys.platform == "win32":
        return re.sub('^"(.*)"$', r"\1", name)
    if not re.search(r"""^(['"]).*\1$|\\\W""", name):
        return name
    import shlex  # noqa: PLC0415 - rarely needed

    try:
        words = shlex.split(name)
    except ValueError:  # not quoted by a shell
        return name
    return words[0] if len(words) == 1 else name
