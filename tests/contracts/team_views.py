"""Every view of a team as it looks with nobody, one, three and forty who sell, with long names, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from bot.dispatch.registry import discover
from bot.language.word_files import LANGUAGES
from bot.messages.card import Bars, Reply, Table
from storage.people import Defaults
from storage.work import memory_work
from tests.dialog import TOLD, Dialog
from tests.migrated import memory_engine

SELLERS = (0, 1, 3, 40)
LONG = (
    "Wolfeschlegelsteinhausenbergerdorff-Łuczyńska-Ødegård af Tordenskjold",
    "Zoë 👩\u200d👩\u200d👧\u200d👧 Brzęczyszczykiewicz-Grzegżółka",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "Bo",
    "Å" + "a\u030a" * 30,
    "🇩🇰🇳🇴🇸🇪🇵🇱🇩🇪 Łódź 🇩🇰🇳🇴🇸🇪🇵🇱🇩🇪🇩🇰🇳🇴🇸🇪",
)
CAUSES = ("the wrong department was on the invoice as printed", "the wrong department was on the offer", "no answer")
PERIODS = {"team": ("team today", "team week", "team month"), "team switchboard": ("team switchboard month",)}


@dataclass(frozen=True, kw_only=True)
class View:
    """One view as its manager is shown it."""

    line: str
    sellers: int
    language: str
    reply: Reply

    def charts(self) -> list[Bars]:
        """Return its charts."""
        return [element for element in self.reply.card.body if isinstance(element, Bars)]

    def tables(self) -> list[Table]:
        """Return its tables."""
        return [element for element in self.reply.card.body if isinstance(element, Table)]


def lines() -> list[str]:
    """Return what is typed to see each view that managers have of a team; a new command is one of them."""
    verbs = [each.verb for each in discover().commands if each.verb.split()[0] == "team" and not each.hidden]
    return [line for verb in sorted(verbs) for line in PERIODS.get(verb, (verb,))]


@cache
def views() -> tuple[View, ...]:
    """Return every view, for every number of sellers, in every language."""
    return tuple(view for count in SELLERS for view in _views(count))


def _views(count: int) -> Iterator[View]:
    engine = memory_engine()
    with memory_work(engine, Defaults()) as work:
        talk = Dialog(work=work)
        _furnish(talk, count)
        chris = work.people.named("chris")[0]
        for language in LANGUAGES:
            work.people.change(chris.id, language=language)
            for line in lines():
                yield View(line=line, sellers=count, language=language, reply=talk.say(line, "chris"))
    engine.close()


def _furnish(talk: Dialog, count: int) -> None:
    """Fill a team: each sells to a customer of theirs, who is silent for long, rated low, and waited once."""
    now = talk.at
    for line in (
        "admin desk service",
        "admin team Nord timezone Europe/Oslo country NO language en",
        "admin person chris manager team Nord",
    ):
        assert talk.say(line, "chris").ok
    team = talk.work.teams.only()
    assert team
    talk.work.purposes.add("to help in time", "interest", TOLD, 0)
    for n in range(count):
        name = f"{LONG[n % len(LONG)]} {n}"
        person = talk.work.people.add(name, now - timedelta(days=300), team=team.id)
        talk.at = now - timedelta(days=200 - n)
        account = talk.work.accounts.add(f"{name} A/S", person.id, talk.at)
        talk.work.accounts.change(account.id, value=1_250_000 * (n + 1), rhythm=14)
        _work(talk, person.name, f'"{account.name}"', n)
        talk.at = now
        assert talk.say(f'admin quota "{name}" 1', "chris").ok, talk.last
        for line in (*["call -"] * (n % 8), f'promise "{account.name}" price list by fri'):
            assert talk.say(line, person.name).ok, talk.last
    talk.at = now


def _work(talk: Dialog, who: str, account: str, n: int) -> None:
    old = (f"touch {account} invoice clarity 2", f"touch {account} material clarity 2")
    for line in old:
        assert talk.say(line, who).ok, talk.last
    talk.at = talk.at.replace(year=2026, month=11, day=23, hour=6 + n % 14)
    new = (
        f"touch {account} invoice clarity 1",
        f"touch {account} material clarity 0 too late",
        f"handoff {account} service {5 + n}m {CAUSES[n % 3]}",
        "waiting counter",
        "go",
        "me league",
    )
    for line in new:
        assert talk.say(line, who).ok, talk.last
