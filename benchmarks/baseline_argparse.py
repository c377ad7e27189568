"""A baseline for `compare.py`: argparse prints a page that is plain text already."""

import argparse
import sys
from pathlib import Path

parser = argparse.ArgumentParser()
commands = parser.add_subparsers(dest="command")
commands.add_parser("topic").add_argument("name")
commands.add_parser("emergency")
options = parser.parse_args()
page = Path(__file__).parents[1] / "data" / "topics" / f"{options.name}.md"
sys.stdout.write(page.read_text(encoding="utf-8"))
