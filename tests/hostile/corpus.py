"""What nobody should type and somebody will."""

from __future__ import annotations

from itertools import product

from tests.hostile.fuzz import ASKED

PIECES = (
    "<!channel>", "<@U1|admin>", "<https://evil.example|Acme>", "[Acme](https://evil.example)", "*bold* _it_ ~s~ `code`", "<b>bold</b>",
    "<script>alert(1)</script>", "&amp;&lt;", "${jndi:x}", "{{DATE()}}", "{name}", "%s %d {0}", "=1+1", "@SUM(A1)", "+1-1", "-2+3",
    "\uff1d1+1", "'; DROP TABLE person; --", '" OR 1=1 --', "\x00\x01\x1f", "\u202egnp.exe", "\u200b\u200d", "A\u030ao\u0308", "Αсmе", "İstanbul",
    "😀👩‍👩‍👧", "٣", "３", "1_0", "+4", "0x10", "1e9", "99999999999999999999", "-1", "½", "NaN", "null", "None", "true", "O'Brien", '"open',
    "“curly”", "«guillemets»", "\\", "/", "//", "#", "@", ".", "..", "-", "--help", "~", "=1", "+acme", "P1", "C1", "#1", "𝔸𝕔𝕞𝕖", "a" * 300,
    "32/13", "31/02", "0/0", "2026-02-30", "w54", "tomorrow yesterday", "by by by", "l l l", "q999", "\ud800", "\r\n\t", "\u00a0\u2003",
    "freitag", "vendredi", "lunes", "пятница", "金曜日", "24 décembre", "24. Dezember", "31 listopada", "30 lutego", "29. februar 2027", "31. juni",
    "den 32. maj", "24 i 12", "0. januar", "24/12/0000", "99/99/9999", "2026-W48", "20261224", "12/24/2026", "24.13.2026", "midnight", "-3d", "999w",
    "Асme", "ａｃｍｅ", "acme\u00ad", "a\u0441me", "ACME\u200b", "acmе as", "Acme\u0301", "acme\u202e", "Ⓐcme", "9" * 400, "-0", "0.1", "１２", "1e309", "∞",
    "0b1", "0o7", "1/0", "${7*7}", "{{7*7}}", "<%= 7 %>", "%00", "%0d%0a", "../../etc/passwd", "C:\\nul", "file:///etc/passwd", "javascript:alert(1)",
    "<img src=x onerror=alert(1)>", "</at>", "<at>Anna</at>", "@here", "@everyone", "<!here>", "<!subteam^S1>", "||spoiler||", "> quote", "```", "~~~", "|a|b|",
    "\u0000", "\u0007\u001b[31m", "\ufeff", "\ufffe", "\u2028\u2029", "\u0430\u0301" * 40, "x" * 5_000, "x " * 2_000, "é" * 1_001, "x" * 50_000,
)  # fmt: skip
LINES = (
    "call {}", "call acme {}", "touch acme {} 0", "touch acme invoice {}", "touch {} invoice 0", "promise acme {} by fri", "promise acme x {}",
    "promise {} x by fri", "kept {}", "told {}", "broken {}", "broken acme {}", "follow acme {}", "follow {} thu", "waiting {}", "go {}",
    "account {}", "account acme {}", "account acme owner {}", "team {}", "undo {}", "edit {}", "edit C1 {}", "me {}", "me language {}",
    "me hours {}", "off {}", "pause {}", "mute {}", "help {}", "admin {}", "admin team {}", "admin person {}", "admin quota {}",
    "admin touchpoint {}", "admin person x team {}", "{}", "today {}", "handoff acme {}", "handoff acme service {}", "refill acme {}", "ordered acme {}", "junk {}", "junk 5m {}", "exclusive acme {}", "freeze acme {}", "unfreeze acme {}", "left acme {}", "admin desk {}",
    "admin hours chris {}", "snooze {}", "budget {}", "told 1 {}", "told 1 new date {}", "broken 1 {}", "kept 1 {}", "account {} owner chris",
    "account acme every {}", "account acme contacts {}", "team {} week", "waiting acme {}", "undo C{}", "edit R1 {}", "edit P1 {}",
)  # fmt: skip
CORPUS = tuple(line.format(piece) for line, piece in product(LINES, PIECES))
SAMPLE = CORPUS if ASKED else CORPUS[::7]
"""Every line with a seventh of the pieces, in each line other ones; all of them in `make soak`."""
SENDABLE = tuple(line for line in CORPUS if len(line) < 3_000 and "\ud800" not in line and line.strip().isprintable())
"""Lines that a platform would let anybody send."""
