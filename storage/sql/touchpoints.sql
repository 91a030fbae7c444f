-- :name all
-- Every touchpoint, with those that are gone.
SELECT id, name, owner, gone FROM touchpoint WHERE tenant = :tenant ORDER BY id

-- :name save
-- A touchpoint by its name, one that was gone too; no owner leaves the one that was.
INSERT INTO touchpoint (tenant, name, key, owner) VALUES (:tenant, :name, :key, :owner)
ON CONFLICT (tenant, key) DO UPDATE SET owner = COALESCE(excluded.owner, touchpoint.owner), gone = 0
RETURNING id

-- :name taken
-- The item of a name, one that was removed too.
SELECT id FROM touchpoint WHERE tenant = :tenant AND key = :key

-- :name rename
-- A touchpoint is called something else.
UPDATE touchpoint SET name = :name, key = :key WHERE tenant = :tenant AND id = :item

-- :name remove
-- A touchpoint is off the list, or on it again.
UPDATE touchpoint SET gone = :gone WHERE tenant = :tenant AND id = :item
