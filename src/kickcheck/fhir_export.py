"""The blank form and a result as resources of FHIR R4 (4.0.1), the exchange format of clinics.

The form is laid out like the paper form. It has no score, no cut-off and no code of LOINC: its
questions are not those of any tested instrument.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID, uuid5

from kickcheck.assessment import Assessment, Count, ShownCard
from kickcheck.model import Answer, Block, Kind, List, Paragraph, Question, Questionnaire, Section
from kickcheck.pages import paper_form
from kickcheck.pages.localizer import Localizer, lines_of
from kickcheck.pages.summary import fixed_sentence

Resource = dict[str, object]

_NAMESPACE = UUID("480db21a-6c7d-471d-aaf4-17d731304dcb")  # random, and never to be changed
_HASH_DIGITS = 12  # enough to tell the versions of one form apart
_CODED = tuple(answer for answer in Answer if answer is not Answer.SKIP)
_CALCULATED = (
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
)
_RADIO_BUTTONS: Resource = {
    "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
    "valueCodeableConcept": {
        "coding": [
            {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "radio-button"}
        ]
    },
}


def form(localizer: Localizer) -> Resource:
    """Return the blank form as a Questionnaire.

    Question and section ids are its linkIds; those of other items contain a dot, which no id does.
    """
    interface, questionnaire = localizer.interface, localizer.content.questionnaire
    *cards, general = sorted(questionnaire.cards, key=lambda card: card.precedence)
    counted = [section for section in questionnaire.sections if section.kind is Kind.COUNTED]
    return {
        "resourceType": "Questionnaire",
        "url": _url(questionnaire),
        "version": _version(questionnaire),
        "name": "Kickcheck",
        "title": interface.welcome_title,
        "status": "draft",  # no clinician has signed the content
        "description": interface.summary_intro,
        "item": [
            _display("form.not", interface.saved_what_it_is_not),
            _display("card.general", _card_text(localizer, general.title, general.text)),
            *(_section(localizer, section) for section in questionnaire.sections),
            _group(
                "form.cards",
                interface.blank_notes_title,
                _display(
                    "form.cards.opening", _text(localizer, localizer.blocks(interface.blank_notes))
                ),
                *(
                    _display(
                        f"card.{card.id}",
                        _text(localizer, paper_form.card_with_rule(localizer, card)),
                    )
                    for card in cards
                ),
            ),
            _group(
                "form.counts",
                interface.blank_counts_title,
                _display(
                    "form.counts.opening",
                    _text(localizer, localizer.blocks(interface.blank_counts)),
                ),
                *(_count(localizer, section) for section in counted),
                _display("form.counts.meaning", _text(localizer, (fixed_sentence(localizer),))),
            ),
        ],
    }


def result(localizer: Localizer, assessment: Assessment, today: date) -> Resource:
    """Return a result as a QuestionnaireResponse.

    A skipped question has no answer; "unsure" is an answer of its own. The person is not named.
    The contained Communication holds the safety notes as plain text. Each text is that of the
    form, as validators demand.
    """
    interface, questionnaire = localizer.interface, assessment.questionnaire
    asked = [section for section in questionnaire.sections if section.id in assessment.sections]
    return {
        "resourceType": "QuestionnaireResponse",
        "contained": [
            {
                "resourceType": "Communication",
                "id": "notes",
                "status": "completed",
                "about": [{"reference": "#"}],
                "payload": [{"contentString": note} for note in _notes(localizer, assessment)],
            }
        ],
        "questionnaire": f"{_url(questionnaire)}|{_version(questionnaire)}",
        "status": "completed",
        "authored": today.isoformat(),
        "item": [
            *(
                _answered_group(
                    section.id, section.title, *_answers(localizer, assessment, section)
                )
                for section in asked
            ),
            _answered_group(
                "form.counts", interface.blank_counts_title, *_counts(localizer, assessment)
            ),
        ],
    }


def _url(questionnaire: Questionnaire) -> str:
    return f"urn:uuid:{uuid5(_NAMESPACE, questionnaire.id)}"


def _version(questionnaire: Questionnaire) -> str:
    """Return a version that also tells apart edited copies of the same version."""
    return f"{questionnaire.version}+{questionnaire.sha256[:_HASH_DIGITS]}"


# --- the form --------------------------------------------------------------------------------


def _section(localizer: Localizer, section: Section) -> Resource:
    opening = localizer.format(section.on_paper or section.opening, count=len(section.questions))
    items = [item for question in section.questions for item in _question(localizer, question)]
    return _group(section.id, section.title, _display(f"{section.id}.opening", opening), *items)


def _question(localizer: Localizer, question: Question) -> Iterator[Resource]:
    """Yield a question, with what is shown before it and after a yes."""
    condition = _enable_when(question)
    if before := question.on_paper or question.before:
        yield {**_display(f"{question.id}.before", localizer.format(before)), **condition}
    yield {
        "extension": [_RADIO_BUTTONS],
        "linkId": question.id,
        "prefix": str(paper_form.number_of(localizer, question.id)),
        "text": _question_text(localizer, question),
        "type": "choice",
        **condition,
        "answerOption": [{"valueCoding": _coding(localizer, answer)} for answer in _CODED],
    }
    if question.after_yes:
        yield {
            **_display(f"{question.id}.after-yes", localizer.format(question.after_yes)),
            "enableWhen": [_is("=", question.id, Answer.YES)],
        }


def _question_text(localizer: Localizer, question: Question) -> str:
    """Return the wording with its points, so that no client can show one without the other."""
    lines = [localizer.format(question.ask)]
    if question.points:
        lines.append(localizer.interface.points)
        lines += [f"- {localizer.format(point)}" for point in question.points]
    return "\n".join(lines)


def _enable_when(question: Question) -> Resource:
    """Return the skip logic: each parent has an answer that fits.

    It names the answers that do not fit, because all conditions of an item are joined in one way.
    """
    conditions: list[Resource] = []
    for parent, fitting in question.only_after.items():
        if Answer.SKIP not in fitting:
            conditions.append({"question": parent, "operator": "exists", "answerBoolean": True})
        conditions += [_is("!=", parent, answer) for answer in _CODED if answer not in fitting]
    return {"enableWhen": conditions, "enableBehavior": "all"} if conditions else {}


def _is(operator: str, question_id: str, answer: Answer) -> Resource:
    return {"question": question_id, "operator": operator, "answerCoding": {"code": str(answer)}}


def _count(localizer: Localizer, section: Section) -> Resource:
    """Return the number of yes answers of a section, which a client calculates."""
    yes = f"where(answer.value.code = '{Answer.YES}')"
    expression = f"%resource.item.where(linkId = '{section.id}').item.{yes}.count()"
    return {
        "extension": [
            {
                "url": _CALCULATED,
                "valueExpression": {"language": "text/fhirpath", "expression": expression},
            }
        ],
        "linkId": f"{section.id}.count",
        "text": paper_form.count_rule(localizer, section),
        "type": "integer",
        "readOnly": True,
    }


def _group(link_id: str, title: str, *items: Resource) -> Resource:
    return {**_answered_group(link_id, title, *items), "type": "group"}


def _display(link_id: str, text: str) -> Resource:
    return {"linkId": link_id, "text": text, "type": "display"}


# --- the result ------------------------------------------------------------------------------


def _answered_group(link_id: str, title: str, *items: Resource) -> Resource:
    return {"linkId": link_id, "text": title, **({"item": list(items)} if items else {})}


def _answers(localizer: Localizer, assessment: Assessment, section: Section) -> Iterator[Resource]:
    for question in section.questions:
        answer = assessment.answers.get(question.id, Answer.SKIP)
        if answer is not Answer.SKIP:
            yield {
                "linkId": question.id,
                "text": _question_text(localizer, question),
                "answer": [{"valueCoding": _coding(localizer, answer)}],
            }


def _counts(localizer: Localizer, assessment: Assessment) -> Iterator[Resource]:
    """Yield the number of yes answers of each counted section."""
    for section_id, count in assessment.counts.items():
        section = assessment.questionnaire.section(section_id)
        yield {
            "linkId": f"{section_id}.count",
            "text": paper_form.count_rule(localizer, section),
            "answer": [{"valueInteger": count.yes}],
        }


def _notes(localizer: Localizer, assessment: Assessment) -> Iterator[str]:
    """Yield the safety notes; then the counts, as ranges, and what they do not mean."""
    for shown in assessment.cards:
        yield _shown_text(localizer, shown)
    if assessment.counts:
        ranges = [
            f"{assessment.questionnaire.section(section_id).title}: {_range(localizer, count)}"
            for section_id, count in assessment.counts.items()
        ]
        yield "\n".join([*ranges, _text(localizer, (fixed_sentence(localizer),))])


def _range(localizer: Localizer, count: Count) -> str:
    """Return a count of yes answers; an unknown answer could be one."""
    if count.low == count.high:
        return str(count.low)
    return localizer.format(localizer.interface.count_range, low=count.low, high=count.high)


def _coding(localizer: Localizer, answer: Answer) -> Resource:
    """Return an answer as a code of the form's own: no terminology has these three."""
    return {"code": str(answer), "display": localizer.interface.answer_words[answer]}


def _shown_text(localizer: Localizer, shown: ShownCard) -> str:
    card = shown.card
    if shown.full:
        return _card_text(localizer, card.title, card.text)
    return _card_text(localizer, card.title, (Paragraph(card.brief),))


def _card_text(localizer: Localizer, title: str, blocks: tuple[Block, ...]) -> str:
    return f"{localizer.format(title)}\n{_text(localizer, localizer.blocks(blocks))}"


def _text(localizer: Localizer, blocks: Iterable[Block]) -> str:
    """Return blocks as plain text, a line for each heading, paragraph and list item."""
    lines: list[str] = []
    for block in localizer.page("", *blocks, heading=False).unbroken:
        mark = "- " if isinstance(block, List) else ""
        lines += [f"{mark}{line}" for line in lines_of((block,))]
    return "\n".join(lines)
