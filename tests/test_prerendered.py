"""The pages rendered while the wheel is built equal those that the program prints."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import markdown_it
import pytest
import rich
import typer
import yaml

import cli_runner
from all_pages import CONTENT
from cli_runner import (
    TALL,
    Terminal,
    before_our_first_line,
    environment,
    interrupt,
    tools,
)
from kickcheck import content
from kickcheck.cli.app import app
from kickcheck.cli.formats import FORMATS
from kickcheck.content import bundle
from kickcheck.model import Content
from wheels import build, installed_sources

ROOT = Path(__file__).parents[1]
PAGES = ["", "topic", "emergency", *(f"topic {name}" for name in CONTENT.topics)]
HELP = [f"{command.name} {option}" for command in app.registered_commands
        for option in ("-h", "--help")]  # fmt: skip
LINES = [*PAGES, *(f"{page} --plain" for page in PAGES), "-h", "--help", "--version", *HELP]


class Installed:
    """An installed wheel; the same without prerendered pages; and without all built files."""

    def __init__(self, folder: Path) -> None:
        self.prerendered = installed_sources(folder)
        self.live, self.files = folder / "live", folder / "files"
        shutil.copytree(self.prerendered, self.live)
        for page in (self.live / "kickcheck" / "built").glob("*.txt"):
            page.unlink()
        shutil.copytree(self.prerendered, self.files)
        shutil.rmtree(self.files / "kickcheck" / "built")

    def use(self, side: Path, patch: pytest.MonkeyPatch) -> dict[str, Any]:
        """Make `cli_runner` run this side; return its environment variables."""
        patch.setattr(cli_runner, "KICKCHECK", str(side / "bin" / "kickcheck"))
        return {"PYTHONPATH": str(side)}


@pytest.fixture(scope="module")
def installed(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(tmp_path_factory.mktemp("installed"))


@pytest.fixture
def sides(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the installation with prerendered pages, then the one without, ready to run."""
    return (
        (side, installed.use(side, monkeypatch)) for side in (installed.prerendered, installed.live)
    )


def in_a_terminal(line: str, **changes: Any) -> tuple[int, str]:
    with Terminal(*line.split(), rows=TALL, **changes) as shown:
        return shown.end(), shown.seen


def in_a_pipe(line: str, **changes: Any) -> tuple[int, str]:
    ran = cli_runner.run(*line.split(), **changes)
    assert ran.err == ""
    return ran.code, ran.out


@pytest.mark.parametrize("style", ["colour", "bold", "plain"])
def test_every_prerendered_page_is_what_the_program_prints(
    style: str, installed: Installed, sides: Iterator[tuple[Path, dict[str, Any]]]
) -> None:
    in_style = {"bold": {"NO_COLOR": "1"}}.get(style, {})
    # `check` compares all pages: see `test_no_setting_of_the_user_changes_what_check_compares`.
    lines = LINES[:: 2 if style == "colour" else 5]
    reached = in_a_pipe if style == "plain" else in_a_terminal
    built, printed = (
        {line: reached(line, **needs, **in_style) for line in lines} for _, needs in sides
    )
    for line in LINES:
        name = "_".join(["kickcheck", *line.split()])
        assert (installed.prerendered / "kickcheck" / "built" / f"{name}.{style}.txt").exists()
    for line in lines:
        assert built[line][0] == 0
        assert built[line] == printed[line], line


