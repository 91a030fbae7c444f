"""The company of the quarter: three places, twenty sellers, three managers, four colleagues, twelve touchpoints."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from bot.domain.work import Work
from tests.nudges.house import House
from tests.soak.quarter.book import Account, Book
from tests.soak.quarter.days import Person

PLACES = (
    ("Nord", "Europe/Oslo", "NO", "chris"),
    ("Wschod", "Europe/Warsaw", "PL", "ewa"),
    ("West", "America/New_York", "US", "joan"),
)
SELLERS = (
    "anna", "bodil", "carl", "dina", "emil", "frida", "gunnar", "hanna", "igor", "jarek", "kasia", "lech", "magda",
    "norbert", "olga", "peter", "queenie", "robert", "steven", "tessa",
)  # fmt: skip
COLLEAGUES = ("kari", "ulf", "vera", "walt")
POINTS = (
    "invoice", "site", "yard", "reception", "canteen", "delivery", "assembly", "catalogue", "showroom", "support",
    "packaging", "workshop",
)  # fmt: skip
SET_UP = "2027-02-27T09:00"
HOURS = ((time(8), time(16)), (time(7), time(15)), (time(9), time(17)))
CLOSED = {date(2027, 4, 14): False, date(2027, 3, 18): True}
"""Days of the company's own: one off, one until noon."""


async def found(house: House, seed: int, accounts: int) -> Book:
    """Set the company up by typing, and return the book that knows it."""
    chance = random.Random(seed)
    people = _people(chance)
    owners = {point: (*COLLEAGUES * 3, "")[n] for n, point in enumerate(POINTS)}
    # Two of the sellers answer for a touchpoint as well.
    owners |= {"showroom": "anna", "support": "tessa"}
    for line in _lines(people, owners):
        reply = await house.say("chris", line, SET_UP)
        assert reply.ok, (line, *reply.card.texts())
    for who in people.values():
        if who.lunch:
            assert (await house.say(who.name, f"me lunch {who.lunch[0]:%H:%M}-{who.lunch[1]:%H:%M}", SET_UP)).ok
    made = await house.store.write(lambda work: _accounts(work, chance, accounts))
    book = Book(people, made, owners)
    book.point_ids = await house.store.read(lambda work: {point.name: point.id for point in work.touchpoints.all()})
    return book


def _people(chance: random.Random) -> dict[str, Person]:
    closed = dict(CLOSED)
    people = {}
    for n, name in enumerate(SELLERS):
        team, zone, country, _ = PLACES[n % len(PLACES)]
        start, end = HOURS[n % 2 if n % 5 else 2]
        people[name] = Person(
            name=name, team=team, zone=zone, country=country, start=start, end=end, target=chance.choice((3, 5, 8)),
            closed=closed, lunch=(time(11, 30), time(12)) if n % 4 == 1 else None,
        )  # fmt: skip
    for n, name in enumerate(COLLEAGUES):
        team, zone, country, _ = PLACES[n % len(PLACES)]
        people[name] = Person(name=name, team=team, zone=zone, country=country, sells=False, closed=closed)
    for team, zone, country, name in PLACES:
        people[name] = Person(
            name=name, team=team, zone=zone, country=country, sells=False, manages=True, closed=closed
        )
    return people


def _lines(people: dict[str, Person], owners: dict[str, str]) -> list[str]:
    teams = [
        f"admin team {team} channel #{team.lower()} timezone {zone} country {country} language en"
        for team, zone, country, _ in PLACES
    ]
    lines = [*teams, "admin person chris manager team Nord", "admin desk service phone 55 12 34 56", "admin cost 450"]
    for who in people.values():
        role = "manager" if who.manages else "seller" if who.sells else "colleague"
        lines.append(f"admin person {who.name} {role} team {who.team}")
        if who.sells:
            lines.append(f"admin hours {who.name} mon-fri {who.start:%H:%M}-{who.end:%H:%M}")
            lines.append(f"admin quota {who.name} {who.target}")
    lines += [f"admin touchpoint {point} owner {owner}" for point, owner in owners.items()]
    lines += ["admin value we help at once", "admin value we keep our word"]
    return [*lines, "admin holiday 2027-04-14 stocktaking", "admin holiday 2027-03-18 half summer party"]


def _accounts(work: Work, chance: random.Random, count: int) -> dict[str, Account]:
    """Add customers, of which some have a rhythm, a value, and people known to be there."""
    made = {}
    at = datetime.fromisoformat(f"{SET_UP}+01:00")
    for n in range(count):
        name, owner = _name(n), SELLERS[n % len(SELLERS)]
        person = work.people.by_name(owner)
        assert person
        values = {
            "rhythm": chance.choice((None, 7, 14, 21)),
            "value": chance.choice((None, 50_000, 700_000, 7_000_000)),
            "contacts": chance.choice((None, 12, 250)),
        }
        id = work.accounts.add(name, person.id, at - timedelta(days=1)).id
        work.accounts.change(id, **values)
        made[name] = Account(id=id, name=name, owner=owner, **values)
    return made


def _name(n: int) -> str:
    """Return the name of a customer: three syllables, so that no two are alike."""
    first, middle, last = ("Ba", "Do", "Fe", "Gi", "Hu", "Jy", "Ko"), ("lamo", "reti", "suvo", "tyka"), ("x", "sen", "dal", "ro", "vik", "gard", "bek", "lund", "pol", "rup", "torp")  # fmt: skip
    return f"{first[n % 7]}{middle[n // 7 % 4]}{last[n // 28 % 11]}"
