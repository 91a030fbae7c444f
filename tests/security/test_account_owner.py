"""Who owns a customer decides who reads what was noted: only who may read it already gives the customer away."""

from __future__ import annotations

import pytest

from bot.domain.audit import AuditAction
from bot.messages.plain_text import card_text
from tests.commands.steps import person
from tests.dialog import Dialog

NOTE = "the buyer is ill"


@pytest.fixture(name="noted")
def noted_fixture(talk: Dialog) -> Dialog:
    """A conversation in which anna noted something about her customer."""
    assert talk.say(f'call acme q5 "{NOTE}"').ok
    return talk


@pytest.mark.parametrize("who", ["bo", "dora"])
@pytest.mark.parametrize("owner", ["dora", "bo", "nobody"])
def test_a_customer_of_another_is_not_given_away(noted: Dialog, who: str, owner: str) -> None:
    """Neither by a colleague of the team nor by another team's manager, to nobody who then could read it."""
    reply = noted.say(f"account acme owner {owner}", who)
    assert "Acme A/S is anna's: ask anna" in (reply.error or "")
    assert "owner anna" in noted.text("account acme")
    for reader in ("bo", "dora"):
        assert NOTE not in noted.text("notes acme", reader)


@pytest.mark.parametrize("who", ["bo", "dora"])
def test_other_particulars_are_open_to_colleagues(noted: Dialog, who: str) -> None:
    """They show nothing that was noted, and the owner reads who changed them."""
    assert noted.say("account acme phone 55 12 34 56", who).ok
    assert AuditAction.ACCOUNT_CHANGED in {each.action for each in noted.work.audit.about(person(noted, "anna").id)}


@pytest.mark.parametrize("who", ["anna", "chris"])
def test_the_receipt_says_who_may_read_the_notes_from_now_on(noted: Dialog, who: str) -> None:
    """The owner, their manager and admins may give it away."""
    given = card_text(noted.say("account acme owner bo", who).card)
    assert "bo and the manager of their team may now read what was noted about Acme A/S." in given
    assert NOTE in noted.text("notes acme", "bo")
    freed = card_text(noted.say("account acme owner nobody", "bo").card)
    assert "Everybody may now read what was noted about Acme A/S." in freed
    assert "may now read" not in card_text(noted.say("account acme owner nobody", "bo").card)


def test_a_customer_of_nobody_is_taken_by_anybody(noted: Dialog) -> None:
    """All may read of it, so that nothing is opened."""
    noted.say("account acme owner nobody")
    assert noted.say("account acme owner dora", "dora").ok


def test_whose_words_stand_beside_a_colleagues_touchpoint_reads_of_the_look(noted: Dialog) -> None:
    """The figures of who sells nothing hold who rated their touchpoint, and with which words."""
    for line in ("admin person kari colleague team Nord", "admin touchpoint yard owner kari"):
        assert noted.say(line, "chris").ok
    assert noted.say("touch acme yard clarity 0 a sign is missing").ok
    anna = person(noted, "anna").id
    before = len(noted.work.audit.about(anna))
    assert '"a sign is missing" · anna' in noted.text("team kari week", "chris")
    looks = noted.work.audit.about(anna)
    assert len(looks) == before + 1
    assert looks[0].action is AuditAction.LOOKED
    assert "chris" in noted.text("me", "anna")
