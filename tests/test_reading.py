"""Answers and help lines are read completely, or there is no result."""

import json
import os
import pty
import signal
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from cli_runner import KICKCHECK, TIMEOUT_SECONDS, Terminal, environment, run, unread

PIECES = (b"may-use: yes\n", b"suicidal-thoughts: yes\n", b"suicidal-today: yes\n")
GIVEN = {"may-use": "yes", "suicidal-thoughts": "yes", "suicidal-today": "yes"}
UNREADABLE = "cannot be read. Name a file, or - for input.\n"


def start(
    *arguments: str, stdin: int = subprocess.DEVNULL, handed: int | None = None, **changes: str
) -> subprocess.Popen[bytes]:
    """Start the program; `handed` is an additional file descriptor for it."""
    return subprocess.Popen(
        [KICKCHECK, *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=() if handed is None else (handed,),
        env=environment(**changes),
    )


def write_in_pieces(
    child: subprocess.Popen[bytes], end: int, start: int, pieces: Iterable[bytes]
) -> None:
    """Write each piece once the one before it has been read."""
    for piece in pieces:
        os.write(start, piece)
        while unread(end) and child.poll() is None:
            time.sleep(0.005)


def ended(child: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    out, errors = child.communicate(timeout=TIMEOUT_SECONDS)
    return child.returncode, out.decode(), errors.decode()


def assert_all_of_it_was_read(child: subprocess.Popen[bytes]) -> None:
    code, out, errors = ended(child)
    assert (code, errors) == (0, "")
    result = json.loads(out)
    given = {name: word for name, word in result["answers"].items() if word != "skip"}
    assert given == GIVEN
    assert "crisis" in [card["id"] for card in result["cards"]]


@pytest.mark.parametrize("blocking", [True, False], ids=["blocking", "not blocking"])
def test_answers_that_come_in_pieces_are_read_to_the_last(blocking: bool) -> None:
    end, begin = os.pipe()
    os.set_blocking(end, blocking)
    child = start("assess", "--answers", "-", "--json", stdin=end)
    write_in_pieces(child, end, begin, PIECES)
    os.close(begin)
    assert_all_of_it_was_read(child)
    assert os.get_blocking(end) is blocking  # other processes use it too
    os.close(end)


def test_answers_are_read_from_another_command() -> None:
    """As bash passes them: --answers <(command)."""
    end, begin = os.pipe()
    child = start("assess", "--answers", f"/dev/fd/{end}", "--json", handed=end)
    write_in_pieces(child, end, begin, PIECES)
    os.close(begin)
    os.close(end)
    assert_all_of_it_was_read(child)


def test_answers_are_waited_for_at_a_named_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    child = start("assess", "--answers", str(tmp_path / "pipe"), "--json")
    begin = os.open(tmp_path / "pipe", os.O_WRONLY)  # blocks until the program opens it
    write_in_pieces(child, begin, begin, PIECES)
    os.close(begin)
    assert_all_of_it_was_read(child)


def test_a_wait_for_answers_ends_with_ctrl_c_in_silence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with Terminal("assess", "--answers", str(tmp_path / "pipe")) as shown:
        begin = os.open(tmp_path / "pipe", os.O_WRONLY)
        shown.kill(signal.SIGINT)
        assert shown.end() == 130
        assert shown.seen == ""
        os.close(begin)


def test_two_files_put_together_are_read_with_the_mark_that_each_begins_with() -> None:
    both = b"\xef\xbb\xbfmay-use: yes\r\n\xef\xbb\xbfalone: no\r\n"
    answers = json.loads(run("assess", "--answers", "-", "--json", stdin=both).out)["answers"]
    assert (answers["may-use"], answers["alone"]) == ("yes", "no")
    ran = run("assess", "--answers", "-", stdin=b"may-use: yes\xef\xbb\xbfalone: no\n")
    assert ran.code == 65
    assert "line 1 contains a hidden character (U+FEFF)." in ran.err


def test_files_from_windows_are_read_or_the_error_says_how_to_save_them() -> None:
    utf_16 = "may-use: yes\r\n".encode("utf-16")
    read = run("assess", "--answers", "-", "--json", stdin=utf_16)
    assert json.loads(read.out)["answers"]["may-use"] == "yes"
    ran = run("assess", "--answers", "-", stdin="may-use: yes # für".encode("cp1252"))
    assert (ran.code, ran.out) == (65, "")
    refused = (
        "The standard input is refused: line 1 is not UTF-8 text: save it as UTF-8. "
        "In most editors: Save As, then the encoding.\n"
    )
    assert ran.err == refused


def test_answers_that_break_off_give_no_result() -> None:
    master, follower = pty.openpty()
    os.write(follower, PIECES[0])
    os.close(follower)  # the written text can be read, then reading fails
    child = start("assess", "--answers", "-", stdin=master)
    assert ended(child) == (66, "", f"The standard input {UNREADABLE}")
    os.close(master)


def test_a_terminal_that_is_closed_while_answers_are_typed_gives_no_result() -> None:
    master, follower = pty.openpty()
    os.write(master, PIECES[0])
    os.read(master, 100)  # echoed: the line has arrived
    child = start("assess", "--answers", "-", stdin=follower)
    while unread(follower) and child.poll() is None:
        time.sleep(0.005)
    os.close(follower)
    os.close(master)
    assert ended(child) == (66, "", f"The standard input {UNREADABLE}")


def test_a_folder_or_an_endless_file_of_answers_is_refused() -> None:
    folder = run("assess", "--answers", "/")
    assert (folder.code, folder.out, folder.err) == (66, "", f"The answers file {UNREADABLE}")
    for endless in ("/dev/zero", "/dev/urandom"):
        ran = run("assess", "--answers", endless)
        assert (ran.code, ran.out) == (65, "")
        assert "it is larger than 1,000,000 bytes" in ran.err


def test_help_lines_of_another_command_are_shown() -> None:
    end, begin = os.pipe()
    pieces = (b"GB:\n", b"- {kind: drug, name: Riverside, number: '01234'}\n")
    child = start("contacts", "--country", "GB", handed=end, KICKCHECK_CONTACTS=f"/dev/fd/{end}")
    write_in_pieces(child, end, begin, pieces)
    os.close(begin)
    os.close(end)
    code, out, errors = ended(child)
    assert (code, errors) == (0, "")
    assert "01234 · Riverside" in out
