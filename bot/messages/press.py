"""The button protocol: what a pressed button carries, and how its values are written and read.

A press names a command by its verb and carries named texts. The name of a text says how it is read:

- `~NAME`: what a person typed for the argument NAME; it is parsed as typed words are.
- `~`: the rest of a line, words that the arguments still have to share out among themselves.
- `?N.NAME`: what the person chose for the argument NAME of the N-th fact of a line, counted from 0, where it was asked.
- `N~NAME`: what the person filled in for the argument NAME of the N-th fact of a line, whose words are passed over.
- `fact`: the number of the fact that a form is about; its fields are those of that fact.
- `form`: the command is not carried out; its form opens, without what came along.
- `once`: a key under which the press counts once for each person.
- `origin`: the key of the message that a question was about; `edited` says that an edit of it was asked about.
- `NAME`: a machine value of the argument NAME, restored without parsing. Where it selects a thing it is `=ID` for one
  that exists, `+NAME` for one to be created, `?NAME` for one that a form asks for, `-` for nobody.
- `NAME word`: what was typed for the argument NAME, which a form asks for because nothing is called so.

Two verbs are no commands: `again` carries out a whole line, `no button` stands for a label that no
button has. The format cannot change: buttons stay in people's chats and in stored receipts, and are pressed later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import field

from bot.messages.outside_json import read_json
from bot.records import record

PAYLOAD_VERSION = "1"
PAYLOAD_LIMIT = 2000
"""Characters a packed button may have; Slack's `value` is the narrowest."""
TYPED = "~"
ONCE = "once"
ORIGIN = "origin"
EDITED = "edited"
AGAIN = "again"
NO_BUTTON = "no button"
LINE = "line"
LABEL = "label"
FACT = "fact"
FORM = "form"
DECISION = "?"
OF_PRESS = frozenset({ONCE, ORIGIN, EDITED})
"""Values that say something of the press, and nothing to the command."""
VERB = "verb"
"""What is decided where another command is meant than the one that was typed."""
TYPED_VERB = "typed verb"
"""What carries the word that was typed where a verb stands and was none."""
# 18 digits always fit the 64-bit integer of a database; a forged longer id would raise there.
EXISTING = re.compile("=([0-9]{1,18})")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@record(kw_only=True)
class Press:
    """What pressing a button does: a command by its verb with named values, which no person can type."""

    verb: str
    values: Mapping[str, str] = field(default_factory=dict)

    def pack(self) -> str:
        """Return the payload as one versioned string; raises ValueError when it is longer than PAYLOAD_LIMIT."""
        packed = self._packed()
        if len(packed) > PAYLOAD_LIMIT:
            raise ValueError(f"button payload of {self.verb} has {len(packed)} characters")
        return packed

    @property
    def fits(self) -> bool:
        """Whether it can be packed; a button that carries what somebody typed is offered only then."""
        return len(self._packed()) <= PAYLOAD_LIMIT

    def _packed(self) -> str:
        return f"{PAYLOAD_VERSION}|{self.verb}|{_ENCODER.encode(dict(self.values))}"

    @classmethod
    def unpack(cls, packed: str) -> Press:
        """Read a packed payload back; raises ValueError on anything else."""
        # The values may hold the separator too, so only the first two count.
        version, verb, text = packed.split("|", 2)
        if version != PAYLOAD_VERSION:
            raise ValueError(f"unknown button payload version {version[:10]!r}")
        values = read_json(text)
        if not isinstance(values, dict) or not all(isinstance(v, str) for v in values.values()):
            raise ValueError("a button payload holds named texts only")
        return cls(verb=verb, values=values)


UNKNOWN_BUTTON = Press(verb="unknown button")
"""Stands for a payload that cannot be unpacked; the dispatcher refuses it as a button that is no longer known."""


