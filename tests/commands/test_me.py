"""`me`: one's own settings and who looked."""

from __future__ import annotations

import pytest

from bot.domain.audit import AuditAction
from bot.messages.plain_text import card_text
from tests.dialog import Dialog


def test_a_new_person_reads_the_settings_that_count(talk: Dialog) -> None:
    """Settings that were never set are shown with their defaults."""
    text = talk.text("me")
    for part in (
        "Roles: seller", "Hours: Mon–Fri 08:00-16:00", "Calls a day: 8", "Time zone: Europe/Oslo", "Language: English",
        "Days off: none", "Who may look at your figures: chris.", "Change it: “me language da”",
    ):  # fmt: skip
        assert part in text


def test_each_leave_ahead_is_taken_back_alone(talk: Dialog) -> None:
    """A button for each; the other leave stays."""
    talk.say("off 26-27 nov")
    talk.say("off 24 dec")
    talk.say("me")
    talk.press("Not off: Thu 24 Dec 2026")
    assert "Days off: Thu 26 Nov – Fri 27 Nov 2026" in talk.text("me")
    assert "24 Dec" not in talk.text("me").partition("Change it")[0]


def test_days_off_ahead_are_listed_and_past_ones_are_not(talk: Dialog) -> None:
    """Leave is listed until the end of its last day."""
    talk.say("off 26-27 nov")
    talk.say("off 24 dec")
    assert "Days off: Thu 26 Nov – Fri 27 Nov 2026, Thu 24 Dec 2026" in talk.text("me")
    talk.later(days=3)
    assert "Thu 26 Nov – Fri 27 Nov 2026" in talk.text("me")
    talk.later(days=1)
    assert "Days off: Thu 24 Dec 2026" in talk.text("me")


def test_a_pause_is_shown_until_its_day(talk: Dialog) -> None:
    """The pause and how to end it are shown until the day on which nudges come again."""
    talk.say("pause fri")
    assert "Nudges are paused until Fri 27 Nov 2026; type “pause off” to have them back." in talk.text("me")
    talk.later(days=3)
    assert "paused" not in talk.text("me")


def test_who_may_look_changes_with_roles_and_teams(talk: Dialog) -> None:
    """Admins and managers of the own team are listed, other teams' managers are not."""
    assert "dora" not in talk.text("me")
    talk.say("admin person bo manager", "chris")
    assert "Who may look at your figures: chris, bo." in talk.text("me", "anna")
    assert "Who may look at your figures: chris." in talk.text("me", "bo")
    talk.say("admin remove person bo", "chris")
    assert "Who may look at your figures: chris." in talk.text("me", "anna")


def test_a_look_is_dated_by_the_readers_own_day(talk: Dialog) -> None:
    """23:30 UTC is the next day in Oslo."""
    talk.at = talk.at.replace(hour=23, minute=30)
    talk.say("team anna week", "chris")
    assert "chris looked at your figures: personal figures · Week 48, 2026, on Wed 25 Nov 2026." in talk.text(
        "me", "anna"
    )


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("da", ("Roller: sælger", "Sprog: dansk")),
        ("nb", ("Roller: selger", "Språk: norsk")),
        ("sv", ("Roller: säljare", "Språk: svenska")),
        ("pl", ("Role: handlowiec", "Język: polski")),
    ],
)
def test_it_speaks_the_readers_language(talk: Dialog, language: str, parts: tuple[str, str]) -> None:
    """Labels, roles and the language's name are translated."""
    talk.say(f"me language {language}")
    text = talk.text("me")
    assert all(part in text for part in parts), text


def test_it_shows_nothing_of_others(talk: Dialog) -> None:
    """The command takes no argument, so a name is refused."""
    reply = talk.say("me bo")
    assert 'I do not understand "bo" here' in (reply.error or "")


def test_it_stores_nothing(talk: Dialog) -> None:
    """Looking at one's own figures is not recorded and leaves nothing to undo."""
    talk.say("me week")
    assert "Nobody looked at your figures" in talk.text("me")
    assert "nothing of yours to undo" in (talk.say("undo").error or "")


def looks(talk: Dialog, who: str) -> list[str]:
    """Return what `me` says of who looked and who showed."""
    return [line for line in talk.text("me", who).splitlines() if "looked at" in line or "showed a channel" in line]


