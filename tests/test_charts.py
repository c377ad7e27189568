"""Charts: in proportion, described in sentences, and never of a person's answers."""

import itertools
import json
import re
from xml.etree import ElementTree

import pytest

from all_pages import CONTENT, every_page
from cli_runner import Terminal, bare, run
from kickcheck.content import chart as lengths_of
from kickcheck.model import Bar, Block, Callout, Chart, Page
from kickcheck.pages import topics
from kickcheck.pages.localizer import Localizer
from kickcheck.render import html, joined, scale, svg, terminal

TOPICS = ("withdrawal", "treatment", "relapse")


def charts(blocks: tuple[Block, ...]) -> list[Chart]:
    inner = [
        chart for block in blocks if isinstance(block, Callout) for chart in charts(block.blocks)
    ]
    return [block for block in blocks if isinstance(block, Chart)] + inner


def page(name: str) -> Page:
    return topics.topic_page(Localizer(CONTENT, CONTENT.countries["GB"]), CONTENT.topics[name])


@pytest.mark.parametrize(
    ("shape", "says", "lengths"),
    [
        ("value", "11.3 of every 1,000", (0, 11.3, 11.3)),
        ("value", "4.0 times as likely", (0, 4, 4)),
        ("between", "6 to 24 hours", (0.25, 0.25, 1)),
        ("during", "day 2 to 3", (2, 3, 3)),
        ("until", "4 to 10 days", (0, 4, 10)),
        ("until", "1 to 2 weeks", (0, 7, 14)),
        ("value", "many", None),
        ("value", "0 times", None),
        ("value", "2 to 3 times", None),
        ("until", "10 days", None),
        ("until", "10 to 4 days", None),
    ],
)
def test_words_become_lengths(
    shape: str, says: str, lengths: tuple[float, float, float] | None
) -> None:
    assert lengths_of.lengths(shape, says) == lengths


@pytest.mark.parametrize("name", TOPICS)
def test_every_bar_states_the_figure_of_its_fact(name: str) -> None:
    (chart,) = charts(CONTENT.topics[name].blocks)
    for bar in chart.bars:
        assert any(value in bar.says for value in CONTENT.facts[bar.fact].value), bar


@pytest.mark.parametrize("name", TOPICS)
@pytest.mark.parametrize("width", [40, 64, 80])
def test_bars_are_in_proportion_at_any_width(name: str, width: int) -> None:
    (chart,) = charts(page(name).unbroken)
    text = bare(joined(terminal.draw(Page("", (chart,)), width, colour=True)))
    bar_lines = re.findall("^.*[█░].*$", text, re.MULTILINE)
    assert len(bar_lines) == len(chart.bars)
    ends = [max(line.rfind("█"), line.rfind("░")) for line in bar_lines]
    start = min(line.find(mark) for line in bar_lines for mark in "█░" if mark in line)
    longest = max(ends) - start + 1
    for bar, end in zip(chart.bars, ends, strict=True):
        assert (end - start + 1) / longest == pytest.approx(bar.end / chart.longest, abs=0.08)


@pytest.mark.parametrize("name", TOPICS)
def test_plain_lines_describe_the_chart_in_sentences_with_its_source(name: str) -> None:
    (chart,) = charts(page(name).unbroken)
    text = " ".join(run("topic", name, "--country", "GB").out.split())
    assert " ".join([chart.title, *(f"- {bar.sentence}" for bar in chart.bars)]) in text
    assert chart.source.startswith("Source: ")
    assert chart.source in text


@pytest.mark.parametrize("name", TOPICS)
def test_html_has_a_picture_with_title_and_description(name: str) -> None:
    (chart,) = charts(page(name).unbroken)
    found = re.search("<svg.*</svg>", html.draw(page(name)), re.DOTALL)
    assert found
    picture = ElementTree.fromstring(found[0])
    named = {
        element.attrib["id"]: element.text or "" for element in picture if "id" in element.attrib
    }
    assert named[picture.attrib["aria-labelledby"]] == chart.title
    assert all(bar.sentence in named[picture.attrib["aria-describedby"]] for bar in chart.bars)
    ends: dict[str, float] = {}
    for shape in picture.iter("rect"):
        end = float(shape.attrib["x"]) + float(shape.attrib["width"])
        ends[shape.attrib["y"]] = max(end, ends.get(shape.attrib["y"], 0))
    for bar, end in zip(chart.bars, ends.values(), strict=True):
        assert end / max(ends.values()) == pytest.approx(bar.end / chart.longest, abs=0.01)


def test_no_chart_shows_a_persons_answers() -> None:
    for name, shown in every_page():
        if not name.startswith("topic "):
            assert not charts(shown.unbroken), name


def test_json_contains_what_a_port_needs_to_draw_a_chart() -> None:
    blocks = json.loads(run("topic", "withdrawal", "--json").out)["topic"]["blocks"]
    (chart,) = [block for block in blocks if block["kind"] == "chart"]
    assert chart["bars"][2] == {
        "label": "Heroin, length",
        "says": "4 to 10 days",
        "begin": 0,
        "sure": 4.0,
        "end": 10.0,
        "fact": "withdrawal-length-heroin",
    }


def test_a_terminal_without_blocks_gets_marks_that_still_differ() -> None:
    with Terminal("topic", "withdrawal", "--no-pager", PYTHONIOENCODING="ascii", LANG="C") as shown:
        assert shown.end() == 0
        assert "####" in shown.seen
        assert "...." in shown.seen


def scale_of(lines: list[str]) -> str:
    """Return the scale among the lines of a chart."""
    (found,) = [line for line in lines if re.match(" *0─", line)]
    return found


