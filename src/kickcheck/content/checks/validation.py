"""Loads content files and runs all checks on them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from kickcheck.assessment import assess
from kickcheck.content import bundle, files, strict_yaml, user_files
from kickcheck.content.checks import consistency
from kickcheck.content.files import ContentProblems, Problem
from kickcheck.content.loader import CONTACTS, FILES, LANGUAGE, TOPICS, ContentLoader
from kickcheck.errors import RefusedError, UnreadableError
from kickcheck.frozen import Frozen
from kickcheck.model import INTERNATIONAL, Content
from kickcheck.safe_text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


class Report(Frozen):
    """The result of a check: the problems, errors first, and the number of records of each kind."""

    problems: tuple[Problem, ...]
    counts: tuple[tuple[str, int], ...]
    content: Content | None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that are not warnings."""
        return tuple(problem for problem in self.problems if not problem.warning)


def check(path: Path | None, bundled: "Traversable", built: str | None, today: str) -> Report:
    """Check a content folder or file: see `kickcheck.content.check`.

    Args:
        path: the folder or file; None for the content that ships with the program.
        bundled: the folder of the content that ships with the program.
        built: the bundle in the wheel; None in a checkout.
        today: the date to compare review dates with, or empty.

    """
    if path is None:
        return _compare_with_bundle(
            load_and_validate(bundled, check_language=True, today=today), built
        )
    try:
        if path.is_dir():
            return check_folder(path, bundled, today)
        data = files.read_regular_file(path, path.name)
    except ContentProblems:
        data = b""  # reported below, with the other problems
    except (OSError, ValueError):
        raise UnreadableError(
            "That file or folder cannot be read.", "Name a content file or a folder."
        ) from None
    if (path.suffix != ".md" and path.name not in FILES) or _lists_help_lines(path.name, data):
        return _check_user_file(path.name, data, bundled)
    name = path.name if path.name in FILES else f"{TOPICS}/{path.name}"
    return load_and_validate(bundled, {name: path}, check_language=True, today=today)


def _lists_help_lines(name: str, data: bytes) -> bool:
    """Tell whether a file named as that of all countries lists the help lines of a service."""
    try:
        root = strict_yaml.parse(files.decode(data, name), name).value if name == CONTACTS else {}
    except ContentProblems:
        return False
    return isinstance(root, dict) and any(isinstance(each.value, list) for each in root.values())


def _check_user_file(name: str, data: bytes, bundled: "Traversable") -> Report:
    """Check a file of answers, or of a service's help lines: its keys tell which it is.

    Raises:
        RefusedError: it is neither, nor has the name of a content file.

    """
    try:
        text = files.decode(data, name)
        root = strict_yaml.parse(text.replace("\t", " "), name, comments=True).value
        keys = root if isinstance(root, dict) else {}
        content = ContentLoader(bundled).load()
        known = {q.id for _, q in content.questionnaire.pairs()} if content else set()
        if content and (known & set(keys) or "answers" in keys):
            answers = user_files.answers(text, name)
            unknown = [
                Problem(name, keys[key].line, "is not the id of a question")
                for key in answers
                if key in keys and key not in known
            ]
            if not unknown:
                assess(content.questionnaire, answers)
            return Report(tuple(unknown), (("answers", len(answers)),), None)
        codes = f"{INTERNATIONAL}|{user_files.COUNTRY_CODE}"
        if any(re.fullmatch(codes, key, re.IGNORECASE) for key in keys):
            found = user_files.local_contacts(text, name)
            number = sum(len(records) for records in found.values())
            return Report((), (("help lines", number),), None)
    except ContentProblems as found:
        return Report(_in_order(found.problems), (), None)
    except RefusedError as error:  # what `assess` says of answers that do not fit together
        return Report((Problem(name, 0, f"is refused: {error.message}"),), (), None)
    raise RefusedError(
        f"{visible(name)} has no answers, no help lines, and not the name of a content file.",
        f"Name it after what it contains: {', '.join(FILES)}, or TOPIC.md.",
    )


