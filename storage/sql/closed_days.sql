-- :name all
-- The days on the list, the first one first.
SELECT id, day, name, half FROM closed_day WHERE tenant = :tenant AND gone = 0 ORDER BY day

-- :name get
-- One day, one that was removed too.
SELECT id, day, name, half FROM closed_day WHERE tenant = :tenant AND id = :id

-- :name add
-- A new day.
INSERT INTO closed_day (tenant, day, name, half) VALUES (:tenant, :day, :name, :half) RETURNING id

-- :name remove
-- A day is off the list.
UPDATE closed_day SET gone = 1 WHERE tenant = :tenant AND id = :id

-- :name restore
-- A day is on the list again, unless another row of that day is.
UPDATE closed_day SET gone = 0 WHERE tenant = :tenant AND id = :id
    AND NOT EXISTS (SELECT 1 FROM closed_day o WHERE o.tenant = :tenant AND o.day = closed_day.day AND o.gone = 0)
