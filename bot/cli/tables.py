"""Lists: a table for who sits at a terminal, the same plain lines as ever for files and programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

from bot.cli.console import print_line, printable
from bot.cli.progress import make_room

STYLES: Mapping[str, str] = {"ok": "green", "warn": "yellow", "fail": "bold red", "sent": "green", "parked": "yellow"}
"""How a cell looks that says one of these words; a second sign beside the word, never the only one."""


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], lines: Iterable[str], *, plain: bool = False
) -> None:
    """Print rows as a table whose long cells are folded; where that is to be plain, or no terminal, print the lines."""
    if plain or not sys.stdout.isatty():
        for line in lines:
            print_line(line)
        return
    # Here, as rich is a tenth of a second that only who sees a table pays.
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    cells = [[printable(str(cell)) for cell in row] for row in rows]
    if not cells:
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in cells:
        # A text, not a string: whatever somebody typed is no markup.
        table.add_row(*(Text(cell, style=STYLES.get(cell, "")) for cell in row))
    make_room()
    Console().print(table)