def test_what_the_files_say_is_what_was_built_from_them(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [*LINES[3::24], "emergency --country GB", "topic relapse --sources", "topic --json"]
    needs = installed.use(installed.prerendered, monkeypatch)
    built = [in_a_pipe(line, **needs) for line in lines]
    needs = installed.use(installed.files, monkeypatch)
    assert [in_a_pipe(line, **needs) for line in lines] == built


STREAMS = [
    "", "2>&-", "2>/dev/full", ">&-", ">/dev/full", "<&-", "<&- >&- 2>&-", ">/dev/full 2>&-",
    "| head -c1", "| cat",
]  # fmt: skip
ENVIRONMENTS: list[dict[str, str]] = [
    {"COLUMNS": "40"}, {"COLUMNS": "0"}, {"COLUMNS": "-1"}, {"COLUMNS": "9" * 5000},
    {"COLUMNS": "٣"}, {"COLUMNS": "200"}, {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "ascii:strict"}, {"PYTHONIOENCODING": "cp437"},
    {"PYTHONIOENCODING": "utf-16"}, {"PYTHONIOENCODING": "UTF8"}, {"FORCE_COLOR": "1"},
    {"CLICOLOR_FORCE": "1"}, {"KICKCHECK_COUNTRY": "US"}, {"KICKCHECK_COUNTRY": ""},
    {"KICKCHECK_COUNTRY": "nowhere"}, {"KICKCHECK_CONTACTS": "/nonexistent"},
    {"_KICKCHECK_COMPLETE": "bash_complete"}, {"PYTHONOPTIMIZE": "2"},
]  # fmt: skip
TERMINALS: list[dict[str, str | None]] = [
    {"COLUMNS": "40"}, {"COLUMNS": "100"}, {"TERM": "dumb"}, {"TERM": None}, {"TERM": ""},
    {"ACCESSIBLE": "1"}, {"ACCESSIBLE": ""}, {"NO_COLOR": ""}, {"CLICOLOR": "0"},
    {"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, {"FORCE_COLOR": "0"},
    {"FORCE_COLOR": "1", "NO_COLOR": "1"}, {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"}, {"KICKCHECK_COUNTRY": "IE"},
]  # fmt: skip
NO_PAGES = [
    "TOPIC relapse", "topic RELAPSE", "'topic relapse'", "topic ''", "topic_relapse", "''",
    "topic ../data/sources", "topic relapse ''", "Emergency", "topic paws/", "kickcheck", "--HELP",
    "topic relapse --plain --plain", "topic nonsense",
]  # fmt: skip


def in_a_shell(side: Path, line: str, **changes: str) -> tuple[int, bytes, bytes]:
    """Run a line of bash in which `kickcheck` is the command of one side."""
    done = subprocess.run(
        ["bash", "-c", f'kickcheck() {{ "{side}/bin/kickcheck" "$@"; }}; {line}'],
        env=environment(**changes), capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", ["topic relapse", "emergency", "--help"])
@pytest.mark.parametrize("stream", STREAMS)
def test_a_closed_full_or_abandoned_stream_is_handled_alike(
    command: str, stream: str, sides: Iterator[tuple[Path, dict[str, Any]]]
) -> None:
    prerendered, live = (
        in_a_shell(side, f"kickcheck {command} {stream}", **n) for side, n in sides
    )
    assert prerendered == live


@pytest.mark.parametrize("environ", ENVIRONMENTS, ids=lambda environ: str(environ)[:50])
def test_the_environment_has_the_same_effect_in_a_pipe(
    environ: dict[str, str], sides: Iterator[tuple[Path, dict[str, Any]]]
) -> None:
    line = "kickcheck topic relapse; kickcheck --help"
    prerendered, live = (in_a_shell(side, line, **needs, **environ) for side, needs in sides)
    assert prerendered == live


@pytest.mark.parametrize("environ", TERMINALS, ids=str)
def test_the_environment_has_the_same_effect_in_a_terminal(
    environ: dict[str, str | None], sides: Iterator[tuple[Path, dict[str, Any]]]
) -> None:
    line = "topic withdrawal"
    prerendered, live = (in_a_terminal(line, **{**needs, **environ}) for _, needs in sides)
    assert prerendered == live


@pytest.mark.parametrize("columns", [20, 40, 79, 80, 81, 200])
def test_a_window_of_any_width_gets_the_same_page(
    columns: int, sides: Iterator[tuple[Path, dict[str, Any]]]
) -> None:
    pages = []
    for _, needs in sides:
        with Terminal("emergency", columns=columns, rows=TALL, **needs) as shown:
            pages.append((shown.end(), shown.seen))
    assert pages[0] == pages[1]


@pytest.mark.parametrize("line", ["topic relapse", "topic", "emergency"])
@pytest.mark.parametrize("environ", [{}, {"TERM": "linux"}, {"NO_COLOR": "1"}], ids=str)
def test_what_does_not_fit_the_window_is_shown_part_by_part(
    line: str, environ: dict[str, str], sides: Iterator[tuple[Path, dict[str, Any]]]
) -> None:
    seen = []
    for _, needs in sides:
        with Terminal(*line.split(), **{**needs, **environ}) as shown:
            shown.wait_for("(1 of ")
            shown.type("q")
            assert shown.end() == 0
            seen.append(shown.seen)
    assert seen[0] == seen[1]


@pytest.mark.parametrize("line", NO_PAGES)
def test_a_line_without_a_prerendered_page_is_left_to_the_command_line(
    line: str, sides: Iterator[tuple[Path, dict[str, Any]]]
) -> None:
    prerendered, live = (in_a_shell(side, f"kickcheck {line}", **needs) for side, needs in sides)
    assert prerendered == live


def test_a_page_that_was_cut_short_never_ends_in_0(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = installed.use(installed.prerendered, monkeypatch)
    _, whole = in_a_terminal("topic relapse", **needs)
    for delay in range(0, 60, 2):
        with Terminal("topic", "relapse", rows=TALL, **needs) as shown:
            interrupt(shown, delay / 1000)
            code = shown.end()
            if code == 0:
                assert shown.seen == whole
            elif not before_our_first_line(shown.seen):
                assert code == 130
                assert whole.startswith(shown.seen)


# --- what is imported --------------------------------------------------------------------------

ALWAYS = [
    "kickcheck", "kickcheck.__main__", "zlib", "kickcheck.streams", "kickcheck.prerendered",
]  # fmt: skip


def imported(report: str) -> list[str]:
    """Return the modules that were imported after Python had started."""
    names = [line.rpartition("|")[2].strip() for line in report.splitlines() if "|" in line]
    return names[names.index("site") + 1 :]


@pytest.mark.parametrize("line", ["", "topic", "topic relapse", "emergency", "--help", "--version"])
def test_a_prerendered_page_imports_four_modules_and_a_checksum(
    line: str, installed: Installed
) -> None:
    program = [sys.executable, "-X", "importtime", str(installed.prerendered / "bin" / "kickcheck")]
    done = subprocess.run(
        [*program, *line.split()], env=environment(PYTHONPATH=str(installed.prerendered)),
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert imported(done.stderr) == ALWAYS


# --- content of a wheel ------------------------------------------------------------------------


@pytest.mark.usefixtures("sources")
def test_every_way_to_build_makes_the_same_wheel_to_the_byte(tmp_path: Path) -> None:
    copy = tmp_path / "a copy elsewhere"
    git = ["git", "-c", "safe.directory=*", "clone", "-q", "--no-hardlinks"]
    subprocess.run([*git, str(ROOT), str(copy)], check=True, timeout=60)
    from_checkout = build(tmp_path / "1", copy, "--wheel", TZ="Asia/Kolkata")
    before = os.umask(0o077)
    try:
        from_sdist = build(tmp_path / "2", copy, TZ="America/St_Johns", LC_ALL="C")
    finally:
        os.umask(before)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation",
         "-w", str(tmp_path / "3"), f"git+file://{copy}".replace(" ", "%20")],
        env=tools(), capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    (from_git,) = (tmp_path / "3").glob("*.whl")
    assert from_checkout.read_bytes() == from_sdist.read_bytes() == from_git.read_bytes()
    status = ["git", "-C", str(copy), "status", "--porcelain", "--ignored"]
    left = subprocess.run(status, capture_output=True, text=True, check=True, timeout=60).stdout
    assert left in ("", "!! __pycache__/\n")  # the hook itself, compiled


def types(value: object) -> Iterator[type]:
    """Yield the types of everything in the content: `==` alone takes a string for an Answer."""
    if not isinstance(value, Content | Mapping):
        yield type(value)
    inside: list[object] = []
    if is_dataclass(value):
        inside = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, Mapping):
        inside = list(value.values())
    elif isinstance(value, tuple):
        inside = list(value)
    elif isinstance(value, frozenset):
        inside = sorted(value)
    for item in inside:
        yield from types(item)


def test_the_bundle_is_the_content_down_to_its_types() -> None:
    again = bundle.decode(bundle.encode(CONTENT))
    assert again == CONTENT
    assert (CONTENT,) == (again,)  # noqa: SIM300 - asked from the other side
    assert again != replace(CONTENT, demos={})
    assert list(types(again)) == list(types(CONTENT))
    assert [*again.topics] == [*CONTENT.topics]
    nothing = replace(CONTENT, demos={})
    assert bundle.decode(bundle.encode(nothing)) == nothing
    assert replace(again, demos={}) == nothing


def test_an_edited_installed_file_is_reported_and_is_shown_without_the_built_pages(
    installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = tmp_path / "edited"
    shutil.copytree(installed.prerendered, edited)
    needs = installed.use(edited, monkeypatch)
    file = edited / "kickcheck" / "data" / "interface.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("a private check on", "your own check on"), encoding="utf-8")
    found = cli_runner.run("check", **needs)
    assert found.code == 65
    assert "was built from other files" in found.out
    assert "your own check" not in cli_runner.run(**needs).out
    assert "your own check" not in cli_runner.run("--country", "US", **needs).out
    shutil.rmtree(edited / "kickcheck" / "built")
    assert "your own check" in cli_runner.run(**needs).out
    assert cli_runner.run("check", **needs).code == 0


def test_every_damaged_prerendered_page_is_named(
    installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(installed.prerendered, damaged)

    def page(name: str) -> Path:
        return damaged / "kickcheck" / "built" / f"kickcheck_{name}.plain.txt"

    page("emergency").write_bytes(page("emergency").read_bytes().replace(b"911", b"900", 1))
    page("topic_relapse").write_bytes(page("topic_relapse").read_bytes()[:300])
    page("topic_withdrawal").write_bytes(b"")
    page("contacts").write_bytes(page("topic").read_bytes())
    page("topic").unlink()
    found = cli_runner.run("check", **installed.use(damaged, monkeypatch))
    assert found.code == 65
    differs = "differs from what kickcheck prints"
    assert re.findall(r"^built/kickcheck_(\w+)\.plain\.txt: (.*):", found.out, re.MULTILINE) == [
        ("contacts", "does not belong here"),
        ("emergency", differs),
        ("topic", "is missing"),
        ("topic_relapse", differs),
        ("topic_withdrawal", differs),
    ]
    assert "5 errors, " in found.out


def test_check_reports_a_damaged_bundle(
    installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(installed.prerendered, damaged)
    file = damaged / "kickcheck" / "built" / content.BUNDLE
    data = file.read_bytes()
    needs = installed.use(damaged, monkeypatch)
    for damage in (b"", b"\xff" + data[: len(data) // 2]):
        file.write_bytes(damage)
        found = cli_runner.run("check", **needs)
        assert found.code == 65
        message = found.out.splitlines()[0]
        assert "was built from other files" in message or message.startswith(f"built/{file.name}: ")


def test_no_setting_of_the_user_changes_what_check_compares(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = installed.use(installed.prerendered, monkeypatch)
    settings = {"COLUMNS": "40", "KICKCHECK_COUNTRY": "GB", "PYTHONOPTIMIZE": "2",
                "PYTHONIOENCODING": "ascii", "ACCESSIBLE": "1"}  # fmt: skip
    found = cli_runner.run("check", **{**needs, **settings})
    assert found.code == 0, found.out
    code, seen = in_a_terminal("check", **needs)
    assert code == 0, seen


@pytest.mark.parametrize("suffix", [form.suffix for form in FORMATS])
def test_a_conversation_ends_well_although_the_installation_was_removed(
    suffix: str, installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    removed = tmp_path / "removed"
    shutil.copytree(installed.prerendered, removed)
    for package in (markdown_it, rich, typer, yaml):
        shutil.copytree(Path(package.__path__[0]), removed / package.__name__)
    needs = installed.use(removed, monkeypatch)
    file = tmp_path / f"mine{suffix}"
    with Terminal("assess", "--section", "dependence", rows=200, **needs) as shown:
        shown.wait_for("Enter to begin")
        shutil.rmtree(removed)
        shown.type("", "question 1 of")
        for key, page in (("w", "Why we ask"), ("r", "no answers yet"), ("e", "what to do now"),
                          ("?", "skip all"), ("zzz", "")):  # fmt: skip
            shown.type(key, page)
            if key == "e":
                shown.read_until("Enter to go on")
            shown.type("", "question 1 of" if key in "re" else "")
        shown.type("y", "question 2 of")
        shown.type("n", "last question")
        shown.type("")
        shown.read_until("k keeps")
        shown.type("o", "Name it")
        shown.type("mine.pdf", "suffix")
        shown.type("/dev/null/mine.txt", "no such folder")
        shown.type(f"'{file}'", "Saved")
        shown.type("", "k keeps")
        shown.type("q")
        assert shown.end() == 0
        assert shown.outside().strip() == ""
    assert "1 of 2" in file.read_text() or suffix.endswith(".json")


def test_a_checkout_contains_nothing_that_was_built(sources: Path) -> None:
    if Path(content.__file__).is_relative_to(sources):  # not where the wheel is tested
        assert content.built_content() is None
    assert not (sources / "kickcheck" / "built").exists()
