"""Replies that store nothing: a question back, a form, an error in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from rapidfuzz import fuzz, process

from bot.arguments.parser import Ambiguous, Arg, Candidate, MissingArguments, ParseContext, RawArguments
from bot.dispatch.registry import Command, Registry
from bot.errors import StoreBusy, StoreError, StoreFull, UserMistake
from bot.language.i18n import Translator
from bot.language.names import fold
from bot.language.tokens import Token, clean, line_of
from bot.language.vocabulary import verb_label
from bot.messages.card import Button, Card, Reply, Style, Text
from bot.messages.events import Line
from bot.messages.form import Field, Form
from bot.messages.press import PAYLOAD_LIMIT, Press

ERROR_LIMIT = 600
SHOWN_LINE = 200
KEPT_LINE = 400
"""Letters of a line that could not be stored: enough to take any real one up again."""
NEAREST = 3
NEAR_ENOUGH = 70
"""Share of alike letters, in percent, from which words are offered as those that were meant."""
FAR = 50
"""The same for the one that is nearest when none is near."""


def refusal(say: Translator, line: str, why: str, problem: str = "") -> Reply:
    """Return the one sentence that says what was wrong, that nothing was saved, and the text as typed."""
    match why:
        case "mistake":
            sentence = problem
        case "stranger":
            sentence = say.t("error", "Only full members of this workspace can use Snurr.")
        case "unknown":
            sentence = say.t("error", "I could not find out who you are: try again in a minute.")
        case _:
            sentence = say.t(
                "error",
                "Something went wrong on our side. Try again, or tell your admin the number {reference}.",
                reference=problem,
            )
    shown = " ".join(clean(line).split())[:SHOWN_LINE]
    if shown:
        sentence = say.t("error", '"{line}": {problem} Not saved.', line=shown, problem=sentence)
    sentence = " ".join(sentence.split())[:ERROR_LIMIT]
    return Reply(card=Card(body=(Text(text=sentence),)), ok=False, error=sentence)


def unstored(say: Translator, line: str, error: StoreError, *, reads: bool) -> Reply:
    """Say that nothing was logged, why, what to do, and the whole text, so that it is not lost (promise P5)."""
    match error:
        case _ if reads:
            sentence = say.t("error", "The log cannot be read right now. Try again in a minute.")
        case StoreFull():
            sentence = say.t("error", "Not logged: disk full. Ask your admin to make room, then type it again.")
        case StoreBusy():
            sentence = say.t("error", "Not logged: the log is busy. Try again in a minute.")
        case _:
            sentence = say.t("error", "Not logged: the log cannot be written. Tell your admin.")
    typed = " ".join(line.split())[:KEPT_LINE]
    if typed:
        sentence = say.t("error", "{problem} Your text: {line}", problem=sentence, line=typed)
    return Reply(card=Card(body=(Text(text=sentence),)), ok=False, error=sentence)


def unknown_verb(registry: Registry, say: Translator, line: str, typed: Sequence[Token]) -> Reply:
    """Offer the nearest verbs as buttons; nothing is run."""
    if not typed:
        return refusal(say, line, "mistake", say.t("error", "Type what happened, such as call acme, or help."))
    verbs = _nearest(registry, fold(typed[0].text), say.language)
    rest = line_of(tuple(typed[1:]))
    buttons = [
        Button(
            label=f"{verb_label(verb, say.language)} {rest}"[:75].strip(), press=Press(verb=verb, values={"~": rest})
        )
        for verb in verbs
        if len(rest) < PAYLOAD_LIMIT // 2
    ]
    helped = Button(label=say.t("button", "Help"), press=Press(verb="help"))
    problem = say.t("error", '"{word}" is no command: type help to see them all.', word=typed[0].text[:40])
    shown = refusal(say, line, "mistake", problem)
    return Reply(card=Card(body=shown.card.body, buttons=(*buttons, helped)), ok=False, error=shown.error)


def _nearest(registry: Registry, word: str, language: str) -> list[str]:
    """Return the verbs that look most alike in any language, or else the nearest one in the person's own or English."""
    typable = {each: command.verb for each, command in registry.by_word.items() if not command.hidden}
    near = process.extract(word, list(typable), scorer=fuzz.ratio, limit=8, score_cutoff=NEAR_ENOUGH)
    if near:
        return list(dict.fromkeys(typable[hit] for hit, _, _ in near))[:NEAREST]
    own = {fold(verb_label(verb, spoken)): verb for verb in set(typable.values()) for spoken in (language, "en")}
    far = process.extractOne(word, sorted(own), scorer=fuzz.ratio, score_cutoff=FAR)
    return [own[far[0]]] if far else []


