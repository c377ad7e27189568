"""One conversation: show a page, read a line, apply it."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from kickcheck.assessment import ShownCard, cards_so_far
from kickcheck.frozen import Frozen
from kickcheck.interview import (
    ANSWERS,
    Command,
    Interview,
    QuestionStep,
    SectionOffer,
    understand,
)
from kickcheck.model import Page, content_ids
from kickcheck.pages import questions as pages
from kickcheck.pages import topics
from kickcheck.pages.localizer import Localizer
from kickcheck.safe_text import normalize
from kickcheck.session.dialog import Dialog, FindCountry, PageOf, status_line
from kickcheck.session.screen_protocol import Awaits, Screen
from kickcheck.streams import InputEnded, InputUnusable

MAX_UNUSABLE_LINES = 20  # in a row; the conversation then ends
UNUSABLE_LINES_BEFORE_KEYS = 3  # in a row; the list of keys is then shown


class Ending(StrEnum):
    """How a conversation ended."""

    DONE = "done"
    QUIT = "quit"
    INPUT_ENDED = "input-ended"
    UNUSABLE = "unusable"


class Outcome(Frozen):
    """The state of the interview at the end, and how the conversation ended."""

    interview: Interview
    ending: Ending


class _Leave(Exception):  # noqa: N818 - internal: caught in `run`
    def __init__(self, ending: Ending) -> None:
        self.ending = ending


class Conversation(Dialog):
    """Asks the questions of an interview on a screen.

    Args:
        localizer: localizes the texts; replaced if another country is chosen.
        screen: shows the pages; replaced if someone asks for plain mode.
        interview: the questions; its state changes with each answer.
        find_country: finds the country that someone types.
        plain_screen: returns a screen in plain mode, and leaves the present one.
        first: replaces the usual first page, and asks for no country.

    """

    def __init__(
        self,
        localizer: Localizer,
        screen: Screen,
        interview: Interview,
        *,
        find_country: FindCountry = lambda _typed: None,
        plain_screen: Callable[[], Screen] | None = None,
        first: Page | None = None,
    ) -> None:
        super().__init__(localizer, screen, find_country)
        self.interview = interview
        self.plain_screen = plain_screen
        self.first = first
        self._warned: frozenset[str] = frozenset()
        self._lead = ""
        self._unusable = 0
        self._unanswered = 0

    def run(self) -> Outcome:
        """Ask until no questions are left, or the person leaves."""
        try:
            self._open()
            while True:
                match self.interview.current_step():
                    case QuestionStep() as step:
                        self._ask(step)
                    case SectionOffer() as step:
                        self._offer(step)
                    case None:
                        if self._close():
                            return Outcome(self.interview, Ending.DONE)
        except _Leave as leave:
            return Outcome(self.interview, leave.ending)
        except InputEnded:
            return Outcome(self.interview, Ending.INPUT_ENDED)
        except InputUnusable:
            return Outcome(self.interview, Ending.UNUSABLE)

    # --- steps ---------------------------------------------------------------------------

    def _open(self) -> None:
        """Show the first page. It asks for the country, unless one was chosen before."""
        if self.first is not None:
            first = self.first
            return self.pause(lambda: first, self.localizer.interface.first_enter)
        if not self.screen.waits:
            return self.screen.show(self._first_page())
        asks = not self.localizer.country.chosen
        prompt = ""
        while True:
            interface, country = self.localizer.interface, self.localizer.country
            usual = interface.first_prompt if asks else interface.first_enter
            if asks and country.chosen:
                usual = self.localizer.format(interface.first_prompt_country, country=country.name)
            self.screen.show(self._first_page())
            line, command = self.read(prompt or usual)
            prompt = ""
            if not normalize(line):
                break
            # "no", "is" and "in" are codes of countries here, and not answers.
            found = self.find_country(line)
            if found is not None:
                self.localizer = Localizer(self.localizer.content, found)
            elif command is Command.PLAIN and self.plain_screen is not None:
                self.screen = self.plain_screen()
            elif command is Command.SOMEONE_ELSE:
                self.pause(self._families_page)
            elif command is Command.QUIT:
                self.quit(self._first_page)
            elif command is None or not self.common(command, self._first_page):
                self.count_unusable()
                prompt = interface.first_not_understood
                if command is None and asks and normalize(line).isalpha() and len(line) > 1:
                    prompt = interface.country_unknown
        self._unusable = 0
        return None

    def _first_page(self) -> Page:
        return pages.first_screen(self.localizer, full_screen=self.screen.full)

    def _families_page(self) -> Page:
        topic = self.localizer.content.topics[content_ids.FAMILIES]
        return topics.topic_page(self.localizer, topic)

    def _ask(self, step: QuestionStep) -> None:
        lead = self._take_lead()

        def page_of() -> Page:
            return pages.question_page(
                self.localizer,
                step,
                current=self.interview.answers.get(step.question.id),
                lead=lead,
                excluded=self.interview.excluded,
            )

        self.screen.show(page_of())
        interface = self.localizer.interface
        prompt = interface.prompt
        while True:
            command = self._read_command(prompt, Awaits.ANSWER)
            prompt = interface.prompt
            if command in ANSWERS:
                return self._answer(step, command)
            match command:
                case Command.SKIP_ALL:
                    return self._apply(self.interview.skip_rest())
                case Command.WHY:
                    self.screen.show(pages.why_page(self.localizer, step))
                case Command.BACK:
                    if self._back():
                        return None
                    prompt = interface.nothing_before
                case Command.REVIEW:
                    if self._review(page_of):
                        return None
                case Command.QUIT:
                    self.quit(page_of)
                case None:
                    prompt = self._not_understood(interface.not_understood, page_of)
                case other:
                    self.common(other, page_of)

    def _offer(self, step: SectionOffer) -> None:
        lead = self._take_lead()

        def page_of() -> Page:
            return pages.offer_page(self.localizer, step, lead)

        self.screen.show(page_of())
        interface = self.localizer.interface
        prompt = interface.prompt_offer
        while True:
            command = self._read_command(prompt, Awaits.DECISION)
            prompt = interface.prompt_offer
            match command:
                case Command.YES:
                    return self._apply(self.interview.take_offer(accepted=True))
                case Command.NO | Command.SKIP | Command.SKIP_ALL:
                    return self._apply(self.interview.take_offer(accepted=False))
                case Command.BACK:
                    if self._back():
                        return None
                    prompt = interface.nothing_before
                case Command.REVIEW:
                    if self._review(page_of):
                        return None
                case Command.QUIT:
                    self.quit(page_of)
                case Command.UNSURE | Command.WHY:
                    self.count_unusable()
                    prompt = interface.not_understood_offer
                case None:
                    prompt = self._not_understood(interface.not_understood_offer, page_of)
                case other:
                    self.common(other, page_of)

    def _close(self) -> bool:
        """Show the page before the summary; return whether to go on to it."""
        lead = self._take_lead()
        if not self.screen.waits:
            return True

        def page_of() -> Page:
            return pages.closing_page(self.localizer, lead)

        self.screen.show(page_of())
        while True:
            line, command = self.read(self.localizer.interface.prompt_last)
            if not normalize(line) or command is Command.YES:
                return True
            if command is Command.BACK and self._back():
                return False
            if command is Command.REVIEW:
                if self._review(page_of):
                    return False
            elif command is Command.QUIT:
                self.quit(page_of)
            elif command is None or not self.common(command, page_of):
                self.count_unusable()

    # --- commands --------------------------------------------------------------------------

    def _read_command(self, prompt: str, awaits: Awaits) -> Command | None:
        """Return the command that is typed; None for a line that is of no use at a question."""
        help_key = "h" if self.screen.plain else "?"
        prompt = self.localizer.format(prompt, help=help_key)
        line = self.screen.ask(prompt, status_line(self.localizer, self.cards()), awaits)
        command = understand(line, self.localizer.interface.keys)
        if command in (Command.KEEP, Command.SAVE, Command.PLAIN, Command.SOMEONE_ELSE):
            command = None  # of use only in the summary or on the first screen
        if command is None:
            self.count_unusable()
        else:
            self._unusable = 0
            self._count_unanswered(command)
        return command

    def _not_understood(self, prompt: str, page_of: PageOf) -> str:
        """Return the prompt after an unusable line; show the keys after several of them."""
        if self._unusable % UNUSABLE_LINES_BEFORE_KEYS == 0 and self.screen.waits:
            self.common(Command.KEYS, page_of)
        return prompt

    def _count_unanswered(self, command: Command) -> None:
        """End the conversation if a pipe repeats a key forever without answering anything."""
        self._unanswered = 0 if command in ANSWERS else self._unanswered + 1
        if not self.screen.waits and self._unanswered >= MAX_UNUSABLE_LINES * MAX_UNUSABLE_LINES:
            raise _Leave(Ending.UNUSABLE)

    def _review(self, page_of: PageOf) -> bool:
        """Show the answers so far; return whether one is to be changed."""

        def list_of() -> Page:
            return pages.review_page(self.localizer, self.interview)

        interface, answered = self.localizer.interface, self.interview.answered()
        if not answered:
            self.pause(list_of)
        else:
            self.screen.show(list_of())
        prompt = interface.prompt_review
        while answered:
            line, command = self.read(prompt)
            typed = normalize(line)
            prompt = interface.prompt_review
            if typed.isascii() and typed.isdigit() and 0 < int(typed[:4]) <= len(answered):
                self._unusable = 0
                chosen = answered[int(typed[:4]) - 1]
                self.interview = self.interview.change(chosen.question.id)
                return True
            if not typed or command in (Command.BACK, Command.YES):
                break
            if command is Command.QUIT:
                self.quit(list_of)
            elif command is None or not self.common(command, list_of):
                self.count_unusable()
                prompt = interface.review_no_such
        self.screen.show(page_of())
        return False

    def quit(self, page_of: PageOf) -> bool:
        """Leave the conversation; where someone is there, ask once more."""
        if self.screen.waits:
            place = self.screen.place
            if self.screen.full:  # on a page in several parts the question would not be shown
                self.screen.show(Page(page_of().title, ()))
            _, command = self.read(self.localizer.interface.quit_sure)
            if command is Command.EMERGENCY:
                self.common(command, page_of)
                return False
            if command not in (Command.YES, Command.QUIT):
                self.screen.show(page_of(), place)
                return False
        raise _Leave(Ending.QUIT)

    # --- state -----------------------------------------------------------------------------

    def cards(self) -> Sequence[ShownCard]:
        """Return the cards so far."""
        interview = self.interview
        return cards_so_far(interview.questionnaire, interview.answers, interview.chosen)

    def count_unusable(self) -> None:
        """Count an unusable line; too many of them in a row end the conversation."""
        self._unusable += 1
        if self._unusable >= MAX_UNUSABLE_LINES:
            raise _Leave(Ending.UNUSABLE)

    def _answer(self, step: QuestionStep, command: Command) -> None:
        if command is Command.YES:
            self._lead = step.question.after_yes
        self._apply(self.interview.answer(ANSWERS[command]))

    def _apply(self, interview: Interview) -> None:
        """Set the new state, and show each new urgent card.

        What was typed before a card appeared was not meant for it, and is discarded.
        """
        self.interview = interview
        urgent = [shown for shown in self.cards() if shown.urgent]
        warned, self._warned = self._warned, frozenset(shown.card.id for shown in urgent)
        for shown in urgent:
            if shown.card.id not in warned:
                self._warn(shown)

    def _warn(self, shown: ShownCard) -> None:
        def page_of() -> Page:
            return pages.urgent_page(self.localizer, shown, self.interview.answers)

        if self.screen.waits:
            self.screen.discard_typed_lines()
        self.pause(page_of, warning=True)

    def _back(self) -> bool:
        before = self.interview.back()
        if before is None:
            return False
        self.interview = before
        return True

    def _take_lead(self) -> str:
        lead, self._lead = self._lead, ""
        return lead
