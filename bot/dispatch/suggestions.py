"""What is offered for a line whose first word is no command: what looks alike, a note on its customer, and help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.arguments.account import accounts_named_in
from bot.arguments.account_match import SEARCHED
from bot.arguments.day_frame import frame_of, unquoted
from bot.arguments.promise_match import PromiseMatcher
from bot.dispatch.due_buttons import days_in, follow_up_button, without
from bot.dispatch.named_account import Named, find_as_spoken, find_named
from bot.dispatch.plain_line import LABEL_LIMIT, PlainLine
from bot.dispatch.plans import PlanReader
from bot.dispatch.promise_buttons import kept_button, unheld_buttons
from bot.dispatch.rating_answers import scored_buttons
from bot.dispatch.refusals import RefusalReason, refusal
from bot.dispatch.registry import Command
from bot.dispatch.unsaid_verbs import UnsaidVerbs
from bot.domain.accounts import Account
from bot.domain.details import CallOutcome
from bot.domain.own_words import VERB, known_meaning
from bot.language.clause_words import clause_words
from bot.language.days.frame import Aim
from bot.language.days.reading import read_whole
from bot.language.name_words import name_words
from bot.language.names import ENDS, fold, likeness
from bot.language.phrases import plain_texts, typable
from bot.language.telling import tellings
from bot.language.tokens import Token, line_of
from bot.language.vocabulary import OUTCOMES, VERBS, verb_label
from bot.language.word_files import FIRST
from bot.messages.card import Button, Reply, Style
from bot.messages.press import TYPED_VERB, Press, decision, existing, line_again, rest_of_line, typed_values

SHOWN_WORD = 40
SEVERAL = 3
"""Customers whom a line names that a note is offered on."""
KEPT = 2
"""Promises that are offered as kept."""
NEAREST = 3
ALIKE = 75
"""Similarity in percent from which a verb is offered as the one that was meant."""
SAME = 100
"""Similarity of a word that is the verb, and no slip of it."""
FAR_AHEAD = 10
"""Points of similarity by which the first verb keeps another from being offered beside it."""
SAID = frozenset(CallOutcome) - {CallOutcome.SPOKE}
"""Outcomes that somebody has to say."""
BROKEN = "broken"
NEVER_OFFERED = frozenset(
    {"undo", "pause", "mute", "off", "sick", "broken", "left", "freeze", "admin", "budget", "go", "mydata"}
)
"""What destroys, silences, sets up or shames is never a guess."""


def suggestions(line: PlainLine, bound: Sequence[Token]) -> Reply:
    """Refuse a line that names no command, with the nearest ones as buttons that carry its rest; nothing is run.

    A line that names a customer, and no verb that looks alike, is asked about instead. `bound` are the words with an
    address for each mention, for commands that name people.
    """
    translator = line.context.translator
    if not line.words:
        return refusal(translator, line.line, RefusalReason.NO_COMMAND)
    named = find_named(line.words, line.context) or find_as_spoken(line.words, line.context)
    notes = _fitting(_note_buttons(line, named, named.only)) if named and named.only else ()
    # The first word of a customer's name is no slip of a verb, as "Kvist" of "visit", nor is what goods are called.
    is_noun = (named and named.only and not named.at) or line.words[0].bare in name_words(line.context.language).goods
    verbs = () if is_noun else _fitting(_verb_buttons(line, bound))
    if named and named.only and notes:
        title = translator.t("talk", "Not saved yet: what happened at {account}?", account=named.only.name)
        kept = _fitting((*unheld_buttons(line, named.only), *kept_buttons(line)))
        calls = _fitting(_call_buttons(line, named, named.only))
        ratings = _fitting(_rating_buttons(line))
        dues = _fitting(_follow_up_buttons(line, named, named.only)) if not kept else ()
        broken = () if kept else _fitting(_broken_buttons(line, named, named.only))
        told = (*kept, *dues, *(ratings or broken or calls or _fitting(scored_buttons(line, named.only)) or verbs))
        return line.ask(title, *told, *notes, line.help_button, quote=line.line)
    shown = refusal(translator, line.line, RefusalReason.NO_COMMAND, line.words[0].text[:SHOWN_WORD])
    buttons = (*verbs, *_fitting((*_calls_of_several(line), *_notes_on_several(line))), line.help_button)
    return replace(shown, card=replace(shown.card, buttons=buttons))


def kept_buttons(line: PlainLine) -> Iterator[Button]:
    """Yield the open promises of which a line names the customer and something of what was promised, as kept."""
    words = line.words[:SEARCHED]
    for promise in PromiseMatcher(words=words, context=line.context).spoken_of[:KEPT]:
        yield kept_button(promise, line)


def own_verb_line(line: PlainLine) -> str | None:
    """Return a line whose first word the person has picked a verb for often enough, with that verb; else None."""
    context = line.context
    word = fold(line.words[0].text) if line.words else ""
    verb = known_meaning(context.work.own_words, context.who.id, VERB, word)
    command = line.registry.named(verb) if verb else None
    if command is None or not command.fact or not _may_be_offered(command, line):
        return None
    return f"{verb_label(command.verb, context.language)} {line_of(line.words[1:])}".strip()


def _fitting(buttons: Iterable[Button]) -> tuple[Button, ...]:
    return tuple(button for button in buttons if button.press.fits)


def _verb_buttons(line: PlainLine, bound: Sequence[Token]) -> Iterator[Button]:
    rest, bound_rest = line_of(line.words[1:]), line_of(tuple(bound[1:]))
    for command in nearest_commands(line):
        again = line.again(command.verb, rest)
        word = decision(0, TYPED_VERB, line.words[0].text[:SHOWN_WORD])
        button = replace(again, press=Press(verb=again.press.verb, values={**again.press.values, **word}))
        # A whole line has no addresses, and none but such a command has a use for them.
        by_address = Press(verb=command.verb, values=rest_of_line(bound_rest))
        yield replace(button, press=by_address) if command.names_person else button


def _call_buttons(line: PlainLine, named: Named, account: Account) -> Iterator[Button]:
    """Yield the call that a line tells, where it says how the call went, or that the customer called."""
    rest = line_of(line.words[: named.at] + line.words[named.at + named.used :])
    values = line.values("call", rest, account=existing(account.id)) or {}
    customer, language = {"account": existing(account.id)}, line.context.language
    label = verb_label("call", language)
    if values.get("outcome") in SAID:
        said = OUTCOMES.label(str(values["outcome"]), language)
        yield Button(label=f"{label}, {said}", press=Press(verb="call", values={**customer, **rest_of_line(rest)}))
    elif _is_told(line) or tellings(line.words, language):
        told = {"outcome": CallOutcome.SPOKE, **typed_values({"note": line_of(line.words)})}
        said = OUTCOMES.label(CallOutcome.SPOKE, language)
        yield Button(label=f"{label}, {said}", press=Press(verb="call", values={**customer, **told}))
    elif _is_sent(line):
        told = typed_values({"note": line_of(line.words)})
        yield Button(label=verb_label("mail", language), press=Press(verb="mail", values={**customer, **told}))


def _follow_up_buttons(line: PlainLine, named: Named, account: Account) -> Iterator[Button]:
    """Yield the follow-ups of a line with a call and a day ahead, as in "Acme wants me to call on friday"."""
    start, end, said = days_in(line)
    whole = read_whole(unquoted(line.words[start:end]), frame_of(line.context, Aim.FOLLOW_UP)) if said else None
    # What is but a length of time says no day, as in "what a day".
    if whole and whole.sure and _is_told(line) and PlanReader(line.context, line.roles).is_ahead(said[0]):
        text = without(line, named, range(start, end))
        yield from (follow_up_button(line, account, text, due) for due in said)


def _broken_buttons(line: PlainLine, named: Named, account: Account) -> Iterator[Button]:
    """Yield the broken promise that a line tells whose verb stands behind what it was: "delivery date at Acme broken".

    The word is there, so that it is no guess; but a machine may be broken too.
    """
    verbs = (VERBS.find(word.bare, line.context.language) for word in line.words)
    at = next((at for at, verb in enumerate(verbs) if verb == BROKEN), 0)
    end = at - 1 if at and line.words[at - 1].bare in typable("clauses", "is", line.context.language) else at
    if at >= named.at + named.used and (what := without(line, named, range(end, len(line.words)))):
        behind = line_of(line.words[at:]).removeprefix(line.words[at].text.rstrip(ENDS))
        yield line.again(BROKEN, f'"{account.name}" {what}{behind}')


def _is_told(line: PlainLine) -> bool:
    """Whether a line has a word for a call."""
    return any(VERBS.find(word.text.rstrip(ENDS), line.context.language) == "call" for word in line.words)


def _is_sent(line: PlainLine) -> bool:
    """Whether a line has a word for what was sent."""
    sent, texts = clause_words(line.context.language).sent, plain_texts(line.words)
    return any(sent.count_at(texts, at) for at in range(len(texts)))


def _rating_buttons(line: PlainLine) -> Iterator[Button]:
    """Yield the rating that a line is but for its verb, as in "Acme delivery 0 late again"."""
    named = find_named(line.words, line.context)
    behind = line.words[named.at + named.used :] if named else ()
    rates = UnsaidVerbs(line.registry, line.context).begin_with_rating(behind)
    if rates or line.values("touch", line_of(line.words)):
        yield line.again("touch", line_of(line.words))


def _note_buttons(line: PlainLine, named: Named, account: Account) -> Iterator[Button]:
    """Yield the button that asks where a line belongs as a note; behind a name that it begins with, the rest of it."""
    text = line_of(line.words if named.at else line.words[named.used :])
    if text:
        yield line.note_button(account, text)


def _calls_of_several(line: PlainLine) -> Iterator[Button]:
    """Yield the calls of a line that ends in their verb, as in "Acme, Bergen and Nowak called"."""
    language = line.context.language
    if not line.words or VERBS.find(line.words[-1].text.rstrip(ENDS), language) != "call":
        return
    text = f"{verb_label('call', language)} {line_of(line.words[:-1])}"
    if len(replace(line, line=text).facts) > 1:
        press = line_again(text, once=line.context.at.isoformat())
        yield Button(label=text[:LABEL_LIMIT], press=press, style=Style.MAIN)


def _notes_on_several(line: PlainLine) -> Iterator[Button]:
    """Yield the buttons that ask where a line that names several customers belongs as a note."""
    for _, account in accounts_named_in(line.words[:SEARCHED], line.context)[:SEVERAL]:
        yield line.note_button(account, line_of(line.words))


def nearest_commands(line: PlainLine) -> list[Command]:
    """Return the commands whose word in the person's language or in English looks most like the first word, a slip."""
    typed = fold(line.words[0].text)
    scores = [(_likeness(typed, command, line.context.language), command) for command in line.registry]
    found = sorted(
        ((score, command) for score, command in scores if ALIKE <= score < SAME and _may_be_offered(command, line)),
        key=lambda hit: (-hit[0], hit[1].verb),
    )
    return [command for score, command in found if found[0][0] - score < FAR_AHEAD][:NEAREST]


def _may_be_offered(command: Command, line: PlainLine) -> bool:
    first = command.verb.partition(" ")[0]
    return not command.hidden and first not in NEVER_OFFERED and line.context.who.may(command.roles)


def _likeness(typed: str, command: Command, language: str) -> float:
    """Return how much a word looks like a command's verb of one word, in percent; 0 for a verb of two words."""
    cells = VERBS.words.get(command.verb)
    if cells is None:
        return 0
    words = {fold(word) for code in (language, FIRST) for word in cells[code].long}
    return max(likeness(typed, word) for word in words)
