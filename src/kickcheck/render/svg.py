"""A chart as a picture inside an HTML page, told as a description too."""

import re
from html import escape

from kickcheck.model import Chart

_WIDTH, _ROW, _BAR, _LETTER = 360, 46, 17, 9  # units of the picture; the page scales it


def draw(chart: Chart) -> list[str]:
    """Return a chart as an SVG element with a title and a description.

    Each label stands above its bar, and what the bar says behind it.
    """
    name = "chart-" + re.sub("[^a-z0-9]+", "-", chart.title.lower()).strip("-")
    said = ". ".join(bar.sentence for bar in chart.bars)
    room = _WIDTH - _LETTER * max(len(bar.says) for bar in chart.bars) - 8
    lines = [
        f'<svg viewBox="0 0 {_WIDTH} {len(chart.bars) * _ROW}" role="img"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-said">',
        f'<title id="{name}-title">{escape(chart.title)}</title>',
        f'<desc id="{name}-said">{escape(said)}.</desc>',
    ]
    for number, bar in enumerate(chart.bars):
        top = number * _ROW
        begin, sure, end = (
            round(at * room / chart.longest, 1) for at in (bar.begin, bar.sure, bar.end)
        )
        lines += [
            f'<text x="0" y="{top + 15}">{escape(bar.label)}</text>',
            *_part(begin, sure, top + 22, "full"),
            *_part(sure, end, top + 22, "faint"),
            f'<text x="{end + 8}" y="{top + 36}">{escape(bar.says)}</text>',
        ]
    return [*lines, "</svg>"]


def _part(begin: float, end: float, top: int, shade: str) -> list[str]:
    width = round(end - begin, 1)
    shape = f'<rect class="{shade}" x="{begin}" y="{top}" width="{width}" height="{_BAR}"/>'
    return [shape] if width > 0 else []
