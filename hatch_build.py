"""Add prerendered pages, the content bundle, completions and the manual page to a wheel.

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
        built, share = Path(self.folder.name, "built"), Path(self.folder.name, "share")
        # In a separate process: another version of kickcheck may be loaded in this one.
        command = [sys.executable, "-B", str(Path(self.root) / "hatch_build.py")]
        subprocess.run([*command, str(built), str(share)], check=True)  # noqa: S603
        build_data["force_include"][str(built)] = "kickcheck/built"
        build_data["shared_data"][str(share)] = "share"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Delete the temporary folder."""
        if self.target_name == "wheel" and version != "editable":
            self.folder.cleanup()


def write_built(folder: Path) -> None:
    """Render the pages and the bundle, and write them to a folder."""
    from kickcheck.cli import prerender

    folder.mkdir()
    for name, data in prerender.files().items():
        (folder / name).write_bytes(data)


def write_shared(folder: Path, readme: Path) -> None:
    """Write the completions and the manual page where shells and man look below share/."""
    import command_line
    import completion
    import man_page
    from kickcheck import __version__

    line = command_line.read()
    text = readme.read_text(encoding="utf-8")
    for name, shared in {
        "bash-completion/completions/kickcheck": completion.bash(line),
        "zsh/site-functions/_kickcheck": completion.zsh(line),
        "fish/vendor_completions.d/kickcheck.fish": completion.fish(line),
        "man/man1/kickcheck.1": man_page.draw(line, __version__, text),
    }.items():
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(shared.encode())


if __name__ == "__main__":
    root = Path(__file__).parent
    sys.path[:0] = [str(root / "src"), str(root / "tools")]
    write_built(Path(sys.argv[1]))
    write_shared(Path(sys.argv[2]), root / "README.md")
