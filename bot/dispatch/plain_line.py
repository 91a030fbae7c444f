"""A line that names no command, of a known person, and what every answer to it is made of."""

from __future__ import annotations

from bot.arguments.parser import Ambiguous, MissingArguments, ParseContext
from bot.arguments.parsing import parse
from bot.arguments.raw_arguments import RawArguments
from bot.dispatch.command_call import CommandCall
from bot.dispatch.facts import fact_calls
from bot.dispatch.registry import Registry
from bot.domain.accounts import Account
from bot.errors import UserMistake
from bot.language.roles import roles_in
from bot.language.small_talk import heard
from bot.language.tokens import Token, plain, tokens
from bot.language.vocabulary import verb_label
from bot.messages.card import Button, Card, Element, Quote, Reply, Text
from bot.messages.press import LineAgain, Press, existing, line_again, typed_values
from bot.records import lazy, record

# Slack's limit for the label of a button.
LABEL_LIMIT = 75


@record(kw_only=True)
class PlainLine:
    """The line as typed, and what it is read with; nothing is created while it is read."""

    registry: Registry
    line: str
    context: ParseContext

    @lazy
    def words(self) -> tuple[Token, ...]:
        """The words of the line; a slash before the first is dropped."""
        return tokens(self.line.lstrip().removeprefix("/"))

    @lazy
    def heard(self) -> frozenset[str]:
        """The words of the line as small talk is heard."""
        return frozenset(map(heard, self.line.split()))

    @lazy
    def looked_up(self) -> tuple[str, ...]:
        """The words of the line as verbs are looked up, quoted ones too."""
        return tuple([plain(word.text) for word in self.words])

    @lazy
    def roles(self) -> int:
        """What the words of the line may begin."""
        return roles_in(self.line.lstrip().removeprefix("/"), self.context.language)

    @property
    def today_button(self) -> Button:
        """The button that shows the own day."""
        return Button(label=self.context.translator.t("button", "Today"), press=Press(verb="today"))

    @property
    def help_button(self) -> Button:
        """The button that shows what can be typed."""
        return Button(label=self.context.translator.t("button", "Help"), press=Press(verb="help"))

    def note_button(self, account: Account, text: str) -> Button:
        """Return the button that asks where a text belongs as a note."""
        return Button(
            label=self.context.translator.t("button", "Note on {account}", account=account.name)[:LABEL_LIMIT],
            press=Press(verb="note", values={"account": existing(account.id), **typed_values({"note": text})}),
        )

    def call(self, verb: str, words: str = "", **machine: str) -> CommandCall:
        """Return the call of a command with the words behind its verb, or with the values of a button."""
        arguments = RawArguments(words=tokens(words), machine=machine)
        return CommandCall(command=self.registry.get(verb), arguments=arguments, line=self.line)

    def again(self, verb: str, rest: str) -> Button:
        """Return the button that carries out the line as it would be with a verb before `rest`, once."""
        text = f"{verb_label(verb, self.context.language)} {rest}".strip()
        return Button(label=text[:LABEL_LIMIT], press=line_again(text, once=f"{self.context.at.isoformat()} {verb}"))

    @lazy
    def facts(self) -> tuple[CommandCall, ...]:
        """The facts that the line would tell if it were carried out; none for a line that tells none."""
        try:
            return fact_calls(self.registry, LineAgain(line=self.line, once=None), self.context)
        except UserMistake:
            return ()

    @property
    def has_no_note(self) -> bool:
        """Whether the line tells one fact and nothing of it is free text."""
        if len(self.facts) != 1:
            return False
        fact = self.facts[0]
        try:
            values = parse(fact.command.args, fact.arguments, self.context)
        except (Ambiguous, MissingArguments, UserMistake):
            return False
        return not any(values.get(arg.name) for arg in fact.command.args if arg.any_text)

    def values(self, verb: str, words: str, **machine: str) -> dict[str, object] | None:
        """Return the values of a command's arguments in words behind its verb; None where they do not fit.

        Words with several meanings fit: the command asks which is meant.
        """
        try:
            return parse(self.registry.get(verb).args, RawArguments(words=tokens(words), machine=machine), self.context)
        except Ambiguous:
            return {}
        except (UserMistake, MissingArguments):
            return None

    def ask(self, title: str, *buttons: Button, quote: str = "") -> Reply:
        """Return a question with its answers as buttons; `quote` is what was typed, so that nothing is lost."""
        body: tuple[Element, ...] = (Text(text=title), *((Quote(text=quote),) if quote else ()))
        return Reply(card=Card(body=body, buttons=buttons[:3], more=buttons[3:]), ok=False)
