"""Whose figures somebody may see: decided when they are asked for, never when a button is shown."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.domain.people import Person, Role
from bot.domain.teams import Team
from bot.errors import UserMistake
from bot.views.figures import is_group, sellers


def team_asked(ctx: Context, named: Team | None = None) -> Team | None:
    """Return the team whose sums are meant, None for the whole company; raises UserMistake for another's."""
    admin = Role.ADMIN in ctx.who.roles
    if named:
        if named.id != ctx.who.team and not admin:
            raise UserMistake("team", "That is another team: ask its manager.")
        return named
    if ctx.who.team:
        return ctx.work.teams.get(ctx.who.team)
    if ctx.work.teams.all() and not admin:
        raise UserMistake("team", "You are in no team yet: ask an admin to put you into one.")
    return None


def person_asked(ctx: Context, person: Person, what: str) -> None:
    """Let the person see who looks at figures that are not the looker's own; raises UserMistake for another team's."""
    if person.id == ctx.who.id:
        return
    if not _same(ctx, person) and Role.ADMIN not in ctx.who.roles:
        raise UserMistake("team", "That is another team: ask its manager.")
    ctx.work.people.add_look(person.id, ctx.who.id, what, ctx.at)


def group_asked(ctx: Context, team: Team | None, what: str) -> bool:
    """Whether a sum tells nothing about one person; if it does, each of the few can see who looked."""
    number = team.id if team else None
    if is_group(ctx.work, number):
        return True
    for seller in sellers(ctx.work, number):
        if seller.id != ctx.who.id:
            ctx.work.people.add_look(seller.id, ctx.who.id, what, ctx.at)
    return False


def lookers(ctx: Context) -> list[Person]:
    """Return who may look at the figures of whoever asks."""
    others = (person for person in ctx.work.people.everyone() if person.active and person.id != ctx.who.id)
    return [
        other for other in others if Role.ADMIN in other.roles or (Role.MANAGER in other.roles and _same(ctx, other))
    ]


def _same(ctx: Context, person: Person) -> bool:
    """Whether two people share a team, or the company has none."""
    return person.team == ctx.who.team and (person.team is not None or not ctx.work.teams.all())
