"""Eight people whose results are exported to FHIR: those of the demos, and two more."""

from kickcheck import content
from kickcheck.assessment import Assessment, assess
from kickcheck.model import Answer

CONTENT = content.bundled()
_EXAMPLES = {example.id: example for example in CONTENT.questionnaire.examples}

ANSWERS = {
    **{demo.id: demo.answers for demo in CONTENT.demos.values()},
    "nothing-answered": {},
    "support-after-the-urgent": _EXAMPLES["support-after-the-urgent"].answers,
}
PEOPLE = {name: assess(CONTENT.questionnaire, answers) for name, answers in ANSWERS.items()}


def answered(person: Assessment) -> dict[str, str]:
    """Return the answers that a response may contain."""
    return {key: str(word) for key, word in person.answers.items() if word is not Answer.SKIP}
