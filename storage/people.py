"""People in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial

from bot.domain.closed_days import ClosedDay
from bot.domain.deeds import Deed
from bot.domain.details import Kind
from bot.domain.people import DEFAULT_HOURS, Hours, Leave, Person, Reach, Role
from bot.language.i18n import language_of
from bot.language.names import fold
from bot.records import record
from storage.closed_days import ALL as ALL_CLOSED
from storage.closed_days import closed_days
from storage.columns import day_of, first_known_zone, instant_of, name_of, text_of, times_of
from storage.connection import Connection, Row, Value
from storage.person_merge import merge, merged_settings
from storage.queries import queries
from storage.wakeups import wake_person

SQL = queries("people")


@record(kw_only=True)
class Defaults:
    """The zone (IANA), country (ISO 3166) and language of people for whom neither they nor their team set one.

    `purpose` is what team figures are for in a company that has not said so, on the legal `basis`; empty for nothing.
    `url` is the web address at which everybody's programs reach the server, without a slash behind it; "" for none.
    `webhook_hosts` are the hosts to which events may go, in lower case.
    """

    zone: str = "Europe/Copenhagen"
    country: str = "DK"
    language: str = "en"
    purpose: str = ""
    basis: str = ""
    url: str = ""
    webhook_hosts: frozenset[str] = frozenset()


class SqlPeople:
    """The people of one company."""

    def __init__(self, db: Connection, defaults: Defaults) -> None:
        self._db = db
        self._defaults = defaults

    def get(self, person: int) -> Person:
        """Return a person, of a merged one whom they were merged into; raises LookupError."""
        return self._db.kept(("person", person, self._defaults), partial(self._get, person))

    def _get(self, person: int) -> Person:
        who: dict[str, Value] = {"person": person}
        rows, leave = self._db.together((SQL.get, who), (SQL.leave, who))
        if not rows:
            raise LookupError(f"no person {person}")
        return self._known(rows[0], leave)

    def _known(self, row: Row, leave: Iterable[Row]) -> Person:
        return self.get(row["merged_into"]) if row["merged_into"] else self._person(row, leave)

    def _with_leave(self, row: Row) -> Person:
        return self._person(row, self._db.rows(SQL.leave, person=row["id"]))

    def _people(self, rows: Iterable[Row], leave: Iterable[Row]) -> list[Person]:
        """Return the people of rows, whose days off were read in one go."""
        of_person: dict[int, list[Row]] = {}
        for row in leave:
            of_person.setdefault(row["person"], []).append(row)
        closed = closed_days(self._db)
        return [self._person(row, of_person.get(row["id"], ()), closed) for row in rows]

    def _person(self, row: Row, leave: Iterable[Row], closed: tuple[ClosedDay, ...] | None = None) -> Person:
        default = self._defaults
        return Person(
            id=row["id"],
            name=row["name"],
            team=row["team"],
            roles=_roles(row["roles"], row["bootstrap"]),
            zone=first_known_zone(row["zone"], row["hint_zone"], row["team_zone"]) or default.zone,
            country=row["country"] or row["team_country"] or default.country,
            language=row["language"] or _hinted(row["hint_language"]) or row["team_language"] or default.language,
            hours=_hours(row["hours"]),
            quotas=_quotas(row["quotas"]),
            contact_quotas=_contact_quotas(row["contact_quotas"]),
            active=bool(row["active"]) and not row["gone"],
            gone=bool(row["gone"]),
            paused_until=day_of(row["paused_until"]) if row["paused_until"] else None,
            muted=_muted(row["muted"]),
            created_at=instant_of(row["created_at"]),
            leave=tuple(Leave(id=r["id"], first=day_of(r["first"]), last=day_of(r["last"])) for r in leave),
            closed=closed_days(self._db) if closed is None else closed,
            nudge_hours=times_of(row["team_nudge_hours"] or ""),
            lunch=_spans(row["lunch"]),
            renamed_from=row["renamed_from"],
        )

    def at_address(self, platform: str, user: str) -> Person | None:
        """Return the person of an address, None when nobody was met there."""
        return self._db.kept(("at", platform, user, self._defaults), partial(self._at_address, platform, user))

    def _at_address(self, platform: str, user: str) -> Person | None:
        where: dict[str, Value] = {"platform": platform, "target": user}
        self._db.ahead((SQL.at_address, where), ALL_CLOSED)
        rows, leave = self._db.together((SQL.get_at_address, where), (SQL.leave_at_address, where))
        return self._known(rows[0], leave) if rows else None

    def by_name(self, name: str) -> Person | None:
        """Return the only person of a name, whatever its case; None for several.

        Who is on the list comes before who was removed. A name proves nothing: nobody is given anything by it.
        """
        named = self.named(name)
        found = [person for person in named if person.active] or named
        return found[0] if len(found) == 1 else None

    def named(self, name: str) -> Sequence[Person]:
        """Return everybody of a name, whatever its case: who is on the list first, then in the order of adding."""
        return [self._with_leave(row) for row in self._db.rows(SQL.named, key=fold(name))]

    def formerly(self, name: str) -> Sequence[Person]:
        """Return everybody who had a name at first contact and took another one since, which no admin confirmed."""
        # Compared here and not by SQL, which knows no folding; only whoever has the name is read.
        rows = [row for row in self._db.rows(SQL.renamed) if fold(row["renamed_from"]) == fold(name)]
        return [self.get(row["id"]) for row in rows]

    def everyone(self) -> Sequence[Person]:
        """Return everybody, inactive people too, in the order in which they were added."""
        return self._people(self._db.rows(SQL.everyone), self._db.rows(SQL.leave_of_everyone))

    def active(self, limit: int) -> Sequence[Person]:
        """Return the first people on the list, in the order in which they were added."""
        return [self._with_leave(row) for row in self._db.rows(SQL.active, limit=limit)]

    def count_active(self) -> int:
        """Return how many people are on the list."""
        return int(self._db.rows(SQL.count_active)[0]["people"])

    def active_ids_by_name(self) -> Mapping[str, Sequence[int]]:
        """Return everybody on the list by the folded name."""
        found: dict[str, list[int]] = {}
        for row in self._db.rows(SQL.active_keys):
            found.setdefault(row["key"], []).append(row["id"])
        return found

    def anybody(self) -> bool:
        """Whether anybody was ever added."""
        return self._db.row(SQL.anybody) is not None

    def first_seller_at(self) -> datetime | None:
        """Return when the first of the sellers on the list was added, None when there is none."""
        row = self._db.row(SQL.first_seller)
        return instant_of(row["created_at"]) if row else None

    def admins(self) -> Sequence[Person]:
        """Return the admins, inactive ones too, in the order in which they were added."""
        return [self._with_leave(row) for row in self._db.rows(SQL.admins)]

    def managers(self, team: int | None) -> Sequence[Person]:
        """Return the managers in a team, inactive ones too; those who are in none for None."""
        rows = self._db.rows(SQL.managers_of_nobody) if team is None else self._db.rows(SQL.managers, team=team)
        return [self._with_leave(row) for row in rows]

    def another(self, role: Role, than: int) -> bool:
        """Whether somebody else on the list is admin or manager; raises KeyError for another role."""
        statement = {Role.ADMIN: SQL.another_admin, Role.MANAGER: SQL.another_manager}[role]
        return self._db.row(statement, person=than) is not None

    def in_team(self, team: int) -> Sequence[Person]:
        """Return the people of a team, inactive ones too, in the order in which they were added."""
        return self._people(self._db.rows(SQL.in_team, team=team), self._db.rows(SQL.leave_of_team, team=team))

    def add(self, name: str, at: datetime, *, team: int | None = None) -> Person:
        """Add a person and return it."""
        name = name_of(name)
        return self.get(self._db.insert(SQL.add, name=name, key=fold(name), team=team, at=text_of(at)))

    def link(self, person: int, platform: str, user: str) -> None:
        """Make an address a person's, whoever had it before, and no longer parked."""
        self._db.change(SQL.link, platform=platform, target=user, person=person)

    def addresses(self, person: int) -> Sequence[Reach]:
        """Return the addresses of a person, by platform and target."""
        found = [Reach(**dict(row)) for row in self._db.rows(SQL.addresses, person=person)]
        return sorted(found, key=lambda address: (address.platform, address.target))

    def reach(self, platform: str, user: str) -> Reach | None:
        """Return an address, None when nobody was met there."""
        return self._db.kept(("address", platform, user), partial(self._reach, platform, user))

    def _reach(self, platform: str, user: str) -> Reach | None:
        row = self._db.row(SQL.at_address, platform=platform, target=user)
        return Reach(**dict(row)) if row else None

    def park(self, platform: str, user: str, why: str) -> None:
        """Note why a platform refuses an address; an empty reason, or linking it again, ends that."""
        self._db.change(SQL.park, platform=platform, target=user, why=why)

    def change(self, person: int, **values: object) -> Person:
        """Change settings by name and return the person; an unknown name raises KeyError."""
        row = self._db.row(SQL.raw, person=person)
        if row is None:
            raise LookupError(f"no person {person}")
        stored: dict[str, Value] = dict(row)
        for name, value in values.items():
            if name not in stored:
                raise KeyError(name)
            stored[name] = _column(value)
        stored["name"] = name_of(str(stored["name"]))
        stored["key"] = fold(str(stored["name"]))
        if stored != dict(row):  # a change that changes nothing would wake the planner for this person
            self._db.change(SQL.change, person=person, **stored)
        if stored["gone"] or not stored["active"]:
            # For good: whoever is let in again lets programs in anew.
            self._db.change(SQL.drop_tokens, person=person)
        return self.get(person)

    def merge(self, person: int, into: int) -> Person:
        """Make all that names `person` name `into`, whose own settings count where both have some; return `into`."""
        if person == into:
            return self.get(into)
        settings = merged_settings(
            dict(self._db.rows(SQL.raw, person=into)[0]), dict(self._db.rows(SQL.raw, person=person)[0])
        )
        merge(self._db, person, into)
        return self.change(into, **settings)

    def given_roles(self, person: int) -> frozenset[Role]:
        """Return the roles that an admin granted, without the default one and those of the first hour."""
        return frozenset(Role(role) for role in self._db.rows(SQL.raw, person=person)[0]["roles"].split())

    def add_leave(self, person: int, first: date, last: date) -> Leave:
        """Add days off, both ends included."""
        made = self._db.insert(SQL.add_leave, person=person, first=first.isoformat(), last=last.isoformat())
        wake_person(self._db, person)
        return Leave(id=made, first=first, last=last)

    def drop_leave(self, person: int, leave: int) -> bool:
        """Delete days off; False when they are not this person's."""
        wake_person(self._db, person)
        return self._db.change_rows(SQL.drop_leave, person=person, leave=leave) > 0

    def in_league(self) -> frozenset[int]:
        """Return who takes part in the league of their team."""
        return frozenset(row["person"] for row in self._db.rows(SQL.league))

    def set_in_league(self, person: int, *, takes_part: bool) -> None:
        """Let a person take part in the league, or no longer."""
        self._db.change(SQL.join_league if takes_part else SQL.leave_league, person=person)

    def deeds(self, person: int) -> tuple[Deed, ...]:
        """Return what a person changed last outside of the log, the newest at the end."""
        kept = self._db.rows(SQL.deeds, person=person)[0]["deeds"]
        return tuple(Deed(**each) for each in json.loads(kept or "[]"))

    def set_deeds(self, person: int, deeds: Sequence[Deed]) -> None:
        """Store these in the place of what was kept of a person."""
        kept = json.dumps([vars(deed) for deed in deeds]) if deeds else ""
        self._db.change(SQL.set_deeds, person=person, deeds=kept)

    def mark(self, name: str) -> str:
        """Return a stored progress mark, empty when it was never set."""
        row = self._db.row(SQL.mark, name=name)
        return row["value"] if row else ""

    def set_mark(self, name: str, value: str) -> None:
        """Store a progress mark under a name."""
        self._db.change(SQL.set_mark, name=name, value=value)


