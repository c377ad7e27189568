"""The ids in the content that the code refers to.

`kickcheck check` reports each id that the content lacks. What the data itself can declare
(`about: suicide`, `in_demos: no`) needs no id here.
"""

DEPENDENCE = "dependence"
SIGNS = "signs"

NALOXONE = "naloxone"
ON_METHADONE = "on-methadone"
ON_BUPRENORPHINE = "on-buprenorphine"
PRESCRIBED_OPIOID = "prescribed-opioid"
SUICIDAL_THOUGHTS = "suicidal-thoughts"
SUICIDAL_TODAY = "suicidal-today"

SUICIDE_QUESTIONS = frozenset({SUICIDAL_THOUGHTS, SUICIDAL_TODAY})
"""A card whose rule reads one of these must have `about: suicide`."""

TOPICS_FOR_EVERYONE = ("dependence", "addiction", "relapse")
"""The topics that every summary suggests, unless it shows a card about suicide."""

FAMILIES = "families"
"""The topic that the first screen shows to someone who asks for someone else."""

PLAN = "plan"
"""The topic whose first lines end a saved summary."""

MEDICATION = "medication"
TALK = "talk"
WRITE = "write"
"""Next steps that no single card suggests."""

REQUIRED = {
    "section": (DEPENDENCE, SIGNS),
    "question": (
        NALOXONE, ON_METHADONE, ON_BUPRENORPHINE, PRESCRIBED_OPIOID,
        SUICIDAL_THOUGHTS, SUICIDAL_TODAY,
    ),
    "topic": (*TOPICS_FOR_EVERYONE, FAMILIES, PLAN),
}  # fmt: skip
