"""Set-up by an admin, one's own settings, and the figures for a manager."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.dispatch.registry import discover
from bot.domain.people import Role
from tests.dialog import Dialog


def test_the_first_person_is_admin_and_manager_and_the_next_a_seller(empty: Dialog) -> None:
    """An empty local database belongs to whoever comes first."""
    empty.say("help", "mette")
    empty.say("help", "sanna")
    roles = [set(person.roles) for person in empty.work.people.everyone()]
    assert [{Role.ADMIN, Role.MANAGER, Role.SELLER}, {Role.SELLER}] == roles


def test_roles_given_by_an_admin_add_up_and_admin_stays(empty: Dialog) -> None:
    """A manager who is named so no longer sells by default; admin from the first hour stays."""
    empty.say("admin person mette manager", "mette")
    empty.say("admin person bo seller", "mette")
    empty.say("admin person BO manager", "mette")
    roles = {person.name: set(person.roles) for person in empty.work.people.everyone()}
    assert {"mette": {Role.ADMIN, Role.MANAGER}, "bo": {Role.SELLER, Role.MANAGER}} == roles


def test_a_new_seller_joins_the_only_team(empty: Dialog) -> None:
    """With one team there is nothing to choose."""
    empty.say("admin team Nord timezone Europe/Warsaw country PL language pl", "mette")
    empty.say("help", "sanna")
    sanna = empty.work.people.by_name("sanna")
    assert sanna is not None
    assert (sanna.zone, sanna.country, sanna.language) == ("Europe/Warsaw", "PL", "pl")


def test_quota_and_hours_by_weekday(talk: Dialog) -> None:
    """Calls and hours can differ by day; days without hours ask for nothing."""
    assert talk.say("admin quota anna mon-thu 8 fri 4", "chris").ok
    assert talk.say("admin hours anna mon-wed 08:00-16:00", "chris").ok
    anna = talk.work.people.by_name("anna")
    assert anna is not None
    assert [anna.quota(day) for day in range(1, 8)] == [8, 8, 8, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("admin person x seller timezone Mars/Base", "no time zone"),
        ("admin person x seller country Norge", "no country"),
        ("admin person x team Nowhere", "No team is called"),
        ("me language klingon", "not understood"),
        ("off sometime", "no time off"),
        ("pause until yesterday", "a later day"),
        ("pause", "needs an end"),
        ("mute everything", "no kind of nudge"),
        ("help nothing", "There is no command"),
        ("account acme every blue", "no rhythm"),
    ],
)
def test_bad_settings_are_one_sentence_that_says_what_to_type(talk: Dialog, line: str, part: str) -> None:
    """P18: nothing is stored and the sentence helps."""
    reply = talk.say(line, "chris")
    assert not reply.ok
    assert part in (reply.error or "") or reply.form is not None


def test_s07_every_command_refuses_who_lacks_its_role(talk: Dialog) -> None:
    """S07: a seller can do everything but what needs a manager or an admin."""
    for command in discover():
        if command.roles >= {Role.SELLER} or command.hidden:
            continue
        reply = talk.say(command.examples[0], "anna")
        assert "That needs another role" in (reply.error or ""), command.verb


def test_a_manager_sees_only_the_own_team(talk: Dialog) -> None:
    """P15, P16: another team's figures are refused, one's own people can see who looked."""
    assert "another team" in (talk.say("team anna week", "dora").error or "")
    assert talk.say("team anna week", "chris").ok
    assert "chris looked at your figures on Tue 24 Nov 2026." in talk.text("me", "anna")


def test_team_figures_are_sums_against_the_own_target(talk: Dialog) -> None:
    """Calls, promises, zeros and waiting of the week."""
    for line in (
        "call acme",
        "promise acme quote by fri",
        "kept 1",
        "broken acme list",
        "touch acme invoice c0",
        "waiting yard",
    ):
        talk.say(line, "anna")
    talk.later(seconds=40)
    talk.say("go", "bo")
    figures = talk.say("team week", "chris").figures
    expected = {
        "calls": 1, "target": 80, "promises_kept": 1, "promises_broken": 1, "told_first": 0, "zeros_open": 1,
        "accounts_rated": 1, "accounts_at_zero": 1, "score": 0.0, "waiting_median_s": 40.0,
        "waits": 1.0,
    }  # fmt: skip
    assert expected == figures
    assert talk.say("team w47", "chris").figures["calls"] == 0
    assert "1 of 80 calls" in talk.text("team uge", "chris")


def test_team_figures_have_every_name_before_anything_happened(talk: Dialog) -> None:
    """Scripts need not ask whether a figure is there; the card says that nothing is rated and names no waiting."""
    figures = talk.say("team week", "chris").figures
    assert (0.0, 0.0, 0) == (figures["score"], figures["waiting_median_s"], figures["accounts_rated"])
    assert "no account is rated yet" in talk.text("team week", "chris")
    assert "waiting" not in talk.text("team week", "chris")


def test_what_was_logged_before_there_was_a_team_counts_for_it(empty: Dialog) -> None:
    """Setting up a team later loses no call."""
    empty.say("call -", "mette")
    empty.say("admin team Nord", "mette")
    empty.say("call -", "mette")
    assert empty.say("team today", "mette").figures["calls"] == 2


def test_what_only_buttons_say_cannot_be_typed(talk: Dialog) -> None:
    """Hidden commands are unknown words."""
    assert "is no command" in (talk.say("holds P1 yes").error or "")


def test_the_views_show_zeros_promises_and_waiting(talk: Dialog) -> None:
    """Each view names what a manager acts on, and says so when there is nothing."""
    assert [talk.text(f"team {view}", "chris").splitlines()[1] for view in ("zeros", "promises", "waiting")] == [
        "No zero stands.", "No promise is open.", "Nobody waited."]  # fmt: skip
    for line in ("touch acme invoice c0", "promise acme quote by fri", "waiting counter"):
        talk.say(line)
    talk.later(seconds=30)
    talk.say("go", "bo")
    assert "Acme A/S · invoice · clarity · nobody" in talk.text("team zeros", "chris")
    assert "P1 · Acme A/S · quote · Fri 27 Nov 2026" in talk.text("team promises", "chris")
    assert "counter · 1 · 30 s · 30 s" in talk.text("team waiting", "chris")


def test_leave_takes_its_days_out_of_the_target_and_can_be_undone(talk: Dialog) -> None:
    """Days off ask for no calls."""
    talk.say("off 26-27 nov")
    assert talk.say("me week").figures["target"] == 24
    talk.say("off mon")
    talk.press("Undo")
    anna = talk.work.people.by_name("anna")
    assert anna is not None
    assert [(date(2026, 11, 26), date(2026, 11, 27))] == [(each.first, each.last) for each in anna.leave]


def test_a_pause_ends_and_can_be_ended(talk: Dialog) -> None:
    """House rule: stop always has an end date and prints the way back."""
    assert "No nudges until Thu 24 Dec 2026; type pause off to have them back." in talk.text("pause until 24/12")
    assert talk.text("pause off") == "Your nudges are back."


def test_a_person_chooses_the_language(talk: Dialog) -> None:
    """The answer comes in the new language at once."""
    assert talk.text("me language da") == "Fra nu af skriver jeg dansk til dig."
    assert talk.text("call acme").startswith("Opkald 1 af 8 · Acme A/S · talt · C1")


def test_the_account_card_shows_all_that_is_known(talk: Dialog) -> None:
    """Score, owner, zeros, promises, contacts, value, coverage and rhythm."""
    for line in ("call acme vm", "touch acme invoice c0 said", "promise acme quote by fri"):
        talk.say(line)
    reply = talk.say("account acme 7M contacts 250 every 3w owner @bo")
    expected = {"score": 0.0, "zeros_open": 1, "factors_known": 1, "value": 7_000_000, "contacts": 250, "breaches": 0}
    assert expected == reply.figures
    text = talk.text("account acme")
    for part in ("owner bo", "Zero: invoice, clarity", "P1 · quote", "anna · voicemail", "7 m a year", "every 21 days"):
        assert part in text


def test_an_unrated_account_has_no_score(talk: Dialog) -> None:
    """Unknown is neither zero nor one."""
    assert talk.say("account acme").figures == {"zeros_open": 0, "factors_known": 0, "breaches": 0}


def test_today_lists_what_is_due(talk: Dialog) -> None:
    """Calls against the target, promises, follow-ups, and a way to undo."""
    assert "No promise and no follow-up is due." in talk.text("today")
    for line in ("call acme", "promise acme quote by fri", "follow acme today ask about the board"):
        talk.say(line)
    text = talk.text("today")
    for part in ("Calls: 1 / 8", "P1 · Acme A/S · quote · due Fri 27 Nov 2026", "ask about the board", "[Undo F1]"):
        assert part in text


def test_a_waiting_customer_is_public_and_taken_once(talk: Dialog) -> None:
    """L6: the first who goes is named with the time it took."""
    reply = talk.say("waiting counter", channel=True)
    assert (reply.public, reply.stored) == (True, ("W1",))
    talk.later(seconds=40)
    taken = talk.press("I go", "bo")
    assert "bo went after 40 s." in taken.card.body[0].text  # type: ignore[union-attr]
    assert taken.replaces
    talk.last = reply
    assert talk.press("I go", "anna").stored == ()
    assert "No customer is waiting." in (talk.say("waiting done").error or "")


def test_help_is_short_and_shows_only_what_one_may_do(talk: Dialog) -> None:
    """Card 13: at most twelve lines, own language."""
    seller, manager = talk.text("help", "anna").splitlines(), talk.text("help", "chris").splitlines()
    assert max(len(seller), len(manager)) <= 12
    assert not any(line.startswith("team") for line in seller)
    assert any(line.startswith("team") for line in manager)


def test_an_unknown_word_offers_the_nearest_and_runs_nothing(talk: Dialog) -> None:
    """No guess is ever run."""
    reply = talk.say("cal acme")
    assert (reply.ok, reply.stored) == (False, ())
    assert talk.press("call acme").stored == ("C1",)


def test_standing_zeros_expire_from_the_figures_after_the_window(talk: Dialog) -> None:
    """A rating stands for 180 days."""
    talk.say("touch acme invoice c0 said")
    talk.at += timedelta(days=181)
    assert talk.say("team today", "chris").figures["zeros_open"] == 0
