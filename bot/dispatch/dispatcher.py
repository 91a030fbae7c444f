"""From an event to its reply: who, may they, what did they say, do it once, answer.

The whole of it is one synchronous function in one transaction; what is refused rolls everything back.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

import structlog

from bot.arguments.parser import Ambiguous, MissingArguments, ParseContext, RawArguments, parse
from bot.clock import known_zone
from bot.dispatch.context import Context
from bot.dispatch.platform_changes import channel_changed, profile_changed
from bot.dispatch.refusals import ask_form, asked_for, form_again, pick, refusal, retyped, unknown_verb, unstored
from bot.dispatch.registry import Command, Registry
from bot.dispatch.welcome import is_first, welcomed
from bot.domain.entries import Entry, Kind, undo
from bot.domain.first_contact import find_person, register_person
from bot.domain.inbound import same_as
from bot.domain.people import Person, Role
from bot.domain.work import Work
from bot.errors import StoreError, UserMistake
from bot.language.i18n import Translator, language_of, translator_for
from bot.language.names import fold
from bot.language.tokens import Token, clean, tokens
from bot.logs import request_id
from bot.messages import codec
from bot.messages.card import Reply
from bot.messages.events import (
    ChannelChanged,
    Contact,
    Correction,
    Event,
    Line,
    MemberStatus,
    Pressed,
    ProfileChanged,
    Submission,
)
from bot.messages.press import NO_BUTTON
from bot.ports import Store

log = structlog.get_logger()

RETYPED = timedelta(seconds=60)
LINES_A_MINUTE = 20
LINE_LIMIT = 4000
"""Characters; more than any command has use for."""


class UnknownSender(Exception):
    """Nobody is known at the event's address yet, or it was refused and works again, as the event shows."""


class Refusal(Exception):
    """Nothing may be stored; `reply` says why, or asks back."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.error)
        self.reply = reply


@dataclass(frozen=True, kw_only=True)
class CommandCall:
    """A command with what came along: words, typed fields, machine values."""

    command: Command
    given: RawArguments
    line: str
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Dispatcher:
    """Answers events; `admins` are addresses and mails of people who are admin from first contact."""

    store: Store
    registry: Registry
    admins: frozenset[str] = frozenset()

    async def __call__(self, event: Event) -> Reply:
        """Return the reply to an event; whatever it stored is on disk by then."""
        try:
            return await self._answer(event)
        except Refusal as refused:
            return refused.reply
        except StoreError as error:
            log.warning("store.refused", platform=event.sender.platform, reason=type(error).__name__)
            return unstored(await self._words(event), _typed(event), error, reads=self._only_reads(event))
        except Exception:  # a bug must never reach the person, and the loop must survive it
            log.exception("dispatch.bug", platform=event.sender.platform, request=(reference := request_id()))
            return refusal(translator_for(language_of(event.sender.language)), _line(event), "bug", reference)

    async def _words(self, event: Event) -> Translator:
        """Return the person's words as far as the log can still be read, else those that the platform hints at."""
        sender, language = event.sender, ""
        with suppress(StoreError):
            who = await self.store.read(
                lambda work: find_person(work, sender.platform, sender.user, sender.name), event.tenant
            )
            language = who.language if who else ""
        return translator_for(language or language_of(sender.language))

    async def _answer(self, event: Event) -> Reply:
        run = self.store.read if self._only_reads(event) else self.store.write
        answer = partial(answered, self.registry, event)
        if isinstance(event, ProfileChanged | ChannelChanged):
            tell = (
                partial(profile_changed, event)
                if isinstance(event, ProfileChanged)
                else partial(channel_changed, event)
            )
            await self.store.write(tell, event.tenant)
            return Reply()
        if self._listed(event) and not await self.store.read(partial(_appointed, event), event.tenant):
            await self.store.write(partial(self._meet, event), event.tenant)
        try:
            return await run(answer, event.tenant)
        except UnknownSender:
            await self.store.write(partial(self._meet, event), event.tenant)
            return await run(answer, event.tenant)

    def _only_reads(self, event: Event) -> bool:
        if isinstance(event, Line):
            found = self.registry.find([word.text for word in _words(event.text[:LINE_LIMIT])[:2]])
            return found is not None and found[0].reads
        if not isinstance(event, Pressed | Submission):
            return isinstance(event, Contact)
        verb = event.press.verb if isinstance(event, Pressed) else event.verb
        return verb in self.registry.by_word and self.registry.get(verb).reads

    def _listed(self, event: Event) -> bool:
        """Whether the settings name the sender as an admin."""
        sender = event.sender
        names = {f"{sender.platform}:{sender.user}".casefold(), sender.mail.casefold()} - {""}
        return sender.standing is MemberStatus.MEMBER and bool(names & self.admins)

    def _meet(self, event: Event, work: Work) -> None:
        sender = event.sender
        admin = self._listed(event) or (isinstance(event, Contact) and event.installer)
        person = register_person(work, sender.platform, sender.user, sender.name, event.at, admin=admin)
        work.people.change(person.id, hint_zone=known_zone(sender.zone), hint_language=sender.language)


