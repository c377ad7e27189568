"""Saved files are complete, readable only by their owner, and never replace another by accident."""

import errno
import json
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cli_runner import (
    KICKCHECK,
    TALL,
    TMUX,
    UNMEASURED,
    Terminal,
    Tmux,
    bare,
    environment,
    run,
    tmux,
)
from expected_cards import MAIN, RISKS
from kickcheck import atomic_write, content
from kickcheck.cli.formats import FORMATS, Format
from kickcheck.cli.output import OutputFile
from kickcheck.errors import CannotSaveError
from kickcheck.model import Page
from kickcheck.pages.summary import PLAN_LINES

PAGE_FORMATS = [form for form in FORMATS if not form.is_data]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.suffix)
def test_everything_that_is_shown_can_be_saved(tmp_path: Path, form: Format) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("control: yes\n")
    for number, arguments in enumerate(
        (
            ["topic"], ["topic", "relapse"], ["topic", "relapse", "--sources"],
            ["topic", "relapse", "--notes"], ["topic", "--search", "bath"], ["emergency"],
            ["contacts"], ["assess", "--answers", str(answers)],
        )
    ):  # fmt: skip
        if form.only_assess and arguments[0] != "assess":
            continue
        file = tmp_path / f"{number}{form.suffix}"
        ran = run(*arguments, "-o", str(file))
        assert ran.code == 0, ran
        assert ran.out == ""
        assert ran.err.startswith(f"Saved as {file.name}, in the folder you named. ")
        assert len(file.read_text(encoding="utf-8")) > 60


@pytest.mark.parametrize(
    "arguments",
    [
        ["topic"], ["topic", "relapse"], ["topic", "relapse", "--sources"],
        ["topic", "relapse", "--notes"], ["topic", "--search", "bath"], ["contacts"],
        ["emergency"], ["assess", "--demo", "list"], ["assess", "--demo", "pain", "--notes"],
        ["assess", "--demo", "pain"], ["assess", "--answers", "-"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_saved_page_says_what_it_is_not_how_old_it_is_and_who_could_see_it(
    tmp_path: Path, arguments: list[str]
) -> None:
    of_a_person = arguments[0] == "assess" and arguments[-1] not in ("list", "--notes")
    is_not = "This is not a diagnosis, and it does not replace a person who knows you."
    if arguments == ["emergency"]:
        is_not = "This page does not replace the person on the phone"
    # In JSON, the emergency page alone is a page.
    forms = [form for form in FORMATS if not form.only_assess]
    for form in forms if arguments == ["emergency"] else PAGE_FORMATS:
        file = tmp_path / f"a{form.suffix}"
        assert run(*arguments, "-o", str(file), stdin="control: yes\n").code == 0
        text = " ".join(file.read_text().split())
        assert is_not in text, form
        assert re.search(r"reviewed on \d+ \w+ \d{4}\. No clinician has signed them", text), form
        assert text.count("reviewed on") == 1, form
        assert ("Think of who could see this file" in text) is of_a_person, form
    assert "No clinician" not in run(*arguments, stdin="control: yes\n").out


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o277, 0o777])
def test_only_the_owner_can_read_a_saved_file_under_any_umask(tmp_path: Path, umask: int) -> None:
    file = tmp_path / "a.txt"
    subprocess.run(
        [KICKCHECK, "emergency", "-o", str(file)],
        env=environment(),
        umask=umask,
        check=True,
        capture_output=True,
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def places(folder: Path) -> dict[str, str]:
    """Create every kind of path that must not be written to."""
    (folder / "there.txt").write_text("mine")
    (folder / "link.txt").symlink_to(folder / "there.txt")
    (folder / "dangling.txt").symlink_to(folder / "nowhere")
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "fifo.txt")
    (folder / "full.txt").symlink_to("/dev/full")
    return {
        "there": "there.txt",
        "a link": "link.txt",
        "a dangling link": "dangling.txt",
        "a folder": "folder.txt",
        "a pipe": "fifo.txt",
        "a device": "full.txt",
        "no folder": "missing/a.txt",
        "too long": "a" * 300 + ".txt",
    }


def test_a_refused_file_name_leaves_no_file_behind(tmp_path: Path) -> None:
    names = places(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    for what, name in names.items():
        forced = [] if what == "there" else ["--force"]
        for options in ([], forced):
            ran = run("topic", "relapse", "-o", str(tmp_path / name), *options)
            assert ran.code == 73, what
            assert ran.err.count("\n") == 1
            assert str(tmp_path) not in ran.err
        assert sorted(path.name for path in tmp_path.iterdir()) == before, what
    assert (tmp_path / "there.txt").read_text() == "mine"


def test_a_device_is_refused_under_any_name() -> None:
    assert run("emergency", "-o", "/dev/full", "--force").code == 2  # it has no suffix
    # Only checked, not written: a mutant run by root would replace the device.
    with pytest.raises(CannotSaveError, match="not a plain file"):
        atomic_write.refuse(Path("/dev/full"), force=True)


def test_a_refusal_comes_before_the_first_question(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    ran = run("assess", "-o", str(tmp_path / "a.txt"), stdin="n\n" * len(MAIN + RISKS))
    assert ran.code == 73
    assert "question 1" not in ran.err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["-o", "a.pdf"], "suffix"),
        (["-o", "a"], "suffix"),
        (["-o", "a.md", "--json"], "disagree"),
        (["--force"], "--output"),
    ],
)
def test_options_that_make_no_sense_together_are_wrong_usage(
    tmp_path: Path, options: list[str], says: str
) -> None:
    ran = run("topic", "relapse", *options, cwd=tmp_path)
    assert ran.code == 2
    assert says in ran.err
    assert not list(tmp_path.iterdir())


