"""N13: the end of the day: what was done, what is open, and the first call of the next working day."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import TYPED, answer, ended, labels, nudges, on, only, pressed, recipients, shown

ONE_KEPT = {
    "en": ["1 promise kept. 1 of 8 calls. 2 promises open.", "Who comes first tomorrow?"],
    "da": ["1 løfte holdt. 1 af 8 opkald. 2 løfter åbne.", "Hvem kommer først i morgen?"],
    "nb": ["1 løfte holdt. 1 av 8 anrop. 2 løfter åpne.", "Hvem kommer først i morgen?"],
    "sv": ["1 löfte hållet. 1 av 8 samtal. 2 löften öppna.", "Vem kommer först imorgon?"],
    "pl": ["1 obietnica dotrzymana. Telefony: 1 z 8. 2 obietnice otwarte.", "Kto pierwszy jutro?"],
    "de": ["1 Zusage gehalten. 1 von 8 Anrufen. 2 Zusagen offen.", "Wer kommt morgen zuerst?"],
}


@pytest.mark.parametrize(("language", "lines"), ONE_KEPT.items())
def test_it_sums_the_day_in_the_sellers_language(talk: Dialog, language: str, lines: list[str]) -> None:
    """Calls against the target, promises kept today, promises still open."""
    talk.say(f"me language {language}")
    for line in ("call acme", *(f"promise acme thing{n} by fri" for n in range(3)), "kept 1"):
        talk.say(line)
    assert lines == shown(only(talk, "N13", "anna"))[1:]


FRIDAY = {
    "en": "Who hears from you first on Monday?",
    "da": "Hvem hører først fra dig på mandag?",
    "nb": "Hvem hører først fra deg på mandag?",
    "sv": "Vem hör först av dig på måndag?",
    "pl": "Kto pierwszy usłyszy cię w poniedziałek?",
    "de": "Wer hört am Montag zuerst von dir?",
}


@pytest.mark.parametrize(("language", "question"), FRIDAY.items())
def test_on_friday_it_asks_about_monday(talk: Dialog, language: str, question: str) -> None:
    """Tomorrow is nobody's working day."""
    talk.say(f"me language {language}")
    assert [question] == shown(only(talk, "N13", "anna", "2026-11-27"))[1:]


def test_before_a_leave_of_more_than_a_week_it_asks_about_a_day_in_full(talk: Dialog) -> None:
    """A weekday alone would be the next one of that name."""
    talk.say("off 25 nov - 8 dec")
    assert shown(only(talk, "N13", "anna"))[1].endswith(" Wed 9 Dec 2026?")


def test_an_empty_day_is_not_spoken_of(talk: Dialog) -> None:
    """Neither its calls nor the promises that nobody kept; what is open is."""
    assert shown(only(talk, "N13", "anna")) == ["Your day", "Who comes first tomorrow?"]
    assert talk.say("promise acme quote by fri").ok
    assert shown(only(talk, "N13", "anna"))[1:] == ["1 promise open.", "Who comes first tomorrow?"]


KIND: dict[str, tuple[tuple[str, ...], str]] = {
    "told in time": (("promise acme quote by fri", "told 1 new date mon", "kept 1"), "You told a customer in time."),
    "a promise kept": (("call acme", "promise acme quote by fri", "kept 1"), "1 promise kept."),
    "a new customer": (("call acme",), "A first call to Acme A/S."),
    "the best Tuesday": (
        ("call acme 3/11", "call acme 10/11", "call acme 17/11", "call acme 17/11 x", "call acme", *"ab"),
        "Best Tuesday in four weeks.",
    ),
    "the target": (("call acme yesterday", *"abcdefgh"), "All calls of today are made."),
}


@pytest.mark.parametrize("name", KIND)
def test_what_was_good_is_said_first_in_one_sentence(talk: Dialog, name: str) -> None:
    """The rarest of what is true."""
    lines, sentence = KIND[name]
    for line in lines:
        assert talk.say(f"call acme {line}x" if len(line) == 1 else line).ok, line
    assert shown(only(talk, "N13", "anna"))[1].startswith(sentence)


