"""Help lines: which are shown, which are hidden, and how old they are. The day is fixed."""

import json
from datetime import date
from pathlib import Path

import pytest

from cli_runner import run
from kickcheck import content
from kickcheck.model import INTERNATIONAL, DefinitionList, List, Page, country_named
from kickcheck.pages.contacts import contact_sources_page, contacts_page
from kickcheck.pages.emergency import emergency_page
from kickcheck.pages.localizer import Localizer, in_month
from kickcheck.render import joined, plain

CONTENT = content.bundled()
COUNTRIES = CONTENT.countries
CODES = [code for code in COUNTRIES if code != INTERNATIONAL]
DAY = date(2026, 11, 23)


def text(page: Page) -> str:
    return " ".join(joined(plain.draw(page, 80)).split())


def localizer(code: str) -> Localizer:
    country = country_named(COUNTRIES, code)
    return Localizer(CONTENT, country or COUNTRIES[INTERNATIONAL])


def shown(code: str, day: date = DAY) -> str:
    return text(contacts_page(localizer(code), day))


def lines(code: str, day: date = DAY) -> list[str]:
    """Return each help line of a country as shown on the page."""
    items = [
        block for block in contacts_page(localizer(code), day).blocks if isinstance(block, List)
    ]
    return ["".join(span.text for span in item) for block in items for item in block.items]


def line(code: str, name: str, day: date = DAY) -> str:
    (found,) = (each for each in lines(code, day) if name in each)
    return found


@pytest.mark.parametrize("code", CODES)
def test_the_emergency_number_comes_before_every_other(code: str) -> None:
    country = COUNTRIES[code]
    assert country.records[0].kind == "emergency"
    assert lines(code)[0].startswith(f"{country.records[0].number} · ")


@pytest.mark.parametrize("code", CODES)
def test_each_line_has_its_number_first_and_is_there_once(code: str) -> None:
    found = lines(code)
    assert len(found) == len(set(found)) == len(COUNTRIES[code].shown)
    for record in COUNTRIES[code].shown:
        first = record.number or record.name
        assert any(
            each == first or each.startswith((f"{first} · ", f"{first}. ")) for each in found
        )
    for each in found:
        head = each.split(". ")[0].split(" · ")
        assert len(head) == len(set(head)), each
        assert all(head[0] not in other.split() for other in head[1:]), each


@pytest.mark.parametrize(
    ("code", "name", "starts"),
    [
        (
            "US",
            "Crisis Lifeline",
            "988 · Suicide & Crisis Lifeline · call or text · 24 hours · free",
        ),
        ("US", "SafeSpot", "1-800-972-0590 · SafeSpot · call · 24 hours · free"),
        ("CA", "Suicide Crisis", "9-8-8 · Suicide Crisis Helpline · call or text · 24 hours"),
        ("GB", "Samaritans", "116 123 · Samaritans · call · 24 hours · free"),
        ("GB", "FRANK", "0300 123 6600 · FRANK · call · 24 hours. Or text 82111."),
        ("GB", "Refuge", "0808 2000 247 · "),
        ("GB", "Childline", "0800 1111 · "),
        ("IE", "Text About It", "text HELLO to 50808 · Text About It · 24 hours"),
        ("IE", "HSE", "1800 459 459 · HSE Drugs and Alcohol Helpline · call · Monday to Friday"),
        ("AU", "Lifeline", "13 11 14 · Lifeline · call · 24 hours. Or text 0477 13 11 14."),
        ("AU", "1800RESPECT", "1800 737 732 · "),
        ("NZ", "Need to talk", "1737 · Need to talk? · call or text · 24 hours · free"),
        (
            "IN",
            "MANAS",
            "14416 · Tele-MANAS (mental health) · call · 24 hours · free · 20 languages",
        ),
    ],
)
def test_a_line_says_who_how_and_when(code: str, name: str, starts: str) -> None:
    assert line(code, name).startswith(starts)


def test_never_use_alone_is_hidden_and_safespot_is_named() -> None:
    assert "Never Use Alone" not in shown("US")
    assert "1-800-972-0590" in COUNTRIES["US"].phrases["od_line"]


def test_only_a_line_checked_more_than_a_year_ago_says_so() -> None:
    before, after = date(2027, 10, 1), date(2027, 10, 2)
    assert "last checked" not in line("GB", "Samaritans", before)
    assert line("GB", "Samaritans", after).endswith("last checked 2026")
    assert "last checked 2022" in line("GB", "Scottish Families", date(2028, 2, 29))
    # A month or a year counts as over after its last day.
    assert "last checked" not in line("US", "SafeSpot", date(2027, 9, 30))
    assert "last checked 2026" in line("US", "SafeSpot", date(2027, 10, 1))
    assert "not known when last checked" in line("AU", "Take Home Naloxone")


def test_an_emergency_number_is_never_called_old() -> None:
    for code in CODES:
        assert "last checked" not in lines(code, date(2090, 1, 1))[0]


