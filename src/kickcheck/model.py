"""The nouns of kickcheck, all frozen: what is asked, what is shown, what it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

# --- what is asked -------------------------------------------------------------------------


class Answer(StrEnum):
    """The four answers, in files of any language."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    SKIP = "skip"


class Kind(StrEnum):
    """What a section's answers are for."""

    TRIAGE = "triage"  # decides the safety cards, never counted
    COUNTED = "counted"  # counted, never decides a card
    BACKGROUND = "background"  # listed, neither counted nor deciding


Condition = Mapping[str, frozenset[Answer]]
"""Question ids, each with the answers that fit; all of them have to fit."""


@dataclass(frozen=True)
class Question:
    """One question: `only_after` names the answers to others without which it is not asked."""

    id: str
    ask: str
    why: str
    short: str
    points: tuple[str, ...] = ()
    before: str = ""
    after_yes: str = ""
    only_after: Condition = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    def applies(self, answers: Mapping[str, Answer]) -> bool:
        """Tell whether the question is asked, given the answers to those before it."""
        return all(answers.get(parent) in fitting for parent, fitting in self.only_after.items())


@dataclass(frozen=True)
class Section:
    """Questions of one kind; a section with an `offer` is asked only when that is taken."""

    id: str
    kind: Kind
    title: str
    opening: str
    questions: tuple[Question, ...]
    offer: str = ""
    on_paper: str = ""
    """The opening of the paper form, where the one on a screen would not be true."""


@dataclass(frozen=True)
class Card:
    """A safety card, and the rule that shows it: any one of `when`, unless one of `unless`."""

    id: str
    precedence: int
    topic: str
    title: str
    text: "tuple[Block, ...]"
    brief: "Spans"
    when: tuple[Condition, ...]
    unless: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """A worked example: answers, and the cards and counts that they must give.

    `cards` pairs ids with whether the card is shown in full; `counts` pairs section ids
    with (low, high, asked).
    """

    id: str
    title: str
    answers: Mapping[str, Answer]
    cards: tuple[tuple[str, bool], ...]
    counts: Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Questionnaire:
    """Everything that is asked and the rules on it; `sha256` is that of the file it came from."""

    id: str
    version: str
    sections: tuple[Section, ...]
    cards: tuple[Card, ...]
    examples: tuple[Example, ...] = ()
    sha256: str = ""

    def pairs(self) -> Iterator[tuple[Section, Question]]:
        """Walk over all questions in their order, each with its section."""
        for section in self.sections:
            for question in section.questions:
                yield section, question

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each question in the order of all."""
        return {question.id: place for place, (_, question) in enumerate(self.pairs())}

    def question(self, question_id: str) -> Question:
        """Return a question. Raises KeyError."""
        for _, question in self.pairs():
            if question.id == question_id:
                return question
        raise KeyError(question_id)


# --- what is shown -------------------------------------------------------------------------


class Style(StrEnum):
    """How a span stands in its line."""

    PLAIN = "plain"
    STRONG = "strong"
    SOURCE = "source"  # the text is a citation key
    FACT = "fact"  # the text is a fact id


@dataclass(frozen=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = Style.PLAIN


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the page's own."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Text:
    """A paragraph; a small one is what the rest stands on, for whoever looks it up."""

    spans: Spans
    small: bool = False


@dataclass(frozen=True)
class Items:
    """A list; a small one is what the rest stands on, for whoever looks it up."""

    items: tuple[Spans, ...]
    ordered: bool = False
    small: bool = False


@dataclass(frozen=True)
class Notice:
    """Something that has to be seen before the rest."""

    title: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class Table:
    """Rows of a name and what is said about it; read aloud as "name: what"."""

    rows: tuple[tuple[Spans, Spans], ...]


@dataclass(frozen=True)
class Bar:
    """One row of a chart, in one unit for all: full from `begin` to `sure`, faint up to `end`.

    `says` is the figure as `fact` has it.
    """

    label: str
    says: str
    begin: float
    sure: float
    end: float
    fact: str

    @property
    def sentence(self) -> str:
        """The row in words."""
        return f"{self.label}: {self.says}"


@dataclass(frozen=True)
class Chart:
    """Figures to look at: lengths beside each other, or stretches of time on one line."""

    title: str
    bars: tuple[Bar, ...]
    source: str = ""

    @property
    def longest(self) -> float:
        """Where the row that reaches furthest ends."""
        return max(bar.end for bar in self.bars)


Block = Heading | Text | Items | Notice | Table | Chart


def spans_of(blocks: tuple[Block, ...]) -> Iterator[Span]:
    """Walk over every span of blocks, and over the facts that charts stand on."""
    for block in blocks:
        match block:
            case Text(line):
                yield from line
            case Items(items):
                for item in items:
                    yield from item
            case Notice(_, inner):
                yield from spans_of(inner)
            case Table(rows):
                for name, what in rows:
                    yield from (*name, *what)
            case Chart(_, bars):
                for bar in bars:
                    yield Span(bar.fact, Style.FACT)
            case Heading():
                pass


@dataclass(frozen=True)
class Page:
    """What is shown at once."""

    title: str
    blocks: tuple[Block, ...]


# --- what it rests on ----------------------------------------------------------------------


class Seen(StrEnum):
    """How a source or record was verified."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    MEMORY = "memory"


