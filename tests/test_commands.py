"""Every command line that is right, and the ways to get one wrong."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from all_pages import CONTENT
from cli_runner import TALL, Completed, Terminal, run
from expected_cards import MAIN, RISKS
from kickcheck import __version__
from kickcheck.pages.localizer import on_day
from kickcheck.safe_text import hidden


def sentences(ran: Completed) -> list[str]:
    return [line for line in ran.err.splitlines() if line]


def refused(ran: Completed, code: int) -> str:
    """Assert a refusal: exit code, empty stdout, a short message without traceback or path."""
    assert ran.code == code, ran
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert "/" not in ran.err.replace("and/or", "")
    assert len(sentences(ran)) == 1
    return ran.err


# --- answers files ---------------------------------------------------------------------------


def answers(tmp_path: Path, text: str | bytes, *options: str) -> Completed:
    file = tmp_path / "answers.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    before = sorted(tmp_path.iterdir())
    ran = run("assess", "--answers", str(file), *options, cwd=tmp_path)
    assert sorted(tmp_path.iterdir()) == before
    return ran


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- yes\n", "names with values"),
        ("just words\n", "names with values"),
        ("nonsense: yes\n", "nonsense"),
        ("control: true\n", "line 1"),
        ("control: 1\n", "line 1"),
        ("naloxone: yes\ncontrol: maybe\n", "line 2"),
        ("control: yes\ncontrol: no\n", 'line 2 repeats the key "control"'),
        ("control: [yes]\n", "line 1"),
        ("control: !!str yes\n", "tag"),
        ("control: &a yes\nless-time: *a\n", "a"),
        ("control: yes\n---\ncontrol: no\n", "more than one"),
        ("control: {yes\n", "not YAML"),
        (b"control: \xff\n", "line 1 is not UTF-8 text: save it as UTF-8"),
        ("control: yes\x1b[31m\n", "hidden character"),
        ("suicidal-thoughts: no\nsuicidal-today: yes\n", "suicidal-thoughts"),
        ("control: yes\n" + "#" * 1_100_000, "larger than"),
        ("[" * 5000, "line 1"),
    ],
)
def test_an_answers_file_that_is_wrong_is_refused_with_its_line(
    tmp_path: Path, text: str | bytes, says: str
) -> None:
    assert says in refused(answers(tmp_path, text), 65)


def test_a_refused_answers_file_names_both_questions_that_do_not_fit_together(
    tmp_path: Path,
) -> None:
    said = refused(answers(tmp_path, "suicidal-today: yes\nsuicidal-thoughts: no\n"), 65)
    assert "suicidal-today" in said
    assert "suicidal-thoughts" in said


def test_an_error_never_contains_an_answer(tmp_path: Path) -> None:
    ran = answers(tmp_path, "childhood-harm: yes\nnonsense: unsure\n")
    assert "yes" not in ran.err.split("such as")[0]
    assert "unsure" not in ran.err


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("assess yes unsure", "Unexpected argument"),
        ("check a yes", "Unexpected argument"),
        ("yes", "There is no such command."),
        ("topc", "Did you mean topic?"),
        ("assess --yes", "There is no such option."),
        ("assess --control=yes", "There is no such option."),
        ("assess --contry US", "or --country?"),
        ("assess --section", "--section needs a value."),
        ("assess --plain=yes", "--plain takes no value."),
        ("assess --section yes", "There is no such section."),
        ("assess --demo yes", "There is no such person."),
        ("topic yes", "No topic has that name."),
        ("contacts --country yes", "two letters"),
        ("contacts yes", "two letters"),
    ],
)
def test_a_wrong_command_line_gets_one_line_that_does_not_repeat_it(typed: str, says: str) -> None:
    """The mistyped words could be answers."""
    message = refused(run(*typed.split()), 2)
    assert says in message
    assert not {"yes", "unsure"} & set(message.replace("-", " ").replace(".", " ").split())


@pytest.mark.parametrize("name", ["missing.yaml", "folder"])
def test_an_answers_file_that_cannot_be_read_has_a_separate_exit_code(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder").mkdir()
    refused(run("assess", "--answers", str(tmp_path / name), cwd=tmp_path), 66)


def test_answers_may_be_yaml_or_json_in_a_file_or_on_stdin(tmp_path: Path) -> None:
    as_yaml = answers(tmp_path, "control: yes\nnaloxone: no\n", "--json")
    as_json = answers(tmp_path, '{"control": "yes", "naloxone": "no"}', "--json")
    as_stdin = run(
        "assess", "--answers", "-", "--json", stdin="\ufeffcontrol: yes\r\nnaloxone: no\r\n"
    )
    assert as_yaml.code == as_json.code == as_stdin.code == 0
    assert as_yaml.out == as_json.out == as_stdin.out


def test_the_json_is_the_envelope_that_others_build_on(tmp_path: Path) -> None:
    ran = answers(
        tmp_path,
        "recent-break: yes\nmay-use: unsure\ncontrol: yes\ndespite-harm: yes\nless-time: no\n"
        "responsibilities: no\nfamily-history: yes\n",
        "--json",
    )
    assert ran.out.isascii()
    result = json.loads(ran.out)
    assert list(result) == [
        "schema",
        "questionnaire",
        "country",
        "complete",
        "answers",
        "cards",
        "sections",
        "background",
    ]
    assert result["schema"] == "kickcheck.result/1"
    assert set(result["questionnaire"]) == {"id", "version", "sha256"}
    assert result["complete"] is False
    assert result["answers"]["alone"] == "skip"
    assert result["cards"][0] == {
        "id": "lowered-tolerance",
        "precedence": 1,
        "because": ["recent-break", "may-use"],
        "shown": "full",
    }
    assert result["sections"]["signs"] == {
        "yes": 2,
        "no": 2,
        "unknown": 1,
        "asked": 5,
        "low": 2,
        "high": 3,
        "yes_to": ["control", "despite-harm"],
    }
    assert result["background"] == ["family-history"]
    assert result["cards"][-1]["because"] == []


@pytest.mark.parametrize(
    ("typed", "country"),
    [(None, None), ("us", "US"), ("England", "GB"), ("pr", "PR"), ("FR", "FR")],
)
def test_the_json_names_the_country_that_was_chosen(typed: str | None, country: str | None) -> None:
    chosen = [] if typed is None else ["--country", typed]
    ran = run("assess", "--answers", "-", "--json", *chosen, stdin="control: yes\n")
    assert json.loads(ran.out)["country"] == country


@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_a_saved_result_is_read_as_answers_and_gives_the_same_result(
    tmp_path: Path, indent: int | str | None
) -> None:
    said = "recent-break: yes\nmay-use: unsure\npregnant: no\nfamily-history: yes\n"
    saved = tmp_path / "result.json"
    assert run("assess", "--answers", "-", "-o", str(saved), stdin=said).code == 0
    result = json.loads(saved.read_text())
    again = run("assess", "--answers", "-", "--json", stdin=json.dumps(result, indent=indent))
    assert json.loads(again.out) == result
    shown = run("assess", "--answers", str(saved)).out
    assert shown == run("assess", "--answers", "-", stdin=said).out


@pytest.mark.parametrize(
    "changed",
    [{"schema": "kickcheck.result/2"}, {"schema": None}, {"schema": ["kickcheck.result/1"]}],
)
def test_a_result_of_another_version_is_refused_in_one_sentence(changed: dict[str, object]) -> None:
    result = json.loads(run("assess", "--answers", "-", "--json", stdin="control: yes\n").out)
    ran = run("assess", "--answers", "-", "--json", stdin=json.dumps({**result, **changed}))
    assert (ran.code, ran.out) == (65, "")
    assert ran.err == (
        "The standard input is refused: line 1 does not name the schema of a result that can be"
        " read: kickcheck.result/1. Save the result again.\n"
    )


def test_json_from_a_conversation_is_alone_on_stdout() -> None:
    ran = run("assess", "--json", stdin="y\nn\n" + "s\n" * (len(MAIN + RISKS) - 2))
    assert json.loads(ran.out)["answers"]["recent-break"] == "yes"
    left = run("assess", "--json", stdin="y\ny\nq\n")
    assert left.out == ""
    assert "Tolerance is lower after a break" in left.err


# --- wrong usage -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["topic", "withdrawl"], "Did you mean withdrawal"),
        (["topic", "qqqqqq"], "To see all: kickcheck topic"),
        (["assess", "--section", "sign"], "safety, dependence, signs, care, risks"),
        (["contacts", "--country", "Ruritania"], "two letters"),
        (["contacts", "Ruritania"], "two letters"),
        (["contacts", "US", "--country", "GB"], "Name it once"),
        (["contacts", "--country", "1!"], "two letters"),
        (["assess", "--country", "ÄÖ"], "two letters"),
        (["topic", "--country", "U"], "two letters"),
        (["topic", "--sources"], "needs a topic"),
        (["topic", "relapse", "--sources", "--notes"], "are two pages"),
        (["topic", "relapse", "--search", "bath"], "looks through all topics"),
    ],
)
def test_a_value_that_does_not_exist_is_wrong_usage(arguments: list[str], says: str) -> None:
    assert says in refused(run(*arguments), 2)


@pytest.mark.parametrize(
    "arguments", [["--nonsense"], ["assess", "--nonsense"], ["nonsense"], ["assess", "stray"]]
)
def test_an_option_or_command_that_does_not_exist_is_wrong_usage(arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("acting", ["\x07", "\u202e", "\u200b", "\u2028"])
def test_control_characters_are_not_repeated(acting: str) -> None:
    for arguments in ([f"--non{acting}sense"], [f"non{acting}sense"], ["assess", f"a{acting}"]):
        ran = run(*arguments)
        assert ran.code == 2
        assert not any(hidden(ran.err))


def test_an_error_about_a_malformed_country_names_the_variable() -> None:
    said = refused(run("contacts", KICKCHECK_COUNTRY="Ruritania"), 2)
    assert said.startswith("KICKCHECK_COUNTRY takes two letters.")


@pytest.mark.parametrize("code", ["Ruritania", "U", "ß", ""])
def test_a_malformed_country_is_reported_and_does_not_block_the_emergency_page(
    code: str,
) -> None:
    ran = run("emergency", "--country", code)
    assert ran.code == 2
    assert ran.err.startswith("--country takes two letters.")
    assert ran.out == run("emergency").out


# --- pages -----------------------------------------------------------------------------------


def test_help_and_version_are_where_they_are_expected() -> None:
    assert run("--version").out == run("-V").out == f"kickcheck {__version__}\n"
    for arguments in ([], ["assess"], ["topic"], ["emergency"], ["contacts"], ["check"]):
        short, long = run(*arguments, "-h"), run(*arguments, "--help")
        assert short.code == long.code == 0
        assert short.out == long.out != ""


def test_kickcheck_alone_says_what_it_is_and_where_the_emergency_page_is() -> None:
    welcome = run()
    assert welcome.code == 0
    assert "kickcheck emergency" in welcome.out.split("\n\n")[1].replace("\n", " ")
    for command in ("assess", "topic", "emergency", "contacts"):
        assert f"kickcheck {command}" in welcome.out


def test_kickcheck_alone_shows_the_number_of_a_country() -> None:
    for ran in (run("--country", "GB"), run(KICKCHECK_COUNTRY="GB")):
        assert ran.code == 0
        assert "999" in ran.out
        assert "911" not in ran.out


def test_the_emergency_page_has_the_number_in_its_first_lines() -> None:
    assert "999" in " ".join(run("emergency", "--country", "uk").out.splitlines()[:3])
    assert "911" in " ".join(run("emergency", KICKCHECK_COUNTRY="us").out.splitlines()[:3])
    everywhere = " ".join(run("emergency").out.splitlines()[:12])
    for number in ("911", "112", "999", "000", "111"):
        assert number in everywhere


def test_an_unlisted_country_gets_what_applies_in_many_countries() -> None:
    ran = run("contacts", "--country", "ZZ")
    assert ran.code == 0
    assert "no help lines for ZZ" in ran.out
    assert "112" in ran.out


@pytest.mark.parametrize(
    ("typed", "code"),
    [("us", "US"), ("USA", "US"), ("united  states", "US"), ("uk", "GB"), ("England", "GB"),
     ("New Zealand", "NZ"), ("españa", "ES"), ("jersey", "JE")],
)  # fmt: skip
def test_a_country_is_found_by_the_names_that_people_type(typed: str, code: str) -> None:
    by_code = run("contacts", "--country", code)
    assert run("contacts", "--country", typed).out == by_code.out
    assert run("contacts", typed).out == run("contacts", *typed.split()).out == by_code.out
    assert run("contacts", KICKCHECK_COUNTRY=typed).out == by_code.out


def test_a_word_that_people_use_finds_its_topic() -> None:
    by_name, by_word = run("topic", "withdrawal"), run("topic", "dope", "sick")
    assert by_name.out == by_word.out != ""
    assert run("topic", "Dope Sick").out == by_name.out


def test_the_list_of_topics_names_each_one_with_a_line() -> None:
    listed = json.loads(run("topic", "--json").out)["topics"]
    page = run("topic").out
    for topic in listed:
        assert f"{topic['id']}: " in page


def test_sources_of_a_topic_are_given_in_full() -> None:
    ran = run("topic", "relapse", "--sources")
    assert "Strang J, McCambridge J" in " ".join(ran.out.split())
    assert "Where the figures come from" in ran.out


def test_brackets_in_content_are_printed_unchanged() -> None:
    # Rich would read them as markup and print nothing.
    assert "[" in run("topic", "withdrawal").out


def test_nothing_on_a_summary_grades_a_person(tmp_path: Path) -> None:
    all_answers = "".join(
        f"{name}: yes\n"
        for name in (
            "tolerance",
            "withdrawal",
            "less-time",
            "on-my-mind",
            "responsibilities",
            "control",
            "despite-harm",
        )
    )
    for text in (all_answers, all_answers.replace("yes", "no"), "control: skip\n"):
        summary = answers(tmp_path, text).out.lower()
        for word in ("mild", "moderate", "severe", "%", "score:", "your score", "high risk"):
            assert word not in summary.split("sources\n")[0], word
        assert "you are addicted" not in summary


def test_skipped_or_missing_answers_never_reassure(tmp_path: Path) -> None:
    skipped = answers(tmp_path, "recent-break: skip\n").out
    assert "You chose not to answer." in skipped
    assert "You did not say yes" not in skipped
    nearly = "less-time: no\non-my-mind: no\nresponsibilities: no\ncontrol: no\n"
    some = answers(tmp_path, f"{nearly}despite-harm: unsure\n").out
    assert "You said yes to 0 to 1 of 5." in " ".join(some.split())
    assert "You did not say yes to any" not in some
    none = answers(tmp_path, f"{nearly}despite-harm: no\n").out
    assert "not an all-clear" in " ".join(none.split())


def test_a_search_shows_the_topics_that_mention_something_with_the_line() -> None:
    ran = run("topic", "--search", "BATH")
    assert ran.out.startswith("Topics that mention it\n\noverdose-response\n\n- ")
    assert "bath" in ran.out.lower().split("overdose-response")[1]
    found = json.loads(run("topic", "--search", "bath", "--json").out)
    assert [topic["id"] for topic in found["topics"]] == ["overdose-response"]
    none = run("topic", "--search", "xyzzy")
    assert none.code == 0
    assert "No topic mentions it." in none.out


def test_the_counselors_notes_are_never_shown_with_the_page() -> None:
    notes, page = run("topic", "withdrawal", "--notes"), run("topic", "withdrawal")
    for heading in ("Ask first", "Listen for", "Teach-back", "Where the evidence is weak"):
        assert f"\n{heading}\n" in notes.out
        assert heading not in page.out
    assert "dried out the body" in page.out.replace("\n", " ")
    assert "dried out the body" not in notes.out.replace("\n", " ")


def test_every_topic_has_notes_a_page_and_its_sources() -> None:
    for topic in json.loads(run("topic", "--json").out)["topics"]:
        assert run("topic", topic["id"], "--notes").out.startswith("For the counselor: ")


@pytest.mark.parametrize(
    "text",
    [
        "suicidal-thoughts: I want to die on monday\n",
        "control: &heroin yes\n",
        "control: !heroin yes\n",
        "I take heroin every single day and nobody knows: yes\n",
    ],
)
def test_no_word_of_a_refused_answers_file_is_repeated(tmp_path: Path, text: str) -> None:
    said = refused(answers(tmp_path, text), 65)
    for word in ("die", "monday", "heroin", "nobody"):
        assert word not in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["assess", "--answers", ""],
        ["topic", "relapse", "-o", ""],
        ["topic", "--country", ""],
    ],
)
def test_an_empty_value_is_not_taken_for_none(arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code in (2, 66)
    assert ran.out == ""


def test_no_environment_variable_blocks_the_emergency_page() -> None:
    usual = run("emergency").out
    for name in ("_KICKCHECK_COMPLETE", "PYTHONOPTIMIZE", "KICKCHECK_CONTACTS"):
        assert run("emergency", **{name: "2"}).out == usual  # type: ignore[arg-type]


def test_help_is_whole_at_any_width_and_without_docstrings() -> None:
    whole = run("--help").out
    assert "..." not in whole.replace("[ARGS]...", "")
    for columns in ("20", "50", "78"):
        assert run("--help", COLUMNS=columns).out == whole
    assert run("--help", PYTHONOPTIMIZE="2").out == whole


def test_a_name_of_300_letters_cannot_be_read() -> None:
    refused(run("check", "a" * 300), 66)


# --- what to do next -------------------------------------------------------------------------

ASK_FOR_MEDICATION = "Ask a doctor or a drug service about methadone or buprenorphine."


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("control: yes\n", True),
        ("control: yes\nprescribed-opioid: yes\n", True),
        ("control: yes\non-methadone: yes\n", False),
        ("control: yes\non-buprenorphine: yes\n", False),
        (
            "tolerance: yes\nprescribed-opioid: yes\nless-time: no\non-my-mind: no\n"
            "responsibilities: no\ncontrol: no\ndespite-harm: no\n",
            False,
        ),
        ("tolerance: yes\nprescribed-opioid: yes\n", True),
        (
            "tolerance: yes\nless-time: no\non-my-mind: no\nresponsibilities: no\n"
            "control: no\ndespite-harm: no\n",
            True,
        ),
        ("control: yes\nsuicidal-thoughts: yes\n", False),
        ("control: no\n", False),
    ],
)
def test_medication_is_offered_to_those_who_may_want_it_and_have_none(
    tmp_path: Path, said: str, offered: bool
) -> None:
    text = " ".join(answers(tmp_path, said).out.split())
    assert (ASK_FOR_MEDICATION in text) is offered
    after = text.split("It is your decision. Some ideas:")[1].split("Emergency:")[0]
    assert 2 <= after.count(" - ") <= 4


@pytest.mark.parametrize("country", ["US", "GB", "AU", "XX"])
def test_a_low_window_that_shows_the_end_of_the_steps_still_shows_the_number(country: str) -> None:
    page = run("emergency", "--country", country).out
    here = CONTENT.countries.get(country, CONTENT.countries["international"])
    last = " ".join(page.split("\n\n")[-1].split())
    assert last.startswith(f"Call {here.phrases['emergency']} first.")


@pytest.mark.parametrize(
    "line",
    [
        "", "topic", "topic relapse", "topic relapse --sources", "topic relapse --notes",
        "topic --search naloxone", "contacts", "contacts GB --sources", "emergency GB",
        "emergency GB extra", "emergancy", "assess --blank", "assess --demo list",
        "assess --demo pain --notes", "assess --answers answers.yaml",
    ],
)  # fmt: skip
def test_plain_is_plain_on_a_terminal_whatever_its_size(line: str, tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("control: yes\n")
    words = line.split()
    with Terminal(*words, cwd=tmp_path, rows=TALL) as shown:
        shown.end()
    assert "\x1b[1m" in shown.seen
    with Terminal(*words, "--plain", cwd=tmp_path, columns=45, rows=10) as plain:
        plain.end()
    assert "\x1b" not in plain.seen
    assert max(map(len, plain.seen.splitlines())) <= 45


def test_plain_is_plain_also_where_the_answers_come_from_a_pipe() -> None:
    for option, bold in ((), True), (("--plain",), False):
        with Terminal("assess", *option, through='echo n | "$@"') as shown:
            assert shown.end() == 3
        assert ("\x1b[1mBefore you go" in shown.seen) is bold


def test_a_saved_page_ends_with_what_it_is_not_and_when_it_was_reviewed(tmp_path: Path) -> None:
    interface = CONTENT.interface
    oldest = min(topic.reviewed for topic in CONTENT.topics.values())
    topic = next(each for each in CONTENT.topics.values() if each.reviewed != oldest)
    for line, is_not, reviewed in (
        (["emergency"], interface.saved_steps_are_not, oldest),
        (["topic", topic.id], interface.saved_what_it_is_not, topic.reviewed),
    ):
        file = tmp_path / f"{line[0]}.txt"
        assert run(*line, "-o", str(file)).code == 0
        *_, before, last = file.read_text().rstrip().split("\n\n")
        assert before == is_not
        assert on_day(reviewed) in last


@pytest.mark.parametrize(("variable", "coloured"), [("", True), ("NO_COLOR", False)])
def test_a_terminal_gets_colour_unless_it_is_not_wanted(variable: str, coloured: bool) -> None:
    environ: dict[str, Any] = {variable: "1"} if variable else {}
    with Terminal("contacts", "GB", rows=TALL, **environ) as shown:
        assert shown.end() == 0
    assert bool(re.search(r"\x1b\[(\d+;)*3\d", shown.seen)) is coloured
