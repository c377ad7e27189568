"""A demo: another screen, on which somebody made up types. Enter goes on."""

from collections.abc import Callable

from kickcheck.interview import Command, Interview, QuestionStep, Step, normalize
from kickcheck.model import Answer, Demo, Page
from kickcheck.pages.demo import marked
from kickcheck.pages.localizer import Localizer
from kickcheck.session import Awaits, Screen

_STRAIGHT_ON = "S"  # to the summary; a capital, so that no slip of a finger skips the rest
_PASSED_ON = ("b", "back", "e", "emergency", "w", "why", "?", "q", "quit")


class DemoScreen:
    """Shows everything on another screen, and answers every question as the person would.

    Args:
        screen: where it is shown.
        localizer: speaks.
        demo: who answers.

    """

    def __init__(self, screen: Screen, localizer: Localizer, demo: Demo) -> None:
        self.screen = screen
        self.localizer = localizer
        self.demo = demo
        self.waits = screen.waits
        self.full = screen.full
        self.plain = screen.plain
        self.state: Callable[[], Interview | None] = lambda: None
        """Gives the interview as it stands."""
        self._page: Page | None = None
        self._past = ""
        """The section to get past, or all of them."""

    def show(self, page: Page) -> None:
        """Take a page on; it is shown, as an example, with the next prompt."""
        self._page = page

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        """Return what the person types, once the room has seen it."""
        interview = self.state()
        step = interview.current_step() if interview else None
        typed = self._types(step) if step and awaits is not Awaits.OTHER else None
        if self._past == _STRAIGHT_ON or (typed and step and step.section.id == self._past):
            return typed or ""
        if typed:
            self._past = ""
        if self._page is not None:
            self.screen.show(marked(self.localizer, self._page))
            self._page = None
        if not self.waits:
            return typed or ""
        if typed is None or step is None:
            return self._passed(self.screen.ask(prompt, status), step)
        return self._watched(typed, step, status)

    def _passed(self, line: str, step: Step | None) -> str:
        """Return a line typed where nobody is asked anything; the keys of a demo go on."""
        if line.strip() == _STRAIGHT_ON:
            self._past = _STRAIGHT_ON
            return ""
        if normalize(line) == "n":
            self._past = step.section.id if step else ""
            return ""
        return line

    def _watched(self, typed: str, step: Step, status: str) -> str:
        said = self.localizer.interface.answer_words[self._answer(step)]
        prompt = self.localizer.format(self.localizer.interface.demo_prompt, answer=said)
        while True:
            line = self.screen.ask(prompt, status)
            if line.strip() == _STRAIGHT_ON:
                self._past = _STRAIGHT_ON
                return typed
            if normalize(line) in _PASSED_ON:
                return line
            if normalize(line) == "n":
                self._past = step.section.id
                return typed
            if not normalize(line):
                return typed

    def _types(self, step: Step) -> str:
        return self.localizer.interface.keys[Command(str(self._answer(step)))][0]

    def _answer(self, step: Step) -> Answer:
        if isinstance(step, QuestionStep):
            return self.demo.answers.get(step.question.id, Answer.SKIP)
        given = any(question.id in self.demo.answers for question in step.section.questions)
        return Answer.YES if given else Answer.NO
