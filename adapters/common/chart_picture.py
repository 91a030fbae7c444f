"""Bar charts as pictures, for platforms that do not draw charts themselves.

The colours can be told apart without seeing red or green; every bar has its number. The font comes with the program,
because a bare server has none, and the renderer would then draw no letters.
"""

from __future__ import annotations

from html import escape

from adapters.common.font_widths import drawable, fitted, font_file, text_width
from bot.messages.card import Bars

WIDTH, ROW, EDGE, GAP = 640, 34, 16, 8
HEAD, HEAD_OF_TARGET = 44, 66
"""Where the rows begin, below the title, and below the number of a target."""
BLUE, VERMILLION, BLACK, WHITE = "#0072B2", "#D55E00", "#000000", "#ffffff"
ZOOM = 2
FONT = "IBM Plex Sans"
TITLE_SIZE, SIZE = 18, 14
BOLD = 1.08
"""How much wider letters of the title are than those that the widths are of."""
LABEL_ROOM = 260
"""The most pixels that the labels beside the bars take."""


def svg(bars: Bars) -> str:
    """Return the chart as SVG."""
    labels = [fitted(drawable(label), SIZE, LABEL_ROOM) for label, _ in bars.bars]
    numbers = [number_text(value) for _, value in bars.bars]
    goal = number_text(bars.target) if bars.target else ""
    left = EDGE + GAP + max((text_width(label, SIZE) for label in labels), default=0.0)
    right = EDGE + GAP + max(text_width(text, SIZE) for text in (*numbers, goal))
    # 1.0, so that a chart of zeros does not divide by zero.
    scale = (WIDTH - left - right) / max([value for _, value in bars.bars] + [bars.target or 0.0, 1.0])
    top = HEAD_OF_TARGET if goal else HEAD
    height = top + ROW * len(bars.bars) + EDGE
    title = fitted(drawable(bars.title), TITLE_SIZE * BOLD, WIDTH - 2 * EDGE)
    values = [value * scale for _, value in bars.bars]
    boxes = "".join(_box(left, top + n * ROW, length) for n, length in enumerate(values))
    rows = "".join(_row(left, top + n * ROW, *row) for n, row in enumerate(zip(labels, numbers, values, strict=True)))
    line, word = _target(left + (bars.target or 0.0) * scale, goal, height) if goal else ("", "")
    # The line of the target above the bars, and below the numbers.
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="{FONT}" '
        f'font-size="{SIZE}" fill="{BLACK}">'
        f'<rect width="100%" height="100%" fill="{WHITE}"/>'
        f'<text x="{EDGE}" y="28" font-size="{TITLE_SIZE}" font-weight="600">{escape(title)}</text>'
        f"{boxes}{line}{rows}{word}</svg>"
    )


def number_text(value: float) -> str:
    """Return a number in groups of three, with spaces as every language here reads them."""
    return f"{value:,.0f}".replace(",", "\u00a0") if value == round(value) else f"{value:g}"


def _box(left: float, y: int, length: float) -> str:
    return f'<rect x="{left:.1f}" y="{y + 5}" width="{length:.1f}" height="{ROW - 10}" fill="{BLUE}"/>'


def _row(left: float, y: int, label: str, number: str, length: float) -> str:
    """Return the words of a row; the number has a rim, so that the target's line does not cross it."""
    return (
        f'<text x="{left - GAP:.1f}" y="{y + 22}" text-anchor="end">{escape(label)}</text>'
        f'<text x="{left + length + GAP:.1f}" y="{y + 22}" stroke="{WHITE}" stroke-width="4" paint-order="stroke">'
        f"{number}</text>"
    )


def _target(x: float, goal: str, height: int) -> tuple[str, str]:
    line = (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{HEAD_OF_TARGET - 8}" y2="{height - 10}" '
        f'stroke="{VERMILLION}" stroke-width="3" '
        f'stroke-dasharray="7 4"/>'
    )
    return line, f'<text x="{x:.1f}" y="{HEAD_OF_TARGET - 12}" text-anchor="middle">{goal}</text>'


def png(bars: Bars) -> bytes:
    """Return the chart as PNG, twice as large as it is shown."""
    import resvg_py  # noqa: PLC0415 - a megabyte that a process without a chart need not have

    # Without a font resvg draws no letters and raises nothing.
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg(bars),
            font_files=[str(font_file())],
            skip_system_fonts=True,
            sans_serif_family=FONT,
            zoom=ZOOM,
        )
    )
