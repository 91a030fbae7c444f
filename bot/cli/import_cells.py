"""What the cells of another program's table say, whatever column they stand in, and what stands for nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable

from bot.cli.import_letters import read_twice
from bot.language.names import clean_name, fold
from bot.language.phones import parse_phone

CELL_LIMIT = 1000
"""Characters of a cell that are read."""
WRAPPED = re.compile(r'="(.*)"', re.DOTALL)
"""How a spreadsheet is told that 0012 is a text."""
ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
DEPTH = 3
"""How often a text may have been made into that of a web page."""
TAG = re.compile(r"</?(?:a|b|i|u|p|br|div|span|em|strong|font|small|h[1-6])(?: [^<>]*)?/?>", re.IGNORECASE)
"""A web page's mark-up."""
NOTHING = frozenset(
    ("n/a", "na", "n a", "n/d", "null", "none", "nil", "undefined", "unknown", "not specified", "not set",
     "not available", "no value", "no name", "tbd", "tba", "todo", "xxx", "xxxx", "ingen", "ingenting", "inget",
     "keine", "keiner", "brak", "ukendt", "ukjent", "okand", "unbekannt", "nieznany", "nieznana", "ikke angivet",
     "ikke oplyst", "ikke oppgitt", "ej angivet", "uppgift saknas", "nicht angegeben", "nie podano", "intet navn",
     "uden navn", "uten navn", "utan namn", "ohne name", "bez nazwy", "unassigned", "ikke tildelt", "ej tilldelad",
     "nicht zugewiesen", "nieprzypisany")
)  # fmt: skip
"""What stands in a cell for nothing, folded and without points, in brackets or not."""
NOTHING_IN_BRACKETS = frozenset(("blank", "empty", "tom", "tomt", "inga", "leer", "puste"))
"""What does so in brackets alone: Tom and Inga are people."""
NAN = frozenset(("nan", "NaN", "NaT"))
BRACKETS = frozenset(("()", "[]", "<>", "{}"))
SIGNS_ALONE = re.compile(r"[-–—―_=.*?#/\\~…\s]+")
FORMULA_FAULT = re.compile(r"#(?:[a-z][\w /]*[!?]|div/0!|n/a|n/d|nv|i/t|brak|ikke tilg\w*)")
"""What a spreadsheet shows instead of a value, in any language, folded."""
ERROR_NUMBER = re.compile(r"err:[0-9]{3}")
LONGEST_NOTHING = 20
"""Characters of the longest of these, with its points."""
ZERO = frozenset("0.,/: -")
"""The characters of a zero, or of a day or an id of nothing but zeros."""
SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?e\+[0-9]+", re.IGNORECASE)
"""A long number as a spreadsheet shows it: its last digits are lost."""
WHOLE = re.compile(r"([0-9]+)[.,]0{1,2}")
"""A number that has no decimals, from a program that gives it some."""
PHONE_WORDS = re.compile(r"^(?:tel|tlf|telefon|phone|mob|mobil|mobile|t|m)[.:]* *(?=[+(0-9])", re.IGNORECASE)


class UnreadableCell(Exception):
    """A cell that says nothing to us; the text says why."""


def plain_cell(text: str) -> str:
    """Return a cell on one line, as it was meant: unwrapped, letters for entities, without what no screen shows."""
    if text.isascii() and text.isprintable() and not ("&" in text or '="' in text or "<" in text):
        return " ".join(text[:CELL_LIMIT].split())  # nearly every cell of a large file
    wrapped = WRAPPED.fullmatch(text.strip())
    text = wrapped[1] if wrapped else text
    marked = unescaped(read_twice(text[: 4 * CELL_LIMIT]))
    return clean_name(TAG.sub(lambda tag: " " if tag[0].lower().startswith("<br") else "", marked), CELL_LIMIT)


def unescaped(text: str, but: str = "") -> str:
    """Return a text with letters instead of a web page's entities, but for those of some letters."""

    def letter(hit: re.Match[str]) -> str:
        found = html.unescape(hit[0])
        if found.isspace():
            return " "
        return hit[0] if found in but or not found.isprintable() else found

    for _ in range(DEPTH):
        if "&" not in text or (plain := ENTITY.sub(letter, text)) == text:
            break
        text = plain
    return text


def says_nothing(text: str) -> bool:
    """Whether a cell is empty, or holds what programs write for nothing."""
    if not text or text in NAN:
        return True
    if text[0].isdigit() or (len(text) > LONGEST_NOTHING and text[0].isalpha()):
        return False  # nearly every cell of a large file
    folded = fold(text)
    if not text[0].isalnum():
        if SIGNS_ALONE.fullmatch(text) or FORMULA_FAULT.fullmatch(folded):
            return True
        if folded[:1] + folded[-1:] in BRACKETS:
            inner = folded[1:-1].strip()
            return inner in NOTHING_IN_BRACKETS or says_nothing(inner)
    return folded.replace(".", "") in NOTHING or bool(ERROR_NUMBER.fullmatch(folded))


def is_zero(text: str) -> bool:
    """Whether a cell holds a zero, or nothing but zeros, as 0000-00-00 does."""
    return "0" in text and ZERO.issuperset(text)


def id_reader(cells: Iterable[str]) -> Callable[[str], str]:
    """Return how to read the ids of a column, given its cells; what is read raises UnreadableCell when it is none.

    No zero is an id, no number whose last digits are lost, and no word in a column whose other ids have digits.
    """
    some = [cell for cell in cells if not says_nothing(cell)]
    numbered = 2 * sum(any(map(str.isdigit, cell)) for cell in some) > len(some)
    marked = [cell for cell in some if "." in cell or "," in cell]
    whole = all(WHOLE.fullmatch(cell) for cell in marked)

    def read(text: str) -> str:
        # An apostrophe is how a spreadsheet is told that what follows is a text.
        bare = text.removeprefix("'")
        if is_zero(bare):
            raise UnreadableCell("it is no id")
        if SHORTENED.fullmatch(bare):
            raise UnreadableCell("a spreadsheet cut its last digits off")
        if numbered and not any(map(str.isdigit, bare)):
            raise UnreadableCell("it is no id: the others have digits")
        hit = WHOLE.fullmatch(bare) if whole else None
        return hit[1] if hit else bare

    return read


def read_phone(text: str) -> str:
    """Return a number that can be dialled; raises UnreadableCell."""
    bare = PHONE_WORDS.sub("", text.removeprefix("'"))
    if SHORTENED.fullmatch(bare):
        raise UnreadableCell("a spreadsheet cut its last digits off")
    whole = WHOLE.fullmatch(bare)
    found = parse_phone(whole[1] if whole else bare)
    if not found or is_zero(re.sub("[^0-9]", "", found)):
        raise UnreadableCell("it is no number that can be dialled")
    return found
