"""Makes the pictures of the page in docs/: `python -m tests.web.pictures [FOLDER]`, docs/ without one."""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from adapters.common.chart_picture import png
from bot.messages.card import Bars
from tests.web.browser import CHROMIUM, ROOT, Pane, running

WIDE, TALL, NARROW = (1280, 820), (1280, 1500), (390, 844)
TOLD = "called akerlund, promise samples by fri, follow thu 14:00"
RATED = "touch nilsson invoice clarity 0 said two totals on one page"


def opened(browser: Browser, url: str, size: tuple[int, int], scheme: str = "light") -> Page:
    """Return a page on a demo, of a size in pixels."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(url)
    page.locator(".empty, article").nth(1).wait_for(state="attached")
    return page


def steer(page: Page, label: str, times: int = 1) -> None:
    """Press a button of the clock, and wait until the clock has moved."""
    for _ in range(times):
        before = page.locator("#now").inner_text()
        page.get_by_role("button", name=label).click()
        expect(page.locator("#now")).not_to_have_text(before)


def side_by_side(page: Page) -> None:
    """A week in a manager's eyes, beside a seller's morning and what she types then."""
    left, right = Pane(page, 0), Pane(page, 1)
    right.say("privacy")  # said once to everybody, and not what is told here
    steer(page, "Next nudge")
    left.say("team last week", "Calls a day")
    right.say("visit akerlund, promise samples by fri", "P8")


def channel(page: Page) -> None:
    """A form with a day that has passed, and the list of commands in Polish."""
    left, right = Pane(page, 0), Pane(page, 1)
    left.choose("person", "Sanna")
    right.choose("person", "Piotr")
    steer(page, "Tomorrow 08:30")
    left.ask("promise nilsson new price list")
    left.form.get_by_label("Due").first.fill("yesterday")
    left.form.get_by_role("button", name="Save").click()
    expect(left.form).to_contain_text("24 Nov")
    right.ask("/obietnica krakow")
    right.form.get_by_role("button").last.click()
    right.line.press_sequentially("/")
    right.line.press("ArrowDown")
    right.line.press("ArrowDown")


def narrow(page: Page) -> None:
    """A rating on a phone, in the dark."""
    left = Pane(page, 0)
    left.choose("person", "Sanna")
    left.say(TOLD, "P8")
    left.say(RATED, "Owner: Kari.")


def day(page: Page) -> None:
    """A seller's day, from the morning's first tap to the evening, beside who answers for the invoice."""
    left, right = Pane(page, 0), Pane(page, 1)
    left.choose("person", "Kari")
    steer(page, "Next nudge")
    right.press("Log call: Nilsson Rör AB")
    expect(right.log).to_contain_text("Call 1 of 8")
    right.say(TOLD, "P8")
    steer(page, "+1 h")
    right.say(RATED, "Owner: Kari.")
    right.say("today", "Calls: 2 / 8")


def manager(page: Page) -> None:
    """The same day in the evening, beside what the manager sees of it."""
    day(page)
    left, right = Pane(page, 0), Pane(page, 1)
    left.choose("person", "Mette")
    left.say("team week", "Calls a day")
    left.say("team zeros", "Open zeros")
    steer(page, "+1 h", 6)
    steer(page, "Next nudge")
    expect(right.log).to_contain_text("Your day")
    right.say("acme aalborg", "Score 0")
    right.say("account nilsson", "Karin")


FRAME = 24
"""Pixels around what a picture shows."""
MORNING = """<style>body {{ margin: {frame}px; background: #faf9f5; font: 600 15px sans-serif; color: #55524b }}
main {{ display: flex; width: max-content; gap: 24px }} img {{ display: block; margin-top: 8px }}</style>
<main><div>08:30, by itself<img src="data:image/png;base64,{}"></div>
<div>after one tap<img src="data:image/png;base64,{}"></div></main>"""


def morning(page: Page) -> None:
    """The first nudge of a day as it comes, beside what it says after one tap."""
    right = Pane(page, 1)
    right.say("privacy")  # said once to everybody, and not what is told here
    steer(page, "Next nudge")
    nudge = right.log.locator("article").last
    came = nudge.screenshot()
    right.press("Log call: Nilsson Rör AB")
    expect(right.log).to_contain_text("Call 1 of 8")
    page.mouse.move(0, 0)
    shown = (base64.b64encode(each).decode() for each in (came, nudge.screenshot()))
    page.goto("about:blank")  # the page's own policy would let no picture in
    page.set_content(MORNING.format(*shown, frame=FRAME))
    size = page.evaluate(
        "(({width, height}) => [width, height])(document.querySelector('main').getBoundingClientRect())"
    )
    page.set_viewport_size({"width": int(size[0]) + 2 * FRAME, "height": int(size[1]) + 2 * FRAME})


PICTURES = (
    ("demo", side_by_side, WIDE, "light"),
    ("demo-channel", channel, WIDE, "light"),
    ("demo-narrow", narrow, NARROW, "dark"),
    ("day-page", day, TALL, "light"),
    ("day-manager", manager, TALL, "light"),
    ("morning", morning, WIDE, "light"),
)


TEAM = (
    "Sanna Lindqvist",
    "Kari Nordmann-Fjellheim",
    "Bartłomiej Brzęczyszczykiewicz",
    "Ole",
    "Jürgen von und zu Hohenfels",
)
CHARTS = {
    "chart-week": Bars(
        title="Anrufe am Tag",
        bars=tuple(zip(("Mo", "Di", "Mi", "Do", "Fr"), (14.0, 18.0, 9.0, 20.0, 24.0), strict=True)),
        alt="",
        target=20.0,
    ),
    "chart-league": Bars(
        title="Share of own target, Week 48",
        bars=tuple(zip(TEAM, (125.0, 110.0, 98.0, 85.0, 40.0), strict=True)),
        alt="",
        target=100.0,
    ),
}
"""Charts as Slack gets them where it draws none."""


def main(folder: Path) -> None:
    """Make the charts, and each picture of a demo of its own, which begins on the same Tuesday morning."""
    for name, bars in CHARTS.items():
        (folder / f"{name}.png").write_bytes(png(bars))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, play, size, scheme in PICTURES:
            with tempfile.TemporaryDirectory() as kept, running(Path(kept)) as (url, _):
                page = opened(browser, url, size, scheme)
                play(page)
                page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
                page.evaluate("scrollTo(0, 0)")
                page.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
