"""Lines of any encoding and length."""

import os

import pytest

from kickcheck.screen.line_reader import LineReader
from kickcheck.streams import InputEnded


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
        (b"\rX yes \r\n", "utf-8", ["\rX yes "]),
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
