"""`admin remove`: people, teams, touchpoints and desks leave their list; what was logged stays."""

from __future__ import annotations

import pytest

from bot.messages.events import Line, Sender
from nudges.planner import pictures_on
from nudges.preview import preview
from tests.commands.steps import filled, labels, person
from tests.dialog import Dialog


def test_who_left_is_refused_and_gets_no_nudge(talk: Dialog) -> None:
    """A person off the list can neither log nor is nudged; what was logged stays in the team's sums."""
    talk.say("call acme", "bo")
    assert talk.say("admin remove person bo", "chris").ok
    refused = talk.say("call acme", "bo")
    assert "no longer on the list here: ask an admin" in (refused.error or "")
    assert not refused.stored
    assert "bo" not in {hold.to for hold in talk.holds()}
    assert talk.say("team today", "chris").figures["calls"] == 1
    assert talk.say("team today", "chris").figures["target"] == 8


def test_a_nudge_claimed_before_somebody_left_is_skipped(talk: Dialog) -> None:
    """The picture of a person who left holds nothing that would be sent."""
    picture = next(each for each in pictures_on(talk.work, talk.at.date(), talk.at) if "bo" in repr(each))
    talk.say("admin remove person bo", "chris")
    again = type(picture)(talk.work, talk.at.date(), talk.at, person(talk, "bo"))
    assert {each.outcome for each in preview(talk.work, [again])} == {"skipped: no longer there"}


def test_the_receipt_says_what_a_person_leaves_behind(talk: Dialog) -> None:
    """Customers, promises and touchpoints need somebody else, and the line that does it stands there."""
    talk.say("promise acme quote by fri")
    talk.say("admin touchpoint invoice owner anna", "chris")
    text = talk.text("admin remove person anna", "chris")
    assert "Removed · anna · 1 customer · 1 open promise · 1 touchpoint" in text
    assert "account acme owner Kari" in text


def test_whoever_left_is_not_offered_any_more(talk: Dialog) -> None:
    """Nothing can be given to somebody who is not there, yet the manager can still ask for the old figures."""
    talk.say("call acme", "bo")
    talk.say("admin remove person bo", "chris")
    reply = talk.say("account acme owner bo", "anna")
    assert not reply.ok
    assert "bo" not in [button.label for button in reply.card.all_buttons()]
    assert talk.say("team bo today", "chris").figures["calls"] == 1


def test_a_new_colleague_of_the_same_name_waits_for_an_admin(talk: Dialog) -> None:
    """Removed is removed on every platform; let in as new, a namesake takes nothing over."""
    talk.say("call acme", "bo")
    old = person(talk, "bo")
    talk.say("admin remove person bo", "chris")
    bo = Sender(platform="slack", user="U9", name="Bo")
    asked = talk.give(Line(sender=bo, at=talk.at, text="account acme"))
    assert "taken off the list" in (asked.error or "")
    talk.say("admin", "chris")
    assert talk.press("Let in as new: slack:U9", "chris").ok
    assert talk.give(Line(sender=bo, at=talk.at, text="call acme")).ok
    assert person(talk, "bo").id != old.id


def test_nobody_removes_oneself(talk: Dialog) -> None:
    """So there is always an admin left."""
    assert "Another admin" in (talk.say("admin remove person chris", "chris").error or "")


def test_the_last_manager_is_not_removed_by_an_admin(talk: Dialog) -> None:
    """Somebody has to be able to read the figures."""
    talk.say("admin person root admin", "chris")
    talk.say("admin person dora without manager", "root")
    assert "is the last manager" in (talk.say("admin remove person chris", "root").error or "")


def test_a_removed_team_posts_nothing_and_comes_back_with_its_people(talk: Dialog) -> None:
    """Its people are in no team meanwhile; Undo puts everything back."""
    assert talk.say("admin remove team Nord", "chris").ok
    assert person(talk, "anna").team is None
    assert "#nord" not in {hold.to for hold in talk.holds()}
    talk.say("admin team Nord", "chris")
    assert person(talk, "anna").team == talk.work.teams.all()[0].id
    assert "#nord" in {hold.to for hold in talk.holds()}


