"""What a service adds: its own help lines, checked, shown, and never in the way."""

import re
from pathlib import Path

import pytest

from all_pages import CONTENT
from cli_runner import TALL, Terminal, run

LINES = 'GB:\n  - kind: drug\n    name: Our service\n    number: "020 7946 0000"\n'


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Return a file with one help line."""
    path = tmp_path / "lines.yaml"
    path.write_text(LINES)
    return path


@pytest.mark.parametrize(
    ("text", "says", "code"),
    [
        (LINES, "No errors: 1 help line.", 0),
        (LINES.replace("drug", "drugs"), "mine.yaml:2: is not one of: emergency", 65),
        ("may-use: no\ncontrol: yes\n", "No errors: 2 answers.", 0),
        ("may-use: no\ncontrol: perhaps\n", "mine.yaml:2: is not one of: yes, no", 65),
        ("may-use: no\ncontrl: yes\n", "mine.yaml:2: is not the id of a question", 65),
        ("control: yes  # since May\n", "No errors: 1 answer.", 0),
        (
            "suicidal-thoughts: no\nsuicidal-today: yes\n",
            'mine.yaml: is refused: "suicidal-today" is answered',
            65,
        ),
        ('{"may-use": "no"}', "No errors: 1 answer.", 0),
    ],
)
def test_check_tells_by_its_keys_what_a_file_is(
    tmp_path: Path, text: str, says: str, code: int
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    checked = run("check", str(path))
    assert says in checked.out
    assert checked.code == code
    if "control" in text or "may-use" in text or "suicidal" in text:
        assert run("assess", "--answers", str(path)).code == code


def test_a_file_of_help_lines_may_have_the_name_of_the_built_in_one(tmp_path: Path) -> None:
    path = tmp_path / "contacts.yaml"
    path.write_text(LINES)
    assert run("check", str(path)).out == "No errors: 1 help line. 0 warnings.\n"
    path.write_text(LINES.replace("drug", "friend"))
    assert "contacts.yaml:" in run("check", str(path)).out
    path.write_text("[")
    assert "contacts.yaml:1: is not YAML" in run("check", str(path)).out


def test_check_names_what_it_can_check(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("colour: blue\n")
    checked = run("check", str(path))
    assert checked.code == 65
    assert "has no answers, no help lines" in checked.err


def test_a_saved_result_is_checked_as_answers(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(run("assess", "--answers", "-", "--json", stdin="control: yes\n").out)
    assert re.search(r"No errors: \d+ answers\.", run("check", str(path)).out)


@pytest.mark.parametrize("text", ["GB: [", "", None])
def test_help_lines_that_cannot_be_read_warn_and_never_stop_assess(
    tmp_path: Path, text: str | None
) -> None:
    path = tmp_path / "lines.yaml"
    if text is not None:
        path.write_text(text)
    shown = run("assess", "--answers", "-", stdin="control: yes\n", KICKCHECK_CONTACTS=str(path))
    assert shown.code == 0
    assert shown.out == run("assess", "--answers", "-", stdin="control: yes\n").out
    assert "KICKCHECK_CONTACTS" in shown.err
    assert shown.err.endswith(("unset it.\n", "name and number.\n", "in quotation marks.\n"))
    with Terminal("assess", KICKCHECK_CONTACTS=str(path)) as terminal:
        terminal.wait_for("KICKCHECK_CONTACTS")
        terminal.wait_for("Country, or Enter")
        terminal.type("GB", "United Kingdom")


def test_a_demo_has_the_lines_of_the_service_too(lines: Path) -> None:
    for options in ([], ["--keep"]):
        ran = run("assess", "--demo", "pain", *options, KICKCHECK_CONTACTS=str(lines))
        assert "Our service" in ran.out


@pytest.mark.parametrize("options", [["--section", "dependence"], ["--demo", "pain"]])
@pytest.mark.parametrize("at_the_end", [False, True])
def test_a_country_that_is_typed_has_the_lines_of_the_service(
    options: list[str], at_the_end: bool, lines: Path
) -> None:
    country = ["--country", "US"] if at_the_end else []
    with Terminal("assess", *options, *country, rows=TALL, KICKCHECK_CONTACTS=str(lines)) as shown:
        shown.wait_for("Enter to begin")
        if not at_the_end:
            shown.type("GB", "Enter to begin")
        if "--demo" in options:
            shown.type("S", "Your summary")
        else:
            shown.type("", "question 1 of")
            shown.type("skip all", "last question")
            shown.type("", "Your summary")
        if at_the_end:
            shown.read_until("q closes")
            assert "020 7946 0000" not in shown.seen
            shown.type("c", "Which country")
            shown.type("GB", "Your summary")
        shown.read_until("020 7946 0000")
        shown.read_until("q closes")
        shown.type("q")
        assert shown.end() == 0


def test_without_a_country_the_lines_of_a_service_are_shown(lines: Path) -> None:
    for command in (["contacts"], ["assess", "--answers", "-"]):
        shown = run(*command, stdin="{}", KICKCHECK_CONTACTS=str(lines)).out
        assert "020 7946 0000" in shown
    assert "020 7946 0000" not in run("contacts", "US", KICKCHECK_CONTACTS=str(lines)).out


def test_a_saved_help_line_dials_its_number_and_no_other(lines: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run("contacts", "GB", "-o", str(page), KICKCHECK_CONTACTS=str(lines))
    links = dict(re.findall('<a href="(.*?)">(.*?)</a>', page.read_text()))
    assert links["tel:02079460000"] == "020 7946 0000"
    numbers = [record.number for record in CONTENT.countries["GB"].shown]
    dialled = [each for each in numbers if re.fullmatch("[0-9 -]+", each)]
    assert sorted(links.values()) == sorted({*dialled, "020 7946 0000"})
    assert all(link == f"tel:{re.sub('[ -]', '', text)}" for link, text in links.items())


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt"])
@pytest.mark.parametrize(
    "line", ["assess --answers -", "assess --blank", "contacts", "topic", "assess --demo list"]
)
def test_a_saved_page_tells_nobody_to_type_a_command(
    tmp_path: Path, line: str, suffix: str
) -> None:
    page = tmp_path / f"page{suffix}"
    assert run(*line.split(), "-o", str(page), stdin="control: yes\n").code == 0
    text = page.read_text().replace("\\", "")
    assert not re.search(r"kickcheck (assess|topic|contacts|emergency|check)\b", text)
    assert not re.search(r"\b[Tt]ype (a|one|the)\b", text)
