"""`export csv` and `export xlsx` at the end of a question about figures."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.parser import Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.i18n import Quoted, Translator, msg
from bot.language.tokens import Token
from bot.language.vocabulary import FORMATS, KEYWORDS
from bot.records import record


@record(kw_only=True)
class ExportArg(Arg):
    """The keyword `export` and a file format; the value is "csv" (also when none is named), "xlsx" or None."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not self.recognises(words, context):
            return None
        if len(words) == 1:
            return Match("csv", 1)
        file_format = FORMATS.find(words[1].text, context.language)
        if file_format is None:
            text = Quoted(words[1].text[:40])
            raise UserMistake("export", "{text} is not a kind of file: type “export csv” or “export xlsx”.", text=text)
        return Match(file_format, 2)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return bool(words) and not words[0].quoted and KEYWORDS.find(words[0].text, context.language) == "export"

    def usage(self, say: Translator | None = None) -> str:
        return f"[{KEYWORDS.label('export', say.language if say else 'en')} csv/xlsx]"


EXPORT = ExportArg(name="export", label=msg("field", "Kind of file"), optional=True)