def test_force_replaces_the_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x" * 100_000)
    assert run("emergency", "-o", str(file), "--force").code == 0
    assert "x" * 100 not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_of_eight_at_once_one_succeeds(tmp_path: Path) -> None:
    def try_one(_: int) -> int:
        return run("emergency", "-o", str(tmp_path / "a.txt")).code

    with ThreadPoolExecutor(8) as pool:
        codes = sorted(pool.map(try_one, range(8)))
    assert codes == [0] + [73] * 7
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


UNNAMED = pytest.mark.parametrize("unnamed", [True, False], ids=["unnamed", "named"])


@pytest.fixture
def no_unnamed_files(unnamed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not unnamed:
        monkeypatch.delattr(os, "O_TMPFILE")


@pytest.mark.usefixtures("no_unnamed_files")
@UNNAMED
def test_a_file_that_appears_while_another_is_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    monkeypatch.setattr(os, "fsync", lambda _descriptor: file.write_text("mine"))
    with pytest.raises(CannotSaveError, match="A file with that name exists"):
        atomic_write.write(file, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert file.read_text() == "mine"


def test_a_new_file_has_its_final_name_from_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    link = os.link

    def seen(source: str, name: str, *, dst_dir_fd: int) -> None:
        names.append(name)
        link(source, name, dst_dir_fd=dst_dir_fd)

    monkeypatch.setattr(os, "link", seen)
    for number, force in enumerate((False, True)):
        atomic_write.write(tmp_path / f"{number}.txt", b"new", force=force)
    assert names == ["0.txt", "1.txt"]


@pytest.mark.usefixtures("no_unnamed_files")
@UNNAMED
def test_nobody_else_can_read_it_at_any_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unnamed: bool
) -> None:
    modes: list[int] = []
    chmod = os.fchmod

    def seen(descriptor: int, mode: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        chmod(descriptor, mode)
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))

    monkeypatch.setattr(os, "fchmod", seen)
    before = os.umask(0)
    try:
        atomic_write.write(tmp_path / "a.txt", b"new")
    finally:
        os.umask(before)
    assert modes == [0o600, 0o600]


