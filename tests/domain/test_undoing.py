"""What a line made beside its entries, such as a touchpoint, goes with the line, unless others use it meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.domain.details import Touch
from bot.messages.card import Reply
from bot.messages.events import Correction, Line
from bot.messages.plain_text import card_text
from tests.commands.steps import entry, labels
from tests.dialog import Dialog

MAKING = {
    "touchpoint": ("touch acme warehouse clarity 0 what", 'Create touchpoint "warehouse"', "R1"),
    "desk": ("handoff acme repair 25m wrong item", 'Create "repair"', "H1"),
    "account": ("call newco", 'Create "newco"', "C1"),
}
SEVERAL = {
    "touchpoint": ("call acme, touch acme warehouse clarity 0 what", 'Create touchpoint "warehouse"', "R1"),
    "desk": ("call acme, handoff acme repair 25m wrong item", 'Create "repair"', "H1"),
    "account": ("call newco, follow newco fri", 'Create "newco"', "C1"),
}
USING = {"touchpoint": "touch acme warehouse 2", "desk": "handoff acme repair 3m it", "account": "call newco vm"}
WAYS: dict[str, Callable[[Dialog, str], Reply]] = {
    "undo": lambda talk, ref: talk.say("undo"),
    "undo REF": lambda talk, ref: talk.say(f"undo {ref}"),
    "button": lambda talk, ref: talk.press(next(label for label in labels(talk.last) if label.startswith("Undo"))),
}


def names(talk: Dialog) -> tuple[list[str], list[str], list[str]]:
    """Return the names of what lines may make."""
    accounts = [account.name for account in talk.work.accounts.in_team(None)]
    points = [point.name for point in talk.work.touchpoints.all()]
    return accounts, points, [desk.name for desk in talk.work.desks.all()]


def made(talk: Dialog, lines: dict[str, tuple[str, str, str]], kind: str) -> str:
    """Type a line that makes something, and return the ref of the entry that uses it."""
    line, button, ref = lines[kind]
    talk.say(line)
    assert ref in talk.press(button).stored
    return ref


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", MAKING)
def test_it_goes_with_the_line(talk: Dialog, kind: str, way: str) -> None:
    """However that is taken back; the reply says so, and the same line makes it anew."""
    before = names(talk)
    ref = made(talk, MAKING, kind)
    assert names(talk) != before
    undone = WAYS[way](talk, ref)
    assert undone.undone == (ref,)
    assert "is removed too: that line had created it." in card_text(undone.card)
    assert names(talk) == before
    line, button, _ = MAKING[kind]
    talk.say(line)
    assert talk.press(button).stored
    assert names(talk) != before


@pytest.mark.parametrize("kind", SEVERAL)
@pytest.mark.parametrize("way", ["undo", "button"])
def test_it_goes_with_all_of_a_line(talk: Dialog, kind: str, way: str) -> None:
    """That told several things."""
    before = names(talk)
    ref = made(talk, SEVERAL, kind)
    assert len(WAYS[way](talk, ref).undone) == 2
    assert names(talk) == before


@pytest.mark.parametrize("kind", SEVERAL)
def test_it_goes_with_the_part_of_a_line_that_uses_it(talk: Dialog, kind: str) -> None:
    """Not with the other part."""
    before = names(talk)
    ref = made(talk, SEVERAL, kind)
    other = next(each for each in talk.last.stored if each != ref)
    both = names(talk)
    assert talk.press(f"Undo {other}").undone == (other,)
    assert names(talk) == both
    assert talk.say(f"undo {ref}").undone == (ref,)
    assert names(talk) == before


@pytest.mark.parametrize("kind", MAKING)
def test_what_somebody_uses_meanwhile_stays(talk: Dialog, kind: str) -> None:
    """Until that is taken back as well."""
    before = names(talk)
    ref = made(talk, MAKING, kind)
    with_it = names(talk)
    used = talk.say(USING[kind], "bo").stored
    assert used
    undone = talk.say(f"undo {ref}")
    assert undone.undone == (ref,)
    assert "removed" not in card_text(undone.card)
    assert names(talk) == with_it
    assert talk.say("undo", "bo").undone == used
    assert names(talk) == before


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("touchpoint", "admin touchpoint warehouse owner bo"),
        ("touchpoint", "admin touchpoint warehouse"),
        ("desk", "admin desk repair phone 55 12 34 56"),
        ("desk", "admin desk repair name workshop"),
    ],
)
def test_what_an_admin_set_up_meanwhile_stays(talk: Dialog, kind: str, line: str) -> None:
    """It is the company's from then on."""
    ref = made(talk, MAKING, kind)
    assert talk.say(line, "chris").ok
    with_it = names(talk)
    assert talk.say(f"undo {ref}").undone == (ref,)
    assert names(talk) == with_it


