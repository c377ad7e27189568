"""The wheel, the sdist, and what the README promises."""

import hashlib
import re
import subprocess
import sys
import tarfile
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from cli_runner import run, tools

ROOT = Path(__file__).parents[1]


# All that is installed with kickcheck. Another one needs a reason in pyproject.toml.
AT_RUN_TIME = {
    "annotated-doc", "markdown-it-py", "mdurl", "pygments",
    "pyyaml", "rich", "shellingham", "typer",
}  # fmt: skip


def build(source: Path, folder: Path, umask: int = 0o022, **changes: str | None) -> None:
    """Build the sdist and, from it, the wheel, as pip would."""
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(source)],
        env=tools(**changes),
        umask=umask,
        capture_output=True,
        check=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def built(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build(ROOT, folder)
    return folder


def unpacked(built: Path, folder: Path) -> Path:
    """Unpack the sdist into a folder, as a checkout; return its path there."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        # Python has this filter since 3.11.4; later versions require one.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder)
    (copy,) = folder.iterdir()
    (copy / "PKG-INFO").unlink()
    return copy


def digests(folder: Path) -> dict[str, str]:
    """Return the name and SHA-256 of each file in a folder."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.is_file()
    }


def test_wheel_and_sdist_are_the_same_under_another_umask_in_another_folder_and_time_zone(
    built: Path, tmp_path: Path
) -> None:
    # A checkout of another user.
    copy = unpacked(built, tmp_path / "elsewhere").rename(tmp_path / "elsewhere" / "a copy")
    for path in copy.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    build(copy, tmp_path / "dist", umask=0o077, TZ="Pacific/Kiritimati", LANG="C")
    assert len(digests(built)) == 2
    assert digests(built) == digests(tmp_path / "dist")


def test_a_checkout_that_git_made_as_on_windows_builds_the_same_wheel_and_sdist(
    built: Path, tmp_path: Path
) -> None:
    repository, checkout = unpacked(built, tmp_path / "repository"), tmp_path / "checkout"
    person = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (
        ("init", "-q"),
        ("add", "."),
        (*person, "commit", "-q", "-m", "All"),
        ("clone", "-q", "-c", "core.autocrlf=true", ".", str(checkout)),
    ):
        subprocess.run(["git", *arguments], cwd=repository, env=tools(), check=True)
    build(checkout, tmp_path / "dist")
    assert digests(built) == digests(tmp_path / "dist")


def installed_with(name: str) -> set[str]:
    """Return a distribution and all its dependencies here."""
    needed: set[str] = set()
    for line in metadata.requires(name) or []:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed |= {requirement.name.lower()} | installed_with(requirement.name)
    return needed


def locked(name: str) -> dict[str, str]:
    """Return the entries of a requirements file."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE | re.IGNORECASE)[1:]
    return {entry.split("==")[0]: entry for entry in entries}


def test_eight_distributions_are_installed_with_it_and_each_is_locked_with_its_hashes() -> None:
    assert installed_with("kickcheck") == AT_RUN_TIME
    run = locked("run")
    elsewhere = {name for name, entry in run.items() if "sys_platform == 'win32'" in entry}
    assert set(run) - elsewhere == AT_RUN_TIME
    for entry in (*run.values(), *locked("dev").values(), *locked("proof").values()):
        assert "--hash=sha256:" in entry, entry


def test_the_wheel_ships_the_content_that_people_edit_byte_for_byte(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        shipped = {
            name.removeprefix("kickcheck/data/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("kickcheck/data/")
        }
    here = {
        str(path.relative_to(ROOT / "data")): path.read_bytes()
        for path in (ROOT / "data").rglob("*")
        if path.is_file()
    }
    assert shipped == here


def test_the_sdist_contains_all_that_building_and_testing_need(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {"pyproject.toml", "README.md", "LICENSE", "data/questions.yaml"} <= names
    assert not [name for name in names if ".venv" in name or ".git/" in name]


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_two_shell_blocks_are_one_line_each_and_set_up_themselves() -> None:
    first, second = re.findall(r"```sh\n(.*?)```", readme(), flags=re.DOTALL)[:2]
    for block in (first, second):
        assert block.count("\n") == 1
        assert block.startswith("python3 -m venv .venv && ")
    assert first.rstrip().endswith("kickcheck assess")
    assert second.rstrip().endswith("pytest")


def test_every_option_of_the_readme_exists_and_every_option_is_in_the_readme() -> None:
    commands = ("assess", "topic", "emergency", "contacts", "check")
    helps = "".join(run(command, "--help").out for command in commands)
    real = set(re.findall(r"(--[a-z]+)", helps)) - {"--help"}
    documented = set(re.findall(r"^\| (?:`-o`, )?`(--[a-z]+)", readme(), flags=re.MULTILINE))
    assert documented == real


@pytest.mark.skipif(not (ROOT / ".ci").is_dir(), reason="an sdist has no gate")
def test_the_supported_pythons_are_the_same_everywhere() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', project)
    quoted = ", ".join(f'"{version}"' for version in listed)
    sessions = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    assert f"PYTHONS = ({quoted})" in sessions
    assert re.findall(r"python(3\.\d+)", gate) == listed[::-1]
    assert f"python: [{quoted}]" in workflow


def test_every_picture_and_page_that_the_readme_names_exists() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", readme()):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_no_committed_file_names_a_package_registry() -> None:
    for path in (*ROOT.glob("*.*"), *ROOT.glob("requirements/*"), ROOT / ".ci" / "run"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert "pypi" not in text.lower(), path
            assert "registry.npm" not in text, path


def test_the_table_of_terminals_names_every_test_that_there_is() -> None:
    table = (ROOT / "docs" / "terminals.md").read_text(encoding="utf-8")
    assert "FAILED" not in table
    for module in ("test_conversation", "test_fidelity", "test_streams_of_the_program"):
        code = (ROOT / "tests" / f"{module}.py").read_text(encoding="utf-8")
        names = re.findall(r"^def test_(\w+)", code, flags=re.MULTILINE)
        listed = re.findall(rf"^\| ([^|]+) \|.*`{module}\.py` \|$", table, flags=re.MULTILINE)
        assert sorted(listed) == sorted(name.replace("_", " ") for name in names)


def test_every_promise_of_privacy_names_a_test_that_exists() -> None:
    section = readme().split("## Privacy")[1].split("\n## ")[0]
    rows = [row for row in section.splitlines() if row.startswith("| ") and "---" not in row][1:]
    assert len(rows) >= 6
    for row in rows:
        promised = row.split("|")[1].strip()
        tests = re.findall(r"`(test_\w+)`", row)
        assert tests or not promised, row
        code = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/test_*.py"))
        for test in tests:
            assert f"def {test}(" in code, test
