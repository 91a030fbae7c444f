-- :name all
-- Every desk, with those that are gone.
SELECT id, name, phone, gone FROM desk WHERE tenant = :tenant ORDER BY id

-- :name save
-- A desk by its name, one that was gone too; no number leaves the one that was.
INSERT INTO desk (tenant, name, key, phone) VALUES (:tenant, :name, :key, :phone)
ON CONFLICT (tenant, key) DO UPDATE SET
    phone = CASE WHEN excluded.phone <> '' THEN excluded.phone ELSE desk.phone END, gone = 0,
    made = NULL
RETURNING id

-- :name handed_by_person
-- What a person handed over, by cause, the costliest first.
SELECT h.cause, COUNT(*) AS times, SUM(h.minutes) AS minutes
FROM entry e JOIN handoff h ON h.entry = e.id AND h.tenant = e.tenant
WHERE e.tenant = :tenant AND e.kind = 'H' AND e.live = 1 AND e.person = :person AND e.day BETWEEN :first AND :last
GROUP BY h.cause ORDER BY minutes DESC, times DESC, h.cause

-- :name handed_by_team
-- What a team handed over.
SELECT h.cause, COUNT(*) AS times, SUM(h.minutes) AS minutes
FROM entry e JOIN handoff h ON h.entry = e.id AND h.tenant = e.tenant
WHERE e.tenant = :tenant AND e.kind = 'H' AND e.live = 1 AND e.team = :team AND e.day BETWEEN :first AND :last
GROUP BY h.cause ORDER BY minutes DESC, times DESC, h.cause

-- :name handed_by_all
-- What the whole company handed over.
SELECT h.cause, COUNT(*) AS times, SUM(h.minutes) AS minutes
FROM entry e JOIN handoff h ON h.entry = e.id AND h.tenant = e.tenant
WHERE e.tenant = :tenant AND e.kind = 'H' AND e.live = 1 AND e.day BETWEEN :first AND :last
GROUP BY h.cause ORDER BY minutes DESC, times DESC, h.cause

-- :name handed_of
-- The hand-offs of an account since a day; the plus: found by the account.
SELECT e.number, e.day, e.person, h.desk, h.minutes, h.cause
FROM entry e JOIN handoff h ON h.entry = e.id AND h.tenant = e.tenant
WHERE +e.tenant = :tenant AND e.account = :account AND e.kind = 'H' AND e.live = 1 AND e.day >= :since
ORDER BY e.day DESC, e.id DESC

-- :name taken
-- The item of a name, one that was removed too.
SELECT id FROM desk WHERE tenant = :tenant AND key = :key

-- :name rename
-- A desk is called something else.
UPDATE desk SET name = :name, key = :key, made = NULL WHERE tenant = :tenant AND id = :item

-- :name remove
-- A desk is off the list, or on it again.
UPDATE desk SET gone = :gone WHERE tenant = :tenant AND id = :item

-- :name handed_minutes
-- The minutes that each person of a team, or of the company, spent on handing over.
SELECT e.person, SUM(h.minutes) AS minutes
FROM entry e JOIN handoff h ON h.entry = e.id AND h.tenant = e.tenant
WHERE e.tenant = :tenant AND e.kind = 'H' AND e.live = 1 AND e.day BETWEEN :first AND :last
    AND (CAST(:team AS BIGINT) IS NULL OR e.team = :team)
GROUP BY e.person ORDER BY e.person

-- :name handed_accounts
-- The same by customer, the costliest first.
SELECT a.name AS cause, COUNT(*) AS times, SUM(h.minutes) AS minutes
FROM entry e JOIN handoff h ON h.entry = e.id AND h.tenant = e.tenant
JOIN account a ON a.id = e.account AND a.tenant = e.tenant
WHERE e.tenant = :tenant AND e.kind = 'H' AND e.live = 1 AND e.day BETWEEN :first AND :last
    AND (CAST(:team AS BIGINT) IS NULL OR e.team = :team)
GROUP BY a.id, a.name ORDER BY minutes DESC, times DESC, a.name

-- :name set_made
-- The line of an entry put a desk on the list. -- beside others
UPDATE desk SET made = :entry WHERE tenant = :tenant AND id = :item

-- :name made_in_vain
-- A desk that a line put on the list, if all hand-offs to it since then were taken back, but those of one ref.
-- As with touchpoints.
SELECT d.id FROM desk d WHERE d.tenant = :tenant AND d.id = :item AND d.gone = 0
    AND EXISTS (SELECT 1 FROM entry m WHERE +m.tenant = :tenant AND m.id = d.made)
    AND NOT EXISTS (SELECT 1 FROM handoff h CROSS JOIN entry e
        WHERE h.entry >= d.made AND +h.tenant = :tenant AND h.desk = d.id
            AND +e.tenant = :tenant AND e.id = h.entry AND e.undone_at IS NULL AND e.number <> :but)
