-- :name add
-- An import and what it changed.
INSERT INTO import_run (tenant, at, changes, left_over, made) VALUES (:tenant, :at, :changes, :left, :made) RETURNING id

-- :name changes
-- What an import changed, while it is not undone, and how many of these changes, from the first on, are left.
SELECT changes, left_over FROM import_run WHERE tenant = :tenant AND id = :run AND undone_at IS NULL

-- :name take_back
-- Some changes of an import were undone, unless another process undid some meanwhile; one of before has no count yet.
UPDATE import_run SET left_over = :after, undone_at = :undone_at
WHERE tenant = :tenant AND id = :run AND undone_at IS NULL AND COALESCE(left_over, CAST(:left AS BIGINT)) = :left
