"""A baseline for `compare.py`: a simple program with Typer, Rich and PyYAML shows the page."""

from pathlib import Path
from typing import Annotated

import typer
import yaml
from rich.console import Console
from rich.markdown import Markdown

DATA = Path(__file__).parents[1] / "data"
app = typer.Typer()


@app.command()
def topic(name: Annotated[str, typer.Argument()]) -> None:
    """Show a topic."""
    topics = {}
    for path in (DATA / "topics").glob("*.md"):
        _, fields, body = path.read_text(encoding="utf-8").split("---\n", 2)
        topics[path.stem] = (yaml.safe_load(fields), body)
    fields, body = topics[name]
    console = Console()
    console.print(Markdown(f"# {fields['title']}\n{body}"))


@app.command()
def emergency() -> None:
    """Show what to do in an overdose."""


if __name__ == "__main__":
    app()
