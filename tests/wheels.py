"""Build a wheel from the sources and install it into a folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from cli_runner import tools

ROOT = Path(__file__).parents[1]
BUILT = "BUILT_KICKCHECK"
"""The variable of the environment with the folder of the wheel that was built for all tests."""


def wheel_of_sources(folder: Path) -> Path:
    """Return the wheel of the sources: the one built for all tests, or one built in a folder."""
    if BUILT in os.environ:
        (wheel,) = Path(os.environ[BUILT]).glob("*.whl")
        return wheel
    return build(folder, ROOT, "--wheel")


def installed_sources(folder: Path) -> Path:
    """Install the wheel of the sources in a new folder inside a folder; return the new one."""
    if BUILT not in os.environ:
        return build_and_install(folder)
    return Path(shutil.copytree(Path(os.environ[BUILT]) / "installed", folder / "installed"))


def build_and_install(folder: Path) -> Path:
    """Build a wheel of the sources in a folder and install it there; return the installation."""
    install(build(folder, ROOT, "--wheel"), folder / "installed")
    return folder / "installed"


def build(folder: Path, source: Path, *options: str, **changes: str) -> Path:
    """Build a wheel; return it."""
    command = [sys.executable, "-m", "build", "--no-isolation", *options]
    subprocess.run(
        [*command, "--outdir", str(folder), str(source)],
        env=tools(**changes), capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """Install a compiled wheel; return its command, which may be copied with its folder."""
    options = ["-q", "--no-deps", "--no-index", "--target", str(folder)]
    command = [sys.executable, "-m", "pip", "install", *options, str(wheel)]
    subprocess.run(command, env=tools(), check=True, timeout=120)
    script = folder / "bin" / "kickcheck"
    # The script that pip writes since version 26; older ones import more than a page needs.
    script.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, __file__.rpartition('/bin/')[0])\n"
        "from kickcheck.__main__ import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
    )
    return script
