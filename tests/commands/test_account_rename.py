"""`account rename`: another name, under which and under the old one the customer is found."""

from __future__ import annotations

import pytest

from tests.commands.steps import labels
from tests.dialog import Dialog


def test_the_new_name_is_shown_and_both_are_understood(talk: Dialog) -> None:
    """In full, by its first word, by a further one, and the old one as before."""
    assert talk.say("account rename acme to Nordic Steel Works").stored == ("A1",)
    for typed in ("nordic", "nordic steel works", "acme", "acme a/s"):
        assert talk.text(f"call {typed} vm").startswith("Call"), typed
        assert "Nordic Steel Works" in talk.text(f"account {typed}"), typed
    assert {"nordic steel works"} == set(talk.work.accounts.ids_holding("steel"))


def test_undo_gives_the_old_name_back_and_forgets_the_new_one(talk: Dialog) -> None:
    """Nobody finds the customer under the name that it never had."""
    before = talk.work.accounts.ids_by_key()
    assert talk.say("account rename acme Nordic Steel").stored
    reply = talk.press("Undo")
    assert reply.undone == ("A1",)
    assert "Acme A/S" in talk.text("acme")
    assert before == talk.work.accounts.ids_by_key()


def test_a_name_may_come_back(talk: Dialog) -> None:
    """A customer's own former name is not taken by itself."""
    for line in ("account rename acme Nordic", "account rename nordic Acme"):
        assert talk.say(line).stored, line
    assert {"acme", "nordic"} == set(talk.work.accounts.ids_by_key())
    assert "Acme" in talk.text("nordic")


@pytest.mark.parametrize("taken", ["Bergen Bygg", "BERGEN BYGG AS"])
def test_a_name_that_finds_another_customer_is_refused(talk: Dialog, taken: str) -> None:
    """Two of one name could not be told apart; the sentence says how to make them one."""
    talk.account("Bergen Bygg")
    error = talk.say(f"account rename acme {taken}").error or ""
    assert "account merge Acme A/S into Bergen Bygg" in error
    assert "Acme A/S" in talk.text("acme")


def test_a_former_name_of_another_customer_is_taken_too(talk: Dialog) -> None:
    """Whoever typed it would be led to two."""
    talk.account("Bergen Bygg")
    assert talk.say("account rename acme Nordic").stored
    assert "already finds Nordic" in (talk.say("account rename bergen bygg Acme").error or "")
    assert labels(talk.say("call acme vm"))[0] == "Promise"


@pytest.mark.parametrize("name", ["Acme A/S", '"Acme A/S"'])
def test_the_same_name_is_no_new_one(talk: Dialog, name: str) -> None:
    """Nothing is stored."""
    assert "called so already" in (talk.say(f"account rename acme {name}").error or "")


def test_only_who_answers_for_the_customer_may_rename_it(talk: Dialog) -> None:
    """A colleague is told whom to ask; the manager may, and the owner reads of it."""
    assert "anna's: ask anna" in (talk.say("account rename acme Nordic", "bo").error or "")
    assert "anna's: ask anna" in (talk.say("account rename acme Nordic", "dora").error or "")
    assert talk.say("account rename acme Nordic", "chris").stored
    assert "name · Acme A/S" in talk.text("me", "anna")


def test_what_is_missing_is_asked_in_a_form(talk: Dialog) -> None:
    """With what was typed already."""
    form = talk.say("account rename acme").form
    assert form
    assert [(field.name, field.value) for field in form.fields] == [("account", "acme"), ("name", "")]
    assert talk.submit({"account": "acme", "name": "Nordic"}).stored
