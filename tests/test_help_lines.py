"""Help lines: what is shown, what is hidden, and how old it says it is. The day is passed in."""

from datetime import date
from pathlib import Path

import pytest

from kickcheck import content
from kickcheck.model import INTERNATIONAL, Page, Seen
from kickcheck.pages.help import contacts_page, emergency_page, in_month
from kickcheck.pages.voice import Voice
from kickcheck.render import joined, plain
from programs import run

CONTENT = content.bundled()
COUNTRIES = CONTENT.countries
DAY = date(2026, 11, 23)


def text(page: Page) -> str:
    return " ".join(joined(plain.draw(page, 80)).split())


def shown(code: str, day: date = DAY) -> str:
    return text(contacts_page(Voice(CONTENT, COUNTRIES[code]), day))


@pytest.mark.parametrize("code", COUNTRIES)
def test_the_emergency_number_comes_before_every_other(code: str) -> None:
    first = COUNTRIES[code].records[0]
    page = shown(code)
    assert first.kind == "emergency"
    numbers = [record.number for record in COUNTRIES[code].shown if record.number]
    after_heading = page[page.index("Emergency - ") :]
    assert min(numbers, key=after_heading.find) == first.number


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_line_shows_the_age_of_its_source_or_that_nobody_checked_it(code: str) -> None:
    page = shown(code)
    for record in COUNTRIES[code].shown:
        line = page[page.index(f"{record.name}") :]
        if record.verified is Seen.MEMORY:
            assert "Not checked." in line
        elif record.source_date == "undated":
            assert "date unknown" in line
        else:
            assert in_month(record.source_date) in line


def test_a_line_past_its_review_says_so_and_one_that_is_not_does_not() -> None:
    early, late = shown("US", date(2000, 1, 1)), shown("US", date(2030, 1, 1))
    dated = [r for r in COUNTRIES["US"].shown if r.review_by != "due"]
    assert dated
    assert late.count("This may have changed") - early.count("This may have changed") == len(dated)


def test_what_may_not_be_shown_is_not_shown() -> None:
    everything = " ".join(shown(code) for code in COUNTRIES)
    raw = (Path(__file__).parents[1] / "data" / "contacts.yaml").read_text(encoding="utf-8")
    assert "1933" not in raw.replace("checked_on", "")
    assert "900 16 15 15" not in everything
    assert "Know the Score" not in everything
    assert "0800 83 85 87" not in everything
    hidden = [r.name for country in COUNTRIES.values() for r in country.records if r.hidden]
    assert hidden


@pytest.mark.parametrize("code", COUNTRIES)
def test_the_emergency_page_of_each_country_has_its_own_number_first(code: str) -> None:
    page = text(emergency_page(Voice(CONTENT, COUNTRIES[code])))
    assert COUNTRIES[code].in_words["emergency"] in page[:160]
    if code == INTERNATIONAL:
        for number in ("911", "112", "999", "000", "111"):
            assert f"- {number}: " in page


# --- a service's own numbers -----------------------------------------------------------------


def local(tmp_path: Path, text: str) -> str:
    file = tmp_path / "local.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_services_own_number_comes_first_among_its_kind(tmp_path: Path) -> None:
    own = local(tmp_path, "GB:\n  - {kind: drug, name: Riverside, number: '01234'}\n")
    page = run("contacts", "--country", "GB", KICKCHECK_CONTACTS=own).out
    about_drugs = page[page.index("About drugs") :]
    assert about_drugs.index("Riverside") < about_drugs.index("FRANK")
    assert "Added on this computer" in page
    assert "Riverside" in run("contacts", "--country", "GB", "--json", KICKCHECK_CONTACTS=own).out
    answers = tmp_path / "a.yaml"
    answers.write_text("control: no\n")
    summary = run("assess", "--answers", str(answers), "--country", "GB", KICKCHECK_CONTACTS=own)
    assert "Riverside" in summary.out


def test_a_country_that_we_do_not_have_can_be_added(tmp_path: Path) -> None:
    own = local(tmp_path, "NL:\n  - {kind: drug, name: Inloop, number: '010'}\n")
    page = run("contacts", "--country", "nl", KICKCHECK_CONTACTS=own).out
    assert "Help lines: NL" in page
    assert "Inloop" in page
    assert "no help lines" not in page


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- x\n", "names with values"),
        ("GB: [{kind: drug, name: x}]\n", '"number" is missing'),
        ("GB:\n  - {kind: party, name: x, number: '1'}\n", "is not one of"),
        ("gbr:\n  - {kind: drug, name: x, number: '1'}\n", "no country code"),
        ("GB:\n  - {kind: drug, name: \"x\\e[31m\", number: '1'}\n", "hidden character"),
    ],
)
def test_a_wrong_file_is_refused_but_never_stands_before_the_emergency_page(
    tmp_path: Path, text: str, says: str
) -> None:
    own = local(tmp_path, text)
    refused = run("contacts", KICKCHECK_CONTACTS=own)
    assert refused.code == 65
    assert says in refused.err
    assert "KICKCHECK_CONTACTS" in refused.err
    assert run("emergency", KICKCHECK_CONTACTS=own).code == 0


def test_a_missing_file_is_told_by_its_variable() -> None:
    refused = run("contacts", KICKCHECK_CONTACTS="/nowhere/at/all.yaml")
    assert refused.code == 66
    assert "/nowhere" not in refused.err
