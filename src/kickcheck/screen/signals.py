"""Leaving at once: silent, the terminal as it was, whatever the program was doing.

The handlers end the process themselves. An exception could be swallowed by an import or by
somebody's `except`, and would print where it came up.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from collections.abc import Callable
    from types import FrameType
else:
    import _signal as signal  # the public name costs an import of enum before the first screen

_EXIT_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")

RESTORE_TIMEOUT_SECONDS = 0.3  # seconds to put the terminal right

_restore: "list[Callable[[], None]]" = []


def install() -> None:
    """End quietly on every signal that asks to."""
    for name in _EXIT_SIGNALS:
        number = getattr(signal, name, None)
        # nohup and background jobs ignore some; that is the caller's wish.
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _leave)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def on_exit(restore: "Callable[[], None]") -> None:
    """Have something put back before the process ends."""
    _restore.append(restore)


def on_suspend(leave: "Callable[[], None]", resume: "Callable[[], object]") -> None:
    """Have the terminal put right while the process is stopped, and taken again afterwards."""
    if sys.platform == "win32" or signal.getsignal(signal.SIGTSTP) == signal.SIG_IGN:
        return

    def stop(_number: int, _frame: "FrameType | None") -> None:
        leave()
        reset_suspend()
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, stop)
        resume()

    signal.signal(signal.SIGTSTP, stop)


def reset_suspend() -> None:
    """Undo `on_stopping`."""
    if sys.platform != "win32" and signal.getsignal(signal.SIGTSTP) != signal.SIG_IGN:
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)


def _leave(number: int, _frame: "FrameType | None") -> None:
    if sys.platform != "win32":
        # A terminal that takes nothing shall not hold the process.
        signal.signal(signal.SIGALRM, lambda _number, _frame: os._exit(128 + number))
        signal.setitimer(signal.ITIMER_REAL, RESTORE_TIMEOUT_SECONDS)
        # A process in the background may put the terminal right, and is not stopped for it.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    for restore in _restore:
        try:
            restore()
        except OSError:
            continue  # the terminal may have gone
    os._exit(128 + number)
