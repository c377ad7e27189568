"""The help, the prompt, the writer and the README agree on the output formats."""

import re
from pathlib import Path

import pytest

from all_pages import CONTENT
from cli_runner import run
from kickcheck.cli.formats import FORMATS, format_of, suffixes

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_help_the_prompt_and_the_readme_name_every_format() -> None:
    for command, known in (
        ("assess", suffixes()),
        ("topic", suffixes(assess=False)),
        ("contacts", suffixes(assess=False)),
        ("emergency", suffixes(assess=False)),
    ):
        page = " ".join(run(command, "--help").out.split())
        assert f"Save to a new file instead: {known}." in page
    assert "{suffixes}" in CONTENT.interface.prompt_name
    listed = re.findall(r"^\| `(\.[a-z.]+)` \| (.+) \|$", README, re.MULTILINE)
    assert listed == [(each.suffix, each.purpose) for each in FORMATS]


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.html", ".html"),
        ("a.b.json", ".json"),
        ("a.fhir.json", ".fhir.json"),
        ("a.pdf", None),
        (".json", None),
        ("html", None),
        ("fhir.json", ".json"),
        (".fhir.json", ".json"),
    ],
)
def test_a_format_is_chosen_by_the_end_of_the_name(name: str, suffix: str | None) -> None:
    chosen = format_of(name)
    assert (chosen.suffix if chosen else None) == suffix
