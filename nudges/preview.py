"""Preview: what would be sent on a day, to whom, and why not; nothing is planned, claimed or sent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.domain.outbox import State
from bot.domain.work import Work
from nudges.claim import NudgeResult, name_of, nudge_result, outcome_text
from nudges.planner import Picture, PlannedNudge, attempt, skip_reason, unsent_nudges


def preview(work: Work, days: Sequence[Picture]) -> list[NudgeResult]:
    """Return what would be sent on the days of these recipients, and why not."""
    results: list[NudgeResult] = []
    for picture in days:
        found = attempt(partial(_preview_day, work, picture))
        results += [_not_shown(picture, found)] if isinstance(found, Exception) else found
    return sorted(results, key=lambda result: (result.local_time, result.to, result.rule))


def _preview_day(work: Work, picture: Picture) -> list[NudgeResult]:
    return [
        nudge_result(planned, planned.occurrence(), outcome)
        for planned in unsent_nudges(picture)
        if (outcome := _outlook(work, picture, planned))
    ]


def _not_shown(picture: Picture, error: Exception) -> NudgeResult:
    outcome = f"failed: {type(error).__name__}"
    return NudgeResult(rule="", to=name_of(picture), local_time=picture.day.isoformat(), outcome=outcome)


def _outlook(work: Work, picture: Picture, planned: PlannedNudge) -> str:
    """Return what would become of a nudge or what became of it, empty when it belongs to another day."""
    before = work.outbox.with_key(planned.key)
    if before and before.local_day != picture.day:
        return ""
    if before and before.state not in (State.DUE, State.CLAIMED):
        return "already sent" if before.state is State.SENT else outcome_text(before.state, before.reason)
    reason = skip_reason(picture, planned.rule) or planned.nudge.skip
    return f"skipped: {reason}" if reason else "would send"
