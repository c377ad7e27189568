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

_EXIT_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")

# No process can handle the first two, and `on_suspend` handles the next four. The others end
# nothing, or come from a crash, after which Python cannot run a handler.
_NOT_HANDLED = {
    getattr(signal, name, None)
    for name in (
        "SIGKILL",
        "SIGSTOP",
        "SIGTSTP",
        "SIGTTIN",
        "SIGTTOU",
        "SIGCONT",
        "SIGCHLD",
        "SIGURG",
        "SIGWINCH",
        "SIGINFO",
        "SIGSEGV",
        "SIGBUS",
        "SIGFPE",
        "SIGILL",
    )
}
if sys.platform != "win32":
    _STOP_SIGNALS = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
else:
    _STOP_SIGNALS = ()

RESTORE_TIMEOUT_SECONDS = 0.3
MAX_STOPS = 100  # where no shell could continue the process, the signal does not stop it

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
    """Register a function that is called before a signal ends the process.

    From now on this holds for every signal that can end it and that Python can handle.
    """
    _restore.append(restore)
    for number in signal.valid_signals():
        if signal.getsignal(number) == signal.SIG_DFL and number not in _NOT_HANDLED:
            signal.signal(number, _leave)


def on_suspend(
    descriptor: int, leave: "Callable[[], None]", resume: "Callable[[], object]"
) -> None:
    """Call `leave` before the process is stopped, and `resume` when it has its terminal again.

    In the background it waits for its terminal at once. SIGSTOP cannot be handled: `resume` is
    called after it, but not `leave`.
    """
    if sys.platform == "win32":
        return

    handled = [each for each in _STOP_SIGNALS if signal.getsignal(each) != signal.SIG_IGN]

    def proceed(_number: int, _frame: "FrameType | None") -> None:
        _wait_for_foreground(descriptor)
        resume()

    def stop(number: int, _frame: "FrameType | None") -> None:
        # A background process is stopped when it changes a terminal, unless it ignores this.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)  # it would resume before this has left
        leave()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        handle()
        proceed(number, None)

    def handle() -> None:
        for each in handled:
            signal.signal(each, stop)
        signal.signal(signal.SIGCONT, proceed)

    handle()
    _wait_for_foreground(descriptor)


def reset_suspend() -> None:
    """Undo `on_suspend`."""
    if sys.platform != "win32":
        for each in (*_STOP_SIGNALS, signal.SIGCONT):
            if signal.getsignal(each) != signal.SIG_IGN:
                signal.signal(each, signal.SIG_DFL)


class WindowWatch:
    """Makes a descriptor readable when the size of the window changes; not on Windows."""

    def __init__(self) -> None:
        self.descriptor: int | None = None
        """What becomes readable, between `start` and `stop`."""
        self._waker = self._before = -1

    def start(self) -> None:
        """Begin to watch."""
        if sys.platform != "win32":
            self.descriptor, self._waker = os.pipe()
            os.set_blocking(self._waker, False)
            os.set_blocking(self.descriptor, False)
            self._before = signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
            signal.signal(signal.SIGWINCH, lambda _number, _frame: None)

    def stop(self) -> None:
        """Stop watching."""
        if sys.platform != "win32" and self.descriptor is not None:
            signal.signal(signal.SIGWINCH, signal.SIG_DFL)
            signal.set_wakeup_fd(self._before)
            os.close(self.descriptor)
            os.close(self._waker)
            self.descriptor = None


def _wait_for_foreground(descriptor: int) -> None:
    """Stop until the shell gives this process its terminal; `&` and `bg` do not."""
    if sys.platform == "win32":
        return
    before = signal.signal(signal.SIGTTIN, signal.SIG_DFL)
    try:
        for _ in range(MAX_STOPS):
            # 0: the other end of a pseudo-terminal that no shell uses.
            if os.tcgetpgrp(descriptor) in (os.getpgrp(), 0):
                break
            os.kill(0, signal.SIGTTIN)
    except OSError:
        pass  # not the terminal that controls this process
    finally:
        signal.signal(signal.SIGTTIN, before)


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
