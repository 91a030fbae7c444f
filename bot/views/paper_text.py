"""A paper as text: Markdown to read and edit, HTML to print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from bot.messages.card import Fields, Table, Text
from bot.views.privacy_papers import Paper

STYLE = (
    "body{font:15px/1.45 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111}"
    "h1{font-size:1.5em}h2{font-size:1.1em;margin-top:1.4em}table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid #999;padding:.3em .5em;text-align:left;vertical-align:top}"
    "@page{size:A4;margin:9mm}@media print{body{margin:0;max-width:none;padding:0;font-size:7.3pt;line-height:1.15}"
    "h1{margin:0}h2{margin:.5em 0 .2em}p{margin:.2em 0}td,th{padding:.1em .4em}}"
)


def markdown(paper: Paper) -> str:
    """Return a paper as Markdown; nothing that somebody typed acts in it."""
    return "\n".join(_markdown_lines(paper))


def _markdown_lines(paper: Paper) -> Iterator[str]:
    yield from (f"# {_plain(paper.title)}", "")
    for section in paper.sections:
        yield from (f"## {_plain(section.heading)}", "")
        for element in section.body:
            match element:
                case Text(text=text):
                    yield _plain(text)
                case Fields(pairs=pairs):
                    yield from (f"- {_plain(label)}: {_plain(value)}" for label, value in pairs)
                case Table(header=header, rows=rows):
                    yield _row(header)
                    yield _row("---" for _ in header)
                    yield from (_row(map(_plain, row)) for row in rows)
            yield ""


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Return a text on one line in which no sign of Markdown acts."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in " ".join(text.split()))


def html(paper: Paper, language: str) -> str:
    """Return a paper as one HTML file that loads nothing."""
    body = "".join(_html_parts(paper))
    title = escape(paper.title)
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>\n'


def _html_parts(paper: Paper) -> Iterator[str]:
    yield f"<h1>{escape(paper.title)}</h1>"
    for section in paper.sections:
        yield f"<h2>{escape(section.heading)}</h2>"
        for element in section.body:
            match element:
                case Text(text=text):
                    yield f"<p>{escape(text)}</p>"
                case Fields(pairs=pairs):
                    yield f"<table>{''.join(_cells(pair, 'th', 'td') for pair in pairs)}</table>"
                case Table(header=header, rows=rows):
                    lines = (_cells(header, "th", "th"), *(_cells(row, "td", "td") for row in rows))
                    yield f"<table>{''.join(lines)}</table>"


def _cells(cells: tuple[str, ...], first: str, other: str) -> str:
    tags = [first, *[other] * (len(cells) - 1)]
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for tag, cell in zip(tags, cells, strict=True)) + "</tr>"
