"""`kickcheck assess`: the conversation, or a file of answers, and the result."""

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from kickcheck import content as contents
from kickcheck import export, streams
from kickcheck.assessment import Assessment, ShownCard, assess, cards_so_far
from kickcheck.cli.choices import (
    CountryCode,
    Force,
    Json,
    OutputFile,
    Plain,
    country_for,
    with_local_contacts,
)
from kickcheck.cli.output import Manner, Output, complain, drawer, is_plain
from kickcheck.errors import KickcheckError, UsageError
from kickcheck.interview import ANSWERS, Command, Interview, understand
from kickcheck.model import Questionnaire
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
    country: CountryCode = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Stay on the normal screen from the start.")
    ] = False,
    answers: Annotated[
        str | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Take the answers from a YAML or JSON file (-: standard input); ask nothing.",
        ),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", metavar="ID", help="Only this section; can be given again."),
    ] = None,
    output: OutputFile = None,
    force: Force = False,
) -> Output:
    """Ask the questions, and print the summary. Nothing is saved unless you ask."""
    content = contents.bundled()
    found, asked_for = country_for(content, country)
    voice = Voice(content, with_local_contacts(found, asked_for))
    chosen = _chosen(content.questionnaire, section)
    manner = Manner.asked(plain=plain, as_json=as_json, output=output, force=force)
    if answers is not None:
        assessment = assess(content.questionnaire, contents.read_answers(answers), chosen or None)
        return _result(voice, assessment, manner)
    return _converse(voice, chosen, manner, keep=keep)


def _chosen(questionnaire: Questionnaire, names: Sequence[str] | None) -> tuple[str, ...]:
    known = [section.id for section in questionnaire.sections]
    for name in names or ():
        if name not in known:
            raise UsageError("There is no such section.", f"There are: {', '.join(known)}.")
    return tuple(section_id for section_id in known if section_id in (names or ()))


def _result(voice: Voice, assessment: Assessment, manner: Manner) -> Output:
    """Return a result as it is shown, or as it is saved."""
    parts = pages.summary(voice, assessment, date.today())
    page = pages.whole(voice, parts, saved=manner.saving is not None)
    return Output(manner, page, export.result(assessment))


def _converse(voice: Voice, chosen: tuple[str, ...], manner: Manner, *, keep: bool) -> Output:
    questionnaire = voice.content.questionnaire
    someone_there = streams.is_terminal(sys.stdin)
    offered = frozenset(s.id for s in questionnaire.sections if s.offer) - set(chosen)
    asked = chosen or tuple(
        s.id for s in questionnaire.sections if someone_there or s.id not in offered
    )
    interview = Interview(questionnaire, asked, frozenset() if chosen else offered & set(asked))
    screen, opened = _screen(voice, plain=manner.plain, keep=keep, waits=someone_there)
    with opened:
        outcome = Conversation(voice, screen, interview).run()
        output = _outcome(voice, outcome, manner)
        done = outcome.ending is Ending.DONE
        elsewhere = done and (manner.as_json or manner.saving is not None)
        shown = isinstance(screen, FullScreen) and not elsewhere
        if shown and not _stays_after(voice, screen, outcome):
            output = Output(exit_code=output.exit_code)
    if outcome.ending is Ending.UNUSABLE:
        complain("Too many lines in a row were no answer.", "For scripts there is --answers FILE.")
    return output


def _outcome(voice: Voice, outcome: Outcome, manner: Manner) -> Output:
    """Return what is printed on the normal screen."""
    if outcome.ending is Ending.DONE:
        # Nobody should answer again because a disk is full.
        return replace(_result(voice, _assessed(outcome), manner), shown_if_unsaved=True)
    (page,) = pages.ending(voice, _cards(outcome))
    # There is no result to save or to give as JSON, but the cards are still said.
    return Output(
        Manner(manner.plain),
        page,
        exit_code=_EXIT_CODES[outcome.ending],
        to_stderr=manner.as_json,
    )


def _stays_after(voice: Voice, screen: Screen, outcome: Outcome) -> bool:
    """Show the result on the alternate screen; return whether it stays on the normal one."""
    if outcome.ending is not Ending.DONE:
        cards = _cards(outcome)
        return present(voice, screen, pages.ending(voice, cards), cards)
    assessment = _assessed(outcome)
    parts = pages.summary(voice, assessment, date.today())

    def save(name: str) -> str:
        try:
            manner = Manner.asked(plain=False, output=name, force=False)
            if manner.saving is not None:
                manner.saving.write(
                    pages.whole(voice, parts, saved=True), export.result(assessment)
                )
        except KickcheckError as error:
            return f"{error.message} {error.hint}"
        return voice.wording.saved

    return present(voice, screen, parts, assessment.cards, save)


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
    out = sys.__stderr__  # the standard output is for the result
    everywhere = waits and streams.is_terminal(sys.__stdout__) and streams.is_terminal(out)
    how = None
    if out is not None and everywhere and not plain_mode and not keep:
        how = modes(os.environ.get("TERM", ""), out.fileno())
    if out is None or how is None:
        draw = drawer(plain_mode=plain_mode, width=streams.width(os.environ, out))
        linear = LinearScreen(out, reader, draw, waits=waits, plain=plain_mode)
        return linear, nullcontext()
    colour = streams.has_colour(os.environ)
    wording = voice.wording
    full = FullScreen(
        out.fileno(),
        out.encoding,
        how,
        lambda page, width: terminal.draw(page, width, colour=colour),
        reader,
        wording.prompt_more,
        is_back=lambda line: understand(line, wording.keys) is Command.BACK,
        is_answer=lambda line: understand(line, wording.keys) in ANSWERS,
    )
    return full, full.opened()
