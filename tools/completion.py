"""Completions for bash, zsh and fish. They contain every word, so that Tab runs no program."""

from collections.abc import Iterable

from command_line import FILES, Command, CommandLine, Option, Words

HEAD = "completion for kickcheck; made from its commands and content when the wheel was built"


def _quoted(text: str) -> str:
    """Return a text as one word of bash or zsh."""
    return "'" + text.replace("'", "'\\''") + "'"


def _names(options: Iterable[Option]) -> str:
    return " ".join(name for option in options for name in option.names)


def bash(line: CommandLine) -> str:
    """Return the completion for bash."""
    after: dict[str, Words | None] = {}
    for command in line.commands:
        for option in (*line.options, *command.options):
            after |= {name: option.values for name in option.names if option.metavar}
    commands = " | ".join(command.name for command in line.commands)
    rows = [
        f"    :-*) words='{_names(line.options)}' ;;",
        f"    :*) words='{' '.join(command.name for command in line.commands)}' ;;",
    ]
    for command in line.commands:
        rows.append(f"    {command.name}:-*) words='{_names(command.options)}' ;;")
        rows.append(f"    {command.name}:*) {_bash_values(command.values)} ;;")
    return "\n".join(
        [
            f"# bash {HEAD}",
            "_kickcheck() {",
            "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}",
            "    local command='' words='' at",
            "    if [[ $word == = ]]; then",
            "        word=''",
            "    elif [[ $previous == = ]]; then",
            "        previous=${COMP_WORDS[COMP_CWORD - 2]}",
            "    fi",
            "    for ((at = 1; at < COMP_CWORD; at++)); do",
            "        case ${COMP_WORDS[at]} in",
            f"        {commands})",
            "            command=${COMP_WORDS[at]}",
            "            break",
            "            ;;",
            "        esac",
            "    done",
            "    COMPREPLY=()",
            "    case $previous in",
            *(f"    {name}) {_bash_values(values)} ;;" for name, values in after.items()),
            "    *)",
            "        case $command:$word in",
            *(f"    {row}" for row in rows),
            "        esac",
            "        ;;",
            "    esac",
            "    # No word contains a space or a wildcard.",
            '    COMPREPLY=($(compgen -W "$words" -- "$word"))',
            "}",
            "complete -F _kickcheck kickcheck",
            "",
        ]
    )


def _bash_values(values: Words | None) -> str:
    if values is FILES:
        return "compopt -o default; return"
    return f"words='{' '.join(values)}'" if values else "return"


def zsh(line: CommandLine) -> str:
    """Return the completion for zsh."""
    names = {command.name: command.help for command in line.commands}
    lines = [
        "#compdef kickcheck",
        f"# zsh {HEAD}",
        "_kickcheck() {",
        "    local curcontext=$curcontext state",
        "    local -a line found",
        *_zsh_arguments(line.options, ["'1:command:->command'", "'*::argument:->rest'"]),
        "    case $state in",
        "    command)",
        *_zsh_described(names, "command"),
        "        ;;",
        "    rest)",
        "        case $line[1] in",
    ]
    for command in line.commands:
        lines += [f"        {command.name})", *_zsh_command(command), "            ;;"]
    lines += ["        esac", "        ;;", "    esac"]
    for state, values in _zsh_states(line).items():
        lines += [
            f"    if [[ $state == {state} ]]; then",
            *_zsh_described(values, state),
            "    fi",
        ]
    return "\n".join([*lines, "}", '_kickcheck "$@"', ""])


def _zsh_states(line: CommandLine) -> dict[str, Words]:
    """Return the words of each kind that an option or a command takes."""
    states: dict[str, Words] = {}
    for command in line.commands:
        for option in command.options:
            if option.values:
                states[option.names[0].strip("-")] = option.values
        if command.values:
            states[f"{command.name}-name"] = command.values
    return states


def _zsh_described(values: Words, what: str) -> list[str]:
    pairs = [_quoted(f"{word}:{said}") for word, said in values.items()]
    return [
        f"        found=({' '.join(pairs)})",
        f"        _describe {what} found",
    ]


def _zsh_command(command: Command) -> list[str]:
    action = _zsh_action(command.values, f"{command.name}-name")
    rest = [
        _quoted(f"*:{command.argument or 'nothing'}:{action}".replace("[", "").replace("]", ""))
    ]
    return _zsh_arguments(command.options, rest if command.argument else [])


def _zsh_action(values: Words | None, state: str) -> str:
    if values is FILES:
        return "_files"
    return f"->{state}" if values else ""


def _zsh_arguments(options: Iterable[Option], rest: list[str]) -> list[str]:
    specifications = []
    for option in options:
        said = option.help.replace("[", "\\[").replace("]", "\\]")
        for name in option.names:
            value = ""
            if option.metavar:
                action = _zsh_action(option.values, option.names[0].strip("-"))
                value = f":{option.metavar}:{action}"
            equals = "=" if value and name.startswith("--") else ""
            specifications.append(_quoted(f"{name}{equals}[{said}]{value}"))
    joined = " \\\n        ".join([*specifications, *rest])
    return [f"    _arguments -C \\\n        {joined}"]


def fish(line: CommandLine) -> str:
    """Return the completion for fish."""
    first = "__fish_use_subcommand"
    lines = [f"# fish {HEAD}", "complete -c kickcheck -f"]
    lines += [_fish_option(first, option) for option in line.options]
    for command in line.commands:
        lines.append(_fish(first, "-a", command.name, command.help))
    for command in line.commands:
        here = f"__fish_seen_subcommand_from {command.name}"
        lines += [_fish_option(here, option) for option in command.options]
        if command.values is FILES:
            lines.append(f"complete -c kickcheck -n '{here}' -F")
        else:
            lines += [_fish(here, "-a", *pair) for pair in (command.values or {}).items()]
    return "\n".join([*lines, ""])


def _fish(condition: str, *parts: str) -> str:
    *arguments, description = parts
    said = _fish_quoted(description)
    return f"complete -c kickcheck -n '{condition}' {' '.join(arguments)} -d {said}"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("'", "\\'") + "'"


def _fish_option(condition: str, option: Option) -> str:
    names = [
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
    ]
    if option.values is FILES:
        names += ["-r", "-F"]
    elif option.metavar:
        names.append("-x")
        if option.values:
            # Evaluated by fish: a word, a tab and a description in quotes, for each.
            pairs = " ".join(f'{word}\\t"{said}"' for word, said in option.values.items())
            names += ["-a", _fish_quoted(pairs)]
    return _fish(condition, *names, option.help)
