"""Whole hostile lines, each one that somebody could send: pasted, mistyped, malicious, or from another keyboard."""

from __future__ import annotations

PASTED = (
    "call acme\ncall bergen bygg", "call acme\r\n\r\n\r\nundo", "> call acme", "```\ncall acme\n```", "`call acme`", "*call* _acme_", "call  \t acme \u3000vm",
    "Fwd: call acme", "On Mon, Bo wrote:\n> call acme", "call acme -- sent from my phone", "1. call acme", "- call acme", "• call acme", "call acme;call acme",
    "call acme | rm -rf /", "call acme && undo", "$(call acme)", "`undo`", "call acme # comment", "call acme /* x */", "<!-- call acme -->", '{"text": "call acme"}',
    "payload=%7B%22type%22%3A%22block_actions%22%7D", "POST /slack/events HTTP/1.1\r\nHost: x\r\n\r\ncall acme", "data:text/html,<script>alert(1)</script>",
)  # fmt: skip
MARKUP = (
    "call acme <!channel>", "call acme <!here|here> wake up", "call <@U1|admin>", "call acme <#C1|general>", "call acme <!date^1700000000^{date}|x>",
    "call acme <https://evil.example|Acme's invoice>", "call acme [invoice](https://evil.example)", "call acme <mailto:a@b.example|x>", "call acme ![x](https://evil.example/p.png)",
    "call acme {{DATE(2026-11-24T10:00:00Z, LONG)}}", "call acme {{TIME(2026-11-24T10:00:00Z)}}", "call acme ${title} $when", "call acme <at>everyone</at>", "call acme </at><at id=\"0\">Bo</at>",
    "call acme <b onmouseover=alert(1)>x</b>", "call acme <img src=x onerror=alert(1)>", "call acme <iframe src=//evil.example>", "call acme &lt;!channel&gt;", "call acme &amp;lt;!channel&amp;gt;",
    "call acme &#60;!channel&#62;", "call acme *bold* _it_ ~s~ `c`", "call acme **b** __u__ ~~s~~ ||sp||", "call acme :tada: :skull:", "call acme # h\n## h2", "call acme | a | b |\n|---|---|",
    "call acme www.evil.example/a_b_c", "call acme evil.example", "call acme tel:+4755123456", "call acme javascript:alert(1)", "call acme \\*\\_\\`", "call acme @everyone @here @channel",
)  # fmt: skip
FORMULAS = (
    "call acme =HYPERLINK(\"https://evil.example\")", "promise acme =1+1;=2+2,=3+3 by fri", "call acme @SUM(1)", "call acme +1", "call acme -1", "call acme x;=cmd|' /C calc'!A0", "call acme \"x\";\"=1\"",
    "promise acme ＝1＋1 by fri", "admin touchpoint =1+1", "admin desk @SUM(A1)", "waiting =1", "handoff acme service 5m =1;=2", "touch acme invoice 0 said =1+1",
)  # fmt: skip
NAMES = (
    "call İstanbul", "call ﬁrma", "call Аcme", "call A\u0301\u0301\u0301\u0301\u0301\u0301cme", "call \u202eemca", "call acme\u200b\u200b\u200b", "call \u3164", "call \u2800\u2800", "call 😀😀😀", "call 👩‍👩‍👧‍👦 AS",
    "call " + "a" * 300, "call " + "ab " * 200, "call '; DROP TABLE entry; --", "call \" OR \"\"=\"", "call %s%s%s%n", "call {0.__class__}", "call ../../etc/passwd", "call NUL", "call CON.txt", "call null", "call undefined",
    "call NaN", "call true", "call 0", "call -1", "call .", "call ..", "call -", "call --help", "call /", "call \\", "call \"", "call \"\"", "call “acme", "call «acme»", "call „acme”", "call @", "call @U1", "call #", "call +acme", "call =1", "call ~",
    "admin team <!channel>", "admin person <@U1> manager", "admin person \u202enimda manager", "admin person '' manager", "admin touchpoint \u200b", "admin desk " + "d" * 200, "admin team Nord name \u2066x",
)  # fmt: skip
NUMBERS = (
    "touch acme invoice 3", "touch acme invoice -1", "touch acme invoice ٢", "touch acme invoice ２", "touch acme invoice 1e0", "touch acme invoice 11021102", "touch acme invoice 0 0 0 0 0", "kept 99999999999999999999", "kept -1", "kept 0x1", "kept ٣",
    "undo P" + "9" * 400, "undo C0", "undo C-1", "edit C1.5 vm", "account acme 1e309", "account acme 99999999999999999999", "account acme -5", "account acme every 0d", "account acme every 99999w", "account acme contacts ٣٣",
    "admin quota anna 1000000", "admin quota anna -1", "admin quota anna mon 1 mon 2", "call acme q99999999999", "handoff acme service 99999999m", "budget 99999999999999999999", "snooze 99999999999h", "snooze -1h", "team w99", "team w0", "team 2026-W54",
)  # fmt: skip
DAYS = (
    "promise acme x by 31/2", "promise acme x by 29/2/2027", "promise acme x by 0/0", "promise acme x by 9999-12-31", "promise acme x by 10000-01-01", "promise acme x by -1-1-1", "promise acme x by yesterday", "promise acme x by fri fri fri",
    "promise acme x by by by", "promise acme by", "promise by fri", "promise acme x by in 999999999999 weeks", "promise acme x by ٢٤/١٢", "promise acme x by 24−12", "promise acme x by the day after the day after tomorrow", "follow acme 24/12/2199", "off 22 dec-16 dec",
    "off 1/1-31/12/9999", "off mon-", "off -mon", "pause until 0", "pause until 9999-12-31", "mute N1 until yesterday", "mute N99999999999", "told 1 new date", "told 1 new date 30/2", "me hours 25:00-26:00", "me hours 08:00-08:00", "me hours mon-sun 00:00-24:00", "me hours ½-¾", "me hours",
)  # fmt: skip
INVISIBLE = (
    "call acme a\x00b", "call acme \x1b[31mred\x1b[0m", "call acme \x1b]0;title\x07", "call acme \x9b2J", "call acme a\x08\x08b", "call\x0bacme", "call acme \x7f", "\x00", "\x1b", "call acme \u202etxt.exe", "call acme \u2066x", "call acme \u2028x\u2029y", "call acme \ufeffx",
    "\u200bcall acme", "ca\u00adll acme", "call\u00a0acme", "ｃａｌｌ acme", "c\u0430ll acme", "call acme \U000e0041\U000e007f", "call acme \ufffe", "\u202e", "\u200b", "   ", "\n", "\t\t", "?", "!", "…", "x" * 3_999, "x " * 1_999, "é" * 3_999, "\U0001f600" * 1_000,
)  # fmt: skip
VERBS = (
    "undo undo undo", "undo everything", "undo all", "edit", "edit C1", "edit P1 C1", "go", "go W1 W2", "kept", "kept kept", "broken", "broken acme", "told", "told acme", "holds", "answer", "home", "admin back person 1", "off remove 1", "again", "no button", "unknown button", "help help",
    "help <!channel>", "help " + "h" * 500, "team", "team week week", "team anna bo week", "team share", "team <!channel> week", "team chris export csv", "export", "me export csv", "me language klingon", "me language <b>", "me week week", "admin", "admin admin", "admin person anna admin admin admin", "admin remove person chris",
    "admin remove team Nord", "admin quota", "admin hours", "waiting", "waiting " + "w" * 300, "waiting done done", "handoff", "handoff acme", "refill", "refill acme", "refill acme 0d", "refill acme toner 999m", "ordered", "ordered acme x", "junk", "junk 0m x", "exclusive", "exclusive acme", "freeze", "freeze acme", "unfreeze", "unfreeze acme", "left", "handoff acme nowhere 5m", "follow", "follow acme", "snooze", "mute", "pause", "budget now", "today tomorrow", "freitag", "вызов acme", "打电话 acme", "اتصال acme", "SELECT * FROM entry", "/call acme", "//call acme", "/nudge call acme", "@Snurr call acme", "CALL ACME", "call call acme",
)  # fmt: skip
CLAUSES = (
    "call acme" + "," * 10_000, "," * 10_000, "call acme" + ", x" * 1_300, "and call acme " * 285, "call acme" + " and call acme" * 285, "call acme; " * 360,
    "call " + ", ".join(f"name{number}" for number in range(300)), "call acme, " + ", ".join(["acme"] * 300), "call acme\n" * 400, "call acme. " * 360,
    "call acme " + '"' * 3_900, "call acme " + "«" * 1_900 + "»" * 1_900, 'call acme "a „b “c «d» e” f” g"', "call acme \u202b, promise x by fri\u202c, follow mon", "\u202ecall acme, follow mon",
    "call acme" + ", they said" * 350, "call acme" + " +" * 1_900, "call acme" + " not" * 900, "call acme by " + "fri, " * 700, "told them, " * 350, "promise acme x by fri, kept x, " * 120,
)  # fmt: skip
SPOKEN = (*PASTED, *MARKUP, *FORMULAS, *NAMES, *NUMBERS, *DAYS, *INVISIBLE, *VERBS, *CLAUSES)
