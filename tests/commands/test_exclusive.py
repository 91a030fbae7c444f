"""`exclusive`: what a customer alone may have, and the warning to whoever sells it to a neighbour."""

from __future__ import annotations

import pytest

from tests.commands.steps import filled, labels
from tests.dialog import Dialog

CLASH = "Clash: planers · only in bodo is promised to Acme A/S alone (X1). Ask anna first."


@pytest.fixture(name="granted")
def granted_fixture(talk: Dialog) -> Dialog:
    """Acme alone may have planers in Bodø, where Nilsen is too; bo sells to Nilsen."""
    assert talk.say("exclusive acme planers bodo").ok
    nilsen = talk.account("Nilsen Tre", "bo")
    talk.work.accounts.change(nilsen, place="Bodø")
    talk.account("Bergen Bygg", "bo")
    return talk


@pytest.mark.parametrize(
    ("line", "item", "place"),
    [
        ("exclusive acme planers bodo", "planers", "bodo"),
        ("exclusive acme planers", "planers", ""),
        ("exclusive acme band saws in nedre eiker", "band saws", "nedre eiker"),
        ('exclusive acme "band saws"', "band saws", ""),
        ('exclusive acme "band saws" bodo', "band saws", "bodo"),
    ],
)
def test_the_place_stands_behind_the_item(talk: Dialog, line: str, item: str, place: str) -> None:
    """Quotes, or a word such as "in", part the two where they have several words."""
    assert talk.say(line).stored == ("X1",)
    assert [(item, place)] == [(each.item, each.place) for each in talk.work.exclusives.at(1)]


def test_a_word_that_was_taken_for_a_place_is_put_right_by_a_button(talk: Dialog) -> None:
    """The receipt says how it was read."""
    reply = talk.say("exclusive acme band saws")
    assert "band · only in saws" in talk.text("acme")
    talk.last = reply
    assert "Everywhere: band saws" in labels(reply)
    assert talk.press("Everywhere: band saws").stored == ("X1",)
    assert "X1 · Exclusive · band saws · everywhere" in talk.text("acme")


@pytest.mark.parametrize(
    "line",
    [
        "promise nilsen a planer by fri", "call nilsen wants planers", "follow nilsen thu planers",
        "promise bergen planers to bodø by fri", "exclusive nilsen planers bodo",
    ],
)  # fmt: skip
def test_a_seller_who_logs_the_same_there_is_warned(granted: Dialog, line: str) -> None:
    """What was said is stored all the same."""
    reply = granted.say(line, "bo")
    assert reply.ok
    assert reply.stored
    assert CLASH in granted.text(line, "bo")


@pytest.mark.parametrize(
    "line",
    [
        "promise bergen planers by fri", "promise nilsen a drill by fri", "promise acme planers by fri", "call nilsen",
        "junk 5m planers", "freeze nilsen no planers",
    ],
)  # fmt: skip
def test_elsewhere_something_else_and_the_customer_itself_clash_with_nothing(granted: Dialog, line: str) -> None:
    """Nobody is warned in vain."""
    assert "Clash" not in granted.text(line, "bo")


def test_an_edit_that_names_it_warns_too(granted: Dialog) -> None:
    """Its receipt is one as well."""
    granted.say("promise nilsen a drill by fri", "bo")
    assert CLASH in granted.text("edit P1 planers", "bo")


def test_undo_ends_it(granted: Dialog) -> None:
    """From then on anybody may sell it there."""
    granted.say("undo X1")
    assert "Clash" not in granted.text("promise nilsen planers by fri", "bo")
    assert "planers" not in granted.text("acme")


def test_what_is_missing_is_asked_in_a_form(talk: Dialog) -> None:
    """One field for both, as they are typed."""
    assert filled(talk.say("exclusive acme")) == {"account": "acme", "item": ""}
    assert talk.submit({"account": "acme", "item": "planers bodo"}).stored == ("X1",)


@pytest.mark.parametrize(
    "line", ["eneret acme planers i bodo", "ensamrätt acme planers bodo", "wyłączność acme planers w bodo"]
)
def test_it_is_said_in_every_language(talk: Dialog, line: str) -> None:
    """All at once, with the place behind its word."""
    talk.say(line)
    assert [("planers", "bodo")] == [(each.item, each.place) for each in talk.work.exclusives.at(1)]
