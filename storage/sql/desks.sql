-- :name desks
-- Every desk.
SELECT id, name, phone FROM desk WHERE tenant = :tenant ORDER BY id

-- :name save
-- A desk by its name; no number leaves the one that was.
INSERT INTO desk (tenant, name, key, phone) VALUES (:tenant, :name, :key, :phone)
ON CONFLICT (tenant, key) DO UPDATE SET
    phone = CASE WHEN excluded.phone <> '' THEN excluded.phone ELSE desk.phone END
RETURNING id

-- :name handed
-- What a person, or a team, handed over, by cause, the costliest first.
SELECT h.cause, COUNT(*) AS times, SUM(h.minutes) AS minutes
FROM entry e JOIN handoff h ON h.entry = e.id AND h.tenant = e.tenant
WHERE e.tenant = :tenant AND e.kind = 'H' AND e.live = 1 AND e.day BETWEEN :first AND :last
    AND (:person IS NULL OR e.person = :person) AND (:team IS NULL OR e.team = :team)
GROUP BY h.cause ORDER BY minutes DESC, times DESC, h.cause
