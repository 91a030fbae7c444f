-- retention: for how many months a kind of data is kept, where the company wants it otherwise than usual.
-- used_number: the highest number that was given to a kind of entry, or (kind account) to an account, among those that
-- retention deleted, so that no old button or ref ever means something else.
-- left_at: since when a person is known to be gone; empty for whoever is here, and until the day's round has seen it.
CREATE TABLE retention (
    tenant {int} NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL,
    months {int} NOT NULL,
    PRIMARY KEY (tenant, kind)
) {strict};
CREATE TABLE used_number (
    tenant {int} NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL,
    number {int} NOT NULL,
    PRIMARY KEY (tenant, kind)
) {strict};
ALTER TABLE person ADD COLUMN left_at TEXT NOT NULL DEFAULT '';
-- An entry that is deleted is looked for by whatever rests on it, in each company at once.
DROP INDEX noted_word_entry;
CREATE INDEX noted_word_entry ON noted_word (entry, word, tenant);
CREATE INDEX account_move_change ON account_move (change);
