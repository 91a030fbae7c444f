"""Bar charts as pictures, for platforms that do not draw charts themselves.

The colours can be told apart without seeing red or green; every bar has its number. The font comes with the program,
because a bare server has none, and the renderer would then draw no letters.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files

from bot.messages.card import Bars

WIDTH, ROW, HEAD, LEFT, RIGHT = 640, 34, 52, 170, 70
BLUE, VERMILLION, BLACK, WHITE = "#0072B2", "#D55E00", "#000000", "#ffffff"
ZOOM = 2
FONT = "IBM Plex Sans"
LABEL = 22
"""Characters of a label that fit beside its bar."""


def svg(bars: Bars) -> str:
    """Return the chart as SVG."""
    # 1.0, so that a chart of zeros does not divide by zero.
    most = max([value for _, value in bars.bars] + [bars.target or 0.0, 1.0])
    scale = (WIDTH - LEFT - RIGHT) / most
    rows = [_row(label, value, n, scale) for n, (label, value) in enumerate(bars.bars)]
    height = HEAD + ROW * len(bars.bars) + 16
    goal = _target(bars.target, scale, height) if bars.target else ""
    title = f'<text x="16" y="32" font-size="18" font-weight="600" fill="{BLACK}">{escape(bars.title[:60])}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="{FONT}">'
        f'<rect width="100%" height="100%" fill="{WHITE}"/>{title}{"".join(rows)}{goal}</svg>'
    )


def _row(label: str, value: float, n: int, scale: float) -> str:
    top = HEAD + n * ROW
    shown = label if len(label) <= LABEL else label[: LABEL - 1] + "…"
    return (
        f'<text x="{LEFT - 10}" y="{top + 21}" font-size="14" text-anchor="end" fill="{BLACK}">{escape(shown)}</text>'
        f'<rect x="{LEFT}" y="{top + 5}" width="{value * scale:.1f}" height="{ROW - 10}" fill="{BLUE}"/>'
        f'<text x="{LEFT + value * scale + 6:.1f}" y="{top + 21}" font-size="14" fill="{BLACK}">{value:g}</text>'
    )


def _target(target: float, scale: float, height: int) -> str:
    x = LEFT + target * scale
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{HEAD - 4}" y2="{height - 10}" stroke="{VERMILLION}" stroke-width="3" '
        f'stroke-dasharray="7 4"/><text x="{x:.1f}" y="{HEAD - 8}" font-size="13" text-anchor="middle" '
        f'fill="{BLACK}">{target:g}</text>'
    )


def png(bars: Bars) -> bytes:
    """Return the chart as PNG, twice as large as it is shown."""
    import resvg_py  # noqa: PLC0415 - a megabyte that a process without a chart need not have

    # Without a font resvg draws no letters and raises nothing.
    font = files("fontpkg_ibm_plex_sans") / "files" / "IBMPlexSans[wdth,wght].ttf"
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg(bars), font_files=[str(font)], skip_system_fonts=True, sans_serif_family=FONT, zoom=ZOOM
        )
    )
