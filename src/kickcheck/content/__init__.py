"""Files into the model, and the proofs on them. The only room that knows YAML and Markdown."""

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kickcheck.content import check as proofs
from kickcheck.content import load as loading
from kickcheck.content import tree
from kickcheck.content.tree import ContentProblems, Problem
from kickcheck.errors import RefusedError, UnreadableError
from kickcheck.model import Answer, Content

__all__ = ["Checked", "Problem", "bundled", "bundled_folder", "check", "read_answers"]


@dataclass(frozen=True)
class Checked:
    """What a check found: every problem, and how much was looked at."""

    problems: tuple[Problem, ...]
    counts: tuple[tuple[str, int], ...]
    content: Content | None


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
    if checked.problems or checked.content is None:
        problem = checked.problems[0]
        raise RefusedError(f"The content is damaged: {problem}.", "Install kickcheck again.")
    return checked.content


def check(path: Path | None = None) -> Checked:
    """Check a content folder, or one file in place of the bundled one of that name.

    Raises:
        UnreadableError: there is no such file or folder.
        RefusedError: a file whose name says nothing about what it holds.

    """
    if path is None:
        return _check(bundled_folder(), None)
    if path.is_dir():
        return _check(path, None)
    try:
        tree.read_bytes(path)
    except ContentProblems:
        pass  # told below, with the rest
    except OSError:
        raise UnreadableError(
            f"{path.name} cannot be read.", "Name a content file or a folder."
        ) from None
    known = (loading.QUESTIONS, loading.INTERFACE, loading.FACTS, loading.SOURCES, loading.CONTACTS)
    if path.suffix != ".md" and path.name not in known:
        raise RefusedError(
            f"{path.name} is not the name of a content file.",
            f"Name it after what it holds: {', '.join(known)}, or TOPIC.md.",
        )
    return _check(bundled_folder(), path)


def _check(folder: Path, instead: Path | None) -> Checked:
    loader = loading.Loader(folder, instead)
    content = loader.load()
    problems = list(loader.problems)
    counts: list[tuple[str, int]] = []
    if content is not None:
        wrong_rules = proofs.rules(content.questionnaire, loader.lines)
        problems += wrong_rules + proofs.references(content, loader.lines)
        if not wrong_rules:
            problems += proofs.examples(content.questionnaire, loader.lines)
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
    return Checked(tuple(sorted(set(problems))), tuple(counts), content)


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
        return loading.answers(tree.decode(data, "answers"), "answers")
    except ContentProblems as found:
        raise RefusedError(
            f"{name} is refused: {_first(found.problems)}.",
            "It holds one question a line, such as: control: yes",
        ) from None
    except (OSError, ValueError):
        raise UnreadableError(f"{name} cannot be read.", "Name a file, or - for input.") from None


def _first(problems: list[Problem]) -> str:
    problem = problems[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"line {max(problem.line, 1)} {problem.message}{more}"
