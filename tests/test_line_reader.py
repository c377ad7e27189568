"""Lines of any encoding and length."""

import os
from pathlib import Path

import pytest

from cli_runner import run
from kickcheck.screen import line_reader
from kickcheck.screen.line_reader import LineReader
from kickcheck.streams import InputEnded, InputUnusable


def lines(data: bytes, encoding: str = "utf-8") -> list[str]:
    """Return the lines that are read from a pipe."""
    end, other = os.pipe()
    os.write(other, data)
    os.close(other)
    reader = LineReader(end, encoding)
    found = []
    while True:
        try:
            found.append(reader.line())
        except InputEnded:
            os.close(end)
            return found


@pytest.mark.parametrize(
    ("data", "encoding", "expected"),
    [
        (b"yes\r\nno\n\nb", "utf-8", ["yes", "no", "", "b"]),
        (b"\rX yes \r\nX\r\n", "utf-8", ["\rX yes ", "X"]),
        (b"M\xe9xico\n", "latin-1", ["México"]),
        (b"M\xe9xico\n", "utf-8", ["M\ufffdxico"]),
        ("México\n".encode(), "utf-8", ["México"]),
    ],
)
def test_a_line_is_read_in_its_encoding_without_its_end(
    data: bytes, encoding: str, expected: list[str]
) -> None:
    assert lines(data, encoding) == expected


def test_a_long_line_is_cut_and_the_next_one_is_whole() -> None:
    assert lines("😀".encode() * 999 + b"\nno\n") == ["😀" * 999, "no"]
    assert lines("😀".encode() * 1500 + b"\nno\n") == ["😀" * 1000, "no"]
    assert lines(b"y" * 5000 + b"\nno\n") == ["y" * 1000, "no"]


def test_a_closed_input_has_ended() -> None:
    with pytest.raises(InputEnded):
        LineReader(None, "utf-8").line()


def test_while_it_waits_it_calls_back_once_each_time_that_it_is_woken() -> None:
    source, keyboard = os.pipe()
    wake, waker = os.pipe()
    reader = LineReader(source, "utf-8")
    calls: list[int] = []

    def typed() -> None:
        calls.append(len(calls))
        os.write(waker, b"!") if len(calls) < 3 else os.write(keyboard, b"yes\n")

    reader.wake, reader.on_wake = wake, typed
    os.write(waker, b"!!")
    assert reader.line() == "yes"
    assert calls == [0, 1, 2]
    for descriptor in (source, keyboard, wake, waker):
        os.close(descriptor)


def test_an_input_that_is_gone_while_it_waits_has_ended() -> None:
    source, keyboard = os.pipe()
    wake, waker = os.pipe()
    reader = LineReader(source, "utf-8")
    reader.wake, reader.on_wake = wake, lambda: os.close(source)
    os.write(waker, b"!")
    with pytest.raises(InputEnded):
        reader.line()
    for descriptor in (keyboard, wake, waker):
        os.close(descriptor)


def test_only_a_line_that_goes_on_for_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_reader, "MAX_LINE_BYTES", 400_000)
    (tmp_path / "lines").write_bytes(b"y" * 300_000 + b"\nno\n" + b"y" * 600_000 + b"\nno\n")
    with (tmp_path / "lines").open("rb") as source:
        reader = LineReader(source.fileno(), "utf-8")
        assert [reader.line(), reader.line()] == ["y" * 1000, "no"]
        with pytest.raises(InputUnusable):
            reader.line()


def test_a_conversation_ends_where_a_line_goes_on_for_too_long(
    patched: pytest.MonkeyPatch,
) -> None:
    patched.setattr(line_reader, "MAX_LINE_BYTES", 400_000)
    ran = run("assess", stdin="\n" + "y" * 900_000)
    assert ran.code == 2
    said = "Too many lines in a row were not answers. In scripts, use --answers FILE.\n"
    assert ran.err.endswith(said)
