"""What is asked about a fact of a line before it is carried out: whether it is one, and whether it is another."""

from __future__ import annotations

from bot.arguments.account_match import SEARCHED
from bot.arguments.day_frame import frame_of, unquoted
from bot.arguments.outcome import outcome_label
from bot.arguments.parser import Ambiguous, Candidate, ParseContext
from bot.arguments.promise_match import LABEL_LIMIT, PromiseMatcher, promise_choice
from bot.dispatch.command_call import CommandCall
from bot.dispatch.fact import DUE_DAY
from bot.dispatch.facts import NOTE
from bot.dispatch.moved_promises import TOLD, told_label
from bot.dispatch.named_account import find_named
from bot.dispatch.plans import PlanReader
from bot.dispatch.promise_steps import says_as_promised
from bot.domain.calendar import calendar_of
from bot.language.clause_words import clause_words
from bot.language.days.frame import Aim, Moment
from bot.language.days.reading import read_end
from bot.language.i18n import Quoted, Translator
from bot.language.meetings import cancelled_in
from bot.language.phrases import plain_texts
from bot.language.reaching import MEETING, findings
from bot.language.tokens import Token, text_of
from bot.messages.press import VERB

BROKEN, CALL, FOLLOW_UP, KEPT, PROMISE = "broken", "call", "follow", "kept", "promise"
MAIL, OFFER = "mail", "offer"
OFFERED = 3
"""Promises of which it is asked whether one was kept."""


def doubt_of(call: CommandCall, context: ParseContext, *, keeps: bool) -> Ambiguous | None:
    """Return the question what a fact of a line is; None where that is sure.

    Where another fact of the line `keeps` a promise, it is sure that what was sent is but a mail.
    """
    if call.doubt:
        return _due_or_note(call, call.doubt, context)
    if VERB not in call.arguments.decisions and _may_be_to_do(call, context):
        return _to_do_or_done(call, context)
    if keeps or VERB in call.arguments.decisions or call.arguments.typed:
        return None
    if call.unsure:
        return _kept_or(call, NOTE, context)
    if doubt := _cancelled(call, context) or _unheld(call, context):
        return doubt
    return _kept_or(call, call.command.verb, context) if call.command.verb in (MAIL, OFFER) else None


def _due_or_note(call: CommandCall, day: Moment, context: ParseContext) -> Ambiguous:
    say, words = context.translator, Quoted(_typed(call))
    shown = say.day_at(day.day, day.hour)
    if call.command.verb == PROMISE:
        title = say.t("call", "{words}: a promise of yours, or part of the note?", words=words)
        label = say.t("day", "Promise, due {day}", day=shown)
    elif call.command.verb == TOLD:
        title = say.t("call", "{words}: was the customer told, or is it part of the note?", words=Quoted(call.line))
        label = told_label(call.arguments.words[0].text, day, say)
    else:
        title = say.t("call", "{words}: a follow-up, or part of the note?", words=words)
        label = say.t("day", "Follow up {day}", day=shown)
    fact = Candidate(label=label, value="", verb=call.command.verb)
    note = Candidate(label=say.t("button", "Only a note"), value="", verb=NOTE)
    return Ambiguous(VERB, title, (fact, note), 0)


def _cancelled(call: CommandCall, context: ParseContext) -> Ambiguous | None:
    """Ask whether a meeting took place of which the words say that it was called off; None where they do not."""
    say, language = context.translator, context.language
    off = cancelled_in(_all_words(call), call.arguments.verb, language)
    if not off:
        return None
    title = say.t("call", "The note says {words}: how did the call go?", words=Quoted(off))
    met = Candidate(label=outcome_label(MEETING, language), value="", verb=call.command.verb)
    spoke = Candidate(label=say.t("call", "Spoke, with the note"), value="", verb=CALL)
    return Ambiguous(VERB, title, (met, spoke), 0)


def _unheld(call: CommandCall, context: ParseContext) -> Ambiguous | None:
    """Ask whether a promise is broken of which the same words say that it will not be kept; None for others."""
    if call.command.verb != PROMISE:
        return None
    words, known = _all_words(call), clause_words(context.language).unheld
    texts = plain_texts(words)
    day = PlanReader(context, roles=0).day_in(words)
    at = next((at for at in range(len(words)) if known.count_at(texts, at)), None) if day else None
    if day is None or at is None:
        return None
    say, said = context.translator, text_of(words[at : at + known.count_at(texts, at)])
    title = say.t("promise", "The promise says {words}: is it broken?", words=Quoted(said))
    kept = Candidate(
        label=say.t("day", "Promise, due {day}", day=say.day_at(day.day, day.hour)), value="", verb=PROMISE
    )
    broken = Candidate(label=say.t("button", "Broken promise"), value="", verb=BROKEN)
    return Ambiguous(VERB, title, (kept, broken), 0)


def _may_be_to_do(call: CommandCall, context: ParseContext) -> bool:
    to_do = call.to_do or _asks_to_call_back(call, context)
    return (to_do and not _tells_of_past(call, context)) or _waits_for_something(call, context)


