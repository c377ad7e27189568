"""What differs between systems: terminal modes, and who can read the memory of the process.

It imports little, because it is needed early.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

if sys.platform != "win32":
    import resource
    import termios

_PR_SET_DUMPABLE = 4  # see prctl(2)


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
        """Set the modes that are missing, if any."""
        if sys.platform == "win32" or self.descriptor is None:
            return
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
        if sys.platform == "win32" or self.descriptor is None or self._before is None:
            return
        try:
            termios.tcsetattr(self.descriptor, termios.TCSANOW, self._before)
        except termios.error:
            return  # the terminal may be closed
        finally:
            self._before = None


def discard_typed_input(descriptor: int) -> None:
    """Discard typed input that was not read, which would otherwise reach the shell."""
    if sys.platform == "win32":
        return
    try:
        # TCOON resumes output that Ctrl-S stopped only after a TCOOFF.
        termios.tcflow(descriptor, termios.TCOOFF)
        termios.tcflow(descriptor, termios.TCOON)
        termios.tcflush(descriptor, termios.TCIFLUSH)
    except termios.error:
        return  # the terminal may be closed


def forbid_core_files() -> None:
    """Let the system write no core file if Python crashes: it would contain the answers."""
    if sys.platform != "win32":
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
