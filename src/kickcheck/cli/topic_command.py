"""`kickcheck topic`: shows one topic, or lists them all."""

from typing import TYPE_CHECKING, Annotated

import typer

from kickcheck.cli.options import (
    ContentFolder,
    CountryCode,
    Force,
    Json,
    NoPager,
    OutputPath,
    Plain,
    content_for,
    localizer_for,
)
from kickcheck.cli.output import CommandResult, OutputOptions, page_result
from kickcheck.errors import UsageError

if TYPE_CHECKING:
    from kickcheck.model import Content
    from kickcheck.pages.localizer import Localizer

MIN_SIMILARITY = 0.82
"""How similar a name must be to what was typed, to be suggested (difflib's ratio)."""
MIN_CHARS = 4  # of a name that is suggested: "kill" is not "ill", "dead" is not "dad"
MAX_MENTIONS = 5  # topics that are named because they mention what was typed


def command(
    name: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]", help="A topic, or another word for it.")
    ] = None,
    plain: Plain = False,
    as_json: Json = False,
    country: CountryCode = None,
    sources: Annotated[bool, typer.Option("--sources", help="Show the sources in full.")] = False,
    notes: Annotated[
        bool, typer.Option("--notes", help="Show only the counselor's notes.")
    ] = False,
    search: Annotated[
        str | None,
        typer.Option("--search", metavar="TEXT", help="List the topics that mention a text."),
    ] = None,
    no_pager: NoPager = False,
    content_folder: ContentFolder = None,
    output: OutputPath = None,
    force: Force = False,
) -> CommandResult:
    """Show one topic; without a name, list them all."""
    from kickcheck import json_export
    from kickcheck.interview import Command, understand
    from kickcheck.model import topic_named
    from kickcheck.pages import topics as pages
    from kickcheck.safe_text import normalize

    content = content_for(content_folder)
    localizer = localizer_for(content, country)
    options = OutputOptions.from_command_line(
        plain=plain, as_json=as_json, output=output, force=force, pager=not no_pager
    )
    if search is not None:
        if name or sources or notes:
            raise UsageError(
                "--search looks through all topics.", "Leave out the name, --sources and --notes."
            )
        found = pages.search(localizer, search)
        return page_result(
            localizer,
            options,
            pages.search_page(localizer, found),
            json_export.found(found),
            paged=True,
        )
    typed = normalize(" ".join(name or ()))
    if not typed or understand(typed, content.interface.keys) is Command.KEYS:
        if sources or notes:
            option = "--sources" if sources else "--notes"
            raise UsageError(
                f"{option} needs a topic.",
                f"For example: kickcheck topic {next(iter(content.topics))} {option}",
            )
        return page_result(
            localizer,
            options,
            pages.topics_page(localizer),
            json_export.topics(content),
            paged=True,
        )
    topic = topic_named(content.topics, typed)
    if topic is None:
        raise _not_found(localizer, typed)
    if sources and notes:
        raise UsageError("--sources and --notes are two pages.", "Choose one of them.")
    if notes:
        page, data = pages.notes_page(localizer, topic), json_export.notes(topic)
    elif sources:
        page, data = pages.sources_page(localizer, topic), json_export.topic(content, topic)
    else:
        # A saved page has its review date at the end.
        page = pages.topic_page(localizer, topic, dated=options.output_file is None)
        data = json_export.topic(content, topic)
    return page_result(localizer, options, page, data, paged=True, reviewed=topic.reviewed)


def _not_found(localizer: "Localizer", typed: str) -> UsageError:
    """Return an error that names similar topics, and those that mention what was typed."""
    from kickcheck.pages import topics as pages

    similar = similar_topics(localizer.content, typed)
    mentions = [topic.id for topic, _ in pages.search(localizer, typed)][:MAX_MENTIONS]
    hints = [f"Did you mean {' or '.join(similar)}?"] if similar else []
    hints += [f"These mention it: {', '.join(mentions)}."] if mentions else []
    return UsageError("No topic has that name.", " ".join([*hints, "To see all: kickcheck topic"]))


def similar_topics(content: "Content", typed: str) -> list[str]:
    """Return the ids of the topics with a name similar to what was typed, the closest first.

    A topic with `in_suggestions: no` is never among them: its name must be typed exactly.
    """
    import difflib

    from kickcheck.model import topic_name

    ids = {
        name: topic.id
        for topic in content.topics.values()
        if topic.in_suggestions
        for name in topic.names
        if len(name) >= MIN_CHARS
    }
    close = difflib.get_close_matches(topic_name(typed), ids, cutoff=MIN_SIMILARITY)
    return list(dict.fromkeys(ids[name] for name in close))
