"""Hours that people type for promises and follow-ups; in a price, a date or a version nobody reads one."""

from __future__ import annotations

import pytest

from bot.language.days.frame import Aim
from tests.words.day_frames import rows, whole

PROMISES = {
    "en": """14:00 = 11-24 14:00 | 2pm = 11-24 14:00 | 2:30 pm = 11-24 14:30 | thursday at 2pm = 11-26 14:00 | 2pm thu = 11-26 14:00
        tomorrow at 14 = 11-25 14:00 | friday at 9.30 = 11-27 09:30 | friday at 1430 = 11-27 14:30 | fri @14 = 11-27 14:00
        at 10 on friday = 11-27 10:00 | friday by noon = 11-27 12:00 | by friday 3pm = 11-27 15:00 | tomorrow morning = 11-25 12:00
        friday afternoon = 11-27 16:00 | eod = 11-24 16:00 | end of day friday = 11-27 16:00 | in 2 hours = 11-24 11:00
        in an hour = 11-24 10:00 | in 30 minutes = 11-24 09:30 | in 8 hours = ask 11-24 16:00 11-25 08:00 | tomorrow at 3 = ask 11-25 15:00 11-25 03:00
        tomorrow half two = ask 11-25 14:30 11-25 02:30 | fri 14 = ask 11-27 14:00 | at 12.50 = ask 11-24 12:50 | today 8:00 = ask 11-24 11-25 08:00
        tomorrow by 12 = 11-25 12:00 | before 12 tomorrow = 11-25 12:00 | friday by 5 = ask 11-27 17:00 11-27 05:00 | by 12 = ask 12-12
        tomorrow between 1 and 3 pm = ask 11-25 13:00 11-25 15:00 | tomorrow 13-15 = ask 11-25 13:00 11-25 15:00 | friday at 3 pm sharp = 11-27 15:00
        at 14:00 sharp by thu = - | in an hour and a half = 11-24 10:30 | in 2.5 hours = 11-24 11:30 | fri 2-4pm = ask 11-27 14:00 11-27 16:00 | in 3 hours and 15 minutes = 11-24 12:15
        before the last working day of the month = 11-27 | in three quarters of an hour = 11-24 09:45
        tuesday afternoon = 11-24 16:00 | tuesday morning = ask 11-24 12:00 12-01 12:00 | tuesday evening = ask 11-24
        after 3 pm = ask 11-24 15:00 | around 3 = ask 11-24 15:00 | after lunch = ask 11-24 16:00 | tomorrow after lunch = 11-25 16:00
        tomorrow evening = ask 11-25 | 14:75 = - | today at 25 = - | morning = - | 2 hours = -""",
    "da": """i morgen kl. 10 = 11-25 10:00 | i morgen kl 10.12 = 11-25 10:12 | torsdag kl. 14 = 11-26 14:00 | kl. 10 i morgen = 11-25 10:00
        fredag klokken tolv = 11-27 12:00 | fredag middag = 11-27 12:00 | i morgen halv tre = ask 11-25 14:30 11-25 02:30
        i morgen tidlig = 11-25 12:00 | fredag eftermiddag = 11-27 16:00 | om to timer = 11-24 11:00 | om en time = 11-24 10:00
        om tre kvarter = 11-24 09:45 | om halvanden time = 11-24 10:30 | i morgen kl. 13-15 = ask 11-25 13:00 11-25 15:00
        i morgen inden 12 = 11-25 12:00 | inden 12 i morgen = 11-25 12:00 | fredag senest 14.30 = 11-27 14:30 | inden 12. december = ask 12-11 12-12
        inden dagens slut = 11-24 16:00 | senest fredag kl. 12 = 11-27 12:00 | kl. 3 om eftermiddagen = 11-24 15:00""",
    "nb": """i morgen før 12 = 11-25 12:00 | fredag innen 14.30 = 11-27 14:30 | i morgen kl. 09.15 = 11-25 09:15 | fredag klokka 14 = 11-27 14:00 | fredag ettermiddag = 11-27 16:00 | i løpet av dagen = 11-24 16:00""",
    "sv": """i morgon kl 9.15 = 11-25 09:15 | torsdag klockan 14.30 = 11-26 14:30 | om tre timmar och en kvart = 11-24 12:15 | i morgon bitti = 11-25 12:00 | om en timme = 11-24 10:00
        i morgon före 12 = 11-25 12:00 | fredag senast 15 = 11-27 15:00
        fredag mitt på dagen = 11-27 12:00 | på fredag eftermiddag = 11-27 16:00""",
    "pl": """jutro o 10 = 11-25 10:00 | jutro o 9:15 = 11-25 09:15 | w czwartek o godz. 14 = 11-26 14:00 | jutro o dziesiątej = 11-25 10:00
        jutro do 12 = 11-25 12:00 | w piątek przed 14 = 11-27 14:00
        jutro w południe = 11-25 12:00 | w piątek po południu = 11-27 16:00 | za 3 godziny = 11-24 12:00 | za godzinę = 11-24 10:00
        za półtorej godziny = 11-24 10:30 | za trzy kwadranse = 11-24 09:45 | za kwadrans = 11-24 09:15
        jutro wpół do trzeciej = ask 11-25 14:30 11-25 02:30 | do końca dnia = 11-24 16:00""",
    "de": """in anderthalb Stunden = 11-24 10:30 | in einer Dreiviertelstunde = 11-24 09:45 | morgen zwischen 13 und 15 Uhr = ask 11-25 13:00 11-25 15:00
        Freitag 14-16 Uhr = ask 11-27 14:00 11-27 16:00
        morgen bis 12 = 11-25 12:00 | Freitag vor 14 = 11-27 14:00 | bis 12 morgen = 11-25 12:00""",
}  # fmt: skip

FOLLOW_UPS = """tomorrow morning = 11-25 09:00 | tomorrow afternoon = 11-25 13:00 | i morgen formiddag = 11-25 09:00 | jutro rano = 11-25 09:00
    fredag eftermiddag = 11-27 13:00 | w piątek po południu = 11-27 13:00 | i morgon förmiddag = 11-25 09:00 | kl. 14 = 11-24 14:00
    after 3 pm = 11-24 15:00 | after 3 = 11-24 15:00 | around 15 = ask 11-24 15:00 | 3ish = 11-24 15:00 | 3:30ish = 11-24 15:30
    after lunch = 11-24 13:00 | friday after 3pm = 11-27 15:00 | i morgen efter kl. 14 = 11-25 14:00 | efter 14 stk. = -
    fredag ved 15-tiden = 11-27 15:00 | vid 15 tiden = 11-24 15:00 | jutro po 14:00 = 11-25 14:00 | etter lunsj = 11-24 13:00"""


@pytest.mark.parametrize(
    ("language", "text", "said"), [(code, *row) for code, table in PROMISES.items() for row in rows(table)]
)
def test_an_hour_of_a_promise_is_exact_or_asked(language: str, text: str, said: str) -> None:
    """Of a morning until noon, of an afternoon until the end of work."""
    assert said == whole(text, language=language)


@pytest.mark.parametrize(("text", "said"), rows(FOLLOW_UPS))
def test_a_follow_up_of_a_part_of_the_day_comes_early_in_it(text: str, said: str) -> None:
    """At nine or at one."""
    assert said == whole(text, Aim.FOLLOW_UP)