@pytest.mark.parametrize("name", TOPICS)
@pytest.mark.parametrize("width", range(20, 81))
def test_a_chart_has_a_scale_in_round_numbers_at_any_width(name: str, width: int) -> None:
    """Each number stands where a bar of that length ends, and touches no other."""
    (chart,) = charts(page(name).unbroken)
    lines = bare(joined(terminal.draw(Page("", (chart,)), width, colour=True))).split("\n")
    row = scale_of(lines)
    bars = [line for line in lines if re.search("[█░]", line)]
    start = row.index("0")
    assert len(row) <= width
    line = re.sub(f" ?{chart.unit}$", "", row)
    numbers = [(match.start(), match.end(), match[0]) for match in re.finditer(r"[\d.,]+", line)]
    assert len(numbers) >= 2
    assert re.fullmatch(r" *0(─+[\d.,]+)+─*", line)
    steps = {float(b[2]) - float(a[2]) for a, b in itertools.pairwise(numbers)}
    assert len(steps) == 1
    assert str(steps.pop()).strip("0.") in ("1", "2", "5")
    ends = [max(b.rfind("█"), b.rfind("░")) + 1 for b in bars]
    cells = max(ends) - start
    for begin, end, number in numbers[1:]:
        at = start + float(number) * cells / chart.longest
        assert (begin + end) / 2 == pytest.approx(at, abs=1), (number, row)


@pytest.mark.parametrize(
    ("name", "unit"),
    [("withdrawal", "days"), ("treatment", "of every 1,000"), ("relapse", "times as likely")],
)
@pytest.mark.parametrize("width", [45, 64, 80])
def test_the_scale_of_a_chart_names_its_unit(name: str, unit: str, width: int) -> None:
    (chart,) = charts(page(name).unbroken)
    lines = bare(joined(terminal.draw(Page("", (chart,)), width, colour=True))).split("\n")
    assert scale_of(lines).endswith(f" {unit}")


@pytest.mark.parametrize("name", TOPICS)
def test_plain_lines_have_no_scale(name: str) -> None:
    assert not re.search("0[─-]{2}", run("topic", name).out)


@pytest.mark.parametrize(
    ("longest", "length", "labels"),
    [
        (20, 40, "0 5 10 15 20"),
        (36.1, 40, "0 10 20 30"),
        (8.4, 40, "0 2 4 6 8"),
        (1, 40, "0 0.2 0.4 0.6 0.8 1"),
        (3000, 40, "0 1,000 2,000 3,000"),
        (20, 13, "0 10 20"),
        (20, 4, "0 20"),
        (20, 3, ""),
        (0.3, 40, "0 0.1 0.2 0.3"),
    ],
)
def test_ticks_are_round_numbers_that_fit(longest: float, length: float, labels: str) -> None:
    assert " ".join(tick.label for tick in scale.ticks(longest, length)) == labels


@pytest.mark.parametrize("name", TOPICS)
def test_a_picture_has_a_tick_for_each_number_and_names_the_unit(name: str) -> None:
    (chart,) = charts(page(name).unbroken)
    picture = ElementTree.fromstring("\n".join(svg.draw(chart)))
    (group,) = picture.iter("g")
    (path,) = group.iter("path")
    *numbers, unit = group.iter("text")
    assert unit.text == chart.unit
    at = [float(number.attrib["x"]) for number in numbers]
    longest = max(
        float(rect.attrib["x"]) + float(rect.attrib["width"]) for rect in picture.iter("rect")
    )
    for x, number in zip(at, numbers, strict=True):
        assert x == pytest.approx(float(number.text or "") * longest / chart.longest, abs=0.2)
        assert f"M{x} " in path.attrib["d"]
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    assert float(unit.attrib["x"]) + 8 * len(chart.unit) <= width
    assert all(float(text.attrib["y"]) < height for text in group.iter("text"))
    for a, b in itertools.pairwise([*at, float(unit.attrib["x"])]):
        assert b - a >= 9


def test_a_unit_that_is_longer_than_the_figures_fits_beside_the_scale() -> None:
    bars = (Bar("One", "4", 0, 4, 4, "oat-mortality"), Bar("Two", "2", 0, 2, 2, "oat-mortality"))
    chart = Chart("Deaths", bars, unit="of every 1,000 people")
    for width in range(36, 81):
        lines = bare(joined(terminal.draw(Page("", (chart,)), width, colour=True))).split("\n")
        assert scale_of(lines).endswith(" of every 1,000 people")
        assert max(map(len, lines)) <= width
    picture = ElementTree.fromstring("\n".join(svg.draw(chart)))
    *_, unit = picture.iter("text")
    whole = float(picture.attrib["viewBox"].split()[2])
    assert float(unit.attrib["x"]) + 8 * len(chart.unit) <= whole


@pytest.mark.parametrize(
    ("letters", "length", "numbers"), [(12, 212, ["0", "2", "4", "6", "8"]), (31, 22, [])]
)
def test_a_long_unit_has_its_space_and_numbers_are_left_out_where_they_would_touch(
    letters: int, length: int, numbers: list[str]
) -> None:
    """A picture is 360 wide, and a letter 10; before the unit comes a number."""
    bars = (Bar("a", "3", 0, 3, 3, "f"), Bar("b", "9", 0, 9, 9, "f"))
    picture = "".join(svg.draw(Chart("t", bars, unit="u" * letters)))
    assert re.findall(r'<rect [^>]*width="([\d.]+)"', picture)[1] == f"{length}.0"
    assert re.findall(r'y="112"[^>]*>(\d+)<', picture) == numbers
