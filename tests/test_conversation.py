"""Whole conversations in a real terminal."""

import re
import signal
from pathlib import Path

import pytest

from cli_runner import KICKCHECK, TMUX, Terminal, Tmux, bare, environment, run, tmux
from expected_cards import CARE, DEPENDENCE, MAIN, RISKS, SAFETY, SIGNS

needs_tmux = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")

BREAK = "Have you had a break from opioids"
MAY_USE = "Might you use opioids in the coming days"
TOLERANCE = "Tolerance is lower after a break"
GENERAL = "For any overdose, now or later"
QUESTION = "s skip, "  # in the prompt below the last part of a question
UNUSABLE = "Not understood. y yes"
CRISIS = "Be with someone now"
CLOSES = "Enter closes: "  # the last prompt of a linear screen
END = "q closes"  # in the prompt at the end, on the alternate screen
QUESTION_WORDS = (BREAK, MAY_USE, "question 1 of", "Not sure", TOLERANCE)


def safety(number: int) -> str:
    return f"Part 1 of 5, safety: question {number} of {len(SAFETY)}"


def begin(shell: Tmux, options: str = "") -> None:
    shell.type(f"{KICKCHECK} assess {options}", "Enter to begin")
    shell.type("", BREAK)


@needs_tmux
def test_a_whole_conversation_with_back_skip_why_review_and_a_changed_answer(
    tmp_path: Path,
) -> None:
    with tmux(tmp_path) as shell:
        begin(shell, "--country US")
        shell.type("w", "Why we ask")
        shell.type("n", MAY_USE)
        shell.type("b", BREAK)
        assert "Your answer so far: No" in shell.screen()
        shell.type("n", MAY_USE)
        shell.type("n", safety(3))
        shell.type("s", safety(4))
        shell.type("banana", UNUSABLE)
        shell.type("", UNUSABLE)
        assert safety(4) in shell.screen()
        shell.type("n", safety(5))
        shell.type("y", safety(6))
        shell.type("n", f"Part 2 of 5, physical dependence: question 1 of {len(DEPENDENCE)}")
        shell.type("r", "Your answers so far")
        assert re.search(r"3\. Skipped", shell.screen())
        shell.type("99", "Type a number from the list")
        shell.type("3", "Your answer so far: Skipped")
        shell.type("n", f"physical dependence: question 1 of {len(DEPENDENCE)}")
        shell.type("y", f"question 2 of {len(DEPENDENCE)}")
        shell.type("u", f"Part 3 of 5, signs of addiction: question 1 of {len(SIGNS)}")
        shell.type("y", f"question 2 of {len(SIGNS)}")
        shell.type("skip all", f"{len(CARE) - 1} more questions")
        shell.type("n", f"Part 5 of 5, background: question 1 of {len(RISKS)}")
        shell.type("skip all", "That was the last question")
        shell.type("")
        seen = walk_to(shell, END)
        order = [
            "What you could do next",
            "1-800-662-4357",
            GENERAL,
            f"You said yes to 1 to {len(DEPENDENCE)} of {len(DEPENDENCE)}.",
            f"You said yes to 1 to {len(SIGNS)} of {len(SIGNS)}.",
            "Type a number:",
        ]
        assert sorted(order, key=seen.index) == order
        shell.type("b", "Enter for more")


def walk_to(shell: Tmux, prompt: str, part: int = 1) -> str:
    """Press Enter from a part on until a prompt appears; return everything shown."""
    seen = ""
    for number in range(part, 60):
        more = f"({number} of "  # painted last
        screen = shell.wait_until(lambda now, more=more: prompt in now or more in now, prompt)  # type: ignore[misc]
        seen += screen
        if prompt in screen:
            return seen
        shell.type("")
    raise AssertionError(f"never came: {prompt}")


