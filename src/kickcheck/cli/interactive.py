"""`kickcheck assess` without a file of answers: sets up and runs the conversation."""

import sys
from collections.abc import Callable
from dataclasses import replace

from kickcheck import streams
from kickcheck.assessment import ShownCard, assess, cards_so_far
from kickcheck.cli import assess_result
from kickcheck.cli.formats import suffixes
from kickcheck.cli.options import LocalContacts, country_for, with_local_contacts
from kickcheck.cli.output import (
    CommandResult,
    OutputFile,
    OutputOptions,
    conversation_stream,
    is_plain,
    print_error,
)
from kickcheck.cli.screens import Screens
from kickcheck.errors import KickcheckError, UsageError
from kickcheck.frozen import Frozen
from kickcheck.interview import Interview
from kickcheck.model import Country, Demo, Page
from kickcheck.pages import demo as demo_pages
from kickcheck.pages import summary as pages
from kickcheck.pages.localizer import Localizer
from kickcheck.screen.demo_screen import DemoScreen
from kickcheck.session import Conversation, Ending, Outcome, SaveDialog, Screen, SummaryView

_EXIT_CODES = {Ending.DONE: 0, Ending.QUIT: 0, Ending.INPUT_ENDED: 3, Ending.UNUSABLE: 2}


class Result(Frozen):
    """What is shown at the end of a conversation.

    Args:
        on_screen: the page that is shown part by part, in the texts of a localizer.
        cards: the cards for the status line.
        topics: ids of the topics that can be opened by number.
        printed: what is printed on the normal screen, in the texts of a localizer.
        save: lets the person save the result; None if there is none.

    """

    on_screen: Callable[[Localizer], Page]
    cards: tuple[ShownCard, ...]
    topics: tuple[str, ...]
    printed: Callable[[Localizer], CommandResult]
    save: SaveDialog | None = None


def run_interactive(
    localizer: Localizer,
    sections: tuple[str, ...],
    options: OutputOptions,
    local: LocalContacts,
    *,
    keep: bool,
    demo: Demo | None = None,
) -> CommandResult:
    """Ask the questions, and return what to print afterwards.

    Args:
        localizer: fills in the numbers of a country.
        sections: ids of the only sections to ask; empty: the default sections.
        options: how to output the result.
        local: the help lines of a service.
        keep: whether to stay on the normal screen.
        demo: the example person who answers, in a demo.

    """
    waits = streams.is_terminal(sys.stdin)
    interview = _interview(localizer, sections, demo, is_interactive=waits)
    with Screens(localizer.interface, conversation_stream(), waits=waits) as screens:
        screen = screens.open(plain_mode=is_plain(requested=options.plain), keep=keep)
        conversation = _conversation(localizer, screens, screen, interview, local, demo)
        outcome = conversation.run()
        localizer, shown_on = conversation.localizer, conversation.screen
        done = outcome.ending is Ending.DONE
        options = replace(options, plain=options.plain or shown_on.plain)
        result = (_completed if done else _left_early)(localizer, outcome, options, demo)
        to_screen = not (done and (options.as_json or options.output_file is not None))
        if waits and to_screen and streams.is_terminal(sys.__stdout__):
            if isinstance(shown_on, DemoScreen):
                shown_on = shown_on.screen
            view = SummaryView(
                localizer,
                shown_on,
                _find_country(localizer, local),
                result.on_screen,
                result.cards,
                result.topics,
                result.save,
            )
            kept = view.run()
            printed = result.printed(view.localizer)
            if not kept:
                printed = CommandResult(exit_code=printed.exit_code)
        else:
            printed = result.printed(localizer)
    if outcome.ending is Ending.UNUSABLE:
        _explain_unusable(waits=waits)
    return printed


def _explain_unusable(*, waits: bool) -> None:
    if waits:
        print_error(
            "Nothing was answered for a while, so kickcheck stopped.",
            "You can start again at any time.",
        )
    else:
        print_error("Too many lines in a row were not answers.", "In scripts, use --answers FILE.")


def _find_country(localizer: Localizer, local: LocalContacts) -> Callable[[str], Country | None]:
    """Return a function that finds the country that someone types, with the service's lines."""
    content = localizer.content

    def find(typed: str) -> Country | None:
        try:
            return with_local_contacts(content, country_for(content, typed), local)
        except UsageError:
            return None

    return find


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
        offered & set(asked),
        excluded=questionnaire.excluded_from_demos if demo else frozenset(),
    )


def _conversation(
    localizer: Localizer,
    screens: Screens,
    screen: Screen,
    interview: Interview,
    local: LocalContacts,
    demo: Demo | None,
) -> Conversation:
    """Return the conversation with the user, or with the example person of a demo."""
    if demo is None:
        find = _find_country(localizer, local)
        return Conversation(
            localizer, screen, interview, find_country=find, plain_screen=screens.plain
        )
    demo_screen = DemoScreen(screen, localizer, demo)
    first = demo_pages.first_page(localizer, demo)
    conversation = Conversation(localizer, demo_screen, interview, first=first)
    demo_screen.state = lambda: conversation.interview
    return conversation


def _completed(
    localizer: Localizer, outcome: Outcome, options: OutputOptions, demo: Demo | None
) -> Result:
    interview = outcome.interview
    assessment = assess(interview.questionnaire, interview.answers, interview.asked_sections())

    def save(localizer: Localizer, name: str) -> tuple[bool, str]:
        try:
            file = OutputFile.from_name(name, force=False)
            saved = assess_result.output(
                localizer, assessment, OutputOptions(output_file=file), demo
            )
            where, _ = file.write(saved.page or Page("", ()), saved.data or {})
        except KickcheckError as error:
            return False, f"{error.message} {error.hint}"
        return True, where

    def printed(localizer: Localizer) -> CommandResult:
        result = assess_result.output(localizer, assessment, options, demo)
        # If the disk is full, the answers are not lost.
        return replace(result, print_if_unsaved=True)

    prompt = localizer.format(localizer.interface.prompt_name, suffixes=suffixes())
    return Result(
        on_screen=lambda localizer: assess_result.on_screen(localizer, assessment, demo),
        cards=assessment.cards,
        topics=assess_result.topics(localizer, assessment),
        printed=printed,
        save=SaveDialog(prompt, save),
    )


def _left_early(
    _localizer: Localizer, outcome: Outcome, options: OutputOptions, demo: Demo | None
) -> Result:
    interview = outcome.interview
    cards = cards_so_far(interview.questionnaire, interview.answers, interview.chosen)

    def on_screen(localizer: Localizer) -> Page:
        page = pages.ending(localizer, cards, interview.answers)
        return demo_pages.mark_as_example(localizer, page) if demo is not None else page

    def printed(localizer: Localizer) -> CommandResult:
        page = pages.with_nothing_saved(localizer, on_screen(localizer))
        # There is no result to save or to give as JSON, but the cards are still shown.
        return CommandResult(
            OutputOptions(options.plain),
            page,
            exit_code=_EXIT_CODES[outcome.ending],
            to_conversation=options.as_json,
        )

    return Result(on_screen, cards, (), printed)
