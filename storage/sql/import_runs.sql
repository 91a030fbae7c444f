-- :name begin
-- An import of which no row is done yet. -- beside others
INSERT INTO import_run (tenant, at, file, digest, row_count, state) VALUES (:tenant, :at, :file, :digest, :rows, :state)
RETURNING id

-- :name find
-- One import.
SELECT id, at, file, digest, row_count, done, state FROM import_run WHERE tenant = :tenant AND id = :run

-- :name unfinished
-- Imports, and undos of imports, that are not at their end, the newest first.
SELECT id, at, file, digest, row_count, done, state FROM import_run
WHERE tenant = :tenant AND state IN ('open', 'undoing') ORDER BY id DESC

-- :name newest
-- The last imports, the newest first.
SELECT id, at, file, digest, row_count, done, state FROM import_run WHERE tenant = :tenant ORDER BY id DESC LIMIT :limit

-- :name move
-- How far an import is now, and the highest number of an account that it made. -- beside others
UPDATE import_run SET done = :done, state = :state, undone_at = :undone_at, made = COALESCE(CAST(:made AS BIGINT), made)
WHERE tenant = :tenant AND id = :run

-- :name add_portion
-- What the rows before `done` changed, and what was found of them. -- beside others
INSERT INTO import_portion (run, done, tenant, changes, found) VALUES (:run, :done, :tenant, :changes, :found)

-- :name found
-- What was found of the rows of an import, in their order.
SELECT found FROM import_portion WHERE tenant = :tenant AND run = :run ORDER BY done

-- :name last_portions
-- The last two portions of an import that are not taken back, the last one first.
SELECT done, changes FROM import_portion WHERE tenant = :tenant AND run = :run ORDER BY done DESC LIMIT 2

-- :name keep_portion
-- What of a portion is not taken back yet.
UPDATE import_portion SET changes = :changes WHERE tenant = :tenant AND run = :run AND done = :done

-- :name drop_portion
-- A portion of which all is taken back.
DELETE FROM import_portion WHERE tenant = :tenant AND run = :run AND done = :done