@pytest.mark.usefixtures("no_unnamed_files")
@UNNAMED
def test_signals_wait_while_a_file_has_a_temporary_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was_deferred: list[bool] = []
    replace_file = os.replace

    def deferred() -> bool:
        return {signal.SIGINT, signal.SIGTERM} <= signal.pthread_sigmask(signal.SIG_BLOCK, ())

    def seen(source: str, name: str, **options: int) -> None:
        was_deferred.append(deferred())
        replace_file(source, name, **options)

    (tmp_path / "a.txt").write_text("old")
    monkeypatch.setattr(os, "replace", seen)
    atomic_write.write(tmp_path / "a.txt", b"new", force=True)
    assert was_deferred == [True]
    assert not deferred()


@pytest.mark.usefixtures("no_unnamed_files")
@UNNAMED
def test_no_file_is_left_open(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    for force in (False, True):
        atomic_write.write(tmp_path / "a.txt", b"new", force=force)
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_file_is_saved_on_a_disk_without_unnamed_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def seen(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            raise OSError(errno.EOPNOTSUPP, "x")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", seen)
    atomic_write.write(tmp_path / "a.txt", b"new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "new"}


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENAMETOOLONG, ("The name is too long.", "Choose a shorter one.")),
        (errno.ENOSPC, ("The disk is full.", "Save it somewhere else.")),
        (errno.EDQUOT, ("Your share of that disk is used up.", "Save it somewhere else.")),
        (errno.EFBIG, ("The file is larger than is allowed there.", "Save it somewhere else.")),
        (errno.EACCES, ("You do not have permission to write there.", "Choose another folder.")),
        (errno.EPERM, ("You do not have permission to write there.", "Choose another folder.")),
        (errno.EROFS, ("That disk can only be read.", "Save it somewhere else.")),
        (errno.EIO, ("The disk does not work properly.", "Save it somewhere else.")),
        (errno.ESTALE, ("The file cannot be written.", "Choose another name or folder.")),
    ],
    ids=lambda value: errno.errorcode.get(value, "") if isinstance(value, int) else "",
)
def test_an_error_says_what_is_wrong_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, says: tuple[str, str]
) -> None:
    def fails(*_: object) -> None:
        raise OSError(number, "x")

    for where, operation in ((os, "fsync"), (Path, "lstat")):
        with monkeypatch.context() as patched:
            patched.setattr(where, operation, fails)
            with pytest.raises(CannotSaveError) as refused:
                atomic_write.write(tmp_path / "a.txt", b"new")
        assert (refused.value.message, refused.value.hint) == says


def test_an_error_about_a_file_name_says_what_to_do(tmp_path: Path) -> None:
    names = places(tmp_path)
    not_plain = ("That name is not a plain file.", "Choose another name.")
    link = ("That name is a link to another place.", "Choose another name.")
    names["inside a file"] = "there.txt/a.txt"
    no_folder = ("There is no such folder.", "Create it first, or choose another.")
    expected = {
        "a link": link,
        "a dangling link": link,
        "a device": link,
        "a folder": ("That name is a folder.", "Add the name of a file."),
        "inside a file": no_folder,
        "there": (
            "A file with that name exists.",
            "Choose another name, or replace it with --force.",
        ),
        "no folder": no_folder,
        "too long": ("The name is too long.", "Choose a shorter one."),
        "no name": ("That disk does not allow such a name.", "Use letters, digits and hyphens."),
    }
    for what, name in {**names, "no name": "\0.txt"}.items():
        with pytest.raises(CannotSaveError) as refused:
            atomic_write.write(tmp_path / name, b"new")
        said = (refused.value.message, refused.value.hint)
        assert said == expected.get(what, not_plain), what
    atomic_write.refuse(tmp_path / "there.txt", force=True)
    atomic_write.refuse(tmp_path / "new.txt", force=False)


class BrokenError(OSError):
    """Raised by the n-th operation on a file."""


