"""`kickcheck topic`: one topic, or all of them."""

import difflib
from typing import Annotated

import typer

from kickcheck import content as contents
from kickcheck import export
from kickcheck.cli.choices import CountryCode, Json, Plain, voice_for
from kickcheck.cli.output import Output
from kickcheck.errors import UsageError
from kickcheck.interview import normal
from kickcheck.model import Content, Topic
from kickcheck.pages import topics as pages


def command(
    name: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]", help="A topic, or a word for it.")
    ] = None,
    plain: Plain = False,
    as_json: Json = False,
    country: CountryCode = "",
    sources: Annotated[
        bool, typer.Option("--sources", help="Show where it comes from, in full.")
    ] = False,
    notes: Annotated[
        bool, typer.Option("--notes", help="Show the counselor's notes alone.")
    ] = False,
    search: Annotated[
        str | None,
        typer.Option("--search", metavar="TEXT", help="Show the topics that mention a text."),
    ] = None,
) -> Output:
    """Show one topic; without a name, list them all."""
    content = contents.bundled()
    voice = voice_for(content, country)
    if search is not None:
        if name or sources or notes:
            raise UsageError("--search looks through all topics.", "Leave the rest out.")
        if as_json:
            return Output(data=export.found(pages.search(voice, search)))
        return Output(page=pages.search_page(voice, search), plain=plain)
    if not name:
        if sources:
            raise UsageError(
                "--sources needs a topic.", "Such as: kickcheck topic relapse --sources"
            )
        if as_json:
            return Output(data=export.topics(content))
        return Output(page=pages.topics_page(voice), plain=plain)
    found = find(content, " ".join(name))
    if as_json:
        return Output(data=export.topic(content, found))
    if sources and notes:
        raise UsageError("--sources and --notes are two pages.", "Ask for one of them.")
    make = pages.topic_page
    if sources:
        make = pages.sources_page
    elif notes:
        make = pages.notes_page
    return Output(page=make(voice, found), plain=plain)


def find(content: Content, name: str) -> Topic:
    """Return a topic by its name or another word for it. Raises UsageError."""
    leads = {alias: topic.id for topic in content.topics.values() for alias in topic.aliases}
    leads |= {normal(topic.title): topic.id for topic in content.topics.values()}
    leads |= {topic_id: topic_id for topic_id in content.topics}
    wanted = normal(name)
    for form in (wanted, wanted.replace(" ", "-"), wanted.replace("-", " ")):
        if form in leads:
            return content.topics[leads[form]]
    close = difflib.get_close_matches(wanted, leads, n=3, cutoff=0.6)
    meant = list(dict.fromkeys(leads[form] for form in close))
    hint = f"Did you mean {' or '.join(meant)}? " if meant else ""
    raise UsageError("There is no such topic.", f"{hint}kickcheck topic lists them all.")
