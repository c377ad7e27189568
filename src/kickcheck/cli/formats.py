"""The output formats, in one list. A new format needs a row here, and the functions it names.

The help, the prompt for a file name and the writer use the list; a test compares it with the
README's table.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kickcheck import streams
from kickcheck.frozen import Frozen

if TYPE_CHECKING:
    from kickcheck.assessment import Assessment
    from kickcheck.model import Page
    from kickcheck.pages.localizer import Localizer

Data = Mapping[str, object]
Encoder = Callable[["Page", Data], bytes]


def _html(page: "Page", _data: Data) -> bytes:
    from kickcheck.render import html

    return html.draw(page).encode()


def _markdown(page: "Page", _data: Data) -> bytes:
    from kickcheck.render import markdown

    return markdown.draw(page).encode()


def _text(page: "Page", _data: Data) -> bytes:
    from dataclasses import replace

    from kickcheck.model import FillIn, Page
    from kickcheck.render import joined, plain

    rule = "_" * streams.MAX_COLUMNS
    ruled = [replace(each, says=rule) if isinstance(each, FillIn) else each for each in page.blocks]
    return joined(plain.draw(Page(page.title, tuple(ruled)), streams.MAX_COLUMNS)).encode()


def _json(_page: "Page", data: Data) -> bytes:
    return json_text(data).encode()


def _json_form(_localizer: "Localizer", page: "Page") -> Data:
    from kickcheck import json_export

    return json_export.page(page)


def _json_result(localizer: "Localizer", assessment: "Assessment") -> Data:
    from kickcheck import json_export

    return json_export.result(assessment, localizer.country)


def _fhir_form(localizer: "Localizer", _page: "Page") -> Data:
    from kickcheck import fhir_export

    return fhir_export.form(localizer)


def _fhir_result(localizer: "Localizer", assessment: "Assessment") -> Data:
    from datetime import date

    from kickcheck import fhir_export

    return fhir_export.result(localizer, assessment, date.today())


class Exporter(Frozen):
    """Returns the data of what `assess` outputs: of the blank form, and of a result."""

    form: Callable[["Localizer", "Page"], Data] = _json_form
    result: Callable[["Localizer", "Assessment"], Data] = _json_result


JSON = Exporter()


class Format(Frozen):
    """A file format in which a result can be saved.

    Args:
        suffix: the end of the file name.
        purpose: what the format is for, in a few words.
        encode: returns the content of the file for a page and its data.
        is_data: whether the file contains the data instead of the page.
        exporter: makes the data of `assess`. A format with another one than JSON has no data of
            any other page.

    """

    suffix: str
    purpose: str
    encode: Encoder
    is_data: bool = False
    exporter: Exporter = JSON

    @property
    def only_assess(self) -> bool:
        """Whether only a form or a result of `assess` can be saved in this format."""
        return self.exporter is not JSON


FORMATS = (
    Format(".html", "to view and to print", _html),
    Format(".md", "to edit", _markdown),
    Format(".txt", "to read anywhere", _text),
    Format(".json", "for programs", _json, is_data=True),
    Format(
        ".fhir.json",
        "for clinics: FHIR R4, from `assess` only",
        _json,
        is_data=True,
        exporter=Exporter(_fhir_form, _fhir_result),
    ),
)


def format_of(name: str) -> Format | None:
    """Return the format for a file name, by its longest known suffix, or None.

    The suffix may be in capitals, as old programs and some sticks write it.
    """
    name = name.lower()
    fitting = [each for each in FORMATS if name.endswith(each.suffix) and name != each.suffix]
    return max(fitting, key=lambda each: len(each.suffix), default=None)


def suffixes(*, assess: bool = True) -> str:
    """Return the suffixes in words: ".html, .md or .txt"; `assess`: also those that only it has."""
    *others, last = [each.suffix for each in FORMATS if assess or not each.only_assess]
    return f"{', '.join(others)} or {last}"


def json_text(data: Data) -> str:
    """Return data as JSON in ASCII, which every encoding can represent."""
    import json

    return json.dumps(data, indent=2, ensure_ascii=True) + "\n"
