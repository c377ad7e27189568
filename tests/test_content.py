"""The shipped content, and how `check` reports faults in it."""

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cli_runner import run
from expected_cards import CARE, DEPENDENCE, RISKS, SAFETY, SIGNS
from kickcheck import content, prerendered
from kickcheck.content import bundle, strict_yaml
from kickcheck.errors import RefusedError
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.topics import topic_page
from kickcheck.render import joined, plain, terminal

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
SECTIONS = {
    "safety": SAFETY,
    "dependence": DEPENDENCE,
    "signs": SIGNS,
    "care": CARE,
    "risks": RISKS,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def problems(path: Path) -> list[str]:
    return [str(problem) for problem in content.check(path).errors]


def test_the_shipped_content_has_no_problem() -> None:
    ran = run("check")
    questionnaire = content.bundled().questionnaire
    questions, cards = len(list(questionnaire.pairs())), len(questionnaire.cards)
    summary = ran.out.splitlines()[-1]
    assert summary.startswith(f"No errors: {questions} questions, {cards} cards,"), ran.out
    assert ran.code == 0
    assert len(ran.out.splitlines()) < 10, "a warning that is one of many is not read"


def test_many_warnings_of_a_kind_are_one_line_and_json_has_each(folder: Path) -> None:
    topic = folder / "topics" / "families.md"
    front, body = topic.read_text().split("\n---\n", 1)
    body = "\n\n".join(line for line in body.split("\n\n") if "must" not in line.casefold())
    for count in (3, 4):
        planted = "They must go.\n\n" * count + "Some addict.\n\n"
        topic.write_text(f"{front}\n---\n{planted}{body}")
        ran = run("check", str(folder))
        lines = [line for line in ran.out.splitlines() if line.startswith("topics/families.md")]
        said = json.loads(run("check", "--json", str(folder)).out)["problems"]
        found = [p for p in said if (p["file"], p["severity"]) == ("topics/families.md", "warning")]
        assert ran.code == 65
        assert 'says "addict"' in lines[0]
        assert len(found) == count
        assert len(lines) == (4 if count == 3 else 2)
        if count == 4:
            start = "topics/families.md: warning: 4 words are worth a second look ("
            assert lines[1].startswith(start)
            assert lines[1].endswith("): --json lists them")


def test_sections_and_questions_have_the_names_that_others_build_on() -> None:
    questionnaire = content.bundled().questionnaire
    found = {s.id: tuple(q.id for q in s.questions) for s in questionnaire.sections}
    assert list(found.items()) == list(SECTIONS.items())


def test_the_readme_lists_every_question_id_with_its_section() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    (line,) = re.findall("^Question ids: (.+)\\.$", readme, re.MULTILINE)
    found = {
        section: tuple(re.findall("`([a-z-]+)`", ids))
        for ids, section in re.findall(r"([^;]+) \((\w+)\)", line)
    }
    assert found == SECTIONS


def edit(file: Path, old: str, new: str) -> int:
    """Replace the first occurrence of a text; return its line number."""
    text = file.read_text()
    assert old in text, old
    file.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def test_all_problems_are_reported_at_once(folder: Path) -> None:
    edit(folder / "facts.yaml", "  design: cohort", "  design: rumour")
    edit(folder / "contacts.yaml", "- kind: suicide", "- kind: suicde")
    edit(folder / "topics" / "relapse.md", "group: ", "grup: ")
    files = {problem.split(":")[0] for problem in problems(folder)}
    assert files == {"facts.yaml", "contacts.yaml", "topics/relapse.md"}


def test_the_line_of_a_problem_is_the_line_of_the_fault(folder: Path) -> None:
    line = edit(folder / "contacts.yaml", "- kind: suicide", "- kind: suicde")
    (problem,) = content.check(folder).errors
    assert (problem.file, problem.line) == ("contacts.yaml", line)


def test_examples_cannot_be_left_out(folder: Path) -> None:
    text = (folder / "questions.yaml").read_text()
    head = text[: text.index("\nexamples:")]
    (folder / "questions.yaml").write_text(f"{head}\nexamples: []\n")
    assert any("no worked examples" in problem for problem in problems(folder))


def test_a_single_file_is_checked_in_place_of_the_bundled_one(folder: Path) -> None:
    assert problems(folder / "facts.yaml") == []
    edit(folder / "facts.yaml", "  design: cohort", "  design: rumour")
    assert len(problems(folder / "facts.yaml")) == 1
    ran = run("check", str(folder / "facts.yaml"))
    assert ran.code == 65
    assert "facts.yaml:" in ran.out
    as_json = run("check", "--json", str(folder / "facts.yaml"))
    assert '"line"' in as_json.out


def test_check_distinguishes_unreadable_files_from_unknown_names(tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "questions.yaml")).code == 66
    (tmp_path / "notes.txt").write_text("x")
    assert run("check", str(tmp_path / "notes.txt")).code == 65
    (tmp_path / "two\nlines\tlong.txt").write_text("x")
    ran = run("check", str(tmp_path / "two\nlines\tlong.txt"))
    assert ran.code == 65
    assert ran.err.startswith(
        "two lines long.txt has no answers, no help lines, and not the name of a content file."
    )
    assert ran.err.count("\n") == 1


