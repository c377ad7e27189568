"""Make the tests reproducible; write the table of terminal tests with --terminals FILE."""

import gc
import os
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

import kickcheck
from kickcheck.content import markdown_parser, strict_yaml
from kickcheck.content.checks import language
from kickcheck.content.files import Problem
from kickcheck.content.strict_yaml import Passage

# The same examples on every run and no deadline: no outcome depends on chance or time.
settings.register_profile("kickcheck", derandomize=True, deadline=None)
settings.load_profile("kickcheck")

# Keep the assertions of the fuzz targets under PYTHONOPTIMIZE, like those of the tests.
pytest.register_assert_rewrite("targets")

ROOT = Path(__file__).parents[1]
WORDS = {"passed": "passed", "failed": "FAILED", "skipped": "not run"}
TRIED = ("test_conversation", "test_fidelity", "test_full_screen", "test_streams_of_the_program")


WHEEL = pytest.StashKey[tuple[tempfile.TemporaryDirectory[str], Future[Path]]]()


def pytest_configure(config: pytest.Config) -> None:
    """Install the program from a wheel for the tests that start it, while tests are collected.

    Most tests fork their own process instead: see `forked`. If kickcheck is installed from a wheel
    already, or KICKCHECK names a command, that one is started every time.
    """
    import forked  # noqa: PLC0415 - tests are on the path from here on

    is_source = Path(kickcheck.__file__).is_relative_to(ROOT / "src")
    if hasattr(config, "workerinput") or not is_source or "KICKCHECK" in os.environ:
        return
    folder = tempfile.TemporaryDirectory(prefix="kickcheck-wheel-")
    os.environ["KICKCHECK"] = f"{folder.name}/installed/bin/kickcheck"
    os.environ[forked.WANTED] = "1"
    import wheels  # noqa: PLC0415 - reads these variables

    os.environ[wheels.BUILT] = folder.name
    installing = ThreadPoolExecutor().submit(wheels.build_and_install, Path(folder.name))
    config.stash[WHEEL] = folder, installing


def pytest_collection_finish() -> None:
    """Save time: collect garbage rarely, and never what is in memory by now."""
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Wait for the wheel before the first test."""
    if WHEEL in session.config.stash:
        session.config.stash[WHEEL][1].result()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run three tests on two processors: many of them wait for a program."""
    return max(3 * (os.cpu_count() or 1) // 2, 2)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Delete what was built."""
    if WHEEL in config.stash:
        folder, installing = config.stash[WHEEL]
        installing.exception()  # waits, if no test did
        folder.cleanup()


def _once_in_a_passage() -> Callable[..., tuple[Problem, ...]]:
    """Return `language.in_passage`, which keeps the problems of a passage under equal rules."""
    in_passage = language.in_passage
    kept: list[tuple[tuple[object, ...], dict[Passage, tuple[Problem, ...]]]] = [((), {})]

    def problems(passage: Passage, *rules: Any) -> tuple[Problem, ...]:
        before, found = kept[-1]
        if [*map(id, before)] != [*map(id, rules)]:
            found = next((found for others, found in kept if others == rules), {})
            kept.append((rules, found))
        if passage not in found:
            found[passage] = tuple(in_passage(passage, *rules))
        return found[passage]

    return problems


@pytest.fixture(scope="session", autouse=True)
def each_text_is_read_once() -> Iterator[None]:
    """Save time: hundreds of tests check the shipped folder with one file changed."""
    with pytest.MonkeyPatch.context() as patch:
        for parser in (strict_yaml, markdown_parser):
            patch.setattr(parser, "parse", cache(parser.parse))
        patch.setattr(language, "in_passage", _once_in_a_passage())
        yield


@pytest.fixture(scope="session", autouse=True)
def caches_are_empty_for_each_mutant() -> None:
    """Forget, in mutation testing, what the unchanged program computed before the fork."""
    import forked  # noqa: PLC0415

    if forked.MUTANT in os.environ:
        for name, module in list(sys.modules.items()):
            for value in vars(module).values() if name.startswith("kickcheck") else ():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


class TextFile(SingleFileSnapshotExtension):
    """Keeps each copy as a text file of its own."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def approved(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Return the approved copy, to be compared with a text."""
    return snapshot.use_extension(TextFile)


@pytest.fixture
def patched(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Return a patch that `run` sees too; skip the test if the program is not forked."""
    import forked  # noqa: PLC0415

    if forked.WANTED not in os.environ and forked.MUTANT not in os.environ:
        pytest.skip("the program is started, not forked")
    return monkeypatch


@pytest.fixture(scope="session")
def sources() -> Path:
    """Return the folder of the sources; skip the test if only the wheel is there."""
    folder = ROOT / "src"
    if not folder.is_dir():
        pytest.skip("the sources were removed")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--terminals", default="", help="write the table of docs/terminals.md here")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    target = config.getoption("--terminals")
    if not target:
        return
    runs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for outcome in WORDS:
        for report in terminalreporter.stats.get(outcome, []):
            match = re.match(r"tests/(\w+)\.py::(\w+)(?:\[(.*)\])?$", report.nodeid)
            if match and match[1] in TRIED:
                runs[match[1], match[2]].append((match[3] or "", outcome))
    rows = []
    for (module, name), cases in sorted(runs.items()):
        said = name.removeprefix("test_").replace("_", " ")
        named = "; ".join(sorted({_short(case) for case, _ in cases if case}))
        outcomes = [outcome for _, outcome in cases]
        happened = ", ".join(
            f"{word} {outcomes.count(outcome)}"
            for outcome, word in WORDS.items()
            if outcome in outcomes
        )
        rows.append(f"| {said} | {named} | {happened} | `{module}.py` |")
    Path(target).write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def _short(case: str) -> str:
    """Return a short name of a case, without characters that would break a table."""
    shown = case.replace("|", "/").replace("\\", "")
    return f"`{shown[:60]}`"


COMMAND = f".venv/bin/pytest {' '.join(f'tests/{module}.py' for module in TRIED)}"
HEAD = f"""# What was tried in terminals, pipes and encodings

Filled by the tests themselves, not by hand:

    {COMMAND} --terminals docs/terminals.md

All of it ran on Linux, in a pseudo-terminal, in tmux and in pipes.
**Not tried:** other systems, real braille displays and screen readers, and the terminals that
people have on their desks.

| test | tried with | outcome | file |
|---|---|---|---|
"""
