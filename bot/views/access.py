"""Who may see whose figures; checked when figures are asked for, so that a button grants nothing."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.domain.audit import AuditAction
from bot.domain.people import Person, Role
from bot.domain.teams import Team
from bot.errors import UserMistake
from bot.views.figures import is_group, sellers


def authorized_team(ctx: Context, named: Team | None = None) -> Team | None:
    """Return the team whose sums are shown: `named`, else the person's own, None for the whole company.

    Raises UserMistake for another team than the own one, and for who is in no team; an admin may see every team.
    """
    admin = Role.ADMIN in ctx.who.roles
    if named:
        if named.id != ctx.who.team and not admin:
            raise UserMistake("team", "That is another team: ask its manager.")
        return named
    if ctx.who.team:
        return ctx.work.teams.get(ctx.who.team)
    # In a company without teams everybody is one team, so its sums are the own ones.
    if ctx.work.teams.all() and not admin:
        raise UserMistake("team", "You are in no team yet: ask an admin to put you into one.")
    return None


def authorize_person_view(ctx: Context, person: Person, period: str) -> None:
    """Record for `person` that somebody else looks at their figures; raises UserMistake for another team's person."""
    if person.id == ctx.who.id:
        return
    if not _share_team(ctx, person) and Role.ADMIN not in ctx.who.roles:
        raise UserMistake("team", "That is another team: ask its manager.")
    # In the transaction that reads the figures, so that no look goes unrecorded.
    ctx.work.audit.add(AuditAction.LOOKED, ctx.at, author=ctx.who.id, person=person.id, what=period)


def record_team_view(ctx: Context, team: Team | None, period: str) -> bool:
    """Return whether the team is large enough that its sums reveal nobody; else record the look for each seller."""
    team_id = team.id if team else None
    if is_group(ctx.work, team_id):
        return True
    for seller in sellers(ctx.work, team_id):
        if seller.id != ctx.who.id:
            ctx.work.audit.add(AuditAction.LOOKED, ctx.at, author=ctx.who.id, person=seller.id, what=period)
    return False


def permitted_viewers(ctx: Context) -> list[Person]:
    """Return the active people who may see the asking person's figures: admins and the managers of the own team."""
    others = (person for person in ctx.work.people.everyone() if person.active and person.id != ctx.who.id)
    return [
        other
        for other in others
        if Role.ADMIN in other.roles or (Role.MANAGER in other.roles and _share_team(ctx, other))
    ]


def _share_team(ctx: Context, person: Person) -> bool:
    """Whether two people are in one team; in a company without teams everybody is."""
    return person.team == ctx.who.team and (person.team is not None or not ctx.work.teams.all())
