"""`kickcheck topic`: shows one topic, or lists them all."""

from typing import TYPE_CHECKING, Annotated

import typer

from kickcheck.cli.options import (
    CountryCode,
    Force,
    Json,
    NoPager,
    OutputPath,
    Plain,
    localizer_for,
)
from kickcheck.cli.output import CommandResult, OutputOptions, page_result
from kickcheck.errors import UsageError

if TYPE_CHECKING:
    from kickcheck.model import Content, Topic


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
    output: OutputPath = None,
    force: Force = False,
) -> CommandResult:
    """Show one topic; without a name, list them all."""
    from kickcheck import content as contents
    from kickcheck import json_export
    from kickcheck.pages import topics as pages

    content = contents.bundled()
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
    if not name:
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
    topic = find(content, " ".join(name))
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


def find(content: "Content", name: str) -> "Topic":
    """Return a topic by its id, title or alias. Raises UsageError."""
    import difflib

    from kickcheck.interview import normalize

    if name in content.topics:  # saves decoding the other topics
        return content.topics[name]
    ids = {alias: topic.id for topic in content.topics.values() for alias in topic.aliases}
    ids |= {normalize(topic.title): topic.id for topic in content.topics.values()}
    ids |= {topic_id: topic_id for topic_id in content.topics}
    typed = normalize(name)
    for form in (typed, typed.replace(" ", "-"), typed.replace("-", " ")):
        if form in ids:
            return content.topics[ids[form]]
    close = difflib.get_close_matches(typed, ids, n=3, cutoff=0.6)
    suggestions = list(dict.fromkeys(ids[form] for form in close))
    hint = f"Did you mean {' or '.join(suggestions)}? " if suggestions else ""
    raise UsageError("There is no such topic.", f"{hint}kickcheck topic lists them all.")
