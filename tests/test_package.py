"""What is built and what the README promises."""

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from programs import environment, run

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and from it the wheel, as pip would."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        env=environment(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    return folder


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


def test_the_sdist_holds_what_it_takes_to_build_and_to_test(built: Path) -> None:
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
    told = set(re.findall(r"^\| `(--[a-z]+)", readme(), flags=re.MULTILINE))
    assert told == real


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
