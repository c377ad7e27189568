"""`kickcheck assess`: the conversation, or a file of answers, and the result."""

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Annotated

import typer

from kickcheck import content as contents
from kickcheck import export, streams
from kickcheck.assessment import Assessment, ShownCard, assess, cards_so_far
from kickcheck.cli.choices import CountryCode, Json, Plain, country_for, with_local_contacts
from kickcheck.cli.output import Output, complain, drawer, is_plain
from kickcheck.errors import UsageError
from kickcheck.interview import ANSWERS, Command, Interview, understand
from kickcheck.model import Page, Questionnaire
from kickcheck.pages import summary as pages
from kickcheck.pages.voice import Voice
from kickcheck.render import terminal
from kickcheck.screen.full import FullScreen, modes
from kickcheck.screen.linear import LinearScreen
from kickcheck.screen.reader import Reader
from kickcheck.session import Conversation, Ending, Outcome, Screen, present

_EXIT_CODES = {Ending.DONE: 0, Ending.QUIT: 0, Ending.INPUT_ENDED: 3, Ending.UNUSABLE: 2}


def command(
    plain: Plain = False,
    as_json: Json = False,
    country: CountryCode = "",
    keep: Annotated[
        bool, typer.Option("--keep", help="Stay on the normal screen from the start.")
    ] = False,
    answers: Annotated[
        str,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Take the answers from a YAML or JSON file (-: standard input); ask nothing.",
        ),
    ] = "",
    section: Annotated[
        list[str] | None,
        typer.Option("--section", metavar="ID", help="Only this section; can be given again."),
    ] = None,
) -> Output:
    """Ask the questions, and print the summary. Nothing is saved."""
    content = contents.bundled()
    found, asked_for = country_for(content, country)
    voice = Voice(content, with_local_contacts(found, asked_for))
    chosen = _chosen(content.questionnaire, section)
    if answers:
        assessment = assess(content.questionnaire, contents.read_answers(answers), chosen or None)
        return _result(voice, assessment, plain=plain, as_json=as_json)
    return _converse(voice, chosen, plain=plain, as_json=as_json, keep=keep)


def _chosen(questionnaire: Questionnaire, names: Sequence[str] | None) -> tuple[str, ...]:
    known = [section.id for section in questionnaire.sections]
    for name in names or ():
        if name not in known:
            raise UsageError("There is no such section.", f"There are: {', '.join(known)}.")
    return tuple(section_id for section_id in known if section_id in (names or ()))


def _result(voice: Voice, assessment: Assessment, *, plain: bool, as_json: bool) -> Output:
    if as_json:
        return Output(data=export.result(assessment))
    parts = pages.summary(voice, assessment, date.today())
    return Output(page=pages.whole(voice, parts), plain=plain)


def _converse(
    voice: Voice, chosen: tuple[str, ...], *, plain: bool, as_json: bool, keep: bool
) -> Output:
    questionnaire = voice.content.questionnaire
    someone_there = streams.is_terminal(sys.stdin)
    offered = frozenset(s.id for s in questionnaire.sections if s.offer) - set(chosen)
    asked = chosen or tuple(
        s.id for s in questionnaire.sections if someone_there or s.id not in offered
    )
    interview = Interview(questionnaire, asked, frozenset() if chosen else offered & set(asked))
    screen, opened = _screen(voice, plain=plain, keep=keep, waits=someone_there)
    with opened:
        outcome = Conversation(voice, screen, interview).run()
        output = _outcome(voice, outcome, plain=plain, as_json=as_json)
        if isinstance(screen, FullScreen) and not as_json and not _leave_on(voice, screen, outcome):
            output = Output(exit_code=output.exit_code)
    if outcome.ending is Ending.UNUSABLE:
        complain("Too many lines in a row were no answer.", "For scripts there is --answers FILE.")
    return output


def _outcome(voice: Voice, outcome: Outcome, *, plain: bool, as_json: bool) -> Output:
    """Return what is printed on the normal screen."""
    if outcome.ending is Ending.DONE:
        return _result(voice, _assessed(outcome), plain=plain, as_json=as_json)
    (page,) = pages.ending(voice, _cards(outcome))
    # Where JSON was asked for there is no result to give, but the cards are still said.
    return Output(page=page, plain=plain, exit_code=_EXIT_CODES[outcome.ending], to_stderr=as_json)


def _leave_on(voice: Voice, screen: Screen, outcome: Outcome) -> bool:
    """Show the result on the alternate screen; return whether it stays on the normal one."""
    parts: list[Page]
    if outcome.ending is Ending.DONE:
        assessment = _assessed(outcome)
        parts = pages.summary(voice, assessment, date.today())
        return present(voice, screen, parts, assessment.cards)
    cards = _cards(outcome)
    return present(voice, screen, pages.ending(voice, cards), cards)


def _assessed(outcome: Outcome) -> Assessment:
    interview = outcome.interview
    return assess(interview.questionnaire, interview.answers, interview.asked_sections())


def _cards(outcome: Outcome) -> tuple[ShownCard, ...]:
    interview = outcome.interview
    return cards_so_far(interview.questionnaire, interview.answers, interview.chosen)


def _screen(
    voice: Voice, *, plain: bool, keep: bool, waits: bool
) -> tuple[Screen, AbstractContextManager[object]]:
    reader = Reader(
        sys.stdin.fileno() if sys.stdin is not None else None,
        (sys.stdin.encoding if sys.stdin is not None else "") or "utf-8",
    )
    plain_mode = is_plain(asked_for=plain)
    everywhere = waits and streams.is_terminal(sys.stdout) and streams.is_terminal(sys.stderr)
    how = None
    if everywhere and not plain_mode and not keep:
        how = modes(os.environ.get("TERM", ""), sys.stderr.fileno())
    if how is None:
        draw = drawer(plain_mode=plain_mode, width=streams.width(os.environ, sys.stderr))
        linear = LinearScreen(sys.stderr, reader, draw, waits=waits, plain=plain_mode)
        return linear, nullcontext()
    colour = streams.has_colour(os.environ)
    wording = voice.wording
    full = FullScreen(
        sys.stderr.fileno(),
        sys.stderr.encoding,
        how,
        lambda page, width: terminal.draw(page, width, colour=colour),
        reader,
        wording.prompt_more,
        is_back=lambda line: understand(line, wording.keys) is Command.BACK,
        is_answer=lambda line: understand(line, wording.keys) in ANSWERS,
    )
    return full, full.opened()
