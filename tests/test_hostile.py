"""Text from a user's files is shown unchanged and never acts on anything."""

import json
import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import kickcheck
from browser import Saved, browser_needed, inspect_pages, save
from cli_runner import Terminal, bare, environment, run
from kickcheck import content
from kickcheck.cli.formats import FORMATS
from kickcheck.safe_text import hidden

ROOT = Path(__file__).parents[1]
HOSTILE = (
    "<script>owned=1;alert(1)</script>",
    '<img src="https://example.org/a.png" onerror="owned=1">',
    "</p></main></body></style><style>@import url(https://example.org/a.css)</style>",
    "</title><svg onload=owned=1><a href='javascript:owned=1'>x</a>",
    "[here](javascript:owned=1) ![x](https://example.org/a.png) <javascript:owned=1> `x`",
    "&#x202e;&lt;b&gt; &#60;script&#62;",
    "[bold red]x[/] {emergency} *x* _y_",
)
IN_A_TITLE = HOSTILE[:6]
IN_A_TEXT = ("[bold red]x[/]", "<3 & [here] javascript:owned=1", "alert(1)//")
"""What is not refused in the text of a topic as Markdown that is not drawn."""
IN_A_QUESTION = " ".join(HOSTILE[:6])  # placeholders are filled in there
TESTED = {
    ".html": "test_a_browser_runs_and_fetches_nothing_of_it",
    ".md": "test_markdown_makes_no_link_no_picture_and_no_html_of_it",
    ".txt": "test_plain_files_contain_it_unchanged",
    ".json": "test_plain_files_contain_it_unchanged",
    ".fhir.json": "test_a_clinics_program_gets_it_as_text",
}
"""The test of each format in which a result can be saved."""


def test_every_format_has_its_test() -> None:
    assert list(TESTED) == [each.suffix for each in FORMATS]
    assert set(TESTED.values()) <= set(globals())


ACTING = ("\x1b]0;owned\x07", "\x1b[2J", "\u202e", "\u2066", "\x9b31m", "\x7f", "\u200b", "\ufeff")


def service_contacts(folder: Path, texts: tuple[str, ...]) -> Path:
    """Write local help lines, one for each text, with that text in every field."""
    names = ("name", "number", "hours", "cost", "language", "note")
    records = [{"kind": "drug", **dict.fromkeys(names, text)} for text in texts]
    path = folder / "contacts.yaml"
    path.write_text(json.dumps({"GB": records}, ensure_ascii=False), encoding="utf-8")
    return path


def edited(folder: Path) -> Path:
    """Copy the program with its content and edit a topic and a question, as a counselor could."""
    package = folder / "kickcheck"
    made = shutil.ignore_patterns("__pycache__", "built")
    shutil.copytree(Path(kickcheck.__file__).parent, package, ignore=made)
    shutil.copytree(str(content.bundled_folder()), package / "data", dirs_exist_ok=True)
    topic = package / "data" / "topics" / "relapse.md"
    text = topic.read_text(encoding="utf-8")
    front, body = text.split("\n---\n", 1)
    title = next(line for line in front.splitlines() if line.startswith("title:"))
    front = front.replace(title, f"title: {json.dumps(' '.join(IN_A_TITLE))}")
    lines = "\n\n".join(IN_A_TEXT)
    topic.write_text(f"{front}\n---\n{body}\n\n## {IN_A_TEXT[1]}\n\n{lines}\n", encoding="utf-8")
    questions = package / "data" / "questions.yaml"
    text = questions.read_text(encoding="utf-8")
    ask = re.compile(r"(- id: control\n +ask: ).*")
    text, number = ask.subn(lambda found: found[1] + json.dumps(IN_A_QUESTION), text)
    assert number == 1
    questions.write_text(text, encoding="utf-8")
    return folder


def save_edited(folder: Path, file: Path, *page: str) -> None:
    """Save an edited page with the copied program; by default, the topic."""
    subprocess.run(
        [sys.executable, "-m", "kickcheck", *(page or ("topic", "relapse")), "-o", str(file)],
        env=environment(PYTHONPATH=str(edited(folder))),
        capture_output=True,
        check=True,
        timeout=60,
    )


def shown_unchanged(text: str, hostile: str) -> bool:
    """Return whether a text contains another, wherever the lines break."""
    return "".join(hostile.split()) in "".join(text.split())


SEEN = (
    "ประเสริฐ",
    "שָׁלוֹם",
    "क्षत्रिय",
    "می\u200cخواهم",
    "Nguyễn",
    "❤\ufe0f 👩\u200d⚕\ufe0f",
    "12\u202f34",
)


@pytest.mark.parametrize("name", SEEN, ids=ascii)
def test_a_name_in_any_script_is_shown_unchanged(tmp_path: Path, name: str) -> None:
    contacts = service_contacts(tmp_path, (name,))
    ran = run("contacts", "--country", "GB", "--plain", KICKCHECK_CONTACTS=str(contacts))
    assert ran.code == 0, ran.err
    assert shown_unchanged(ran.out, name)


