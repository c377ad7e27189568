"""What the program itself says: one field for each sentence of interface.yaml."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from kickcheck.frozen import Frozen
from kickcheck.model.shown import Block


def _says(*names: str) -> Any:
    """Declare a sentence and the names it may fill in besides the country's numbers."""
    return field(metadata={"names": names})


class Wording(Frozen):
    """Every sentence that the program itself says, one field each, loaded from interface.yaml."""

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
    fixed_sentence: str = _says("count")
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
    verified: Mapping[str, str] = _says()
    fact_row: str = _says(
        "claim", "who", "against", "where", "when", "design", "source", "verified"
    )
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
    emergency_number_anywhere: str = _says("numbers")
    emergency_steps: tuple[Block, ...] = _says()
    emergency_more_title: str = _says()
    emergency_more: tuple[Block, ...] = _says()
    emergency_sources: str = _says("sources")
    emergency_last: str = _says()
