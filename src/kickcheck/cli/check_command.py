"""`kickcheck check`: validates content."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kickcheck.cli.options import Json
from kickcheck.cli.output import CommandResult, OutputOptions

if TYPE_CHECKING:
    from kickcheck.content.files import Problem

MAX_SEPARATE_WARNINGS = 3
"""Up to this many warnings of one kind in one file are printed one by one."""


def command(
    path: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Content, answers or help lines."),
    ] = None,
    as_json: Json = False,
) -> CommandResult:
    """Check content, and list every error and warning."""
    from datetime import date

    from kickcheck import content as contents
    from kickcheck.cli import prerender
    from kickcheck.safe_text import visible

    checked = contents.check(path, date.today().isoformat())
    if path is None and not checked.errors:
        checked = replace(checked, problems=(*prerender.problems(), *checked.problems))
    exit_code = 65 if checked.errors else 0
    if as_json:
        data: dict[str, object] = {
            "schema": "kickcheck.check/1",
            "problems": [
                {
                    "file": problem.file,
                    "line": problem.line,
                    "message": problem.message,
                    "severity": "warning" if problem.warning else "error",
                }
                for problem in checked.problems
            ],
            "checked": dict(checked.counts),
        }
        return CommandResult(OutputOptions(as_json=True), data=data, exit_code=exit_code)
    lines = [visible(line) for line in _problem_lines(checked.problems)]
    errors = _count(len(checked.errors), "errors")
    warnings = _count(len(checked.problems) - len(checked.errors), "warnings")
    if checked.errors:
        lines.append(f"{errors}, {warnings}.")
    else:
        counts = ", ".join(_count(number, what) for what, number in checked.counts)
        lines.append(f"No errors: {counts}. {warnings}.")
    return CommandResult(text="".join(f"{line}\n" for line in lines), exit_code=exit_code)


def _count(number: int, plural: str) -> str:
    return f"{number} {plural.removesuffix('s') if number == 1 else plural}"


def _problem_lines(problems: "Sequence[Problem]") -> Iterator[str]:
    """Yield a line for each problem; many warnings of one kind in a file share one line."""
    several = Counter((problem.file, problem.kind) for problem in problems if problem.kind)
    combined = set()
    for problem in problems:
        group = problem.file, problem.kind
        if several[group] <= MAX_SEPARATE_WARNINGS:
            yield str(problem)
        elif group not in combined:
            combined.add(group)
            yield f"{problem.file}: warning: {several[group]} {problem.kind}: --json lists them"
