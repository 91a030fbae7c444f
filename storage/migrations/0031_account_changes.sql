-- closed: why an account is served no more, NULL while it is; merged_into: the account that it turned out to be
ALTER TABLE account ADD COLUMN closed TEXT;
ALTER TABLE account ADD COLUMN merged_into {int};
CREATE INDEX account_closed ON account (tenant, id) WHERE closed IS NOT NULL;
CREATE INDEX account_merged ON account (tenant, merged_into) WHERE merged_into IS NOT NULL;
-- Every name by which an account is found: the present one, earlier ones, and those of accounts that were merged into it.
-- bearer: the account that bears the name, or bore it; account: the one that it leads to
CREATE TABLE account_name (
    tenant {int} NOT NULL,
    key TEXT {ordered} NOT NULL,
    account {int} NOT NULL,
    bearer {int} NOT NULL,
    PRIMARY KEY (tenant, key)
) {strict};
INSERT INTO account_name (tenant, key, account, bearer) SELECT tenant, key, id, id FROM account;
CREATE INDEX account_name_account ON account_name (tenant, account);
CREATE INDEX account_name_bearer ON account_name (tenant, bearer);
DROP INDEX account_key;
-- A name from each further word on is noted with the name, of which an account may have several by now.
DROP TABLE account_tail;
CREATE TABLE name_tail (
    tenant {int} NOT NULL,
    tail TEXT {ordered} NOT NULL,
    key TEXT {ordered} NOT NULL,
    PRIMARY KEY (tenant, tail, key)
) {strict};
INSERT INTO name_tail (tenant, tail, key)
WITH RECURSIVE place(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < 200)
SELECT a.tenant, substr(a.key, i + 1), a.key FROM account a JOIN place ON i < length(a.key)
WHERE substr(a.key, i, 1) = ' ';
-- What an entry changed about accounts: a column of one, as it was before and as it is from then on.
CREATE TABLE account_change (
    entry {int} NOT NULL REFERENCES entry (id),
    field TEXT NOT NULL,
    tenant {int} NOT NULL,
    account {int} NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (entry, account, field)
) {strict};
CREATE INDEX account_change_field ON account_change (tenant, account, field, entry);
-- The entries that a merger took to another account; change: the entry of the merger
CREATE TABLE account_move (
    tenant {int} NOT NULL,
    change {int} NOT NULL REFERENCES entry (id),
    entry {int} NOT NULL REFERENCES entry (id),
    PRIMARY KEY (tenant, change, entry)
) {strict};
CREATE INDEX account_move_entry ON account_move (entry);
-- The words that people noted with live entries, folded, so that they are found however long the log is; a projection.
CREATE TABLE noted_word (
    tenant {int} NOT NULL,
    word TEXT {ordered} NOT NULL,
    entry {int} NOT NULL REFERENCES entry (id),
    person {int} NOT NULL,
    account {int},
    day TEXT NOT NULL,
    PRIMARY KEY (tenant, word, entry)
) {strict};
CREATE INDEX noted_word_entry ON noted_word (tenant, entry, word);
CREATE INDEX noted_word_person ON noted_word (tenant, person);
-- What was logged before has words, too: the planner's turns read them, some entries at a time.
CREATE TABLE unread_entry (
    tenant {int} NOT NULL,
    entry {int} NOT NULL REFERENCES entry (id),
    PRIMARY KEY (tenant, entry)
) {strict};
INSERT INTO unread_entry (tenant, entry) SELECT tenant, id FROM entry WHERE live = 1;
