"""What signals do before, during and after a conversation."""

import os
import pty
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kickcheck.screen import signals

STOPS = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Put the handlers back that the tests change."""
    changed = (*STOPS, signal.SIGCONT, signal.SIGWINCH)
    before = [signal.getsignal(each) for each in changed]
    yield
    for number, handler in zip(changed, before, strict=True):
        signal.signal(number, handler)


def test_after_a_conversation_a_stop_signal_stops_and_nothing_is_painted_again() -> None:
    """But one that was ignored from the start stays ignored."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    master, terminal = pty.openpty()
    signals.on_suspend(terminal, lambda: None, lambda: None)
    assert callable(signal.getsignal(signal.SIGTSTP))
    assert callable(signal.getsignal(signal.SIGCONT))
    assert signal.getsignal(signal.SIGTTOU) is signal.SIG_IGN
    signals.reset_suspend()
    for each in (signal.SIGTSTP, signal.SIGTTIN, signal.SIGCONT):
        assert signal.getsignal(each) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGTTOU) is signal.SIG_IGN
    os.close(master)
    os.close(terminal)


def test_the_size_of_the_window_is_watched_between_start_and_stop() -> None:
    watch = signals.WindowWatch()
    watch.stop()  # it was not started
    watch.start()
    descriptor = watch.descriptor
    assert descriptor is not None
    os.kill(os.getpid(), signal.SIGWINCH)
    assert os.read(descriptor, 9) == bytes([signal.SIGWINCH])
    with pytest.raises(BlockingIOError):
        os.read(descriptor, 9)
    opened = len(os.listdir("/proc/self/fd"))
    watch.stop()
    watch.stop()
    assert watch.descriptor is None
    assert signal.getsignal(signal.SIGWINCH) is signal.SIG_DFL
    assert signal.set_wakeup_fd(-1) == -1
    assert len(os.listdir("/proc/self/fd")) == opened - 2


def code_after(restores: list[Callable[[], None]], number: int) -> int:
    """Return the exit code of a process that gets a signal in a conversation."""
    process = os.fork()
    if process == 0:
        try:
            for restore in restores:
                signals.on_exit(restore)
            os.kill(os.getpid(), number)
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGUSR1, signal.SIGALRM])
def test_a_terminal_that_takes_no_output_does_not_keep_the_process(number: int) -> None:
    def wait_for_the_terminal() -> None:
        for _ in range(50):
            time.sleep(0.1)
        os._exit(98)

    assert code_after([wait_for_the_terminal], number) == 128 + number


def test_a_terminal_that_is_closed_does_not_keep_another_from_being_restored(
    tmp_path: Path,
) -> None:
    def fail() -> None:
        raise OSError

    assert code_after([fail, (tmp_path / "restored").touch], signal.SIGTERM) == 143
    assert (tmp_path / "restored").exists()