def test_no_day_is_called_the_best_that_is_not(talk: Dialog) -> None:
    """As many calls as on another Tuesday, and a first Tuesday at all, are no best one."""
    for line in ("call acme 16/11", "call acme"):
        assert talk.say(line).ok
    assert shown(only(talk, "N13", "anna"))[1] == "1 of 8 calls."
    assert talk.say("call acme 10/11").ok
    assert shown(only(talk, "N13", "anna"))[1] == "1 of 8 calls."
    assert talk.say("call acme again").ok
    assert shown(only(talk, "N13", "anna"))[1].startswith("Best Tuesday in four weeks. 2 of 8 calls.")


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [(1, "1 obietnica dotrzymana."), (2, "2 obietnice dotrzymane."), (5, "5 obietnic dotrzymanych.")],
)
def test_polish_counts_in_three_forms(talk: Dialog, kept: int, sentence: str) -> None:
    """One, a few, many."""
    talk.say("me language pl")
    for number in range(1, kept + 1):
        talk.say(f"promise acme thing{number} by fri")
        talk.say(f"kept {number}")
    assert sentence in shown(only(talk, "N13", "anna"))[1]


def test_only_what_the_person_did_today_counts(talk: Dialog) -> None:
    """Yesterday's calls, a colleague's and what was taken back are not in it."""
    for line in ("promise acme old by fri", "kept 1", "call acme"):
        talk.say(line)
    talk.later(days=1)
    for line in ("call acme", "promise acme list by fri", "kept 2"):
        talk.say(line, "bo")
    for line in ("call acme", "call acme again", "undo"):
        talk.say(line)
    assert shown(only(talk, "N13", "anna"))[1] == "1 of 8 calls."


@pytest.mark.parametrize(
    ("country", "hours", "day", "local"),
    [
        ("NO", "mon-fri 08:00-16:00", "2026-11-24", "15:45+01:00"),
        ("NO", "mon-fri 07:00-14:30", "2026-11-24", "14:15+01:00"),
        ("NO", "mon-fri 08:00-16:00", "2026-12-24", "11:45+01:00"),
        ("SE", "mon-fri 08:00-16:00", "2026-12-23", "13:45+01:00"),
        ("DK", "mon-fri 08:00-16:00", "2026-12-31", "11:45+01:00"),
        ("PL", "mon-fri 08:00-11:00", "2026-12-31", "10:45+01:00"),
        ("NO", "sat-sun 08:00-16:00", "2026-10-25", "15:45+01:00"),
    ],
)
def test_it_comes_a_quarter_of_an_hour_before_the_own_end_of_work(
    talk: Dialog, country: str, hours: str, day: str, local: str
) -> None:
    """Own hours, the half days of the country, and the day on which summer time ends."""
    talk.say(f"admin person anna country {country}", "chris")
    talk.say(f"me hours {hours}")
    assert f"{day}T{local}" == only(talk, "N13", "anna", day).local_time


def test_it_comes_at_the_end_of_work_of_the_own_zone(talk: Dialog) -> None:
    """A seller abroad has the evening there."""
    talk.say("admin person anna timezone America/New_York", "chris")
    assert only(talk, "N13", "anna").local_time == "2026-11-24T15:45-05:00"


def test_only_sellers_at_work_are_asked(talk: Dialog) -> None:
    """Not the manager, and nobody on a holiday, on leave or at the weekend."""
    talk.say("off fri", "bo")
    assert recipients(talk, "N13") == ["anna", "bo", "dora"]
    assert recipients(talk, "N13", "2026-11-27") == ["anna", "dora"]
    assert recipients(talk, "N13", "2026-11-28") == []
    assert recipients(talk, "N13", "2026-12-25") == []
    assert nudges(talk, "N13", "anna", "2026-12-25") == []


def test_the_two_that_need_it_most_are_offered(talk: Dialog) -> None:
    """Own customers, but for who was called today and who is planned already; with none only another one."""
    for name in ("Bygg AS", "Cirkel AS"):
        talk.account(name)
    talk.say("call acme")
    assert labels(only(talk, "N13", "anna")) == ["Bygg AS", "Cirkel AS", "Other"]
    assert labels(only(talk, "N13", "bo"))[0] == "Other"
    assert talk.say("plan bygg").ok
    evening = only(talk, "N13", "anna")
    assert shown(evening)[-1] == "First call tomorrow: Bygg AS."
    assert labels(evening)[:2] == ["Cirkel AS", "Other"]