def test_a_single_topic_is_checked_in_place_of_the_bundled_one(folder: Path) -> None:
    topic = folder / "topics" / "law.md"
    assert problems(topic) == []
    line = edit(topic, "group: life", "group: death")
    (problem,) = problems(topic)
    assert problem.startswith(f'topics/law.md:{line}: is in the group "death"')


def test_a_topic_without_a_text_or_a_fitting_name_is_found(folder: Path) -> None:
    text = (folder / "topics" / "law.md").read_text()
    front = text[: text.index("\n---\n")]
    aliases = next(line for line in front.splitlines() if line.startswith("aliases:"))
    front = front.replace(f"{aliases}\n", "")
    (folder / "topics" / "Bad_Name.md").write_text(f"{front}\n---\n\n")
    found = problems(folder)
    assert "topics/Bad_Name.md: a topic's name is lower-case words and hyphens" in found
    end = front.count("\n") + 2
    assert f"topics/Bad_Name.md:{end}: has no text" in found


def test_without_a_bundle_the_files_give_the_same_content(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shipped = content.bundled()
    monkeypatch.setattr(content, "BUNDLE", "nothing.json")
    assert content.bundled.__wrapped__() == shipped


def test_files_that_differ_from_the_bundle_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = bundle.encode(replace(content.bundled(), demos={}))
    monkeypatch.setattr(prerendered, "read", lambda _name: other)
    assert "was built from other files" in content.check().problems[0].message


def test_a_value_that_cannot_be_decoded_is_not_encoded() -> None:
    with pytest.raises(TypeError, match="PosixPath has no form in JSON"):
        bundle.encode(replace(content.bundled(), topics={"law": Path("law.md")}))  # type: ignore[dict-item]


def test_content_that_is_damaged_does_not_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(folder / "questions.yaml", "cards: {general: full}", "cards: {general: brief}")
    monkeypatch.setattr(content, "built_content", lambda: None)
    monkeypatch.setattr(content, "bundled_folder", lambda: folder)
    with pytest.raises(RefusedError, match=r"The content is damaged: questions\.yaml:") as refused:
        content.bundled.__wrapped__()
    assert refused.value.hint == "Install kickcheck again, or list what is wrong: kickcheck check"


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "billion laughs": (
        lambda: b"a: &a [x,x]\n" + b"".join(b"k%d: &k%d [*a,*a]\n" % (i, i) for i in range(50)),
        "anchor",
    ),
    "a tag": (lambda: b"a: !!python/object/apply:os.system [ls]\n", "tag"),
    "five megabytes": (lambda: b"a: b\n" * 1_000_000, "larger than"),
    "nesting": (lambda: b"a: " + b"[" * 100, "nested too deeply"),
    "deeper nesting": (lambda: b"a: " + b"[" * 100_000, "nested too deeply"),
    "invalid UTF-8": (lambda: b"a: \xc3\x28\n", "is not UTF-8"),
    "UTF-16 without a mark": (lambda: "a: b\n".encode("utf-16-le"), "save it as UTF-8"),
    "an escape code": (lambda: b"a: \x1b]0;owned\x07\n", "hidden character"),
    "an escaped escape code": (lambda: b'a: "\\x1b[31m"\n', "hidden character"),
    "two equal keys": (lambda: b"a: b\na: c\n", "repeats the key"),
    "a merge": (lambda: b"<<: *x\n", "alias"),
    "hidden characters": (lambda: b"\x07\n" * 400_000, "hidden character"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    make, says = HOSTILE[name]
    file = tmp_path / "facts.yaml"
    file.write_bytes(make())
    found = problems(file)
    assert any(says in problem for problem in found), found
    assert all(problem.startswith("facts.yaml") for problem in found)


def test_a_device_or_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "facts.yaml")
    assert run("check", str(tmp_path / "facts.yaml")).code == 66
    (tmp_path / "facts.md").symlink_to("/dev/zero")
    assert run("check", str(tmp_path / "facts.md")).code == 66


def test_there_is_no_second_copy_of_the_content() -> None:
    assert not (ROOT / "src" / "kickcheck" / "data").exists()


def test_a_long_chain_of_cards_that_replace_each_other_is_read_quickly(folder: Path) -> None:
    card = "id: {}, precedence: 5, topic: relapse, title: t, text: t, brief: t, when: [{{}}]"
    cards = "".join(
        f"  - {{{card.format(f'{name}{i}')}, unless: [{others}]}}\n"
        for i in range(1, 60)
        for name, others in (("t", f"fa{i}, fb{i}"), ("fa", f"t{i - 1}"), ("fb", f"t{i - 1}"))
    )
    first = f"  - {{{card.format('t0')}}}\n"
    text = (folder / "questions.yaml").read_text()
    (folder / "questions.yaml").write_text(
        text.replace("\nexamples:", f"\n{first}{cards}examples:")
    )
    assert any("gives the cards" in problem for problem in problems(folder))


def test_a_thousand_more_questions_examples_and_help_lines_are_allowed(folder: Path) -> None:
    questions, contacts = folder / "questions.yaml", folder / "contacts.yaml"
    ask = "ask: 'Do you sleep well?', why: It helps., short: sleep"
    asked = "".join(f"      - {{id: more{i}, {ask}}}\n" for i in range(1_000))
    text = questions.read_text().replace("\ncards:\n", f"\n{asked}\ncards:\n")
    example = re.search(r"(?ms)^  - id: out-of-prison-no-signs\n(.*?)\n\n", text)
    assert example is not None
    examples = "".join(f"  - id: more{i}\n{example[1]}\n" for i in range(1_000))
    questions.write_text(f"{text}\n{examples}")
    lines = contacts.read_text()
    contacts.write_text(lines + lines[lines.rindex("    - kind:") :] * 600)
    report = content.check(folder)
    assert not report.errors
    before = dict(content.check(ROOT / "data").counts)
    more = {name: count - before[name] for name, count in report.counts}
    assert (more["questions"], more["examples"]) == (1_000, 1_000)


@pytest.mark.parametrize("day", ["2026-13-45", "2026-00-00", "2026-11", "tomorrow"])
def test_an_invalid_date_is_found(folder: Path, day: str) -> None:
    topic = folder / "topics" / "law.md"
    dated = re.sub(r'reviewed: "[^"]*"', f'reviewed: "{day}"', topic.read_text())
    topic.write_text(dated)
    assert any("a date reads" in problem for problem in problems(folder))


@pytest.mark.parametrize("word", ["Y", "YES", '"7"'])
def test_a_key_that_nobody_could_type_is_found(folder: Path, word: str) -> None:
    edit(folder / "interface.yaml", "yes: [y, yes,", f"yes: [y, {word}, yes,")
    assert any("cannot be typed" in problem for problem in problems(folder))


def test_words_that_yaml_would_convert_stay_words() -> None:
    node = strict_yaml.parse("a: no\nb: 010\nc: 12:30\nd: '[red]x[/red]'\ne: ~\n", "x.yaml")
    assert isinstance(node.value, dict)
    values = [item.value for item in node.value.values()]
    assert values == ["no", "010", "12:30", "[red]x[/red]", "~"]


def test_markup_brackets_are_printed_unchanged(folder: Path) -> None:
    topic = folder / "topics" / "law.md"
    planted = "\n---\nTake it [as prescribed], [red]ok[/].\n\n"
    topic.write_text(topic.read_text().replace("\n---\n", planted))
    found = content.check(folder).content
    assert found is not None
    page = topic_page(Localizer(found, found.countries["US"]), found.topics["law"])
    for drawing in (terminal.draw(page, 80, colour=True), plain.draw(page, 80)):
        assert "Take it [as prescribed], [red]ok[/]." in joined(drawing)
