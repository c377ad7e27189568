"""What the program says to command lines that are wrong or save something, word for word.

The messages are compared with their approved copies; CONTRIBUTING.md says how to change them.
"""

import os
import shlex
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from cli_runner import run

LINES_OF_A_PAGE = 3  # enough to see which page it is
FILES = {
    "answers.yaml": "control: yes\nrecent-break: no\n",
    "wrong.yaml": "control: yes\ncontrol: no\nnobody: yes\nhealth: often\n",
    "result.json": '{"schema": "kickcheck.result/9", "answers": {"control": "yes"}}',
    "contacts.yaml": "US:\n  - kind: suicide\n    name: Harbour\n    number: 555-0100\n",
    "wrong-contacts.yaml": "us:\n  - kind: other\n    name: Harbour\n",
    "shopping.txt": "bread\n",
    "more-answers.yaml": "recent-break: yes\nok: yes\n",
    "content/topics/relapse.md": "# Relapse\n",
    "one.md": "---\nid: one\n---\n# One\n",
    "there.html": "mine",
}
LINES = {
    "commands": [
        "asess", "assesss --json", "topik", "naloxone", "withdrawl", "checkk contacts", "xyzzy",
        "--nonsense", "--versio", "-x", "--plain=yes", "assess --nonsense", "assess --contry GB",
        "assess extra", "topic --", "contacts --sorces", "check one.md two.md", "help nonsense",
        "--version", "-V", "--version topic", "-V topic", "--plain --country US contacts",
        "--json topic naloxone", "hiv", "suicide",
    ],
    "emergency": [
        "emergancy", "emergency extra", "emergency GB extra", "emergency --nonsense",
        "emergency --country", "emergency --country=", "emergency --country Ruritania",
        "emergency -o steps.doc", "emergency -o there.html", "emergency -o nowhere/steps.html",
        "emergency -o steps.fhir.json", "emergency --content nowhere", "emerg", "--emer", "emer!",
        "Xemer", "merge", "emergency extra --country gb", "emergency extra usa",
        "emergency extra us", "emergency extra --country", "emer", "eme", "--emergency", "911!",
        "emergency --json", "overdos", "emergency gb", "emergency U", "emergency --plain extra",
        "assess emergency", "112", "emergency NZ --nonsense",
    ],
    "assess": [
        "assess --demo nobody", "assess --demo", "assess --demo list", "assess --demo pain --json",
        "assess --demo pain -o a.json", "assess --demo list --json", "assess --notes",
        "assess --section nothing", "assess --section care --section nothing",
        "assess --answers nowhere.yaml", "assess --answers .", "assess --answers wrong.yaml",
        "assess --answers result.json", "assess --answers shopping.txt", "assess --answers",
        "assess --answers=", "assess --answers answers.yaml --section care",
        "assess --answers answers.yaml --demo pain", "assess --blank --json",
        "assess --blank --demo pain", "assess --blank --answers answers.yaml",
        "assess --blank --section care", "assess --json -o result.json",
        "assess --country Ruritania", "assess --demo pain --section care",
        "assess --content nowhere", "assess --content content", "assess --demo pain --keep --json",
    ],
    "topic": [
        "topic nonsense", "topic withdrawl", "topic bupez", "topic sourxes", "topic sui",
        "topic suicid", "topic relapse extra", "topic --search", "topic --search=",
        "topic --search qqqq", "topic --search naloxone relapse",
        "topic --search naloxone --sources", "topic --search naloxone --notes", "topic --notes",
        "topic --sources", "topic relapse --notes --sources", "topic --json --plain",
        "topic relapse -o relapse.fhir.json", "topic relapse -o relapse",
        "topic --content content", "topic ''", "topic relapse --json -o relapse.html",
    ],
    "contacts": [
        "contacts Ruritania", "contacts us gb", "contacts US --country GB",
        "contacts GB --country GB", "contacts New Zealand", "contacts --country ''",
        "contacts --content nowhere", "contacts PR", "contacts xx",
        "contacts GB --sources --json -o a.html",
    ],
    "check": [
        "check nowhere", "check answers.yaml", "check wrong.yaml", "check contacts.yaml",
        "check wrong-contacts.yaml", "check more-answers.yaml", "check shopping.txt",
        "check one.md", "check result.json",
        "check answers.yaml --json", "check wrong.yaml --json", "check one.md --json",
        "check there.html", "check ''", "check -",
    ],
    "saving": [
        "topic relapse -o page.html", "topic relapse -o page.html",
        "topic relapse -o page.html --force", "topic relapse -o ~/page.md",
        "topic relapse -o content/page.txt", "topic relapse -o '\"q.txt\"'",
        "topic relapse -o PAGE.TXT", "contacts GB -o lines.json", "contacts IE -o lines.json",
        "contacts IE -o lines.json --force", "emergency -o steps.txt", "emergency -o steps.txt",
        "emergency -o steps.txt --force", "assess --answers answers.yaml -o summary.html",
        "assess --blank -o form.md", "assess --answers answers.yaml -o result.json",
        "assess --blank -o form.fhir.json", "assess --answers answers.yaml -o result.fhir.json",
        "assess --demo pain -o demo.html", "assess --answers answers.yaml -o there.html",
        "topic relapse -o nowhere/page.html", "topic relapse -o .html", "topic relapse -o ''",
        "topic relapse -o content", "assess --answers answers.yaml -o result.pdf",
        "topic relapse -f", "topic relapse --force", "assess --force",
        "assess --answers answers.yaml -o there.html --force", "assess --blank -o form.md --force",
        "topic --search naloxone -o found.html",
    ],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a working folder with the files that the lines name, and a home folder."""
    for name, text in FILES.items():
        (tmp_path / "work" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "work" / name).write_text(text, encoding="utf-8")
    (tmp_path / "home").mkdir()
    return tmp_path


@pytest.mark.parametrize("group", LINES)
def test_messages(group: str, folder: Path, approved: SnapshotAssertion) -> None:
    assert "\n".join(said(line, folder) for line in LINES[group]) == approved


def test_output_that_is_lost_is_told_in_one_sentence_unless_its_reader_has_gone() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = run("topic", "nonsense", "--json", stdout=full.fileno())
        assert (ran.code, ran.err) == (2, "No topic has that name. To see all: kickcheck topic\n")
        ran = run("topic", "relapse", "--json", stdout=full.fileno())
    lost = "The output could not be written. Check for a full disk or a closed stream.\n"
    assert (ran.code, ran.err) == (74, lost)
    reader, writer = os.pipe()
    os.close(reader)
    ran = run("topic", "relapse", "--json", stdout=writer)
    os.close(writer)
    assert (ran.code, ran.err) == (141, "")


def said(line: str, folder: Path) -> str:
    """Return what a command line prints: all errors, and the first lines of a page."""
    home = str(folder / "home")
    words = [word.replace("~", home) for word in shlex.split(line)]
    ran = run(*words, cwd=folder / "work", HOME=home)
    page = [text for text in ran.out.splitlines() if text.strip()]
    if len(page) > LINES_OF_A_PAGE and not line.startswith("check"):
        page = [*page[:LINES_OF_A_PAGE], f"({len(page)} lines)"]
    return "\n".join([f"$ kickcheck {line}", *page, *ran.err.splitlines(), f"[{ran.code}]", ""])
