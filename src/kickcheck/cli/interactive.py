"""`kickcheck assess` without a file of answers: sets up and runs the conversation."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from kickcheck import streams
from kickcheck.assessment import ShownCard, assess, cards_so_far
from kickcheck.cli import assess_result
from kickcheck.cli.formats import suffixes
from kickcheck.cli.output import (
    CommandResult,
    OutputFile,
    OutputOptions,
    conversation_stream,
    is_plain,
    page_renderer,
    print_error,
)
from kickcheck.errors import KickcheckError
from kickcheck.frozen import Frozen
from kickcheck.interview import ANSWERS, Command, Interview, understand
from kickcheck.model import Demo, Page
from kickcheck.pages import demo as demo_pages
from kickcheck.pages import summary as pages
from kickcheck.pages.localizer import Localizer
from kickcheck.render import Drawing, terminal
from kickcheck.screen.demo_screen import DemoScreen
from kickcheck.screen.full_screen import FullScreen, alternate_screen_codes
from kickcheck.screen.line_reader import LineReader
from kickcheck.screen.linear_screen import LinearScreen, line_mode
from kickcheck.session import Conversation, Ending, Outcome, SaveDialog, Screen, show_summary

_EXIT_CODES = {Ending.DONE: 0, Ending.QUIT: 0, Ending.INPUT_ENDED: 3, Ending.UNUSABLE: 2}


class Result(Frozen):
    """What is shown at the end of a conversation.

    Args:
        parts: the pages that are shown one by one on the alternate screen.
        cards: the cards for the status line.
        printed: what is printed on the normal screen, unless the parts were shown and not kept.
        save: lets the person save the result; None if there is none.

    """

    parts: tuple[Page, ...]
    cards: tuple[ShownCard, ...]
    printed: CommandResult
    save: SaveDialog | None = None


def run_interactive(
    localizer: Localizer,
    sections: tuple[str, ...],
    options: OutputOptions,
    *,
    keep: bool,
    demo: Demo | None = None,
) -> CommandResult:
    """Ask the questions, and return what to print afterwards.

    Args:
        localizer: fills in the numbers of a country.
        sections: ids of the only sections to ask; empty: the default sections.
        options: how to output the result.
        keep: whether to stay on the normal screen.
        demo: the example person who answers, in a demo.

    """
    is_interactive = streams.is_terminal(sys.stdin)
    interview = _interview(localizer, sections, demo, is_interactive=is_interactive)
    screen, context = _screen(localizer, plain=options.plain, keep=keep, waits=is_interactive)
    with context:
        outcome = _converse(localizer, screen, interview, demo)
        done = outcome.ending is Ending.DONE
        result = (_completed if done else _left_early)(localizer, outcome, options, demo)
        printed = result.printed
        elsewhere = done and (options.as_json or options.output_file is not None)
        if screen.full and not elsewhere:
            kept = show_summary(localizer, screen, result.parts, result.cards, result.save)
            printed = printed if kept else CommandResult(exit_code=printed.exit_code)
    if outcome.ending is Ending.UNUSABLE:
        print_error("Too many lines in a row were not answers.", "In scripts, use --answers FILE.")
    return printed


def _interview(
    localizer: Localizer, sections: tuple[str, ...], demo: Demo | None, *, is_interactive: bool
) -> Interview:
    """Return a new interview. Optional sections are not offered to a pipe."""
    questionnaire = localizer.content.questionnaire
    offered = frozenset(s.id for s in questionnaire.sections if s.offer) - set(sections)
    asked = sections or tuple(
        s.id for s in questionnaire.sections if is_interactive or demo or s.id not in offered
    )
    return Interview(
        questionnaire,
        asked,
        frozenset() if sections else offered & set(asked),
        excluded=questionnaire.excluded_from_demos if demo else frozenset(),
    )


def _converse(
    localizer: Localizer, screen: Screen, interview: Interview, demo: Demo | None
) -> Outcome:
    """Run the conversation with the user, or with the example person of a demo."""
    if demo is None:
        return Conversation(localizer, screen, interview).run()
    demo_screen = DemoScreen(screen, localizer, demo)
    first = demo_pages.first_page(localizer, demo)
    conversation = Conversation(localizer, demo_screen, interview, first)
    demo_screen.state = lambda: conversation.interview
    return conversation.run()


def _completed(
    localizer: Localizer, outcome: Outcome, options: OutputOptions, demo: Demo | None
) -> Result:
    interview = outcome.interview
    assessment = assess(interview.questionnaire, interview.answers, interview.asked_sections())

    def save(name: str) -> str:
        try:
            file = OutputFile.from_name(name, force=False)
            saved = assess_result.output(
                localizer, assessment, OutputOptions(output_file=file), demo
            )
            file.write(saved.page or Page("", ()), saved.data or {})
        except KickcheckError as error:
            return f"{error.message} {error.hint}"
        return ""

    prompt = localizer.format(localizer.interface.prompt_name, suffixes=suffixes())
    printed = assess_result.output(localizer, assessment, options, demo)
    return Result(
        parts=tuple(assess_result.parts(localizer, assessment, demo)),
        cards=assessment.cards,
        # If the disk is full, the answers are not lost.
        printed=replace(printed, print_if_unsaved=True),
        save=SaveDialog(prompt, save),
    )


def _left_early(
    localizer: Localizer, outcome: Outcome, options: OutputOptions, demo: Demo | None
) -> Result:
    interview = outcome.interview
    cards = cards_so_far(interview.questionnaire, interview.answers, interview.chosen)
    page = pages.ending(localizer, cards, interview.answers)
    printed = pages.with_nothing_saved(localizer, page)
    if demo is not None:
        page, printed = (demo_pages.mark_as_example(localizer, each) for each in (page, printed))
    # There is no result to save or to give as JSON, but the cards are still shown.
    result = CommandResult(
        OutputOptions(options.plain),
        printed,
        exit_code=_EXIT_CODES[outcome.ending],
        to_conversation=options.as_json,
    )
    return Result((page,), cards, result)


def _screen(
    localizer: Localizer, *, plain: bool, keep: bool, waits: bool
) -> tuple[Screen, AbstractContextManager[object]]:
    """Return the screen, and a context manager that restores the terminal."""
    colour = streams.has_colour(os.environ)
    interface = localizer.interface

    def draw(page: Page | str, width: int) -> Drawing:
        return terminal.draw(page, width, colour=colour)

    def is_back(line: str) -> bool:
        return understand(line, interface.keys) is Command.BACK

    def is_answer(line: str) -> bool:
        return understand(line, interface.keys) in ANSWERS

    reader = LineReader(
        sys.stdin.fileno() if sys.stdin is not None else None,
        (sys.stdin.encoding if sys.stdin is not None else "") or "utf-8",
    )
    plain_mode = is_plain(requested=plain)
    out = conversation_stream()
    codes = None
    if out is not None and waits and not plain_mode and not keep:
        codes = alternate_screen_codes(os.environ.get("TERM", ""), out.fileno())
    if out is None or codes is None:
        draw_text = page_renderer(plain_mode=plain_mode, width=streams.width(os.environ, out))
        linear = LinearScreen(out, reader, draw_text, waits=waits, plain=plain_mode)
        return linear, line_mode(sys.stdin.fileno()) if waits else nullcontext()
    full = FullScreen(
        out.fileno(), out.encoding, codes, draw, reader, interface.prompt_more, is_back, is_answer
    )
    return full, full.entered()