def test_a_first_team_takes_in_those_whose_team_is_gone(empty: Dialog) -> None:
    """Starting over with another team forgets nobody."""
    empty.say("admin team Nord", "mette")
    empty.say("admin remove team Nord", "mette")
    empty.say("admin team Syd", "mette")
    mette = person(empty, "mette")
    assert mette.team
    assert empty.work.teams.get(mette.team).name == "Syd"


def test_a_removed_touchpoint_counts_and_is_offered_no_more(talk: Dialog) -> None:
    """Its zero would stand for ever, as nobody could lift it; the log keeps it, and adding it again brings it back."""
    talk.say("touch acme yard 0")
    assert talk.say("team zeros", "chris").figures["zeros_open"] == 1
    talk.say("admin remove touchpoint lager", "chris")
    assert talk.say("team zeros", "chris").figures["zeros_open"] == 0
    assert talk.say("account acme").figures["zeros_open"] == 0
    assert "yard" not in [button.label for button in talk.say("touch acme yrd 1").card.all_buttons()]
    talk.say("admin touchpoint yard", "chris")
    assert talk.say("account acme").figures["zeros_open"] == 1


def test_an_entry_about_something_removed_can_still_be_read_and_undone(talk: Dialog) -> None:
    """Nothing that was logged breaks."""
    talk.say("admin desk service phone 55 12 34 56", "chris")
    talk.say("handoff acme service 5m wrong item")
    talk.say("touch acme yard 0")
    talk.say("admin remove desk service", "chris")
    talk.say("admin remove touchpoint yard", "chris")
    assert talk.say("edit H1 10m").ok
    assert "service" in talk.text("edit H1 12m")
    assert talk.say("undo R1").undone == ("R1",)


def test_removing_asks_for_what_is_missing(talk: Dialog) -> None:
    """The form offers the four kinds in the person's language."""
    talk.say("me language sv", "chris")
    form = talk.say("admin radera", "chris").form
    assert form
    assert [option.label for option in form.fields[0].options] == ["person", "team", "punkt", "avdelning"]
    assert talk.submit({"kind": "touchpoint", "name": "lager"}, "chris").ok
    assert "yard" not in [touchpoint.name for touchpoint in talk.work.touchpoints.all()]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("admin remove person niemand", '"niemand": type “admin” to see the names'),
        ("admin remove team Vest", "There is nothing called"),
        ("admin remove desk cellar", "There is nothing called"),
        ("admin remove touchpoint invoce", "There is nothing called"),
        ("admin remove person Nord", "There is nothing called"),
    ],
)
def test_what_is_not_there_cannot_be_removed(talk: Dialog, line: str, part: str) -> None:
    """A similar name, or a name of another kind, is refused."""
    before = talk.text("admin", "chris")
    assert part in (talk.say(line, "chris").error or "")
    assert talk.text("admin", "chris") == before


def test_removing_twice_says_that_nobody_is_there_now(talk: Dialog) -> None:
    """The second line is refused."""
    talk.say("admin remove person bo", "chris")
    assert 'There is nothing called "bo"' in (talk.say("admin remove person bo", "chris").error or "")


def test_a_kind_that_is_none_asks_for_kind_and_name(talk: Dialog) -> None:
    """The form asks for the kind, and nobody is removed."""
    assert filled(talk.say("admin remove seller bo", "chris")) == {"kind": "", "name": "seller bo"}
    assert person(talk, "bo").active


def test_a_person_with_nothing_left_behind_only_gets_no_more_nudges(talk: Dialog) -> None:
    """The receipt advises nothing when the person owned nothing."""
    text = talk.text("admin remove person bo", "chris")
    assert text.splitlines()[:2] == ["Removed · bo", "Everything logged is kept; no more nudges go there."]


def test_a_customer_of_who_left_still_names_the_owner(talk: Dialog) -> None:
    """The card shows a removed owner until another is set."""
    talk.say("admin remove person anna", "chris")
    assert "owner anna" in talk.text("account acme", "bo")
    talk.say("account acme owner bo", "chris")
    assert "owner bo" in talk.text("account acme", "bo")


def test_a_removed_desk_cannot_be_handed_to(desks: Dialog) -> None:
    """Its name is asked about like an unknown one."""
    desks.say("admin remove desk service", "chris")
    assert labels(desks.say("handoff acme service 5m")) == ["accounting", 'Create "service"']
