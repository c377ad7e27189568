"""`kickcheck emergency` shows the steps despite a wrong command line or installation."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import cli_runner
from all_pages import CONTENT
from cli_runner import Completed, Terminal, environment, run
from kickcheck import assessment, content, last_resort, prerendered
from kickcheck.cli.app import app
from kickcheck.cli.options import OPTIONS_WITH_VALUE
from kickcheck.errors import ContentDamagedError
from kickcheck.model import Heading, Page
from kickcheck.pages.emergency import emergency_page
from kickcheck.pages.localizer import Localizer, lines_of
from kickcheck.render import joined, plain
from wheels import installed_sources

ROOT = Path(__file__).parents[1]
STEPS = [
    "Wake them", "No answer? Call", "Give naloxone, to a child too", "or not sure? Start CPR",
    "defibrillator (AED)", "Keep going", "Roll them on their side", "Stay, even if they wake up",
    "Tell the crew",
]  # fmt: skip


def steps_missing(page: str) -> list[str]:
    """Return the steps that a page does not show in the right order."""
    text, at, missing = " ".join(page.split()), 0, []
    for step in STEPS:
        found = text.find(step, at)
        if found < 0:
            missing.append(step)
        at = max(at, found)
    return missing


SLIPS = {
    "emergency": 0, "911": 0, "999": 0, "112": 0, "000": 0, "111": 0, "od": 0, "overdose": 0,
    "overdose --country US": 0, "--country US emergency": 0, "--plain emergency": 0,
    "emergency US": 2, "emergency --nonsense": 2, "emergency --json": 2, "emergency --country": 2,
    "emergency --country XYZ": 2, "emergency --country=1": 2, "emergency now please": 2,
    "emergency -o x.pdf": 2, "emergency -o": 2, "emergency --force": 2, "emergency -- x": 2,
    "emergency --plain=maybe": 2, "EMERGENCY": 2, "Emergency": 2, "emergancy": 2, "emergeny": 2,
    "emergency!": 2, "emerg": 2, "--emergency": 2, "-emergency": 2, "Overdose": 2, "overdos": 2,
    "911 now": 2, "911!": 2, "OD": 2, "od --nonsense": 2, "emergency -o /no/such/folder/x.html": 73,
}  # fmt: skip


@pytest.mark.parametrize(("line", "code"), SLIPS.items(), ids=SLIPS)
def test_a_mistyped_line_is_reported_after_the_steps(line: str, code: int) -> None:
    ran = run(*line.split())
    assert ran.code == code
    assert steps_missing(ran.out) == []
    assert ran.out.startswith("Overdose: what to do now\n\nCall ")
    assert bool(ran.err) is bool(code)
    assert ran.err.count("\n") == (1 if code else 0), "one line that says what and what to do"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("emergency --country US", "911"), ("999 --country GB", "999"), ("emergency AU", "000"),
        ("--country GB overdose", "999"), ("emergancy --country IE", "112"),
        ("emergency --country US --nonsense", "911"), ("emergency --country=NZ --force", "111"),
        ("emergency gb", "999"),
    ],
)  # fmt: skip
def test_the_number_is_that_of_the_country_that_the_line_names(line: str, number: str) -> None:
    assert run(*line.split()).out.splitlines()[2].startswith(f"Call {number}")


@pytest.mark.parametrize("variable", ["KICKCHECK_COUNTRY", "KICKCHECK_CONTACTS", "COLUMNS", "LANG"])
def test_a_wrong_variable_does_not_block_the_steps(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "/nonsense")
    done = subprocess.run(
        [cli_runner.KICKCHECK, "emergency"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert steps_missing(done.stdout) == []


def test_a_save_that_works_prints_nothing_and_help_is_help(tmp_path: Path) -> None:
    file = tmp_path / "steps.txt"
    ran = run("emergency", "-o", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert steps_missing(file.read_text()) == []
    assert run("emergency", "--help").out.startswith("Usage: kickcheck emergency")
    again = run("emergency", "-o", str(file))
    assert again.code == 73
    assert steps_missing(again.out) == []


def test_a_full_disk_does_not_block_the_steps() -> None:
    """Writing the file fails only at the end."""
    limited = f"ulimit -f 0; trap '' XFSZ; exec {cli_runner.KICKCHECK} emergency -o $PWD/x.html"
    done = subprocess.run(
        ["bash", "-c", f"cd $(mktemp -d); {limited}"],
        capture_output=True, text=True, env=environment(), timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 73
    assert steps_missing(done.stdout) == []


def test_options_before_a_command_count_as_options_after_it() -> None:
    assert run("--country", "US", "contacts").out == run("contacts", "--country", "US").out
    assert run("--plain", "topic", "naloxone").out == run("topic", "naloxone").out
    assert run("help", "topic").out == run("topic", "--help").out
    assert run("help").out == run("--help").out
    takes = {
        option
        for command in app.registered_commands
        for option in _options_with_value(command.name or "")
    }
    assert takes == OPTIONS_WITH_VALUE


def _options_with_value(command: str) -> list[str]:
    page = run(command, "--help").out
    found = []
    for line in page[page.index("Options:") :].splitlines():
        words = line.replace(",", "").split()
        options = [word for word in words if word.startswith("-")]
        if options and len(words) > len(options) and words[len(options)].isupper():
            found += options
    return found


def test_the_name_of_a_topic_as_a_command_is_answered_with_the_line_that_shows_it() -> None:
    for typed, topic in (("naloxone", "naloxone"), ("narcan", "naloxone"), ("detox", "treatment")):
        ran = run(typed)
        assert ran.code == 2
        assert ran.err.rstrip().endswith(f"Type: kickcheck topic {topic}")


# --- a damaged installation -----------------------------------------------------------------


@pytest.fixture(scope="module")
def installed(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed_sources(tmp_path_factory.mktemp("wheel"))


def damaged(installed: Path, folder: Path, damage: "Damage") -> Path:
    """Return a damaged copy of the installation."""
    copy = folder / "damaged"
    shutil.copytree(installed, copy)
    damage(copy / "kickcheck")
    return copy


def in_folder(folder: Path, *arguments: str, **changes: str) -> Completed:
    start = f"import sys; sys.path.insert(0, {str(folder)!r}); import kickcheck.__main__ as m"
    done = subprocess.run(
        [sys.executable, "-c", f"{start}; m.main()", *arguments],
        capture_output=True, text=True, env=environment(**changes), timeout=60, check=False,
    )  # fmt: skip
    return Completed(done.returncode, done.stdout, done.stderr)


def _rewrite(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))


def _unreadable(path: Path) -> None:
    path.unlink()
    path.mkdir()


PAGE = "built/kickcheck_emergency.plain.txt"
BUNDLE = "built/content.packed"
INTERFACE, CONTACTS = "data/interface.yaml", "data/contacts.yaml"
QUESTIONS = "data/questions.yaml"
Damage = Callable[[Path], object]


def nothing_built_and(damage: Damage) -> Damage:
    """Return the same damage for an installation without prerendered pages and bundle."""

    def happens(package: Path) -> None:
        shutil.rmtree(package / "built")
        damage(package)

    return happens


# The damage and the exit code.
DAMAGES: dict[str, tuple[Damage, int]] = {
    "another number in the page": (lambda k: _rewrite(k / PAGE, b"911", b"900"), 0),
    "the page is empty": (lambda k: (k / PAGE).write_bytes(b""), 0),
    "the page is cut": (lambda k: os.truncate(k / PAGE, 900), 0),
    "the page is no text": (lambda k: (k / PAGE).write_bytes(b"\xff\xfe" * 99), 0),
    "the page is gone": (lambda k: Path.unlink(k / PAGE), 0),
    "the page is a folder": (lambda k: _unreadable(k / PAGE), 0),
    "no page and no packed content": (nothing_built_and(lambda k: k), 0),
    "the packed content is cut": (lambda k: os.truncate(k / BUNDLE, 9000), 0),
    "the packed content is changed": (lambda k: _rewrite(k / BUNDLE, b"911", b"900"), 0),
    "the interface is gone": (nothing_built_and(lambda k: Path.unlink(k / INTERFACE)), 65),
    "the contacts are no YAML": (nothing_built_and(lambda k: (k / CONTACTS).write_text("[")), 65),
    "there is no content": (nothing_built_and(lambda k: shutil.rmtree(k / "data")), 65),
    "a card has no rule": (
        nothing_built_and(lambda k: _rewrite(k / QUESTIONS, b"when: [{}]", b"when: []")), 65),
    "a module is gone": (nothing_built_and(lambda k: Path.unlink(k / "pages/emergency.py")), 70),
    "the command line is gone": (nothing_built_and(lambda k: shutil.rmtree(k / "cli")), 70),
    "a module is no Python": (
        nothing_built_and(lambda k: (k / "cli/output.py").write_text("(")), 70),
    "what reads the pages is gone": (lambda k: Path.unlink(k / "prerendered.py"), 70),
    "what writes is gone": (lambda k: Path.unlink(k / "streams.py"), 70),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_installation_still_shows_the_steps(
    damage: str, installed: Path, tmp_path: Path
) -> None:
    happens, code = DAMAGES[damage]
    folder = damaged(installed, tmp_path, happens)
    ran = in_folder(folder, "emergency")
    assert steps_missing(ran.out) == []
    assert "900" not in ran.out
    assert "911" in ran.out.splitlines()[2]
    assert ran.code == code
    assert bool(ran.err) is bool(code)
    assert "Traceback" not in ran.err
    assert str(folder) not in ran.err


def test_without_typer_and_rich_the_steps_are_still_there(installed: Path, tmp_path: Path) -> None:
    """For example after an incomplete installation."""
    start = (
        f"import sys; sys.path.insert(0, {str(installed)!r})\n"
        "sys.modules['typer'] = sys.modules['rich'] = None\n"
        "import kickcheck.__main__ as m; m.main()"
    )
    for words, code in ((["emergency"], 0), (["emergency", "--country", "US"], 70)):
        done = subprocess.run(
            [sys.executable, "-c", start, *words],
            capture_output=True, text=True, env=environment(), timeout=60, check=False,
        )  # fmt: skip
        assert steps_missing(done.stdout) == []
        assert done.returncode == code


def test_a_fault_in_assess_still_shows_the_general_card(installed: Path, tmp_path: Path) -> None:
    broken = "def assess(*_a: object) -> None:\n    raise KeyError('relapse')\n"

    def damage(package: Path) -> None:
        with open(package / "assessment.py", "a") as file:
            file.write(broken)

    folder = damaged(installed, tmp_path, damage)
    answers = tmp_path / "answers.yaml"
    answers.write_text("control: no\n")
    for words, stream in (([], "out"), (["--json"], "err")):
        ran = in_folder(folder, "assess", "--answers", str(answers), *words, "--country", "US")
        assert ran.code == 70
        shown = getattr(ran, stream)
        assert "For any overdose, now or later" in shown
        assert "Call 911 at once" in shown
        assert "988" in shown
        assert "relapse" not in ran.err


def test_after_a_fault_the_card_is_where_no_program_reads(patched: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("relapse")

    patched.setattr(assessment, "assess", fail)
    line = ("assess", "--answers", "-", "--country", "US")
    for words, stream, other in (([], "out", "err"), (["--json"], "err", "out")):
        ran = run(*line, *words, stdin="control: no\n")
        assert ran.code == 70
        assert "Call 911 at once" in getattr(ran, stream)
        assert "911" not in getattr(ran, other)
        assert ran.err.endswith(
            "kickcheck failed because of a bug (KeyError). "
            "Please report it, with the command you typed.\n"
        )


def test_with_damaged_content_an_unknown_command_is_still_told(
    patched: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise ContentDamagedError("The content is damaged.", "Install it again.")

    patched.setattr(content, "bundled", fail)
    ran = run("nonsense")
    assert ran.err == "There is no such command. For help, type: kickcheck -h\n"
    assert ran.code == 2
    assert run("emergency", "extra").out == last_resort.STEPS


def test_assess_with_damaged_content_shows_the_steps(installed: Path, tmp_path: Path) -> None:
    gone = nothing_built_and(lambda package: Path.unlink(package / QUESTIONS))
    folder = damaged(installed, tmp_path, gone)
    ran = in_folder(folder, "assess")
    assert ran.code == 65
    assert steps_missing(ran.out) == []


def test_a_damaged_first_screen_is_rendered_again(installed: Path, tmp_path: Path) -> None:
    def damage(package: Path) -> None:
        for page in package.glob("built/kickcheck_assess.*"):
            os.truncate(page, 300)

    folder = damaged(installed, tmp_path, damage)
    script = folder / "bin" / "kickcheck"
    script.write_text(script.read_text().replace(str(installed), str(folder)))
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    before, cli_runner.KICKCHECK = cli_runner.KICKCHECK, str(script)
    try:
        with Terminal("assess") as shown:
            shown.wait_for("Enter to begin")
            shown.press("\x03")
            assert shown.end() == 130
    finally:
        cli_runner.KICKCHECK = before


# --- the texts ------------------------------------------------------------------------------


def test_the_last_resort_says_what_the_content_says() -> None:
    """If this fails, the steps have changed: copy the new ones into last_resort.py."""
    page = emergency_page(Localizer(CONTENT, CONTENT.countries["international"]))
    more = next(i for i, b in enumerate(page.unbroken) if isinstance(b, Heading) and b.level > 1)
    assert joined(plain.draw(Page("", page.blocks[:more]), 80)) == last_resort.STEPS


@pytest.mark.parametrize("code", CONTENT.countries)
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (45, 30)])
def test_the_call_and_the_eight_steps_fit_the_first_screen(
    code: str, columns: int, rows: int
) -> None:
    drawing = plain.draw(emergency_page(Localizer(CONTENT, CONTENT.countries[code])), columns)
    lines = joined(drawing).splitlines()
    last = max(number for number, line in enumerate(lines) if "crew" in line and number < rows)
    assert steps_missing("\n".join(lines[: last + 2])) == []
    assert last + 2 <= rows - 2, "the prompt and the line at the foot need the rest"


def test_the_page_carries_what_saves_a_life() -> None:
    said = " ".join(lines_of(emergency_page(Localizer(CONTENT, CONTENT.countries["US"])).unbroken))
    for words in (
        "do not wait", "to a child too", "or not sure? Start CPR", "defibrillator (AED)",
        "medical check", "Tell the crew", "Not sure what they took? Give it",
        "With methadone the overdose can come back hours later", "pale", "but not always",
    ):  # fmt: skip
        assert words in said


def test_a_text_with_its_checksum_comes_back_whole_or_not_at_all() -> None:
    data = prerendered.encode("Call 911 ☐\n")
    assert prerendered.decode(data) == "Call 911 ☐\n"
    for at in range(len(data)):
        assert prerendered.decode(data[:at]) is None
        assert prerendered.decode(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]) is None
    assert prerendered.decode(b"") is None
