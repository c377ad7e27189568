"""Build a wheel from the sources and install it into a folder."""

import subprocess
import sys
from pathlib import Path

from cli_runner import tools


def build(folder: Path, source: Path, *options: str, **changes: str) -> Path:
    """Build a wheel; return it."""
    command = [sys.executable, "-m", "build", "--no-isolation", *options]
    subprocess.run(
        [*command, "--outdir", str(folder), str(source)],
        env=tools(**changes), capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path, *, by_itself: bool = True) -> Path:
    """Install a compiled wheel; return its command.

    The command finds the package `by_itself`, or on PYTHONPATH.
    """
    options = ["-q", "--no-deps", "--no-index", "--target", str(folder)]
    command = [sys.executable, "-m", "pip", "install", *options, str(wheel)]
    subprocess.run(command, env=tools(), check=True, timeout=120)
    script = folder / "bin" / "kickcheck"
    # The script that pip writes since version 26; older ones import more than a page needs.
    found = f"sys.path.insert(0, {str(folder)!r})\n" if by_itself else ""
    script.write_text(
        f"#!{sys.executable}\nimport sys\n{found}"
        "from kickcheck.__main__ import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
    )
    return script