@browser_needed
def test_a_browser_runs_and_fetches_nothing_of_it(tmp_path: Path) -> None:
    contacts = service_contacts(tmp_path, HOSTILE)
    pages = [
        Saved(["contacts", "--country", "GB"]),
        Saved(["assess", "--answers", "-", "--country", "GB"], stdin="control: yes\n"),
        Saved(["topic", "relapse"]),
    ]
    (tmp_path / "plain").mkdir()
    plain = inspect_pages(tmp_path / "plain", save(tmp_path / "plain", pages))
    paths = save(tmp_path, pages[:2], contacts=contacts)
    topic = tmp_path / "topic.html"
    save_edited(tmp_path / "copy", topic)
    for before, found in zip(plain, inspect_pages(tmp_path, [*paths, topic]), strict=True):
        assert set(found["tags"]) <= set(before["tags"])
        assert found["attributes"] == before["attributes"]
        assert found["requested"] == []
        assert found["said"] == []
        assert not found["owned"]
        assert not found["wide"]
    text = paths[0].read_text()
    assert all(escape(hostile) in text for hostile in HOSTILE)


def test_markdown_makes_no_link_no_picture_and_no_html_of_it(tmp_path: Path) -> None:
    contacts = service_contacts(tmp_path, HOSTILE)
    lines, topic = tmp_path / "lines.md", tmp_path / "topic.md"
    ran = run("contacts", "--country", "GB", "-o", str(lines), KICKCHECK_CONTACTS=str(contacts))
    assert ran.code == 0
    save_edited(tmp_path / "copy", topic)
    kinds = {"text", "strong_open", "strong_close", "softbreak", "text_special"}
    for file, texts in ((lines, HOSTILE), (topic, (*IN_A_TITLE, *IN_A_TEXT))):
        read = ""
        for token in MarkdownIt("commonmark", {"html": True}).parse(file.read_text()):
            assert token.type not in ("html_block", "code_block", "fence")
            for child in token.children or []:
                assert child.type in kinds, child
                read += child.content
        assert all(shown_unchanged(read, hostile) for hostile in texts)
        assert not any(hidden(read))


def test_a_clinics_program_gets_it_as_text(tmp_path: Path) -> None:
    file = tmp_path / "form.fhir.json"
    save_edited(tmp_path / "copy", file, "assess", "--blank")
    text = file.read_text(encoding="ascii")
    assert not any(hidden(text))
    assert '"div"' not in text  # the one element of FHIR that is HTML
    sections = json.loads(text)["item"]
    items = {item["linkId"]: item for section in sections for item in section.get("item", ())}
    assert items["control"]["text"] == IN_A_QUESTION


@pytest.mark.parametrize("form", [".txt", ".json"])
def test_plain_files_contain_it_unchanged(tmp_path: Path, form: str) -> None:
    contacts = service_contacts(tmp_path, HOSTILE)
    file = tmp_path / f"lines{form}"
    ran = run("contacts", "--country", "GB", "-o", str(file), KICKCHECK_CONTACTS=str(contacts))
    assert ran.code == 0
    text = file.read_text(encoding="ascii") if form == ".json" else file.read_text()
    assert not any(hidden(text))
    for number, hostile in enumerate(HOSTILE):
        if form == ".json":
            assert json.loads(text)["contacts"][number]["name"] == hostile
        else:
            assert shown_unchanged(text, hostile)


@pytest.mark.parametrize("option", ["--no-pager", "--plain", ""])
def test_a_terminal_shows_it_unchanged(tmp_path: Path, option: str) -> None:
    contacts = str(service_contacts(tmp_path, HOSTILE))
    options = [option] if option else []
    with Terminal("contacts", "--country", "GB", *options, KICKCHECK_CONTACTS=contacts) as shown:
        if not option:  # part by part
            while shown.child.expect_exact(["Enter for more", "Enter closes"]) == 0:
                shown.type("")
            shown.type("")
        assert shown.end() == 0
        for hostile in HOSTILE:
            assert shown_unchanged(bare(shown.seen), hostile)


@pytest.mark.parametrize("acting", ACTING, ids=ascii)
@pytest.mark.parametrize("escaped", [True, False], ids=["escaped", "as it is"])
def test_control_characters_are_refused_and_not_repeated(
    tmp_path: Path, acting: str, escaped: bool
) -> None:
    contacts = tmp_path / "contacts.yaml"
    record = {"GB": [{"kind": "drug", "name": f"Riverside{acting}", "number": "1"}]}
    contacts.write_text(json.dumps(record, ensure_ascii=escaped), encoding="utf-8")
    answers = tmp_path / "answers.yaml"
    said = {f"control{acting}": "yes", "control": acting}
    answers.write_text(json.dumps(said, ensure_ascii=escaped), encoding="utf-8")
    for ran in (
        run("contacts", "--country", "GB", KICKCHECK_CONTACTS=str(contacts)),
        run("assess", "--answers", str(answers)),
        run("check", str(contacts)),
    ):
        assert ran.code == 65
        assert not any(hidden(ran.out + ran.err))


@pytest.mark.parametrize("acting", ACTING, ids=ascii)
def test_control_characters_on_the_command_line_are_not_repeated(
    tmp_path: Path, acting: str
) -> None:
    for arguments in (
        ["topic", f"relapse{acting}"], ["topic", "--search", acting],
        ["assess", "--demo", acting], ["assess", "--section", acting],
        ["contacts", "--country", acting], ["check", f"/nowhere/{acting}.yaml"],
        ["emergency", "-o", f"a{acting}.pdf"], ["emergency", "-o", f"a{acting}.html"],
        [acting], [f"--{acting}"],
    ):  # fmt: skip
        ran = run(*arguments, cwd=tmp_path)
        assert not any(hidden(ran.out + ran.err)), arguments
