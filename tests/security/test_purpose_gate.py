"""Until a purpose is named and people had notice, nobody sees figures of others: every command, nudge and file is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from bot.dispatch.registry import Command, discover
from bot.domain.audit import AuditAction
from bot.domain.looks import View, parse_look
from bot.domain.people import MANAGERS
from bot.domain.periods import week_of
from bot.messages.events import Pressed
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from bot.views.sharing import shareable_sum
from nudges.rule import To, rules
from tests.dialog import TUESDAY, Dialog
from tests.nudges.outlook import nudges, only, shown

NO_FIGURES = frozenset({View.ACCOUNT, View.NOTES, View.AUDIT})
"""Looks at what customers need and at what admins did, which are no figures of a team."""
FRIDAY = "2026-11-27"


@pytest.fixture(name="talk")
def talk_fixture(talk: Dialog) -> Dialog:
    """A busy company on Slack without a purpose."""
    for name in ("sanna", "eva"):
        assert talk.say(f"admin person {name} seller team Nord", "chris").ok
    for who in ("anna", "bo", "sanna", "eva"):
        for line in ("call acme", "promise acme list by fri", "touch acme invoice clarity 0 said wrong", "me league"):
            assert talk.say(line, who).ok
    assert talk.say("waiting counter").ok
    take_back(talk)
    talk.work._db._raw.execute("DELETE FROM audit")
    talk.work.people.link(1, "slack", "U1")
    return talk


def take_back(talk: Dialog) -> None:
    """Take every purpose back."""
    for purpose in talk.work.purposes.versions():
        talk.work.purposes.take_back(purpose.id)


@contextmanager
def undone(talk: Dialog) -> Iterator[None]:
    """Take back what is said in it."""
    talk.work._db._raw.execute("SAVEPOINT walk")
    yield
    talk.work._db._raw.execute("ROLLBACK TO walk")
    talk.work._db._raw.execute("RELEASE walk")


def looks(talk: Dialog, line: str) -> set[View]:
    """Return the kinds of figures that a manager's line showed them, by the audit."""
    with undone(talk):
        talk.say(line, "chris")
        records = talk.work.audit.newest(50, actions=(AuditAction.LOOKED, AuditAction.SHARED))
        return {look.view for record in records if (look := parse_look(record.what))}


def home(talk: Dialog) -> str:
    """Return the page of chris."""
    press = Press(verb="home")
    return card_text(talk.give(Pressed(sender=talk.sender("chris"), at=talk.at, press=press)).card)


def lines_of(command: Command) -> Iterator[str]:
    """Yield what people may type of a command."""
    yield command.verb
    yield from command.examples


def closed(talk: Dialog) -> bool:
    """Whether the last reply says that figures are closed, and who opens them."""
    return "Team figures are closed until chris says what they are for" in (talk.last.error or "")


def test_every_command_for_managers_says_that_figures_are_closed(talk: Dialog) -> None:
    """A new one fails here until it asks `authorized_team` or `require_open`."""
    commands = [each for each in discover() if each.roles == MANAGERS and not each.hidden]
    opened = [line for each in commands for line in lines_of(each) if not (talk.say(line, "chris") and closed(talk))]
    assert ([], True) == (opened, len(commands) > 8)


def test_no_command_of_a_manager_looks_at_anybodys_figures(talk: Dialog) -> None:
    """By what the audit says of looks, whatever the command is for."""
    seen = {view for each in discover() for line in lines_of(each) for view in looks(talk, line)}
    assert (set(), True) == (seen - NO_FIGURES, bool(seen))


def test_the_button_that_shares_sums_is_refused(talk: Dialog) -> None:
    """Whenever it was drawn."""
    talk.work.purposes.add("help in time", "interest", TUESDAY.date(), 0)
    reply = talk.say("team week", "chris", channel=True)
    take_back(talk)
    talk.last = reply
    talk.press("Share here", "chris")
    assert closed(talk)
    assert shareable_sum(talk.work, 1, week_of(TUESDAY.date()), talk.at, TUESDAY.date(), None) is None


def test_during_the_notice_it_says_from_when(talk: Dialog) -> None:
    """To the manager of the team whose people have it, and in the files as well."""
    talk.work.purposes.add("help in time", "interest", TUESDAY.date(), 0)
    for line in ("team week", "team dora week", "team week export csv", "team league"):
        assert "Team figures open on Tue 8 Dec 2026" in (talk.say(line, "dora").error or "") or "dora" in line
    assert talk.say("team week", "chris").ok
    talk.later(days=14)
    assert talk.say("team week", "dora").ok


def test_ones_own_figures_are_always_open(talk: Dialog) -> None:
    """A manager's own week too."""
    for line in ("me week", "today", "me", "mydata", "plates"):
        assert talk.say(line, "anna").ok
    assert talk.say("team chris week", "chris").ok


def test_the_home_of_a_manager_counts_no_zeros_of_the_team(talk: Dialog) -> None:
    """Their own stay."""
    assert "Your team has" not in home(talk)
    talk.work.purposes.add("help in time", "interest", TUESDAY.date(), 0)
    assert "Your team has" in home(talk)


def test_the_channel_gets_the_question_and_no_sums(talk: Dialog) -> None:
    """The week is accounted for as not sent."""
    talk.later(days=1)
    assert 2 == len(shown(only(talk, "N2", "#nord", "2026-11-25")))
    assert "skipped: team figures are closed" == only(talk, "N18", "#nord", FRIDAY).outcome
    talk.work.purposes.add("help in time", "interest", TUESDAY.date(), 0)
    assert 3 == len(shown(only(talk, "N2", "#nord", "2026-11-25")))
    assert "would send" == only(talk, "N18", "#nord", FRIDAY).outcome


def test_every_rule_for_channels_that_sums_says_so() -> None:
    """A new one is looked at here: N2 leaves its sums out by itself, the others have none."""
    assert {"N18"} == {rule.id for rule in rules() if rule.to is To.CHANNEL and rule.figures}
    assert {"N2", "N8", "N18"} == {rule.id for rule in rules() if rule.to is To.CHANNEL}


def test_a_manager_hears_of_no_breach_of_others(talk: Dialog) -> None:
    """The owner of the customer does."""
    for what in ("list", "key", "plan"):
        assert talk.say(f"broken acme {what}").ok
        talk.later(minutes=2)
    assert ["skipped: team figures are closed"] == [each.outcome for each in nudges(talk, "N7", "chris")]
    assert ["would send"] == [each.outcome for each in nudges(talk, "N7", "anna")]
    talk.work.purposes.add("help in time", "interest", TUESDAY.date() - timedelta(days=1), 0)
    assert ["would send"] == [each.outcome for each in nudges(talk, "N7", "chris")]
