"""What the program itself says: one field for each sentence of interface.yaml."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar

from kickcheck.frozen import Frozen
from kickcheck.model.field_types import Prompt, Prose
from kickcheck.model.page import Block


def _says(*names: str) -> Any:
    """Declare a sentence and the names it may fill in besides the country's numbers."""
    return field(metadata={"names": names})


class InterfaceText(Frozen):
    """Every sentence that the program itself says, one field each, loaded from interface.yaml."""

    kind_of_owner: ClassVar[str] = "interface"

    @staticmethod
    def key_in_file(name: str) -> str:
        """Return the name of a field in interface.yaml."""
        return name.replace("_", "-")

    # What a person may type, each key with the words that mean it.
    keys: Mapping[str, tuple[str, ...]]
    # Groups of topics in their order, each with its heading.
    groups: Mapping[str, Prose]

    # The first screen and the welcome.
    first_title: Prompt = _says()
    first_alarm: Prompt = _says()
    first_alarm_command: Prompt = _says()
    first_text: tuple[Block, ...] = _says()
    first_keep: Prompt = _says()
    first_country: Prompt = _says()
    first_no_country: Prompt = _says("country")
    first_enter: Prompt = _says()
    welcome_title: Prompt = _says()
    welcome_text: tuple[Block, ...] = _says()
    welcome_commands: Mapping[str, Prose] = _says()

    # The conversation.
    keys_short: Prompt = _says()
    keys_title: Prompt = _says()
    keys_text: tuple[Block, ...] = _says()
    position: Prompt = _says("section", "number", "total")
    points: Prompt = _says()
    prompt: Prompt = _says()
    prompt_offer: Prompt = _says()
    prompt_enter: Prompt = _says()
    prompt_more: Prompt = _says()
    not_understood: Prompt = _says()
    not_understood_offer: Prompt = _says()
    answer_now: Prompt = _says("answer")
    answer_words: Mapping[str, Prose] = _says()
    why_title: Prompt = _says()
    nothing_before: Prompt = _says()
    review_title: Prompt = _says()
    review_empty: Prompt = _says()
    review_which: Prompt = _says()
    prompt_review: Prompt = _says()
    review_no_such: Prompt = _says()
    quit_sure: Prompt = _says()
    last_question: Prompt = _says()
    prompt_last: Prompt = _says()
    status: Prompt = _says("numbers")
    status_card: Prompt = _says("card")
    plain_offer: Prompt = _says()

    # Demos.
    demo_heading: Prompt = _says("heading")
    demo_title: Prompt = _says("role")
    demo_first: Prompt = _says()
    demo_prompt: Prompt = _says("answer")
    demo_discussion: Prompt = _says()
    demo_list_title: Prompt = _says()
    demo_list: Prompt = _says()

    # The paper form.
    blank_title: Prompt = _says()
    blank_intro: tuple[Block, ...] = _says()
    blank_question: Prompt = _says("number", "question")
    blank_box: Prompt = _says("answer")
    blank_only_after: Prompt = _says("number", "answers")
    blank_after_yes: Prompt = _says("text")
    blank_notes_title: Prompt = _says()
    blank_notes: tuple[Block, ...] = _says()
    blank_when: Prompt = _says("condition")
    blank_when_any: Prompt = _says()
    blank_condition: Prompt = _says("number", "answers")
    blank_and: Prompt = _says()
    blank_or: Prompt = _says()
    blank_unless: Prompt = _says("titles")
    blank_counts_title: Prompt = _says()
    blank_counts: tuple[Block, ...] = _says()
    blank_count: Prompt = _says("section", "first", "last")

    # The endings.
    ended_title: Prompt = _says()
    ended_early: Prompt = _says()
    nothing_saved: Prompt = _says()
    prompt_keep: Prompt = _says()
    prompt_keep_or_save: Prompt = _says()
    prompt_name: Prompt = _says("suffixes")
    saved: Prompt = _says()
    saved_who_could_see: Prompt = _says()
    saved_what_it_is_not: Prompt = _says()
    saved_steps_are_not: Prompt = _says()
    saved_reviewed: Prompt = _says("date")
    prompt_part: Prompt = _says()

    # The summary.
    summary_title: Prompt = _says()
    summary_intro: Prompt = _says()
    cards_title: Prompt = _says()
    cards_also: Prompt = _says()
    card_topic: Prompt = _says("topic")
    because: Prompt = _says("answers")
    because_row: Prompt = _says("short", "answer")
    safety_not_asked: Prompt = _says("section")
    dependence_title: Prompt = _says()
    dependence_count: Prompt = _says("count", "asked")
    dependence_not_asked: Prompt = _says()
    dependence_nothing: Prompt = _says()
    dependence_none: tuple[Block, ...] = _says()
    dependence_some: tuple[Block, ...] = _says()
    dependence_all: tuple[Block, ...] = _says()
    dependence_not_addiction: tuple[Block, ...] = _says()
    signs_title: Prompt = _says()
    signs_count: Prompt = _says("count", "asked")
    signs_not_asked: Prompt = _says()
    signs_nothing: Prompt = _says()
    signs_none: tuple[Block, ...] = _says()
    signs_some: tuple[Block, ...] = _says()
    signs_all: tuple[Block, ...] = _says()
    fixed_sentence: Prompt = _says("count")
    count_range: Prompt = _says("low", "high")
    said_yes_to: Prompt = _says()
    unknown_items: Prompt = _says()
    background_title: Prompt = _says()
    background_not_asked: Prompt = _says()
    background_none: Prompt = _says()
    background_nothing: Prompt = _says()
    background_listed: Prompt = _says()
    background_text: Prompt = _says()
    relapse_title: Prompt = _says()
    relapse_text: tuple[Block, ...] = _says()
    next_title: Prompt = _says()
    next_intro: Prompt = _says()
    next_choices: Mapping[str, Prose] = _says()
    help_title: Prompt = _says("country")
    read_title: Prompt = _says()
    read_intro: Prompt = _says()
    sources_title: Prompt = _says()
    sources_none: Prompt = _says()

    # Topics, help lines, emergency.
    topics_title: Prompt = _says()
    topics_intro: Prompt = _says()
    topic_related: Prompt = _says()
    topic_reviewed: Prompt = _says("date")
    topic_sources_hint: Prompt = _says("topic")
    chart_source: Prompt = _says("sources")
    figures_title: Prompt = _says()
    notes_title: Prompt = _says("topic")
    notes_none: Prompt = _says()
    search_title: Prompt = _says()
    search_none: Prompt = _says()
    verified: Mapping[str, Prose] = _says()
    fact_row: Prompt = _says(
        "claim", "who", "against", "where", "when", "design", "source", "verified"
    )
    contacts_title: Prompt = _says("country")
    contacts_unknown: Prompt = _says("country")
    contacts_shared: Prompt = _says("country")
    contacts_checked: Prompt = _says("oldest", "newest")
    contacts_checked_once: Prompt = _says("date")
    contacts_text: Prompt = _says()
    contacts_each: Prompt = _says()
    contacts_one: Prompt = _says()
    contacts_choose: Prompt = _says()
    contacts_kinds: Mapping[str, Prose] = _says()
    contact_local: Prompt = _says()
    contact_old: Prompt = _says("year")
    contact_undated: Prompt = _says()
    contacts_sources_title: Prompt = _says("country")
    contacts_sources_text: Prompt = _says()
    contact_source: Prompt = _says("source", "date")
    contact_source_undated: Prompt = _says("source")
    contact_seen: Mapping[str, Prose] = _says()
    contact_review: Prompt = _says("date")
    contact_review_due: Prompt = _says()
    emergency_title: Prompt = _says()
    emergency_number: Prompt = _says()
    emergency_number_anywhere: Prompt = _says("numbers")
    emergency_steps: tuple[Block, ...] = _says()
    emergency_more_title: Prompt = _says()
    emergency_more: tuple[Block, ...] = _says()
    emergency_sources: Prompt = _says("sources")
    emergency_last: Prompt = _says()
