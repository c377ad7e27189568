"""The manual page, kickcheck(1), from the commands, the content and tables of the README."""

import re

from command_line import FILES, CommandLine, Option, Words


def draw(line: CommandLine, version: str, readme: str) -> str:
    """Return the manual page as roff for the macros of man."""
    rows = [
        f'.TH KICKCHECK 1 "" "kickcheck {version}" "User Commands"',
        ".SH NAME",
        f"kickcheck \\- {_text(line.summary[0].lower() + line.summary[1:].rstrip('.'))}",
        ".SH SYNOPSIS",
        ".B kickcheck",
        ".I COMMAND",
        "[OPTION]...",
        ".SH EMERGENCY",
        _text(line.emergency),
        ".SH EXAMPLES",
        *(row for each in line.examples for row in (_text(each), ".br")),
        ".SH COMMANDS",
    ]
    for command in line.commands:
        name = f"\\fB{command.name}\\fR {_text(command.argument)}".rstrip()
        rows += [".TP", name, _text(command.help)]
    rows += [".SH OPTIONS"]
    for option, commands in _options(line).items():
        value = f" \\fI{option.metavar}\\fR" if option.metavar else ""
        names = ", ".join(f"\\fB{_text(name)}\\fR" for name in option.names)
        rows += [".TP", f"{names}{value}", f"{_text(option.help)} ({commands})"]
    for command in line.commands:
        if command.values and command.values is not FILES and command.name != "help":
            rows += _words(command.name, command.values)
    for command in line.commands:
        for option in command.options:
            if option.values and option.metavar in ("NAME", "ID"):
                rows += _words(option.names[0], option.values)
    rows += [".SH EXIT STATUS"]
    for code, meaning in _table(readme, "Exit codes"):
        rows += [".TP", f".B {code}", _text(meaning)]
    return "\n".join([*rows, ""])


def _text(text: str) -> str:
    """Return a text as roff: no character of it is a command."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "")
    return f"\\&{safe}" if safe.startswith((".", "'")) else safe


def _options(line: CommandLine) -> dict[Option, str]:
    """Return each option once, with the commands that take it."""
    found: dict[Option, list[str]] = {}
    for command in line.commands:
        for option in command.options:
            found.setdefault(option, []).append(command.name)
    every = sum(1 for command in line.commands if command.options)
    shown = {
        option: "all commands" if len(commands) == every else ", ".join(commands)
        for option, commands in found.items()
    }
    return {**shown, **{option: "alone" for option in line.options if option not in found}}


def _words(name: str, words: Words) -> list[str]:
    rows = [f".SH WORDS FOR {_text(name.upper() if name.isalpha() else name)}"]
    for word, said in words.items():
        rows += [".TP", f".B {_text(word)}", _text(said)]
    return rows


def _table(readme: str, heading: str) -> list[tuple[str, str]]:
    """Return the rows of the first table with two columns under a heading."""
    section = readme.split(f"\n## {heading}\n")[1].split("\n## ", maxsplit=1)[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", section, flags=re.MULTILINE)
    return [(left, right) for left, right in rows[1:]]