def check_folder(path: Path, bundled: "Traversable", today: str = "") -> Report:
    """Check a folder of changed content: what it does not contain is taken from the bundled files.

    Raises:
        OSError: the folder cannot be read.

    """
    found = sorted(
        each
        for folder in (path, path / TOPICS)
        if folder.is_dir()
        for each in folder.iterdir()
        if not each.name.startswith(".")
    )
    replaced = {}
    unknown = []
    for each in found:
        name = each.relative_to(path).as_posix()
        if name in FILES or (each.parent != path and each.suffix == ".md"):
            replaced[name] = each
        elif each.suffix in (".yaml", ".yml", ".md") and name != "README.md":
            message = "is not the name of a content file; topics are in the folder topics"
            unknown.append(Problem(name, 0, message))
    if not replaced:
        unknown.append(
            Problem(path.name, 0, f"has no content file: {', '.join(FILES)}, topics/*.md")
        )
    changed = path.resolve() != bundled
    report = load_and_validate(
        bundled,
        replaced,
        check_language=True,
        today=today,
        folder_name=visible(path.resolve().name) if changed else "",
    )
    # Warnings about the bundled files are not for the people who change others.
    theirs = [each for each in report.problems if not each.warning or each.file in replaced]
    return replace(report, problems=_in_order([*unknown, *theirs]))


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems), key=lambda problem: (problem.warning, problem)))


def _compare_with_bundle(found: Report, built: str | None) -> Report:
    """Add a problem if the bundle was built from other files."""
    if built is None or found.content is None or bundle.encode(found.content) == built:
        return found
    message = "kickcheck was built from other files: install it again, or delete its folder 'built'"
    return replace(found, problems=(Problem("content", 0, message), *found.problems))


def _language(loader: ContentLoader, content: Content) -> list[Problem]:
    """Check the language of the content. Imports its modules, which only `check` needs.

    In a folder of changed content the budgets are warnings: a service may prefer more words.
    """
    from kickcheck.content.checks import budgets, language  # noqa: PLC0415

    before = len(loader.problems)
    decoder, node = loader.root(LANGUAGE)
    file = decoder.record(language.LanguageFile, node)
    for name in budgets.REQUIRED:
        if name not in file.budgets:
            decoder.refuse(decoder.mapping(node).get("budgets", node), f'"{name}" is missing')
    if len(loader.problems) > before:
        return loader.problems[before:]
    too_long = [
        *budgets.problems(file.budgets, content.questionnaire.cards, loader.lines),
        *budgets.interface_problems(file.budgets, content.interface, loader.lines),
    ]
    if content.folder:
        kind = "texts have more words than their budget"
        too_long = [problem._replace(warning=True, kind=kind) for problem in too_long]
    return [*language.check(language.rules(file), loader.passages, content, LANGUAGE), *too_long]


def load_and_validate(
    folder: "Traversable",
    replaced: Mapping[str, Path] = MappingProxyType({}),
    *,
    check_language: bool = False,
    today: str = "",
    folder_name: str = "",
) -> Report:
    """Load content and check it.

    Args:
        folder: the content folder.
        replaced: files by their name in the folder that are read instead of those in the folder.
        check_language: whether to check the texts against the language file.
        today: the date to compare review dates with; empty for none.
        folder_name: the name of the folder of changed content, if there is one.

    """
    loader = ContentLoader(folder, replaced)
    content = loader.load(folder_name)
    problems = list(loader.problems)
    counts: list[tuple[str, int]] = []
    if content is not None:
        wrong_rules = consistency.rules(content.questionnaire, loader.lines)
        problems += wrong_rules + consistency.references(content, loader.lines)
        problems += consistency.braces(loader.passages)
        problems += consistency.commands(loader.passages, content)
        problems += consistency.citations(loader.passages, content)
        if not wrong_rules:
            problems += consistency.examples(content.questionnaire, loader.lines)
        if check_language:
            problems += _language(loader, content)
        if today:
            problems += consistency.reviews(content, loader.lines, today)
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
    return Report(_in_order(problems), tuple(counts), content)
