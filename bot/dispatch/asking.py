"""Questions back: buttons for words with several meanings, and a form for what is missing. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.arguments.account_neighbour import ALL
from bot.arguments.parser import Ambiguous, Arg, Candidate, MissingArguments, ParseContext
from bot.arguments.raw_arguments import RawArguments
from bot.dispatch.command_call import CommandCall
from bot.dispatch.refusals import BUTTONS_IN_SIGHT, ERROR_LIMIT, RefusalReason, refusal
from bot.dispatch.registry import Command
from bot.errors import UserMistake
from bot.language.i18n import Quoted, Translator
from bot.language.tokens import line_of
from bot.messages.card import Button, Card, Reply, Text
from bot.messages.events import short_key
from bot.messages.form import Field, FieldKind, Form
from bot.messages.press import AGAIN, FACT, LINE, ONCE, VERB, Press, decision, rest_of_line, typed_values, word_key


def choices(call: CommandCall, ambiguous: Ambiguous, translator: Translator, line: str, delivery: str) -> Reply:
    """Return the possible meanings as buttons; each runs the whole line with that meaning.

    `delivery` is the key of what is asked about: each meaning of it counts once.
    """
    offered = (choice for choice in ambiguous.choices if call.fact is not None or choice.value != ALL)
    buttons = [_choice(call, ambiguous, choice, delivery) for choice in offered]
    shown = refusal(translator, line, RefusalReason.MISTAKE, ambiguous.title) if ambiguous.wrong else Reply()
    body = shown.card.body or (Text(text=ambiguous.title),)
    card = Card(body=body, buttons=tuple(buttons[:BUTTONS_IN_SIGHT]), more=tuple(buttons[BUTTONS_IN_SIGHT:]))
    return Reply(card=card, ok=False, error=shown.error)


def _choice(call: CommandCall, ambiguous: Ambiguous, choice: Candidate, delivery: str) -> Button:
    press = _chosen(call, ambiguous, choice) if call.fact is None else _decided(call, call.fact, ambiguous, choice)
    asked = call.once or delivery
    if asked and not call.command.reads:
        press = replace(
            press, values={**press.values, ONCE: short_key(asked, press.verb, repr(sorted(press.values.items())))}
        )
    # Asked here, where a sentence can still be answered: later the adapter would fail while drawing the button.
    if not press.fits:
        raise UserMistake("args", "That line is too long for buttons: type the full name and shorten the rest.")
    return Button(label=choice.label, press=press)


def _chosen(call: CommandCall, ambiguous: Ambiguous, choice: Candidate) -> Press:
    """Return the press of the same command with the choice as a value and the words that are still to be parsed."""
    texts = {name: text for name, text in ambiguous.texts.items() if name != ambiguous.arg}
    rest = line_of(ambiguous.rest(choice))
    carried = dict(call.arguments.machine or {}) | typed_values(texts) | (rest_of_line(rest) if rest else {})
    return Press(verb=call.command.verb, values={**carried, ambiguous.arg: choice.value})


def _decided(call: CommandCall, fact: int, ambiguous: Ambiguous, choice: Candidate) -> Press:
    """Return the press that carries out the whole line with what was decided so far and now."""
    decided = decision(fact, VERB, choice.verb) if choice.verb else {}
    if choice.value or not choice.verb:
        decided |= decision(fact, ambiguous.arg, choice.value)
    return Press(verb=AGAIN, values={LINE: call.line.replace(*choice.replaced, 1), **call.answers, **decided})


def form_arguments(command: Command, arguments: RawArguments) -> list[Arg]:
    """Return the arguments that a form asks for: neither hidden nor settled by a machine value that came along."""
    return [arg for arg in command.args if not arg.hidden and arg.name not in (arguments.machine or {})]


TYPED = (FieldKind.LINE, FieldKind.TEXT)
"""Fields into which any words may be typed."""


def ask_form(call: CommandCall, missing: MissingArguments, context: ParseContext) -> Reply:
    """Ask for what is missing in a form that holds what was typed, and says why it opens."""
    translator = context.translator
    _keep_unread(call, missing, context)
    missing.why = missing.why or _still_missing(call, missing, translator)
    machine = dict(call.arguments.machine or {}) | missing.chosen
    for name, word in missing.unresolved.items():
        machine.pop(name, None)
        machine[word_key(name)] = word
    fields = [arg for arg in call.command.args if not arg.hidden and arg.name not in machine]
    title = translator.m(call.command.help)
    form = Form(
        verb=AGAIN if call.beside_others else call.command.verb,
        title=translator.t("form", "Not saved yet") if call.beside_others else title,
        submit=translator.t("form", "Save"),
        fields=tuple(_field(arg, missing, context) for arg in fields),
        kept=_kept_line(call, machine) if call.beside_others else machine,
        needed=translator.t("form", "Required."),
        line=_in_one_line(call.command, translator),
    )
    lines = [line for line in (title, missing.why, call.line if call.beside_others else "") if line]
    return Reply(card=Card(body=tuple(Text(text=line) for line in lines)), form=form, ok=False)


def _keep_unread(call: CommandCall, missing: MissingArguments, context: ParseContext) -> None:
    """Put words that fit no argument into the first field that lacks some, or else say that they fit nowhere."""
    if not missing.unread or missing.why:
        return
    lacking = [arg for arg in call.command.args if arg.name in missing.names and not arg.hidden]
    kept = next((arg for arg in lacking if arg.field(context, "").kind in TYPED), None)
    if kept:
        missing.texts.setdefault(kept.name, missing.unread)
    if not kept or lacking == [kept]:
        text = Quoted(missing.unread[:80])
        missing.why = context.translator.t("args", "{text} does not fit here.", text=text)


def _still_missing(call: CommandCall, missing: MissingArguments, translator: Translator) -> str:
    """Return which fields the words of a line did not fill; "" where nothing was typed behind the verb."""
    labels = {arg.name: translator.m(arg.label).partition(",")[0].rstrip("?") for arg in call.command.args}
    named = ", ".join(labels[name] for name in missing.names if name in labels and not missing.texts.get(name))
    return translator.t("form", "Still missing: {fields}.", fields=named) if named and call.arguments.words else ""


def _in_one_line(command: Command, translator: Translator) -> str:
    examples = command.shown(translator)
    return translator.t("form", "In one line: {example}", example=Quoted(examples[0])) if examples else ""


def _field(arg: Arg, missing: MissingArguments, context: ParseContext) -> Field:
    """Return the field of an argument; beside the first one that is missing stands why."""
    shown = arg.field(context, missing.texts.get(arg.name, ""))
    return replace(shown, hint=missing.why) if missing.why and arg.name == missing.names[0] else shown


def _kept_line(call: CommandCall, machine: Mapping[str, str]) -> dict[str, str]:
    """Return the values by which a form about one fact holds its whole line."""
    fact = call.fact or 0
    chosen = {key: value for name, text in machine.items() for key, value in decision(fact, name, text).items()}
    return {LINE: call.line, **call.answers, **chosen, FACT: str(fact)}


def form_again(call: CommandCall, errors: Mapping[str, str], context: ParseContext) -> Reply:
    """Show a form again with what was filled in, and what is wrong beside each field, or else beside the first."""
    reply = ask_form(call, MissingArguments(tuple(errors), dict(call.arguments.typed or {})), context)
    assert reply.form is not None
    first = reply.form.fields[0].name
    shown = {field.name for field in reply.form.fields}
    beside = {(name if name in shown else first): problem for name, problem in errors.items()}
    return replace(reply, form=reply.form.with_errors(beside), error=" ".join(errors.values())[:ERROR_LIMIT])
