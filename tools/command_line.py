"""The commands, options and words of kickcheck, as data for completions and the manual page."""

from dataclasses import dataclass, field

import typer

from kickcheck import content
from kickcheck.cli.app import EMERGENCY_LINE, EXAMPLES, app
from kickcheck.model import INTERNATIONAL

Words = dict[str, str]
"""Words that may be typed, each with a description."""

FILES: Words = {}
"""Stands for the name of any file."""


@dataclass(frozen=True)
class Option:
    """An option. `metavar` is empty if it takes no value; `values` is None if any text will do."""

    names: tuple[str, ...]
    help: str
    metavar: str
    values: Words | None = field(compare=False)


@dataclass(frozen=True)
class Command:
    """A command. `argument` is its metavar, such as [NAME], or empty."""

    name: str
    help: str
    options: tuple[Option, ...]
    argument: str
    values: Words | None


@dataclass(frozen=True)
class CommandLine:
    """The whole command line; `options` may stand before a command."""

    summary: str
    emergency: str
    examples: tuple[str, ...]
    options: tuple[Option, ...]
    commands: tuple[Command, ...]


def read() -> CommandLine:
    """Return the command line as the program defines it, with the words of the shipped content."""
    found = content.bundled()
    countries = {
        code: country.name for code, country in found.countries.items() if code != INTERNATIONAL
    }
    values: dict[str, Words | None] = {
        "": None,
        "[NAME]": {topic.id: topic.title for topic in found.topics.values()},
        "[CC]": countries,
        "[FILE]": FILES,
        "CC": countries,
        "FILE": FILES,
        "DIR": FILES,
        "ID": {section.id: section.title for section in found.questionnaire.sections},
        "NAME": {
            "list": "all of them",
            **{name: demo.role for name, demo in found.demos.items()},
        },
        "TEXT": None,
    }
    group = typer.main.get_command(app)
    commands = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        arguments = [each.metavar for each in command.params if each.param_type_name == "argument"]
        argument = "".join(arguments)
        options = _options(command, values)
        commands.append(Command(name, command.help, options, argument, values[argument]))
    names = {command.name: command.help for command in commands}
    commands.append(Command("help", "Show the options of a command.", (), "[COMMAND]", names))
    summary = app.info.help or ""
    return CommandLine(summary, EMERGENCY_LINE, EXAMPLES, _options(group, values), tuple(commands))


def _options(command: object, values: dict[str, Words | None]) -> tuple[Option, ...]:
    options = [
        Option(tuple(each.opts), each.help, each.metavar or "", values[each.metavar or ""])
        for each in command.params  # type: ignore[attr-defined]
        if each.param_type_name == "option"
    ]
    return (*options, Option(("--help", "-h"), "Show these options.", "", None))
