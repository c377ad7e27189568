"""The nouns of kickcheck, all frozen: what is asked, what is shown, what it rests on."""

from collections.abc import Mapping

from kickcheck.frozen import Frozen
from kickcheck.model.interface_text import Wording
from kickcheck.model.page import (
    Bar,
    Block,
    Chart,
    Heading,
    Items,
    Notice,
    Page,
    Span,
    Spans,
    Style,
    Table,
    Text,
    spans_of,
)
from kickcheck.model.questionnaire import (
    ABOUT_SUICIDE,
    LAST,
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
    CHOICES,
    IN_WORDS,
    INTERNATIONAL,
    Contact,
    Country,
    Demo,
    Fact,
    Place,
    Seen,
    Source,
    Topic,
    country_named,
)

__all__ = [
    "ABOUT_SUICIDE",
    "CHOICES",
    "INTERNATIONAL",
    "IN_WORDS",
    "LAST",
    "Answer",
    "Bar",
    "Block",
    "Card",
    "Chart",
    "Condition",
    "Contact",
    "Content",
    "Country",
    "Demo",
    "Example",
    "Fact",
    "Heading",
    "Items",
    "Kind",
    "Notice",
    "Page",
    "Place",
    "Question",
    "Questionnaire",
    "Section",
    "Seen",
    "Source",
    "Span",
    "Spans",
    "Style",
    "Table",
    "Text",
    "Topic",
    "Wording",
    "country_named",
    "spans_of",
]


class Content(Frozen):
    """All content of one language."""

    questionnaire: Questionnaire
    wording: Wording
    topics: Mapping[str, Topic]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    countries: Mapping[str, Country]
    demos: Mapping[str, Demo]
