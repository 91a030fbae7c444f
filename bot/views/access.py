"""Who may see whose figures, checked when they are asked for, so that a button grants nothing; and the audit of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.audit import AuditAction
from bot.domain.looks import Look, View
from bot.domain.noted_words import WordReader
from bot.domain.people import MANAGERS, Person, Role
from bot.domain.teams import Team
from bot.domain.work import Work
from bot.errors import UserMistake
from bot.views.purpose import require_open


def authorized_team(ctx: Context, named: Team | None = None) -> Team | None:
    """Return the team whose sums are shown: `named`, else the person's own, None for the whole company.

    Raises UserMistake for another team than the own one, for who is in no team, and while team figures are closed; an
    admin may see every team.
    """
    team = _allowed_team(ctx, named)
    require_open(ctx, team.id if team else None)
    return team


def _allowed_team(ctx: Context, named: Team | None) -> Team | None:
    admin = Role.ADMIN in ctx.who.roles
    if named:
        if named.id != ctx.who.team and not admin:
            raise UserMistake("team", "That is another team: ask its manager.")
        return named
    if ctx.who.team:
        return ctx.work.teams.get(ctx.who.team)
    # In a company without teams everybody is one team, so its sums are the own ones.
    if ctx.work.teams.any() and not admin:
        raise UserMistake("team", "You are in no team yet: ask an admin to put you into one.")
    return None


def authorize_person_view(ctx: Context, person: Person, look: Look) -> None:
    """Record for `person` that somebody else looks at their figures.

    Raises UserMistake for another team's person, and while team figures are closed; one's own are always open.
    """
    if person.id != ctx.who.id:
        if not _share_team(ctx, person) and Role.ADMIN not in ctx.who.roles:
            raise UserMistake("team", "That is another team: ask its manager.")
        require_open(ctx, person.team)
    record_look(ctx, [person.id], look)


def record_look(ctx: Context, people: Iterable[int], look: Look) -> None:
    """Record for each of these people that their work was looked at; for who looks, none is written."""
    _record(ctx.work, ctx.who.id, people, look, ctx.at)


def record_account_look(ctx: Context, account: Account, people: Iterable[int]) -> None:
    """Record the same of whose work is shown with a customer, for who manages: a seller needs it to call."""
    if ctx.who.may(MANAGERS):
        record_look(ctx, people, Look(view=View.ACCOUNT, subject=account.name))


def record_operator_look(work: Work, people: Iterable[int], look: Look, at: datetime) -> None:
    """Record for each of these people that the operator's terminal showed their work."""
    _record(work, None, people, look, at)


def _record(work: Work, author: int | None, people: Iterable[int], look: Look, at: datetime) -> None:
    # In the transaction that reads the figures, so that no look goes unrecorded.
    for person in sorted(set(people) - {author}):
        work.audit.add(AuditAction.LOOKED, at, author=author, person=person, what=look.words)


def may_read_words(ctx: Context, account: Account) -> bool:
    """Whether the person may read what colleagues noted about an account.

    So may its owner, everybody where nobody owns it, the managers of the owner's team, and admins.
    """
    if account.owner in (None, ctx.who.id) or Role.ADMIN in ctx.who.roles:
        return True
    return ctx.who.may(MANAGERS) and _share_team(ctx, ctx.work.people.get(account.owner))


def reader_of(ctx: Context) -> WordReader:
    """Return whose words the person may find: the same that `may_read_words` says of each account."""
    manages = ctx.who.may(MANAGERS)
    alone = manages and ctx.who.team is None and not ctx.work.teams.any()
    everything = Role.ADMIN in ctx.who.roles or alone
    return WordReader(person=ctx.who.id, everything=everything, team=ctx.who.team if manages else None)


def authorize_account_change(ctx: Context, *accounts: Account) -> None:
    """Raise UserMistake for who may not rename, merge or close one of the accounts: who may read its words, may."""
    for account in accounts:
        if not may_read_words(ctx, account):
            owner = ctx.work.people.get(account.owner).name if account.owner else ""
            raise UserMistake(
                "account",
                "{account} is {owner}'s: ask {owner}, the manager of their team or an admin.",
                account=account.name,
                owner=owner,
            )


def record_change(ctx: Context, action: AuditAction, what: str, *owners: int | None) -> None:
    """Record for each owner, before and after, that theirs was changed; one's own change is not recorded.

    What belongs to nobody gets one record that names nobody.
    """
    named = sorted({owner for owner in owners if owner is not None})
    for owner in named or (None,):
        if owner != ctx.who.id:
            ctx.work.audit.add(action, ctx.at, author=ctx.who.id, person=owner, what=what)


def permitted_viewers(ctx: Context) -> list[Person]:
    """Return the active people who may see the asking person's figures: admins and the managers of the own team."""
    # In a company with teams nobody manages who is in none.
    managed = ctx.who.team is not None or not ctx.work.teams.any()
    found = {person.id: person for person in ctx.work.people.admins()}
    found |= {person.id: person for person in ctx.work.people.managers(ctx.who.team) if managed}
    return [found[id] for id in sorted(found) if found[id].active and id != ctx.who.id]


def viewers_line(ctx: Context) -> list[str]:
    """Return the sentence that names them, nothing where there is nobody."""
    names = ", ".join(viewer.name for viewer in permitted_viewers(ctx))
    return [ctx.t("me", "Who may look at your figures: {names}.", names=names)] if names else []


def _share_team(ctx: Context, person: Person) -> bool:
    """Whether two people are in one team; in a company without teams everybody is."""
    return person.team == ctx.who.team and (person.team is not None or not ctx.work.teams.any())
