"""A guest on the page: reads the channel as everybody does, and is told no name, no figure and no command."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.web.browser import CHROMIUM, Pane

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: the browser tests need one")
REFUSED = "Only full members of this workspace, not guests, can use Snurr."


@pytest.fixture(name="guest")
def guest_fixture(left: Pane, right: Pane) -> Pane:
    """Gert reads the channel beside Mette, in which a customer waits."""
    left.choose("place", "channel")
    left.say("waiting counter", "Nobody is on it yet")
    right.choose("person", "Gert")
    right.choose("place", "channel")
    return right


def posts(pane: Pane) -> list[Locator]:
    """Return what everybody reads in the channel, each with buttons."""
    expect(pane.log.locator("article").get_by_role("button").first).to_be_visible()
    return [each for each in pane.log.locator("article").all() if each.get_by_role("button").count()]


def test_a_guest_is_named_as_one(guest: Pane) -> None:
    """Beside the roles of the others."""
    assert guest.node.locator("select.person option:checked").inner_text() == "Gert · guest"


def test_no_press_of_a_guest_changes_a_post(left: Pane, guest: Pane) -> None:
    """Whatever stands under the channel's posts is refused, to the guest alone, and what the others read stays."""
    before = left.log.inner_text()
    for post in posts(guest):
        for button in post.locator("button:visible").all():
            refused = guest.log.get_by_text(REFUSED).count()
            button.click()
            expect(guest.log.get_by_text(REFUSED)).to_have_count(refused + 1)
    assert guest.log.get_by_text(REFUSED).count() > 0
    assert left.log.inner_text() == before


@pytest.mark.parametrize("place", ["channel", "private"])
@pytest.mark.parametrize("line", ["call nilsson", "account nilsson", "team week", "today", "mydata", "help", "hi"])
def test_no_line_of_a_guest_is_answered(guest: Pane, place: str, line: str) -> None:
    """Neither stored nor told anything."""
    guest.choose("place", place)
    guest.say(line, REFUSED)
    assert "Nilsson Rör" not in guest.log.inner_text()
    assert guest.form.count() == 0


@pytest.mark.parametrize("typed", ["/", "/call ", "call ni", "account "])
def test_the_list_offers_a_guest_nothing(guest: Pane, typed: str) -> None:
    """No command, and above all no customer's name."""
    guest.line.press_sequentially(typed)
    expect(guest.options).to_have_count(0)


def test_who_is_chosen_after_a_guest_is_offered_all_again(guest: Pane) -> None:
    """The page forgets the guest with the choice."""
    guest.choose("person", "Sanna")
    guest.line.press_sequentially("/call ni")
    expect(guest.options.first).to_contain_text("Nilsson")
