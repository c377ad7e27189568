"""Files into the model. Every problem of a file is gathered before it is refused."""

import dataclasses
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_origin

from kickcheck.content import tree
from kickcheck.content.reader import Fields, Reader
from kickcheck.content.tree import ContentProblems, Node, Passage, Problem
from kickcheck.model import (
    IN_WORDS,
    Card,
    Contact,
    Content,
    Country,
    Demo,
    Example,
    Fact,
    Kind,
    Question,
    Questionnaire,
    Section,
    Seen,
    Source,
    Topic,
    Wording,
)

if TYPE_CHECKING:
    from kickcheck.content.language import Rules

QUESTIONS = "questions.yaml"
INTERFACE = "interface.yaml"
FACTS = "facts.yaml"
SOURCES = "sources.yaml"
CONTACTS = "contacts.yaml"
LANGUAGE = "language.yaml"
DEMOS = "demos.yaml"
FILES = (QUESTIONS, INTERFACE, FACTS, SOURCES, CONTACTS, LANGUAGE, DEMOS)
TOPICS = "topics"

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_COUNT = re.compile(r"(\d{1,2})(?: to (\d{1,2}))? of (\d{1,2})")
_SOME_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DESIGNS = ("trial", "cohort", "review", "survey", "report", "label", "guideline", "laboratory")
KINDS = ("emergency", "suicide", "health", "drug", "naloxone", "od_line", "directory")
_FACT_FIELDS = (
    "claim", "value", "who", "against", "where", "when", "design", "source",
    "verified", "as_of", "review_by",
)  # fmt: skip
_CONTACT_FIELDS = (
    "kind", "name", "number", "hours", "cost", "language", "run_by", "source",
    "source_date", "verified", "checked_on", "review_by",
)  # fmt: skip
_SEEN = tuple(seen.value for seen in Seen)