@pytest.mark.parametrize(
    ("day", "line", "first"),
    [
        ("2026-11-24", "today", "Wed 25 Nov 2026"),
        ("2026-11-27", "today", "Mon 30 Nov 2026"),
        ("2026-12-24", "today", "Mon 28 Dec 2026"),
        ("2026-11-24", "off 25-26 nov", "Fri 27 Nov 2026"),
    ],
)
def test_the_choice_is_the_first_of_the_plan_of_the_next_day_that_is_worked(
    talk: Dialog, day: str, line: str, first: str
) -> None:
    """Over the weekend, the holidays and the own leave."""
    talk.at = on(day)
    talk.say(line)
    assert answer(pressed(talk, only(talk, "N13", "anna"), "Acme A/S")) == f"First calls {first}: Acme A/S · D1"


def test_other_asks_for_the_customer_and_keeps_the_day_and_the_plan(talk: Dialog) -> None:
    """The form holds the day already; what was planned stays behind."""
    talk.account("Bygg AS", "bo")
    assert talk.say("plan acme").ok
    pressed(talk, only(talk, "N13", "anna"), "Other")
    assert answer(talk.submit({"account": "bygg"})) == "First calls Wed 25 Nov 2026: Bygg AS, Acme A/S · D2, D3"


def test_a_customers_name_is_its_button_as_typed(talk: Dialog) -> None:
    """Marks and mentions in it are text, and the press means that very customer."""
    talk.say("call acme")
    talk.account(TYPED)
    nudge = only(talk, "N13", "anna")
    assert labels(nudge)[0] == TYPED
    assert answer(pressed(talk, nudge, TYPED)).startswith(f"First calls Wed 25 Nov 2026: {TYPED} ·")


async def test_the_choice_of_the_evening_is_the_first_of_the_next_morning(house: House) -> None:
    """What was tapped at a quarter to four is said at half past eight, before what else there is."""
    assert (await house.say("anna", "touch acme invoice 0", "2026-11-24T08:00")).ok
    await house.tick("2026-11-24T08:30")
    await house.tick("2026-11-24T15:45")
    card = [message.card for message in house.paper.sent if message.to == "anna"][-1]
    press = next(button.press for button in card.buttons if button.label == "Acme A/S")
    await house.press("anna", press, "2026-11-24T15:46")
    house.paper.sent.clear()
    await house.tick("2026-11-25T08:30")
    (morning,) = [message for message in house.paper.sent if message.to == "anna"]
    assert list(morning.card.texts())[2:] == ["Acme A/S: as you planned."]


async def test_an_evening_that_was_missed_is_dropped(house: House) -> None:
    """Sums of yesterday help nobody; the next evening has its own."""
    await house.tick("2026-11-24T15:00")
    moments = ["2026-11-24T16:46", "2026-11-25T15:45", "2026-11-25T15:46"]
    assert await ended(house, "N13", "anna", moments) == [
        ("2026-11-24T16:46", "expired: too late"),
        ("2026-11-25T15:45", "sent"),
    ]


def test_other_contacts_of_the_day_are_told(talk: Dialog) -> None:
    """Against their target where there is one; nothing of a target that nothing was done for."""
    talk.say("admin quota anna 2 visits 1 mail", "chris")
    for line in ("visit acme", "offer acme 120k", "call acme"):
        talk.say(line)
    assert "1 of 8 calls. 1 of 2 visits. 1 offer." in " ".join(shown(only(talk, "N13", "anna")))
    assert "mail" not in " ".join(shown(only(talk, "N13", "anna")))


def test_what_does_not_fit_into_the_evening_is_left_out(talk: Dialog) -> None:
    """Twenty-five words in all, the calls first."""
    talk.say("admin quota anna 2 visits 2 mails 2 meetings 2 offers", "chris")
    for line in (
        "visit acme",
        "mail acme",
        "meet acme",
        "offer acme",
        "call acme",
        "promise acme quote by fri",
        "kept 1",
    ):
        talk.say(line)
    said = shown(only(talk, "N13", "anna"))
    assert "1 of 8 calls." in said[1]
    assert len(" ".join(said).split()) <= 25
