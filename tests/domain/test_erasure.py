"""Erasing by rule: who can be erased, and what their work is called afterwards."""

from __future__ import annotations

from bot.domain.erasure import alias_of, indispensable_role
from bot.domain.people import Role
from tests.dialog import Dialog


def test_only_the_last_of_a_role_is_indispensable(talk: Dialog) -> None:
    """Chris is the only admin until somebody else is one; sellers never are."""
    chris, anna = (talk.work.people.named(name)[0] for name in ("chris", "anna"))
    assert indispensable_role(talk.work, chris) is Role.ADMIN
    assert indispensable_role(talk.work, anna) is None
    assert talk.say("admin person anna admin manager", "chris").ok
    assert indispensable_role(talk.work, chris) is None


def test_an_alias_names_nobody_and_is_nobody_elses(talk: Dialog) -> None:
    """Two erased people stay two in every list."""
    people = talk.work.people.everyone()
    aliases = {alias_of(person) for person in people}
    assert len(aliases) == len(people)
    assert not [person for person in people if person.name in str(aliases)]
