"""Replies that store nothing: an error in one sentence, a question back, a form for what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto
from typing import Literal, assert_never

from bot.errors import StoreBusy, StoreError, StoreFull, StoreInDoubt, UserMistake
from bot.language.i18n import Quoted, Translator
from bot.language.tokens import clean
from bot.messages.card import Button, Card, Reply, ReplyFailure, Text
from bot.messages.events import Line, Submission
from bot.messages.press import ONCE, Press, line_again, typed_values

ERROR_LIMIT = 600
SHOWN_LINE = 200
KEPT_LINE = 400
"""Characters shown of a line that could not be stored: enough to type it again."""
BUTTONS_IN_SIGHT = 3


class RefusalReason(Enum):
    """Why an event changed nothing; each reason has one sentence for the person."""

    NOT_A_MEMBER = auto()
    """The sender is a guest, a bot or deactivated on the platform."""
    REMOVED = auto()
    """An admin took the sender off the list, or another platform no longer has them."""
    UNIDENTIFIED = auto()
    """The platform could not say who the sender is, and nobody is known at the address."""
    NAME_REMOVED = auto()
    """The sender came as somebody whom an admin has removed; the admins were asked."""
    NO_COMMAND = auto()
    """The first words of a line name no command."""
    LINE_TOO_LONG = auto()
    FORBIDDEN_CHARACTER = auto()
    """A line or a field holds a character that nobody types and no screen shows."""
    NO_SUCH_BUTTON = auto()
    """The latest answer has no button with the typed label."""
    OUTDATED_BUTTON = auto()
    """The command of the button does not exist any more."""
    ROLE_MISSING = auto()
    BY_HAND = auto()
    """A program asked for what only people do."""
    TOO_MANY_LINES = auto()
    MISTAKE = auto()
    """The arguments or the handler refused what was typed."""
    BUG = auto()


SenderReason = Literal[
    RefusalReason.NOT_A_MEMBER, RefusalReason.REMOVED, RefusalReason.UNIDENTIFIED, RefusalReason.NAME_REMOVED
]
"""The reasons that lie in who the sender is."""


FAILURES = {RefusalReason.TOO_MANY_LINES: ReplyFailure.FLOOD, RefusalReason.BUG: ReplyFailure.BUG}
"""The reasons that may be none a minute later."""


class Refused(Exception):
    """Rolls the transaction back; `reply` says why nothing was stored, or asks back."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.error)
        self.reply = reply


class Flooded(Refused):
    """The sender did too much within a minute; this refusal is not counted itself."""


def refusal(translator: Translator, line: str, reason: RefusalReason, detail: str = "") -> Reply:
    """Return the one sentence that says what was wrong, that nothing was saved, and the line as typed.

    `detail` is what the sentence names: the word, the limit, the label, the number in the log, or a mistake's sentence.
    """
    sentence = _sentence(translator, reason, detail)
    shown = " ".join(clean(line).split())[:SHOWN_LINE]
    if shown:
        sentence = translator.t("error", '"{line}": {problem} Not saved.', line=shown, problem=sentence)
    sentence = " ".join(sentence.split())[:ERROR_LIMIT]
    failure = FAILURES.get(reason, ReplyFailure.NONE)
    return Reply(card=Card(body=(Text(text=sentence),)), ok=False, error=sentence, failure=failure)