def test_one_sentence_says_how_old_the_numbers_are_and_that_we_phoned_nobody() -> None:
    page = shown("GB")
    assert "Others checked these numbers between December 2022 and October 2026." in page
    assert page.count("We have phoned none of them.") == 1
    assert "try another, or findahelpline.com. In danger, call 999." in page
    assert "Source" not in page
    unknown = " ".join(run("contacts", "ZZ").out.split())
    assert "Others checked these numbers in October 2026." in unknown


@pytest.mark.parametrize("code", [*COUNTRIES, "PR", "JE"])
def test_the_page_of_sources_names_the_source_and_date_of_every_line(code: str) -> None:
    page = text(contact_sources_page(localizer(code)))
    for record in localizer(code).country.shown:
        assert record.source in page
        if record.source_date == "undated":
            assert f"Source: {record.source}, date unknown." in page
        else:
            assert in_month(record.source_date) in page
    assert "Seen through another page." in page


def test_without_a_country_one_page_lists_the_sources_of_all() -> None:
    page = " ".join(run("contacts", "--sources").out.split())
    for country in COUNTRIES.values():
        assert country.name in page
        assert all(record.source in page for record in country.shown)
    assert "samaritans.org/ireland" in run("contacts", "IE", "--sources").out
    assert "samaritans.org/ireland" not in run("contacts", "GB", "--sources").out


def test_json_is_ascii_whatever_the_help_lines_are_called() -> None:
    printed = run("contacts", "MX", "--json").out
    assert printed.isascii()
    assert "L\\u00ednea de la Vida" in printed


def test_json_keeps_its_fields() -> None:
    found = json.loads(run("contacts", "US", "--json").out)
    assert list(found) == ["schema", "country", "name", "contacts"]
    assert found["schema"] == "kickcheck.contacts/1"
    for field in (
        "kind", "name", "number", "hours", "cost", "language", "run_by", "source",
        "source_date", "verified", "checked_on", "review_by", "note", "local",
    ):  # fmt: skip
        assert all(field in contact for contact in found["contacts"])
    assert found["contacts"][1]["source"] == "988lifeline.org"
    assert found["contacts"][0]["hours"] == "not stated"


# --- no country ------------------------------------------------------------------------------

THREE_NUMBERS = {
    "United States": ("911", "988", "1-800-662-4357"),
    "Canada": ("911", "9-8-8", "211"),
    "United Kingdom": ("999", "116 123", "0300 123 6600"),
    "Ireland": ("112", "116 123", "1800 459 459"),
    "Australia": ("000", "13 11 14", "1800 250 015"),
    "New Zealand": ("111", "1737", "0800 787 797"),
    "Germany": ("112", "0800 111 0 111", "01806 313031"),
    "France": ("15", "3114", "0 800 23 13 13"),
    "Spain": ("112", "024", "centro de salud"),
    "Mexico": ("911", "800 911 2000", "800 911 2000"),
    "India": ("112", "14416", "14446"),
}


def test_without_a_country_each_has_one_line_with_three_numbers() -> None:
    (table,) = (
        block
        for block in contacts_page(localizer(INTERNATIONAL), DAY).blocks
        if isinstance(block, DefinitionList)
    )
    rows = {name[0].text: what[0].text.split(" · ") for name, what in table.rows}
    assert rows.keys() == THREE_NUMBERS.keys()
    for name, numbers in THREE_NUMBERS.items():
        assert all(number in said for number, said in zip(numbers, rows[name], strict=True)), name
    page = run("contacts").out
    assert "kickcheck contacts --country GB" in " ".join(page.split())


def test_without_a_country_a_crisis_line_says_where_it_works() -> None:
    said = run(
        "assess", "--answers", "-", stdin="suicidal-thoughts: yes\nsuicidal-today: yes\n"
    ).out
    for page in (said, run("topic", "suicide").out, run("assess", "--blank").out):
        whole = " ".join(page.split())
        assert "988 (US, Canada), 116 123 (UK, Ireland), 13 11 14 (Australia)" in whole
        assert "1737 (New Zealand), or findahelpline.com" in whole


def test_988_is_shown_for_the_us_and_canada_only() -> None:
    for code in CODES:
        has_988 = code in ("US", "CA")
        assert any(each.startswith(("988 ", "9-8-8 ")) for each in lines(code)) is has_988, code
    for place in COUNTRIES["US"].places:
        assert any(each.startswith("988 ") for each in lines(place))


# --- places ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "name", "numbers"),
    [
        ("PR", "Puerto Rico", ["911", "988", "findahelpline.com"]),
        ("GU", "Guam", ["911", "988", "findahelpline.com"]),
        ("JE", "Jersey", ["999", "116 123", "findahelpline.com"]),
        ("IM", "Isle of Man", ["999", "116 123", "findahelpline.com"]),
    ],
)
def test_a_place_shows_only_what_is_known_to_apply_there(
    code: str, name: str, numbers: list[str]
) -> None:
    page = run("contacts", "--country", code).out
    assert page.startswith(f"Help lines: {name}\n")
    assert [each.split(" · ")[0] for each in lines(code)] == numbers
    answers = "suicidal-thoughts: yes\nsuicidal-today: yes\n"
    said = run("assess", "--country", code, "--answers", "-", stdin=answers).out
    assert f"Talk to someone now: {numbers[1]}" in said
    assert f"call {numbers[0]} now" in " ".join(said.split())