@needs_tmux
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 15)])
def test_enter_at_the_end_leaves_nothing_and_k_leaves_the_summary(
    tmp_path: Path, columns: int, rows: int
) -> None:
    for last_key in ("", "k"):
        folder = tmp_path / (last_key or "enter")
        folder.mkdir()
        with tmux(folder, columns, rows) as shell:
            shell.type("clear; cd /", "$")
            shell.type(f"{KICKCHECK} assess --country US --section dependence", "kickcheck\n")
            walk_to(shell, "Enter to begin")
            shell.type("")
            walk_to(shell, QUESTION)
            shell.type("y", f"question 2 of {len(DEPENDENCE)}")
            walk_to(shell, QUESTION)
            shell.type("n", "last question")
            shell.type("")
            walk_to(shell, END)
            if last_key:
                shell.type(last_key, "Nothing was saved.")
            else:
                shell.type("", "Enter again closes")
                shell.type("")
            shell.wait_until(lambda now: END not in now and now.rstrip().endswith("$"), "the shell")
            left = " ".join(shell.history().split())
            if last_key:
                assert f"You said yes to 1 of {len(DEPENDENCE)}." in left
                assert GENERAL in left
            else:
                assert "You said yes" not in left
                assert "Your summary" not in left
            assert f"question 2 of {len(DEPENDENCE)}" not in left


@needs_tmux
def test_leaving_after_an_urgent_card_shows_it_and_then_the_general_card(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        begin(shell)
        shell.type("y", MAY_USE)
        shell.type("y", TOLERANCE)
        shell.wait_for("Enter to go on")
        shell.type("", safety(3))
        assert f"{TOLERANCE}." in shell.screen().splitlines()[-1]
        shell.type("n", safety(4))
        shell.type("n", safety(5))
        shell.type("q", "Stop now?")
        shell.type("y", "Before you go")
        text = walk_to(shell, END)
        assert text.index(TOLERANCE) < text.index(GENERAL)
        assert "Nothing was saved." in text
        assert "Get naloxone, and say" not in text
        assert "You said yes to" not in text


def test_a_quit_in_a_pipe_prints_the_cards_so_far_and_the_general_card() -> None:
    left = run("assess", stdin="y\ny\nn\nn\nq\n")
    assert left.code == 0
    assert left.out.index(TOLERANCE) < left.out.index(GENERAL)
    assert "Nothing was saved." in left.out
    assert "You said yes to" not in left.out
    assert BREAK in left.err
    assert BREAK not in left.out


def walk_down(shown: Terminal, prompt: str) -> int:
    """Press Enter through every part of a linear page; return how many parts there were."""
    for part in range(1, 60):
        if shown.child.expect_exact([prompt, f"({part} of "]) == 0:
            return part
        shown.type("")
    raise AssertionError(f"never came: {prompt}")


def test_a_thought_of_acting_today_brings_the_crisis_card_before_the_next_question() -> None:
    with Terminal("assess", "--keep", "--section", "care", "--country", "US") as terminal:
        terminal.wait_for("Enter to begin")
        without = len(CARE) - 1  # `suicidal-today` is asked only after the thoughts
        terminal.type("", f"question 1 of {without}")
        terminal.type("n", f"question 2 of {without}")
        terminal.type("n", f"question 3 of {without}")
        terminal.type("n", f"question 4 of {without}")
        terminal.type("y", "There are people you can talk to")
        terminal.wait_for("Enter to go on")
        terminal.type("", f"question 5 of {len(CARE)}")
        terminal.type("y", CRISIS)
        terminal.wait_for("988")
        terminal.wait_for("Enter to go on")
        terminal.type("", f"question 6 of {len(CARE)}")
        # Changing the answer removes the follow-up answer and its card.
        terminal.type("b", f"question 5 of {len(CARE)}")
        terminal.type("b", f"question 4 of {len(CARE)}")
        terminal.type("n", f"question 5 of {without}")
        terminal.type("r", "Your answers so far")
        terminal.wait_for("Change which?")
        review = bare(terminal.seen[terminal.seen.rindex("Your answers so far") :])
        assert "acting on them" not in review.lower()
        terminal.type("", f"question 5 of {without}")
        terminal.type("q", "Stop now?")
        terminal.type("y", "Before you go")
        walk_down(terminal, CLOSES)
        terminal.type("")
        assert terminal.end() == 0
        ending = bare(terminal.seen[terminal.seen.rindex("Before you go") :])
        assert CRISIS not in ending
        assert GENERAL in ending


@pytest.mark.parametrize("steps", range(8))
def test_ctrl_c_is_silent_and_leaves_the_terminal_as_it_was(steps: int) -> None:
    with Terminal("assess") as terminal:
        terminal.wait_for("Enter to begin")
        if steps:
            terminal.type("", BREAK)
        for _ in range(steps - 1):
            terminal.type("n", " of ")
        during = terminal.attributes()
        terminal.press("\x03")
        assert terminal.end() == 130
        assert terminal.outside().strip() in ("", "^C")
        assert during == terminal.before
        assert "Traceback" not in terminal.seen


@needs_tmux
def test_ctrl_c_at_every_question_leaves_no_question_and_no_answer_behind(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        shell.type("clear", "$")
        stops = [("", count) for count in range(14)]
        stops += [("--section care", count) for count in range(1, 12)]
        stops += [("--section risks", count) for count in range(1, 6)]
        for section, answers in stops:
            shell.type(f"{KICKCHECK} assess {section}; echo code=$?", "Enter to begin")
            if answers:
                shell.type("", "question 1 of")
            for number in range(answers - 1):
                before = shell.screen()
                shell.type("n")
                shell.wait_until(lambda now, before=before: now != before, f"question {number}")  # type: ignore[misc]
            shell.press("C-c")
            screen = shell.wait_for("code=130")
            history = shell.history()
            assert not [word for word in QUESTION_WORDS if word in history], screen
            shell.type("clear", "$")


@needs_tmux
def test_the_rest_of_a_typed_line_does_not_reach_the_shell(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        begin(shell)
        shell._tmux("send-keys", "-l", "yes")
        shell.press("C-c")

        def left(now: str) -> bool:
            return QUESTION not in now and now.rstrip().endswith("$")

        screen = shell.wait_until(left, "the shell")
        assert "yes" not in screen


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGQUIT, 131)]
)
def test_signals_end_it_in_silence(number: signal.Signals, code: int) -> None:
    with Terminal("assess") as terminal:
        terminal.wait_for("Enter to begin")
        terminal.type("", BREAK)
        terminal.kill(number)
        assert terminal.end() == code
        assert terminal.outside().strip() == ""


