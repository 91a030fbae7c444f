"""What nobody should type and somebody will."""

from __future__ import annotations

from itertools import product

PIECES = (
    "<!channel>", "<@U1|admin>", "<https://evil.example|Acme>", "[Acme](https://evil.example)", "*bold* _it_ ~s~ `code`", "<b>bold</b>",
    "<script>alert(1)</script>", "&amp;&lt;", "${jndi:x}", "{{DATE()}}", "{name}", "%s %d {0}", "=1+1", "@SUM(A1)", "+1-1", "-2+3",
    "\uff1d1+1", "'; DROP TABLE person; --", '" OR 1=1 --', "\x00\x01\x1f", "\u202egnp.exe", "\u200b\u200d", "A\u030ao\u0308", "Αсmе", "İstanbul",
    "😀👩‍👩‍👧", "٣", "３", "1_0", "+4", "0x10", "1e9", "99999999999999999999", "-1", "½", "NaN", "null", "None", "true", "O'Brien", '"open',
    "“curly”", "«guillemets»", "\\", "/", "//", "#", "@", ".", "..", "-", "--help", "~", "=1", "+acme", "P1", "C1", "#1", "𝔸𝕔𝕞𝕖", "a" * 300,
    "32/13", "31/02", "0/0", "2026-02-30", "w54", "tomorrow yesterday", "by by by", "l l l", "q999", "\ud800", "\r\n\t", "\u00a0\u2003",
)  # fmt: skip
LINES = (
    "call {}", "call acme {}", "touch acme {} 0", "touch acme invoice {}", "touch {} invoice 0", "promise acme {} by fri", "promise acme x {}",
    "promise {} x by fri", "kept {}", "told {}", "broken {}", "broken acme {}", "follow acme {}", "follow {} thu", "waiting {}", "go {}",
    "account {}", "account acme {}", "account acme owner {}", "team {}", "undo {}", "edit {}", "edit C1 {}", "me {}", "me language {}",
    "me hours {}", "off {}", "pause {}", "mute {}", "help {}", "admin {}", "admin team {}", "admin person {}", "admin quota {}",
    "admin touchpoint {}", "admin person x team {}", "{}", "today {}",
)  # fmt: skip
CORPUS = tuple(line.format(piece) for line, piece in product(LINES, PIECES))
