"""Renders a chart as an SVG image with a text description."""

import re
from html import escape

from kickcheck.model import Chart
from kickcheck.render.scale import ticks

# In SVG units; the page scales the image.
_WIDTH, _ROW, _BAR, _SCALE, _LETTER = 360, 46, 17, 26, 10


def draw(chart: Chart) -> list[str]:
    """Return a chart as the lines of an SVG element with a title and a description.

    Each label is above its bar; the figure is to the right of it.
    """
    name = "chart-" + re.sub("[^a-z0-9]+", "-", chart.title.lower()).strip("-")
    description = ". ".join(bar.sentence for bar in chart.bars)
    letters = max(len(chart.unit) + 2, *(len(bar.says) for bar in chart.bars))
    bar_width = _WIDTH - _LETTER * letters - 8
    lines = [
        f'<svg viewBox="0 0 {_WIDTH} {len(chart.bars) * _ROW + _SCALE}" role="img"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-said">',
        f'<title id="{name}-title">{escape(chart.title)}</title>',
        f'<desc id="{name}-said">{escape(description)}.</desc>',
    ]
    for number, bar in enumerate(chart.bars):
        top = number * _ROW
        begin, sure, end = (
            round(at * bar_width / chart.longest, 1) for at in (bar.begin, bar.sure, bar.end)
        )
        lines += [
            f'<text x="0" y="{top + 15}">{escape(bar.label)}</text>',
            *_part(begin, sure, top + 22, "full"),
            *_part(sure, end, top + 22, "faint"),
            f'<text x="{end + 8}" y="{top + 36}">{escape(bar.says)}</text>',
        ]
    return [*lines, *_scale(chart, bar_width, len(chart.bars) * _ROW), "</svg>"]


def _scale(chart: Chart, length: int, top: int) -> list[str]:
    """Return a line with a tick and a number at each round value, and the unit at its end."""
    path, numbers = f"M0 {top}H{length}", []
    beyond = 0.0
    for mark in ticks(chart.longest, length / _LETTER):
        x = round(mark.value * length / chart.longest, 1)
        path += f"M{x} {top}v5"
        anchor = ' text-anchor="middle"' if mark.value else ""
        numbers.append(f'<text x="{x}" y="{top + 20}"{anchor}>{mark.label}</text>')
        beyond = x + _LETTER * (len(mark.label) + 1) / 2
    unit = f'<text x="{beyond}" y="{top + 20}">{escape(chart.unit)}</text>'
    return ['<g class="scale">', f'<path d="{path}"/>', *numbers, unit, "</g>"]


def _part(begin: float, end: float, top: int, shade: str) -> list[str]:
    width = round(end - begin, 1)
    shape = f'<rect class="{shade}" x="{begin}" y="{top}" width="{width}" height="{_BAR}"/>'
    return [shape] if width > 0 else []
