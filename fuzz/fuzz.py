"""Fuzz kickcheck with coverage guidance, each target in a separate process.

usage: python fuzz/fuzz.py [--minutes N] [TARGET ...]

The seeds are in fuzz/seeds/. An input that makes a target fail is written to fuzz/found/: fix the
fault and move the input to the seeds, which the tests run every time.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

HERE = Path(__file__).parent
SEEDS, FOUND, WORDS = HERE / "seeds", HERE / "found", HERE / "words.dict"
LIMITS = ("-timeout=10", "-rss_limit_mb=1500", "-max_len=4096")  # seconds, megabytes, bytes


def fuzz(name: str, flags: list[str]) -> None:
    """Fuzz one target until its time is over, then end the process."""
    with atheris.instrument_imports(include=["kickcheck"]):  # for coverage guidance
        from targets import TARGETS  # noqa: PLC0415

    atheris.Setup([sys.argv[0], *flags], TARGETS[name])
    atheris.Fuzz()


def fuzz_in_process(name: str, seconds: int) -> int:
    """Fuzz one target in a separate process, print the number of runs; return its exit code."""
    FOUND.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(scratch) / "corpus"
        corpus.mkdir()
        flags = [
            f"-max_total_time={seconds}",
            f"-dict={WORDS}",
            f"-artifact_prefix={FOUND}/{name}-",
            "-print_final_stats=1",
            *LIMITS,
            str(corpus),
            str(SEEDS / name),
        ]
        done = subprocess.run(
            [sys.executable, __file__, "--one", name, *flags],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            env={**os.environ, "TMPDIR": scratch},  # it ends without cleaning up
        )
    ran = re.search(r"number_of_executed_units: *(\d+)", done.stderr)
    runs = f"{int(ran[1]):,}" if ran else "?"
    print(f"{name}: {runs} runs in {seconds} s, {'clean' if not done.returncode else 'BROKEN'}")
    if done.returncode:
        print(done.stderr[-3000:])
    return done.returncode


def main() -> None:
    """Fuzz the named targets, or all, each for an equal share of the time."""
    if sys.argv[1:2] == ["--one"]:
        fuzz(sys.argv[2], sys.argv[3:])
    names = sorted(folder.name for folder in SEEDS.iterdir())
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(names)}")
    options = parser.parse_args()
    names = options.targets or names
    seconds = max(1, round(options.minutes * 60 / len(names)))
    raise SystemExit(max([fuzz_in_process(name, seconds) for name in names]))


if __name__ == "__main__":
    main()
