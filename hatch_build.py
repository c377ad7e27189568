"""Draws beforehand what the program always prints alike, and packs its content, into a wheel.

The program itself is run for each line; nothing is written into the checkout.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltPages(BuildHookInterface[Any]):
    """Puts kickcheck/built/ into a wheel. An editable install goes without, only slower."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write into a folder that is deleted again once the wheel is there."""
        if self.target_name != "wheel" or version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory()
        # A process of its own: other code of that name may be loaded here.
        here = Path(self.root)
        command = [sys.executable, "-B", str(here / "hatch_build.py"), str(here / "src")]
        subprocess.run([*command, self.folder.name], check=True)  # noqa: S603
        build_data["force_include"][self.folder.name] = "kickcheck/built"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Delete the folder."""
        if self.target_name == "wheel" and version != "editable":
            self.folder.cleanup()


def write(folder: Path) -> None:
    """Make the files, and write them."""
    from kickcheck.cli import prerender

    for name, data in prerender.files().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    write(Path(sys.argv[2]))
