"""Charts as the page draws them and as pictures, of every view of a team: measured by a browser, word by word."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import Any

import pytest
from playwright.sync_api import Page

from adapters.common.chart_picture import svg
from adapters.common.font_widths import font_file
from bot.messages.card import Bars
from tests.contracts.team_views import View, views

DRAWN = """async ([charts, language]) => {
  const { bars } = await import("/chart.js");
  const number = (value) => new Intl.NumberFormat(language).format(value);
  return charts.map((element) => {
    const figure = document.createElement("figure");
    document.body.append(figure);
    const drawn = bars(element, { target: "target" }, number);
    figure.append(drawn);
    return measured(figure, drawn);
  });
}"""
PICTURED = """async ([charts, font]) => {
  const face = new FontFace("IBM Plex Sans", Uint8Array.from(atob(font), (each) => each.charCodeAt(0)));
  document.fonts.add(await face.load());
  return charts.map((text) => {
    const figure = document.createElement("figure");
    document.body.append(figure);
    figure.innerHTML = text;
    return measured(figure, figure.firstChild);
  });
}"""
MEASURED = """() => void (window.measured = (figure, drawn) => {
  const box = (each) => { const { x, y, width, height } = each.getBBox(); return [x, y, x + width, y + height]; };
  const words = [...drawn.querySelectorAll("text")];
  const room = drawn.viewBox.baseVal.width
    ? [0, 0, drawn.viewBox.baseVal.width, drawn.viewBox.baseVal.height]
    : [0, 0, drawn.width.baseVal.value, drawn.height.baseVal.value];
  const found = {
    room,
    words: words.map((each) => [each.firstChild?.textContent ?? "", box(each)]),
    bars: [...drawn.querySelectorAll("rect.bar, rect[height='24']")].map(box),
    lines: drawn.querySelectorAll("line.target, line[stroke]").length,
    alt: drawn.getAttribute("aria-label"),
  };
  figure.remove();
  return found;
})"""
ROUNDING = 1.0
"""Pixels by which letters may stand over their box."""


@pytest.fixture(name="measuring")
def measuring_fixture(page: Page) -> Page:
    """The page, which can measure what is drawn."""
    page.evaluate(MEASURED)
    return page


def _charts() -> list[tuple[View, Bars]]:
    return [(view, bars) for view in views() for bars in view.charts()]


def _overlap(one: list[float], other: list[float]) -> bool:
    return all(one[axis] + ROUNDING < other[axis + 2] and other[axis] + ROUNDING < one[axis + 2] for axis in (0, 1))


def _check(found: dict[str, Any], bars: Bars, view: View) -> None:
    """Hold a chart to it: every word within the picture, none over another, each bar with its number."""
    where = (view.line, view.sellers, view.language)
    left, top, right, bottom = found["room"]
    for text, (x, y, far_x, far_y) in found["words"]:
        inside = (
            x >= left - ROUNDING and y >= top - ROUNDING and far_x <= right + ROUNDING and far_y <= bottom + ROUNDING
        )
        assert inside, (where, text, (x, y, far_x, far_y), found["room"])
    boxes = [box for text, box in found["words"] if text]
    clashes = [(one, other) for n, one in enumerate(boxes) for other in boxes[:n] if _overlap(one, other)]
    assert not clashes, (where, clashes)
    shown = ["".join(sign for sign in text if sign.isdigit()) for text, _ in found["words"]]
    assert [] == [value for _, value in bars.bars if f"{value:.0f}" not in shown], (where, shown)
    assert len(bars.bars) == len(found["bars"])
    assert bool(bars.target) == bool(found["lines"])
    if bars.target:
        assert f"{bars.target:.0f}" in shown, (where, shown)


def test_the_page_draws_every_word_where_it_can_be_read(measuring: Page) -> None:
    """With forty sellers and names of a line too; the words for who does not see it are the chart's own."""
    charts = _charts()
    for language in sorted({view.language for view, _ in charts}):
        own = [(view, bars) for view, bars in charts if view.language == language]
        found = measuring.evaluate(DRAWN, [[asdict(bars) for _, bars in own], language])
        for (view, bars), each in zip(own, found, strict=True):
            _check(each, bars, view)
            assert bars.alt == each["alt"]


def test_a_picture_has_every_word_where_it_can_be_read(measuring: Page) -> None:
    """Measured in the font that comes along, by another program than the one that draws it."""
    charts = _charts()
    font = base64.b64encode(font_file().read_bytes()).decode()
    for (view, bars), each in zip(
        charts, measuring.evaluate(PICTURED, [[svg(bars) for _, bars in charts], font]), strict=True
    ):
        _check(each, bars, view)


@pytest.mark.parametrize(
    "name", ["Zoë 👩\u200d👩\u200d👧\u200d👧 Brzęczyszczykiewicz-Grzegżółka", "A\u030a" * 60, "🇩🇰🇳🇴" * 20]
)
def test_a_long_name_is_cut_between_signs(measuring: Page, name: str) -> None:
    """What stands in front of the ellipsis is whole."""
    chart = asdict(Bars(title="t", bars=((name, 1.0), ("Bo", 2.0)), alt="a"))
    ((drawn,),) = [measuring.evaluate(DRAWN, [[chart], "en"])]
    text = drawn["words"][0][0]
    signs = measuring.evaluate("text => [...new Intl.Segmenter().segment(text)].map(({segment}) => segment)", name)
    assert text.endswith("…") or text == name
    assert text.removesuffix("…").rstrip() in {"".join(signs[:n]).rstrip() for n in range(len(signs) + 1)}, json.dumps(
        text
    )
