-- :name all
-- Every touchpoint, with those that are gone.
SELECT id, name, owner, gone FROM touchpoint WHERE tenant = :tenant ORDER BY id

-- :name save
-- A touchpoint by its name, one that was gone too; no owner leaves the one that was.
INSERT INTO touchpoint (tenant, name, key, owner) VALUES (:tenant, :name, :key, :owner)
ON CONFLICT (tenant, key) DO UPDATE SET owner = COALESCE(excluded.owner, touchpoint.owner), gone = 0, made = NULL
RETURNING id

-- :name disown
-- A touchpoint has no owner any more.
UPDATE touchpoint SET owner = NULL WHERE tenant = :tenant AND id = :touchpoint

-- :name taken
-- The item of a name, one that was removed too.
SELECT id FROM touchpoint WHERE tenant = :tenant AND key = :key

-- :name rename
-- A touchpoint is called something else.
UPDATE touchpoint SET name = :name, key = :key, made = NULL WHERE tenant = :tenant AND id = :item

-- :name remove
-- A touchpoint is off the list, or on it again.
UPDATE touchpoint SET gone = :gone WHERE tenant = :tenant AND id = :item

-- :name set_made
-- The line of an entry put a touchpoint on the list. -- beside others
UPDATE touchpoint SET made = :entry WHERE tenant = :tenant AND id = :item

-- :name made_in_vain
-- A touchpoint that a line put on the list, if all ratings of it since then were taken back, but those of one ref.
-- With those that an edit replaced, which an undo of the edit brings back; found by the entry, not by reading the log.
SELECT t.id FROM touchpoint t WHERE t.tenant = :tenant AND t.id = :item AND t.gone = 0
    AND EXISTS (SELECT 1 FROM entry m WHERE +m.tenant = :tenant AND m.id = t.made)
    AND NOT EXISTS (SELECT 1 FROM rating r CROSS JOIN entry e
        WHERE r.entry >= t.made AND +r.tenant = :tenant AND r.touchpoint = t.id
            AND +e.tenant = :tenant AND e.id = r.entry AND e.undone_at IS NULL AND e.number <> :but)
