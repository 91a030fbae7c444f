-- :name add
-- An import and what it changed.
INSERT INTO import_run (tenant, at, changes) VALUES (:tenant, :at, :changes) RETURNING id

-- :name changes
-- What an import changed, while it is not undone.
SELECT changes FROM import_run WHERE tenant = :tenant AND id = :run AND undone_at IS NULL

-- :name mark_undone
-- An import was undone.
UPDATE import_run SET undone_at = :at WHERE tenant = :tenant AND id = :run
