"""What a command passes before it is carried out: the flood limit, the question about a line typed twice, roles."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.dispatch.command_call import CommandCall, CommandEvent
from bot.dispatch.flood import WINDOW
from bot.dispatch.programs import may_be_done_by_programs
from bot.dispatch.receipts import live_entries, repeat_key
from bot.dispatch.refusals import Flooded, RefusalReason, Refused, refusal, retyped
from bot.domain.inbound import Before
from bot.domain.people import Person
from bot.domain.work import Work
from bot.language.i18n import Translator
from bot.messages import codec
from bot.messages.card import Reply
from bot.messages.events import Line, Pressed, Submission, typed_line

LINES_A_MINUTE = 20


def is_limited(event: CommandEvent, *, reads: bool) -> bool:
    """Whether the flood limit applies: to limited lines, and to edits, limited presses and forms that change something.

    A press that only reads passes: the platform itself presses for a person, to draw their Home.
    """
    if isinstance(event, Line):
        return event.limited
    return not reads and not (isinstance(event, Pressed) and not event.limited)


def what_came_before(event: CommandEvent, work: Work, who: Person) -> Before:
    """Return what the receipt, the limits and the welcome rest on."""
    return work.inbound.before(event.key, who.id, repeat_key(event), event.at - WINDOW)


def check_flood(event: CommandEvent, before: Before, translator: Translator, refused: int) -> None:
    """Refuse an event when LINES_A_MINUTE of the same person changed something or were refused within WINDOW."""
    if refused + before.deliveries >= LINES_A_MINUTE:
        raise Flooded(refusal(translator, typed_line(event), RefusalReason.TOO_MANY_LINES, str(LINES_A_MINUTE)))


def retype_question(
    event: CommandEvent, before: Before, work: Work, who: Person, translator: Translator
) -> Reply | None:
    """Return the question whether a line counts again that was logged within WINDOW; None when it was not.

    A line whose entries were all taken back since was not logged: typing it again is how a mistake is mended.
    """
    if before.typed is None or not isinstance(event, Line | Submission):
        return None
    at, receipt = before.typed
    # A line that logged nothing, such as a setting, may be typed twice: its receipt holds no refs.
    live = live_entries(work, codec.unpack_reply(receipt).stored)
    refs = [entry.ref for entry in live]
    return retyped(translator, event, at.astimezone(ZoneInfo(who.zone)), refs) if refs else None


def check_roles(call: CommandCall, event: CommandEvent, who: Person, translator: Translator) -> None:
    """Refuse a command for which the person has none of the roles, and to a program what only people do."""
    if event.via and not may_be_done_by_programs(call):
        raise Refused(refusal(translator, typed_line(event), RefusalReason.BY_HAND))
    if not who.may(call.command.roles):
        raise Refused(refusal(translator, typed_line(event), RefusalReason.ROLE_MISSING))