def _appointed(event: Event, work: Work) -> bool:
    """Whether the sender is admin already; somebody met before the settings named them is not."""
    person = work.people.at_address(event.sender.platform, event.sender.user)
    return person is None or {Role.ADMIN, Role.MANAGER} <= person.roles


def answered(registry: Registry, event: Event, work: Work) -> Reply:
    """Return the reply to an event within one transaction; raises Refused when nothing may be stored."""
    who = _person(event, work)
    if event.key and (receipt := work.inbound.receipt(event.key)):
        return replace(codec.unpack_reply(receipt), repeated=True)
    if isinstance(event, Contact):
        return Reply()
    say = translator_for(who.language)
    try:
        return _carried_out(registry, event, work, who, say)
    except UserMistake as mistake:
        problem = say.t(mistake.context, mistake.message, **mistake.values)
        raise Refusal(refusal(say, _line(event), "mistake", problem)) from mistake


def _person(event: Event, work: Work) -> Person:
    sender = event.sender
    if sender.standing not in (MemberStatus.MEMBER, MemberStatus.UNKNOWN):
        raise Refusal(refusal(translator_for(language_of(sender.language)), _line(event), "stranger"))
    person = find_person(work, sender.platform, sender.user, sender.name)
    if person is None and sender.standing is MemberStatus.UNKNOWN:
        raise Refusal(refusal(translator_for(language_of(sender.language)), _line(event), "unknown"))
    reach = work.people.reach(sender.platform, sender.user)
    if person is None or (reach and reach.parked):
        raise UnknownSender
    if not person.active:
        raise Refusal(refusal(translator_for(person.language), _line(event), "stranger"))
    return person


def _carried_out(registry: Registry, event: Event, work: Work, who: Person, say: Translator) -> Reply:
    asked = _asked(registry, event, say)
    asked = replace(asked, key=f"{asked.key}:{who.id}" if asked.key else "")
    if isinstance(event, Line) and event.limited:
        _unhurried(event, work, who)
        if already := _typed_before(event, work, who, say):
            return already
    if asked.key and (receipt := work.inbound.receipt(asked.key)):
        return replace(codec.unpack_reply(receipt), repeated=True)
    if not who.may(asked.command.roles):
        raise UserMistake("dispatch", "That needs another role: ask an admin of your team.")
    old, first = _logged_before(event, work, who), is_first(event, work, who)
    reply = _run(asked, event, work, who, say, old[0] if len(old) == 1 else None)
    for entry in old:
        if entry.ref not in reply.stored:
            undo(work.entries, entry, event.at)
    pressed = event.receipt if isinstance(event, Pressed | Submission) else ""
    if pressed and len(work.outbox.at_receipt(pressed)) == 1:
        reply = replace(reply, replaces=True)
    if first and not asked.command.reads:
        reply = welcomed(reply, translator_for(work.people.get(who.id).language))
    if not asked.command.reads:
        _keep(event, asked, reply, work, who)
    return reply


def _asked(registry: Registry, event: Event, say: Translator) -> CommandCall:
    if isinstance(event, Line | Correction):
        return _from_line(registry, event.text, say)
    if isinstance(event, Pressed):
        return _from_values(registry, event.press.verb, event.press.values, {}, say)
    assert isinstance(event, Submission)
    return _from_values(registry, event.verb, event.kept, event.values, say)


def _from_line(registry: Registry, text: str, say: Translator) -> CommandCall:
    if len(text) > LINE_LIMIT:
        raise UserMistake("dispatch", "A line holds at most {limit} characters.", limit=LINE_LIMIT)
    typed = _words(text)
    found = registry.find([word.text for word in typed[:2]])
    if found is None or found[0].hidden:
        raise Refusal(unknown_verb(registry, say, text, typed))
    command, count = found
    return CommandCall(command=command, given=RawArguments(words=typed[count:]), line=text)


