"""What a command passes before it is carried out: the flood limit, the question about a line typed twice, roles."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.dispatch.command_call import CommandCall, CommandEvent
from bot.dispatch.flood import FLOOD_WINDOW
from bot.dispatch.receipts import live_entries, retype_key
from bot.dispatch.refusals import Flooded, RefusalReason, Refused, refusal, retyped
from bot.domain.people import Person
from bot.domain.work import Work
from bot.language.i18n import Translator
from bot.messages import codec
from bot.messages.card import Reply
from bot.messages.events import Line, typed_line

LINES_A_MINUTE = 20
RETYPE_WINDOW = timedelta(seconds=60)


def is_limited(event: CommandEvent, *, reads: bool) -> bool:
    """Whether the flood limit applies: to limited lines, and to edits, presses and forms that would change something.

    A press that only reads passes: the platform itself presses for a person, to draw their Home.
    """
    return event.limited if isinstance(event, Line) else not reads


def look_ahead(event: CommandEvent, work: Work, who: Person) -> None:
    """Let the store fetch at once what the receipt, the limits and the welcome need."""
    line = retype_key(event.text) if isinstance(event, Line) and event.limited else ""
    work.inbound.look_ahead(event.key, who.id, line, event.at - FLOOD_WINDOW)
    if line:
        work.entries.look_ahead(who.id)


def check_flood(event: CommandEvent, work: Work, who: Person, translator: Translator, refused: int) -> None:
    """Refuse an event when LINES_A_MINUTE of the same person changed something or were refused in the last minute."""
    if refused + work.inbound.count_deliveries(who.id, event.at - FLOOD_WINDOW) >= LINES_A_MINUTE:
        raise Flooded(refusal(translator, typed_line(event), RefusalReason.TOO_MANY_LINES, str(LINES_A_MINUTE)))


def retype_question(event: Line, work: Work, who: Person, translator: Translator) -> Reply | None:
    """Return the question whether a line counts again that was logged within RETYPE_WINDOW; None when it was not.

    A line whose entries were all taken back since was not logged: typing it again is how a mistake is mended.
    """
    before = work.inbound.typed(who.id, retype_key(event.text), event.at - RETYPE_WINDOW)
    if before is None:
        return None
    at, receipt = before
    # A line that logged nothing, such as a setting, may be typed twice: its receipt holds no refs.
    live = live_entries(work, codec.unpack_reply(receipt).stored)
    refs = [entry.ref for entry in live]
    return retyped(translator, event, at.astimezone(ZoneInfo(who.zone)), refs) if refs else None


def check_roles(call: CommandCall, event: CommandEvent, who: Person, translator: Translator) -> None:
    """Refuse a command for which the person has none of the roles."""
    if not who.may(call.command.roles):
        raise Refused(refusal(translator, typed_line(event), RefusalReason.ROLE_MISSING))
