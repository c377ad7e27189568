"""A demo: another screen, on which somebody made up types. Enter goes on."""

from collections.abc import Callable

from kickcheck.interview import Asked, Command, Interview, Stop, normal
from kickcheck.model import Answer, Demo, Page
from kickcheck.pages.demo import marked
from kickcheck.pages.localizer import Voice
from kickcheck.session import Screen

_STRAIGHT_ON = "S"  # to the summary; a capital, so that no slip of a finger skips the rest
_PASSED_ON = ("b", "back", "e", "emergency", "w", "why", "?", "q", "quit")


class DemoScreen:
    """Shows everything on another screen, and answers every question as the person would.

    Args:
        screen: where it is shown.
        voice: speaks.
        demo: who answers.

    """

    def __init__(self, screen: Screen, voice: Voice, demo: Demo) -> None:
        self.screen = screen
        self.voice = voice
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

    def ask(self, prompt: str, status: str) -> str:
        """Return what the person types, once the room has seen it."""
        interview = self.state()
        stop = interview.at() if interview else None
        typed = self._types(stop) if stop and self._is_question(prompt) else None
        if self._past == _STRAIGHT_ON or (typed and stop and stop.section.id == self._past):
            return typed or ""
        if typed:
            self._past = ""
        if self._page is not None:
            self.screen.show(marked(self.voice, self._page))
            self._page = None
        if not self.waits:
            return typed or ""
        if typed is None or stop is None:
            return self._passed(self.screen.ask(prompt, status), stop)
        return self._watched(typed, stop, status)

    def _passed(self, line: str, stop: Stop | None) -> str:
        """Return a line typed where nobody is asked anything; the keys of a demo go on."""
        if line.strip() == _STRAIGHT_ON:
            self._past = _STRAIGHT_ON
            return ""
        if normal(line) == "n":
            self._past = stop.section.id if stop else ""
            return ""
        return line

    def _watched(self, typed: str, stop: Stop, status: str) -> str:
        said = self.voice.wording.answer_words[self._answer(stop)]
        prompt = self.voice.say(self.voice.wording.demo_prompt, answer=said)
        while True:
            line = self.screen.ask(prompt, status)
            if line.strip() == _STRAIGHT_ON:
                self._past = _STRAIGHT_ON
                return typed
            if normal(line) in _PASSED_ON:
                return line
            if normal(line) == "n":
                self._past = stop.section.id
                return typed
            if not normal(line):
                return typed

    def _is_question(self, prompt: str) -> bool:
        wording = self.voice.wording
        return prompt in (
            wording.prompt,
            wording.prompt_offer,
            wording.nothing_before,
            wording.not_understood_offer,
        )

    def _types(self, stop: Stop) -> str:
        return self.voice.wording.keys[Command(str(self._answer(stop)))][0]

    def _answer(self, stop: Stop) -> Answer:
        if isinstance(stop, Asked):
            return self.demo.answers.get(stop.question.id, Answer.SKIP)
        given = any(question.id in self.demo.answers for question in stop.section.questions)
        return Answer.YES if given else Answer.NO
