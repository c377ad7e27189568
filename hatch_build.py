"""Add prerendered pages and the content bundle to a wheel.

The program itself renders the pages. Nothing is written into the checkout.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltPages(BuildHookInterface[Any]):
    """Add kickcheck/built/ to a wheel. An editable install works without it, but starts slower."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files into a temporary folder and include it in the wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory()
        # In a separate process: another version of kickcheck may be loaded in this one.
        here = Path(self.root)
        command = [sys.executable, "-B", str(here / "hatch_build.py"), str(here / "src")]
        subprocess.run([*command, self.folder.name], check=True)  # noqa: S603
        build_data["force_include"][self.folder.name] = "kickcheck/built"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Delete the temporary folder."""
        if self.target_name == "wheel" and version != "editable":
            self.folder.cleanup()


def write(folder: Path) -> None:
    """Render the files and write them to a folder."""
    from kickcheck.cli import prerender

    for name, data in prerender.files().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    write(Path(sys.argv[2]))
