"""The tests under every Python that is promised, without docstrings; what they reach.

usage: .venv/bin/nox [-s tests-3.12] [-- PYTEST ARGUMENTS]
"""

import os
import shutil
import tarfile
from pathlib import Path

import nox

PYTHONS = ("3.11", "3.12", "3.13")
MUTMUT = "mutmut==3.8.1"  # alone in its session: it brings another fifteen packages

# What decides, reads and saves: all of it is reached. Of the rest, nearly all.
CORE = (
    "assessment.py", "atomic_write.py", "content/*", "frozen.py", "interview.py", "model/*",
    "pages/*", "safe_text.py",
)  # fmt: skip

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


def _unpacked(session: nox.Session) -> tuple[Path, Path]:
    """Build wheel and sdist; return the wheel, and a folder with all that the sdist holds."""
    away = Path(session.create_tmp())
    shutil.rmtree(away)
    session.run("python", "-m", "build", "--no-isolation", "--outdir", str(away), ".", silent=True)
    (wheel,), (sdist,) = away.glob("*.whl"), away.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # from 3.11.4 on
        archive.extractall(away)  # noqa: S202 - it was built a moment ago
    (copy,) = (path for path in away.iterdir() if path.is_dir())
    return wheel, copy


@nox.session(python=PYTHONS[0], default=False)
def coverage(session: nox.Session) -> None:
    """Measure which lines and branches of the wheel the tests reach, the sources out of the way."""
    session.install("-q", "--require-hashes", "-r", "requirements/dev.txt")
    wheel, copy = _unpacked(session)
    session.install("-q", "--no-deps", "--force-reinstall", str(wheel))
    shutil.rmtree(copy / "src")
    browser = Path("tests/paper/node_modules")
    if browser.is_dir():  # as `npm ci` left it
        shutil.copytree(browser, copy / browser, symlinks=True)
    session.env["COVERAGE_FILE"] = str(copy.parent.resolve() / "measured" / "coverage")
    session.chdir(copy)
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "combine", "-q")
    core = ",".join(f"*/kickcheck/{module}" for module in CORE)
    session.run("coverage", "report", "--include", core, "--fail-under=100")
    session.run("coverage", "report", "--omit", core, "--fail-under=95")


@nox.session(python=PYTHONS[0], default=False)
def mutants(session: nox.Session) -> None:
    """Change the code in thousands of small ways: each is noticed, or named in docs/mutants.md."""
    _install(session)
    session.install("-q", MUTMUT)
    _, copy = _unpacked(session)
    # The tests would build a wheel of the mutants to run its command.
    session.env["KICKCHECK"] = str(Path(session.bin).resolve() / "kickcheck")
    session.chdir(copy)
    # A mutant of what writes files may write anywhere; root could put one in a device's place.
    guard = "mount --rbind /dev /dev && mount -o remount,bind,ro /dev && exec "
    alone = ("unshare", "--mount", "sh", "-c", f'{guard}"$@"', "-") if os.geteuid() == 0 else ()
    session.run(*alone, "mutmut", "run", *session.posargs, external=True)
    session.run("python", "tools/mutants.py", "docs/mutants.md")
