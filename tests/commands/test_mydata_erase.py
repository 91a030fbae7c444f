"""`mydata erase`: the name goes, the work stays."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.own_data import copy_of, everything
from tests.dialog import Dialog


def test_erasing_asks_first(talk: Dialog) -> None:
    """The question says what goes, what stays, and what would have no owner; nothing is changed by it."""
    talk.say("promise acme quote by fri")
    before = everything(talk)
    asked = card_text(talk.say("mydata erase").card)
    assert "Without an owner then: 1 customer, 1 open promise." in asked
    for reason in ("as customers and sums rest on it", "as they are about the customer", "as others may know"):
        assert reason in asked
    after = everything(talk)
    assert before["person"] == after["person"] and before["address"] == after["address"]


@pytest.mark.parametrize("name", ["Annalena Østby-Kvist"])
def test_an_erased_name_is_nowhere(talk: Dialog, name: str) -> None:
    """In no table, whoever typed it: not in lines and receipts, in the audit, or as an address."""
    talk.say(f'admin person "{name}" seller admin team Nord', "chris", limited=True, key="set-up")
    talk.say("call acme wants prices", name, limited=True, key="K1")
    talk.say("off 7-11 dec", name)
    talk.say("me week", name)
    talk.say(f'team "{name}" week', "chris", limited=True, key="look")
    talk.say("waiting counter", name, channel=True)
    talk.say("go", name, channel=True)
    assert name in str(everything(talk))
    talk.say("mydata erase", name)
    said = talk.press("Erase", name)
    assert said.ok, card_text(said.card)
    found = {table: rows for table, rows in everything(talk).items() if name.casefold() in str(rows).casefold()}
    assert found == {}


def test_no_name_they_ever_had_is_left_in_what_others_did(talk: Dialog) -> None:
    """Not the one they came under, not an address that a receipt of an admin says, not in a handover's record."""
    names = ("Annalena Østby", "Lena Kvist", "U0NAMED")
    talk.say(f'admin person "{names[0]}" seller team Nord', "chris", limited=True, key="set-up")
    talk.work.people.link(talk.work.people.named(names[0])[0].id, "slack", names[2])
    talk.say(f'admin person "{names[0]}" quota 5', "chris", limited=True, key="quota")
    talk.say("call acme", names[0])
    talk.say(f'account acme owner "{names[0]}"', "chris")
    assert talk.say(f'admin leave "{names[0]}" to anna', "chris", limited=True, key="leave").ok
    assert talk.say("undo", "chris", limited=True, key="undo").ok
    came = talk.work.people.named(names[0])[0]
    talk.work.people.change(came.id, name=names[1], renamed_from=names[0])
    before = talk.text("admin audit", "chris")
    talk.say("mydata erase", names[1])
    assert talk.press("Erase", names[1]).ok
    found = [
        (table, row)
        for table, rows in everything(talk).items()
        for row in rows
        if any(name in str(row) for name in names)
    ]
    assert [] == found
    (record,) = [line for line in before.splitlines() if "handed over" in line]
    after = talk.text("admin audit", "chris").splitlines()
    assert record.replace(names[0], f"N.N. {came.id}") in after


def test_sums_stay_when_somebody_is_erased(talk: Dialog) -> None:
    """The team's week is as it was; the customer's card tells what was said, by nobody by name."""
    talk.say("call acme wants two prices", "bo")
    talk.say("promise acme quote by fri", "bo")
    before = everything(talk)
    talk.say("mydata erase", "bo")
    assert talk.press("Erase", "bo").ok
    after = everything(talk)
    for table in ("entry", "call", "pledge", "promise", "seller_day", "standing"):
        assert before[table] == after[table], table
    card = card_text(talk.say("account acme", "chris").card)
    assert "wants two prices" in card and "bo" not in card.split()


def test_whoever_was_erased_comes_back_as_somebody_new(talk: Dialog) -> None:
    """Nothing of before is theirs."""
    talk.say("call acme", "bo")
    talk.say("mydata erase", "bo")
    talk.press("Erase", "bo")
    talk.say("today", "bo")
    assert "entry" not in copy_of(talk, "bo")


def test_a_receipt_that_named_somebody_still_counts_once(talk: Dialog) -> None:
    """The same delivery again stores nothing, though its receipt is gone."""
    line = "call acme said hello to bo"
    talk.say(line, key="K7", limited=True)
    talk.say("mydata erase", "bo")
    talk.press("Erase", "bo")
    before = everything(talk)["entry"]
    assert talk.say(line, key="K7", limited=True).repeated
    assert everything(talk)["entry"] == before


def test_the_last_admin_is_not_erased(talk: Dialog) -> None:
    """A company without an admin could never be set up again."""
    said = talk.say("mydata erase", "chris")
    assert not said.ok
    assert "You are the last admin: name another first." in card_text(said.card)


def test_a_press_of_somebody_else_asks(talk: Dialog) -> None:
    """The button of one person's question erases nobody else."""
    asked = talk.say("mydata erase", "bo")
    before = everything(talk)["person"]
    talk.say("today", "anna")
    talk.last = asked
    talk.press("Erase", "anna")
    assert "Erase yourself?" in card_text(talk.last.card)
    assert everything(talk)["person"] == before


@pytest.mark.parametrize("name", ["ca", "text", "C1"])
def test_a_name_that_stands_within_other_words_empties_no_receipt(talk: Dialog, name: str) -> None:
    """Whoever takes a name such as "ca" and is erased takes away no colleague's receipts, nor their edits."""
    talk.say("call acme", key="K1", limited=True)
    talk.say(f'admin person "{name}" seller team Nord', "chris")
    talk.say("today", name)
    before = [row for row in everything(talk)["inbound"] if "K1" in row]
    talk.say("mydata erase", name)
    assert talk.press("Erase", name).ok
    after = [row for row in everything(talk)["inbound"] if "K1" in row]
    assert len(after) == len(before) > 0
    if name != "C1":
        assert after == before
    again = talk.say("call acme", key="K1", limited=True)
    assert (again.repeated, again.stored) == (True, ("C1",))


def test_what_was_done_to_others_reads_as_before(talk: Dialog) -> None:
    """Whoever takes the name of a role and is erased changes no record of roles, not even their own."""
    talk.say("admin person manager seller manager team Nord", "chris")
    before = card_text(talk.say("admin audit", "chris").card)
    talk.say("mydata erase", "manager")
    assert talk.press("Erase", "manager").ok
    after = card_text(talk.say("admin audit", "chris").card)
    roles = [line for line in before.splitlines() if "role given" in line]
    assert roles
    assert [line for line in after.splitlines() if "role given" in line and "N.N." not in line] == [
        line for line in roles if not line.endswith(" manager")
    ]
    assert "manager · N.N." in after
