-- import_portion: what so many rows of an import changed and what was found of them, stored with these rows. `done` says
-- how many rows of the file were done behind it. An undo takes the portions away, the last one first.
-- import_run: the file's name, its digest, its rows and how many of them are done; the same file goes on there.
CREATE TABLE import_portion (
    run {int} NOT NULL REFERENCES import_run (id),
    done {int} NOT NULL,
    tenant {int} NOT NULL,
    changes TEXT NOT NULL,
    found TEXT NOT NULL,
    PRIMARY KEY (run, done)
) {strict};
INSERT INTO import_portion (run, done, tenant, changes, found)
SELECT id, 0, tenant, changes, '{}' FROM import_run WHERE undone_at IS NULL AND changes <> '[]';
ALTER TABLE import_run ADD COLUMN file TEXT NOT NULL DEFAULT '';
ALTER TABLE import_run ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE import_run ADD COLUMN row_count {int} NOT NULL DEFAULT 0;
ALTER TABLE import_run ADD COLUMN done {int} NOT NULL DEFAULT 0;
ALTER TABLE import_run ADD COLUMN state TEXT NOT NULL DEFAULT 'done';
UPDATE import_run SET state = 'undone' WHERE undone_at IS NOT NULL;
ALTER TABLE import_run DROP COLUMN changes;
ALTER TABLE import_run DROP COLUMN left_over;
CREATE INDEX import_run_open ON import_run (tenant, state) WHERE state IN ('open', 'undoing');
