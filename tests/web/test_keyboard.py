"""The demo without a mouse, and for those who do not see it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.language.word_files import LANGUAGES
from tests.web.browser import CHROMIUM, Pane, unfit

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: the browser tests need one")


def test_the_command_list_works_by_keyboard(right: Pane) -> None:
    """Slash, arrows, Enter, then accounts, Tab, Escape."""
    right.line.press_sequentially("/ca")
    expect(right.chosen).to_contain_text("call account")
    right.line.press("Enter")
    expect(right.line).to_have_value("/call ")
    expect(right.options).to_have_count(17)
    right.line.press_sequentially("berg")
    right.line.press("ArrowDown")
    right.line.press("Tab")
    expect(right.line).to_have_value('/call "Bergen Bygg AS" ')
    expect(right.line).to_be_focused()
    right.line.fill("/x")
    right.line.press("Escape")
    expect(right.node.locator(".choices")).to_be_hidden()


def test_a_slash_lists_every_command_the_most_used_first(left: Pane, right: Pane) -> None:
    """Nothing is cut off; what this person may not do is not there."""
    right.line.press_sequentially("/")
    lines = right.options.all_inner_texts()
    words = [text.split()[0] for text in lines]
    assert words[:3] == ["call", "touch", "promise"]
    assert {"waiting", "handoff", "me", "undo", "help"} <= set(words)
    assert "admin" not in words
    assert [text for text in lines if text.startswith("team") and not text.startswith("team league")] == []
    left.line.press_sequentially("/")
    managers = [text.split()[0] for text in left.options.all_inner_texts()]
    assert {"admin", "team"} <= set(managers)


def test_the_arrows_go_round(right: Pane) -> None:
    """Down from the last is the first, up from the first is the last; the marked one is told to screen readers."""
    right.line.press_sequentially("/to")
    count = right.options.count()
    assert count > 1
    expect(right.options.nth(0)).to_have_attribute("aria-selected", "true")
    right.line.press("ArrowUp")
    expect(right.options.nth(count - 1)).to_have_attribute("aria-selected", "true")
    right.line.press("ArrowDown")
    expect(right.options.nth(0)).to_have_attribute("aria-selected", "true")
    assert right.line.get_attribute("aria-activedescendant") == right.options.nth(0).get_attribute("id")
    right.line.press("Escape")
    assert right.line.get_attribute("aria-activedescendant") is None
    expect(right.line).to_have_attribute("aria-expanded", "false")


def test_two_words_are_found_as_one_command(left: Pane) -> None:
    """The list goes on after the space."""
    left.line.press_sequentially("/team zer")
    expect(left.chosen).to_contain_text("team zeros")
    left.line.press("Tab")
    expect(left.line).to_have_value("/team zeros ")
    left.line.press("Enter")
    expect(left.log).to_contain_text("Open zeros")


def test_accounts_are_found_without_their_letters_and_marks(right: Pane) -> None:
    """å ø æ ł typed plain, in the middle of a name too; nothing is chosen unasked."""
    right.line.press_sequentially("/call odegard")
    expect(right.options).to_have_text(["Ødegård Vin AS"])
    expect(right.chosen).to_have_count(0)
    right.line.fill("/call okna")
    expect(right.options).to_have_text(["Łódzkie Okna Sp. z o.o."])
    right.line.press("ArrowDown")
    right.line.press("Enter")
    right.line.press("Enter")
    expect(right.log).to_contain_text("Łódzkie Okna Sp. z o.o. · spoke")


def test_accounts_are_offered_where_an_account_is_meant(right: Pane) -> None:
    """Not after today, not in the note, not for a bare word."""
    for text, count in (
        ("/today a", 0),
        ("acme", 0),
        ("call acme", 2),
        ("call ", 0),
        ('call "acme n', 1),
        ("opkald acme", 2),
    ):
        right.line.fill(text)
        expect(right.options).to_have_count(count)


def test_a_mouse_takes_from_the_list_too(right: Pane) -> None:
    """And typing goes on where it was."""
    right.line.press_sequentially("/prom")
    right.options.first.click()
    expect(right.line).to_have_value("/promise ")
    expect(right.line).to_be_focused()


def test_the_list_goes_when_one_goes_elsewhere(page: Page, right: Pane) -> None:
    """Nothing stays open over the conversation."""
    right.line.press_sequentially("/")
    expect(right.options.first).to_be_visible()
    right.node.get_by_label("Place").focus()
    expect(right.node.locator(".choices")).to_be_hidden()


def test_everything_is_done_without_a_mouse(page: Page, right: Pane) -> None:
    """From the top by Tab alone: the clock, a line, its form, a button of its answer."""
    page.reload()
    expect(page.locator(".empty")).to_have_count(2)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Next nudge")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if right.line.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.type("promise nilsson quote")
    page.keyboard.press("Enter")
    expect(right.form.get_by_label("Due")).to_be_focused()
    page.keyboard.type("fri")
    page.keyboard.press("Enter")
    expect(right.log).to_contain_text("due Fri 27 Nov 2026")
    expect(right.line).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(right.log.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(right.log).to_contain_text("Undone")


def test_where_the_keyboard_is_can_be_seen(page: Page, right: Pane) -> None:
    """Every stop shows an outline of at least two pixels, in light and in dark."""
    right.say("call nilsson", "Nilsson Rör AB")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.evaluate("document.activeElement.blur()")
        for _ in range(20):
            page.keyboard.press("Tab")
            look = page.evaluate("""() => {
                const look = getComputedStyle(document.activeElement);
                return [document.activeElement.tagName, look.outlineStyle, parseFloat(look.outlineWidth)];
            }""")
            assert look[0] == "BODY" or (look[1] != "none" and look[2] >= 2), look


def test_news_are_read_out_and_old_messages_are_not(right: Pane) -> None:
    """A live region for what is said; opening a conversation is silent."""
    expect(right.log).to_have_attribute("role", "log")
    expect(right.log).to_have_attribute("aria-busy", "false")
    right.say("call nilsson", "Nilsson Rör AB")
    article = right.log.get_by_role("article").last
    expect(article).to_have_accessible_name("Snurr · 08:20")
    expect(article.get_by_role("heading")).to_have_count(0)


def test_a_table_is_a_table_with_headers(left: Pane) -> None:
    """And can be scrolled without a mouse."""
    left.say("team zeros", "Open zeros")
    table = left.log.get_by_role("table").first
    assert table.get_by_role("columnheader").all_inner_texts()[:2] == ["Open for", "Account"]
    expect(left.log.get_by_role("group", name="Open for, Account")).to_have_attribute("tabindex", "0")


def _fill(page: Page) -> None:
    """Both panes full: cards, a chart, a table, progress, quotes, errors in a form, an open list."""
    left, right = Pane(page, 0), Pane(page, 1)
    for text in ("team week", "admin", 'call akerlund l "wants it"', "me week", "xyzzy"):
        left.say(text)
    right.say("touch nilsson invoice 0 said slow")
    right.ask("promise nilsson")
    right.form.locator("button[type=submit]").click()
    expect(right.form.locator(".error").first).to_be_visible()
    left.line.press_sequentially("/")
    expect(left.options.first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(page: Page, width: int, scheme: str) -> None:
    """Names, roles and contrast hold, wide and narrow, light and dark, with cards, a form in error and the list open."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    assert unfit(page) == []
    _fill(page)
    assert unfit(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_axe_finds_nothing_in_any_language(page: Page, left: Pane, right: Pane, language: str) -> None:
    """Longer words still fit, and labels are there."""
    page.set_viewport_size({"width": 320, "height": 800})
    for pane in (left, right):
        pane.choose("language", language)
        expect(pane.node).to_have_attribute("lang", language)
    _fill(page)
    assert unfit(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_axe_finds_nothing_in_the_gallery_and_payloads(page: Page, right: Pane) -> None:
    """Developers have eyes and keyboards as well."""
    right.choose("place", "gallery")
    expect(right.log.get_by_role("article").nth(40)).to_be_attached(timeout=15_000)
    assert unfit(page) == []
    page.get_by_label("Show as").select_option("teams")
    expect(right.log.locator("pre").nth(40)).to_be_attached(timeout=15_000)
    assert unfit(page) == []


def test_what_moves_stands_still_for_those_who_ask(page: Page, right: Pane) -> None:
    """No animation, no smooth scrolling, where less motion is wished for."""
    right.say("call nilsson", "Nilsson Rör AB")
    look = "node => [getComputedStyle(node).animationName, getComputedStyle(node.parentNode).scrollBehavior]"
    article = right.log.get_by_role("article").last
    assert article.evaluate(look) == ["none", "auto"]
    page.emulate_media(reduced_motion="no-preference")
    assert article.evaluate(look) == ["arrive", "smooth"]
