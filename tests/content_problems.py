"""What is said of content that is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kickcheck.content import loader
from kickcheck.content.checks.language import LanguageFile
from kickcheck.content.files import ContentProblems


def messages(read: Callable[[], object]) -> list[str]:
    """Return the problems of a file that is refused, as they are shown."""
    with pytest.raises(ContentProblems) as refused:
        read()
    assert str(refused.value) == "; ".join(map(str, refused.value.problems))
    assert all(isinstance(problem.line, int) for problem in refused.value.problems)
    return [str(problem) for problem in refused.value.problems]


def structural(folder: Path) -> bool:
    """Tell whether content cannot be decoded, so that its rules and wording are not checked."""
    found = loader.ContentLoader(folder)
    found.load()
    decoder, node = found.root(loader.LANGUAGE)
    decoder.record(LanguageFile, node)
    return bool(found.problems)
