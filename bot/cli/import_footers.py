"""Which rows of a table belong to the report around it: sums, counts, page numbers, and the header once more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.cli.import_columns import field_of
from bot.language.names import fold

LINE_BREAK = re.compile(r"\r\n|\r|\n")
TOTALS = frozenset(
    ("total", "totals", "grand total", "subtotal", "sub total", "sum", "sum total", "total sum", "total general",
     "average", "count", "i alt", "ialt", "hovedtotal", "delsum", "gennemsnit", "antal", "sammenlagt", "totalt",
     "totalsum", "antall", "gjennomsnitt", "snitt", "summa", "slutsumma", "delsumma", "totalsumma", "mellansumma",
     "genomsnitt", "medelvarde", "suma", "razem", "lacznie", "suma koncowa", "suma calkowita", "suma czesciowa",
     "ogolem", "liczba", "srednia", "gesamt", "summe", "gesamtsumme", "gesamtergebnis", "zwischensumme",
     "teilergebnis", "endsumme", "anzahl", "durchschnitt", "mittelwert")
)  # fmt: skip
"""How the last row of a report is called, folded."""
COUNTED = re.compile(
    r"(?:antal|antall|number|anzahl|liczba|total|totalt|i alt|razem|lacznie|gesamt)?[ :]{0,3}[0-9][0-9., ]{0,20}"
    r"(?:rows?|records?|results?|entries|raekker|poster|resultater|rader|traffar|zeilen|eintrage|datensatze|ergebnisse"
    r"|wierszy|wiersze|rekordow|rekordy|wynikow)\.?"
    r"|(?:antal|antall|anzahl|liczba|number of|total) \w{1,40} ?[:=] ?[0-9][0-9., ]{0,20}"
)
PAGE = re.compile(r"(?:page|side|sida|seite|strona) [0-9]+(?: ?(?:of|af|av|von|z|/) ?[0-9]+)?")
MADE = re.compile(
    r"(?:printed|exported|generated|created|udskrevet|eksporteret|genereret|utskrevet|eksportert|generert|utskriven"
    r"|exporterad|genererad|skapad|gedruckt|exportiert|erstellt|wydrukowano|wyeksportowano|wygenerowano)"
    r" (?:by|on|at|from|with|af|av|den|fra|fran|med|am|von|um|dnia|przez|z|w|[0-9]).*"
)


def is_sum(name: str) -> bool:
    """Whether a name is that of a sum or a count, such as "Total", "Total: 14 rows" or "14 rows"."""
    folded = fold(name)
    return re.split("[:(=]", folded)[0].strip() in TOTALS or any(
        shape.fullmatch(folded) for shape in (COUNTED, PAGE, MADE)
    )


def is_header_again(row: Sequence[str], header: Sequence[str], fields: Sequence[str]) -> bool:
    """Whether a row names the columns once more, in these or in other known words; `fields` are those of the header."""
    if len(row) == len(header) and all(fold(cell) == fold(name) for cell, name in zip(row, header, strict=True)):
        return len(header) > 1 or bool(fields[0])
    known = [(field, cell) for field, cell in zip(fields, row, strict=False) if field]
    # No header begins with a digit, and nearly every row has such a cell.
    if any(cell[:1].isdigit() for _, cell in known):
        return False
    return len(known) > 1 and all(field_of(cell) == field for field, cell in known)


def footer_line(body: Sequence[tuple[int, Sequence[str]]]) -> int:
    """Return the line from which a table only has a report's footer: behind an empty line, one cell in each row."""
    place = len(body)
    while place and _filled(body[place - 1][1]) < 2:
        place -= 1
    # Where every row has one cell, it is a list of names.
    tail = range(max(place, 1), len(body)) if place else ()
    return next((body[n][0] for n in tail if _gap_before(body, n)), body[-1][0] + 1 if body else 0)


def _gap_before(body: Sequence[tuple[int, Sequence[str]]], place: int) -> bool:
    line, (line_before, before) = body[place][0], body[place - 1]
    lines_of_it = 1 + sum(len(LINE_BREAK.findall(cell)) for cell in before)
    return line > line_before + lines_of_it or not any(cell.strip() for cell in before)


def bare_lines(body: Iterable[tuple[int, Sequence[str]]], place: int, share: float) -> list[int]:
    """Return the lines of rows that hold a name, at a place, and nothing else, where these are rare in a table."""
    rows = [(line, row) for line, row in body if _filled(row)]
    bare = [line for line, row in rows if _filled(row) == 1 and place < len(row) and row[place].strip()]
    return bare if len(bare) < share * len(rows) else []


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)