@needs_tmux
def test_a_window_that_changes_its_size_keeps_the_question_and_the_number(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        begin(shell, "--country GB")
        shell.type("n", MAY_USE)
        shell.resize(40, 12)
        shell.wait_until(
            lambda now: len(now.splitlines()) <= 12 and "999" in now.splitlines()[-1], "small"
        )
        assert "Might you use opioids" in shell.screen()
        shell.resize(100, 30)
        shell.wait_until(lambda now: MAY_USE in now, "large")
        shell.type("n", safety(3))


@needs_tmux
def test_stopping_and_coming_back_hides_and_shows_the_question(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        begin(shell)
        shell.press("C-z")
        screen = shell.wait_for("Stopped")
        assert BREAK not in screen
        shell.type("fg", BREAK)
        shell.type("n", MAY_USE)


def test_the_end_of_input_at_every_question_gives_cards_and_code_3() -> None:
    for answers in range(18):
        ended = run("assess", stdin="n\n" * answers)
        assert ended.code == 3, answers
        assert GENERAL in ended.out
        assert "You said yes to" not in ended.out
    assert run("assess", stdin="n\n" * len(MAIN + RISKS)).code == 0


def test_twenty_unusable_lines_end_it_with_code_2_and_one_sentence() -> None:
    ended = run("assess", stdin="banana\n" * 30)
    assert ended.code == 2
    assert ended.err.endswith(
        "Too many lines in a row were not answers. In scripts, use --answers FILE.\n"
    )
    assert "banana" not in ended.err
    assert GENERAL in ended.out


def test_twenty_unusable_lines_on_a_terminal_end_it_without_blame() -> None:
    with Terminal("assess", "--keep", "--country", "US") as shown:
        shown.wait_for("Enter to begin")
        shown.type("", BREAK)
        for number in range(1, 20):
            shown.type("banana")
            if number % 3 == 0:
                shown.wait_for("What you can type")
                shown.type("")
            shown.wait_for(UNUSABLE)
        shown.type("banana", "Before you go")
        shown.type("")
        assert shown.end() == 2
    assert shown.seen.endswith(
        "Nothing was answered for a while, so kickcheck stopped. You can start again at\r\n"
        "any time.\r\n"
    )


def test_a_pipe_answers_one_question_a_line_and_offers_no_further_section() -> None:
    done = run("assess", "--json", stdin="n\n" * len(MAIN + RISKS))
    assert '"own-history": "no"' in done.out
    assert "pregnant" not in done.out
    care = run("assess", "--json", "--section", "care", stdin="n\n" * (len(CARE) - 1))
    assert '"pregnant": "no"' in care.out
    assert '"suicidal-today"' not in care.out


def test_where_there_is_no_alternate_screen_the_first_screen_says_so() -> None:
    with Terminal("assess", TERM="vt100") as terminal:
        terminal.wait_for("what you type stays visible")
        terminal.type("", BREAK)
        terminal.press("\x03")
        assert terminal.end() == 130
        assert "\x1b[?1049h" not in terminal.seen


def test_the_environment_of_the_tests_contains_nothing_of_the_machine() -> None:
    assert "KICKCHECK_COUNTRY" not in environment()


@needs_tmux
def test_what_is_asked_below_a_long_note_is_seen_and_help_stays_one_key_away(
    tmp_path: Path,
) -> None:
    with tmux(tmp_path) as shell:
        begin(shell)
        shell.type("y", MAY_USE)
        shell.type("y", TOLERANCE)
        shell.wait_for("Enter to go on")
        shell.type("q", "Stop now?")
        shell.type("e", "Overdose: what to do now")
        walk_to(shell, "Enter to go on")
        shell.type("", TOLERANCE)
        shell.wait_until(lambda now: "┃" in now and "Enter to go on" in now, "the card")
        shell.type("", safety(3))
        shell.type("r", "Change which?")
        shell.type("e", "Overdose: what to do now")
        walk_to(shell, "Enter to go on")
        shell.type("", "Change which?")
        shell.type("q", "Stop now?")
        shell.type("", "Change which?")
        shell.type("", safety(3))
        shell.type("?", "What you can type")
        shell.type("e", "Overdose: what to do now")
        walk_to(shell, "Enter to go on")
        shell.type("", "What you can type")
        shell.type("", safety(3))
        shell.type("n", safety(4))


def test_a_key_that_repeats_does_not_crash_the_conversation() -> None:
    with Terminal("assess", "--keep", "--country", "US") as shown:
        shown.wait_for("Enter to begin")
        for _ in range(400):  # three calls each would exceed the limit of Python
            shown.press("e\r")
        shown.wait_for("(1 of 3)")
        shown.type("", "(2 of 3)")
        shown.type("", "Enter to go on")
        shown.type("", "Enter to begin")
        shown.type("", safety(1))


@needs_tmux
@pytest.mark.parametrize("ending", ["C-c", "C-d", "q"])
def test_nothing_is_left_even_where_tmux_has_no_alternate_screen(
    tmp_path: Path, ending: str
) -> None:
    said = ("Why we ask", "Before you go", GENERAL)
    with tmux(tmp_path) as shell:
        shell._tmux("set-option", "-g", "alternate-screen", "off")
        begin(shell)
        shell.type("y", MAY_USE)
        shell.type("w", "Why we ask")
        if ending == "q":
            shell.type("q", "Stop now?")
            shell.type("y", "Before you go")
            walk_to(shell, END)
            shell.type("q")
        else:
            shell.press(ending)
        if ending == "C-d":
            walk_to(shell, END)
            shell.type("q")
        shell.wait_for_the_end()
        history = shell.history()
        for word in (*QUESTION_WORDS, *said):
            assert word not in history, word


@needs_tmux
def test_an_early_end_with_json_leaves_no_card_on_the_normal_screen(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        begin(shell, "--json")
        shell.type("n", MAY_USE)
        shell.type("q", "Stop now?")
        shell.type("y", "Before you go")
        walk_to(shell, END)
        shell.type("q")
        shell.wait_for_the_end()
        assert GENERAL not in shell.history()


def test_a_paused_terminal_does_not_block_the_end_of_the_program() -> None:
    with Terminal("assess") as terminal:
        terminal.wait_for("Enter to begin")
        terminal.press("\x13")
        terminal.kill(signal.SIGTERM)
        assert terminal.end() == 143
        assert terminal.outside().strip() == ""
        assert "\x1b[?1049l" in terminal.seen
        assert terminal.after == terminal.before


def test_nineteen_unusable_lines_at_the_offer_do_not_end_it() -> None:
    with Terminal("assess", "--keep") as terminal:
        terminal.wait_for("Enter to begin")
        terminal.type("", "Have you had a break")
        terminal.type("skip all", "Part 2 of 5")
        terminal.type("skip all", "Part 3 of 5")
        terminal.type("skip all", f"{len(CARE) - 1} more questions")
        for number in range(1, 20):
            terminal.type("banana")
            if number % 3 == 0:
                terminal.wait_for("What you can type")
                terminal.type("", f"{len(CARE) - 1} more questions")
            terminal.wait_for("Not understood. y yes, n no: ")
        terminal.type("n", f"Part 5 of 5, background: question 1 of {len(RISKS)}")


@pytest.mark.parametrize("key", ["e", "?", "w", "b", "r", "c"])
def test_a_pipe_that_types_one_key_for_ever_is_ended(key: str) -> None:
    ended = run("assess", stdin=f"{key}\n" * 100_000)
    assert ended.code == 2
    assert GENERAL in ended.out


# --- The first screen -------------------------------------------------------------------------

LINEAR = [("--keep", "xterm"), ("--plain", "xterm"), ("", "linux")]


def words(screen: str) -> str:
    """Return a screen as one line, without the bar of a card."""
    return " ".join(screen.replace("┃", " ").split())


@needs_tmux
def test_a_country_that_is_typed_is_shown_at_once_and_its_lines_from_then_on(
    tmp_path: Path,
) -> None:
    with tmux(tmp_path) as shell:
        shell.type(f"{KICKCHECK} assess --section care", "Country, or Enter to begin:")
        shell.type("US", "United States. Enter to begin:")
        assert "The number to call is 911." in words(shell.screen())
        assert "Emergency: 911." in shell.screen().splitlines()[-1]
        shell.type("", "question 1 of")
        for number in range(2, 5):
            shell.type("n", f"question {number} of")
        shell.type("y", "There are people you can talk to")
        screen = shell.wait_for("Enter to go on")
        assert "988 (call or text)" in screen
        assert "116 123" not in screen


@needs_tmux
def test_an_unknown_country_gets_a_sentence_and_is_asked_again(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        shell.type(f"{KICKCHECK} assess", "Country, or Enter to begin:")
        shell.type("narnia", "We do not know that country.")
        assert "narnia" not in shell.screen()
        shell.type("germany", "Germany. Enter to begin:")
        assert "Emergency: 112." in shell.screen().splitlines()[-1]


@needs_tmux
def test_no_is_norway_on_the_first_screen_and_answers_nothing(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        shell.type(f"{KICKCHECK} assess", "Country, or Enter to begin:")
        shell.type("no", "NO. Enter to begin:")
        assert "We have no help lines for NO." in words(shell.screen())
        shell.type("", safety(1))
        assert "Your answer so far" not in shell.wait_for(QUESTION)


@pytest.mark.parametrize(
    ("options", "variable"),
    [(["--country", "GB"], None), ([], "GB")],
    ids=["--country", "KICKCHECK_COUNTRY"],
)
def test_who_has_named_a_country_is_not_asked(options: list[str], variable: str | None) -> None:
    with Terminal("assess", "--keep", *options, KICKCHECK_COUNTRY=variable) as shown:
        shown.wait_for("Enter to begin:")
        first = bare(shown.seen)
        assert "Which country?" not in first
        assert "Country, or Enter" not in first
        assert "The number to call is 999." in words(first)
        shown.type("", safety(1))


@needs_tmux
def test_who_is_here_for_someone_else_reads_the_page_for_families_and_comes_back(
    tmp_path: Path,
) -> None:
    with tmux(tmp_path) as shell:
        shell.type(f"{KICKCHECK} assess", "Country, or Enter to begin:")
        shell.type("f", "For family and friends")
        walk_to(shell, "Enter to go on")
        shell.type("", "Country, or Enter to begin:")
        shell.type("", safety(1))


def test_an_answer_below_a_part_that_is_not_the_last_only_shows_the_next_part() -> None:
    with Terminal("assess", "--country", "US", rows=14) as shown:
        shown.read_until("Enter to begin")
        shown.type("", "(1 of 2):")
        begin = len(shown.seen)
        shown.type("y", "more keys:")
        assert safety(2) not in shown.seen[begin:]
        shown.type("n", safety(2))
        shown.child.close(force=True)


def test_plain_on_the_first_screen_goes_to_plain_lines_at_once() -> None:
    with Terminal("assess", rows=60) as shown:
        shown.wait_for("Country, or Enter to begin:")
        shown.type("GB", "United Kingdom. Enter to begin:")
        before = len(shown.seen)
        shown.type("plain", "what you type stays visible")
        shown.wait_for("United Kingdom. Enter to begin:")
        shown.type("", safety(1))
        shown.wait_for("h more keys:")
        shown.type("y", safety(2))
        shown.type("q", "Stop now?")
        shown.type("y", "Before you go")
        shown.wait_for(CLOSES)
        shown.type("")
        assert shown.end() == 0
        left, plain = re.split(r"\x1b\[\?1049l(?:\x1b\[23;0;0t)?", shown.seen[before:])
        assert safety(1) not in left
        assert "\x1b" not in plain
        assert "call 999" in plain.lower()


# --- Urgent cards -----------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["", "--keep", "--plain"])
def test_enter_that_was_typed_ahead_leaves_the_urgent_card_standing(option: str) -> None:
    options = [option] if option else []
    with Terminal("assess", "--country", "US", *options) as shown:
        shown.wait_for("Enter to begin:")
        shown.type("", BREAK)
        shown.wait_for("more keys:")
        shown.press("y\ry\r\r\r\r")
        shown.wait_for(TOLERANCE)
        shown.wait_for("Enter to go on:")
        shown.type("b", "Please read this first. Enter to go on:")
        shown.type("", safety(3))


@pytest.mark.parametrize("option", ["", "--keep", "--plain"])
def test_five_y_at_once_leave_the_urgent_card_standing(option: str) -> None:
    options = [option] if option else []
    with Terminal("assess", "--country", "US", *options) as shown:
        shown.wait_for("Enter to begin:")
        shown.type("", BREAK)
        shown.wait_for("more keys:")
        shown.press("y\r" * 5)
        shown.wait_for(TOLERANCE)
        shown.wait_for("Enter to go on:")
        for line in ("y", "yes", "n", "b", "banana"):
            shown.type(line, "Please read this first. Enter to go on:")
        shown.type("e", "Overdose: what to do now")
        walk_down(shown, "Enter to go on:")
        shown.type("", TOLERANCE)
        shown.wait_for("Enter to go on:")
        shown.type("c", "Your country")
        shown.type("GB", TOLERANCE)
        shown.wait_for("call 999")
        shown.wait_for("Enter to go on:")
        shown.type("q", "Stop now?")
        shown.type("", TOLERANCE)
        shown.wait_for("Enter to go on:")
        assert safety(3) not in shown.seen
        shown.type("", safety(3))
        shown.type("r", "Your answers so far")
        shown.wait_for("Change which?")
        review = bare(shown.seen[shown.seen.rindex("Your answers so far") :])
        assert "2. Yes" in review
        assert "3. " not in review


def test_ctrl_c_on_an_urgent_card_is_silent() -> None:
    with Terminal("assess", "--country", "US") as shown:
        shown.wait_for("Enter to begin:")
        shown.type("", BREAK)
        shown.press("y\r" * 5)
        shown.wait_for(TOLERANCE)
        shown.wait_for("Enter to go on:")
        shown.press("\x03")
        assert shown.end() == 130
        assert shown.outside().strip() in ("", "^C")


@needs_tmux
def test_without_a_country_the_crisis_card_has_the_numbers_of_several_on_one_screen(
    tmp_path: Path,
) -> None:
    with tmux(tmp_path) as shell:
        shell.type(f"{KICKCHECK} assess --section care", "Enter to begin")
        shell.type("", "question 1 of")
        for number in range(2, 5):
            shell.type("n", f"question {number} of")
        shell.type("y", "There are people you can talk to")
        shell.type("", "question 5 of")
        shell.type("y", CRISIS)
        card = words(shell.wait_for("Enter to go on"))
        sentence = card[card.index("Talk to someone now:") : card.index("If you might act")]
        for line in ("988 (US, Canada)", "116 123 (UK, Ireland)", "13 11 14 (Australia)"):
            assert line in sentence


# --- Keys -------------------------------------------------------------------------------------


@needs_tmux
def test_c_changes_the_country_at_a_question_and_in_the_summary(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        shell.type(f"{KICKCHECK} assess --section dependence", "Enter to begin")
        shell.type("", "question 1 of")
        shell.type("c", "Your country")
        shell.type("narnia", "We do not know that country.")
        shell.type("Scotland", "question 1 of")
        assert "Emergency: 999." in shell.screen().splitlines()[-1]
        shell.type("n", f"question 2 of {len(DEPENDENCE)}")
        shell.type("n", "last question")
        shell.type("", "(1 of ")
        assert "116 123" in words(shell.screen())
        shell.type("", "(2 of ")
        shell.type("c", "Your country")
        shell.type("us", "(2 of ")
        assert "Emergency: 911." in shell.screen().splitlines()[-1]
        seen = walk_to(shell, END, part=2)
        assert "Where to find help: United States" in seen
        shell.type("k")
        shell.wait_for_the_end()
        assert "116 123" not in shell.history()
        assert "988" in shell.history()


@needs_tmux
def test_three_unusable_lines_in_a_row_show_the_keys_and_then_the_question(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        begin(shell)
        shell.type("banana", UNUSABLE)
        shell.type("n", MAY_USE)
        shell.type("banana", UNUSABLE)
        shell.type("", UNUSABLE)
        assert "What you can type" not in shell.screen()
        shell.type("7", "What you can type")
        shell.type("", MAY_USE)
        shell.wait_for(UNUSABLE)


# --- The summary ------------------------------------------------------------------------------


@needs_tmux
def test_the_end_of_the_summary_asks_before_it_wipes(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        shell.type(f"{KICKCHECK} assess --country US --section dependence", "Enter to begin")
        shell.type("", "question 1 of")
        shell.type("skip all", "last question")
        shell.type("")
        walk_to(shell, END)
        shell.type("", "Enter again closes and leaves nothing here:")
        shell.type("b", "Enter for more")
        shell.type("", "Enter again closes")
        shell.type("k")
        shell.wait_for_the_end()
        assert "You chose not to answer." in words(shell.history())


@needs_tmux
def test_a_number_opens_a_topic_and_enter_comes_back_to_the_same_part(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        shell.type(f"{KICKCHECK} assess --country US --section dependence", "Enter to begin")
        shell.type("", "question 1 of")
        shell.type("skip all", "last question")
        shell.type("", "(1 of ")
        shell.type("", "(2 of ")
        part = shell.screen()
        shell.type("2", "(1 of ")
        assert words(part) != words(shell.screen())
        walk_to(shell, "Enter to go on")
        shell.type("")
        shell.wait_until(lambda now: now == part, "the part of the summary")


@pytest.mark.parametrize(("option", "term"), LINEAR)
def test_a_linear_summary_stops_at_each_part_and_prints_nothing_twice(
    option: str, term: str
) -> None:
    rows = 24
    options = [option] if option else []
    with Terminal("assess", "--country", "US", *options, TERM=term, rows=rows) as shown:
        shown.wait_for("Enter to begin:")
        shown.type("", safety(1))
        for part in ("Part 2 of 5", "Part 3 of 5", f"{len(CARE) - 1} more questions"):
            shown.type("skip all", part)
        shown.type("n", "Part 5 of 5")
        shown.type("skip all", "last question")
        shown.wait_for("Enter for the summary, r to review: ")
        before = len(shown.seen)
        shown.type("")
        assert walk_down(shown, CLOSES) > 3
        shown.type("")
        assert shown.end() == 0
        assert "\x1b[?1049h" not in shown.seen
        summary = bare(shown.seen[before:])
        for shown_part in re.split(r"\(\d+ of \d+\): |Enter closes: ", summary):
            assert (
                len(shown_part.splitlines()[1:]) <= rows
            )  # the first one is that of the last prompt
        for heading in ("Your summary", "What you could do next", GENERAL, "Where to find help"):
            assert summary.count(heading) == 1, heading
