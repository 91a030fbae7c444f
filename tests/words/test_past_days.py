"""Days that a log line counts for: behind, exact or asked, and never a word of the note."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.days.frame import Aim
from tests.dialog import Dialog
from tests.words.day_frames import TODAY, rows, whole

PHRASES = {
    "en": """yesterday = 11-23 | day before yesterday = 11-22 | mon = 11-23 | on sunday = 11-22 | tuesday = 11-24 | 14/11 = 11-14
        last friday = 11-20 | last monday = ask 11-23 11-16 | last tuesday = 11-17 | 3 days ago = 11-21 | this morning = 11-24
        friday last week = 11-20 | last week = ask 11-20 11-19 11-18 11-17 11-16 | yesterday morning = 11-23 | 14 nov = 11-14
        just now = 11-24 | a week ago = 11-17 | last night = 11-23 | fri 20 nov = 11-20""",
    "da": """i går = 11-23 | i forgårs = 11-22 | i fredags = 11-20 | i mandags = 11-23 | sidste fredag = 11-20 | forrige fredag = 11-20
        for 3 dage siden = 11-21 | i formiddags = 11-24 | i morges = 11-24 | i går eftermiddags = 11-23 | fredag i sidste uge = 11-20""",
    "nb": """i går = 11-23 | forrige fredag = 11-20 | sist fredag = 11-20 | for tre dager siden = 11-21 | i dag tidlig = 11-24
        forrige mandag = ask 11-23 11-16""",
    "sv": """igår = 11-23 | i förrgår = 11-22 | i fredags = 11-20 | förra fredagen = 11-20 | i måndags = 11-23 | för 3 dagar sedan = 11-21
        i morse = 11-24 | i går kväll = 11-23""",
    "pl": """wczoraj = 11-23 | przedwczoraj = 11-22 | w zeszły piątek = 11-20 | w sobotę = 11-21 | 3 dni temu = 11-21 | tydzień temu = 11-17
        dziś rano = 11-24 | wczoraj po południu = 11-23 | w zeszły poniedziałek = ask 11-23 11-16 | w piątek w zeszłym tygodniu = 11-20""",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "said"), [(code, *row) for code, table in PHRASES.items() for row in rows(table)]
)
def test_a_day_behind_is_exact_or_asked(language: str, text: str, said: str) -> None:
    """In the words of each language; "last" is asked where it can be two days."""
    assert said == whole(text, Aim.LOG, language)


def test_the_tables_hold_thirty_four_phrases() -> None:
    """And more, in five languages."""
    assert sum(len(rows(table)) for table in PHRASES.values()) >= 34


@pytest.mark.parametrize(
    ("line", "note", "day"),
    [("call acme yesterday", "", "11-23"), ("call acme vm yesterday wants prices", "wants prices", "11-23"),
     ("call acme nice chat yesterday", "nice chat", "11-23"), ("call acme about the new prices yesterday", "about the new prices", "11-23"),
     ("call acme i fredags", "", "11-20"), ("call acme, yesterday", "", "11-23"), ("call acme prices last friday", "prices", "11-20"),
     ("ringte acme om priser og levering i går", "om priser og levering", "11-23"), ("call acme mon", "", "11-23")],
)  # fmt: skip
def test_a_past_day_stands_behind_the_customer_or_behind_few_words(
    talk: Dialog, line: str, note: str, day: str
) -> None:
    """Or in a clause of its own; the entry counts for that day, and the rest is the note."""
    assert talk.say(line).ok
    entry = talk.work.entries.get(1)
    assert (date.fromisoformat(f"2026-{day}"), note) in (
        (entry.day, entry.detail.note),  # type: ignore[union-attr]
        (entry.day, f"about {entry.detail.note}"),  # type: ignore[union-attr]
        (entry.day, f"om {entry.detail.note}"),  # type: ignore[union-attr]
    )


@pytest.mark.parametrize(
    "line",
    ["call acme read our long letter yesterday", "call acme really wants new prices monday", "call acme prices on friday"],
)  # fmt: skip
def test_a_day_that_a_longer_note_ends_in_is_asked_with_both_readings(talk: Dialog, line: str) -> None:
    """The note keeps it to the letter where that is chosen."""
    reply = talk.say(line)
    first, second = [button.label for button in reply.card.all_buttons()][:2]
    assert ((), True, True) == (
        reply.stored,
        first.startswith("Log it for "),
        second.startswith("Log it today, note: "),
    )
    assert ("C1",) == talk.press(second).stored
    entry = talk.work.entries.get(1)
    assert (TODAY, line.removeprefix("call acme ")) == (entry.day, entry.detail.note)  # type: ignore[union-attr]


@pytest.mark.parametrize("day", ["by mon", "senast måndag", "do piątku", "no later than thu", "before fri"])
@pytest.mark.parametrize("verb", ["call", "visit", "meet"])
def test_a_deadline_alone_is_asked_with_both_readings(talk: Dialog, verb: str, day: str) -> None:
    """What is to be done by then is no contact of today; behind other words the day is theirs."""
    reply = talk.say(f"{verb} acme {day}")
    first, second = [button.label for button in reply.card.all_buttons()][:2]
    assert reply.stored == ()
    assert first.startswith("Follow up ")
    assert second == f"Log it today, note: {day}"


@pytest.mark.parametrize(
    "note",
    ["wants it by mon", "delivery in about 3 days", "will ring tomorrow maybe", "before last mon",
     "pays before 24/12", "since mon", "lukker hver man", "tager det senast mandag", 'said "mon"', "kontoret åbent man", "plate 12.5",
     "wants 40 pallets at 12.5", "support 24/7", "garanti 12 måneder", "version v2"],
)  # fmt: skip
def test_a_day_that_belongs_to_the_words_stays_in_the_note(talk: Dialog, note: str) -> None:
    """Nothing that was said is taken for the day of the call."""
    talk.say(f"call acme {note}")
    entry = talk.work.entries.get(1)
    assert (TODAY, note) == (entry.day, entry.detail.note)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "label"),
    [("call acme tomorrow", "Follow up Wed 25 Nov 2026"), ("call acme in 2 hours", "Follow up Tue 24 Nov 2026 11:00")],
)
def test_a_log_of_a_day_ahead_is_asked(talk: Dialog, line: str, label: str) -> None:
    """It may be a follow-up."""
    reply = talk.say(line)
    assert ((), label) == (reply.stored, reply.card.all_buttons()[0].label)


@pytest.mark.parametrize("line", ["ringte acme på fredag", "ringede til acme på fredag", "besökte acme på fredag"])
def test_a_weekday_ahead_may_be_the_one_behind_for_what_was(talk: Dialog, line: str) -> None:
    """The verb tells of what was, the preposition of what is to come: each of the two is a button."""
    reply = talk.say(line)
    assert reply.stored == ()
    assert [button.label for button in reply.card.all_buttons()][:2] == [
        "Log it for Fri 20 Nov 2026",
        "Follow up Fri 27 Nov 2026",
    ]


def test_a_weekday_that_words_follow_is_asked(talk: Dialog) -> None:
    """It may be the first word of the note."""
    reply = talk.say("call acme monday works for them")
    assert ((), "Log it for Mon 23 Nov 2026") == (reply.stored, reply.card.all_buttons()[0].label)
