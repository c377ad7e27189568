"""`kickcheck assess` without a file of answers: a conversation, and where it takes place."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from kickcheck import streams
from kickcheck.assessment import Assessment, ShownCard, assess, cards_so_far
from kickcheck.cli import assess_result
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
from kickcheck.session import Conversation, Ending, Outcome, Screen, show_summary

_EXIT_CODES = {Ending.DONE: 0, Ending.QUIT: 0, Ending.INPUT_ENDED: 3, Ending.UNUSABLE: 2}


def run_interactive(
    localizer: Localizer,
    chosen: tuple[str, ...],
    options: OutputOptions,
    *,
    keep: bool,
    demo: Demo | None = None,
    early_screen: FullScreen | None = None,
) -> CommandResult:
    """Hold a conversation, and return what is printed after it.

    Args:
        localizer: speaks.
        chosen: ids of the only sections that are asked; none: all that are meant to be.
        options: how the result is wanted.
        keep: whether to stay on the normal screen.
        demo: who answers, when nobody does.
        early_screen: the screen that shows the first page already.

    """
    questionnaire = localizer.content.questionnaire
    someone_there = streams.is_terminal(sys.stdin)
    offered = frozenset(s.id for s in questionnaire.sections if s.offer) - set(chosen)
    asked = chosen or tuple(
        s.id for s in questionnaire.sections if someone_there or demo or s.id not in offered
    )
    interview = Interview(
        questionnaire,
        asked,
        frozenset() if chosen else offered & set(asked),
        excluded=questionnaire.left_out_of_demos if demo else frozenset(),
    )
    screen, opened = _screen(
        localizer, early_screen, plain=options.plain, keep=keep, waits=someone_there
    )
    with opened:
        outcome = _converse(localizer, screen, interview, demo)
        done = outcome.ending is Ending.DONE
        elsewhere = done and (options.as_json or options.output_file is not None)
        shown = isinstance(screen, FullScreen) and not elsewhere
        output = _outcome(localizer, outcome, options, demo)
        if shown and not _stays_after(localizer, screen, outcome, demo):
            output = CommandResult(exit_code=output.exit_code)
    if outcome.ending is Ending.UNUSABLE:
        print_error(
            "Too many lines in a row were no answer.", "For scripts there is --answers FILE."
        )
    return output


def _converse(
    localizer: Localizer, screen: Screen, interview: Interview, demo: Demo | None
) -> Outcome:
    """Hold the conversation, with whoever is there or with somebody made up."""
    if demo is None:
        return Conversation(localizer, screen, interview).run()
    typing = DemoScreen(screen, localizer, demo)
    first = demo_pages.first_page(localizer, demo)
    conversation = Conversation(localizer, typing, interview, first)
    typing.state = lambda: conversation.interview
    return conversation.run()


def _outcome(
    localizer: Localizer, outcome: Outcome, options: OutputOptions, demo: Demo | None
) -> CommandResult:
    """Return what is printed on the normal screen."""
    if outcome.ending is Ending.DONE:
        # Nobody should answer again because a disk is full.
        output = assess_result.output(localizer, _assessed(outcome), options, demo)
        return replace(output, print_if_unsaved=True)
    (page,) = pages.ending(localizer, _cards(outcome), outcome.interview.answers)
    # There is no result to save or to give as JSON, but the cards are still said.
    return CommandResult(
        OutputOptions(options.plain),
        demo_pages.marked(localizer, page) if demo else page,
        exit_code=_EXIT_CODES[outcome.ending],
        to_conversation=options.as_json,
    )


def _stays_after(localizer: Localizer, screen: Screen, outcome: Outcome, demo: Demo | None) -> bool:
    """Show the result on the alternate screen; return whether it stays on the normal one."""
    if outcome.ending is not Ending.DONE:
        cards = _cards(outcome)
        ending = pages.ending(localizer, cards, outcome.interview.answers)
        if demo is not None:
            ending = [demo_pages.marked(localizer, page) for page in ending]
        return show_summary(localizer, screen, ending, cards)
    assessment = _assessed(outcome)

    def save(name: str) -> str:
        try:
            output_file = OutputFile.asked(name, force=False)
            output = assess_result.output(
                localizer, assessment, OutputOptions(output_file=output_file), demo
            )
            output_file.write(output.page or Page("", ()), output.data or {})
        except KickcheckError as error:
            return f"{error.message} {error.hint}"
        return ""

    parts = assess_result.parts(localizer, assessment, demo)
    return show_summary(localizer, screen, parts, assessment.cards, save)


def _assessed(outcome: Outcome) -> Assessment:
    interview = outcome.interview
    return assess(interview.questionnaire, interview.answers, interview.asked_sections())


def _cards(outcome: Outcome) -> tuple[ShownCard, ...]:
    interview = outcome.interview
    return cards_so_far(interview.questionnaire, interview.answers, interview.chosen)


def _screen(
    localizer: Localizer, early_screen: FullScreen | None, *, plain: bool, keep: bool, waits: bool
) -> tuple[Screen, AbstractContextManager[object]]:
    """Return where the conversation takes place; `ahead` shows its first screen already."""
    colour = streams.has_colour(os.environ)
    interface = localizer.interface

    def draw(page: Page | str, width: int) -> Drawing:
        return terminal.draw(page, width, colour=colour)

    def is_back(line: str) -> bool:
        return understand(line, interface.keys) is Command.BACK

    def is_answer(line: str) -> bool:
        return understand(line, interface.keys) in ANSWERS

    if early_screen is not None:
        early_screen.draw, early_screen.prompt_more = draw, interface.prompt_more
        early_screen.is_back, early_screen.is_answer = is_back, is_answer
        return early_screen, early_screen.opened()
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