def _sentence(translator: Translator, reason: RefusalReason, detail: str) -> str:
    match reason:
        case (
            RefusalReason.NOT_A_MEMBER | RefusalReason.REMOVED | RefusalReason.UNIDENTIFIED | RefusalReason.NAME_REMOVED
        ):
            return _sender_sentence(translator, reason)
        case RefusalReason.NO_COMMAND:
            wrong = translator.t("error", '"{word}" is not a command: type “help” to see them all.', word=detail)
            return wrong if detail else translator.t("error", "Type what happened, for example “call acme”, or “help”.")
        case RefusalReason.LINE_TOO_LONG:
            return translator.t("dispatch", "A line holds at most {limit} characters.", limit=detail)
        case RefusalReason.FORBIDDEN_CHARACTER:
            return translator.t(
                "dispatch", "The text holds {character}, which no screen shows: type it without.", character=detail
            )
        case RefusalReason.NO_SUCH_BUTTON:
            return translator.t("dispatch", "There is no button {label} on the latest answer.", label=Quoted(detail))
        case RefusalReason.OUTDATED_BUTTON:
            return translator.t("dispatch", "That button no longer works: type “help”.")
        case RefusalReason.ROLE_MISSING:
            return translator.t("dispatch", "That needs another role: ask an admin of your team.")
        case RefusalReason.BY_HAND:
            return translator.t("dispatch", "No program can do that for you: type it yourself.")
        case RefusalReason.TOO_MANY_LINES:
            return translator.t(
                "dispatch", "That was more than {limit} lines in a minute: wait a little.", limit=detail
            )
        case RefusalReason.MISTAKE:
            return detail
        case RefusalReason.BUG:
            return translator.t(
                "error",
                "Something went wrong on our side. Try again, or tell your admin the number {reference}.",
                reference=detail,
            )
        case _:
            assert_never(reason)


def _sender_sentence(translator: Translator, reason: SenderReason) -> str:
    match reason:
        case RefusalReason.NOT_A_MEMBER:
            return translator.t("error", "Only full members of this workspace, not guests, can use Snurr.")
        case RefusalReason.REMOVED:
            return translator.t("error", "You are no longer on the list here: ask an admin to add you again.")
        case RefusalReason.UNIDENTIFIED:
            return translator.t("error", "I could not find out who you are: try again in a minute.")
        case RefusalReason.NAME_REMOVED:
            return translator.t(
                "error", "Somebody of your name was taken off the list. The admins are asked to let you in."
            )
        case _:
            assert_never(reason)


def mistake_sentence(translator: Translator, mistake: UserMistake) -> str:
    """Return a mistake in the person's language."""
    return translator.t(mistake.context, mistake.message, **mistake.values)


def unstored(translator: Translator, line: str, error: StoreError, *, reads: bool) -> Reply:
    """Return the sentence for a store that failed, with the typed text in it so that it is not lost.

    `reads` is whether the command changes nothing.
    """
    match error:
        # Nothing was to be stored, so "Not logged" would alarm for nothing.
        case _ if reads:
            sentence = translator.t("error", "The log cannot be read right now. Try again in a minute.")
        case StoreFull():
            sentence = translator.t("error", "Not logged: disk full. Ask your admin to make room, then type it again.")
        case StoreBusy():
            sentence = translator.t("error", "Not logged: the log is busy. Try again in a minute.")
        case StoreInDoubt():
            sentence = translator.t("error", "Perhaps logged: the log gave no answer. Type “today” to see.")
        case _:
            sentence = translator.t("error", "Not logged: the log cannot be written. Tell your admin.")
    typed = " ".join(line.split())[:KEPT_LINE]
    if typed:
        sentence = translator.t("error", "{problem} Your text: {line}", problem=sentence, line=typed)
    return Reply(card=Card(body=(Text(text=sentence),)), ok=False, error=sentence, failure=ReplyFailure.STORE)


def retyped(translator: Translator, event: Line | Submission, at: datetime, refs: Sequence[str]) -> Reply:
    """Say that the same line was logged at `at`, the person's local time, and offer to count it again."""
    sentence = translator.t(
        "dispatch", "This line was already logged at {time} ({ref}).", time=translator.time(at), ref=", ".join(refs)
    )
    once = event.key or event.at.isoformat()
    press = line_again(event.text, once=once) if isinstance(event, Line) else press_again(event, once)
    again = Button(label=translator.t("button", "Log it again"), press=press)
    return Reply(card=Card(body=(Text(text=sentence),), buttons=(again,) if press.fits else ()), ok=not event.via)


def press_again(event: Submission, once: str) -> Press:
    """Return the press that carries out what was filled in again, once under a key."""
    return Press(verb=event.verb, values={**event.kept, **typed_values(event.values), ONCE: once})
