"""The demo as a person sees it, in a real browser; skipped in one line where there is no chromium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: the browser tests need one")


@pytest.fixture(name="url", scope="module")
def url_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demo started as a person starts it."""
    folder = tmp_path_factory.mktemp("demo")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PORT": "0", "SNURR_CLOCK": "2026-11-24T08:20+01:00"}
    command = [sys.executable, "-m", "bot", "demo", "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder, env=env)
    assert process.stdout is not None
    found = re.search(r"http\S+", process.stdout.readline())
    assert found is not None
    yield found[0]
    process.terminate()
    assert process.wait(10) == 0
    process.stdout.close()


@pytest.fixture(name="page")
def page_fixture(url: str) -> Iterator[Page]:
    """A page with the demo freshly reset and both panes filled."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.goto(url)
        page.get_by_role("button", name="Reset").click()
        expect(page.locator(".pane").nth(1).locator(".person option").first).to_be_attached()
        page.wait_for_timeout(600)
        yield page
        assert problems == []
        browser.close()


def _type(page: Page, pane: int, text: str) -> None:
    line = page.locator(".pane").nth(pane).locator(".line")
    line.fill(text)
    line.press("Enter")


def test_a_line_is_logged_and_undone_by_mouse(page: Page) -> None:
    """Type, read the receipt, press Undo."""
    log = page.locator(".pane").nth(1).locator(".log")
    _type(page, 1, "call nilsson")
    expect(log).to_contain_text("Nilsson Rör AB")
    log.get_by_role("button", name="Undo").last.click()
    expect(log).to_contain_text("Undone")


def test_the_command_list_works_by_keyboard(page: Page) -> None:
    """Slash, arrows, Enter, then accounts, Tab, Escape."""
    pane = page.locator(".pane").nth(0)
    line = pane.locator(".line")
    line.press_sequentially("/ca")
    expect(pane.locator(".choices li").first).to_have_attribute("aria-selected", "true")
    line.press("Enter")
    expect(line).to_have_value("/call ")
    line.press_sequentially("berg")
    line.press("ArrowDown")
    line.press("Tab")
    expect(line).to_have_value('/call "Bergen Bygg AS" ')
    line.press_sequentially("/x")
    line.press("Escape")
    expect(pane.locator(".choices")).to_be_hidden()


def test_names_that_look_like_markup_are_shown_as_typed(page: Page) -> None:
    """S11: what people type never acts."""
    log = page.locator(".pane").nth(1).locator(".log")
    _type(page, 1, 'call "<!channel>"')
    expect(log).to_contain_text("<!channel> *Bold* & <b>Sons</b>")
    assert log.locator("b").count() == 0


def test_a_form_is_filled_in_and_saved(page: Page) -> None:
    """What is missing is asked for where one types."""
    pane = page.locator(".pane").nth(1)
    _type(page, 1, "promise nilsson the new price list")
    form = pane.locator("form")
    expect(form.get_by_label("What was promised")).to_have_value("the new price list")
    form.get_by_label("Due").fill("fri")
    form.get_by_role("button", name="Save").click()
    expect(pane.locator(".log")).to_contain_text("due Fri 27 Nov 2026")
    expect(form).to_have_count(0)


def test_the_next_nudge_comes_when_the_clock_is_moved(page: Page) -> None:
    """From the start to the first nudge in one press."""
    page.get_by_role("button", name="Next nudge").click()
    page.get_by_role("button", name="Next nudge").click()
    expect(page.locator(".pane").nth(1).locator(".log")).to_contain_text("Good morning")


def test_the_language_of_a_person_is_one_choice(page: Page) -> None:
    """The answer comes in Polish at once."""
    pane = page.locator(".pane").nth(1)
    pane.get_by_label("Language").select_option("pl")
    expect(pane.locator(".log")).to_contain_text("Od teraz piszę do ciebie po polsku.")


def test_cards_can_be_seen_as_text_and_as_payload(page: Page) -> None:
    """For developers: what a platform is given."""
    _type(page, 0, "team week")
    log = page.locator(".pane").nth(0).locator(".log")
    expect(log.get_by_role("img")).to_be_visible()
    page.get_by_label("Show as").select_option("payload")
    expect(log).to_contain_text('"_": "Bars"')


def test_the_gallery_shows_every_example_card_in_the_panes_language(page: Page) -> None:
    """For developers and translators: all cards at a glance."""
    pane = page.locator(".pane").nth(1)
    pane.get_by_label("Language").select_option("sv")
    expect(pane.locator(".log")).to_contain_text("Från och med nu")
    pane.get_by_label("Place").select_option("gallery")
    expect(pane.locator(".log")).to_contain_text("command touch acme site 2")
    expect(pane.locator(".log")).to_contain_text("Skrattar ni medan en kund väntar?")


@pytest.mark.parametrize("width", [1280, 380])
def test_axe_finds_nothing_serious(page: Page, width: int) -> None:
    """Labels, names, roles and contrast hold, wide and narrow, with cards, forms and lists open."""
    page.set_viewport_size({"width": width, "height": 800})
    _type(page, 0, "team week")
    _type(page, 0, "me")
    _type(page, 0, "team zeros")
    _type(page, 1, "promise nilsson")
    expect(page.locator("form")).to_be_visible()
    page.locator(".pane").nth(0).locator(".line").press_sequentially("/t")
    found = Axe().run(page)
    serious = [
        (v["id"], [n["html"] for n in v["nodes"]])
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
