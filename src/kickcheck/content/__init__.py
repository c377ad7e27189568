"""Files into the model, and the proofs on them. The only room that knows YAML and Markdown."""

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kickcheck.content import language, own, proofs, tree
from kickcheck.content import load as loading
from kickcheck.content.tree import ContentProblems, Problem
from kickcheck.errors import RefusedError, UnreadableError
from kickcheck.model import Answer, Contact, Content
from kickcheck.text import visible

__all__ = [
    "Checked",
    "Problem",
    "bundled",
    "bundled_folder",
    "check",
    "read_answers",
    "read_contacts",
]


@dataclass(frozen=True)
class Checked:
    """What a check found: every problem, worst first, and how much was looked at."""

    problems: tuple[Problem, ...]
    counts: tuple[tuple[str, int], ...]
    content: Content | None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that have to be mended."""
        return tuple(problem for problem in self.problems if not problem.warning)


def bundled_folder() -> Path:
    """Return the folder of the content that came with the program.

    A wheel carries it inside the package; a checkout has it at the top, where people edit it.
    """
    packaged = Path(__file__).parents[1] / "data"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "data"


@cache
def bundled() -> Content:
    """Return the content that came with the program.

    Raises:
        RefusedError: it has a problem; a questionnaire whose examples fail does not run.

    """
    checked = _check(bundled_folder(), None)
    if checked.errors or checked.content is None:
        problem = checked.problems[0]
        raise RefusedError(f"The content is damaged: {problem}.", "Install kickcheck again.")
    return checked.content


def check(path: Path | None = None, today: str = "") -> Checked:
    """Check a content folder, or one file in place of the bundled one of that name.

    Args:
        path: the folder or file; left out: the content that came with the program.
        today: the day (2026-11-23) against which review dates are held; left out: none is.

    Raises:
        UnreadableError: there is no such file or folder.
        RefusedError: a file whose name says nothing about what it holds.

    """
    if path is None:
        return _check(bundled_folder(), None, whole=True, today=today)
    try:
        if path.is_dir():
            return _check(path, None, whole=True, today=today)
        tree.read_bytes(path)
    except ContentProblems:
        pass  # told below, with the rest
    except (OSError, ValueError):
        raise UnreadableError(
            "That file or folder cannot be read.", "Name a content file or a folder."
        ) from None
    if path.suffix != ".md" and path.name not in loading.FILES:
        raise RefusedError(
            f"{visible(path.name)} is not the name of a content file.",
            f"Name it after what it holds: {', '.join(loading.FILES)}, or TOPIC.md.",
        )
    return _check(bundled_folder(), path, whole=True, today=today)


def _check(folder: Path, instead: Path | None, *, whole: bool = False, today: str = "") -> Checked:
    """Load content and prove it; `whole` holds its language to the rules too."""
    loader = loading.Loader(folder, instead)
    content = loader.load()
    problems = list(loader.problems)
    before = len(problems)
    counts: list[tuple[str, int]] = []
    if content is not None:
        wrong_rules = proofs.rules(content.questionnaire, loader.lines)
        problems += wrong_rules + proofs.references(content, loader.lines)
        if not wrong_rules:
            problems += proofs.examples(content.questionnaire, loader.lines)
        if whole and (rules := loader.language()) is not None:
            problems += language.check(rules, loader.passages, content.facts, loading.LANGUAGE)
        problems += loader.problems[before:]
        if today:
            problems += proofs.reviews(content, loader.lines, today)
        questions = sum(1 for _ in content.questionnaire.pairs())
        counts = [
            ("questions", questions),
            ("cards", len(content.questionnaire.cards)),
            ("examples", len(content.questionnaire.examples)),
            ("topics", len(content.topics)),
            ("facts", len(content.facts)),
            ("sources", len(content.sources)),
            ("countries", len(content.countries)),
        ]
    in_order = sorted(set(problems), key=lambda problem: (problem.warning, problem))
    return Checked(tuple(in_order), tuple(counts), content)


def read_answers(path: str) -> dict[str, Answer]:
    """Return the answers of a YAML or JSON file; "-" is the standard input.

    Raises:
        UnreadableError: it cannot be read.
        RefusedError: it is no mapping of questions to yes, no, unsure or skip.

    """
    name = "The standard input" if path == "-" else "The answers file"
    try:
        if path == "-":
            if sys.stdin is None:
                raise FileNotFoundError
            data = tree.read_limited(sys.stdin.buffer, "standard input")
        else:
            data = tree.read_bytes(Path(path))
        return own.answers(tree.decode(data, "answers"), "answers")
    except ContentProblems as found:
        raise RefusedError(
            f"{name} is refused: {_first(found.problems)}.",
            "It holds one question a line, such as: control: yes",
        ) from None
    except (OSError, ValueError):
        raise UnreadableError(f"{name} cannot be read.", "Name a file, or - for input.") from None


def read_contacts(path: str) -> dict[str, tuple[Contact, ...]]:
    """Return a service's own help lines by country code, from a YAML file.

    Raises:
        UnreadableError: it cannot be read.
        RefusedError: it is no mapping of countries to lists of records.

    """
    try:
        text = tree.decode(tree.read_bytes(Path(path)), "contacts")
        return own.local_contacts(text, "contacts")
    except ContentProblems as found:
        raise RefusedError(
            f"The file that KICKCHECK_CONTACTS names is refused: {_first(found.problems)}.",
            "It holds country codes, each with a list of kind, name and number.",
        ) from None
    except (OSError, ValueError):
        raise UnreadableError(
            "The file that KICKCHECK_CONTACTS names cannot be read.", "Correct or unset it."
        ) from None


def _first(problems: list[Problem]) -> str:
    problem = problems[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    where = f"line {problem.line} " if problem.line else "it "
    return f"{where}{problem.message}{more}"
