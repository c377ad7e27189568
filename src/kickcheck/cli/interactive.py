"""`kickcheck assess` without a file of answers: a conversation, and where it takes place."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from kickcheck import streams
from kickcheck.assessment import Assessment, ShownCard, assess, cards_so_far
from kickcheck.cli import assess_result
from kickcheck.cli.output import (
    Manner,
    Output,
    Saving,
    complain,
    conversation_stream,
    drawer,
    is_plain,
)
from kickcheck.errors import KickcheckError
from kickcheck.interview import ANSWERS, Command, Interview, understand
from kickcheck.model import Demo, Page
from kickcheck.pages import demo as demo_pages
from kickcheck.pages import summary as pages
from kickcheck.pages.localizer import Voice
from kickcheck.render import Drawing, terminal
from kickcheck.screen.demo_screen import DemoScreen
from kickcheck.screen.full_screen import FullScreen, modes
from kickcheck.screen.line_reader import Reader
from kickcheck.screen.linear_screen import LinearScreen, whole_lines
from kickcheck.session import Conversation, Ending, Outcome, Screen, present

_EXIT_CODES = {Ending.DONE: 0, Ending.QUIT: 0, Ending.INPUT_ENDED: 3, Ending.UNUSABLE: 2}


def hold(
    voice: Voice,
    chosen: tuple[str, ...],
    manner: Manner,
    *,
    keep: bool,
    demo: Demo | None = None,
    ahead: FullScreen | None = None,
) -> Output:
    """Hold a conversation, and return what is printed after it.

    Args:
        voice: speaks.
        chosen: ids of the only sections that are asked; none: all that are meant to be.
        manner: how the result is wanted.
        keep: whether to stay on the normal screen.
        demo: who answers, when nobody does.
        ahead: the screen that shows the first page already.

    """
    questionnaire = voice.content.questionnaire
    someone_there = streams.is_terminal(sys.stdin)
    offered = frozenset(s.id for s in questionnaire.sections if s.offer) - set(chosen)
    asked = chosen or tuple(
        s.id for s in questionnaire.sections if someone_there or demo or s.id not in offered
    )
    interview = Interview(
        questionnaire,
        asked,
        frozenset() if chosen else offered & set(asked),
        left_out=questionnaire.left_out_of_demos if demo else frozenset(),
    )
    screen, opened = _screen(voice, ahead, plain=manner.plain, keep=keep, waits=someone_there)
    with opened:
        outcome = _held(voice, screen, interview, demo)
        done = outcome.ending is Ending.DONE
        elsewhere = done and (manner.as_json or manner.saving is not None)
        shown = isinstance(screen, FullScreen) and not elsewhere
        output = _outcome(voice, outcome, manner, demo)
        if shown and not _stays_after(voice, screen, outcome, demo):
            output = Output(exit_code=output.exit_code)
    if outcome.ending is Ending.UNUSABLE:
        complain("Too many lines in a row were no answer.", "For scripts there is --answers FILE.")
    return output


def _held(voice: Voice, screen: Screen, interview: Interview, demo: Demo | None) -> Outcome:
    """Hold the conversation, with whoever is there or with somebody made up."""
    if demo is None:
        return Conversation(voice, screen, interview).run()
    typing = DemoScreen(screen, voice, demo)
    first = demo_pages.first_page(voice, demo)
    conversation = Conversation(voice, typing, interview, first)
    typing.state = lambda: conversation.interview
    return conversation.run()


def _outcome(voice: Voice, outcome: Outcome, manner: Manner, demo: Demo | None) -> Output:
    """Return what is printed on the normal screen."""
    if outcome.ending is Ending.DONE:
        # Nobody should answer again because a disk is full.
        output = assess_result.output(voice, _assessed(outcome), manner, demo)
        return replace(output, shown_if_unsaved=True)
    (page,) = pages.ending(voice, _cards(outcome), outcome.interview.answers)
    # There is no result to save or to give as JSON, but the cards are still said.
    return Output(
        Manner(manner.plain),
        demo_pages.marked(voice, page) if demo else page,
        exit_code=_EXIT_CODES[outcome.ending],
        to_conversation=manner.as_json,
    )


def _stays_after(voice: Voice, screen: Screen, outcome: Outcome, demo: Demo | None) -> bool:
    """Show the result on the alternate screen; return whether it stays on the normal one."""
    if outcome.ending is not Ending.DONE:
        cards = _cards(outcome)
        ending = pages.ending(voice, cards, outcome.interview.answers)
        if demo is not None:
            ending = [demo_pages.marked(voice, page) for page in ending]
        return present(voice, screen, ending, cards)
    assessment = _assessed(outcome)

    def save(name: str) -> str:
        try:
            saving = Saving.asked(name, force=False)
            output = assess_result.output(voice, assessment, Manner(saving=saving), demo)
            saving.write(output.page or Page("", ()), output.data or {})
        except KickcheckError as error:
            return f"{error.message} {error.hint}"
        return ""

    parts = assess_result.parts(voice, assessment, demo)
    return present(voice, screen, parts, assessment.cards, save)


def _assessed(outcome: Outcome) -> Assessment:
    interview = outcome.interview
    return assess(interview.questionnaire, interview.answers, interview.asked_sections())


def _cards(outcome: Outcome) -> tuple[ShownCard, ...]:
    interview = outcome.interview
    return cards_so_far(interview.questionnaire, interview.answers, interview.chosen)


def _screen(
    voice: Voice, ahead: FullScreen | None, *, plain: bool, keep: bool, waits: bool
) -> tuple[Screen, AbstractContextManager[object]]:
    """Return where the conversation takes place; `ahead` shows its first screen already."""
    colour = streams.has_colour(os.environ)
    wording = voice.wording

    def draw(page: Page | str, width: int) -> Drawing:
        return terminal.draw(page, width, colour=colour)

    def is_back(line: str) -> bool:
        return understand(line, wording.keys) is Command.BACK

    def is_answer(line: str) -> bool:
        return understand(line, wording.keys) in ANSWERS

    if ahead is not None:
        ahead.draw, ahead.prompt_more = draw, wording.prompt_more
        ahead.is_back, ahead.is_answer = is_back, is_answer
        return ahead, ahead.opened()
    reader = Reader(
        sys.stdin.fileno() if sys.stdin is not None else None,
        (sys.stdin.encoding if sys.stdin is not None else "") or "utf-8",
    )
    plain_mode = is_plain(asked_for=plain)
    out = conversation_stream()
    how = None
    if out is not None and waits and not plain_mode and not keep:
        how = modes(os.environ.get("TERM", ""), out.fileno())
    if out is None or how is None:
        draw_text = drawer(plain_mode=plain_mode, width=streams.width(os.environ, out))
        linear = LinearScreen(out, reader, draw_text, waits=waits, plain=plain_mode)
        return linear, whole_lines(sys.stdin.fileno()) if waits else nullcontext()
    full = FullScreen(
        out.fileno(), out.encoding, how, draw, reader, wording.prompt_more, is_back, is_answer
    )
    return full, full.opened()
