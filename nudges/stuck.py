"""What is stuck: parked and uncertain nudges, which an operator lists, sends again or drops; and what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.domain.audit import AuditAction
from bot.domain.outbox import Occurrence, Reason, Stage, State
from bot.domain.people import LEFT
from bot.domain.work import Work
from bot.records import record
from nudges.claim import name_of
from nudges.conditions import end_unsent
from nudges.planner import Picture, nudges_by_subject, picture_of


@record(kw_only=True)
class StuckNudge:
    """One occurrence as an operator reads it; `refused` says why it is not changed as the operator wants."""

    occurrence: Occurrence
    to: str
    local_time: str
    refused: str = ""

    def plain(self) -> dict[str, object]:
        """Return it for scripts."""
        nudge = self.occurrence
        values: dict[str, object] = {"id": nudge.id, "rule": nudge.rule, "to": self.to}
        values |= {"day": nudge.local_day.isoformat(), "local_time": self.local_time}
        return values | {"state": nudge.state, "why": nudge.reason, "refused": self.refused}


def stuck_nudges(work: Work, since: date, now: datetime) -> list[StuckNudge]:
    """Return what is parked or uncertain of the days from one on, the oldest first; not what was dropped.

    Before it what the platform does not take for now, which goes out by itself once it does.
    """
    found = [*work.outbox.waiting(since), *work.outbox.stuck(since)]
    return [_shown(picture_of(work, nudge, now), nudge) for nudge in found]


def send_again(work: Work, id: int, now: datetime) -> StuckNudge:
    """Let a parked or uncertain nudge come due again, unless it would not be sent; the addresses are tried again too.

    Raises LookupError for one that is neither parked nor uncertain, with what it is.
    """
    nudge = _stuck(work, id, now)
    picture = picture_of(work, nudge, now)
    if refused := _refusal(work, picture, nudge, now):
        return _shown(picture, nudge, refused)
    work.outbox.send_again(id, now)
    _open_addresses(work, nudge)
    work.audit.add(AuditAction.NUDGE_SENT_AGAIN, now, author=None, person=nudge.person, what=_what(nudge))
    return _shown(picture, replace(nudge, state=State.DUE, reason=""))


def drop(work: Work, id: int, now: datetime) -> StuckNudge:
    """Take a parked or uncertain nudge off the list, as it is: it still counts as what it is.

    Raises LookupError for one that is not on the list, with what it is.
    """
    nudge = _stuck(work, id, now)
    if not work.outbox.drop(id):
        raise LookupError(f"Nudge {id} was dropped already; snurr outbox retry {id} sends it, while its time lasts.")
    work.audit.add(AuditAction.NUDGE_DROPPED, now, author=None, person=nudge.person, what=_what(nudge))
    return _shown(picture_of(work, nudge, now), replace(nudge, reason=Reason.DROPPED))


def _stuck(work: Work, id: int, now: datetime) -> Occurrence:
    nudge = work.outbox.get(id)
    if nudge is None:
        raise LookupError(f"There is no nudge {id}: run snurr outbox to see which are parked, uncertain or wait.")
    if nudge.state not in (State.PARKED, State.UNCERTAIN):
        raise LookupError(f"Nudge {id} {_standing(work, nudge, now)}.")
    return nudge


def _standing(work: Work, nudge: Occurrence, now: datetime) -> str:
    """Return what a nudge is that is neither parked nor uncertain, and when it is sent if it is to be."""
    picture = picture_of(work, nudge, now)
    local = picture.local_text
    match nudge.state:
        case State.DUE if nudge.stage is Stage.REFUSED:
            tried = f"is tried again by itself at {local(max(nudge.due, now))}, until {local(nudge.until)}"
            return f"waits, as the platform takes no message for now ({nudge.reason}): it {tried}"
        case State.DUE:
            return f"is sent by itself at {local(max(nudge.due, now))}"
        case State.CLAIMED:
            return "is being sent now"
        case State.SENT:
            return f"was sent at {local(nudge.sent_at or nudge.due)}"
        case _:
            return f"is {nudge.state} ({nudge.reason}) and is not sent any more"


def _refusal(work: Work, picture: Picture, nudge: Occurrence, now: datetime) -> str:
    """Return why a nudge would not be sent, as the claim would decide; empty when it would."""
    planned = nudges_by_subject(picture).get((nudge.rule, nudge.subject))
    end = end_unsent(work, picture, planned, nudge, now, parked="")
    if end is None:
        return ""
    # Why no way round it: what comes after its hour is wrong by then, such as a good morning at noon.
    until = f": its time was until {picture.local_text(nudge.until)}" if end[0] is State.EXPIRED else ""
    return f"{end[1]}{until}"


def _open_addresses(work: Work, nudge: Occurrence) -> None:
    """Let the recipient's addresses be tried again; not those of an account that is no member there any more."""
    if nudge.person is None:
        work.teams.park(nudge.team or 0, "")
        return
    parked: Sequence[tuple[str, str]] = [
        (link.platform, link.target) for link in work.people.addresses(nudge.person) if link.parked not in ("", LEFT)
    ]
    for platform, target in parked:
        work.people.park(platform, target, "")


def _what(nudge: Occurrence) -> str:
    return f"{nudge.rule} {nudge.local_day.isoformat()}"


def _shown(picture: Picture, nudge: Occurrence, refused: str = "") -> StuckNudge:
    return StuckNudge(occurrence=nudge, to=name_of(picture), local_time=picture.local_text(nudge.due), refused=refused)
