"""`admin purpose`: what team figures are for, the legal basis, and since when people know it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.dialog import TUESDAY, Dialog

SET = "admin purpose help in time basis interest"
TODAY = TUESDAY.date()


@pytest.fixture(name="talk")
def talk_fixture(talk: Dialog) -> Dialog:
    """A company on Slack that has not said what its figures are for; chris speaks, an admin."""
    talk.without_purpose()
    talk.work.people.link(1, "slack", "U1")
    talk.who = "chris"
    return talk


def stored(talk: Dialog) -> list[tuple[str, str, date, int]]:
    """Return the versions, the newest first."""
    return [(each.words, each.basis, each.told, each.days) for each in talk.work.purposes.versions()]


def test_it_says_what_is_missing_and_opens_a_form_filled_with_the_usual_basis(talk: Dialog) -> None:
    """Saved it says from when each team is open, and it can be taken back."""
    shown = talk.text("admin purpose")
    assert "closed until a purpose and its legal basis are filled in" in shown
    assert "Days of notice before figures open: 14 (asked for: Poland 14)." in shown
    form = talk.press("Fill in").form
    assert form
    assert {"basis": "legitimate interest, GDPR article 6(1)(f)"} == {
        each.name: each.value for each in form.fields if each.value
    }
    reply = talk.submit({"words": "help in time", "basis": "interest", "told": "", "notice": ""})
    said = " ".join(reply.card.texts())
    assert "Nord · Team figures are open." in said
    assert "Syd · Team figures open on Tue 8 Dec 2026." in said
    assert [("help in time", "interest", TODAY, 0)] == stored(talk)
    assert talk.press("Undo").ok
    assert [] == stored(talk)


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("told 1 Oct", ("help in time", "interest", date(2026, 10, 1), 0)),
        ("told tomorrow", ("help in time", "interest", date(2026, 11, 25), 0)),
        ("notice 30", ("help in time", "interest", TODAY, 30)),
        ("basis contract told 2026-11-02", ("help in time", "contract", date(2026, 11, 2), 0)),
        ("plan tours", ("plan tours", "interest", date(2026, 11, 26), 0)),
    ],
)
def test_what_is_left_out_stays_and_new_words_begin_the_notice_again(
    talk: Dialog, line: str, version: tuple[object, ...]
) -> None:
    """From the day on which they were changed, unless it says on which people were told."""
    assert talk.say(SET).ok
    if line == "plan tours":
        talk.later(days=2)
    assert talk.say(f"admin purpose {line}").ok
    assert [version, ("help in time", "interest", TODAY, 0)] == stored(talk)


def test_only_the_newest_change_is_taken_back_and_only_once(talk: Dialog) -> None:
    """Then all is as it was before it."""
    first = talk.say(SET)
    assert talk.say("admin purpose notice 30").ok
    second = talk.last
    talk.last = first
    assert "changed since" in (talk.press("Undo").error or "")
    talk.last = second
    assert talk.press("Undo").ok
    assert [("help in time", "interest", TODAY, 0)] == stored(talk)
    talk.last = second
    assert "taken back already" in (talk.press("Undo").error or "")


@pytest.mark.parametrize("days", ["1", "13", "366"])
def test_no_notice_is_shorter_than_that_of_a_country(talk: Dialog, days: str) -> None:
    """Nor longer than a year; 0 leaves it to the countries."""
    assert "14 to 365 days" in (talk.say(f"{SET} notice {days}").error or "")
    assert [] == stored(talk)
    assert talk.say(f"{SET} notice 0").ok


def test_what_is_missing_is_asked_for_with_what_was_typed(talk: Dialog) -> None:
    """Also where only the day was."""
    assert talk.say("admin purpose help in time told 1 Oct").form
    assert talk.last.form
    assert {"words": "help in time", "told": "Thu 1 Oct 2026"} == {
        each.name: each.value for each in talk.last.form.fields if each.value
    }


def test_the_same_again_changes_nothing(talk: Dialog) -> None:
    """It is no new version, and in no audit."""
    assert talk.say(SET).ok
    assert "already" in talk.text(SET)
    assert 1 == len(stored(talk))


def test_each_change_is_in_the_audit(talk: Dialog) -> None:
    """With what changed."""
    assert talk.say(SET).ok
    assert talk.say("admin purpose notice 30").ok
    assert talk.press("Undo").ok
    shown = talk.text("admin audit")
    for what in ("purpose, legal basis, day people were told", "days of notice", "undone"):
        assert f"purpose of team figures changed · {what}" in shown


def test_what_is_missing_in_the_set_up_names_it(talk: Dialog) -> None:
    """With a button that opens the form."""
    assert "What team figures are for: 1 (not filled in)" in talk.text("admin missing")
    talk.press("What team figures are for (1)")
    assert talk.press("Fill in").form
    assert talk.say(SET).ok
    assert "What team figures are for" not in talk.text("admin missing")
