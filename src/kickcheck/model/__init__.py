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
    Heading,
    List,
    Page,
    Paragraph,
    Span,
    Spans,
    Style,
    spans_of,
)
from kickcheck.model.questionnaire import (
    ABOUT_SUICIDE,
    GENERAL_PRECEDENCE,
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
    NEXT_STEPS,
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
    "COUNTRY_PLACEHOLDERS",
    "GENERAL_PRECEDENCE",
    "INTERNATIONAL",
    "NEXT_STEPS",
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
    "Heading",
    "InterfaceText",
    "Kind",
    "List",
    "Page",
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
