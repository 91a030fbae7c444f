"""From an event to its reply: identify the sender, find the command, carry it out once, keep the receipt.

Everything that one event does is one synchronous function in one transaction; a refusal rolls all of it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from functools import partial
from typing import assert_never

import structlog

from bot.arguments.parser import ParseContext
from bot.arguments.person_match import address_words
from bot.clock import answering
from bot.dispatch.around import Around, run_alone
from bot.dispatch.command_call import CommandCall, CommandEvent, UnreadableCall, read_call, typed_again
from bot.dispatch.deeds import edited_deed_text, note_deed, with_line
from bot.dispatch.facts import fact_calls
from bot.dispatch.flood import RecentRefusals
from bot.dispatch.gates import check_flood, check_roles, is_limited, retype_question, what_came_before
from bot.dispatch.handler_run import parse_context
from bot.dispatch.identity import (
    UnknownSender,
    identify,
    is_installation,
    is_listed_admin,
    lacks_admin_roles,
    register_sender,
)
from bot.dispatch.last_languages import LastLanguages
from bot.dispatch.line_run import run_line
from bot.dispatch.message_lines import command_lines, run_lines
from bot.dispatch.origins import asked_about, corrects
from bot.dispatch.placing import placed
from bot.dispatch.plain_answers import meant_without_command, said_plainly
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.platform_changes import apply_change
from bot.dispatch.programs import marked
from bot.dispatch.receipts import corrected_entries, counted_before, keep_receipt, old_reply, once_key, take_back_unsaid
from bot.dispatch.refusals import Flooded, RefusalReason, Refused, mistake_sentence, refusal, unstored
from bot.dispatch.registry import Registry
from bot.dispatch.suggestions import own_verb_line, suggestions
from bot.dispatch.to_do_answers import with_ways_on
from bot.dispatch.welcome import PurposeUnread, is_first, is_from_chat, welcomed, with_purpose
from bot.domain.inbound import Before
from bot.domain.people import Person
from bot.domain.work import Work
from bot.errors import StoreError, UserMistake
from bot.language.i18n import Translator, language_of, translator_for
from bot.language.small_talk import is_wish
from bot.logs import request_id
from bot.messages.card import Reply
from bot.messages.events import (
    ChannelChanged,
    Contact,
    Correction,
    Event,
    Line,
    Posted,
    Pressed,
    ProfileChanged,
    Submission,
    mentioned_in,
    typed_line,
    typed_text,
)
from bot.ports import Store
from bot.records import changed, record

log = structlog.get_logger()


Met = Callable[[Person], object]


def _ignored(who: Person) -> None:
    """Tell nobody who was met."""


@record(kw_only=True)
class Transaction:
    """What one event does in the store: `run`, which may raise Refused or UnknownSender, and whether it only reads.

    `by_person`: somebody acts, who becomes known by it; otherwise a platform reports a change.
    """

    run: Callable[[Work], Reply]
    reads: bool
    by_person: bool = True


def transaction_for(
    registry: Registry, event: Event, refused: int = 0, *, notes: bool = False, met: Met = _ignored
) -> Transaction:
    """Return what an event does; the command of a line is looked up here and nowhere else.

    `refused` is how many events of the sender were refused lately. With `notes` a command that only reads runs where
    something may be noted, as it raises PurposeUnread elsewhere. `met` is told who typed, pressed or filled in.
    """
    match event:
        case ProfileChanged() | ChannelChanged() | Posted():
            return Transaction(run=partial(apply_change, event), reads=False, by_person=False)
        case Contact():
            return Transaction(run=partial(_meet, event), reads=True)
        case Line() | Correction() | Pressed() | Submission():
            # Whose language it is comes out in the transaction, whose kind has to be known before.
            reads = read_call(registry, event, language=None).reads and not is_wish(typed_line(event))
            # A line behind the first may be a command that changes something.
            reads = reads and "\n" not in typed_line(event).strip()
            run = partial(_answer, registry, event, refused, reads, notes or not reads, met)
            return Transaction(run=run, reads=reads and not notes)
        case _:
            assert_never(event)


def answer_event(registry: Registry, event: Event, work: Work) -> Reply:
    """Return the reply to an event within a transaction of the caller; raises UnknownSender, Refused."""
    return transaction_for(registry, event, notes=True).run(work)


@record(kw_only=True)
class Dispatcher:
    """Answers events; `admins` are addresses and mails of people who are admin from first contact."""

    store: Store
    registry: Registry
    admins: frozenset[str] = frozenset()
    refusals: RecentRefusals = field(default_factory=RecentRefusals)
    languages: LastLanguages = field(default_factory=LastLanguages)
    around: Around = run_alone
    """What is done around the transaction of an event, in it; an app answers each part of a nudge by itself."""

    async def __call__(self, event: Event) -> Reply:
        """Return the reply to an event; whatever it stored is on disk by then."""
        try:
            with answering():
                return await self._reply_noted(event)
        except Flooded as flooded:
            return flooded.reply
        except Refused as refused:
            self.refusals.add(event)
            return refused.reply
        except Exception:  # a bug must never reach the person, and the loop must survive it
            log.exception("dispatch.bug", platform=event.sender.platform, request=(reference := request_id()))
            translator = translator_for(language_of(event.sender.language))
            return refusal(translator, typed_line(event), RefusalReason.BUG, reference)

    async def _reply_noted(self, event: Event) -> Reply:
        try:
            return await self._reply(event)
        except PurposeUnread:
            return await self._reply(event, notes=True)

    async def _reply(self, event: Event, *, notes: bool = False) -> Reply:
        """Run the transaction; a sender who is not known yet is registered first, and a listed admin appointed."""
        met = partial(self.languages.note, event)
        transaction = transaction_for(self.registry, event, self.refusals.count(event), notes=notes, met=met)
        transaction = changed(transaction, run=partial(self.around, event, transaction.reads, transaction.run))
        run = self.store.read if transaction.reads else partial(self.store.write, beside=_sender_of(event))
        try:
            # Before the command, which may need the role. Only for people whom the settings name is the store asked.
            if is_installation(event) or (transaction.by_person and await self._awaits_appointment(event)):
                await self._register(event)
            try:
                return await run(transaction.run, event.tenant)
            except UnknownSender:
                # In a transaction of its own, since a command that only reads has none in which it could write.
                await self._register(event)
                return await run(transaction.run, event.tenant)
        except StoreError as error:
            log.warning("store.refused", platform=event.sender.platform, reason=type(error).__name__)
            return unstored(
                await self.languages.translator(self.store, event), typed_text(event), error, reads=transaction.reads
            )

    async def _awaits_appointment(self, event: Event) -> bool:
        if not is_listed_admin(event, self.admins):
            return False
        return await self.store.read(partial(lacks_admin_roles, event), event.tenant)

    async def _register(self, event: Event) -> None:
        await self.store.write(partial(register_sender, event, self.admins), event.tenant)


def _sender_of(event: Event) -> str:
    """Return by what the lines of one sender are known, which come one after another."""
    return f"{event.sender.platform}:{event.sender.user}"


def _meet(event: Contact, work: Work) -> Reply:
    """Only identify the sender, who is registered if unknown."""
    identify(event, work)
    return Reply()


def _answer(
    registry: Registry, event: CommandEvent, refused: int, reads: bool, notes: bool, met: Met, work: Work
) -> Reply:
    """Return the reply to a command, or the old one if the same delivery was answered before.

    Raises PurposeUnread where the person is to read what figures are for, and it cannot be noted that they did.
    """
    # The sender comes before the receipt: who was removed, or is no member any more, gets no old answer either.
    who = identify(event, work)
    met(who)
    before = what_came_before(event, work, who)
    if repeated := old_reply(before.receipt):
        return repeated
    if before.unread and is_from_chat(event) and not notes:
        raise PurposeUnread
    translator = translator_for(who.language)
    if is_limited(event, reads=reads):
        # The limit comes before all that costs something, and after the receipt: a redelivery is never refused.
        check_flood(event, before, translator, refused)
    return asked_about(event, partial(_read_and_run, registry, event, before, reads, work, who, translator))


def _read_and_run(
    registry: Registry,
    event: CommandEvent,
    before: Before,
    reads: bool,
    work: Work,
    who: Person,
    translator: Translator,
) -> Reply:
    """Return the reply to what a known person typed, pressed or filled in; raises Refused."""
    call = read_call(registry, event, who.language)
    context = parse_context(event, work, who, translator)
    if isinstance(event, Line | Correction) and (parts := command_lines(registry, event, context)):
        return _run_each(registry, event, before, parts, context)
    line = PlainLine(registry=registry, line=call.line, context=context)
    try:
        typed = isinstance(event, Line | Correction) and not _is_unfit(call)
        answer = said_plainly(line, call, reads=reads) if typed else None
        if answer is None and not reads and (facts := _facts(registry, event, call, context)):
            return _carry_out(event, before, facts, context)
        if answer is None and isinstance(event, Line | Correction) and call.is_but_noun:
            call = UnreadableCall(reason=RefusalReason.NO_COMMAND, line=call.line, words=line.words)
        if answer is None and isinstance(call, UnreadableCall):
            own = None if _is_unfit(call) else own_verb_line(line)
            if own and isinstance(event, Line | Correction):
                # It begins with a verb, so that it is read again no more than once.
                again = replace(event, text=own)
                before = what_came_before(again, work, who)
                return _read_and_run(registry, again, before, reads, work, who, translator)
            if _is_unfit(call):
                raise Refused(refusal(translator, typed_line(event), call.reason, call.detail))
            answer = meant_without_command(line)
        answer = answer or _called_or_suggested(event, call, line)
        return answer if isinstance(answer, Reply) else _carry_out(event, before, (answer,), context)
    except UserMistake as mistake:
        sentence = mistake_sentence(translator, mistake)
        refused = refusal(translator, typed_line(event), RefusalReason.MISTAKE, sentence)
        raise Refused(with_ways_on(refused, line) if isinstance(event, Line) else refused) from mistake


def _run_each(
    registry: Registry, event: Line | Correction, before: Before, parts: Sequence[str], context: ParseContext
) -> Reply:
    """Carry out each part of a message by itself; the receipt of the delivery and of its message is that of all."""
    work, who, translator = context.work, context.who, context.translator
    if question := retype_question(event, before, work, who, translator):
        return question

    def run(part: str) -> Reply:
        # Without a key, as the delivery is the whole message; read anew, as a part may have changed who speaks.
        alone = Line(
            sender=event.sender, at=event.at, text=part, origin=event.origin, place=event.place, via=event.via,
            tenant=event.tenant, mentioned=event.mentioned, limited=False,
        )  # fmt: skip
        nothing = Before(receipt=None, deliveries=0, typed=None, known=True)
        return _read_and_run(registry, alone, nothing, False, work, work.people.get(who.id), translator)

    # Before the parts, whose receipts count what is logged: which of them an old entry is now, nobody can say.
    take_back_unsaid(event, corrected_entries(event, work, who), Reply(), work, who)
    before_edit = edited_deed_text(event, context)
    reply = with_line(run_lines(parts, run, translator), before_edit)
    keep_receipt(event, None, reply, work, who)
    return reply


def _facts(
    registry: Registry, event: CommandEvent, call: CommandCall | UnreadableCall, context: ParseContext
) -> tuple[CommandCall, ...]:
    """Return the calls of a line that tells facts; none for any other event, and for a line that cannot be one."""
    again = typed_again(event)
    if again is None or _is_unfit(call) or call.is_about_entry:
        return ()
    return fact_calls(registry, again, context.allowing(writes=True))


def _is_unfit(call: CommandCall | UnreadableCall) -> bool:
    """Whether an event cannot be read at all, as one that is too long."""
    return isinstance(call, UnreadableCall) and call.reason is not RefusalReason.NO_COMMAND


def _called_or_suggested(event: CommandEvent, call: CommandCall | UnreadableCall, line: PlainLine) -> CommandCall:
    """Return the call of an event; raises Refused with suggestions for a line that names no command."""
    if isinstance(call, CommandCall):
        return call
    bound, _ = address_words(line.words, mentioned_in(event), event.sender.platform)
    raise Refused(suggestions(line, bound))


def _carry_out(event: CommandEvent, before: Before, calls: Sequence[CommandCall], context: ParseContext) -> Reply:
    """Carry out what an event of a known person calls, several commands only for facts of a line; return the reply.

    1. A typed line passes the question whether it was typed twice.
    2. A press that counts once and was counted before is answered with its receipt.
    3. The person needs one of the command's roles.
    4. The arguments are parsed and the handler runs.
    5. What it changed outside of the log is noted, so that undo finds it.
    6. Of what a corrected message had logged, what its new text did not log again is taken back.
    7. The reply is completed, and kept as the receipt of the delivery.
    """
    work, who, translator = context.work, context.who, context.translator
    if question := retype_question(event, before, work, who, translator):
        return question
    # Roles come after the receipt: a press that was counted stays counted, whatever the person may do since then.
    once = once_key(calls[0], who)
    if once and (repeated := counted_before(once, work)):
        return repeated
    for call in calls:
        check_roles(call, event, who, translator)
    # Both are looked up before the handler runs, which logs what would count as earlier.
    old, first = corrected_entries(event, work, who), is_first(event, before)
    # An entry keeps its ref only if it alone was logged: of several nobody can say which one the new text is.
    before_edit = edited_deed_text(event, context)
    context = replace(context, who=work.people.get(who.id)) if corrects(event) else context
    run = partial(run_line, event, calls, context, old[0] if len(old) == 1 else None)
    changes = work.changes()
    reply = with_line(marked(run, event, calls[0], work, who), before_edit)
    if work.changes() != changes:
        note_deed(event, calls[0], reply, work, who)
    take_back_unsaid(event, old, reply, work, who)
    reply = placed(reply, event, work)
    if first and not calls[0].reads:
        # The person is read again: the command itself may have changed the language.
        reply = welcomed(reply, translator_for(work.people.get(who.id).language))
    if before.unread and is_from_chat(event):
        reply = with_purpose(reply, event, work, who)
    # There is no write in a reading transaction to keep a receipt in; a second answer does no harm.
    if calls[0].reads:
        return reply
    keep_receipt(event, calls[0], reply, work, who)
    return reply