def pick(command: Command, given: RawArguments, ambiguous: Ambiguous, say: Translator, line: str) -> Reply:
    """Return the choices as buttons; each runs the whole line with that choice."""
    carried = _machine(given) | {f"~{name}": text for name, text in ambiguous.texts.items()}
    carried.pop(f"~{ambiguous.arg}", None)
    buttons = [_choice(command.verb, carried, ambiguous, choice) for choice in ambiguous.choices]
    shown = refusal(say, line, "mistake", ambiguous.title) if ambiguous.wrong else Reply()
    body = shown.card.body or (Text(text=ambiguous.title),)
    card = Card(body=body, buttons=tuple(buttons[:3]), more=tuple(buttons[3:]))
    return Reply(card=card, ok=False, error=shown.error)


def _choice(verb: str, carried: Mapping[str, str], ambiguous: Ambiguous, choice: Candidate) -> Button:
    rest = line_of(ambiguous.rest(choice))
    press = Press(verb=verb, values=dict(carried) | ({"~": rest} if rest else {}) | {ambiguous.arg: choice.value})
    try:
        press.pack()
    except ValueError:
        raise UserMistake("args", "That line is too long for a choice: type the whole name, and less.") from None
    return Button(label=choice.label, press=press)


def asked_for(command: Command, given: RawArguments) -> list[Arg]:
    """Return the arguments that a form asks for; what came along unseen is not among them."""
    return [arg for arg in command.args if not arg.hidden and arg.name not in _machine(given)]


def ask_form(command: Command, given: RawArguments, missing: MissingArguments, context: ParseContext) -> Reply:
    """Ask for what is missing in a form that holds what was typed."""
    say = context.translator
    fields = tuple(_field(arg, missing, context) for arg in asked_for(command, given))
    title = say.m(command.help)
    save, needed = say.t("form", "Save"), say.t("form", "This is needed.")
    form = Form(verb=command.verb, title=title, submit=save, fields=fields, kept=_machine(given), needed=needed)
    return Reply(card=Card(body=(Text(text=title),)), form=form, ok=False)


def form_again(command: Command, given: RawArguments, errors: Mapping[str, str], context: ParseContext) -> Reply:
    """Show a form again with what was filled in, and what is wrong beside each field."""
    asked = ask_form(command, given, MissingArguments(tuple(errors), dict(given.typed or {})), context)
    assert asked.form is not None
    first = asked.form.fields[0].name
    shown = {field.name for field in asked.form.fields}
    beside = {(name if name in shown else first): problem for name, problem in errors.items()}
    return replace(asked, form=asked.form.with_errors(beside), error=" ".join(errors.values())[:ERROR_LIMIT])


def _field(arg: Arg, missing: MissingArguments, context: ParseContext) -> Field:
    return arg.field(context, missing.texts.get(arg.name, ""))


def _machine(given: RawArguments) -> dict[str, str]:
    return dict(given.machine or {})


def retyped(say: Translator, event: Line, at: datetime, refs: Sequence[str]) -> Reply:
    """Say that the same line was logged a moment ago, and offer to count it again."""
    sentence = say.t(
        "dispatch", "This line was already logged at {time} ({ref}).", time=say.time(at), ref=", ".join(refs)
    )
    press = Press(verb="again", values={"line": event.text, "once": event.key or event.at.isoformat()})
    again = Button(label=say.t("button", "Count it again"), press=press, style=Style.PLAIN)
    buttons = (again,) if len(event.text) < PAYLOAD_LIMIT // 2 else ()
    return Reply(card=Card(body=(Text(text=sentence),), buttons=buttons), ok=True)
