"""What platforms tell beside lines: corrections, profiles, channels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dispatch.platform_changes import channel_changed, profile_changed
from bot.domain.details import Kind
from bot.messages.card import Reply
from bot.messages.events import ChannelChanged, Correction, Line, MemberStatus, Place, ProfileChanged, Scope, Sender
from tests.dialog import Dialog


def typed(talk: Dialog, text: str, *, first: bool = True) -> Reply:
    """Type a message, or edit it."""
    sender = talk.sender("anna")
    if first:
        return talk.give(Line(sender=sender, at=talk.at, text=text, origin="m1"))
    return talk.give(Correction(sender=sender, at=talk.at, text=text, origin="m1"))


def test_a_correction_keeps_the_ref_and_the_figures(talk: Dialog) -> None:
    """The entry is what the message says now, account and all."""
    talk.account("Nordlys")
    typed(talk, "call acme vm")
    assert typed(talk, "call nordlys meet", first=False).stored == ("C1",)
    assert talk.say("today").figures["calls"] == 1
    entry = talk.work.entries.live(Kind.CALL, 1)
    nordlys = talk.work.accounts.by_key("nordlys")
    assert entry and nordlys and entry.account == nordlys.id


def test_a_correction_into_another_kind_takes_the_first_one_back(talk: Dialog) -> None:
    """A call that was a promise."""
    typed(talk, "call acme price list by fri")
    assert typed(talk, "promise acme price list by fri", first=False).stored == ("P1",)
    assert talk.say("today").figures == {"calls": 0, "target": 8, "promises_open": 1}
    typed(talk, "call acme", first=False)
    assert talk.say("today").figures == {"calls": 1, "target": 8, "promises_open": 0}


def test_a_correction_that_fails_leaves_the_entry(talk: Dialog) -> None:
    """One sentence, nothing changed."""
    typed(talk, "call acme")
    assert typed(talk, "touch acme invoice c9", first=False).error
    assert talk.say("today").figures["calls"] == 1


def test_a_line_that_was_refused_counts_once_it_is_corrected(talk: Dialog) -> None:
    """Mending a typing error is all it takes."""
    assert not typed(talk, "cal acme").ok
    assert typed(talk, "call acme", first=False).stored == ("C1",)


def test_nobody_corrects_what_another_logged(talk: Dialog) -> None:
    """The message's name is not enough."""
    typed(talk, "call acme")
    talk.give(Correction(sender=talk.sender("bo"), at=talk.at, text="call acme vm", origin="m1"))
    assert talk.say("today").figures["calls"] == 1


def met(talk: Dialog) -> None:
    """Anna is known by her address."""
    anna, sender = talk.work.people.by_name("anna"), talk.sender("anna")
    assert anna
    talk.work.people.link(anna.id, sender.platform, sender.user)


@pytest.mark.parametrize(
    ("standing", "active"),
    [
        (MemberStatus.MEMBER, True),
        (MemberStatus.DEACTIVATED, False),
        (MemberStatus.GUEST, False),
        (MemberStatus.UNKNOWN, True),
    ],
)
def test_a_profile_changes_only_who_is_known(talk: Dialog, standing: MemberStatus, active: bool) -> None:
    """Standing decides who is served; a stranger stays one."""
    met(talk)
    for name in ("anna", "stranger"):
        sender = replace(talk.sender(name), standing=standing, zone="Europe/Warsaw")
        profile_changed(ProfileChanged(sender=sender, at=talk.at), talk.work)
    anna = talk.work.people.by_name("anna")
    assert anna and anna.active is active
    assert talk.work.people.by_name("stranger") is None


def test_a_new_name_is_taken_unless_it_is_somebody_elses(talk: Dialog) -> None:
    """`admin` and `say --as` find people by it."""
    met(talk)
    for name, found in (("bo", "anna"), ("Anna Berg", "Anna Berg")):
        profile_changed(ProfileChanged(sender=replace(talk.sender("anna"), name=name), at=talk.at), talk.work)
        person = talk.work.people.at_address(talk.sender("anna").platform, talk.sender("anna").user)
        assert person and person.name == found


