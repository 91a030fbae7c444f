"""Take somebody or something off the list; what was logged stays, and adding it again brings it back."""

from __future__ import annotations

import re

from bot.arguments.basic import ButtonValue, ChoiceArg
from bot.arguments.entities import touchpoint_name
from bot.arguments.keyword import NewNameArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.named_lists import NamedItem, NamedList
from bot.domain.people import ADMINS, Person
from bot.domain.touchpoints import Touchpoint
from bot.domain.work import Work
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import SUBVERBS
from bot.messages.card import Card, Reply, Text
from bot.views.roles import gone, returned

KINDS = ("person", "team", "touchpoint", "desk")


@command(
    "admin remove",
    help=msg("help", "Take a person, a team, a touchpoint or a desk off the list"),
    roles=ADMINS,
    args=(
        ChoiceArg(name="kind", label=msg("field", "What kind"), table=SUBVERBS, choices=KINDS),
        NewNameArg(name="name", label=msg("field", "Name")),
    ),
    examples=("admin remove person Ola", "admin remove touchpoint yard"),
)
def admin_remove(ctx: Context, kind: str, name: str) -> Reply:
    """Take one off the list; nothing that was logged changes."""
    thing = _found(ctx, kind, name.removeprefix("@"))
    facts = _left_behind(ctx, thing) if isinstance(thing, Person) else []
    if isinstance(thing, Person):
        gone(ctx, thing)
    else:
        _list(ctx.work, kind).remove(thing.id)
    back = ctx.button(ctx.t("button", "Undo"), "admin back", kind=kind, thing=str(thing.id))
    lines = [ctx.translator.join((ctx.t("admin", "Removed"), _name(ctx, thing), *facts)), *_advice(ctx, thing, facts)]
    return Reply(card=Card(body=tuple(Text(text=line) for line in lines), buttons=(back,)))


def _list(work: Work, kind: str) -> NamedList:
    return {"team": work.teams, "touchpoint": work.touchpoints, "desk": work.desks}[kind]


def _found(ctx: Context, kind: str, name: str) -> NamedItem:
    person = ctx.work.people.by_name(name) if kind == "person" else None
    thing = person if kind == "person" else _list(ctx.work, kind).by_name(name)
    if thing is None or (person and not person.active):
        raise UserMistake("admin", "Nothing is called {text} now: type admin to see the names.", text=f'"{name[:40]}"')
    return thing


def _name(ctx: Context, thing: NamedItem) -> str:
    return touchpoint_name(ctx.translator, thing) if isinstance(thing, Touchpoint) else thing.name


def _left_behind(ctx: Context, person: Person) -> list[str]:
    """Return what a person still answers for."""
    accounts = len(ctx.work.accounts.owned_by(person.id))
    promises = len(ctx.work.promises.open_of(person.id))
    points = sum(touchpoint.owner == person.id for touchpoint in ctx.work.touchpoints.all())
    counted = (
        (accounts, ctx.n("admin", "{count} customer", "{count} customers", accounts)),
        (promises, ctx.n("admin", "{count} open promise", "{count} open promises", promises)),
        (points, ctx.n("admin", "{count} touchpoint", "{count} touchpoints", points)),
    )
    return [text for count, text in counted if count]


def _advice(ctx: Context, thing: NamedItem, facts: list[str]) -> list[str]:
    if not isinstance(thing, Person):
        return [ctx.t("admin", "What was logged about it stays.")]
    if not facts:
        return [ctx.t("admin", "What was logged stays; no more nudges go there.")]
    return [ctx.t("admin", "Give them a new owner: account acme owner Kari, admin touchpoint invoice owner Kari.")]


@command(
    "admin back",
    help=msg("help", "Puts somebody or something back on the list"),
    roles=ADMINS,
    hidden=True,
    args=(
        ChoiceArg(name="kind", label=msg("field", "What kind"), table=SUBVERBS, choices=KINDS),
        ButtonValue(name="thing", label=msg("field", "Name")),
    ),
)
def admin_back(ctx: Context, kind: str, thing: str) -> Reply:
    """Take a removal back."""
    number = int(thing) if re.fullmatch("[0-9]{1,12}", thing) else 0
    try:
        name = _put_back(ctx, kind, number)
    except LookupError:
        raise UserMistake("admin", "That is not on any list of yours.") from None
    return Reply(card=Card(body=(Text(text=ctx.translator.join((ctx.t("admin", "Back on the list"), name))),)))


def _put_back(ctx: Context, kind: str, number: int) -> str:
    if kind == "person":
        return returned(ctx, ctx.work.people.get(number)).name
    found = _list(ctx.work, kind)
    thing: NamedItem = found.get(number)
    found.remove(number, gone=False)
    return _name(ctx, thing)