@pytest.mark.parametrize(("kind", "line"), [("touchpoint", "touch acme yard 1"), ("desk", "handoff acme service it")])
def test_what_was_there_before_stays(talk: Dialog, kind: str, line: str) -> None:
    """No line had made it."""
    talk.say("admin desk service", "chris")
    before = names(talk)
    assert talk.say(line).stored
    assert talk.say("undo").undone
    assert names(talk) == before


def test_a_touchpoint_that_an_admin_removed_is_removed_again(talk: Dialog) -> None:
    """A line had put it back on the list, and that is what goes; its old ratings stand."""
    talk.say("admin touchpoint warehouse", "chris")
    assert talk.say("touch acme warehouse 1").stored
    talk.say("admin remove touchpoint warehouse", "chris")
    before = names(talk)
    talk.say("touch acme warehouse 0")
    assert talk.press('Create touchpoint "warehouse"').stored == ("R2",)
    assert names(talk) != before
    assert talk.say("undo").undone == ("R2",)
    assert names(talk) == before


def test_what_an_edited_message_made_goes_with_the_edit(talk: Dialog) -> None:
    """The rating is again what it was."""
    talk.give(Line(sender=talk.sender(), at=talk.at, text="touch acme invoice 1", key="k1", origin="m1"))
    before = names(talk)
    talk.give(Correction(sender=talk.sender(), at=talk.at, text="touch acme warehouse 0", key="k2", origin="m1"))
    assert talk.press('Create touchpoint "warehouse"', key="k3").stored == ("R1",)
    assert names(talk) != before
    assert talk.say("undo").undone == ("R1",)
    assert names(talk) == before
    rating = entry(talk, "R1").detail
    assert isinstance(rating, Touch)
    assert talk.work.touchpoints.get(rating.touchpoint).name == "invoice"


def test_what_the_first_wording_made_goes_with_all_versions(talk: Dialog) -> None:
    """Although the last version is about something else, and its undo alone brings the first one back."""
    before = names(talk)
    made(talk, MAKING, "touchpoint")
    with_it = names(talk)
    assert talk.say("edit R1 invoice 1").ok
    assert talk.say("undo").undone == ("R1",)
    assert names(talk) == with_it
    assert talk.say("edit R1 invoice 1").ok
    assert talk.say("undo R1").undone == ("R1",)
    assert names(talk) == before


EDITED = {
    "touchpoint": ("touch acme warehose 0", 'Create touchpoint "warehose"', "touch acme yard 0"),
    "desk": ("handoff acme servise it", 'Create "servise"', "handoff acme service it"),
    "account": ("call akmee", 'Create "akmee"', "call acme"),
}


@pytest.mark.parametrize("kind", EDITED)
def test_what_an_edited_message_does_not_say_any_more_goes(talk: Dialog, kind: str) -> None:
    """With the entry that its first wording had made; undo then takes back the new one."""
    talk.say("admin desk service", "chris")
    before = names(talk)
    first, button, then = EDITED[kind]
    talk.give(Line(sender=talk.sender(), at=talk.at, text=first, key="k1", origin="m1"))
    assert talk.press(button, key="k2").stored
    assert names(talk) != before
    reply = talk.give(Correction(sender=talk.sender(), at=talk.at, text=then, key="k3", origin="m1"))
    assert len(reply.stored) == 1
    assert names(talk) == before
    assert talk.say("undo").undone == reply.stored
    assert talk.say("undo").error
    assert names(talk) == before


@pytest.mark.parametrize("kind", EDITED)
def test_an_edited_message_leaves_what_others_use(talk: Dialog, kind: str) -> None:
    """And keeps its ref."""
    talk.say("admin desk service", "chris")
    first, button, then = EDITED[kind]
    talk.give(Line(sender=talk.sender(), at=talk.at, text=first, key="k1", origin="m1"))
    stored = talk.press(button, key="k2").stored
    assert talk.say(first, "bo").stored
    with_it = names(talk)
    reply = talk.give(Correction(sender=talk.sender(), at=talk.at, text=then, key="k3", origin="m1"))
    assert reply.stored == stored
    assert names(talk) == with_it


def test_two_customers_of_one_plan_go_both(talk: Dialog) -> None:
    """A line may make several."""
    before = names(talk)
    talk.say("plan nordico, baltico")
    while any(label.startswith("Create") for label in labels(talk.last)):
        talk.press(next(label for label in labels(talk.last) if label.startswith("Create")))
    assert len(talk.last.stored) == 2
    assert talk.say("undo").undone == ("D1", "D2")
    assert names(talk) == before
