"""questions.yaml into the model: sections, questions, cards, worked examples."""

import hashlib
import re

from kickcheck.content.decoder import Reader
from kickcheck.content.folder import QUESTIONS, Folder
from kickcheck.content.strict_yaml import Node
from kickcheck.model import (
    ABOUT_SUICIDE,
    GENERAL_PRECEDENCE,
    Card,
    Example,
    Kind,
    Question,
    Questionnaire,
    Section,
)

_COUNT = re.compile(r"(\d{1,2})(?: to (\d{1,2}))? of (\d{1,2})")


def questionnaire(folder: Folder) -> Questionnaire | None:
    """Return what is asked and the rules on it, or None with problems noted."""
    root = folder.root(QUESTIONS)
    if root is None:
        return None

    reader, node = root
    top = reader.fields(node, ["id", "version", "sections", "cards", "examples"])
    return Questionnaire(
        id=folder.id_of(top, "id", "questionnaire"),
        version=top.text("version"),
        sections=tuple(_section(folder, reader, item) for item in top.items("sections")),
        cards=tuple(_card(folder, reader, item) for item in top.items("cards")),
        examples=tuple(_example(folder, reader, item) for item in top.items("examples")),
        sha256=hashlib.sha256(folder.texts[QUESTIONS].encode()).hexdigest(),
    )


def _section(folder: Folder, reader: Reader, node: Node) -> Section:
    fields = reader.fields(
        node, ["id", "kind", "title", "opening", "questions"], ["offer", "on_paper"]
    )
    section_id = folder.id_of(fields, "id", "section")
    reader.part = ("section", section_id)
    return Section(
        id=section_id,
        kind=Kind(fields.choice("kind", [kind.value for kind in Kind], Kind.TRIAGE)),
        title=fields.prose("title"),
        opening=fields.prose("opening"),
        offer=fields.prose("offer"),
        on_paper=fields.prose("on_paper"),
        questions=tuple(_question(folder, reader, item) for item in fields.items("questions")),
    )


def _question(folder: Folder, reader: Reader, node: Node) -> Question:
    fields = reader.fields(
        node,
        ["id", "ask", "why", "short"],
        ["points", "before", "after_yes", "on_paper", "only_after", "sources", "in_demos"],
    )
    question_id = folder.id_of(fields, "id", "question")
    reader.part = ("question", question_id)
    return Question(
        id=question_id,
        ask=fields.prose("ask"),
        why=fields.prose("why"),
        short=fields.prose("short"),
        points=tuple(reader.prose(item) for item in fields.items("points")),
        before=fields.prose("before"),
        after_yes=fields.prose("after_yes"),
        on_paper=fields.prose("on_paper"),
        only_after=fields.condition("only_after"),
        sources=fields.words("sources"),
        in_demos=fields.choice("in_demos", ["yes", "no"], "yes") == "yes",
    )


def _card(folder: Folder, reader: Reader, node: Node) -> Card:
    fields = reader.fields(
        node,
        ["id", "precedence", "topic", "title", "text", "brief", "when"],
        ["unless", "sources", "on_paper", "about"],
    )
    card_id = folder.id_of(fields, "id", "card")
    reader.part = ("card", card_id)
    return Card(
        id=card_id,
        precedence=reader.number(fields.node("precedence"))
        if "precedence" in fields
        else GENERAL_PRECEDENCE,
        topic=fields.text("topic"),
        title=fields.prose("title"),
        text=fields.blocks("text"),
        brief=reader.spans(fields.node("brief")) if "brief" in fields else (),
        when=tuple(reader.condition(item) for item in fields.items("when")),
        unless=fields.words("unless"),
        sources=fields.words("sources"),
        on_paper=fields.blocks("on_paper"),
        about=fields.choice("about", [ABOUT_SUICIDE], ""),
    )


def _example(folder: Folder, reader: Reader, node: Node) -> Example:
    fields = reader.fields(node, ["id", "title", "answers", "cards", "counts"])
    return Example(
        id=folder.id_of(fields, "id", "example"),
        title=fields.text("title"),
        answers={
            question_id: reader.answer(answer)
            for question_id, answer in reader.mapping(fields.node("answers")).items()
        },
        cards=tuple(
            (card_id, reader.choice(how, ["full", "brief"], "full") == "full")
            for card_id, how in reader.mapping(fields.node("cards")).items()
        ),
        counts={
            section_id: _example_count(reader, count)
            for section_id, count in reader.mapping(fields.node("counts")).items()
        },
    )


def _example_count(reader: Reader, node: Node) -> tuple[int, int, int]:
    match = _COUNT.fullmatch(reader.text(node))
    if match is None:
        reader.refuse(node, 'a count reads "2 of 5" or "2 to 4 of 5"')
        return (0, 0, 0)
    low, high, asked = match[1], match[2] or match[1], match[3]
    return (int(low), int(high), int(asked))