def _from_values(
    registry: Registry, verb: str, kept: Mapping[str, str], typed: Mapping[str, str], say: Translator
) -> CommandCall:
    """Read the values of a button or form: `~name` was typed, `~` is the rest of a line, `once` counts once."""
    if verb == "again":
        return replace(_from_line(registry, kept.get("line", ""), say), key=f"once:{kept.get('once', '')}")
    if verb == NO_BUTTON:
        label = f'"{clean(kept.get("label", ""))[:40]}"'
        raise UserMistake("dispatch", "There is no button {label} on the latest answer.", label=label)
    if fold(verb) not in registry.by_word:
        raise UserMistake("dispatch", "That button is no longer known: type help.")
    carried = {name[1:]: text for name, text in kept.items() if name.startswith("~") and name != "~"}
    machine = {n: v for n, v in kept.items() if not n.startswith("~") and n != "once"}
    given = RawArguments(words=tokens(kept.get("~", "")), typed=carried | dict(typed), machine=machine)
    key = f"once:{kept['once']}" if "once" in kept else ""
    return CommandCall(command=registry.get(verb), given=given, line=verb, key=key)


def _logged_before(event: Event, work: Work, who: Person) -> list[Entry]:
    """Return the live entries of the message that a correction is about."""
    receipt = work.inbound.receipt(_origin(event)) if isinstance(event, Correction) else None
    refs = codec.unpack_reply(receipt).stored if receipt else ()
    found = (work.entries.live(Kind(ref[0]), int(ref[1:])) for ref in refs)
    return [each for each in found if each and each.person == who.id]


def _origin(event: Line | Correction) -> str:
    return f"origin:{event.origin}"


def _run(
    asked: CommandCall, event: Event, work: Work, who: Person, say: Translator, corrects: Entry | None = None
) -> Reply:
    today = event.at.astimezone(ZoneInfo(who.zone)).date()
    writes = not asked.command.reads
    context = ParseContext(work=work, who=who, translator=say, at=event.at, today=today, writes=writes)
    try:
        values = parse(asked.command.args, asked.given, context)
        ctx = Context(
            work=work,
            who=who,
            at=event.at,
            today=today,
            translator=say,
            place=event.place,
            line=asked.line,
            corrects=corrects,
        )
        return asked.command.handler(ctx, **values)
    except UserMistake as mistake:
        if isinstance(event, Submission) and asked_for(asked.command, asked.given):
            problem = say.t(mistake.context, mistake.message, **mistake.values)
            raise Refusal(form_again(asked.command, asked.given, {mistake.field: problem}, context)) from mistake
        raise
    except Ambiguous as ambiguous:
        raise Refusal(pick(asked.command, asked.given, ambiguous, say, _line(event))) from ambiguous
    except MissingArguments as missing:
        if isinstance(event, Submission):
            needed = dict.fromkeys(missing.names, say.t("form", "This is needed."))
            raise Refusal(form_again(asked.command, asked.given, needed, context)) from missing
        raise Refusal(ask_form(asked.command, asked.given, missing, context)) from missing


def _unhurried(event: Line, work: Work, who: Person) -> None:
    if work.inbound.count(who.id, event.at - timedelta(minutes=1)) >= LINES_A_MINUTE:
        raise UserMistake(
            "dispatch", "That was more than {limit} lines in a minute: wait a little.", limit=LINES_A_MINUTE
        )


def _typed_before(event: Line, work: Work, who: Person, say: Translator) -> Reply | None:
    before = work.inbound.typed(who.id, _folded(event.text), event.at - RETYPED)
    if before is None:
        return None
    at, receipt = before
    stored = codec.unpack_reply(receipt).stored
    live = [ref for ref in stored if work.entries.live(Kind(ref[0]), int(ref[1:]))]
    return retyped(say, event, at.astimezone(ZoneInfo(who.zone)), live) if live else None


def _keep(event: Event, asked: CommandCall, reply: Reply, work: Work, who: Person) -> None:
    """Keep the receipt once, under the delivery's key; other names of the same delivery point to it."""
    receipt = codec.pack(reply)
    line = _folded(event.text) if isinstance(event, Line) and event.limited else ""
    if event.key or line:
        work.inbound.keep(event.key, who.id, line, receipt, event.at)
    if asked.key:
        work.inbound.keep(asked.key, who.id, "", same_as(event.key) if event.key else receipt, event.at)
    if isinstance(event, Line | Correction) and event.origin:
        work.inbound.forget_key(_origin(event))
        refs = codec.pack(Reply(stored=reply.stored))
        work.inbound.keep(_origin(event), who.id, "", refs, event.at)


def _words(text: str) -> tuple[Token, ...]:
    return tokens(text.lstrip().removeprefix("/"))


def _folded(text: str) -> str:
    return " ".join(clean(text).casefold().split())


def _line(event: Event) -> str:
    return event.text if isinstance(event, Line | Correction) else ""


def _typed(event: Event) -> str:
    """Return all that a person typed, in a form too."""
    return " ".join(filter(None, event.values.values())) if isinstance(event, Submission) else _line(event)