OPERATIONS = ("open", "write", "fsync", "fchmod", "link", "replace", "unlink", "close")


@pytest.mark.usefixtures("no_unnamed_files")
@pytest.mark.parametrize("force", [False, True])
@UNNAMED
def test_a_failure_at_any_operation_leaves_old_or_new_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool, unnamed: bool
) -> None:
    real = {name: getattr(os, name) for name in OPERATIONS}
    for failing in range(1, 40):
        folder = tmp_path / str(failing)
        folder.mkdir()
        file = folder / "a.txt"
        if force:
            file.write_text("old")
        done = 0
        fails_at = failing

        def counted(
            name: str, *arguments: object, fails_at: int = fails_at, **options: object
        ) -> object:
            nonlocal done
            done += 1
            if done == fails_at:
                if name == "close":
                    real["close"](*arguments)
                raise BrokenError(28, "no room")
            return real[name](*arguments, **options)

        with monkeypatch.context() as patched:
            for name in OPERATIONS:
                patched.setattr(os, name, lambda *a, _name=name, **o: counted(_name, *a, **o))
            try:
                atomic_write.write(file, b"new", force=force)
            except CannotSaveError:
                failed = True
            else:
                failed = False
        left = {path.name: path.read_text() for path in folder.iterdir()}
        assert set(left) <= {"a.txt"}, (failing, left)
        assert left.get("a.txt", "old") in ("old", "new"), (failing, left)
        if not failed:
            assert left == {"a.txt": "new"}, failing
        if done < failing:
            assert not failed
            return
    raise AssertionError("saving takes more operations than were tried")


def refusing(patch: pytest.MonkeyPatch, errors: dict[str, int]) -> None:
    """Let functions of `os` fail, as a file system does that does not support them."""

    def fails(number: int) -> Any:
        def fail(*_arguments: object, **_options: object) -> None:
            raise OSError(number, "x")

        return fail

    for name, number in errors.items():
        patch.setattr(os, name, fails(number))


@pytest.mark.usefixtures("no_unnamed_files")
@pytest.mark.parametrize(
    "errors",
    [
        {"link": errno.EPERM}, {"link": errno.EACCES}, {"link": errno.EOPNOTSUPP},
        {"link": errno.ENOSYS}, {"fchmod": errno.EPERM}, {"fchmod": errno.ENOTSUP},
        {"fsync": errno.EINVAL}, {"fsync": errno.ENOTSUP}, {"fsync": errno.ENOSYS},
        {"link": errno.EPERM, "fchmod": errno.EPERM, "fsync": errno.EINVAL},
    ],
    ids=str,
)  # fmt: skip
@UNNAMED
def test_a_disk_that_supports_less_stores_the_file_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, errors: dict[str, int]
) -> None:
    file = tmp_path / "a.txt"
    with monkeypatch.context() as patched:
        refusing(patched, errors)
        assert atomic_write.write(file, b"new")
        assert file.read_text() == "new"
        with pytest.raises(CannotSaveError, match="A file with that name exists"):
            atomic_write.write(file, b"again")
        assert atomic_write.write(file, b"newer", force=True)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "newer"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.usefixtures("no_unnamed_files")
