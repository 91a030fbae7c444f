"""Days that people type for what is due: exact, or asked about; a wrong day is worse than a question."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.days.frame import Aim
from tests.dialog import Dialog
from tests.words.day_frames import at_end, at_front, frame, rows, whole

PHRASES = {
    "en": """today = 11-24 | tomorrow = 11-25 | day after tomorrow = 11-26 | friday = 11-27 | on monday = 11-30 | by thu = 11-26
        by fri 27 nov = 11-27 | friday 27/11 = 11-27 | this friday = 11-27 | coming thursday = 11-26 | next tuesday = 12-01
        next friday = ask 11-27 12-04 | friday of next week = 12-04 | next week on wednesday = 12-02 | next week = 12-04
        end of week = 11-27 | eom = 11-30 | by the end of january = 2027-01-31 | end of year = 12-31 | in 3 days = 11-27
        in two weeks = 12-08 | 3d = 11-27 | 24/12 = 12-24 | 24 December = 12-24 | Dec 24 = 12-24 | 24th of December = 12-24
        2026-12-24 = 12-24 | 24.12.2026 = 12-24 | on the 3rd = 12-03 | w49 = 12-04 | mon w49 = 11-30 | before friday = 11-26
        before next week = 11-27 | before tomorrow = ask 11-24 11-25 | no later than friday = 11-27 | until friday = 11-27
        by december = ask 12-01 12-31 | soon = ask | asap = ask | christmas = ask | before the summer = ask | 31/2 = ask
        24/7 = ask | 12.5 = ask 2027-05-12 | by 12.5 = 2027-05-12 | 12 months = ask | fri 14 = ask 11-27 14:00
        fri or mon = ask 11-27 11-30 | every monday = ask 11-30 | mon 27 nov = ask 11-27 11-30 | after friday = ask 11-30
        29/2 = 2028-02-29 | by 15 = ask 12-15 | this monday = ask 11-30 | next month = ask 12-01 12-31
        friday week = 12-04 | week on friday = 12-04 | a week on monday = 12-07 | a week from monday = 12-07 | tomorrow week = 12-02
        two weeks from monday = 12-14 | in a week on friday = 12-04 | in a fortnight = 12-08 | a fortnight on friday = 12-11
        a week today = 12-01 | by friday week = 12-04 | week after next = 12-11 | friday week 49 = 12-04""",
    "da": """i dag = 11-24 | i morgen = 11-25 | i overmorgen = 11-26 | fredag = 11-27 | på mandag = 11-30 | senest tors = 11-26
        inden fredag = ask 11-26 11-27 | før fredag = 11-26 | næste uge = 12-04 | fredag i næste uge = 12-04 | næste tirsdag = 12-01
        i næste uge på onsdag = 12-02 | næste fredag = ask 11-27 12-04 | førstkommende fredag = 11-27 | om 3 dage = 11-27
        om to uger = 12-08 | inden for 3 dage = 11-27 | d. 3. = 12-03 | 24. december = 12-24 | d. 24. dec = 12-24 | uge 49 = 12-04 | torsdag om en uge = 12-03
        fredag d. 27. november = 11-27 | man uge 49 = 11-30 | u49 = 12-04 | ultimo = 11-30 | udgangen af måneden = 11-30
        slutningen af ugen = 11-27 | inden udgangen af november = 11-30 | hver mandag = ask 11-30 | hurtigst muligt = ask
        inden jul = ask | 30 dage = ask | senest d. 1/12 = 12-01 | 24.12 = ask 12-24 | den 24.12 = 12-24 | 31/4 = ask
        mandag om to uger = ask 12-07 12-14 | fredag otte dage = 12-04 | om fjorten dage = 12-08 | fredag om 14 dage = 12-11
        om en uge på fredag = 12-04 | i dag om en uge = 12-01 | ugen efter næste = 12-11""",
    "nb": """i dag = 11-24 | i overmorgen = 11-26 | innen tors = 11-26 | før fredag = 11-26 | neste uke = 12-04 | neste tirsdag = 12-01
        fredag i neste uke = 12-04 | neste uke på onsdag = 12-02 | neste fredag = ask 11-27 12-04 | om to uker = 12-08
        innen 3 dager = 11-27 | den 3. = 12-03 | 24. desember = 12-24 | uke 49 = 12-04 | utgangen av måneden = 11-30
        slutten av uka = 11-27 | innen utgangen av uka = 11-27 | så snart som mulig = ask | 30 dager = ask | søndag 29.11 = 11-29
        torsdag om en uke = 12-03 | mandag om to uker = ask 12-07 12-14 | om fjorten dager = 12-08 | uka etter neste = 12-11""",
    "sv": """imorrn = 11-25 | i övermorgon = 11-26 | på måndag = 11-30 | senast tors = 11-26 | innan fredag = 11-26 | före fredag = 11-26
        nästa vecka = 12-04 | fredag nästa vecka = 12-04 | nästa fredag = ask 11-27 12-04 | om två veckor = 12-08 | inom 3 dagar = 11-27
        den 3:e = 12-03 | den 1:a december = 12-01 | v. 49 = 12-04 | fredag v49 = 12-04 | slutet av månaden = 11-30
        inte senare än fredag = 11-27 | varje måndag = ask 11-30 | så snart som möjligt = ask | 30 dagar = ask
        fredag om en vecka = 12-04 | måndag om en vecka = ask 11-30 12-07 | om fjorton dagar = 12-08 | veckan efter nästa = 12-11""",
    "pl": """dziś = 11-24 | do jutra = 11-25 | pojutrze = 11-26 | w piątek = 11-27 | do piątku = 11-27 | na piątek = 11-27 | do czw = 11-26
        najpóźniej w piątek = 11-27 | przed piątkiem = 11-26 | w przyszłym tygodniu = 12-04 | w piątek w przyszłym tygodniu = 12-04
        w przyszłym tygodniu w środę = 12-02 | w przyszły piątek = ask 11-27 12-04 | w najbliższą sobotę = 11-28 | za 3 dni = 11-27
        za dwa tygodnie = 12-08 | za tydzień = 12-01 | za 2 tyg. = 12-08 | w ciągu 3 dni = 11-27 | 24 grudnia = 12-24 | do 3. = 12-03
        t49 = 12-04 | do końca tygodnia = 11-27 | do końca listopada = 11-30 | do końca roku = 12-31 | co poniedziałek = ask 11-30
        jak najszybciej = ask | 30 dni = ask | 2 stycznia = 2027-01-02 | piątek 27.11 = 11-27
        od poniedziałku za tydzień = 12-07 | w piątek za tydzień = 12-04 | za dwa tygodnie w piątek = 12-11""",
}  # fmt: skip
"""What a promise is due on, for who has the language."""

GERMAN = """Freitag in einer Woche = 12-04 | Montag in einer Woche = ask 11-30 12-07 | Freitag in 14 Tagen = 12-11
    in einer Woche am Freitag = 12-04 | Freitag in acht Tagen = 12-04 | heute in einer Woche = 12-01 | in vierzehn Tagen = 12-08
    übernächste Woche = 12-11"""
"""For who has German, whose short forms are long forms of others."""

LONG_FORMS = """w piątek = 11-27 | fredag i næste uge = 12-04 | innan fredag = 11-26 | den 24. desember = 12-24 | torsdag = 11-26
    do końca miesiąca = 11-30 | søndag = 11-29 | om to uker = 12-08 | za tydzień = 12-01 | til i morgen = 11-25"""
"""Understood by everybody."""

FOREIGN = "tirs | tors | fre | mån | czw | pt | u49 | v49 | 16 gru | 24. des"
"""Short forms that people of another language do not mean."""

FOLLOW_UPS = """next week = 11-30 | w49 = 11-30 | friday of next week = 12-04 | this week = ask 11-27 | 2 weeks = ask 12-08
    in 2 weeks = 12-08 | næste uge = 11-30 | w przyszłym tygodniu = 11-30"""

NEVER = """man | son | sob | next | by | day | march | 3x | q5 | 1102 | c0 | v2 | ٣/١٢ | ３d | 1_0/1 | +3d | -1d | 24/ | /12 | 99 dec 1
    12:75 | 10-12 | fredagskos | the"""
"""For who has English, no day and no question."""


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [(code, *row) for code, table in (*PHRASES.items(), ("de", GERMAN)) for row in rows(table)],
)
def test_a_day_ahead_is_exact_or_asked(language: str, text: str, said: str) -> None:
    """Whole, at the end of a line, and at its beginning: no word is left over for the text beside it."""
    assert [said, said] == [whole(text, language=language), at_end(f"price list {text}", language=language)]


def test_the_tables_hold_what_they_promise() -> None:
    """Eighty phrases and more, in five languages."""
    assert set(PHRASES) == {"en", "da", "nb", "sv", "pl"}
    assert sum(len(rows(table)) for table in PHRASES.values()) >= 80


@pytest.mark.parametrize(("text", "said"), rows(LONG_FORMS))
@pytest.mark.parametrize("language", PHRASES)
def test_long_forms_are_everybodys(language: str, text: str, said: str) -> None:
    """Whatever language somebody has."""
    assert said == whole(text, language=language)


@pytest.mark.parametrize("text", [row.strip() for row in FOREIGN.split("|")])
def test_short_forms_of_another_language_are_words(text: str) -> None:
    """For who has English they are a name, a count or nothing."""
    assert "-" == at_end(f"price list {text}")


@pytest.mark.parametrize("text", [row.strip() for line in NEVER.splitlines() for row in line.split("|")])
def test_what_is_no_day_is_none(text: str) -> None:
    """Digits are 0 to 9 only, and half a day is none."""
    assert "-" == whole(text)


@pytest.mark.parametrize(("text", "said"), rows(FOLLOW_UPS))
def test_a_follow_up_of_a_week_is_its_monday(text: str, said: str) -> None:
    """Where a promise has until its Friday."""
    assert said == whole(text, Aim.FOLLOW_UP)


@pytest.mark.parametrize(
    ("text", "said"),
    [("friday ask", "11-27"), ("friday or monday ask", "ask 11-27 11-30"), ("in 3 days ask", "11-27"), ("mon 14 pallets", "11-30"),
     ("friday to monday", "ask"), ("ask friday", "-")],
)  # fmt: skip
def test_a_text_may_begin_with_a_day(text: str, said: str) -> None:
    """What follows may make it another one."""
    assert said == at_front(text, Aim.FOLLOW_UP)


@pytest.mark.parametrize("text", ["not fri", "two days after fri"])
def test_a_day_that_words_before_it_change_is_asked_without_days(text: str) -> None:
    """Its own words alone would be a day that nobody meant."""
    assert "ask" == at_end(f"price list {text}")


@pytest.mark.parametrize(
    ("text", "buttons"),
    [("next friday", ["Fri 27 Nov 2026", "Fri 4 Dec 2026"]), ("fri 14", ["Fri 27 Nov 2026 14:00"]), ("inden fredag", ["Thu 26 Nov 2026", "Fri 27 Nov 2026"])],
)  # fmt: skip
def test_a_day_that_may_be_several_is_asked_with_each(talk: Dialog, text: str, buttons: list[str]) -> None:
    """Nothing is stored before one is pressed, and then it is the day."""
    reply = talk.say(f"promise acme price list {text}")
    labels = [button.label for button in reply.card.all_buttons()]
    assert ((), False, buttons) == (reply.stored, reply.ok, labels[: len(buttons)])
    assert ("P1",) == talk.press(buttons[-1]).stored
    assert f"price list · due {buttons[-1]}" in talk.text("today") + talk.text("account acme")


@pytest.mark.parametrize("text", ["24/7", "12 months", "31/2", "christmas"])
def test_words_that_no_day_can_be_made_of_open_the_form_and_say_why(talk: Dialog, text: str) -> None:
    """With everything that was typed."""
    reply = talk.say(f"promise acme price list {text}")
    assert (reply.ok, reply.stored, reply.error) == (False, (), None)
    assert reply.form
    values = {field.name: field.value for field in reply.form.fields}
    assert ("acme", f"price list {text}", "") == (values["account"], values["what"], values["due"])


@pytest.mark.parametrize("text", ["14/11", "20 nov", "yesterday", "w47", "2026-11-23", "i går", "wczoraj"])
def test_a_day_that_has_just_been_is_refused_as_past(talk: Dialog, text: str) -> None:
    """Never a year ahead by a slip of the finger."""
    assert "is in the past" in (talk.say(f"promise acme price list by {text}").error or "")
    assert "is in the past" in (talk.say(f"follow acme {text}").error or "")


@pytest.mark.parametrize(
    ("text", "due", "on"),
    [("by fri 14/11", "11-27", "11-14"), ("by fri mon", "11-27", "11-23"), ("fri yesterday", "11-27", "11-23"),
     ("by 24/12 14/11", "12-24", "11-14"), ("fri", "11-27", "11-24"), ("mon", "11-30", "11-24")],
)  # fmt: skip
def test_a_promise_may_end_in_its_day_and_the_day_it_was_made(talk: Dialog, text: str, due: str, on: str) -> None:
    """Any log line takes a late day; where it could be the due day it is the due day."""
    assert talk.say(f"promise acme price list {text}").ok
    entry = talk.work.entries.get(1)
    assert (entry.detail.what, entry.detail.due, entry.day) == (  # type: ignore[union-attr]
        "price list",
        date.fromisoformat(f"2026-{due}"),
        date.fromisoformat(f"2026-{on}"),
    )


@pytest.mark.parametrize(
    ("line", "what", "due"),
    [
        ("promise acme thursday price list", "price list", "11-26"),
        ("promise acme friday deliveries by thu", "friday deliveries", "11-26"),
        ("promise acme quote v2 by thursday", "quote v2", "11-26"),
        ("promise acme quote for friday", "quote", "11-27"),
        ("løfte acme tegninger før fredag", "tegninger", "11-26"),
    ],
)
def test_a_promise_says_its_day_at_the_end_or_right_behind_the_customer(
    talk: Dialog, line: str, what: str, due: str
) -> None:
    """Of two days the last is when it is due."""
    assert talk.say(line).ok
    detail = talk.work.entries.get(1).detail
    assert (what, date.fromisoformat(f"2026-{due}")) == (detail.what, detail.due)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "note", "due"),
    [
        ("follow acme thu ask about monday", "ask about monday", "11-26"),
        ("follow acme ask about the board meeting thursday", "ask about the board meeting", "11-26"),
    ],
)
def test_a_follow_up_says_its_day_behind_the_customer_or_at_the_end(
    talk: Dialog, line: str, note: str, due: str
) -> None:
    """Of two days the first is when to be reminded."""
    assert talk.say(line).ok
    detail = talk.work.entries.get(1).detail
    assert (note, date.fromisoformat(f"2026-{due}")) == (detail.note, detail.due)  # type: ignore[union-attr]


def test_an_own_word_that_looks_like_an_english_weekday_is_asked(talk: Dialog) -> None:
    """A free delivery is no delivery on Friday."""
    talk.say("me language da")
    reply = talk.say("løfte acme levering fri")
    assert (False, "fre 27. nov 2026") == (reply.ok, reply.card.all_buttons()[0].label)


def test_before_a_day_is_the_own_workday_before_it() -> None:
    """Over a weekend it is the Friday."""
    assert "11-27" == whole("before monday")
    assert frame().workdays.last_workday(date(2026, 11, 30)) == date(2026, 11, 27)


VAGUE = {
    "en": ("promise acme price list", "soon | asap | one of these days | before christmas | at some point | in the next few days"),
    "da": ("løfte acme prisliste", "snart | hurtigst muligt | en af dagene | inden jul | ved lejlighed | på et tidspunkt"),
    "nb": ("løfte acme prisliste", "snart | så snart som mulig | en av dagene | før jul | ved anledning | på et tidspunkt"),
    "sv": ("löfte acme prislista", "snart | så fort som möjligt | en av dagarna | före jul | vid tillfälle | inom kort"),
    "pl": ("obietnica acme cennik", "wkrótce | jak najszybciej | któregoś dnia | przed świętami | w najbliższym czasie"),
    "de": ("Zusage Acme Preisliste", "bald | so schnell wie möglich | dieser Tage | vor Weihnachten | bei Gelegenheit | in Kürze"),
}  # fmt: skip
IN_WEEK = {
    "en": "promise acme drawings during the week", "da": "løfte acme prisliste i løbet af ugen",
    "nb": "løfte acme prisliste i løpet av uka", "sv": "löfte acme prislista under veckan",
    "pl": "obietnica acme cennik w ciągu tygodnia", "de": "Zusage Acme Preisliste im Laufe der Woche",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "line", "text"),
    [(code, line, text.strip()) for code, (line, texts) in VAGUE.items() for text in texts.split("|")],
)
def test_a_word_that_tells_of_a_day_and_names_none_is_why_it_is_asked(
    talk: Dialog, language: str, line: str, text: str
) -> None:
    """It is no part of what was promised once the day is given."""
    talk.say(f"me language {language}")
    form = talk.say(f"{line} {text}").form
    assert form
    assert [line.split(maxsplit=2)[2], ""] == [field.value for field in form.fields][1:3]
    assert text in form.fields[2].hint
    assert ("P1",) == talk.submit({field.name: field.value for field in form.fields} | {"due": "27/11"}).stored
    assert text not in talk.text("today")


@pytest.mark.parametrize(("language", "line"), IN_WEEK.items())
def test_some_day_of_the_week_is_asked_with_its_friday(talk: Dialog, language: str, line: str) -> None:
    """Which day nobody said; the words are no part of what was promised."""
    talk.say(f"me language {language}")
    first, *_ = (button.label for button in talk.say(line).card.all_buttons())
    assert "27" in first
    assert ("P1",) == talk.press(first).stored
    assert line.split()[2] + " ·" in talk.text("today")


def test_a_word_that_names_no_day_is_no_new_text_of_a_promise(talk: Dialog) -> None:
    """An edit opens no form, so it is refused."""
    talk.say("promise acme price list by fri")
    assert 'I do not know the day "soon"' in (talk.say("edit P1 soon").error or "")
