"""Files into the model, and the proofs on them. The only room that knows YAML and Markdown.

Most commands read no file but the packed content: YAML and Markdown are imported by those that do.
"""

from functools import cache
from pathlib import Path

from kickcheck import prerendered
from kickcheck.content import bundle
from kickcheck.errors import ContentDamagedError
from kickcheck.model import Answer, Contact, Content

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kickcheck.content.checks.validation import Report

BUNDLE = "content.packed"


def bundled_folder() -> Path:
    """Return the folder of the content that came with the program.

    A wheel carries it inside the package; a checkout has it at the top, where people edit it.
    """
    packaged = Path(__file__).parents[1] / "data"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "data"


@cache
def bundled() -> Content:
    """Return the content that came with the program.

    A wheel carries it packed, as it was when the wheel was built; `check` tells whether its files
    still say the same.

    Raises:
        ContentDamagedError: it has a problem; a questionnaire whose examples fail does not run.

    """
    made = built_content()
    if made is not None:
        return made
    from kickcheck.content.checks import validation  # noqa: PLC0415

    checked = validation.checked(bundled_folder())
    if checked.errors or checked.content is None:
        problem = checked.problems[0]
        hint = "Install kickcheck again, or list what is wrong: kickcheck check"
        raise ContentDamagedError(f"The content is damaged: {problem}.", hint)
    return checked.content


def built_content() -> Content | None:
    """Return the packed content that a wheel carries; None in a checkout, or if it is damaged."""
    text = prerendered.read(BUNDLE)
    return None if text is None else bundle.unpack(text)


def check(path: Path | None = None, today: str = "") -> "Report":
    """Check a content folder, or one file in place of the bundled one of that name.

    Args:
        path: the folder or file; left out: the content that came with the program.
        today: the day (2026-11-23) against which review dates are held; left out: none is.

    Raises:
        UnreadableError: there is no such file or folder.
        RefusedError: a file whose name says nothing about what it holds.

    """
    from kickcheck.content.checks import validation  # noqa: PLC0415

    return validation.check(path, bundled_folder(), prerendered.read(BUNDLE), today)


def read_answers(path: str) -> dict[str, Answer]:
    """Return the answers of a YAML or JSON file; "-" is the standard input.

    Raises:
        UnreadableError: it cannot be read.
        RefusedError: it is no mapping of questions to yes, no, unsure or skip.

    """
    from kickcheck.content import user_files  # noqa: PLC0415

    return user_files.read_answers(path)


def read_contacts(path: str) -> dict[str, tuple[Contact, ...]]:
    """Return a service's own help lines by country code, from a YAML file.

    Raises:
        UnreadableError: it cannot be read.
        RefusedError: it is no mapping of countries to lists of records.

    """
    from kickcheck.content import user_files  # noqa: PLC0415

    return user_files.read_contacts(path)
