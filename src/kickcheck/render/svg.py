"""A chart as a picture inside an HTML page: words above each bar, and told as a description."""

import re
from html import escape

from kickcheck.model import Chart

_WIDTH, _ROW, _BAR = 480, 46, 16  # units of the picture; the page scales it


def draw(chart: Chart) -> list[str]:
    """Return a chart as the lines of an SVG element with a title and a description."""
    name = "chart-" + re.sub("[^a-z0-9]+", "-", chart.title.lower()).strip("-")
    said = ". ".join(bar.sentence for bar in chart.bars)
    lines = [
        f'<svg viewBox="0 0 {_WIDTH} {len(chart.bars) * _ROW}" role="img"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-said">',
        f'<title id="{name}-title">{escape(chart.title)}</title>',
        f'<desc id="{name}-said">{escape(said)}.</desc>',
    ]
    for number, bar in enumerate(chart.bars):
        top = number * _ROW
        begin, sure, end = (
            round(at * _WIDTH / chart.longest, 1) for at in (bar.begin, bar.sure, bar.end)
        )
        lines.append(f'<text x="0" y="{top + 16}">{escape(bar.sentence)}</text>')
        lines.append(_part(begin, sure, top + 22, "full"))
        lines.append(_part(sure, end, top + 22, "faint"))
    return [line for line in lines if line] + ["</svg>"]


def _part(begin: float, end: float, top: int, shade: str) -> str:
    if end <= begin:
        return ""
    width = round(end - begin, 1)
    return f'<rect class="{shade}" x="{begin}" y="{top}" width="{width}" height="{_BAR}"/>'
