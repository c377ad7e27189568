"""Saved pages in a real browser, on screen and on paper.

The printed PDF is read back letter by letter: something was cut if its letters are not together
on one sheet. Borders and pictures without letters are not checked.
"""

from pathlib import Path

from browser import Saved, browser_needed, inspect_pages, save, sheets
from kickcheck import content

CONTENT = content.bundled()
pytestmark = browser_needed

FORMATS = ("A4", "Letter")


def answers(**said: str) -> str:
    """Return an answers file; an underscore stands for a hyphen."""
    return "".join(f"{name.replace('_', '-')}: {answer}\n" for name, answer in said.items())


IN_DANGER = answers(
    recent_break="yes", may_use="unsure", alone="yes", mixing="yes", naloxone="no",
    past_overdose="yes", tolerance="yes", withdrawal="yes", less_time="yes", on_my_mind="unsure",
    control="yes", family_history="yes",
)  # fmt: skip
IN_CRISIS = answers(
    recent_break="yes", may_use="yes", mixing="yes", naloxone="no", control="yes",
    suicidal_thoughts="yes", suicidal_today="yes",
)  # fmt: skip
# An unlikely person: six urgent cards, none of which may be shortened.
ALL_YES = "".join(
    f"{question.id}: yes\n"
    for _, question in CONTENT.questionnaire.pairs()
    if not question.id.startswith("suicidal")
)

# One line a page. Add later pages here.
PAGES = [
    *(Saved(["topic", topic]) for topic in CONTENT.topics),
    *(Saved(["assess", "--demo", name, "--country", "US"]) for name in CONTENT.demos),
    Saved(["assess", "--answers", "-"], stdin="{}\n"),
    Saved(["assess", "--answers", "-", "--country", "GB"], stdin=IN_DANGER),
    Saved(["assess", "--answers", "-", "--country", "US"], stdin=IN_CRISIS),
    Saved(["assess", "--answers", "-", "--country", "GB"], stdin=ALL_YES, sheets=4),
    Saved(["assess", "--blank", "--country", "GB"], sheets=5),
    Saved(["assess", "--demo", "list"], sheets=1),
    Saved(["assess", "--demo", "pain", "--notes"], sheets=1),
    Saved(["topic"]),
    Saved(["topic", "plan", "--country", "GB"], sheets=1),
    Saved(["topic", "relapse", "--sources"]),
    Saved(["topic", "relapse", "--notes"], sheets=1),
    Saved(["topic", "--search", "bath"], sheets=1),
    Saved(["emergency"], sheets=1),
    Saved(["emergency", "--country", "GB"], sheets=1),
    Saved(["contacts"], sheets=1),
    Saved(["contacts", "--country", "GB"], sheets=1),
]


def test_saved_pages_can_be_read_by_all_and_print_on_a_sheet_or_two(tmp_path: Path) -> None:
    problems = []
    paths = save(tmp_path, PAGES)
    for page, path, found in zip(PAGES, paths, inspect_pages(tmp_path, paths), strict=True):
        name = " ".join(page.arguments)
        problems += [f"{name}: {violation}" for violation in found["violations"]]
        problems += [f"{name}: asked for {url}" for url in found["requested"]]
        problems += [f"{name}: said {words}" for words in found["said"]]
        problems += [f"{name}: a picture cuts: {words}" for words in found["outside"]]
        if found["wide"]:
            problems.append(f"{name}: is wider than a telephone")
        if found["smallest"]["text"] < 9.5 or (found["smallest"]["small"] or 7) < 7:
            problems.append(f"{name}: has small type: {found['smallest']}")
        for paper in FORMATS:
            printed = sheets(path, paper)
            if len(printed) > page.sheets:
                problems.append(f"{name}: takes {len(printed)} sheets of {paper}")
            for kind, text in found["whole"]:
                if not any(text in sheet for sheet in printed):
                    problems.append(f"{name}: {paper} cuts a {kind}: {text[:50]}")
    assert problems == []
