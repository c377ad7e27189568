"""Names and prose use the standard words of the field; no two modules share a name."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "tests", "benchmarks", "fuzz", "tools")
# Words that misled readers, as any part of a name.
RETIRED_WORDS = """
house room rooms door doors noun nouns voice manner saving hold holds held own raw tree panic
proof proofs packed pack drawn undelivered complain deliver emit drawer
"""
# Names that were replaced; their words are fine as parts of other names.
RETIRED_NAMES = """
Voice Manner Saving Output Table Text Items Notice Offered Asked Stop Seen Lines Folder Checked
as_wanted stands_in in_words in_crisis asked_for hold LAST CHOICES IN_WORDS ALSO_KNOWN everything
programs Ran told argued twin launch
"""
# The package and its main module may share a name.
SHARED_NAMES = {"session"}
# Documents about the content quote it ("leave the door unlocked"); the guide for counselors is
# about a real room.
EXEMPT = {"content.md": ("door",), "counselors.md": ("room",)}
RETIRED_IN_PROSE = re.compile(r"\b(house|noun|room|door)s?\b|\bdrawn beforehand\b", re.IGNORECASE)


def python_files() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            if "node_modules" not in path.parts:
                yield path
    yield from (ROOT / name for name in ("hatch_build.py", "noxfile.py"))


def names(path: Path) -> Iterator[str]:
    """Yield the name of a module and every name that it defines."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.attr
            case ast.alias(asname=str(name)):
                yield name
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                yield name


def words(name: str) -> set[str]:
    """Split a name at underscores and capitals."""
    return set(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_"))


def prose(path: Path) -> str:
    """Return the docstrings and comments of a module, or the text of a document."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return text
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = [
        ast.get_docstring(node) or ""
        for node in ast.walk(ast.parse(text))
        if isinstance(node, documented)
    ]
    comments = re.findall(r"(?:^|\s)#\s.*$", text, flags=re.MULTILINE)
    return "\n".join([*docstrings, *comments])


@pytest.mark.usefixtures("sources")
def test_no_name_uses_a_retired_word() -> None:
    retired_words, retired_names = set(RETIRED_WORDS.split()), set(RETIRED_NAMES.split())
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in python_files()
        for name in names(path)
        if words(name) & retired_words or name in retired_names
    }
    assert not found, "\n".join(sorted(found))


def test_no_two_modules_have_the_same_name(sources: Path) -> None:
    files = (sources / "kickcheck").rglob("*.py")
    count = Counter(path.parent.name if path.stem == "__init__" else path.stem for path in files)
    assert {name for name, number in count.items() if number > 1} == SHARED_NAMES


@pytest.mark.usefixtures("sources")
def test_the_prose_uses_no_retired_metaphor() -> None:
    documents = [ROOT / "CONTRIBUTING.md", ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in (*(ROOT / "src").rglob("*.py"), *documents)
        for match in RETIRED_IN_PROSE.finditer(prose(path))
        if str(match[1]).lower() not in EXEMPT.get(path.name, ())
    ]
    assert not found, "\n".join(found)