def _roles(given: str, bootstrap: int) -> frozenset[Role]:
    """Return the roles: seller when none was granted, and admin and manager besides for people of the first hour."""
    roles = frozenset(Role(role) for role in given.split()) or frozenset({Role.SELLER})
    return roles | ({Role.ADMIN, Role.MANAGER} if bootstrap else frozenset())


def _muted(text: str) -> tuple[tuple[str, date], ...]:
    return tuple((rule, day_of(until)) for rule, until in (part.split("=") for part in text.split()))


def _spans(text: str) -> tuple[tuple[time, time], ...]:
    parts = (part.split("=") for part in text.split())
    return tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in parts)


def _hinted(locale: str) -> str:
    return language_of(locale) if locale else ""


def _column(value: object) -> Value:
    match value:
        case frozenset():
            return " ".join(sorted(str(role) for role in value))
        case tuple():
            return " ".join("=".join(_part(part) for part in pair) for pair in value)
        case date():
            return value.isoformat()
        # Before int, as True is one.
        case bool():
            return int(value)
        case int() | str() | None:
            return value
        case _:
            raise TypeError(f"no column holds {type(value).__name__}")


def _part(value: object) -> str:
    match value:
        case time():
            return value.isoformat("minutes")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _hours(text: str) -> Hours:
    parts = (part.split("=") for part in text.split())
    return tuple((int(d), time.fromisoformat(a), time.fromisoformat(b)) for d, a, b in parts) or DEFAULT_HOURS


def _quotas(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(day), int(calls)) for day, calls in (part.split("=") for part in text.split()))


def _contact_quotas(text: str) -> tuple[tuple[Kind, int, int], ...]:
    parts = (part.split("=") for part in text.split())
    return tuple((Kind(kind), int(day), int(count)) for kind, day, count in parts)