@UNNAMED
def test_a_file_that_appears_on_a_disk_without_links_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    refusing(monkeypatch, {"link": errno.EPERM})
    monkeypatch.setattr(os, "fsync", lambda _descriptor: file.write_text("mine"))
    with pytest.raises(CannotSaveError, match="A file with that name exists"):
        atomic_write.write(file, b"new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "mine"}


def test_on_a_disk_without_links_a_failure_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(monkeypatch, {"link": errno.EPERM, "replace": errno.EIO})
    with pytest.raises(CannotSaveError, match="The disk does not work properly"):
        atomic_write.write(tmp_path / "a.txt", b"new")
    assert not list(tmp_path.iterdir())


def test_a_disk_that_keeps_nothing_private_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On exFAT fchmod succeeds, and everybody keeps every right."""
    chmod = os.fchmod
    monkeypatch.setattr(os, "fchmod", lambda descriptor, _mode: chmod(descriptor, 0o777))
    file = OutputFile.from_name(str(tmp_path / "a.txt"), force=False)
    assert file.write(Page("Title", ()), {}) == (
        "Saved as a.txt, in the folder you named.",
        "It cannot be kept private there: other users of this computer may read it.",
    )


ORDINARY = 65534  # the user id of `nobody`


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Yield a folder that every user can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.parametrize(
    ("mode", "says"),
    [
        (0o300, ""),
        (0o500, "You do not have permission to write there. Choose another folder."),
        (0o600, "You do not have permission to write there. Choose another folder."),
    ],
    ids=["may be filled but not listed", "may be listed but not filled", "may not be entered"],
)
def test_the_rights_of_a_folder_decide_and_the_error_says_so(
    open_folder: Path, mode: int, says: str
) -> None:
    folder = open_folder / "d"
    folder.mkdir()
    os.chown(folder, ORDINARY if os.getuid() == 0 else -1, -1)
    folder.chmod(mode)
    script = (
        "import sys; from pathlib import Path; from kickcheck import atomic_write\n"
        "from kickcheck.errors import CannotSaveError\n"
        "for force in (False, True):\n"
        "    try: atomic_write.write(Path(sys.argv[1]), b'new', force=force)\n"
        "    except CannotSaveError as error: print(error.message, error.hint)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED_FIRST + script, str(folder / "a.txt")],
        env=environment(**UNMEASURED), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    folder.chmod(0o700)
    assert (done.stdout, done.stderr) == (f"{says}\n" * 2 if says else "", "")
    assert [path.name for path in folder.iterdir()] == ([] if says else ["a.txt"])


# The modules may lie in a folder that only root can reach.
IMPORTED_FIRST = f"""
import os
from kickcheck import atomic_write, cli
if os.getuid() == 0:
    os.setgroups([]); os.setgid({ORDINARY}); os.setuid({ORDINARY})
"""


EXFAT = [shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
         for name in ("mkfs.exfat", "mount.exfat-fuse", "losetup", "umount")]  # fmt: skip


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """Yield the folder of a real exFAT disk."""
    if None in EXFAT or os.getuid() != 0:
        pytest.skip("exFAT cannot be mounted")
    image, folder = tmp_path / "image", tmp_path / "stick"
    make, mount, loop, unmount = map(str, EXFAT)
    image.touch()
    os.truncate(image, 8_000_000)
    folder.mkdir()

    def call(*command: str) -> str:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    try:
        call(make, str(image))
        device = call(loop, "--show", "-f", str(image))
    except subprocess.CalledProcessError:
        pytest.skip("there is no loop device")
    try:
        call(mount, device, str(folder))
    except subprocess.CalledProcessError:
        call(loop, "-d", device)
        pytest.skip("exFAT cannot be mounted")
    try:
        yield folder
    finally:
        call(unmount, str(folder))
        call(loop, "-d", device)


def test_a_page_is_saved_on_a_usb_stick(stick: Path) -> None:
    file = stick / "a.html"
    saved = run("topic", "relapse", "-o", str(file))
    assert saved.code == 0
    assert "It cannot be kept private there" in saved.err
    whole = file.read_bytes()
    assert whole.endswith(b"</html>\n")
    again = run("topic", "relapse", "-o", str(file))
    assert (again.code, again.err.split(".")[0]) == (73, "A file with that name exists")
    assert run("emergency", "-o", str(file), "--force").code == 0
    assert file.read_bytes() != whole
    odd = run("topic", "relapse", "-o", str(stick / "a:b?.html"))
    assert (odd.code, odd.err) == (73, "That disk does not allow such a name. "
                                       "Use letters, digits and hyphens.\n")  # fmt: skip
    (stick / "full").write_bytes(bytes(os.statvfs(stick).f_bavail * os.statvfs(stick).f_bsize))
    full = run("topic", "relapse", "-o", str(stick / "b.html"))
    assert (full.code, full.err) == (73, "The disk is full. Save it somewhere else.\n")
    assert sorted(path.name for path in stick.iterdir()) == ["a.html", "full"]


STRACE = shutil.which("strace")
BEGIN, END = "/save-begins", "/save-ends"
WRITE_SCRIPT = f"""
import os, sys
from pathlib import Path
from kickcheck import atomic_write
from kickcheck.cli.formats import FORMATS
file, force, unnamed = sys.argv[1:]
if not unnamed:
    del os.O_TMPFILE
os.access({BEGIN!r}, 0)
atomic_write.write(Path(file), b"new" * 1000, force=bool(force))
os.access({END!r}, 0)
"""
FILE_OPERATIONS = "trace=%file,write,fsync,fchmod,close"


def traced(folder: Path, *, force: bool, unnamed: bool, kill: str = "") -> list[str]:
    """Save to a file in a separate process; return the names of its system calls while it saves.

    The last name is `END`, unless the process was killed by `kill` (a value of strace's inject).
    """
    trace = folder.with_suffix(".trace")
    injected = ["-e", f"inject={kill}"] if kill else []
    arguments = [str(folder / "a.txt"), "force" * force, "unnamed" * unnamed]
    done = subprocess.run(
        [str(STRACE), "-o", str(trace), "-e", FILE_OPERATIONS, *injected,
         sys.executable, "-c", WRITE_SCRIPT, *arguments],
        # Compiled files of its own: those of other tests can appear between two runs.
        env=environment(PYTHONPYCACHEPREFIX=str(folder.with_name("compiled")), **UNMEASURED),
        capture_output=True,
        check=False,
        timeout=60,
    )  # fmt: skip
    lines = trace.read_text().splitlines()
    assert (done.returncode == 0) is not bool(kill), done.stderr
    assert ("killed by SIGKILL" in lines[-1]) is bool(kill)
    return [
        END if END in line else BEGIN if BEGIN in line else line.split("(")[0] for line in lines
    ]


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
@pytest.mark.parametrize("force", [False, True], ids=["new", "replaced"])
@UNNAMED
def test_killed_at_any_operation_it_leaves_old_or_new_or_none(
    tmp_path: Path, force: bool, unnamed: bool
) -> None:
    def folder(name: str) -> Path:
        made = tmp_path / name
        made.mkdir()
        if force:
            (made / "a.txt").write_text("old")
        return made

    traced(folder("first"), force=force, unnamed=unnamed)  # from now on all is compiled
    calls = traced(folder("whole"), force=force, unnamed=unnamed)
    first, last = calls.index(BEGIN) + 1, calls.index(END)
    assert {"openat", "fchmod", "write", "fsync", "close"} <= set(calls[first:last])
    strays = 0
    for place in range(first, last):
        where = folder(str(place))
        number = calls[: place + 1].count(calls[place])
        kill = f"{calls[place]}:signal=KILL:when={number}"
        seen = traced(where, force=force, unnamed=unnamed, kill=kill)
        # It was killed exactly there.
        assert seen[: place + 1] == calls[: place + 1]
        assert END not in seen
        left = {path.name: path.read_text() for path in where.iterdir()}
        kept = left.pop("a.txt", "none")
        assert kept in (("old", "new" * 1000) if force else ("none", "new" * 1000)), place
        # As the docstring of `write` says.
        strays += len(left)
        assert len(left) <= 1
        for name, text in left.items():
            assert name.startswith(".kickcheck-")
            assert stat.S_IMODE((where / name).stat().st_mode) == 0o600
            assert not unnamed or text == "new" * 1000
    if unnamed:
        assert strays == (1 if force else 0)


def test_a_result_that_cannot_be_saved_any_more_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with subprocess.Popen(
        [KICKCHECK, "assess", "-o", str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as program:
        assert program.stderr is not None
        asked = b""
        while b"question 1 of" not in asked:
            asked += os.read(program.stderr.fileno(), 1000) or b"question 1 of"
        file.write_text("mine")
        out, errors = program.communicate(b"n\n" * len(MAIN + RISKS), timeout=60)
    assert program.returncode == 73
    assert b"A file with that name exists." in errors
    assert b"For any overdose, now or later" in out
    assert b"Nothing was saved." in out
    assert b"Think of who could see this file" not in out
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("'my sum.txt'", "my sum.txt"),
        ('"my sum.txt"', "my sum.txt"),
        ("my\\ sum.txt", "my sum.txt"),
        ("'it'\\''s.txt'", "it's.txt"),
        ("it's.txt", "it's.txt"),
        ("my sum.txt", "my sum.txt"),
        ("a\\b.txt", "a\\b.txt"),
        ("SUM.TXT", "SUM.TXT"),
        ("~/sum.txt", "home/sum.txt"),
        ("'~/my sum.txt'", "home/my sum.txt"),
        ("~nobody-of-that-name.txt", "~nobody-of-that-name.txt"),
        ("gr\u00fc\u00dfe.html", "gr\u00fc\u00dfe.html"),
    ],
)
def test_a_name_is_understood_as_it_is_typed_or_dragged(
    tmp_path: Path, name: str, file: str
) -> None:
    (tmp_path / "home").mkdir()
    ran = run("emergency", "-o", name, cwd=tmp_path, HOME=str(tmp_path / "home"))
    folder = "in your home folder" if file.startswith("home/") else "in the folder you started from"
    said = f"Saved as {Path(file).name}, {folder}. Anyone who can open the file can read it.\n"
    assert (ran.code, ran.err) == (0, said)
    assert (tmp_path / file).is_file()


def test_the_home_folder_of_a_named_user_is_found() -> None:
    ours = pwd.getpwuid(os.getuid())
    file = OutputFile.from_name(f"~{ours.pw_name}/kickcheck-{os.getpid()}.txt", force=False)
    assert file.path.parent == Path(ours.pw_dir)


def test_a_hidden_character_of_a_name_does_not_reach_the_terminal(tmp_path: Path) -> None:
    ran = run("emergency", "-o", "a\x1b[31m\n\u202eb.txt", cwd=tmp_path)
    assert ran.err.startswith("Saved as a?[31m ?b.txt, in the folder you started from. ")


def to_the_end(shell: Tmux) -> str:
    """Press Enter until the last part of a summary; return the screen."""
    for _ in range(40):
        before = shell.screen()
        if "o saves it" in " ".join(before.split()):
            return before
        shell.type("")
        shell.wait_until(lambda now, before=before: now != before, "more")  # type: ignore[misc]
    raise AssertionError("the summary has no end")


@pytest.mark.parametrize(
    ("option", "first", "is_plain"),
    [("--keep", "", False), ("--plain", "", True), ("--country=US", "plain", True)],
)
def test_a_result_is_shown_where_the_folder_for_it_has_gone(
    option: str, first: str, is_plain: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    line = ("--section", "dependence", option, "-o", str(folder / "a.txt"))
    with Terminal("assess", *line, rows=TALL) as shown:
        shown.wait_for("Enter to begin")
        if first:
            shown.type(first, "what you type stays visible")
            shown.wait_for("Enter to begin")
        begin = shown.seen.rindex("Enter to begin")
        shown.type("", "question 1 of")
        shown.type("y", "question 2 of")
        shown.type("n", "last question")
        folder.rmdir()
        shown.type("", "There is no such folder. Create it first, or choose another.")
        shown.wait_for("You said yes to 1 of 2.")
        shown.wait_for("Nothing was saved.")
        assert shown.end() == 73
    assert ("\x1b" not in shown.seen[begin:]) is is_plain


def test_o_at_the_end_asks_for_a_name_and_saves(tmp_path: Path) -> None:
    with Terminal("assess", "--section", "dependence", rows=TALL, cwd=tmp_path) as shown:
        shown.wait_for("Enter to begin")
        shown.type("", "question 1 of")
        shown.type("y", "question 2 of")
        shown.type("n", "last question")
        shown.type("", "k keeps")
        for name, suffix in (("mine", ""), ("mine.txt", ".txt"), ("mine.json", ".json")):
            shown.type("o", "Who else could see the file?")
            shown.wait_for(".html, .md, .txt, .json or")
            shown.wait_for(".fhir.json")
            if not suffix:
                shown.type(name, "The file name needs a known suffix.")
                shown.type("", "Nothing was saved. k keeps")
            else:
                shown.type(name, f"Saved as {name}, in the folder you started from.")
                shown.type("", "k keeps")
        shown.type("o", "Who else could see the file?")
        shown.type("mine.txt", "A file with that name exists. Choose another name")
        shown.type("", "k keeps")
        (first,) = re.findall(r"[^0-9]1\. ([a-z-]+)", bare(shown.seen).rpartition("To read on")[2])
        shown.type("1", content.bundled().topics[first].title)
        shown.wait_for("Enter to go on")
        begin = len(shown.seen)
        shown.type("", "k keeps")
        assert "Nothing was saved" not in bare(shown.seen[begin:])
        shown.type("q")
        assert shown.end() == 0
    assert "•" in shown.seen
    assert "\x1b[1mYour summary" in shown.seen
    text = (tmp_path / "mine.txt").read_text()
    assert "You said yes to 1 of 2." in text
    assert text.splitlines().count("_" * 80) == PLAN_LINES
    assert "Think of who could see this file" in text
    assert "No clinician has signed" in text
    assert "Nothing was saved" not in text
    assert stat.S_IMODE((tmp_path / "mine.txt").stat().st_mode) == 0o600
    data = json.loads((tmp_path / "mine.json").read_text())
    assert data["answers"] == {"tolerance": "yes", "withdrawal": "no"}


def test_a_saved_demo_says_that_the_person_is_an_example(tmp_path: Path) -> None:
    with Terminal("assess", "--demo", "pain", "--country", "US", rows=TALL, cwd=tmp_path) as shown:
        shown.wait_for("Enter to begin")
        shown.type("S", "Your summary")
        shown.read_until("k keeps")
        shown.type("o", "Who else could see the file?")
        shown.wait_for("saves nothing)")
        shown.type(
            "mine.json", "\x1b[1mA demo can be saved as a page only. Its answers are made up."
        )
        shown.type("", "k keeps")
        shown.type("o", "Who else could see the file?")
        shown.type("mine.md", "Saved as mine.md")
        shown.type("", "k keeps")
        shown.type("q")
        assert shown.end() == 0
    assert [path.name for path in tmp_path.iterdir()] == ["mine.md"]
    lines = (tmp_path / "mine.md").read_text().splitlines()
    assert lines[0] == "# EXAMPLE PERSON: Your summary"
    for mark, is_marked in (("## ", True), ("### ", False)):
        headings = [line for line in lines if line.startswith(mark)]
        assert headings
        assert {line.startswith(f"{mark}EXAMPLE PERSON: ") for line in headings} == {is_marked}
    page = tmp_path / "mine.html"
    assert run("assess", "--demo", "pain", "-o", str(page)).code == 0
    assert "<title>EXAMPLE PERSON: Your summary</title>" in page.read_text()


@pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
def test_o_below_the_first_part_asks_for_the_name_in_view(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        shell.type(f"{KICKCHECK} assess --section dependence", "Enter to begin")
        shell.type("", "question 1 of")
        shell.type("skip all", "last question")
        shell.type("", "Enter for more")
        shell.type("o", "Who else could see the file?")
        shell.type("", "Your summary")
        assert not list(tmp_path.glob("*.*"))
