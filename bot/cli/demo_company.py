"""The company of the demo: its people, its customers, and a fortnight of typed lines that hold the whole story."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.web.chat_room import CHANNEL
from bot.app import App
from bot.domain.calendar import WorkCalendar
from bot.domain.people import Role
from bot.domain.work import Work
from bot.language.names import fold
from bot.messages.events import Line, Place, Scope, Sender

ZONE = ZoneInfo("Europe/Oslo")
TEAM_CHANNEL = "sales"
SET_UP = (
    f"admin team Nord channel #{TEAM_CHANNEL} timezone Europe/Oslo country NO language en",
    "admin purpose we see in time where a customer needs help basis legitimate interest",
    "admin desk service phone 55 12 34 56",
    "admin cost 450",
    "admin value we help at once",
)
PEOPLE = (
    ("Mette", "manager", "da"),
    ("Sanna", "seller", "sv"),
    ("Ola", "seller", "nb"),
    ("Piotr", "seller", "pl"),
    ("Maja", "seller", "da"),
    ("Jonas", "seller", "de"),
)
# Letters of five languages, and one name full of markup: it shows that no platform draws what people type.
ACCOUNTS = (
    ("Ødegård Vin AS", "Ola", 7_000_000), ("Bergen Bygg AS", "Ola", 2_400_000), ("Nilsson Rör AB", "Sanna", 1_100_000),
    ("Åkerlund & Söner AB", "Sanna", 900_000), ("Łódzkie Okna Sp. z o.o.", "Piotr", 3_200_000), ("Zakład Świt S.A.", "Piotr", 640_000),
    ("Acme A/S, Aalborg", "Maja", 5_000_000), ("Acme Norge AS", "Ola", 1_800_000), ("Sønderjysk Korn ApS", "Maja", 2_000_000),
    ("Hvide Sande Fisk A/S", "Maja", 750_000), ("Fjällräven Buss AB", "Sanna", 410_000), ("Kraków Meble Sp. z o.o.", "Piotr", 1_300_000),
    ("Grünwald Metallbau GmbH", "Jonas", 1_600_000), ("Weiß & Töchter KG", "Jonas", 520_000),
    ("Malmö Plåt AB", "Sanna", 680_000), ("O'Brien Planers Ltd", "Ola", 300_000),
    ("<!channel> *Bold* & <b>Sons</b>", "Sanna", 50_000),
)  # fmt: skip
CALLS = (
    *((1 + n % 5, "Jonas", ("call -", "call - vm", "call - none")[n % 3]) for n in range(10)),
    *((1 + n % 5, ("Sanna", "Ola", "Piotr", "Maja")[n % 4], ("call -", "call - vm", "call - none")[n % 3]) for n in range(46)),
)  # fmt: skip
"""Calls to nobody in particular, so that the figures of the week are those of a team."""
STORY = (
    (29, "Ola", "call odegard vin wants the new planers before Christmas"), (10, "Ola", "exclusive odegard vin planers bergen"),
    (6, "Sanna", "call malmö plåt asked what galvanised sheets cost"), (10, "Sanna", "me league"), (10, "Ola", "me league"), (10, "Piotr", "me league"), (10, "Ola", "me lunch 11:30"),
    (9, "Sanna", "account nilsson rör contacts 40 every 3w phone 040 12 34 56 person Karin"),
    (9, "Ola", "account bergen bygg contacts 25 phone 55 98 76 54"), (8, "Ola", "call bergen bygg meet wants two prices before the board meets"),
    (7, "Sanna", "call nilsson q4 l wants Friday deliveries"), (6, "Piotr", "call lodzkie vm"),
    (6, "Jonas", "call grünwald q3 l wants the drawings as PDF"), (6, "Sanna", "call fjallraven vm"), (6, "Piotr", "freeze zakład świt they pay too late"),
    (5, "Maja", "call acme aalborg"), (5, "Maja", "touch acme aalborg invoice clarity 0 said did not understand the terms"),
    (5, "Sanna", "touch nilsson reception 2112"), (5, "Maja", "touch korn yard service 2 seen loaded before they asked"),
    (5, "Sanna", "touch fjallraven mail clarity 0 said nobody answered for a week"), (4, "Sanna", "left fjallraven nobody answered their mail"),
    (4, "Ola", "touch bergen bygg yard service 1"), (4, "Maja", "meet acme aalborg went through the price list"),
    (4, "Sanna", "refill nilsson toner 2w"), (4, "Ola", "promise acme norge drawings by {day-1}"), (4, "Piotr", "promise lodzkie samples by {day2}"),
    (4, "Jonas", "touch grünwald invoice 0 wrong address"), (3, "Piotr", "mail krakow meble sent the new catalogue"),
    (3, "Ola", "broken acme norge delivery plan"), (3, "Jonas", "promise grünwald drawings by {day1}"), (3, "Sanna", "call akerlund"),
    (3, "Maja", "promise acme aalborg price list 2027 by {day1}"), (3, "Ola", "told acme norge drawings new date {day1}"),
    (2, "Jonas", "offer grünwald 120k with delivery"), (2, "Sanna", "visit akerlund saw the new hall"), (2, "Jonas", "call weiß vm"),
    (2, "Piotr", "promise krakow meble samples of oak by {day-1}"),
    (2, "Ola", "follow bergen bygg {day0} wants two prices before the board meets on Thursday"), (2, "#Ola", "waiting counter"), (2, "#Maja", "go"),
    (2, "Piotr", "handoff lodzkie service 15m spare part"), (2, "Maja", "touch korn yard service 1 seen half an hour late"),
    (1, "Sanna", 'call "<!channel>" vm'), (1, "Maja", "call hvide sande"), (1, "Sanna", "touch nilsson invoice clarity 1 guess"),
    (1, "Sanna", "plan nilsson, akerlund"), (1, "Sanna", "handoff akerlund service 20m where is the driver"),
    (1, "Piotr", "junk 45m internal report"), (0, "Sanna", "junk 30m looked for a parking space"),
    (0, "Ola", "handoff acme norge service 25m wrong item"), (0, "Ola", "junk 40m internal report"), (0, "Maja", "broken acme norge price list"),
    (0, "Maja", "touch grünwald invoice clarity 0 said two different totals"),
)  # fmt: skip
"""Who typed what on which workday before the first one; "#" before a name is in the channel, day0 is the first workday."""


PACE = 15
"""Seconds between two lines of a morning."""


async def seed(app: App, start: datetime) -> None:
    """Fill an empty company: a team, its people, accounts, and what they typed until a quarter of an hour before."""
    began = start - timedelta(days=60)
    for line in SET_UP:
        await _say(app, "Mette", began, line)
    for name, role, _ in PEOPLE:
        await _say(app, "Mette", began, f"admin person {name} {role} team Nord")
    await app.store.write(lambda work: _accounts(work, began))
    days = {f"day{n}": _workday(start, n).isoformat() for n in range(-1, 3)}
    # One by one: of all at once the last ones would wait too long on a slow machine, and be refused.
    for back, name, line in CALLS:
        await _say(app, name, _typed_at(start, back), line)
    for number, (back, name, line) in enumerate(sorted(STORY, key=lambda told: -told[0])):
        await _say(app, name, _typed_at(start, back) + timedelta(seconds=PACE * number), line.format_map(days))
    await app.store.write(_speak)


def _typed_at(start: datetime, back: int) -> datetime:
    """Return when a line was typed: on a workday before the first at ten, on the first itself before it begins."""
    if not back:
        return start - timedelta(minutes=15)
    return datetime.combine(_workday(start, -back), time(10), tzinfo=ZONE).astimezone(start.tzinfo)


def _workday(start: datetime, ahead: int) -> date:
    calendar, day = WorkCalendar(country="NO"), start.astimezone(ZONE).date()
    for _ in range(abs(ahead)):
        day = calendar.next_workday(day) if ahead > 0 else calendar.last_workday(day)
    return day


def _accounts(work: Work, at: datetime) -> None:
    for name, owner, value in ACCOUNTS:
        person = work.people.by_name(owner)
        work.accounts.change(work.accounts.add(name, person.id if person else None, at).id, value=value)
    kari = work.people.add("Kari", at, team=1)
    work.people.change(kari.id, roles=frozenset({Role.COLLEAGUE}))
    work.touchpoints.save("invoice", kari.id)


def _speak(work: Work) -> None:
    """Set the language of each person but Mette and Sanna: a visitor meets those two first, in English."""
    for name, _, language in PEOPLE[2:]:
        person = work.people.by_name(name)
        if person:
            work.people.change(person.id, language=language)


async def _say(app: App, name: str, at: datetime, line: str) -> None:
    who = name.removeprefix("#")
    place = Place(scope=Scope.CHANNEL, channel=CHANNEL, name=TEAM_CHANNEL) if name.startswith("#") else Place()
    # Not limited: a fortnight of lines in one second would pass the flood limit and the question about retyping.
    line_typed = Line(
        sender=Sender(platform="web", user=fold(who), name=who), at=at, text=line, limited=False, place=place
    )
    reply = await app.dispatcher(line_typed)
    if not reply.ok:
        raise RuntimeError(f"the demo's own line was refused: {line!r}: {reply.error or reply.card}")
