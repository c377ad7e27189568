"""The rules of the safety cards, written a second time by hand, independent of the content.

Each card is one line of plain Python. An answer to a question that was not asked is None.
"""

from collections.abc import Mapping

SAFETY = ("recent-break", "may-use", "alone", "mixing", "naloxone", "past-overdose")
DEPENDENCE = ("tolerance", "withdrawal")
SIGNS = ("less-time", "on-my-mind", "responsibilities", "control", "despite-harm")
CARE = (
    "severe-withdrawal",
    "stopping-sedatives",
    "pregnant",
    "suicidal-thoughts",
    "suicidal-today",
    "infection-signs",
    "injecting",
    "new-supply",
    "on-methadone",
    "on-buprenorphine",
    "on-naltrexone",
    "prescribed-opioid",
)
RISKS = ("own-history", "family-history", "mental-health", "easy-access", "childhood-harm")
MAIN = (*SAFETY, *DEPENDENCE, *SIGNS)  # asked before the offer of `care`
WORDS = ("yes", "no", "unsure", "skip")


def _maybe(answer: str | None) -> bool:
    return answer in ("yes", "unsure")


def _not_no(answer: str | None) -> bool:
    return answer in ("yes", "unsure", "skip")


def expected_cards(a: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """Return (card, full or brief) in the order shown, for answers to `safety` and `care`."""
    get = a.get
    to_lowered = (_maybe(get("recent-break")) and _not_no(get("may-use"))) or (
        get("recent-break") == "skip" and _maybe(get("may-use"))
    )
    to_breaking = _maybe(get("on-naltrexone")) and _not_no(get("may-use"))
    suicidal = _maybe(get("suicidal-thoughts")) or _maybe(get("suicidal-today"))
    crisis = _maybe(get("suicidal-today")) or (
        get("suicidal-today") == "skip" and get("suicidal-thoughts") == "yes"
    )
    protect = (to_lowered or to_breaking) and suicidal
    lowered = to_lowered and not protect
    breaking = to_breaking and not protect
    infection = _maybe(get("infection-signs"))
    support = _maybe(get("suicidal-thoughts")) and not crisis
    note = (_not_no(get("recent-break")) or get("on-naltrexone") == "yes") and not (
        lowered or breaking or protect
    )
    rows = [
        ("crisis", 1, crisis),
        ("protect", 1, protect),
        ("lowered-tolerance", 1, lowered),
        ("breaking-through", 1, breaking),
        ("withdrawal-care", 2, _maybe(get("severe-withdrawal"))),
        ("infection-care", 2, infection),
        ("do-not-stop-suddenly", 3, _maybe(get("stopping-sedatives"))),
        ("pregnancy", 3, _maybe(get("pregnant"))),
        ("suicide-support", 3, support),
        ("tolerance-note", 4, note),
        ("methadone", 4, get("on-methadone") == "yes"),
        ("naltrexone", 4, get("on-naltrexone") == "yes" and not breaking and not protect),
        ("get-naloxone", 5, get("naloxone") != "yes"),
        ("mixing", 5, _maybe(get("mixing"))),
        ("alone", 5, _maybe(get("alone"))),
        ("past-overdose", 5, _maybe(get("past-overdose"))),
        ("supply", 5, _maybe(get("new-supply"))),
        ("buprenorphine", 6, get("on-buprenorphine") == "yes"),
        ("prescribed", 6, get("prescribed-opioid") == "yes"),
        ("injecting", 7, get("injecting") == "yes" and not infection),
    ]
    fired = [(card, rank) for card, rank, shown in rows if shown]
    urgent = [card for card, rank in fired if rank <= 3]
    lesser = [card for card, rank in fired if rank > 3]
    full_slots = 0 if (crisis or protect or support) else max(0, 3 - len(urgent))
    shown = [(card, "full") for card in urgent]
    shown += [(card, "full") for card in lesser[:full_slots]]
    shown += [(card, "brief") for card in lesser[full_slots:]]
    return [*shown, ("general", "full")]
