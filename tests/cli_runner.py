"""Run the installed program in a pipe, in a pseudo-terminal or in tmux."""

import fcntl
import os
import re
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import pexpect

import forked
import kickcheck
from kickcheck import content

# Absolute, because tests run it in other folders.
KICKCHECK = os.path.abspath(
    os.environ.get("KICKCHECK", str(Path(sys.executable).parent / "kickcheck"))
)
TMUX = shutil.which("tmux")
# Until a test gives up; no test measures time. A mutant may print nothing that a test waits for.
TIMEOUT_SECONDS = 3 if forked.MUTANT in os.environ else 20
TALL = 1000  # rows of a window in which every page fits


# The program runs with the settings of the tests: coverage, warnings, no docstrings.
_PASSED_ON = ("COV_", "COVERAGE", "PYTHONDEVMODE", "PYTHONWARNINGS", "PYTHONOPTIMIZE")

# Without coverage, which writes files and imports modules: for tests of all system calls.
UNMEASURED: dict[str, Any] = {k: None for k in os.environ if k.startswith("COV")}


def environment(**changes: str | None) -> dict[str, str]:
    """Return an environment that contains only what programs need, nothing else of the machine."""
    values: dict[str, str | None] = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": "/nonexistent",
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        **{k: v for k, v in os.environ.items() if k.startswith(_PASSED_ON)},
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


def tools(**changes: str | None) -> dict[str, str]:
    """Return an environment for other programs, whose warnings do not matter here."""
    return environment(PYTHONWARNINGS=None, **changes)


@dataclass(frozen=True)
class Completed:
    """The exit code and both streams of a run."""

    code: int
    out: str
    err: str


@cache
def _parse_shipped_files() -> None:
    """Parse them once for all: `conftest` keeps what was parsed."""
    content.check()


class _Forking:
    """Forks the process of the tests for a run of the program, if that is possible.

    It is not in another thread than the main one, which alone handles signals, nor with settings
    of Python, which take effect when a program is started.

    Args:
        arguments: of the program.
        changes: of the environment.

    """

    def __init__(self, arguments: Sequence[str], changes: Mapping[str, str | None]) -> None:
        self.possible = (
            (forked.WANTED in os.environ or forked.MUTANT in os.environ)
            and threading.current_thread() is threading.main_thread()
            and not any(name.startswith("PYTHON") for name in changes)
        )
        if self.possible:
            with suppress(Exception):  # a mutant may not load it
                content.bundled()  # once for all, and not in each forked process
                if forked.MUTANT not in os.environ and (
                    {"check", "--content"} & {*arguments} or "KICKCHECK_CONTENT" in changes
                ):
                    _parse_shipped_files()
        self._called: Path | None = None
        if self.possible and forked.MUTANT in os.environ:
            with tempfile.NamedTemporaryFile(delete=False) as file:
                self._called = Path(file.name)
        self.run_and_exit = forked.in_place_of_exec(arguments, environment(**changes), self._called)

    def note(self) -> None:
        """After the run, tell mutmut which functions it called."""
        if self._called is not None and self._called.exists():
            forked.note(self._called)


