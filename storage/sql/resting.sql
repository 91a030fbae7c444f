-- :name of_account
-- What was said last of an account that rests; an edited entry is as old as its first version, whose id `said` is.
SELECT e.kind, e.number, e.person, e.day, COALESCE(f.why, d.why, '') AS why, f.value, (
    SELECT MIN(v.id) FROM entry v WHERE v.tenant = e.tenant AND v.kind = e.kind AND v.number = e.number) AS said
FROM entry e
LEFT JOIN account_freeze f ON f.entry = e.id AND f.tenant = e.tenant
LEFT JOIN departure d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.kind IN ('Z', 'L') AND e.live = 1 AND COALESCE(f.over, 0) = 0 AND e.account = :account
    AND NOT EXISTS (
        SELECT 1 FROM entry n WHERE n.tenant = e.tenant AND n.account = e.account AND n.kind IN ('Z', 'L')
        AND n.live = 1 AND (n.day > e.day OR (n.day = e.day AND n.id > e.id)))
    AND NOT (e.kind = 'L' AND EXISTS (
        SELECT 1 FROM entry c WHERE c.tenant = e.tenant AND c.account = e.account AND c.kind IN ('C', 'M', 'V')
        AND c.live = 1
        AND c.day >= e.day
        AND (SELECT MIN(v.id) FROM entry v WHERE v.tenant = c.tenant AND v.kind = c.kind AND v.number = c.number)
            > (SELECT MIN(v.id) FROM entry v WHERE v.tenant = e.tenant AND v.kind = e.kind AND v.number = e.number)))

-- :name of_all
-- The same of every account, by its id.
SELECT e.account FROM entry e
LEFT JOIN account_freeze f ON f.entry = e.id AND f.tenant = e.tenant
LEFT JOIN departure d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.kind IN ('Z', 'L') AND e.live = 1 AND COALESCE(f.over, 0) = 0
    AND NOT EXISTS (
        SELECT 1 FROM entry n WHERE n.tenant = e.tenant AND n.account = e.account AND n.kind IN ('Z', 'L')
        AND n.live = 1 AND (n.day > e.day OR (n.day = e.day AND n.id > e.id)))
    AND NOT (e.kind = 'L' AND EXISTS (
        SELECT 1 FROM entry c WHERE c.tenant = e.tenant AND c.account = e.account AND c.kind IN ('C', 'M', 'V')
        AND c.live = 1
        AND c.day >= e.day
        AND (SELECT MIN(v.id) FROM entry v WHERE v.tenant = c.tenant AND v.kind = c.kind AND v.number = c.number)
            > (SELECT MIN(v.id) FROM entry v WHERE v.tenant = e.tenant AND v.kind = e.kind AND v.number = e.number)))
