"""The fuzz targets: each takes any bytes and asserts what kickcheck promises for them.

A target fails with any exception except those that are reported to the user.
"""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from kickcheck import content
from kickcheck.assessment import assess
from kickcheck.cli.app import run
from kickcheck.content.checks.validation import Report, load_and_validate
from kickcheck.content.loader import FILES
from kickcheck.errors import KickcheckError, RefusedError
from kickcheck.interview import ANSWERS, Command, Interview, understand
from kickcheck.pages.localizer import Localizer
from kickcheck.render import plain
from kickcheck.safe_text import hidden
from kickcheck.screen.line_reader import LineReader
from kickcheck.screen.linear_screen import LinearScreen
from kickcheck.screen.paged_screen import Paging
from kickcheck.session import Conversation, Ending

SECRET = "nobody at home knows that I use it"  # longer than any name; must never be repeated
CODES = {0, 2, 3, 65, 66, 73}
FOLDER = Path(tempfile.mkdtemp(prefix="kickcheck-fuzz-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
SHIPPED = {name: (content.bundled_folder() / name).read_text().splitlines() for name in FILES}


def answers(data: bytes) -> None:
    """Read an answers file and compute the result."""
    file = FOLDER / "answers.yaml"
    file.write_bytes(data)
    questionnaire = content.bundled().questionnaire
    try:
        result = assess(questionnaire, content.read_answers(str(file)))
    except RefusedError as error:
        assert_clean_message(error)
        return
    assert result.cards[-1].card.id == "general"
    for count in result.counts.values():
        assert count.low <= count.high <= count.asked == count.yes + count.no + count.unknown


def contacts(data: bytes) -> None:
    """Read a file of local help lines."""
    file = FOLDER / "contacts"
    file.write_bytes(data)
    try:
        found = content.read_contacts(str(file))
    except RefusedError as error:
        assert_clean_message(error)
        return
    for records in found.values():
        for record in records:
            assert not any(hidden(record.name + record.number))


def loader(data: bytes) -> None:
    """Check one content file; the first line is its name."""
    name, _, rest = data.partition(b"\n")
    file_name = name.decode(errors="replace")
    folder = FOLDER / "content"
    (folder / "topics").mkdir(parents=True, exist_ok=True)
    file = folder / file_name if file_name in FILES else folder / "topics" / "some.md"
    file.write_bytes(rest)
    try:
        # `content.check` would add the bundled content, and take a second for each run.
        assert_reported(load_and_validate(folder, today="2026-11-24"))
    finally:
        file.unlink()


def edits(data: bytes) -> None:
    """Check a shipped content file after some edits; its name is the first line.

    An edit is five bytes: the kind of edit, a line, and another line.
    """
    name, _, rest = data.partition(b"\n")
    file_name = name.decode(errors="replace")
    file_name = file_name if file_name in SHIPPED else FILES[0]
    text = list(SHIPPED[file_name])
    for start in range(0, min(len(rest) - 4, 100), 5):
        at = int.from_bytes(rest[start + 1 : start + 3]) % len(text)
        other = int.from_bytes(rest[start + 3 : start + 5]) % len(text)
        match rest[start] % 4:
            case 0:
                text[at] = ""
            case 1:
                text[at], text[other] = text[other], text[at]
            case 2:
                text.insert(at, text[other])
            case _:  # the value of another line
                key, value = text[at].partition(": ")[0], text[other].partition(": ")[2]
                text[at] = f"{key}: {value}"
    file = FOLDER / file_name
    file.write_text("\n".join(text))
    assert_reported(content.check(file, "2026-11-24"))


def lines(data: bytes) -> None:
    """Run a conversation; the first byte chooses the sections and whether somebody waits."""
    choice, typed = data[:1] or b"\0", data[1:]
    given = content.bundled()
    every = [section.id for section in given.questionnaire.sections]
    chosen = tuple(name for bit, name in enumerate(every) if not choice[0] >> bit & 1) or ("care",)
    localizer, keys = Localizer(given, given.countries["US"]), given.interface.keys
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile("w+", newline="") as shown:
        source.write(typed)
        source.seek(0)
        screen = LinearScreen(
            shown,
            LineReader(source.fileno(), "utf-8"),
            plain.draw,
            Paging(
                given.interface.prompt_more,
                lambda line: understand(line, keys) is Command.BACK,
                lambda line: understand(line, keys) in ANSWERS,
            ),
            waits=bool(choice[0] & 128),
            plain=True,
        )
        interview = Interview(given.questionnaire, chosen, frozenset({"care"} - {chosen[0]}))
        outcome = Conversation(localizer, screen, interview).run()
        shown.seek(0)
        text = shown.read()
    assert not any(hidden(text))
    assert SECRET not in text
    interview = outcome.interview
    assert set(interview.answers) <= {
        question.id for _, question in interview.questionnaire.pairs()
    }
    if outcome.ending is Ending.DONE:
        assess(interview.questionnaire, interview.answers, interview.asked_sections())


def arguments(data: bytes) -> None:
    """Run the command line; each line of the data is an argument."""
    words = data.decode(errors="surrogateescape").split("\n")[:20]
    if any("/" in word or "\0" in word or word == ".." for word in words):
        return  # nothing outside the folder may be read or written; arguments cannot contain a NUL
    folder = FOLDER / "empty"
    folder.mkdir(exist_ok=True)
    os.chdir(folder)
    before = sys.argv, sys.stdin, sys.__stdout__, sys.__stderr__
    try:
        with (
            tempfile.TemporaryFile("r") as nothing,
            tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as out,
            tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as err,
        ):
            sys.argv, sys.stdin = ["kickcheck", *words], nothing
            sys.__stdout__, sys.__stderr__ = out, err  # type: ignore[misc]
            code = exit_code()
            err.seek(0)
            said = err.read()
    finally:
        sys.argv, sys.stdin, sys.__stdout__, sys.__stderr__ = before  # type: ignore[misc]
        for file in folder.iterdir():
            file.unlink()
    assert code in CODES, (code, said)
    assert "Traceback" not in said
    assert not any(hidden(said)), said


def exit_code() -> int:
    """Run the command line; return its exit code."""
    try:
        run()
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
    return 0


def assert_clean_message(error: KickcheckError) -> None:
    """Assert that an error is one sentence that repeats no answer."""
    assert error.message.endswith((".", "?"))
    assert len(error.message) < 400
    assert "\n" not in error.message
    assert SECRET not in error.message
    assert not any(hidden(error.message))


def assert_reported(checked: Report) -> None:
    """Assert that a check returns problems or content."""
    assert checked.content is not None or checked.errors
    for problem in checked.problems:
        assert problem.message
        assert problem.line >= 0


TARGETS: dict[str, Callable[[bytes], None]] = {
    "answers": answers,
    "contacts": contacts,
    "loader": loader,
    "edits": edits,
    "lines": lines,
    "arguments": arguments,
}
