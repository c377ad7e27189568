"""Run the test vectors, which a port to another language could use too."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cli_runner import run
from kickcheck import content

Vector = Mapping[str, Any]
FILES = sorted((Path(__file__).parent / "vectors").glob("*.json"))
TITLES = {card.id: card.title for card in content.bundled().questionnaire.cards}
KEYS = {
    "name", "arguments", "answers", "text", "hex", "typed",
    "exit", "result", "absent", "said", "unsaid", "named", "unnamed",
}  # fmt: skip


VECTORS = {
    f"{file.stem}: {vector['name']}": vector
    for file in FILES
    for vector in json.loads(file.read_text(encoding="utf-8"))["vectors"]
}


def given(vector: Vector) -> bytes:
    """Return the standard input of a vector."""
    if "answers" in vector:
        return json.dumps(vector["answers"]).encode()
    if "typed" in vector:
        return "".join(f"{line}\n" for line in vector["typed"]).encode()
    return bytes.fromhex(vector["hex"]) if "hex" in vector else str(vector["text"]).encode()


def assert_contains(expected: object, found: object, where: str) -> None:
    """Assert that every expected member is there and equal; others may be there too."""
    if isinstance(expected, dict):
        assert isinstance(found, dict), where
        for name, value in expected.items():
            assert name in found, f"{where}.{name}"
            assert_contains(value, found[name], f"{where}.{name}")
    elif isinstance(expected, list) and expected and isinstance(expected[0], dict):
        assert isinstance(found, list)
        named = ("id", "shown")
        assert [[item.get(key) for key in named] for item in found] == [
            [item.get(key) for key in named] for item in expected
        ], where
        for number, item in enumerate(expected):
            assert_contains(item, found[number], f"{where}[{number}]")
    else:
        assert found == expected, where


def is_there(path: list[str], found: Any) -> bool:
    for name in path:
        if name not in found:
            return False
        found = found[name]
    return True


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_the_installed_command_gives_what_a_vector_says(vector: Vector, tmp_path: Path) -> None:
    assert vector.keys() <= KEYS
    ran = run(*vector["arguments"], stdin=given(vector), cwd=tmp_path)
    assert ran.code == vector["exit"], ran.err
    assert "Traceback" not in ran.err
    if "result" in vector:
        result = json.loads(ran.out)
        assert_contains(vector["result"], result, "result")
        for path in vector.get("absent", []):
            assert not is_there(path, result), path
    elif "said" in vector:
        said = " ".join(ran.out.split())
        places = [said.find(TITLES[card]) for card in vector["said"]]
        assert -1 not in places, vector["said"]
        assert places == sorted(places)
        for card in vector.get("unsaid", []):
            assert TITLES[card] not in said
    elif "--json" in vector["arguments"]:
        assert ran.out == ""
    if "named" in vector:
        assert ran.out == ""
        assert ran.err.count("\n") == 1
        for word in vector["named"]:
            assert word in ran.err
        for word in vector.get("unnamed", []):
            assert word not in ran.err


def test_the_vectors_cover_every_card_and_every_exit_code() -> None:
    results = [vector.get("result", {}) for vector in VECTORS.values()]
    covered = {card["id"] for result in results for card in result.get("cards", [])}
    assert covered == set(TITLES)
    assert {vector["exit"] for vector in VECTORS.values()} == {0, 2, 3, 65, 66}