def run(
    *arguments: str,
    stdin: str | bytes = b"",
    cwd: Path | None = None,
    stdout: int = subprocess.PIPE,
    **changes: str | None,
) -> Completed:
    """Run the program with its streams in pipes, or with its output to another descriptor."""
    forking = _Forking(arguments, changes)
    done = subprocess.run(
        [KICKCHECK, *arguments],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=environment(**changes),
        preexec_fn=forking.run_and_exit if forking.possible else None,
        timeout=60,
        check=False,
    )
    forking.note()
    return Completed(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


def unread(descriptor: int) -> int:
    """Return how many bytes wait in a pipe or a terminal."""
    (number,) = struct.unpack("i", fcntl.ioctl(descriptor, termios.FIONREAD, b"\0" * 4))
    return int(number)


class Terminal:
    """The program in a pseudo-terminal of some size.

    Args:
        arguments: of the program.
        columns: of the window.
        rows: of the window.
        cwd: the working folder.
        through: a line of bash that runs it as "$@"; by default it is run directly.
        started: whether it is started in any case, and never forked.
        changes: of the environment.

    """

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        cwd: Path | None = None,
        through: str = '"$@"',
        started: bool = False,
        **changes: str | None,
    ) -> None:
        self.seen = ""
        self.columns, self.rows = columns, rows
        command = [KICKCHECK, *arguments]
        if through != '"$@"':
            command = ["/bin/bash", "-c", through, "bash", *command]
        self._forking = _Forking(arguments, changes)
        fork = self._forking.possible and command[0] == KICKCHECK and not started

        def before_it_starts() -> None:
            default_signals()
            if fork:
                self._forking.run_and_exit()

        self.child = pexpect.spawn(
            command[0],
            command[1:],
            env=environment(**changes),
            cwd=cwd,
            dimensions=(rows, columns),
            timeout=TIMEOUT_SECONDS,
            encoding="utf-8",
            codec_errors="replace",
            preexec_fn=before_it_starts,
        )
        self.child.delaybeforesend = None
        self.child.logfile_read = _Log(self)
        self.before = self.attributes()
        self.after: list[object] = []

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.child.close(force=True)
        self._forking.note()

    def wait_for(self, text: str) -> None:
        """Wait until a text appears after those waited for before."""
        self.child.expect_exact(text)

    def type(self, line: str, then: str = "") -> None:
        """Type a line and Enter; wait for a text."""
        self.child.send(line + "\r")
        if then:
            self.wait_for(then)

    def read_until(self, text: str) -> None:
        """Press Enter below each part of a page until a text appears."""
        while self.child.expect_exact([text, "Enter for more"]):
            self.type("")

    def press(self, key: str) -> None:
        """Type something without Enter."""
        self.child.send(key)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self.columns, self.rows = columns, rows
        self.child.setwinsize(rows, columns)

    def attributes(self) -> list[object]:
        """Return the attributes of the terminal."""
        return list(termios.tcgetattr(self.child.child_fd))

    def wait_for_other_attributes(self) -> None:
        """Wait until the program has changed the attributes of the terminal."""
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while self.attributes() == self.before:
            assert time.monotonic() < deadline, "the attributes stayed"
            time.sleep(0.01)

    def end(self) -> int:
        """Wait for the end; return the exit code, 128 + n for a signal."""
        self.child.expect(pexpect.EOF)
        self.after = self.attributes()
        self.child.close()
        if self.child.signalstatus is not None:
            return 128 + int(self.child.signalstatus)
        return int(self.child.exitstatus or 0)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal."""
        self.child.kill(number)

    def outside(self) -> str:
        """Return what was written on the normal screen, without escape codes."""
        kept = re.sub(r"\x1b\[\?1049h.*?\x1b\[\?1049l", "", self.seen, flags=re.DOTALL)
        return bare(kept)


def left_by_another(modes: str, *arguments: str, run: str = 'exec "$@"', **more: Any) -> Terminal:
    """Start the program in a terminal whose modes another program has changed.

    Args:
        modes: arguments of stty.
        arguments: of the program.
        run: a line of bash; `"$@"` is the program.
        more: see `Terminal`.

    """
    with tempfile.TemporaryDirectory() as folder:
        gate = Path(folder) / "gate"  # the terminal may not pass on the end of a line
        os.mkfifo(gate)
        terminal = Terminal(
            *arguments, through=f"stty {modes}; echo ready; read -r <{gate}; {run}", **more
        )
        terminal.wait_for("ready")
        terminal.before = terminal.attributes()
        gate.write_text("go on\n")
    return terminal


def default_signals() -> None:
    """Reset signals that the caller ignores (SIGHUP under nohup): the program would inherit that.

    Core dumps are allowed, so that a test can see that there is none.
    """
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


class _Log:
    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def write(self, text: str) -> None:
        self.terminal.seen += text

    def flush(self) -> None:
        pass


def interrupt(terminal: Terminal, delay: float) -> None:
    """Interrupt a program `delay` seconds after its start.

    Do it again if the interpreter ignored it, as it does where an exception cannot propagate.
    """
    time.sleep(delay)
    terminal.kill(signal.SIGINT)
    if terminal.child.expect([pexpect.EOF, "Exception ignored in"]) == 1:
        terminal.wait_for("KeyboardInterrupt")
        terminal.kill(signal.SIGINT)


def before_our_first_line(shown: str) -> bool:
    """Return whether an interrupt came while Python started, which prints a message of Python.

    The first lines of `__main__` silence it: a traceback from a later line would be our fault.
    """
    if "KeyboardInterrupt" not in shown and "Fatal Python error" not in shown:
        return False
    source = Path(kickcheck.__file__).with_name("__main__.py").read_text(encoding="utf-8")
    silent_from = source.splitlines().index("import os") + 1
    ours = re.findall(r'kickcheck/([a-z_/]+\.py)", line (\d+)', shown)
    return all(
        name == "__init__.py" or (name == "__main__.py" and int(line) < silent_from)
        for name, line in ours
    )


def bare(text: str) -> str:
    """Return a text without escape codes."""
    return re.sub(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78])", "", text)


class Tmux:
    """A shell in tmux, with the content of its screen and its history."""

    def __init__(self, socket: Path, columns: int, rows: int) -> None:
        self.socket = socket
        shell = "PS1='$ ' exec bash --norc --noprofile"
        size = ["-x", str(columns), "-y", str(rows)]
        self._tmux("-f", "/dev/null", "new-session", "-d", *size, shell)
        self._tmux("set-option", "-g", "status", "off")
        self.wait_for("$")

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            [str(TMUX), "-S", str(self.socket), *arguments],
            capture_output=True,
            env=environment(TERM="xterm-256color"),
            timeout=TIMEOUT_SECONDS,
            check=True,
        )
        return done.stdout.decode()

    def type(self, line: str, then: str = "") -> None:
        """Type a line and Enter; wait for a text on the screen."""
        if line:
            self._tmux("send-keys", "-l", line)
        self._tmux("send-keys", "Enter")
        if then:
            self.wait_for(then)

    def press(self, key: str) -> None:
        """Press a key, given by its name in tmux."""
        self._tmux("send-keys", key)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def screen(self) -> str:
        """Return what is on the screen."""
        return self._tmux("capture-pane", "-p")

    def history(self) -> str:
        """Return the scrollback and the screen."""
        return self._tmux("capture-pane", "-p", "-S", "-")

    def wait_for(self, text: str) -> str:
        """Wait until a text is on the screen; return the screen."""
        return self.wait_until(lambda screen: text in screen, text)

    def wait_until(self, condition: Callable[[str], bool], what: str) -> str:
        """Wait until a condition is true of the screen; return the screen."""
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while time.monotonic() < deadline:
            screen = self.screen()
            if condition(screen):
                return screen
            time.sleep(0.02)
        raise AssertionError(f"never came: {what}\n{self.screen()}")

    def wait_for_the_end(self) -> None:
        """Wait until the program has ended and the shell is back."""
        running = ("display-message", "-p", "#{pane_current_command}")
        self.wait_until(lambda _screen: self._tmux(*running) == "bash\n", "the shell")

    def close(self) -> None:
        """End the server."""
        subprocess.run(
            [str(TMUX), "-S", str(self.socket), "kill-server"], capture_output=True, check=False
        )


@contextmanager
def tmux(folder: Path, columns: int = 80, rows: int = 24) -> Iterator[Tmux]:
    """Yield a shell in tmux, and end it afterwards."""
    server = Tmux(folder / "s", columns, rows)
    try:
        yield server
    finally:
        server.close()


def lines(words: Sequence[str]) -> str:
    """Return words as lines, as somebody would type them."""
    return "".join(f"{word}\n" for word in words)
