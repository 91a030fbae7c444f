"""`admin missing`: what nobody has filled in yet, with buttons that fill it in."""

from __future__ import annotations

import pytest

from bot.domain.gaps import Gap
from bot.language.word_files import LANGUAGES
from tests.commands.steps import filled, labels, line_of, press
from tests.dialog import Dialog

TYPED = {
    "en": "admin missing",
    "da": "admin mangler",
    "nb": "admin mangler",
    "sv": "admin saknas",
    "pl": "admin braki",
    "de": "admin fehlt",
}


@pytest.fixture(autouse=True)
def as_admin(talk: Dialog) -> None:
    """Chris types."""
    talk.who = "chris"


def test_each_gap_is_counted_and_names_some(talk: Dialog) -> None:
    """The rest are counted; a gap that there is not is not shown."""
    shown = talk.text("admin missing")
    assert "Touchpoints without an owner: 7 (invoice, site, mail, and 4 more)" in shown
    assert "Sellers without customers: 2 (bo, dora)" in shown
    assert "Customers without a rhythm: 1 (Acme A/S)" in shown
    assert "People who never wrote: 3 (anna, bo, dora)" in shown
    assert "Teams without a channel" not in shown
    assert "Customers without an owner" not in shown


def test_an_owner_of_a_touchpoint_is_filled_in_by_its_button(talk: Dialog) -> None:
    """Its form asks for the owner of this touchpoint alone."""
    talk.say("admin missing")
    talk.press("Touchpoints without an owner (7)")
    assert filled(talk.press("invoice")) == {"owner": "", "renamed": ""}
    assert talk.submit({"owner": "anna", "renamed": ""}).ok
    assert "Touchpoints without an owner: 6 (site, mail, material, and 3 more)" in talk.text("admin missing")


def test_what_a_customer_lacks_is_filled_in_by_its_button(talk: Dialog) -> None:
    """All of it in one form."""
    talk.say("admin missing")
    talk.press("Customers without a rhythm (1)")
    talk.press("Acme A/S")
    assert talk.submit({"value": "7M", "every": "3w", "phone": "55 12 34 56"}).ok
    assert "Customers" not in talk.text("admin missing")


def test_a_channel_is_filled_in_by_its_button(talk: Dialog) -> None:
    """For the team that lacks one."""
    talk.say("admin team Vest")
    talk.say("admin missing")
    talk.press("Teams without a channel (1)")
    talk.press("Vest")
    talk.submit({"channel": "#vest"})
    assert "Teams without a channel" not in talk.text("admin missing")


def test_who_never_wrote_is_removed_by_a_button_that_can_be_undone(talk: Dialog) -> None:
    """And put back."""
    talk.say("admin missing")
    talk.press("People who never wrote (3)")
    talk.press("Remove bo")
    assert "People who never wrote: 2 (anna, dora)" in talk.text("admin missing")
    talk.say("admin remove person dora")
    talk.press("Undo")
    assert "People who never wrote: 2 (anna, dora)" in talk.text("admin missing")


def test_more_than_a_page_leads_on(talk: Dialog) -> None:
    """Until all were offered once."""
    for number in range(20):
        talk.account(f"Kunde {number:02}")
    talk.say("admin missing")
    reply = talk.press("Customers without a phone number (21)")
    offered = labels(reply)
    while more := next((label for label in labels(reply) if label.endswith(" more")), ""):
        reply = talk.press(more)
        offered += labels(reply)
    names = [label for label in offered if label.startswith(("Kunde", "Acme"))]
    assert len(names) == len(set(names)) == 21


def test_sellers_without_customers_lead_to_customers_without_an_owner(talk: Dialog) -> None:
    """Where there are any."""
    talk.work.accounts.change(talk.account("Bergen Bygg"), owner=None)
    talk.say("admin missing")
    assert "Customers without an owner (1)" in labels(talk.press("Sellers without customers (2)"))


def test_the_set_up_offers_it_while_something_is_missing(talk: Dialog) -> None:
    """The button opens it."""
    talk.say("admin")
    assert line_of(talk.press("What is missing"), "without") != ""


def test_when_nothing_is_missing_it_says_so(talk: Dialog) -> None:
    """And the set-up no longer offers it."""
    talk.say("account acme 7M every 3w phone 55 12 34 56")
    for name in ("bo", "dora"):
        talk.say("admin person " + name + " colleague without seller")
    talk.say("call acme", "anna")
    for point in talk.work.touchpoints.all():
        talk.say(f"admin touchpoint {point.name} owner anna")
    assert "Sellers without customers" not in talk.text("admin missing")
    for name in ("bo", "dora"):
        talk.say(f"admin remove person {name}")
    assert talk.text("admin missing").startswith("What is missing\nNothing: the set-up is complete.")
    assert "What is missing" not in labels(talk.say("admin"))


@pytest.mark.parametrize("gap", ["nothing", "value2", "'"])
def test_a_button_that_is_made_up_is_refused(talk: Dialog, gap: str) -> None:
    """Nothing is guessed."""
    assert press(talk, "admin missing", gap=gap).error


def test_a_page_that_is_empty_by_now_shows_the_overview(talk: Dialog) -> None:
    """What was filled in meanwhile."""
    assert "What is missing" in line_of(press(talk, "admin missing", gap="channel", skip="8"), "What")


def test_it_is_for_admins_alone(talk: Dialog) -> None:
    """A seller is refused."""
    assert not talk.say("admin missing", "anna").ok


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_typed_and_answered_in_every_language(talk: Dialog, language: str) -> None:
    """Every gap has its label."""
    talk.say(f"me language {language}")
    assert "Acme A/S" in talk.text(TYPED[language])
    assert len(labels(talk.last)) == 6


def test_a_customer_of_somebody_who_is_gone_lacks_an_owner(talk: Dialog) -> None:
    """Nobody is reminded of it, as of one that nobody owns."""
    assert talk.work.gaps.account_counts()[Gap.ACCOUNT_OWNER] == 0
    talk.say("admin remove person anna", "chris")
    assert talk.work.gaps.account_counts()[Gap.ACCOUNT_OWNER] == 1
    assert [each.name for each in talk.work.gaps.accounts(Gap.ACCOUNT_OWNER, 9)] == ["Acme A/S"]
    assert talk.say("account acme owner bo", "chris").ok
    assert talk.work.gaps.account_counts()[Gap.ACCOUNT_OWNER] == 0
