"""The tests under every Python that is promised, with all its warnings, and without docstrings.

usage: .venv/bin/nox [-s tests-3.12] [-- PYTEST ARGUMENTS]
"""

import os
from pathlib import Path

import nox

PYTHONS = ("3.11", "3.12", "3.13")

nox.options.error_on_missing_interpreters = False  # skipped, and the summary says so
nox.options.default_venv_backend = "venv"

# pyenv keeps its interpreters where nobody else looks, and its shims find only one of them.
for python in PYTHONS:
    for folder in Path.home().glob(f".pyenv/versions/{python}.*/bin"):
        os.environ["PATH"] = f"{folder}{os.pathsep}{os.environ['PATH']}"


def _install(session: nox.Session) -> None:
    """Install the wheel, not the sources: what is tested is what people get."""
    session.install("-q", "--require-hashes", "-r", "requirements/dev.txt")
    session.install("-q", "--no-deps", "--no-build-isolation", ".")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests in development mode; a warning in the program is an error."""
    _install(session)
    # As variables, for -W and -X do not reach pytest's workers and the programs they start.
    modes = {"PYTHONDEVMODE": "1", "PYTHONWARNINGS": "error"}
    session.run("pytest", *session.posargs, env=modes)


@nox.session(python=PYTHONS[0])
def optimized(session: nox.Session) -> None:
    """Run the tests without docstrings and assertions in the program."""
    _install(session)
    # pytest keeps the assertions of the tests, and warns that it keeps no others.
    kept = "ignore:assertions not in test modules:pytest.PytestConfigWarning"
    session.run("pytest", "-W", kept, *session.posargs, env={"PYTHONOPTIMIZE": "2"})
