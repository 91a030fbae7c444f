-- What every command finds costs about the same in a company of any size: what is open has an index of its own.
-- answered: 1 for a follow-up that a later call answered and for a customer to whom somebody went; a projection
ALTER TABLE entry ADD COLUMN answered {int} NOT NULL DEFAULT 0;
UPDATE entry SET answered = 1 WHERE kind = 'F' AND EXISTS (
    SELECT 1 FROM followup f JOIN entry c ON c.tenant = f.tenant AND c.day >= f.due
    WHERE f.entry = entry.id AND c.account = entry.account AND c.kind = 'C' AND c.live = 1 AND c.id > entry.id);
UPDATE entry SET answered = 1 WHERE kind = 'W' AND EXISTS (
    SELECT 1 FROM went w JOIN entry g ON g.id = w.entry AND g.tenant = w.tenant
    WHERE w.tenant = entry.tenant AND w.waiting = entry.number AND g.live = 1);
CREATE INDEX entry_reminder ON entry (tenant, person, kind, live) WHERE kind = 'F' AND live = 1 AND answered = 0;
CREATE INDEX entry_unanswered ON entry (tenant, account) WHERE kind = 'F' AND live = 1 AND answered = 0;
CREATE INDEX entry_open_wait ON entry (tenant, day) WHERE kind = 'W' AND live = 1 AND answered = 0;
-- of an account and of a person also what was taken back, for whatever refers to them
DROP INDEX entry_account;
CREATE INDEX entry_account ON entry (account, kind, live, day);
DROP INDEX entry_person;
CREATE INDEX entry_person ON entry (tenant, person, live, id);
CREATE INDEX entry_handed_over ON entry (tenant, person, day) WHERE kind = 'H' AND live = 1;
CREATE INDEX entry_gone_to ON entry (tenant, person, day) WHERE kind = 'G' AND live = 1;
-- only what is asked by day, so that those who wait are not looked for among all entries of these days
DROP INDEX entry_day;
CREATE INDEX entry_day ON entry (tenant, day) WHERE kind IN ('C', 'P', 'S', 'G');
-- only few entries are of a line that told several things
DROP INDEX entry_line;
CREATE INDEX entry_line ON entry (tenant, line) WHERE line IS NOT NULL;
-- found by their entry
DROP INDEX followup_due;
-- breaches of one account, not of one year
DROP INDEX promise_account;
CREATE INDEX promise_account ON promise (tenant, account, state, closed);
-- acts: the live entries by which a person was active on a day: calls, promises, their steps, who went to who waits
ALTER TABLE seller_day ADD COLUMN acts {int} NOT NULL DEFAULT 0;
INSERT INTO seller_day (tenant, team, day, person, acts)
SELECT tenant, COALESCE(team, 0), day, person, COUNT(*) FROM entry WHERE live = 1 AND kind IN ('C', 'P', 'S', 'G')
GROUP BY tenant, COALESCE(team, 0), day, person
ON CONFLICT (tenant, team, day, person) DO UPDATE SET acts = excluded.acts;
-- Names are found by how they begin, by how a further word begins, and by a first word that is misspelt, without
-- looking at all of them: in the order of code points, from each further word on, without one of the first letters.
CREATE INDEX account_key ON account (tenant, key {ordered});
CREATE TABLE account_tail (
    tenant {int} NOT NULL,
    tail TEXT {ordered} NOT NULL,
    account {int} NOT NULL,
    PRIMARY KEY (tenant, tail, account)
) {strict};
CREATE TABLE account_spelling (
    tenant {int} NOT NULL,
    spelling TEXT NOT NULL,
    first_word TEXT NOT NULL,
    PRIMARY KEY (tenant, spelling, first_word)
) {strict};
INSERT INTO account_tail (tenant, tail, account)
WITH RECURSIVE place(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < 200)
SELECT a.tenant, substr(a.key, i + 1), a.id FROM account a JOIN place ON i < length(a.key)
WHERE substr(a.key, i, 1) = ' ';
INSERT INTO account_spelling (tenant, spelling, first_word)
WITH RECURSIVE place(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < 200),
known AS (
    SELECT DISTINCT tenant, substr(key, 1, COALESCE(
        (SELECT CAST(MIN(i) AS INTEGER) - 1 FROM place WHERE substr(key, i, 1) = ' '), length(key))) AS word FROM account)
SELECT DISTINCT tenant, CASE WHEN i > length(substr(word, 1, 7)) THEN substr(word, 1, 7)
    ELSE substr(word, 1, i - 1) || substr(word, i + 1, 7 - i) END, word
FROM known JOIN place ON i <= length(substr(word, 1, 7)) + 1;
