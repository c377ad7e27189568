"""Walk people through `kickcheck assess` on a terminal, and count screens and words.

    python benchmarks/walks.py .venv/bin/kickcheck

Each person types US on the first screen, answers every question, reads every part and closes the
summary. A screen is what is shown at a prompt. Words are counted on the pages; the prompt and the
last line are left out. Minutes are for 150 words a minute.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pexpect
import pyte

from kickcheck import content
from kickcheck.model import Answer, Content

COLUMNS, ROWS = 80, 24
WORDS_PER_MINUTE = 150
SETTLED_SECONDS = 0.03
GIVE_UP_SECONDS = 20

Answers = Mapping[str, str]


@dataclass
class Walk:
    """What a person saw: the words of each screen, and which screens are the summary."""

    screens: list[str] = field(default_factory=list)
    summary_from: int = 0

    @property
    def words(self) -> int:
        """The words of all screens."""
        return words(self.screens)

    @property
    def summary(self) -> list[str]:
        """The screens of the summary."""
        return self.screens[self.summary_from :]

    @property
    def summary_words(self) -> int:
        """The words of the summary."""
        return words(self.summary)


def words(screens: list[str]) -> int:
    """Return how many words screens have; bars and bullets are none."""
    return sum(any(map(str.isalnum, word)) for screen in screens for word in screen.split())


def people(loaded: Content) -> Iterator[tuple[str, Answers, bool]]:
    """Yield the name and answers of each person, and whether they skip the background."""
    ids = [question.id for _, question in loaded.questionnaire.pairs()]
    jail = {
        "recent-break": "yes", "may-use": "yes", "alone": "yes", "mixing": "no", "naloxone": "no",
        "past-overdose": "yes", "tolerance": "yes", "withdrawal": "yes", "less-time": "yes",
        "on-my-mind": "yes", "responsibilities": "no", "control": "yes", "despite-harm": "yes",
    }  # fmt: skip
    care = [q.id for s in loaded.questionnaire.sections if s.offer for q in s.questions]
    yield "three days out of jail", jail, True
    yield "the same, with care", {**jail, **dict.fromkeys(care, "no")}, True
    for demo in loaded.demos.values():
        yield demo.id, {name: str(answer) for name, answer in demo.answers.items()}, False
    yield "no everywhere", dict.fromkeys(ids, "no"), False
    yield "not sure everywhere", dict.fromkeys(ids, "unsure"), False
    yield "everything skipped", dict.fromkeys(ids, "skip"), False
    yield "thoughts of suicide", {**jail, "suicidal-thoughts": "yes", "suicidal-today": "yes"}, True
    methadone = {"recent-break": "no", "may-use": "no", "naloxone": "yes", "tolerance": "yes",
                 "withdrawal": "yes", "pregnant": "yes", "on-methadone": "yes"}  # fmt: skip
    yield "pregnant, on methadone", {**dict.fromkeys(ids, "no"), **methadone}, False


def walk(program: str, loaded: Content, answers: Answers, *, no_background: bool) -> Walk:
    """Return what a person saw from the first screen to the end of the summary."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    child = pexpect.spawn(
        program,
        ["assess"],
        dimensions=(ROWS, COLUMNS),
        encoding="utf-8",
        timeout=GIVE_UP_SECONDS,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "", "LANG": "C.UTF-8"},
    )
    child.delaybeforesend = None
    seen, shown = Walk(), ""
    interface = loaded.interface
    while True:
        body, prompt = _settled(child, screen, stream, shown)
        seen.screens.append(body)
        shown = body + prompt
        if prompt.startswith(interface.first_prompt.strip()):
            line = "US"
            seen.screens.pop()  # it is shown once more, with the country's number
        elif "q closes" in prompt:
            child.sendline("q")
            child.expect(pexpect.EOF)
            return seen
        else:
            line = _line(loaded, body, prompt, answers, no_background=no_background)
        if prompt.startswith(interface.prompt_last.strip()):
            seen.summary_from = len(seen.screens)
        child.sendline(line)


def _line(loaded: Content, body: str, prompt: str, answers: Answers, *, no_background: bool) -> str:
    """Return what the person types at a prompt."""
    if prompt.startswith(loaded.interface.prompt_offer.strip()):
        offered = [s for s in loaded.questionnaire.sections if s.offer]
        return "y" if any(q.id in answers for s in offered for q in s.questions) else "n"
    if "u not sure" not in prompt:
        return ""
    text = " ".join(body.split())
    for section, question in loaded.questionnaire.pairs():
        if question.ask in text:
            if section.kind == "background" and no_background:
                return "skip all"
            return loaded.interface.keys[Answer(answers.get(question.id, "skip"))][0]
    raise ValueError(f"not a question: {text}")


def _settled(
    child: "pexpect.spawn[str]", screen: pyte.Screen, stream: pyte.Stream, before: str
) -> tuple[str, str]:
    """Return the text above the prompt and the prompt, once the screen stays the same."""
    waited = 0.0
    while True:
        try:
            stream.feed(child.read_nonblocking(65536, SETTLED_SECONDS))
            continue
        except pexpect.TIMEOUT:
            waited += SETTLED_SECONDS
        rows = [row.strip() for row in screen.display]
        at = screen.cursor.y
        while at > 0 and rows[at - 1]:
            at -= 1
        body = "\n".join(rows[:at]).strip()
        prompt = " ".join(rows[at : screen.cursor.y + 1]).strip()
        if (prompt.endswith(":") and body + prompt != before) or waited > GIVE_UP_SECONDS:
            return body, prompt


def main() -> None:
    """Print a row for each person."""
    program, loaded = sys.argv[1], content.bundled()
    print("| who | screens | words | minutes | of them the summary: screens | words |")
    print("|---|---|---|---|---|---|")
    for name, answers, no_background in people(loaded):
        seen = walk(program, loaded, answers, no_background=no_background)
        minutes = round(seen.words / WORDS_PER_MINUTE)
        print(
            f"| {name} | {len(seen.screens)} | {seen.words:,} | {minutes} "
            f"| {len(seen.summary)} | {seen.summary_words:,} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
