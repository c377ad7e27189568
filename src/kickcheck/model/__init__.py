"""The data model: the questionnaire, topics, references and pages. All classes are immutable."""

from collections.abc import Mapping

from kickcheck.frozen import Frozen
from kickcheck.model.interface_text import InterfaceText
from kickcheck.model.page import (
    Bar,
    Block,
    Callout,
    Chart,
    Citation,
    DefinitionList,
    FillIn,
    Heading,
    List,
    Page,
    PageBreak,
    Paragraph,
    Span,
    Spans,
    Style,
    introduces,
    spans_of,
)
from kickcheck.model.questionnaire import (
    ABOUT_SUICIDE,
    ABOUT_TOLERANCE,
    GENERAL_PRECEDENCE,
    RESULT_SCHEMA,
    Answer,
    Card,
    Condition,
    Example,
    Kind,
    Question,
    Questionnaire,
    Section,
)
from kickcheck.model.references import (
    COUNTRY_PLACEHOLDERS,
    INTERNATIONAL,
    NALOXONE_IS,
    NEXT_NUMBERS,
    Contact,
    Country,
    Demo,
    Fact,
    Place,
    ServiceContact,
    Source,
    Topic,
    Verification,
    country_named,
    topic_name,
    topic_named,
)

__all__ = [
    "ABOUT_SUICIDE",
    "ABOUT_TOLERANCE",
    "COUNTRY_PLACEHOLDERS",
    "GENERAL_PRECEDENCE",
    "INTERNATIONAL",
    "NALOXONE_IS",
    "NEXT_NUMBERS",
    "RESULT_SCHEMA",
    "Answer",
    "Bar",
    "Block",
    "Callout",
    "Card",
    "Chart",
    "Citation",
    "Condition",
    "Contact",
    "Content",
    "Country",
    "DefinitionList",
    "Demo",
    "Example",
    "Fact",
    "FillIn",
    "Heading",
    "InterfaceText",
    "Kind",
    "List",
    "Page",
    "PageBreak",
    "Paragraph",
    "Place",
    "Question",
    "Questionnaire",
    "Section",
    "ServiceContact",
    "Source",
    "Span",
    "Spans",
    "Style",
    "Topic",
    "Verification",
    "country_named",
    "introduces",
    "spans_of",
    "topic_name",
    "topic_named",
]


class Content(Frozen):
    """All content in one language."""

    questionnaire: Questionnaire
    interface: InterfaceText
    topics: Mapping[str, Topic]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    countries: Mapping[str, Country]
    demos: Mapping[str, Demo]
    folder: str = ""
    """The name of the folder that changes it; empty for the content that ships with the program."""