@dataclass(frozen=True)
class Source:
    """A reference; `short` is what stands in a text, author and year."""

    key: str
    short: str
    full: str
    seen: Seen
    link: str = ""
    note: str = ""


@dataclass(frozen=True)
class Fact:
    """A figure: `value` holds it in each way that a sentence may write it."""

    id: str
    claim: str
    value: tuple[str, ...]
    who: str
    against: str
    where: str
    when: str
    design: str
    source: str
    verified: Seen
    as_of: str
    review_by: str
    note: str = ""


@dataclass(frozen=True)
class Topic:
    """A page to read; `notes` are the counselor's and never stand beside the client's."""

    id: str
    title: str
    group: str
    summary: str
    reviewed: str
    blocks: tuple[Block, ...]
    aliases: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    notes: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Contact:
    """One help line or service. Dates are ISO 8601, whole or cut, or a word ("undated", "due")."""

    kind: str
    name: str
    number: str
    hours: str
    cost: str
    language: str
    run_by: str
    source: str
    source_date: str
    verified: Seen
    checked_on: str
    review_by: str
    note: str = ""
    hidden: bool = False
    local: bool = False
    """Whether a service added it on this computer."""


@dataclass(frozen=True)
class Country:
    """The help lines of a country; `in_words` fills the numbers into sentences."""

    code: str
    name: str
    in_words: Mapping[str, str]
    records: tuple[Contact, ...]
    numbers: str = ""
    """The emergency numbers in short, where the records do not say it well enough."""
    asked_for: str = ""
    """The code that was asked for, where this block stands in for a country that we lack."""

    @property
    def shown(self) -> tuple[Contact, ...]:
        """The records that are not hidden."""
        return tuple(record for record in self.records if not record.hidden)

    @property
    def stands_in(self) -> bool:
        """Whether a country was asked for of which nobody gave any help lines."""
        return bool(self.asked_for) and not any(record.local for record in self.records)

    def with_local(self, records: tuple[Contact, ...]) -> "Country":
        """Return the country with a service's own records before the others."""
        return replace(self, records=(*records, *self.records))

    @property
    def emergency_numbers(self) -> str:
        """The emergency numbers alone, in short."""
        if self.numbers:
            return self.numbers
        numbers = (record.number for record in self.shown if record.kind == "emergency")
        return ", ".join(dict.fromkeys(numbers))


@dataclass(frozen=True)
class Demo:
    """A made-up person for a demo: a role and never a name; `notes` are the counselor's."""

    id: str
    role: str
    about: str
    answers: Mapping[str, Answer]
    question: str
    notes: tuple[Block, ...]


LEFT_OUT_OF_DEMOS = frozenset({"childhood-harm"})
"""Nobody is asked about harm in childhood on a shared screen."""

INTERNATIONAL = "international"
"""The block for a country that is not known or not chosen."""

IN_WORDS = ("emergency", "crisis", "drug", "naloxone", "od_line")
"""The names that a text may fill in with a country's own numbers, as {emergency}."""


CHOICES = ("person", "naloxone", "medication", "talk", "write")
"""What a summary may offer to do next; the most pressing first."""


def _says(*names: str) -> Any:
    """Declare a sentence and the names it may fill in besides the country's numbers."""
    return field(metadata={"names": names})


