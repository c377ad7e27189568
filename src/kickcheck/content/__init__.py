"""Reads and validates content. The only package that parses YAML and Markdown.

Most commands need only the bundle, so the parsers are imported when they are first used.
"""

from functools import cache
from pathlib import Path

from kickcheck import prerendered
from kickcheck.content import bundle
from kickcheck.errors import ContentDamagedError, RefusedError, UnreadableError
from kickcheck.model import Answer, Contact, Content
from kickcheck.safe_text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from kickcheck.content.checks.validation import Report

BUNDLE = "content.packed"


def bundled_folder() -> "Traversable":
    """Return the folder of the content that ships with the program.

    In a wheel it is inside the package, which may be in a zip file; in a checkout it is `data` at
    the top level.
    """
    from importlib.resources import files  # noqa: PLC0415 - only needed without the bundle

    packaged = files("kickcheck") / "data"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "data"


@cache
def bundled() -> Content:
    """Return the content that ships with the program.

    A wheel contains it as a bundle, prebuilt when the wheel was built; `check` reports if the files
    have changed since. In a checkout the files are loaded and validated.

    Raises:
        ContentDamagedError: the files have errors, such as a worked example that fails.

    """
    prebuilt = built_content()
    if prebuilt is not None:
        return prebuilt
    from kickcheck.content.checks import validation  # noqa: PLC0415

    report = validation.load_and_validate(bundled_folder())
    if report.errors or report.content is None:
        problem = report.problems[0]
        hint = "Install kickcheck again, or list what is wrong: kickcheck check"
        raise ContentDamagedError(f"The content is damaged: {problem}.", hint)
    return report.content


def from_folder(path: Path) -> Content:
    """Return content of which a folder changes a part; the rest is the bundled content.

    Raises:
        UnreadableError: it is not a folder that can be read.
        RefusedError: the content has errors.

    """
    from kickcheck.content.checks import validation  # noqa: PLC0415

    try:
        if not path.is_dir():
            raise NotADirectoryError
        report = validation.check_folder(path, bundled_folder())
    except (OSError, ValueError):
        raise UnreadableError(
            "The content folder cannot be read.", "Correct --content or KICKCHECK_CONTENT."
        ) from None
    if report.errors or report.content is None:
        others = len(report.errors) - 1
        more = f" (and {others} more)" if others else ""
        message = f"The content folder is refused: {visible(str(report.problems[0]))}{more}."
        hint = f"To see all errors: kickcheck check {visible(str(path))}"
        raise RefusedError(message, hint)
    return report.content


def built_content() -> Content | None:
    """Return the content of the bundle; None in a checkout, or if the bundle is damaged."""
    text = prerendered.read(BUNDLE)
    return None if text is None else bundle.decode(text)


def check(path: Path | None = None, today: str = "") -> "Report":
    """Validate a content folder, a content file in place of the bundled one, or a user's file.

    Args:
        path: the folder or file; by default, the content that ships with the program.
        today: the date (2026-11-23) to compare review dates with; by default, none.

    Raises:
        UnreadableError: the file or folder cannot be read.
        RefusedError: it is no content file, and has neither answers nor help lines.

    """
    from kickcheck.content.checks import validation  # noqa: PLC0415

    return validation.check(path, bundled_folder(), prerendered.read(BUNDLE), today)


def read_answers(path: str) -> dict[str, Answer]:
    """Return the answers in a YAML or JSON file; "-" is the standard input.

    Raises:
        UnreadableError: the file cannot be read.
        RefusedError: it is not a mapping of question ids to yes, no, unsure or skip.

    """
    from kickcheck.content import user_files  # noqa: PLC0415

    return user_files.read_answers(path)


def read_contacts(path: str) -> dict[str, tuple[Contact, ...]]:
    """Return the help lines of a local service by country code, from a YAML file.

    Raises:
        UnreadableError: the file cannot be read.
        RefusedError: it is not a mapping of country codes to lists of help lines.

    """
    from kickcheck.content import user_files  # noqa: PLC0415

    return user_files.read_contacts(path)
