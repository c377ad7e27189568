"""`kickcheck assess` without a file of answers: a conversation, and where it takes place."""

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
from kickcheck.screen.linear_screen import LinearScreen, whole_lines
from kickcheck.session import Conversation, Ending, Outcome, SaveDialog, Screen, show_summary

_EXIT_CODES = {Ending.DONE: 0, Ending.QUIT: 0, Ending.INPUT_ENDED: 3, Ending.UNUSABLE: 2}


class Result(Frozen):
    """What a conversation led to.

    Args:
        parts: what is shown part by part on the alternate screen.
        cards: for the line at the foot.
        printed: what is printed on the normal screen, unless it was shown and left behind.
        save: lets the person save; left out where there is no result.

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
    """Ask the questions, and return what is printed afterwards.

    Args:
        localizer: fills in the numbers of a country.
        sections: ids of the only sections that are asked; none: all that are meant to be.
        options: how the result is wanted.
        keep: whether to stay on the normal screen.
        demo: the example person who answers, in a demo.

    """
    someone_there = streams.is_terminal(sys.stdin)
    interview = _interview(localizer, sections, demo, someone_there=someone_there)
    screen, opened = _screen(localizer, plain=options.plain, keep=keep, waits=someone_there)
    with opened:
        outcome = _converse(localizer, screen, interview, demo)
        done = outcome.ending is Ending.DONE
        result = (_completed if done else _left_early)(localizer, outcome, options, demo)
        printed = result.printed
        elsewhere = done and (options.as_json or options.output_file is not None)
        if screen.full and not elsewhere:
            kept = show_summary(localizer, screen, result.parts, result.cards, result.save)
            printed = printed if kept else CommandResult(exit_code=printed.exit_code)
    if outcome.ending is Ending.UNUSABLE:
        print_error(
            "Too many lines in a row were no answer.", "For scripts there is --answers FILE."
        )
    return printed


def _interview(
    localizer: Localizer, sections: tuple[str, ...], demo: Demo | None, *, someone_there: bool
) -> Interview:
    """Return the questions that are asked; a pipe is not offered the optional sections."""
    questionnaire = localizer.content.questionnaire
    offered = frozenset(s.id for s in questionnaire.sections if s.offer) - set(sections)
    asked = sections or tuple(
        s.id for s in questionnaire.sections if someone_there or demo or s.id not in offered
    )
    return Interview(
        questionnaire,
        asked,
        frozenset() if sections else offered & set(asked),
        excluded=questionnaire.left_out_of_demos if demo else frozenset(),
    )


def _converse(
    localizer: Localizer, screen: Screen, interview: Interview, demo: Demo | None
) -> Outcome:
    """Ask whoever is there, or let the person of a demo answer."""
    if demo is None:
        return Conversation(localizer, screen, interview).run()
    typing = DemoScreen(screen, localizer, demo)
    first = demo_pages.first_page(localizer, demo)
    conversation = Conversation(localizer, typing, interview, first)
    typing.state = lambda: conversation.interview
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
        # Nobody should have to answer again because a disk is full.
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
        page, printed = (demo_pages.marked(localizer, each) for each in (page, printed))
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
    """Return where the conversation takes place, and what puts the terminal right afterwards."""
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
    how = None
    if out is not None and waits and not plain_mode and not keep:
        how = alternate_screen_codes(os.environ.get("TERM", ""), out.fileno())
    if out is None or how is None:
        draw_text = page_renderer(plain_mode=plain_mode, width=streams.width(os.environ, out))
        linear = LinearScreen(out, reader, draw_text, waits=waits, plain=plain_mode)
        return linear, whole_lines(sys.stdin.fileno()) if waits else nullcontext()
    full = FullScreen(
        out.fileno(), out.encoding, how, draw, reader, interface.prompt_more, is_back, is_answer
    )
    return full, full.opened()