def test_nobody_looked_and_nothing_was_changed(talk: Dialog) -> None:
    """That is said, too."""
    assert "Nobody looked at your figures or changed what is yours within 13 months." in talk.text("me")


def test_every_look_is_listed_with_what_was_looked_at(talk: Dialog) -> None:
    """One line for a viewer and thing, the newest first, with how often and when last."""
    for line in ("team week", "team promises", "team anna week", "team anna week", "team zeros export csv", "team"):
        assert talk.say(line, "chris").ok
    assert looks(talk, "anna") == [
        f"chris looked at your figures: {what} Tue 24 Nov 2026."
        for what in (
            "the team's figures · Tue 24 Nov 2026, on",
            "open zeros · CSV, on",
            "personal figures · Week 48, 2026, 2 times, last on",
            "open promises, on",
            "the team's figures · Week 48, 2026, on",
        )
    ]


def test_a_hundred_looks_are_on_one_screen(talk: Dialog) -> None:
    """Of many periods each view is one line that counts them all."""
    talk.say("admin person pia manager team Nord", "chris")
    for _ in range(50):
        talk.say("team anna today", "chris")
        talk.say("team today", "pia")
        talk.later(days=1)
    assert looks(talk, "anna") == [
        "pia looked at your figures: the team's figures, 50 times, last on Tue 12 Jan 2027.",
        "chris looked at your figures: personal figures, 50 times, last on Tue 12 Jan 2027.",
    ]
    assert len(talk.text("me", "anna").splitlines()) < 25


def test_many_viewers_are_counted(talk: Dialog) -> None:
    """Beyond ten lines the others are a number."""
    for number in range(12):
        talk.say(f"admin person boss{number} manager team Nord", "chris")
        talk.say("team anna", f"boss{number}")
    assert len(looks(talk, "anna")) == 10
    first = talk.text("me", "anna")
    assert "And 2 more." in first
    older = card_text(talk.press("Older", "anna").card)
    assert older == talk.text("me page 2", "anna")
    names = {f"boss{number}" for number in range(12)}
    shown = [{name for name in names if f"{name} looked" in text} for text in (first, older)]
    assert (len(shown[0]), shown[1]) == (10, names - shown[0])
    assert "There is nothing older." in talk.text("me page 3", "anna")


def test_a_look_of_the_first_release_is_listed(talk: Dialog) -> None:
    """Its record holds the period's name alone."""
    talk.work.audit.add(AuditAction.LOOKED, talk.at, author=1, person=2, what="week")
    assert looks(talk, "anna") == ["chris looked at your figures: personal figures, on Tue 24 Nov 2026."]


def test_changes_of_what_is_ones_own_are_listed(talk: Dialog) -> None:
    """Who, when, and what became of it."""
    talk.say("promise acme quote by fri")
    for line, who in (
        ("kept 1", "bo"), ("account acme 7M every 3w", "bo"), ("admin touchpoint invoice owner anna", "chris"),
        ("admin person anna manager", "chris"),
    ):  # fmt: skip
        assert talk.say(line, who).ok
    changed = [line for line in talk.text("me").splitlines() if line.startswith("Tue 24 Nov 2026")]
    assert changed[:4] == [
        "Tue 24 Nov 2026 · chris · role given · manager",
        "Tue 24 Nov 2026 · chris · touchpoint changed · owner · invoice",
        "Tue 24 Nov 2026 · bo · customer changed · rhythm, value · Acme A/S",
        "Tue 24 Nov 2026 · bo · promise changed · P1 · kept",
    ]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("da", ("chris kiggede på dine tal: åbne løfter, tir", "bo · løfte ændret · P1 · holdt")),
        ("nb", ("chris så på tallene dine: åpne løfter, tir", "bo · løfte endret · P1 · holdt")),
        ("sv", ("chris tittade på dina siffror: öppna löften, tis", "bo · löfte ändrat · P1 · hållet")),
        ("pl", ("Twoje wyniki ogląda chris: otwarte obietnice, wt", "bo · zmieniono obietnicę · P1 · dotrzymana")),
    ],
)
def test_looks_and_changes_speak_the_readers_language(talk: Dialog, language: str, parts: tuple[str, str]) -> None:
    """What the audit holds in machine words is translated when it is read."""
    talk.say("promise acme quote by fri")
    talk.say("kept 1", "bo")
    talk.say("team promises", "chris")
    talk.say(f"me language {language}")
    text = talk.text("me")
    assert [part for part in parts if part not in text] == []