@dataclass(frozen=True, init=False, repr=False)
class Wording:
    """Every sentence that the program itself says, one field each, loaded from interface.yaml."""

    def __init__(self, **said: object) -> None:
        # An __init__ of a hundred arguments, which nobody writes out, takes as long to make as
        # all other classes here.
        self.__dict__.update(said)

    # What a person may type, each key with the words that mean it.
    keys: Mapping[str, tuple[str, ...]]
    # Groups of topics in their order, each with its heading.
    groups: Mapping[str, str]

    # The first screen and the welcome.
    first_title: str = _says()
    first_alarm: str = _says()
    first_alarm_command: str = _says()
    first_text: tuple[Block, ...] = _says()
    first_keep: str = _says()
    first_country: str = _says()
    first_no_country: str = _says("country")
    first_enter: str = _says()
    welcome_title: str = _says()
    welcome_text: tuple[Block, ...] = _says()
    welcome_commands: Mapping[str, str] = _says()

    # The conversation.
    keys_short: str = _says()
    keys_title: str = _says()
    keys_text: tuple[Block, ...] = _says()
    position: str = _says("section", "number", "total")
    points: str = _says()
    prompt: str = _says()
    prompt_offer: str = _says()
    prompt_enter: str = _says()
    prompt_more: str = _says()
    not_understood: str = _says()
    not_understood_offer: str = _says()
    answer_now: str = _says("answer")
    answer_words: Mapping[str, str] = _says()
    why_title: str = _says()
    nothing_before: str = _says()
    review_title: str = _says()
    review_empty: str = _says()
    review_which: str = _says()
    prompt_review: str = _says()
    review_no_such: str = _says()
    quit_sure: str = _says()
    last_question: str = _says()
    prompt_last: str = _says()
    status: str = _says("numbers")
    status_card: str = _says("card")
    plain_offer: str = _says()

    # Demos.
    demo_heading: str = _says("heading")
    demo_title: str = _says("role")
    demo_first: str = _says()
    demo_prompt: str = _says("answer")
    demo_room: str = _says()
    demo_list_title: str = _says()
    demo_list: str = _says()

    # The paper form.
    blank_title: str = _says()
    blank_intro: tuple[Block, ...] = _says()
    blank_question: str = _says("number", "question")
    blank_box: str = _says("answer")
    blank_only_after: str = _says("number", "answers")
    blank_after_yes: str = _says("text")
    blank_notes_title: str = _says()
    blank_notes: tuple[Block, ...] = _says()
    blank_when: str = _says("condition")
    blank_when_any: str = _says()
    blank_condition: str = _says("number", "answers")
    blank_and: str = _says()
    blank_or: str = _says()
    blank_unless: str = _says("titles")
    blank_counts_title: str = _says()
    blank_counts: tuple[Block, ...] = _says()
    blank_count: str = _says("section", "first", "last")

    # The endings.
    ended_title: str = _says()
    ended_early: str = _says()
    nothing_saved: str = _says()
    prompt_keep: str = _says()
    prompt_keep_or_save: str = _says()
    prompt_name: str = _says()
    saved: str = _says()
    saved_who_could_see: str = _says()
    saved_what_it_is_not: str = _says()
    saved_steps_are_not: str = _says()
    saved_reviewed: str = _says("date")
    prompt_part: str = _says()

    # The summary.
    summary_title: str = _says()
    summary_intro: str = _says()
    cards_title: str = _says()
    cards_also: str = _says()
    card_topic: str = _says("topic")
    because: str = _says("answers")
    because_row: str = _says("short", "answer")
    safety_not_asked: str = _says("section")
    dependence_title: str = _says()
    dependence_count: str = _says("count", "asked")
    dependence_not_asked: str = _says()
    dependence_nothing: str = _says()
    dependence_none: tuple[Block, ...] = _says()
    dependence_some: tuple[Block, ...] = _says()
    dependence_all: tuple[Block, ...] = _says()
    dependence_not_addiction: tuple[Block, ...] = _says()
    signs_title: str = _says()
    signs_count: str = _says("count", "asked")
    signs_not_asked: str = _says()
    signs_nothing: str = _says()
    signs_none: tuple[Block, ...] = _says()
    signs_some: tuple[Block, ...] = _says()
    signs_all: tuple[Block, ...] = _says()
    fixed_sentence: str = _says()
    count_range: str = _says("low", "high")
    said_yes_to: str = _says()
    unknown_items: str = _says()
    background_title: str = _says()
    background_not_asked: str = _says()
    background_none: str = _says()
    background_nothing: str = _says()
    background_listed: str = _says()
    background_text: str = _says()
    relapse_title: str = _says()
    relapse_text: tuple[Block, ...] = _says()
    next_title: str = _says()
    next_intro: str = _says()
    next_choices: Mapping[str, str] = _says()
    help_title: str = _says("country")
    read_title: str = _says()
    read_intro: str = _says()
    sources_title: str = _says()
    sources_none: str = _says()

    # Topics, help lines, emergency.
    topics_title: str = _says()
    topics_intro: str = _says()
    topic_related: str = _says()
    topic_reviewed: str = _says("date")
    topic_sources_hint: str = _says("topic")
    chart_source: str = _says("sources")
    figures_title: str = _says()
    notes_title: str = _says("topic")
    notes_none: str = _says()
    search_title: str = _says()
    search_none: str = _says()
    reported: str = _says("source")
    fact_row: str = _says("claim", "who", "against", "where", "when", "design", "source")
    contacts_title: str = _says("country")
    contact_local: str = _says()
    contacts_unknown: str = _says("country")
    contacts_due: str = _says()
    contacts_kinds: Mapping[str, str] = _says()
    contact_source: str = _says("source", "date")
    contact_undated: str = _says("source")
    contact_unchecked: str = _says()
    contacts_text: str = _says()
    emergency_title: str = _says()
    emergency_number: str = _says()
    emergency_text: tuple[Block, ...] = _says()
    emergency_sources: str = _says("sources")


@dataclass(frozen=True)
class Content:
    """All content of one language."""

    questionnaire: Questionnaire
    wording: Wording
    topics: Mapping[str, Topic]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    countries: Mapping[str, Country]
    demos: Mapping[str, Demo]
