"""The outbox in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.domain.outbox import Occurrence, Reason, Stage, State, Tally
from storage.columns import day_of, instant_of, text_of
from storage.connection import Connection, Row, Value
from storage.queries import queries

SQL = queries("outbox")
LONGEST_WINDOW = timedelta(days=40)
"""For longer than this no nudge may be said after the day that it is of; a few working days, over any holidays."""


class SqlOutbox:
    """The occurrences of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def plan(self, occurrence: Occurrence) -> bool:
        """Add an occurrence; False when its key was planned before."""
        o = occurrence
        return bool(
            self._db.change_rows(
                SQL.plan,
                key=o.key,
                rule=o.rule,
                person=o.person,
                team=o.team,
                local_day=o.local_day.isoformat(),
                due=text_of(o.due),
                until=text_of(o.until),
                subject=o.subject,
                repeat_day=o.repeat_day.isoformat() if o.repeat_day else None,
                snoozes=o.snoozes,
                state=o.state,
                stage=o.stage,
            )
        )

    def move(self, occurrence: int, to: Occurrence) -> bool:
        """Let an occurrence that is due come when another one would, in its place; False when it is on its way."""
        moved = {
            "key": to.key,
            "local_day": to.local_day.isoformat(),
            "due": text_of(to.due),
            "until": text_of(to.until),
        }
        return bool(self._db.change_rows(SQL.move, id=occurrence, snoozes=to.snoozes, **moved))

    def get(self, occurrence: int) -> Occurrence | None:
        """Return one occurrence, if it is there."""
        row = self._db.row(SQL.get, id=occurrence)
        return _occurrence(row) if row else None

    def claim(self, at: datetime, owner: str, lease_until: datetime, limit: int) -> Sequence[Occurrence]:
        """Take at most `limit` occurrences that are due, and all that is due to their recipients; the first due first.

        1. `claim` takes what would soonest be too late, and what the end of a lease left behind.
        2. Where the limit cut it off, `claim_along` takes what else is due to the recipients of the last ones.
        3. Rows that another process is changing are left to it, and while another one claims, nothing is claimed: two
           processes never hold the same occurrence, nor those of one recipient's day.
        """
        lease = {"at": text_of(at), "owner": owner, "lease": text_of(lease_until)}
        # Why claim first: claim_along joins with what was just claimed, and would find nothing.
        rows = self._db.rows(SQL.claim, limit=limit, **lease)
        if len(rows) == limit:
            rows += self._db.rows(SQL.claim_along, **lease)
        return sorted((_occurrence(row) for row in rows), key=lambda o: (o.due, o.id))

    def claimable(self, at: datetime) -> bool:
        """Whether anything is due, or was left behind by a dead process."""
        return self._db.row(SQL.claimable, at=text_of(at)) is not None

    def reopen(self, at: datetime) -> int:
        """Let what ended before it was due, because the clock was ahead, come due after all; return how many."""
        since = (at - LONGEST_WINDOW).date().isoformat()
        return self._db.change_rows(SQL.reopen, at=text_of(at), since=since)

    def finish(self, occurrence: Occurrence, owner: str) -> bool:
        """Store how a claimed occurrence ended; False when the lease was lost."""
        o = occurrence
        sent_at = text_of(o.sent_at) if o.sent_at else None
        return bool(
            self._db.change_rows(
                SQL.finish,
                id=o.id,
                state=o.state,
                reason=o.reason,
                note=o.note,
                receipt=o.receipt,
                words=o.words,
                sent_at=sent_at,
                owner=owner,
            )
        )

    def confirm(self, occurrence: Occurrence) -> bool:
        """Store that a message arrived which was given up because its answer was lost; False when it was not."""
        o = occurrence
        values: dict[str, Value] = {"note": o.note, "receipt": o.receipt, "words": o.words}
        sent_at = text_of(o.sent_at) if o.sent_at else None
        return bool(self._db.change_rows(SQL.confirm, id=o.id, sent_at=sent_at, lost=Reason.ANSWER_LOST, **values))

    def mark_uncertain(self, occurrence: Occurrence) -> None:
        """Note that a process whose lease was lost had sent a message of its own, so that there may be two."""
        self._db.change(SQL.mark_uncertain, id=occurrence.id, receipt=occurrence.receipt, reason=Reason.PERHAPS_TWICE)

    def mark_answered(self, occurrence: int) -> None:
        """Note that its reader answered it."""
        self._db.change(SQL.mark_answered, id=occurrence)

    def retry(self, occurrence: Occurrence, owner: str, at: datetime) -> bool:
        """Let a claimed occurrence come due again later; False when the lease was lost."""
        o = occurrence
        return bool(
            self._db.change_rows(
                SQL.retry,
                id=o.id,
                due=text_of(at),
                stage=o.stage,
                reason=o.reason,
                message=o.message,
                message_send=o.message_send,
                attempt=o.attempt,
                owner=owner,
            )
        )

    def mark_sending(self, occurrence: Occurrence, owner: str, lease_until: datetime) -> bool:
        """Note that a send begins, under a fresh lease; False when the lease was lost."""
        o = occurrence
        return bool(
            self._db.change_rows(
                SQL.mark_sending,
                id=o.id,
                stage=Stage.SENDING,
                words=o.words,
                message=o.message,
                message_send=o.message_send,
                at=text_of(o.sent_at) if o.sent_at else None,
                lease=text_of(lease_until),
                owner=owner,
            )
        )

    def of_day(self, person: int, day: date) -> Sequence[Occurrence]:
        """Return what came due for a person on a local day."""
        return self.between(person, day, day)

    def between(self, person: int, first: date, last: date) -> Sequence[Occurrence]:
        """Return what came due for a person on the days of a period."""
        rows = self._db.rows(SQL.between, person=person, first=first.isoformat(), last=last.isoformat())
        return [_occurrence(row) for row in rows]

    def said(self, person: int, first: date, last: date) -> Mapping[tuple[str, str], bool]:
        """Return by rule and subject what came due for a person in a period: whether it was sent, or still may be."""
        rows = self._db.rows(SQL.said, person=person, first=first.isoformat(), last=last.isoformat())
        return {(row["rule"], row["subject"]): not row["unsent"] for row in rows}

    def mark_helped(self, occurrence: int, helped: str) -> None:
        """Note what its reader said of it, "yes" or "no"."""
        self._db.change(SQL.mark_helped, id=occurrence, helped=helped)

    def unanswered(self, person: int, first: date, last: date, least: int) -> frozenset[str]:
        """Return the rules of which so many nudges at least were sent to a person in a period, and none answered.

        One of which they said that it helped counts as answered, one that did not help as unanswered.
        """
        span = {"first": first.isoformat(), "last": last.isoformat()}
        return frozenset(row["rule"] for row in self._db.rows(SQL.unanswered, person=person, least=least, **span))

    def kept_ever(self, person: int, rule: str, text: str) -> bool:
        """Whether a text was ever kept with a nudge of a rule to a person."""
        return bool(self._db.rows(SQL.kept_ever, person=person, rule=rule, text=f"%{text}%"))

    def at_receipt(self, receipt: str) -> Sequence[Occurrence]:
        """Return what one message carried."""
        return [_occurrence(row) for row in self._db.rows(SQL.at_receipt, receipt=receipt)]

    def sent(self, rule: str, team: int, limit: int = 30) -> Sequence[Occurrence]:
        """Return what a rule sent to a team, newest first."""
        return [_occurrence(row) for row in self._db.rows(SQL.sent, rule=rule, team=team, limit=limit)]

    def with_key(self, key: str) -> Occurrence | None:
        """Return the occurrence of a key, if it was ever planned."""
        row = self._db.row(SQL.with_key, key=key)
        return _occurrence(row) if row else None

    def next_due(self) -> datetime | None:
        """Return when the next occurrence comes due."""
        due = self._db.rows(SQL.next_due)[0]["due"]
        return instant_of(due) if due else None

    def stuck(self, since: date) -> Sequence[Occurrence]:
        """Return what is parked or uncertain of the days from one on, but what an operator dropped; oldest first."""
        rows = self._db.rows(SQL.stuck, since=since.isoformat(), dropped=Reason.DROPPED)
        return [_occurrence(row) for row in rows]

    def waiting(self, since: date) -> Sequence[Occurrence]:
        """Return what the platform does not take for now, of the days from one on; the oldest first."""
        return [_occurrence(row) for row in self._db.rows(SQL.waiting, since=since.isoformat())]

    def unpark(self, at: datetime, *, person: int | None = None, team: int | None = None) -> None:
        """Let what was parked of a person or a team who can be reached now come due again, unless it is too late."""
        span = {"since": (at - LONGEST_WINDOW).date().isoformat(), "at": text_of(at), "dropped": Reason.DROPPED}
        if person is not None:
            self._db.change(SQL.unpark_person, person=person, **span)
        if team is not None:
            self._db.change(SQL.unpark_team, team=team, **span)

    def send_again(self, occurrence: int, at: datetime) -> bool:
        """Let what is parked or uncertain come due once more, with all its tries; False when it is not, or too late."""
        return bool(self._db.change_rows(SQL.send_again, id=occurrence, at=text_of(at)))

    def drop(self, occurrence: int) -> bool:
        """Take what is parked or uncertain off the list of what is stuck; False when it is not on it."""
        return bool(self._db.change_rows(SQL.drop, id=occurrence, dropped=Reason.DROPPED))

    def tallies(self, first: date, last: date) -> Sequence[Tally]:
        """Return how the occurrences of a period ended, by local day and recipient."""
        rows = self._db.rows(SQL.tallies, first=first.isoformat(), last=last.isoformat())
        return [
            Tally(day=day_of(row["local_day"]), **{k: v for k, v in dict(row).items() if k != "local_day"})
            for row in rows
        ]

    def answer(self, team: int, day: date, person: int, choice: str) -> None:
        """Keep a person's answer to the question of the day."""
        self._db.change(SQL.answer, team=team, day=day.isoformat(), person=person, choice=choice)

    def answers(self, team: int, day: date) -> Mapping[str, int]:
        """Return how many gave which answer, never who."""
        return {r["choice"]: r["people"] for r in self._db.rows(SQL.answers, team=team, day=day.isoformat())}


def _occurrence(row: Row) -> Occurrence:
    return Occurrence(
        id=row["id"],
        key=row["key"],
        rule=row["rule"],
        person=row["person"],
        team=row["team"],
        local_day=day_of(row["local_day"]),
        due=instant_of(row["due"]),
        until=instant_of(row["until"]),
        subject=row["subject"],
        repeat_day=day_of(row["repeat_day"]) if row["repeat_day"] else None,
        snoozes=row["snoozes"],
        state=State(row["state"]),
        stage=Stage(row["stage"]) if row["stage"] else None,
        reason=row["reason"],
        note=row["note"],
        attempt=row["attempt"],
        receipt=row["receipt"],
        message=row["message"],
        message_send=row["message_send"],
        words=row["words"],
        sent_at=instant_of(row["sent_at"]) if row["sent_at"] else None,
        answered=bool(row["answered"]),
        helped=row["helped"],
    )
