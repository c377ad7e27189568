"""What a terminal is told, on systems whose terminals can be told something.

It is imported before the first screen: what it imports, everybody waits for.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

if sys.platform != "win32":
    import termios


class LineInput:
    """Has a terminal give whole lines, show what is typed and obey Ctrl-C; and puts that back.

    A program that died may have left it otherwise: Enter would do nothing, and nobody would see
    what they type.

    Args:
        descriptor: what lines are read from; anything but a terminal is left alone.

    """

    def __init__(self, descriptor: int | None) -> None:
        self.descriptor = descriptor
        self._before: list[Any] | None = None

    def start(self) -> None:
        """Set what is missing; a terminal where nothing is missing is left alone."""
        if sys.platform == "win32" or self.descriptor is None:
            return
        try:
            before = termios.tcgetattr(self.descriptor)
            wanted = [
                before[0] & ~(termios.INLCR | termios.IGNCR) | termios.ICRNL,
                before[1] | termios.OPOST | termios.ONLCR,
                before[2],
                before[3] | termios.ICANON | termios.ECHO | termios.ISIG,
                *before[4:],
            ]
            if wanted != before:
                self._before = before  # known first: a signal may come in between
                termios.tcsetattr(self.descriptor, termios.TCSANOW, wanted)
        except termios.error:
            return  # no terminal, or one that has gone

    def restore(self) -> None:
        """Put back what was there."""
        if sys.platform == "win32" or self.descriptor is None or self._before is None:
            return
        try:
            termios.tcsetattr(self.descriptor, termios.TCSANOW, self._before)
        except termios.error:
            return  # the terminal may have gone
        finally:
            self._before = None


def discard_typed_input(descriptor: int) -> None:
    """Throw away what was typed and not read: it would reach the shell."""
    if sys.platform == "win32":
        return
    try:
        # What Ctrl-S held goes on only after it was held by us, too.
        termios.tcflow(descriptor, termios.TCOOFF)
        termios.tcflow(descriptor, termios.TCOON)
        termios.tcflush(descriptor, termios.TCIFLUSH)
    except termios.error:
        return  # the terminal may have gone