def test_what_may_not_be_shown_is_not_shown() -> None:
    all_lines = " ".join(shown(code) for code in COUNTRIES)
    text = (Path(__file__).parents[1] / "data" / "contacts.yaml").read_text(encoding="utf-8")
    assert "1933" not in text.replace("checked_on", "")
    assert "900 16 15 15" not in all_lines
    assert "Know the Score" not in all_lines
    assert "0800 83 85 87" not in all_lines
    hidden = [r.name for country in COUNTRIES.values() for r in country.records if r.hidden]
    assert hidden


@pytest.mark.parametrize("code", COUNTRIES)
def test_the_emergency_page_of_each_country_starts_with_its_number(code: str) -> None:
    page = text(emergency_page(Localizer(CONTENT, COUNTRIES[code])))
    number = COUNTRIES[code].phrases["emergency"]
    if code == INTERNATIONAL:
        number = "Call your emergency number (911, 999, 112, 000, 111)"
    assert number in page[:160]
    if code == INTERNATIONAL:
        for number in ("911", "112", "999", "000", "111"):
            assert f"- {number}: " in page


# --- numbers of a local service -----------------------------------------------------------------


def local(tmp_path: Path, text: str) -> str:
    file = tmp_path / "local.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_local_number_comes_first_among_its_kind(tmp_path: Path) -> None:
    contacts = local(tmp_path, "GB:\n  - {kind: drug, name: Riverside, number: '01234'}\n")
    page = run("contacts", "--country", "GB", KICKCHECK_CONTACTS=contacts).out
    about_drugs = page[page.index("About drugs") :]
    assert about_drugs.index("Riverside") < about_drugs.index("FRANK")
    assert "01234 · Riverside · added on this computer" in page
    assert (
        "Riverside" in run("contacts", "--country", "GB", "--json", KICKCHECK_CONTACTS=contacts).out
    )
    answers = tmp_path / "a.yaml"
    answers.write_text("control: no\n")
    summary = run(
        "assess", "--answers", str(answers), "--country", "GB", KICKCHECK_CONTACTS=contacts
    )
    assert "Riverside" in summary.out


def test_a_line_whose_name_is_its_number_says_it_once(tmp_path: Path) -> None:
    contacts = local(tmp_path, "GB:\n  - {kind: drug, name: '1737', number: '1737', cost: free}\n")
    page = run("contacts", "GB", KICKCHECK_CONTACTS=contacts).out
    assert "- 1737 · free · added on this computer" in page
    sources = run("contacts", "GB", "--sources", KICKCHECK_CONTACTS=contacts).out
    assert "- 1737. Added on this computer." in sources


def test_local_lines_are_shown_for_the_place_the_country_and_no_country(
    tmp_path: Path,
) -> None:
    contacts = local(
        tmp_path,
        "UK:\n  - {kind: drug, name: Hill, number: '1'}\n"
        "GB:\n  - {kind: drug, name: Dale, number: '2'}\n"
        "international:\n  - {kind: drug, name: Anywhere, number: '3'}\n",
    )
    for code in ("GB", "England", "JE"):
        page = run("contacts", code, KICKCHECK_CONTACTS=contacts).out
        assert "1 · Hill" in page
        assert "2 · Dale" in page
        assert "Anywhere" not in page
    page = run("contacts", KICKCHECK_CONTACTS=contacts).out
    for line in ("1 · Hill", "2 · Dale", "3 · Anywhere"):
        assert line in page


def test_a_missing_country_can_be_added(tmp_path: Path) -> None:
    contacts = local(tmp_path, "NL:\n  - {kind: drug, name: Inloop, number: '010'}\n")
    page = run("contacts", "--country", "nl", KICKCHECK_CONTACTS=contacts).out
    assert "Help lines: NL" in page
    assert "Inloop" in page
    assert "no help lines" not in page


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- x\n", "names with values"),
        ("GB: [{kind: drug, name: x}]\n", '"number" is missing'),
        ("GB:\n  - {kind: party, name: x, number: '1'}\n", "is not one of"),
        ("gbr:\n  - {kind: drug, name: x, number: '1'}\n", "not a valid country code"),
        ("GB:\n  - {kind: drug, name: \"x\\e[31m\", number: '1'}\n", "hidden character"),
    ],
)
def test_a_wrong_contacts_file_is_refused_but_never_blocks_the_emergency_page(
    tmp_path: Path, text: str, says: str
) -> None:
    contacts = local(tmp_path, text)
    refused = run("contacts", KICKCHECK_CONTACTS=contacts)
    assert refused.code == 65
    assert says in refused.err
    assert "KICKCHECK_CONTACTS" in refused.err
    assert run("emergency", KICKCHECK_CONTACTS=contacts).code == 0


def test_an_error_about_a_missing_file_names_the_variable() -> None:
    refused = run("contacts", KICKCHECK_CONTACTS="/nowhere/at/all.yaml")
    assert refused.code == 66
    assert "/nowhere" not in refused.err
