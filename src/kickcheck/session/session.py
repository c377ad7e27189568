"""One conversation: show a page, read a line, apply it."""

from enum import StrEnum

from kickcheck.assessment import ShownCard, cards_so_far
from kickcheck.frozen import Frozen
from kickcheck.interview import (
    ANSWERS,
    Command,
    Interview,
    QuestionStep,
    SectionOffer,
    normalize,
    understand,
)
from kickcheck.model import Block, Page
from kickcheck.pages import questions as pages
from kickcheck.pages.emergency import emergency_page
from kickcheck.pages.localizer import Localizer
from kickcheck.session.screen_protocol import Awaits, Screen
from kickcheck.session.summary_pager import status_line
from kickcheck.streams import InputEnded, InputUnusable

_COMMON_COMMANDS = (Command.REVIEW, Command.EMERGENCY, Command.KEYS, Command.QUIT)
MAX_UNUSABLE_LINES = 20  # in a row; the conversation then ends


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
        super().__init__(ending)
        self.ending = ending


class Conversation:
    """Asks the questions of an interview on a screen. `first` replaces the usual first page."""

    def __init__(
        self, localizer: Localizer, screen: Screen, interview: Interview, first: Page | None = None
    ) -> None:
        self.localizer = localizer
        self.screen = screen
        self.interview = interview
        self.first = first
        self._warned: frozenset[str] = frozenset()
        self._lead: tuple[Block, ...] = ()
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
        interface = self.localizer.interface
        page = self.first or pages.first_screen(
            self.localizer, full_screen=self.screen.full, plain_mode=self.screen.plain
        )
        self.screen.show(page)
        if self.screen.waits:
            self._pause(page, interface.first_enter)
        if self.first is None:  # the viewers of a demo do not answer
            self._lead = (self.localizer.paragraph(interface.keys_short),)

    def _ask(self, step: QuestionStep) -> None:
        interface = self.localizer.interface
        page = pages.question_page(
            self.localizer,
            step,
            current=self.interview.answers.get(step.question.id),
            lead=self._take_lead(),
            excluded=self.interview.excluded,
        )
        self.screen.show(page)
        prompt = interface.prompt
        while True:
            command = self._read(prompt, Awaits.ANSWER)
            prompt = interface.prompt
            if command in ANSWERS:
                self._answer(step, command)
                return
            match command:
                case Command.SKIP_ALL:
                    self._apply(self.interview.skip_rest())
                    return
                case Command.WHY:
                    self.screen.show(pages.why_page(self.localizer, step))
                case Command.BACK:
                    if self._back():
                        return
                    prompt = interface.nothing_before
                case None:
                    prompt = interface.not_understood
                case other if self._common(other, page):
                    return

    def _offer(self, step: SectionOffer) -> None:
        interface = self.localizer.interface
        page = pages.offer_page(self.localizer, step, self._take_lead())
        self.screen.show(page)
        prompt = interface.prompt_offer
        while True:
            command = self._read(prompt, Awaits.DECISION)
            prompt = interface.prompt_offer
            match command:
                case Command.YES:
                    self._apply(self.interview.take_offer(accepted=True))
                    return
                case Command.NO | Command.SKIP | Command.SKIP_ALL:
                    self._apply(self.interview.take_offer(accepted=False))
                    return
                case Command.BACK:
                    if self._back():
                        return
                    prompt = interface.nothing_before
                case Command.UNSURE | Command.WHY:
                    self._count_unusable()
                    prompt = interface.not_understood_offer
                case None:
                    prompt = interface.not_understood_offer
                case other if self._common(other, page):
                    return

    def _close(self) -> bool:
        """Show the page before the summary; return whether to go on to it."""
        lead = self._take_lead()
        if not self.screen.waits:
            return True
        interface = self.localizer.interface
        page = pages.closing_page(self.localizer, lead)
        self.screen.show(page)
        while True:
            line = self.screen.ask(interface.prompt_last, self._status())
            command = understand(line, interface.keys)
            if not normalize(line) or command is Command.YES:
                return True
            if command is Command.BACK and self._back():
                return False
            if command not in _COMMON_COMMANDS:
                self._count_unusable()
            elif self._common(command, page):
                return False

    # --- commands that are valid at every step ---------------------------------------------

    def _read(self, prompt: str, awaits: Awaits) -> Command | None:
        line = self.screen.ask(prompt, self._status(), awaits)
        command = understand(line, self.localizer.interface.keys)
        if command in (Command.KEEP, Command.SAVE):
            command = None  # only valid in the summary
        if command is None:
            self._count_unusable()
        else:
            self._unusable = 0
            self._count_unanswered(command)
        return command

    def _count_unanswered(self, command: Command) -> None:
        """End the conversation if a pipe repeats a key forever without answering anything."""
        self._unanswered = 0 if command in ANSWERS else self._unanswered + 1
        if not self.screen.waits and self._unanswered >= MAX_UNUSABLE_LINES * MAX_UNUSABLE_LINES:
            raise _Leave(Ending.UNUSABLE)

    def _common(self, command: Command, page: Page) -> bool:
        """Run a command that is valid at every step; return whether to leave the step."""
        match command:
            case Command.REVIEW:
                return self._review(page)
            case Command.EMERGENCY:
                self._show_emergency(page)
            case Command.KEYS:
                keys = pages.keys_page(self.localizer)
                self.screen.show(keys)
                if self.screen.full:
                    self._pause(keys, self.localizer.interface.prompt_enter)
                    self.screen.show(page)
            case Command.QUIT:
                self._quit(page)
            case _:
                pass
        return False

    def _show_emergency(self, page: Page) -> None:
        steps = emergency_page(self.localizer)
        self.screen.show(steps)
        if self.screen.waits:
            self._pause(steps, self.localizer.interface.prompt_enter)
        self.screen.show(page)

    def _review(self, page: Page) -> bool:
        interface = self.localizer.interface
        answered = self.interview.answered()
        listed = pages.review_page(self.localizer, self.interview)
        self.screen.show(listed)
        prompt = interface.prompt_review
        while answered:
            line = self.screen.ask(prompt, self._status())
            typed = normalize(line)
            if typed.isascii() and typed.isdigit() and 0 < int(typed[:4]) <= len(answered):
                self._unusable = 0
                chosen = answered[int(typed[:4]) - 1]
                self.interview = self.interview.change(chosen.question.id)
                return True
            command = understand(line, interface.keys)
            prompt = interface.prompt_review
            if command is Command.QUIT:
                self._quit(listed)
            elif command is Command.EMERGENCY:
                self._show_emergency(listed)
            elif not typed or command in (Command.BACK, Command.YES):
                break
            else:
                self._count_unusable()
                prompt = interface.review_no_such
        if not answered and self.screen.full:
            self._pause(listed, interface.prompt_enter)
        self.screen.show(page)
        return False

    def _quit(self, page: Page) -> None:
        if self.screen.waits:
            if self.screen.full:  # on a page in several parts the question would not be shown
                self.screen.show(Page(page.title, ()))
            line = self.screen.ask(self.localizer.interface.quit_sure, self._status())
            command = understand(line, self.localizer.interface.keys)
            if command is Command.EMERGENCY:
                return self._show_emergency(page)
            if command not in (Command.YES, Command.QUIT):
                return self.screen.show(page)
        raise _Leave(Ending.QUIT)

    def _pause(self, page: Page, prompt: str) -> None:
        """Wait for Enter below a page. The emergency steps and quitting stay available."""
        steps: Page | None = None  # shown instead of the page
        while True:
            line = self.screen.ask(prompt, self._status())
            command = understand(line, self.localizer.interface.keys)
            if not normalize(line) or command is Command.YES:
                self._unusable = 0
                if steps is None:
                    return
                steps = None
                self.screen.show(page)
                continue
            if command is Command.EMERGENCY:
                if steps is None:
                    steps = emergency_page(self.localizer)
                self.screen.show(steps)
            elif command is Command.QUIT:
                self._quit(steps or page)
            else:
                self._count_unusable()

    # --- state -----------------------------------------------------------------------------

    def _answer(self, step: QuestionStep, command: Command) -> None:
        if command is Command.YES and step.question.after_yes:
            self._lead = (self.localizer.paragraph(step.question.after_yes),)
        self._apply(self.interview.answer(ANSWERS[command]))

    def _apply(self, interview: Interview) -> None:
        """Set the new state, and show each new urgent card."""
        self.interview = interview
        urgent = [shown for shown in self._cards() if shown.urgent]
        warned, self._warned = self._warned, frozenset(shown.card.id for shown in urgent)
        for shown in urgent:
            if shown.card.id not in warned:
                page = pages.urgent_page(self.localizer, shown)
                self.screen.show(page)
                if self.screen.waits:
                    self._pause(page, self.localizer.interface.prompt_enter)

    def _back(self) -> bool:
        before = self.interview.back()
        if before is None:
            return False
        self.interview = before
        return True

    def _take_lead(self) -> tuple[Block, ...]:
        lead, self._lead = self._lead, ()
        return lead

    def _cards(self) -> tuple[ShownCard, ...]:
        interview = self.interview
        return cards_so_far(interview.questionnaire, interview.answers, interview.chosen)

    def _status(self) -> str:
        return status_line(self.localizer, self._cards())

    def _count_unusable(self) -> None:
        self._unusable += 1
        if self._unusable >= MAX_UNUSABLE_LINES:
            raise _Leave(Ending.UNUSABLE)
