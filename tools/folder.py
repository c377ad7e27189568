"""Make kickcheck a folder that runs without Python, zipped: dist/kickcheck-SYSTEM-MACHINE.zip.

usage: .venv/bin/python tools/folder.py [FOLDER]     (default: dist)

It needs requirements/proof.txt, and makes the folder for the system on which it runs. Inside are
the program, a starter for people who click on files, and a bill of materials that also names
Python and each compiled library.
"""

import hashlib
import json
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import bom

PYINSTALLER = "pyinstaller==6.22.3"  # only here: it needs five more packages
PROGRAM = """\
from kickcheck.__main__ import main

main()
"""
# What rich and the standard library could use and kickcheck never does.
UNUSED = (
    "_hashlib", "_ssl", "bz2", "doctest", "ipywidgets", "IPython", "lzma", "multiprocessing",
    "pdb", "pydoc", "pygments", "sqlite3", "ssl", "tkinter", "unittest",
)  # fmt: skip
START = """\
#!/bin/sh
# Open a terminal, run the self-check in it, and keep the window open until Enter.
cd "$(dirname "$0")" || exit
if [ -t 0 ] && [ -t 1 ]; then
    ./kickcheck assess
    printf '\\nEnter closes this window. '
    read -r _
    exit
fi
for terminal in x-terminal-emulator gnome-terminal konsole xfce4-terminal xterm; do
    if command -v "$terminal" >/dev/null; then
        case $terminal in
        gnome-terminal) exec "$terminal" -- ./start.sh ;;
        *) exec "$terminal" -e ./start.sh ;;
        esac
    fi
done
"""


def freeze(python: Path, folder: Path) -> Path:
    """Freeze the kickcheck of an environment; return the folder with the program."""
    script = folder / "program.py"  # not kickcheck.py, which would hide the package
    script.write_text(PROGRAM, encoding="utf-8")
    options = ["--onedir", "--strip", "--noconfirm", "--log-level", "ERROR", "--name", "kickcheck"]
    collected = ["--collect-data", "kickcheck", "--collect-submodules", "kickcheck"]
    unused = [f"--exclude-module={name}" for name in UNUSED]
    places = [f"--{what}path={folder / what}" for what in ("spec", "work", "dist")]
    subprocess.run(
        [python, "-m", "PyInstaller", *options, *collected, *unused, *places, script], check=True
    )
    return folder / "dist" / "kickcheck"


def bill(made: str, frozen: Path) -> str:
    """Return the bill of materials of the distributions, with what else the folder contains.

    Without the distributions that are left out of it.
    """
    content: dict[str, Any] = json.loads(made)
    parts = [part for part in content["components"] if part["name"].lower() not in UNUSED]
    kept = {part["bom-ref"] for part in parts} | {content["metadata"]["component"]["bom-ref"]}
    content["dependencies"] = [
        {**each, "dependsOn": [ref for ref in each.get("dependsOn", ()) if ref in kept]}
        for each in content["dependencies"]
        if each["ref"] in kept
    ]
    version = platform.python_version()
    parts.append({"type": "platform", "name": "CPython", "version": version, "bom-ref": "cpython"})
    name, _, version = PYINSTALLER.partition("==")
    parts.append({"type": "library", "name": name, "version": version, "bom-ref": name})
    for path in sorted(frozen.rglob("*.so*")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        hashes = [{"alg": "SHA-256", "content": digest}]
        relative = path.relative_to(frozen).as_posix()
        parts.append({"type": "file", "name": relative, "hashes": hashes, "bom-ref": relative})
    content["components"] = parts
    text = json.dumps(content, indent=2) + "\n"
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if error is not None:
        raise SystemExit(f"the bill of materials is not valid: {error}")
    return text


def copy_licences(environment: Path, target: Path) -> None:
    """Copy the licence of each distribution in an environment."""
    for path in environment.glob("lib/python*/site-packages/*.dist-info/**/LICENSE*"):
        (distribution,) = (part for part in path.parts if part.endswith(".dist-info"))
        name = distribution.removesuffix(".dist-info")
        if not name.startswith(UNUSED):
            (target / name).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target / name)


def write_archive(frozen: Path, target: Path) -> None:
    """Zip a folder, with the permissions of its files."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in frozen.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(frozen.parent))


def main(target: Path) -> None:
    """Build the folder and zip it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = bom.make_bill(folder)  # leaves the environment that it lists
        python = folder / "environment" / "bin" / "python"
        copy_licences(folder / "environment", folder / "licences")
        bom.run("pip", "--python", python, "install", "-q", PYINSTALLER)
        frozen = freeze(python, folder)
        (folder / "licences").rename(frozen / "licences")
        (frozen / "bom.json").write_text(bill(made, frozen), encoding="utf-8")
        (frozen / "start.sh").write_text(START, encoding="utf-8")
        (frozen / "start.sh").chmod(0o755)
        system, machine = platform.system().lower(), platform.machine()
        write_archive(frozen, target / f"kickcheck-{system}-{machine}.zip")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else bom.ROOT / "dist")
