"""The pictures in the documents show the current program, with no line cut."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from all_pages import CONTENT, every_page
from cli_runner import KICKCHECK, environment, run
from kickcheck.model import INTERNATIONAL
from kickcheck.render import joined, plain

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"


def lines(picture: Path) -> list[str]:
    """Return the lines of text of a picture."""
    rows: dict[str, str] = {}
    for text in ElementTree.parse(picture).iter(f"{SVG}text"):
        rows[text.attrib["y"]] = rows.get(text.attrib["y"], "") + " " + (text.text or "")
    return list(rows.values())


def test_the_pictures_in_the_documents_are_what_the_program_shows(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, str(ROOT / "tools" / "pictures.py"), str(tmp_path)],
        env=environment(KICKCHECK=KICKCHECK),
        capture_output=True,
        check=True,
        timeout=120,
    )
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.svg")}
    kept = {path.name: path.read_text(encoding="utf-8") for path in PICTURES.glob("*.svg")}
    assert kept == made
    assert len(made) > 20


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("topic", ["topic", "withdrawal"]),
        ("topics", ["topic"]),
        ("emergency", ["emergency", "--country", "US"]),
        ("help", ["--help"]),
    ],
)
def test_a_picture_of_a_page_shows_all_of_it(name: str, arguments: list[str]) -> None:
    shown = lines(PICTURES / f"{name}-dark.svg")
    # Plain text has no scale below a chart.
    text = " ".join(line for line in shown if not re.match(" *0 *─", line))
    assert letters(text) == letters(run(*arguments).out)


def test_no_picture_has_a_cut_word_or_anything_from_elsewhere() -> None:
    all_text = " ".join(joined(plain.draw(page, 1000)) for _, page in every_page())
    all_text += " ".join(str(value) for value in vars(CONTENT.interface).values())
    for code in (INTERNATIONAL, "US"):
        country = CONTENT.countries[code]
        all_text += f" {country.emergency_numbers} {list(country.phrases.values())}"
    for arguments in (["--help"], ["topic", "withdrawl"], ["emergency", "--country", "US"]):
        ran = run(*arguments)
        all_text += f" {ran.out} {ran.err}"
    known = set(re.findall(r"\w+", all_text))
    for picture in PICTURES.glob("*.svg"):
        for line in lines(picture):
            assert set(re.findall(r"\w+", line)) <= known, (picture.name, line)
        text = picture.read_text(encoding="utf-8")
        assert not re.search(r"<script|href|url\(|@import|<image", text)
