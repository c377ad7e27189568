"""A screen for demos, on which an example person answers. Enter goes on."""

from collections.abc import Callable

from kickcheck.interview import Command, Interview, QuestionStep, Step
from kickcheck.model import Answer, Demo, Page
from kickcheck.pages.demo import mark_as_example
from kickcheck.pages.localizer import Localizer
from kickcheck.safe_text import normalize
from kickcheck.session.screen_protocol import START, Awaits, Place, Screen

_TO_SUMMARY = "S"  # a capital letter, so that a typing error does not skip the rest
_FORWARDED = ("b", "back", "e", "emergency", "w", "why", "?", "q", "quit")


class DemoScreen:
    """Wraps another screen, and answers every question as the example person would.

    Args:
        screen: shows the pages.
        localizer: localizes the texts.
        demo: the example person and their answers.

    """

    def __init__(self, screen: Screen, localizer: Localizer, demo: Demo) -> None:
        self.screen = screen
        self.localizer = localizer
        self.demo = demo
        self.waits = screen.waits
        self.full = screen.full
        self.plain = screen.plain
        self.state: Callable[[], Interview]
        """Returns the current interview; set before the first prompt."""
        self._page: Page | None = None
        self._place = START
        self._skipping = ""
        """The id of the section to skip, or `_TO_SUMMARY` to skip all of them."""

    @property
    def place(self) -> Place:
        """The place in the page that is shown at the top."""
        return self.screen.place

    def show(self, page: Page, place: Place = START) -> None:
        """Set the page; it is shown, marked as an example, with the next prompt."""
        self._page, self._place = page, place

    def discard_typed_lines(self) -> None:
        """Discard what was typed before the next prompt."""
        self.screen.discard_typed_lines()

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        """Return what the example person types, after the viewers have seen it."""
        step = self.state().current_step()
        typed = self._key_for(step) if step and awaits is not Awaits.OTHER else None
        if self._skipping == _TO_SUMMARY or (typed and step and step.section.id == self._skipping):
            return typed or ""
        if typed:
            self._skipping = ""
        if self._page is not None:
            self.screen.show(mark_as_example(self.localizer, self._page), self._place)
            self._page = None
        if not self.waits:
            return typed or ""
        if typed is None or step is None:
            return self._forward(self.screen.ask(prompt, status), step)
        return self._confirm(typed, step, status)

    def _forward(self, line: str, step: Step | None) -> str:
        """Return a line typed where no question is asked; the keys of a demo become Enter."""
        if line.strip() == _TO_SUMMARY:
            self._skipping = _TO_SUMMARY
            return ""
        if normalize(line) == "n":
            self._skipping = step.section.id if step else ""
            return ""
        return line

    def _confirm(self, typed: str, step: Step, status: str) -> str:
        """Show the answer of the example person; return it, or a command of the viewers."""
        text = self.localizer.interface.answer_words[self._answer(step)]
        prompt = self.localizer.format(self.localizer.interface.demo_prompt, answer=text)
        while True:
            line = self.screen.ask(prompt, status)
            if line.strip() == _TO_SUMMARY:
                self._skipping = _TO_SUMMARY
                return typed
            if normalize(line) in _FORWARDED:
                return line
            if normalize(line) == "n":
                self._skipping = step.section.id
                return typed
            if not normalize(line):
                return typed

    def _key_for(self, step: Step) -> str:
        return self.localizer.interface.keys[Command(str(self._answer(step)))][0]

    def _answer(self, step: Step) -> Answer:
        if isinstance(step, QuestionStep):
            return self.demo.answers.get(step.question.id, Answer.SKIP)
        given = any(question.id in self.demo.answers for question in step.section.questions)
        return Answer.YES if given else Answer.NO
