"""Whose figures are shown to whom: sums of three active people and more, one person's only to the own manager, and never unseen."""

from __future__ import annotations

import pytest

from bot.messages.events import Place, Pressed, Scope
from bot.messages.press import Press
from tests.dialog import Dialog

HERE = Place(platform="terminal", scope=Scope.CHANNEL, channel="C1", name="nord")
VIEWS = ("team", "team week", "team zeros", "team promises", "team waiting", "team switchboard")


@pytest.fixture(name="three")
def three_fixture(talk: Dialog) -> Dialog:
    """A team of three sellers under chris, each with a call."""
    assert talk.say("admin person eva seller team Nord", "chris").ok
    for name in ("anna", "bo", "eva"):
        talk.say("call acme", name)
    return talk


def looks(talk: Dialog, who: str) -> list[str]:
    """Return what `me` says of who looked."""
    return [line for line in talk.text("me", who).splitlines() if " looked at your figures: " in line]


@pytest.mark.parametrize("view", VIEWS)
def test_a_manager_without_a_team_sees_no_teams_figures(talk: Dialog, view: str) -> None:
    """Being a manager of nobody opens nothing: neither a team's sums nor the whole company's."""
    talk.say("admin person pia manager", "chris")
    person = talk.work.people.by_name("pia")
    assert person
    assert person.team is None
    reply = talk.say(view, "pia")
    assert "You are in no team yet" in (reply.error or "")
    assert not reply.figures


@pytest.mark.parametrize("line", ["team Syd", "team Syd week", "team week Syd", "team dora", "team dora week"])
def test_another_teams_figures_are_refused(talk: Dialog, line: str) -> None:
    """A manager sees the own team alone, whatever order the words come in, and leaves no trace of a look."""
    talk.say("admin person pia manager team Nord", "chris")
    reply = talk.say(line, "pia")
    assert "another team" in (reply.error or "")
    assert not reply.figures
    assert looks(talk, "dora") == []


def test_an_admin_sees_every_team_and_without_one_the_whole_company(three: Dialog) -> None:
    """Whoever set Snurr up manages every team; calls and targets are of the same people."""
    three.say("call acme", "dora")
    three.say("admin person root admin", "chris")
    assert three.say("team Syd today", "root").figures["calls"] == 1
    whole = three.say("team today", "root").figures
    assert (whole["calls"], whole["target"]) == (4.0, 32.0)


def test_promises_of_the_whole_company_are_those_of_every_team(talk: Dialog) -> None:
    """An admin without a team misses none."""
    talk.say("promise acme quote by fri")
    talk.say("promise acme list by fri", "dora")
    talk.say("admin person root admin", "chris")
    assert talk.say("team promises", "root").figures["promises_open"] == 2


def test_looking_often_is_one_line(talk: Dialog) -> None:
    """How often and when last, so that one looker does not drown another."""
    for _ in range(7):
        talk.say("team anna week", "chris")
    talk.later(days=1)
    talk.say("team anna week", "chris")
    assert looks(talk, "anna") == [
        "chris looked at your figures: personal figures · Week 48, 2026, 8 times, last on Wed 25 Nov 2026."
    ]


def test_ones_own_figures_are_no_look(talk: Dialog) -> None:
    """chris may read the own week as often as it takes."""
    talk.say("team chris week", "chris")
    assert looks(talk, "chris") == []


def test_me_names_who_may_look(talk: Dialog) -> None:
    """The own manager is named to the person; another team's is not."""
    assert "Who may look at your figures: chris." in talk.text("me", "anna")
    assert "Who may look at your figures: chris, dora." not in talk.text("me", "anna")
    talk.say("admin person pia manager team Nord", "chris")
    assert "Who may look at your figures: chris, pia." in talk.text("me", "anna")


def test_the_week_in_the_channel_hides_what_is_about_fewer_than_three(talk: Dialog) -> None:
    """In front of everybody, two people's calls are not a team's."""
    friday = talk.at.replace(day=27)
    posted = [hold for hold in talk.holds(friday) if hold.rule == "N18" and hold.to == "#nord"]
    text = " ".join(posted[0].card.texts())
    assert "Calls and promises of fewer than three people are for their manager alone." in text
    assert "of 80 calls" not in text


def test_the_week_in_the_channel_shows_a_groups_sums(three: Dialog) -> None:
    """Three and more are a team."""
    friday = three.at.replace(day=27)
    posted = [hold for hold in three.holds(friday) if hold.rule == "N18" and hold.to == "#nord"]
    assert "3 of 120 calls" in " ".join(posted[0].card.texts())


def test_a_manager_shares_in_the_channel_what_was_asked_there(three: Dialog) -> None:
    """Private by default, public when somebody presses Share here, in the channel's language."""
    three.say("me language en", "chris")
    three.say("admin team Nord language da", "chris")
    private = three.say("team week", "chris", channel=True)
    assert not private.public
    shared = three.press("Share here", "chris")
    assert (shared.ok, shared.public, shared.figures["calls"]) == (True, True, 3.0)
    assert "3 af 120 opkald" in " ".join(shared.card.texts())
    assert not shared.card.all_buttons()


@pytest.mark.parametrize(("line", "channel"), [("team week", False), ("team anna week", True)])
def test_nothing_is_offered_to_share_alone_or_about_one_person(three: Dialog, line: str, channel: bool) -> None:
    """A private chat has nobody to share with; a person's figures are nobody else's."""
    reply = three.say(line, "chris", channel=channel)
    assert "Share here" not in [button.label for button in reply.card.all_buttons()]


def test_two_peoples_sums_are_never_offered_to_a_channel(talk: Dialog) -> None:
    """2.6: fewer than three are not a group."""
    reply = talk.say("team week", "chris", channel=True)
    assert not reply.card.all_buttons()


@pytest.mark.parametrize(
    ("who", "change", "said"),
    [
        ("anna", {}, "another role"),
        ("dora", {}, "another team"),
        ("chris", {"team": "99"}, "no longer there"),
        ("chris", {"day": "soon"}, "I do not know that period"),
        ("chris", {"team": "2"}, "fewer than three"),
    ],
)
def test_a_share_button_is_checked_when_it_is_pressed(
    three: Dialog, who: str, change: dict[str, str], said: str
) -> None:
    """A forged or passed-on button shows nobody anything."""
    button = next(b for b in three.say("team week", "chris", channel=True).card.buttons)
    press = Press(verb=button.press.verb, values=dict(button.press.values) | change)
    reply = three.give(Pressed(sender=three.sender(who), at=three.at, press=press, place=HERE))
    assert said in (reply.error or "")
    assert not reply.public
    assert not reply.figures


def test_a_manager_who_is_none_any_more_cannot_press_share(three: Dialog) -> None:
    """The role counts when the button is pressed, not when it was shown."""
    three.say("admin person pia manager team Nord", "chris")
    three.say("team week", "pia", channel=True)
    shown = three.last
    pia = three.work.people.by_name("pia")
    assert pia
    three.work.people.change(pia.id, roles=frozenset())
    three.last = shown
    assert "another role" in (three.press("Share here", "pia").error or "")
