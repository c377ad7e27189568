"""Width, colour and encoding of a stream in any environment."""

import contextlib
import os
import threading
from pathlib import Path

import pytest

from kickcheck import streams


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        ("100", 80), ("80", 80), ("33", 33), ("20", 20), ("1", 20), ("0", 80), ("-1", 80),
        ("abc", 80), ("²", 80), ("٣", 80), ("1000000000", 80), ("9" * 5000, 80), ("", 80),
    ],
)  # fmt: skip
def test_the_width_is_from_20_to_80_at_any_columns(columns: str, width: int) -> None:
    assert streams.width({"COLUMNS": columns}, None) == width


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"CLICOLOR": "0"}, False),
        ({"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "CLICOLOR": "0"}, True),
    ],
)
def test_colour_is_off_when_anything_asks_for_that(environ: dict[str, str], coloured: bool) -> None:
    assert streams.has_colour(environ) is coloured


def test_a_terminal_that_cannot_draw_or_a_reader_who_cannot_see_gets_plain_lines() -> None:
    _, follower = os.openpty()
    with os.fdopen(follower, "w") as terminal:
        assert not streams.is_plain({"TERM": "xterm"}, terminal)
        assert streams.is_plain({"TERM": "dumb"}, terminal)
        assert streams.is_plain({}, terminal)
        assert streams.is_plain({"TERM": "xterm", "ACCESSIBLE": "1"}, terminal)
    assert streams.is_plain({"TERM": "xterm"}, None)


def test_a_slow_reader_gets_all_of_it() -> None:
    """A full non-blocking pipe, as another program may have left it."""
    data = b"x" * 1_000_000
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    got: list[bytes] = []

    def read() -> None:
        with os.fdopen(reader, "rb") as pipe:
            got.append(pipe.read())

    slow = threading.Thread(target=read)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writer, data)  # full before reading starts
    slow.start()
    streams.send(writer, data)
    os.close(writer)
    slow.join()
    assert got[0].endswith(data)
    assert len(got[0]) > len(data)


def test_a_closed_stream_is_not_a_terminal_and_accepts_nothing(tmp_path: Path) -> None:
    with (tmp_path / "a").open("w") as stream:
        pass
    assert not streams.is_terminal(stream)
    with pytest.raises(streams.OutputLostError):
        streams.write(stream, "x")
