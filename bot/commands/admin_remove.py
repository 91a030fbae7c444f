"""Take a person, team, touchpoint or desk off its list; what was logged stays, and adding it again restores it."""

from __future__ import annotations

from bot.arguments.basic import ChoiceArg
from bot.arguments.people import ItemNameArg, TypedName
from bot.arguments.person_match import Reading, which_person
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.named_lists import NamedItem
from bot.domain.people import ADMINS, Person
from bot.domain.person_search import certain_person
from bot.errors import UserMistake
from bot.language.i18n import Quoted, msg
from bot.language.vocabulary import SUBVERBS
from bot.messages.card import Reply
from bot.views.personal_data import duty_texts
from bot.views.replies import text_reply
from bot.views.roles import remove_person
from bot.views.setup import ITEM_KINDS, item_list, item_name, record_listed


@command(
    "admin remove",
    help=msg("help", "Take a person, a team, a touchpoint or a desk off the list"),
    roles=ADMINS,
    args=(
        ChoiceArg(name="kind", label=msg("field", "What kind"), table=SUBVERBS, choices=ITEM_KINDS),
        ItemNameArg(name="name", label=msg("field", "Name")),
    ),
    examples=("admin remove person Ola", "admin remove touchpoint yard"),
)
def admin_remove(ctx: Context, kind: str, name: TypedName) -> Reply:
    """Take one item off its list; the button puts it back."""
    item = _find_person(ctx, name) if kind == "person" else _find_thing(ctx, kind, name.text)
    duties = duty_texts(ctx, item) if isinstance(item, Person) else []
    if isinstance(item, Person):
        remove_person(ctx, item)
    else:
        item_list(ctx.work, kind).remove(item.id)
        record_listed(ctx, kind, item, "removed")
    undo = ctx.button(ctx.t("button", "Undo"), "admin back", kind=kind, thing=str(item.id))
    removed = ctx.translator.join((ctx.t("admin", "Removed"), item_name(ctx, item), *duties))
    return text_reply(removed, _advice(ctx, item, duties), buttons=(undo,))


def _find_person(ctx: Context, name: TypedName) -> Person:
    person = name.chosen or certain_person(name.people)
    if person and person.active:
        return person
    if not name.people or person:
        raise _no_such_name(name.text)
    question = which_person("name", name.text, [Reading(used=0, people=name.people)], ctx)
    question.texts = {"kind": "person"}
    raise question


def _find_thing(ctx: Context, kind: str, name: str) -> NamedItem:
    item = item_list(ctx.work, kind).by_name(name)
    if item is None:
        raise _no_such_name(name)
    return item


def _no_such_name(name: str) -> UserMistake:
    return UserMistake(
        "admin", "There is nothing called {text}: type “admin” to see the names.", text=Quoted(name[:40])
    )


def _advice(ctx: Context, item: NamedItem, duties: list[str]) -> str:
    if not isinstance(item, Person):
        return ctx.t("admin", "Everything logged about it is kept.")
    if not duties:
        return ctx.t("admin", "Everything logged is kept; no more nudges go there.")
    return ctx.t("admin", "Give them a new owner: “account acme owner Kari”, “admin touchpoint invoice owner Kari”.")