def test_a_channel_is_followed_through_its_id(talk: Dialog) -> None:
    """Found by its name first, then by its id, whatever it is called."""
    for name, closed in (("nord", ""), ("norden", ""), ("norden", "is_archived")):
        place = Place(platform="slack", scope=Scope.CHANNEL, channel="C9", name=name)
        channel_changed(ChannelChanged(sender=talk.sender("anna"), at=talk.at, place=place, closed=closed), talk.work)
    team = talk.work.teams.by_name("Nord")
    assert team and (team.channel, team.address, team.parked) == ("norden", "slack:#C9", "is_archived")


def test_a_zone_that_does_not_exist_is_not_taken(talk: Dialog) -> None:
    """Whatever a platform says: the person is answered, in the team's zone."""
    met(talk)
    profile_changed(ProfileChanged(sender=replace(talk.sender("anna"), zone="Mars/Olympus"), at=talk.at), talk.work)
    anna = talk.work.people.by_name("anna")
    assert anna and anna.zone == "Europe/Oslo"
    assert talk.say("today").ok


SLACK = Sender(platform="slack", user="U7", name="Kari", mail="kari@firm.example")
TEAMS = Sender(platform="teams", user="a-1", name="Kari B.", mail="kari@firm.example")


def _active(talk: Dialog) -> bool:
    """Whether Kari is."""
    person = talk.work.people.at_address("slack", "U7")
    assert person
    return person.active


@pytest.mark.parametrize(("one", "other"), [(SLACK, TEAMS), (TEAMS, SLACK)])
@pytest.mark.parametrize("standing", [MemberStatus.DEACTIVATED, MemberStatus.GUEST])
def test_whoever_left_one_platform_is_let_in_by_no_other(
    talk: Dialog, one: Sender, other: Sender, standing: MemberStatus
) -> None:
    """Also after the other one tells anew that they are a member there; back on the first, they are back on both."""
    for sender in (SLACK, TEAMS):
        assert talk.give(Line(sender=sender, at=talk.at, text="today", limited=False)).ok
    for sender in (replace(one, standing=standing), other):
        profile_changed(ProfileChanged(sender=sender, at=talk.at), talk.work)
        assert not _active(talk)
    assert "no longer on the list" in (talk.give(Line(sender=other, at=talk.at, text="account acme")).error or "")
    profile_changed(ProfileChanged(sender=one, at=talk.at), talk.work)
    assert _active(talk)


def test_a_new_account_of_somebody_who_left_is_confirmed_for_good(talk: Dialog) -> None:
    """The old account tells again and again that it is closed; the person is there."""
    old, new = replace(SLACK, user="U7", mail=""), replace(SLACK, user="U8", mail="")
    talk.give(Line(sender=old, at=talk.at, text="today", limited=False))
    profile_changed(ProfileChanged(sender=replace(old, standing=MemberStatus.DEACTIVATED), at=talk.at), talk.work)
    talk.give(Line(sender=new, at=talk.at, text="today", limited=False))
    talk.say("admin", "chris")
    assert talk.press("It is Kari: slack:U8", "chris").ok
    profile_changed(ProfileChanged(sender=new, at=talk.at), talk.work)
    assert _active(talk)


def test_the_mail_that_a_platform_tells_later_is_kept(talk: Dialog) -> None:
    """Whoever was met without it is one person on the next platform all the same."""
    talk.give(Line(sender=replace(SLACK, mail=""), at=talk.at, text="today", limited=False))
    profile_changed(ProfileChanged(sender=SLACK, at=talk.at), talk.work)
    talk.give(Line(sender=TEAMS, at=talk.at, text="today", limited=False))
    assert talk.work.people.at_address("teams", "a-1") == talk.work.people.at_address("slack", "U7")
