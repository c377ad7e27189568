"""Write the bill of materials (CycloneDX 1.6, JSON) and compare it with the lock file.

usage: python tools/bom.py FILE

Installs requirements/run.txt and the wheel into a new environment and lists it. Fails if the
list is not valid CycloneDX, differs from the lock file, or names a local path or a package index.
"""

import json
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCATIONS = re.compile(r"/simple/|file:|@ /")  # an index, a file, a folder


def run(*command: str | Path) -> None:
    """Run a program of this environment; exit with its code if it fails."""
    done = subprocess.run([Path(sys.executable).parent / command[0], *command[1:]], check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def make_bill(folder: Path) -> str:
    """Return the bill of materials as text."""
    environment, bill = folder / "environment", folder / "bom.json"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    pip = ("pip", "--python", python, "install", "-q", "--no-deps")
    run("python", "-m", "build", "-w", "--no-isolation", "--outdir", folder, ROOT)
    run(*pip, "--require-hashes", "-r", ROOT / "requirements" / "run.txt")
    run(*pip, "--no-index", "--find-links", folder, "kickcheck")
    options = ("--output-reproducible", "--validate", "--spec-version", "1.6", "-o", bill)
    run("cyclonedx-py", "environment", python, "--pyproject", ROOT / "pyproject.toml", *options)
    return bill.read_text(encoding="utf-8")


def main(target: Path) -> None:
    """Make the bill of materials, check it, and write it to `target`."""
    with tempfile.TemporaryDirectory() as folder:
        text = make_bill(Path(folder))
        if folder in text or str(ROOT) in text or LOCATIONS.search(text):
            raise SystemExit("the bill of materials names a local path or a package index")
    bill = json.loads(text)
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^(\S+)==(\S+) \\$", lock, flags=re.MULTILINE))
    listed = {part["name"].lower(): part["version"] for part in bill["components"]}
    listed.pop("kickcheck", None)
    if listed != locked:
        raise SystemExit(f"the bill of materials and the lock differ: {listed} {locked}")
    target.write_text(text, encoding="utf-8")
    print(f"{len(listed)} components: {', '.join(sorted(listed))}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