class Lines:
    """The line on which each named thing stands, for problems found later."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], tuple[str, int]] = {}

    def put(self, kind: str, name: str, file: str, line: int) -> None:
        """Remember where something stands."""
        self._places[kind, name] = (file, line)

    def problem(self, kind: str, name: str, message: str) -> Problem:
        """Return a problem at the place of something."""
        file, line = self._places.get((kind, name), ("", 0))
        return Problem(file, line, message)


class Loader:
    """Reads the files of a content folder; a file given by name takes the place of one there."""

    def __init__(self, folder: Path, instead: Path | None = None) -> None:
        self.folder = folder
        self.instead = instead
        self.problems: list[Problem] = []
        self.lines = Lines()
        self.texts: dict[str, str] = {}
        self.passages: list[Passage] = []

    def load(self) -> Content | None:
        """Return the content, or None where the problems leave none."""
        questionnaire = self._questionnaire()
        wording = self._wording()
        topics = self._topics()
        facts = self._facts()
        sources = self._sources()
        countries = self._countries()
        demos = self._demos()
        if self.problems or questionnaire is None or wording is None:
            return None
        return Content(questionnaire, wording, topics, facts, sources, countries, demos)

    # --- files ---------------------------------------------------------------------------

    def _path(self, name: str) -> Path:
        if self.instead is not None and self.instead.name == Path(name).name:
            return self.instead
        return self.folder / name

    def _text(self, name: str) -> str | None:
        path = self._path(name)
        try:
            text = tree.decode(tree.read_bytes(path), name)
        except ContentProblems as found:
            self.problems += found.problems
            return None
        except OSError:
            self.problems.append(Problem(name, 0, "cannot be read"))
            return None
        self.texts[name] = text
        return text

    def language(self) -> "Rules | None":
        """Return how the content may speak. Only `check` needs it."""
        from kickcheck.content import language  # noqa: PLC0415 - nor is it imported for less

        before = len(self.problems)
        root = self._root(LANGUAGE)
        rules = language.rules(*root) if root else None
        return rules if len(self.problems) == before else None

    def _root(self, name: str) -> tuple[Reader, Node] | None:
        text = self._text(name)
        if text is None:
            return None
        try:
            return Reader(name, self.problems, self.passages), tree.parse(text, name)
        except ContentProblems as found:
            self.problems += found.problems
            return None

    # --- questions.yaml ------------------------------------------------------------------

    def _questionnaire(self) -> Questionnaire | None:
        root = self._root(QUESTIONS)
        if root is None:
            return None
        import hashlib  # noqa: PLC0415 - slow to import; an answers file needs none

        reader, node = root
        top = reader.fields(node, ["id", "version", "sections", "cards", "examples"])
        return Questionnaire(
            id=self._id(top, "id", "questionnaire"),
            version=top.text("version"),
            sections=tuple(self._section(reader, item) for item in top.items("sections")),
            cards=tuple(self._card(reader, item) for item in top.items("cards")),
            examples=tuple(self._example(reader, item) for item in top.items("examples")),
            sha256=hashlib.sha256(self.texts[QUESTIONS].encode()).hexdigest(),
        )

    def _section(self, reader: Reader, node: Node) -> Section:
        fields = reader.fields(
            node, ["id", "kind", "title", "opening", "questions"], ["offer", "on_paper"]
        )
        section_id = self._id(fields, "id", "section")
        reader.part = ("section", section_id)
        return Section(
            id=section_id,
            kind=Kind(fields.choice("kind", [kind.value for kind in Kind], Kind.TRIAGE)),
            title=fields.prose("title"),
            opening=fields.prose("opening"),
            offer=fields.prose("offer"),
            on_paper=fields.prose("on_paper"),
            questions=tuple(self._question(reader, item) for item in fields.items("questions")),
        )

    def _question(self, reader: Reader, node: Node) -> Question:
        fields = reader.fields(
            node,
            ["id", "ask", "why", "short"],
            ["points", "before", "after_yes", "on_paper", "only_after", "sources"],
        )
        question_id = self._id(fields, "id", "question")
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
        )

    def _card(self, reader: Reader, node: Node) -> Card:
        fields = reader.fields(
            node,
            ["id", "precedence", "topic", "title", "text", "brief", "when"],
            ["unless", "sources", "on_paper"],
        )
        card_id = self._id(fields, "id", "card")
        reader.part = ("card", card_id)
        return Card(
            id=card_id,
            precedence=reader.number(fields.node("precedence")) if "precedence" in fields else 9,
            topic=fields.text("topic"),
            title=fields.prose("title"),
            text=fields.blocks("text"),
            brief=reader.spans(fields.node("brief")) if "brief" in fields else (),
            when=tuple(reader.condition(item) for item in fields.items("when")),
            unless=fields.words("unless"),
            sources=fields.words("sources"),
            on_paper=fields.blocks("on_paper"),
        )

    def _example(self, reader: Reader, node: Node) -> Example:
        fields = reader.fields(node, ["id", "title", "answers", "cards", "counts"])
        return Example(
            id=self._id(fields, "id", "example"),
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
                section_id: self._example_count(reader, count)
                for section_id, count in reader.mapping(fields.node("counts")).items()
            },
        )

    def _example_count(self, reader: Reader, node: Node) -> tuple[int, int, int]:
        match = _COUNT.fullmatch(reader.text(node))
        if match is None:
            reader.refuse(node, 'a count reads "2 of 5" or "2 to 4 of 5"')
            return (0, 0, 0)
        low, high, asked = match[1], match[2] or match[1], match[3]
        return (int(low), int(high), int(asked))

    # --- interface.yaml ------------------------------------------------------------------

    def _wording(self) -> Wording | None:
        root = self._root(INTERFACE)
        if root is None:
            return None
        reader, node = root
        declared = {field.name.replace("_", "-"): field for field in dataclasses.fields(Wording)}
        top = reader.fields(node, declared)
        values: dict[str, object] = {}
        for name, field in declared.items():
            if name not in top:
                continue
            value = top.node(name)
            reader.part = ("interface", name)
            if name == "keys":
                values[field.name] = {
                    key: reader.words(words) for key, words in reader.mapping(value).items()
                }
            elif field.type is str:
                values[field.name] = reader.prose(value) + _final_space(value)
            elif get_origin(field.type) is tuple:
                values[field.name] = reader.blocks(value)
            else:
                values[field.name] = {
                    key: reader.prose(text) for key, text in reader.mapping(value).items()
                }
            self.lines.put("wording", field.name, INTERFACE, value.line)
        return None if self.problems else Wording(**values)

    # --- topics --------------------------------------------------------------------------

    def _topics(self) -> dict[str, Topic]:
        paths = {path.stem: path for path in sorted((self.folder / TOPICS).glob("*.md"))}
        if self.instead is not None and self.instead.suffix == ".md":
            paths[self.instead.stem] = self.instead
        topics = {}
        for topic_id, path in sorted(paths.items()):
            topic = self._topic(topic_id, f"{TOPICS}/{path.name}")
            if topic is not None:
                topics[topic_id] = topic
        return topics

    def _topic(self, topic_id: str, name: str) -> Topic | None:
        text = self._text(name)
        if text is None:
            return None
        self.lines.put("topic", topic_id, name, 1)
        if not _ID.fullmatch(topic_id):
            self.problems.append(Problem(name, 0, "a topic's name is lower-case words and hyphens"))
        lines = text.split("\n")
        if lines[0].rstrip() != "---" or "---" not in [line.rstrip() for line in lines[1:]]:
            self.problems.append(Problem(name, 1, "begins with fields between two lines of ---"))
            return None
        end = [line.rstrip() for line in lines].index("---", 1)
        try:
            node = tree.parse("\n".join(lines[1:end]), name, first_line=2)
        except ContentProblems as found:
            self.problems += found.problems
            return None
        reader = Reader(name, self.problems, self.passages)
        reader.part = ("topic", topic_id)
        fields = reader.fields(
            node, ["title", "group", "summary", "reviewed"], ["aliases", "related", "notes"]
        )
        reviewed = fields.text("reviewed")
        if reviewed and not (len(reviewed) == len("2026-11-23") and _is_date(reviewed)):
            reader.refuse(fields.node("reviewed"), "a date reads 2026-11-23")
        for key, value in fields.pairs.items():
            self.lines.put(f"topic {key}", topic_id, name, value.line)
        body = "\n".join(lines[end + 1 :])
        blocks = reader.markdown(body, end + 2)
        if not blocks:
            self.problems.append(Problem(name, end + 1, "has no text"))
        reader.part = ("notes", topic_id)
        notes = fields.blocks("notes")
        reader.part = ("topic", topic_id)
        return Topic(
            id=topic_id,
            title=fields.prose("title"),
            group=fields.text("group"),
            summary=fields.prose("summary"),
            reviewed=reviewed,
            blocks=blocks,
            aliases=tuple(alias.casefold() for alias in fields.words("aliases")),
            related=fields.words("related"),
            notes=notes,
        )

    # --- facts.yaml, sources.yaml, contacts.yaml -----------------------------------------

    def _facts(self) -> dict[str, Fact]:
        root = self._root(FACTS)
        if root is None:
            return {}
        reader, node = root
        facts = {}
        for fact_id, record in reader.mapping(node).items():
            self._check_id(reader, record, fact_id, "fact")
            reader.part = ("fact", fact_id)
            fields = reader.fields(
                record,
                _FACT_FIELDS,
                ["note"],
            )
            facts[fact_id] = Fact(
                id=fact_id,
                claim=fields.prose("claim"),
                value=fields.words("value"),
                who=fields.text("who"),
                against=fields.text("against"),
                where=fields.text("where"),
                when=fields.text("when"),
                design=fields.choice("design", _DESIGNS, "report"),
                source=fields.text("source"),
                # A figure from memory is never printed.
                verified=Seen(fields.choice("verified", _SEEN[:2], Seen.SECONDARY)),
                as_of=self._date(fields, "as_of", "undated"),
                review_by=self._date(fields, "review_by"),
                note=fields.text("note"),
            )
        return facts

    def _sources(self) -> dict[str, Source]:
        root = self._root(SOURCES)
        if root is None:
            return {}
        reader, node = root
        sources = {}
        for key, record in reader.mapping(node).items():
            self.lines.put("source", key, SOURCES, record.line)
            fields = reader.fields(record, ["short", "full", "seen"], ["link", "note"])
            sources[key] = Source(
                key=key,
                short=fields.text("short"),
                full=fields.text("full"),
                seen=Seen(fields.choice("seen", _SEEN, Seen.MEMORY)),
                link=fields.text("link"),
                note=fields.text("note"),
            )
        return sources

    def _countries(self) -> dict[str, Country]:
        root = self._root(CONTACTS)
        if root is None:
            return {}
        reader, node = root
        countries = {}
        for code, record in reader.mapping(node).items():
            self.lines.put("country", code, CONTACTS, record.line)
            reader.part = ("country", code)
            fields = reader.fields(record, ["name", "in_words", "records"], ["numbers"])
            words = reader.fields(fields.node("in_words"), IN_WORDS)
            for number, item in enumerate(fields.items("records")):
                self.lines.put("contact", f"{code} {number}", CONTACTS, item.line)
            countries[code] = Country(
                code=code,
                name=fields.text("name"),
                in_words={name: words.maybe_empty(name) for name in IN_WORDS},
                records=tuple(self._contact(reader, item) for item in fields.items("records")),
                numbers=fields.text("numbers"),
            )
        return countries

    def _contact(self, reader: Reader, node: Node) -> Contact:
        fields = reader.fields(
            node,
            _CONTACT_FIELDS,
            ["note", "hidden"],
        )
        return Contact(
            kind=fields.choice("kind", KINDS, "directory"),
            name=fields.text("name"),
            number=fields.maybe_empty("number"),
            hours=fields.text("hours"),
            cost=fields.text("cost"),
            language=fields.text("language"),
            run_by=fields.text("run_by"),
            source=fields.text("source"),
            source_date=self._date(fields, "source_date", "undated"),
            verified=Seen(fields.choice("verified", _SEEN, Seen.MEMORY)),
            checked_on=fields.maybe_empty("checked_on"),
            review_by=self._date(fields, "review_by", "due"),
            note=fields.maybe_empty("note"),
            hidden=fields.choice("hidden", ["yes", "no"], "no") == "yes",
        )

    def _demos(self) -> dict[str, Demo]:
        root = self._root(DEMOS)
        if root is None:
            return {}
        reader, node = root
        demos = {}
        for item in reader.fields(node, ["demos"]).items("demos"):
            fields = reader.fields(item, ["id", "role", "about", "answers", "question", "notes"])
            demo_id = self._id(fields, "id", "demo")
            reader.part = ("demo", demo_id)
            role, about, asks = (fields.prose(name) for name in ("role", "about", "question"))
            answers = reader.mapping(fields.node("answers"))
            given = {question_id: reader.answer(answer) for question_id, answer in answers.items()}
            reader.part = ("notes", demo_id)
            demos[demo_id] = Demo(demo_id, role, about, given, asks, fields.blocks("notes"))
        return demos

    # --- common --------------------------------------------------------------------------

    def _id(self, fields: Fields, name: str, kind: str) -> str:
        value = fields.text(name)
        if value:
            self._check_id(fields.reader, fields.node(name), value, kind)
        return value

    def _check_id(self, reader: Reader, node: Node, value: str, kind: str) -> None:
        if not _ID.fullmatch(value):
            reader.refuse(node, f'"{value}" is no id: lower-case words and hyphens')
        self.lines.put(kind, value, reader.file, node.line)

    def _date(self, fields: Fields, name: str, *words: str) -> str:
        value = fields.text(name)
        if value and value not in words and not _is_date(value):
            allowed = "".join(f', or "{word}"' for word in words)
            fields.reader.refuse(
                fields.node(name), f"a date reads 2026, 2026-11 or 2026-11-23{allowed}"
            )
        return value


def _is_date(word: str) -> bool:
    """Tell whether a word is a day, a month or a year of the calendar."""
    if not _SOME_DATE.fullmatch(word):
        return False
    try:
        date.fromisoformat(word + "-01-01"[len(word) - 4 :] if len(word) < 10 else word)
    except ValueError:
        return False
    return True


def _final_space(node: Node) -> str:
    """Return the space that a prompt ends on."""
    return " " if isinstance(node.value, str) and node.value.endswith(" ") else ""
