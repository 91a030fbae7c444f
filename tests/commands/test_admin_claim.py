"""`admin claim`: the buttons by which an admin says who came under a known name."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from bot.messages.card import Reply
from bot.messages.events import Contact, Line, Pressed, Sender, Submission
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from tests.commands.steps import labels, person
from tests.dialog import Dialog

KARI = Sender(platform="slack", user="U7", name="Kari", mail="kari@firm.example")


def come(talk: Dialog, line: str = "call acme", sender: Sender = KARI) -> Reply:
    """Let somebody type a line on a platform."""
    return talk.give(Line(sender=sender, at=talk.at, text=line, limited=False))


def press(talk: Dialog, claim: str, verdict: str, who: str = "chris") -> Reply:
    """Press a button of a claim, also one that no card shows."""
    values = {"claim": claim, "verdict": verdict}
    return talk.give(Pressed(sender=talk.sender(who), at=talk.at, press=Press(verb="admin claim", values=values)))


@pytest.fixture(name="claimed")
def claimed_fixture(talk: Dialog) -> Dialog:
    """Kari is set up as a manager; somebody came under her name and logged a call."""
    assert talk.say("admin person Kari manager team Nord", "chris").ok
    assert come(talk).stored == ("C1",)
    return talk


@pytest.mark.parametrize("line", ["admin", "team week", "admin person Kari admin"])
def test_a_name_that_an_admin_set_up_gives_no_right(claimed: Dialog, line: str) -> None:
    """Whoever calls themselves Kari is a seller until an admin says more."""
    assert "needs another role" in (come(claimed, line).error or "")


def test_the_set_up_shows_the_question_with_the_address(claimed: Dialog) -> None:
    """The id and the verified mail, for a name proves nothing."""
    shown = claimed.say("admin", "chris")
    assert labels(shown) == ["It is Kari: slack:U7", "Not Kari: slack:U7", "What is missing"]
    text = card_text(shown.card)
    assert "slack:U7 came as Kari, set up by an admin." in text
    assert "Verified mail: kari@firm.example." in text


def test_the_right_person_gets_the_roles_and_keeps_the_call(claimed: Dialog) -> None:
    """With one press; undo of what was logged before still works, and nobody is asked again."""
    claimed.say("admin", "chris")
    assert "slack:U7 is Kari from now on." in card_text(claimed.press("It is Kari: slack:U7", "chris").card)
    assert come(claimed, "team week").ok
    assert claimed.say("team Kari today", "chris").figures["calls"] == 1
    assert come(claimed, "undo").undone == ("C1",)
    assert claimed.say("team Kari today", "chris").figures["calls"] == 0
    assert labels(claimed.say("admin", "chris")) == ["What is missing"]


def test_the_wrong_person_stays_a_seller(claimed: Dialog) -> None:
    """And the set-up stays for the right one."""
    claimed.say("admin", "chris")
    assert "not Kari" in card_text(claimed.press("Not Kari: slack:U7", "chris").card)
    assert "needs another role" in (come(claimed, "team week").error or "")
    assert claimed.work.people.get(claimed.work.claims.get(1).person).roles == {Role.MANAGER}


def test_a_refusal_can_be_taken_back(claimed: Dialog) -> None:
    """The question is open again."""
    claimed.say("admin", "chris")
    claimed.press("Not Kari: slack:U7", "chris")
    assert "open again" in card_text(claimed.press("Undo", "chris").card)
    assert labels(claimed.say("admin", "chris")) == ["It is Kari: slack:U7", "Not Kari: slack:U7", "What is missing"]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("same", "same", "chris let slack:U7 in already."),
        ("same", "other", "chris let slack:U7 in already."),
        ("same", "reopen", "chris let slack:U7 in already."),
        ("other", "same", "chris said no to slack:U7 already."),
        ("reopen", "reopen", "That is an open question already: type “admin”."),
    ],
)
def test_a_claim_is_decided_once(claimed: Dialog, first: str, second: str, said: str) -> None:
    """Another admin who presses later reads who decided, and changes nothing."""
    claimed.say("admin person bo admin", "chris")
    press(claimed, "1", first)
    before = claimed.work.claims.get(1)
    assert said in card_text(press(claimed, "1", second, "bo").card)
    assert claimed.work.claims.get(1) == before


@pytest.mark.parametrize(("claim", "verdict"), [("99", "same"), ("0", "same"), ("x", "same"), ("1", "king"), ("", "")])
def test_a_forged_button_decides_nothing(claimed: Dialog, claim: str, verdict: str) -> None:
    """One sentence, whatever it carries."""
    assert "not on any list" in (press(claimed, claim, verdict).error or "")
    assert len(claimed.work.claims.open()) == 1


def test_nobody_confirms_who_they_are_themselves(claimed: Dialog) -> None:
    """An admin under a second address asks another admin, or answers at the first."""
    newcomer = claimed.work.claims.get(1).newcomer
    assert newcomer
    claimed.work.people.change(newcomer, roles=frozenset({Role.ADMIN}))
    values = {"claim": "1", "verdict": "same"}
    own = claimed.give(Pressed(sender=KARI, at=claimed.at, press=Press(verb="admin claim", values=values)))
    assert "Another admin has to say who you are." in (own.error or "")


def test_a_claim_on_somebody_removed_meanwhile_is_not_confirmed(claimed: Dialog) -> None:
    """Removed is removed: the admin adds the person again first."""
    claimed.work.people.change(claimed.work.claims.get(1).person, gone=True)
    assert "was removed meanwhile" in (press(claimed, "1", "same").error or "")


WAYS = (
    Line(sender=KARI, at=Dialog.at, text="account acme", limited=False),
    Pressed(sender=KARI, at=Dialog.at, press=Press(verb="account", values={"account": "=1"})),
    Submission(sender=KARI, at=Dialog.at, verb="call", values={"account": "acme"}),
    Contact(sender=KARI, at=Dialog.at),
)


@pytest.mark.parametrize("event", WAYS, ids=lambda event: type(event).__name__)
def test_whoever_was_removed_comes_in_by_no_way_of_another_platform(talk: Dialog, event: Line) -> None:
    """A line, a button, a form, the Home: one sentence, nothing read, nothing stored, one claim."""
    talk.say("admin person Kari", "chris")
    talk.say("admin remove person Kari", "chris")
    for _ in range(2):
        reply = talk.give(event)
        assert (reply.ok, reply.stored, reply.form) == (False, (), None)
        assert "The admins are asked to let you in." in (reply.error or "")
    assert len(talk.work.claims.open()) == 1


def test_an_admin_keeps_a_removed_name_out_or_lets_it_in(talk: Dialog) -> None:
    """As the same person, as a new one, or not at all."""
    talk.say("admin person Kari manager", "chris")
    talk.say("admin remove person Kari", "chris")
    come(talk)
    shown = talk.say("admin", "chris")
    assert labels(shown) == ["Let in as new: slack:U7", "It is Kari: slack:U7", "Keep out: slack:U7", "What is missing"]
    assert "slack:U7 stays out." in card_text(talk.press("Keep out: slack:U7", "chris").card)
    assert "asked to let you in" in (come(talk).error or "")
    talk.say("admin", "chris")
    press(talk, "1", "reopen")
    assert press(talk, "1", "same").ok
    assert come(talk).ok
    assert person(talk, "Kari").roles == {Role.MANAGER}


def test_a_person_of_two_addresses_is_removed_at_both(talk: Dialog) -> None:
    """One verified mail is one person, from Slack and from Teams."""
    teams = Sender(platform="teams", user="a-1", name="Kari B.", mail="Kari@firm.example")
    assert come(talk).ok
    assert come(talk, sender=teams).ok
    assert talk.say("admin remove person Kari", "chris").ok
    for sender in (KARI, teams):
        assert "no longer on the list" in (come(talk, "account acme", sender).error or "")