def typed_values(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the values that carry typed texts, by argument."""
    return {f"{TYPED}{name}": text for name, text in texts.items()}


def rest_of_line(line: str) -> dict[str, str]:
    """Return the value that carries the part of a line that is still to be parsed."""
    return {TYPED: line}


def line_again(line: str, once: str) -> Press:
    """Return the press that carries out a whole line again, once under the key `once`."""
    return Press(verb=AGAIN, values={LINE: line, ONCE: once})


def decision(fact: int, name: str, value: str) -> dict[str, str]:
    """Return the value that carries what was chosen for an argument of a fact of a line."""
    return {f"{DECISION}{fact}.{name}": value}


def missing_button(label: str) -> Press:
    """Return the press of a label that no button of the latest answer has."""
    return Press(verb=NO_BUTTON, values={LABEL: label})


@record(kw_only=True)
class CommandPress:
    """A command with `typed` texts and `machine` values by argument; an empty `rest` is not the same as none."""

    verb: str
    typed: Mapping[str, str]
    machine: Mapping[str, str]
    rest: str | None
    once: str | None


@record(kw_only=True)
class LineAgain:
    """A whole line to be carried out, with what was chosen and filled in for its facts, as in the values of a press."""

    line: str
    once: str | None
    answers: Mapping[str, str] = field(default_factory=dict)

    def decisions(self, fact: int) -> dict[str, str]:
        """Return what was chosen, by argument of a fact."""
        if not self.answers:
            return {}
        lead = f"{DECISION}{fact}."
        return {name.removeprefix(lead): text for name, text in self.answers.items() if name.startswith(lead)}

    def typed(self, fact: int) -> dict[str, str]:
        """Return what was filled in, by argument of a fact."""
        if not self.answers:
            return {}
        lead = f"{fact}{TYPED}"
        return {name.removeprefix(lead): text for name, text in self.answers.items() if name.startswith(lead)}


@record(kw_only=True)
class MissingButton:
    """A label that no button has."""

    label: str


def read_press(press: Press) -> CommandPress | LineAgain | MissingButton:
    """Return what a press means; values that are missing are empty, since old buttons may lack them."""
    values = press.values
    if press.verb == AGAIN:
        return LineAgain(line=values.get(LINE, ""), once=values.get(ONCE), answers=_answers(values))
    if press.verb == NO_BUTTON:
        return MissingButton(label=values.get(LABEL, ""))
    return CommandPress(
        verb=press.verb,
        typed={name[1:]: text for name, text in values.items() if name.startswith(TYPED) and name != TYPED},
        machine={name: text for name, text in values.items() if not name.startswith(TYPED) and name not in OF_PRESS},
        rest=values.get(TYPED),
        once=values.get(ONCE),
    )


def _answers(values: Mapping[str, str]) -> dict[str, str]:
    """Return what answers the questions of a line; the fields of a form are those of the fact that it is about."""
    answers = {name: text for name, text in values.items() if name.startswith(DECISION) or name[1:2] == TYPED}
    if not (fact := values.get(FACT, "")):
        return answers
    beside = OF_PRESS | {LINE, FACT}
    fields = {name: text for name, text in values.items() if name not in answers and name not in beside}
    typed = {f"{fact}{name}": text for name, text in fields.items() if name.startswith(TYPED)}
    picked = {f"{DECISION}{fact}.{name}": text for name, text in fields.items() if not name.startswith(TYPED)}
    return answers | typed | picked


@record
class ExistingId:
    """Selects the thing with this id."""

    id: int


@record
class NewName:
    """Selects a thing that is created under this name when the button is pressed."""

    name: str


@record
class Wanted:
    """Selects what a form asks for, since nothing is called by this name."""

    name: str


@record
class Nobody:
    """Selects nobody in particular."""


Selection = ExistingId | NewName | Wanted | Nobody


def existing(id: int) -> str:
    """Return the machine value that selects the thing with this id."""
    return f"={id}"


def new_name(name: str) -> str:
    """Return the machine value that creates a thing under this name and selects it."""
    return f"+{name}"


def wanted(name: str) -> str:
    """Return the machine value that lets a form ask who or what is meant by this name."""
    return f"?{name}"


def word_key(argument: str) -> str:
    """Return the name of the value that carries what was typed for an argument that a form asks for."""
    return f"{argument} word"


def unpack_selection(value: str) -> Selection | None:
    """Return what a machine value selects; None when it is none of the four."""
    if value == "-":
        return Nobody()
    if value.startswith("?"):
        return Wanted(value[1:])
    if value.startswith("+"):
        return NewName(value[1:])
    hit = EXISTING.fullmatch(value)
    return ExistingId(int(hit[1])) if hit else None


def pack_typed_option(text: str) -> str:
    """Return the value of an option of a select field that stands for typed text, not for a thing."""
    return f"{TYPED}{text}"


def unpack_typed_option(value: str) -> str | None:
    """Return the typed text that an option's value stands for; None when it is a machine value."""
    return value.removeprefix(TYPED) if value.startswith(TYPED) else None