def _asks_to_call_back(call: CommandCall, context: ParseContext) -> bool:
    """Whether a verb that may ask for it calls a customer back, as in "call back Acme" and "ring Acme back"."""
    verb, words, known = call.arguments.verb, call.arguments.words, clause_words(context.language)
    if call.command.verb != CALL or call.arguments.clauses or not known.imperatives.leading(verb[:1]):
        return False
    said = (*verb[1:], *words)
    # The name is looked for last, as it takes longer than all else.
    named = find_named(words, context) if any(known.back.leading(said[at:]) for at in range(len(said))) else None
    if named is None:
        return False
    behind_verb, behind_name = (*verb[1:], *words[: named.at]), words[named.at + named.used :]
    return bool(known.back.leading(behind_verb) or known.back.leading(behind_name))


def _waits_for_something(call: CommandCall, context: ParseContext) -> bool:
    """Whether something has to happen before a call, as in "call Acme back when the samples arrive"."""
    verb, known = call.arguments.verb, clause_words(context.language)
    if call.command.verb != CALL or not verb or known.imperatives.leading(verb) != len(verb):
        return False
    words = _all_words(call)
    ways = {at for at in range(1, len(words) - 1) if known.conditions.leading(words[at:])}
    if not ways:
        return False
    named = find_named(words, context)
    at = named.at + named.used if named else len(words)
    # The customer may stand within the verb, as in "call Acme back".
    split = at < len(words) and known.imperatives.leading((*verb, words[at])) > len(verb)
    return at in ways or (split and at + 1 in ways)


def _tells_of_past(call: CommandCall, context: ParseContext) -> bool:
    """Whether a call says how it went or when it was; one for a day ahead is asked about by that day."""
    parts = (call.arguments.words, *(clause.own for clause in call.arguments.clauses))
    readings = (read_end(unquoted(words), frame_of(context, Aim.LOG)) for words in parts)
    # "Acme: call Thursday" asks for one, so that a weekday alone is none behind.
    verb, asking = call.arguments.verb, clause_words(context.language).imperatives
    asks = call.to_do and bool(verb) and asking.leading(verb) == len(verb)
    told = [each for each in readings if each and each.moments and not (asks and each.bare_weekday)]
    dated = any(each.ahead or each.moments[0].day < context.today for each in told)
    return dated or any(findings(words, context.language) for words in parts)


def _to_do_or_done(call: CommandCall, context: ParseContext) -> Ambiguous:
    say, next_day = context.translator, calendar_of(context.who).next_workday(context.today)
    title = say.t("call", "{words}: still to do, or done?", words=Quoted(_typed(call)))
    today = read_end(unquoted(call.arguments.words), frame_of(context, Aim.FOLLOW_UP))
    if today and today.sure:
        label = say.t("day", "Follow up {day}", day=say.day_at(today.sure.day, today.sure.hour))
        due = Candidate(label=label, value="", verb=FOLLOW_UP)
    else:
        label = say.t("day", "Follow up {day}", day=say.day(next_day))
        due = Candidate(label=label, value=next_day.isoformat(), verb=FOLLOW_UP)
    another = Candidate(label=say.t("button", "Another day…"), value="", verb=FOLLOW_UP)
    done = Candidate(label=say.t("button", "Log a call"), value="", verb=CALL)
    return Ambiguous(DUE_DAY, title, (due, done, another), 0)


def _kept_or(call: CommandCall, other: str, context: ParseContext) -> Ambiguous | None:
    """Ask whether what was sent is what was promised, or else a mail or a note; None where no such promise is open."""
    words = _all_words(call)[:SEARCHED]
    if says_as_promised(words, context.language):
        # The noun of an offer names what was promised: "offer sent to Acme as promised".
        words = (*call.arguments.verb, *words)
    about = PromiseMatcher(words=words, context=context) if words else None
    promises = (about.spoken_of or (about.fitting if call.command.verb == KEPT else ()))[:OFFERED] if about else ()
    if not promises:
        return None
    say = context.translator
    shown = _typed(call) if call.beside_others else call.line
    offered = [_kept(promise_choice(promise, context), say) for promise in promises]
    labels = {MAIL: say.t("button", "Only a mail"), OFFER: say.t("button", "Only an offer")}
    rest = labels.get(other) or say.t("button", "Only a note")
    title = say.t("promise", "{words}: is a promise kept with it?", words=Quoted(shown))
    return Ambiguous(PROMISE, title, (*offered, Candidate(label=rest, value="", verb=other)), 0)


def _all_words(call: CommandCall) -> tuple[Token, ...]:
    """Return the words of a fact and of the clauses that belong to it."""
    return (*call.arguments.words, *(word for clause in call.arguments.clauses for word in clause.own))


def _typed(call: CommandCall) -> str:
    """Return the words of a fact without the account of the fact before it, which is put in front of them."""
    verb, words = call.arguments.verb, call.arguments.words
    return text_of((*verb, *(words[1:] if call.inherits and words and words[0].quoted else words)))


def _kept(promise: Candidate, say: Translator) -> Candidate:
    label = say.t("button", "Kept {promise}", promise=promise.label)
    return Candidate(label=label[:LABEL_LIMIT], value=promise.value, verb=KEPT)
