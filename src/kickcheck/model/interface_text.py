"""The texts of the user interface: one field for each entry of interface.yaml."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar

from kickcheck.frozen import Frozen
from kickcheck.model.field_types import Prompt, Prose
from kickcheck.model.page import Block


def _text(*names: str) -> Any:
    """Declare a text and its placeholders, besides those of the country."""
    return field(metadata={"names": names})


class InterfaceText(Frozen):
    """The texts of the user interface, loaded from interface.yaml."""

    kind_of_owner: ClassVar[str] = "interface"

    @staticmethod
    def key_in_file(name: str) -> str:
        """Return the name of a field in interface.yaml."""
        return name.replace("_", "-")

    # Commands, each with the words that a person may type for it.
    keys: Mapping[str, tuple[str, ...]]
    # Groups of topics in display order, each with its heading.
    groups: Mapping[str, Prose]

    # What plain mode says where paper has an empty line.
    fill_in: Prompt = _text()
    # Every title, where a folder changes the content.
    content_changed: Prompt = _text("title", "folder")

    # The first screen and the welcome.
    first_title: Prompt = _text()
    first_alarm: Prompt = _text()
    first_alarm_command: Prompt = _text()
    first_text: tuple[Block, ...] = _text("count", "more")
    first_keep: Prompt = _text()
    first_country: Prompt = _text()
    first_no_country: Prompt = _text("country")
    first_other: Prompt = _text()
    first_prompt: Prompt = _text()
    first_prompt_country: Prompt = _text("country")
    first_enter: Prompt = _text()
    first_not_understood: Prompt = _text()
    country_title: Prompt = _text()
    country_text: Prompt = _text("country")
    country_prompt: Prompt = _text()
    country_unknown: Prompt = _text()
    welcome_title: Prompt = _text()
    welcome_text: tuple[Block, ...] = _text()
    welcome_commands: Mapping[str, Prose] = _text()

    # The interview.
    keys_title: Prompt = _text()
    keys_text: tuple[Block, ...] = _text()
    position: Prompt = _text("part", "parts", "section", "number", "total")
    offer_position: Prompt = _text("part", "parts", "section")
    points: Prompt = _text()
    prompt: Prompt = _text("help")
    prompt_offer: Prompt = _text()
    prompt_enter: Prompt = _text()
    prompt_more: Prompt = _text("part", "parts")
    prompt_read_first: Prompt = _text()
    goes_on: Prompt = _text("title")
    not_understood: Prompt = _text("help")
    not_understood_offer: Prompt = _text()
    answer_now: Prompt = _text("answer")
    answer_words: Mapping[str, Prose] = _text()
    why_title: Prompt = _text()
    nothing_before: Prompt = _text("help")
    review_title: Prompt = _text()
    review_empty: Prompt = _text()
    review_which: Prompt = _text()
    prompt_review: Prompt = _text()
    review_no_such: Prompt = _text()
    quit_sure: Prompt = _text()
    last_question: Prompt = _text()
    prompt_last: Prompt = _text()
    status: Prompt = _text("numbers")
    status_card: Prompt = _text("card")

    # Demos.
    demo_heading: Prompt = _text("heading")
    demo_title: Prompt = _text("role")
    demo_first: Prompt = _text()
    demo_prompt: Prompt = _text("answer")
    demo_discussion: Prompt = _text()
    demo_list_title: Prompt = _text()
    demo_list: Prompt = _text()

    # The paper form.
    blank_title: Prompt = _text()
    blank_intro: tuple[Block, ...] = _text()
    blank_question: Prompt = _text("number", "question")
    blank_box: Prompt = _text("answer")
    blank_only_after: Prompt = _text("number", "answers")
    blank_after_yes: Prompt = _text("text")
    blank_notes_title: Prompt = _text()
    blank_notes: tuple[Block, ...] = _text()
    blank_when: Prompt = _text("condition")
    blank_when_any: Prompt = _text()
    blank_condition: Prompt = _text("number", "answers")
    blank_and: Prompt = _text()
    blank_or: Prompt = _text()
    blank_unless: Prompt = _text("titles")
    blank_counts_title: Prompt = _text()
    blank_counts: tuple[Block, ...] = _text()
    blank_count: Prompt = _text("section", "first", "last")

    # The end of an interview, and saving.
    ended_title: Prompt = _text()
    ended_early: Prompt = _text()
    nothing_saved: Prompt = _text()
    prompt_end: Prompt = _text("file")
    prompt_end_early: Prompt = _text("file")
    prompt_end_again: Prompt = _text()
    prompt_end_linear: Prompt = _text("file")
    prompt_end_linear_early: Prompt = _text("file")
    prompt_view: Prompt = _text("part", "parts")
    prompt_view_last: Prompt = _text("part", "parts")
    prompt_view_linear: Prompt = _text("part", "parts")
    prompt_view_linear_last: Prompt = _text("part", "parts")
    prompt_name: Prompt = _text("suffixes")
    saved_who_could_see: Prompt = _text()
    saved_what_it_is_not: Prompt = _text()
    saved_steps_are_not: Prompt = _text()
    saved_reviewed: Prompt = _text("date")

    # The summary.
    summary_title: Prompt = _text()
    summary_intro: Prompt = _text()
    cards_title: Prompt = _text()
    cards_also: Prompt = _text()
    card_topic: Prompt = _text("topic")
    because: Prompt = _text("answers")
    because_row: Prompt = _text("short", "answer")
    safety_not_asked: Prompt = _text("section")
    dependence_title: Prompt = _text()
    dependence_count: Prompt = _text("count", "asked")
    dependence_not_asked: Prompt = _text()
    dependence_nothing: Prompt = _text()
    dependence_none: tuple[Block, ...] = _text()
    dependence_some: tuple[Block, ...] = _text()
    dependence_all: tuple[Block, ...] = _text()
    dependence_not_addiction: tuple[Block, ...] = _text()
    signs_title: Prompt = _text()
    signs_count: Prompt = _text("count", "asked")
    signs_not_asked: Prompt = _text()
    signs_nothing: Prompt = _text()
    signs_none: tuple[Block, ...] = _text()
    signs_some: tuple[Block, ...] = _text()
    signs_all: tuple[Block, ...] = _text()
    fixed_sentence: Prompt = _text("count")
    count_range: Prompt = _text("low", "high")
    unknown_items: Prompt = _text()
    background_title: Prompt = _text()
    background_none: Prompt = _text()
    background_nothing: Prompt = _text()
    background_listed: Prompt = _text()
    background_text: Prompt = _text()
    relapse_title: Prompt = _text()
    relapse_text: tuple[Block, ...] = _text()
    next_title: Prompt = _text()
    next_intro: Prompt = _text()
    next_choices: Mapping[str, Prose] = _text()
    next_numbers: Mapping[str, Prose] = _text()
    help_title: Prompt = _text("country")
    read_title: Prompt = _text()
    read_intro: Prompt = _text()
    read_intro_printed: Prompt = _text()
    read_intro_saved: Prompt = _text()
    sources_title: Prompt = _text()
    sources_none: Prompt = _text()

    # Topics, help lines, emergency.
    topics_title: Prompt = _text()
    topics_intro: Prompt = _text()
    topic_related: Prompt = _text()
    topic_reviewed: Prompt = _text("date")
    topic_sources_hint: Prompt = _text("topic")
    naloxone_is: Prompt = _text()
    emergency_again: Prompt = _text()
    chart_source: Prompt = _text("sources")
    figures_title: Prompt = _text()
    notes_title: Prompt = _text("topic")
    notes_none: Prompt = _text()
    search_title: Prompt = _text()
    search_none: Prompt = _text()
    verified: Mapping[str, Prose] = _text()
    fact_row: Prompt = _text(
        "claim", "who", "against", "where", "when", "design", "source", "verified"
    )
    contacts_title: Prompt = _text("country")
    contacts_unknown: Prompt = _text("country")
    contacts_shared: Prompt = _text("country")
    contacts_checked: Prompt = _text("oldest", "newest")
    contacts_checked_once: Prompt = _text("date")
    contacts_text: Prompt = _text()
    contacts_short: Prompt = _text()
    contacts_each: Prompt = _text()
    contacts_one: Prompt = _text()
    contacts_choose: Prompt = _text()
    contacts_kinds: Mapping[str, Prose] = _text()
    contact_local: Prompt = _text()
    contact_old: Prompt = _text("year")
    contact_undated: Prompt = _text()
    contacts_sources_title: Prompt = _text("country")
    contacts_sources_text: Prompt = _text()
    contact_source: Prompt = _text("source", "date")
    contact_source_undated: Prompt = _text("source")
    contact_seen: Mapping[str, Prose] = _text()
    contact_review: Prompt = _text("date")
    contact_review_due: Prompt = _text()
    emergency_title: Prompt = _text()
    emergency_number: Prompt = _text()
    emergency_number_anywhere: Prompt = _text("numbers")
    emergency_steps: tuple[Block, ...] = _text()
    emergency_more_title: Prompt = _text()
    emergency_more: tuple[Block, ...] = _text()
    emergency_last: Prompt = _text()
