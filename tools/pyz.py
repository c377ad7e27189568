"""Make kickcheck one file, kickcheck.pyz, that Python 3.11 or newer runs without installing it.

usage: .venv/bin/python tools/pyz.py [FILE]     (default: dist/kickcheck.pyz)

A zip application, as the standard module zipapp makes them: the wheel, and what it needs as it is
installed in this environment, which has to be the versions of requirements/run.txt. Only pure
Python goes in, since compiled modules would have to be unpacked. Each build gives the same bytes.
"""

import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEFT_OUT = (".so", ".pyd", ".pyc")
MAIN = b"""\
import sys

if sys.version_info < (3, 11):
    from kickcheck import last_resort

    last_resort.show(sys.argv[1:], "kickcheck needs Python 3.11 or newer.\\n")
    sys.exit(70)

from kickcheck.__main__ import main

main()
"""


def wheel() -> Iterator[tuple[str, bytes]]:
    """Build the wheel; yield the names and contents of its files."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir"]
        subprocess.run([*command, folder, ROOT], check=True, stdout=subprocess.DEVNULL)
        (path,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if ".data/" not in name:  # completions and the manual page are for installing
                    yield name, archive.read(name)


def needed() -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the files of all distributions that kickcheck needs.

    Without those that the lock has for Windows alone: they are for coloured output of Typer's,
    which kickcheck never prints.
    """
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    for name, version in re.findall(r"^(\S+)==(\S+) \\$", lock, flags=re.MULTILINE):
        found = metadata.distribution(name)
        if found.version != version:
            raise SystemExit(f"{name} {found.version} is installed, but {version} is locked")
        for file in found.files or ():
            is_script = ".." in file.parts
            by_installer = file.name in ("RECORD", "INSTALLER", "REQUESTED", "WHEEL")
            if not is_script and not by_installer and file.suffix not in LEFT_OUT:
                yield file.as_posix(), file.read_binary()


def build(target: Path) -> None:
    """Build the zip application."""
    files = {"__main__.py": MAIN, **dict(wheel()), **dict(needed())}
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(files.items()):
                entry = zipfile.ZipInfo(name)  # of 1 January 1980
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3  # also on Windows
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content)
    target.chmod(0o755)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "dist" / "kickcheck.pyz")
