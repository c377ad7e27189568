"""Exits at once on a signal: silently, with the terminal restored.

The handlers end the process themselves. An exception could be swallowed by an import or by an
`except`, and would print a traceback.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from collections.abc import Callable
    from types import FrameType
else:
    import _signal as signal  # `signal` would import enum

_EXIT_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")

RESTORE_TIMEOUT_SECONDS = 0.3

_restore: "list[Callable[[], None]]" = []


def install() -> None:
    """Exit quietly on every signal that asks the process to end."""
    for name in _EXIT_SIGNALS:
        number = getattr(signal, name, None)
        # nohup and background jobs ignore some signals, and want them ignored.
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _leave)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def on_exit(restore: "Callable[[], None]") -> None:
    """Register a function that is called before a signal ends the process."""
    _restore.append(restore)


def on_suspend(leave: "Callable[[], None]", resume: "Callable[[], object]") -> None:
    """Call `leave` before Ctrl-Z suspends the process, and `resume` when it continues."""
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
    """Undo `on_suspend`."""
    if sys.platform != "win32" and signal.getsignal(signal.SIGTSTP) != signal.SIG_IGN:
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)


def _leave(number: int, _frame: "FrameType | None") -> None:
    if sys.platform != "win32":
        # A terminal that accepts no output must not keep the process alive.
        signal.signal(signal.SIGALRM, lambda _number, _frame: os._exit(128 + number))
        signal.setitimer(signal.ITIMER_REAL, RESTORE_TIMEOUT_SECONDS)
        # A background process may then restore the terminal without being stopped.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    for restore in _restore:
        try:
            restore()
        except OSError:
            continue  # the terminal may be closed
    os._exit(128 + number)
