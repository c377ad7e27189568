"""Modules import only from lower layers: checked by contracts and in a clean interpreter."""

import subprocess
import sys
from pathlib import Path

import pytest

from cli_runner import UNMEASURED, environment

ROOT = Path(__file__).parents[1]


def loaded_by(statement: str) -> set[str]:
    """Return the top-level modules that a statement loads in a clean interpreter."""
    probe = f"import sys\n{statement}\nprint(' '.join({{m.split('.')[0] for m in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", probe],
        capture_output=True,
        env=environment(**UNMEASURED),
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stdout.split())


NETWORK = {"socket", "ssl", "http", "ftplib", "smtplib", "asyncio", "requests", "httpx", "urllib3"}


@pytest.mark.parametrize(
    "layer", ["errors", "safe_text", "model", "interview", "assessment", "pages.summary", "session"]
)
def test_the_core_loads_neither_rich_nor_typer_nor_yaml_nor_a_network_module(layer: str) -> None:
    loaded = loaded_by(f"import kickcheck.{layer}")
    assert not loaded & ({"rich", "typer", "click", "yaml", "markdown_it", "pydantic"} | NETWORK)


def test_the_whole_program_loads_no_network_module_and_no_pydantic() -> None:
    statement = "import kickcheck.cli.app, kickcheck.content as c; c.bundled()"
    assert not loaded_by(statement) & (NETWORK | {"pydantic", "click"})


def test_the_import_contracts_are_kept() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
