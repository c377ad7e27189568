"""Make the bill of materials (CycloneDX 1.6, JSON) of what runs kickcheck, and hold it to the lock.

usage: python tools/bom.py FILE

Makes an environment of requirements/run.txt and the wheel, and lists what is in it. Fails where
the list is no valid CycloneDX, differs from the lock, or tells where on this machine, or from
which index, a package came.
"""

import json
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLACES = re.compile(r"/simple/|file:|@ /")  # an index, a file, a folder


def run(*command: str | Path) -> None:
    """Run a program of this environment; end with its code where it fails."""
    done = subprocess.run([Path(sys.executable).parent / command[0], *command[1:]], check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def made(folder: Path) -> str:
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
    """Make the bill of materials, and write it where it holds."""
    with tempfile.TemporaryDirectory() as folder:
        text = made(Path(folder))
        if folder in text or str(ROOT) in text or PLACES.search(text):
            raise SystemExit("the bill of materials names a place that is nobody's business")
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
