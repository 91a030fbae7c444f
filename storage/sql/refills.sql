-- :name find
-- The refill of a number, if no newer one of the same account and item counts or ends it.
SELECT e.number, e.account, COALESCE(a.owner, e.person) AS reminded, e.day, e.at, r.item, r.every,
    (SELECT MAX(o.day) FROM refill_order d JOIN entry o ON o.id = d.entry AND o.tenant = d.tenant
        WHERE d.tenant = e.tenant AND d.refill = e.number AND o.live = 1) AS ordered,
    (SELECT MAX(o.at) FROM refill_order d JOIN entry o ON o.id = d.entry AND o.tenant = d.tenant
        WHERE d.tenant = e.tenant AND d.refill = e.number AND o.live = 1) AS ordered_at
FROM entry e CROSS JOIN refill r CROSS JOIN account a
WHERE e.tenant = :tenant AND e.kind = 'B' AND e.number = :number AND e.live = 1
    AND r.entry = e.id AND r.tenant = e.tenant AND a.id = e.account AND a.tenant = e.tenant
    AND r.every > 0 AND NOT EXISTS (
        SELECT 1 FROM entry n JOIN refill x ON x.entry = n.id AND x.tenant = n.tenant
        WHERE n.tenant = e.tenant AND n.account = e.account AND n.kind = 'B' AND n.live = 1 AND n.number > e.number
        AND x.key = r.key)

-- :name of_account
-- The same of an account.
SELECT e.number, e.account, COALESCE(a.owner, e.person) AS reminded, e.day, e.at, r.item, r.every,
    (SELECT MAX(o.day) FROM refill_order d JOIN entry o ON o.id = d.entry AND o.tenant = d.tenant
        WHERE d.tenant = e.tenant AND d.refill = e.number AND o.live = 1) AS ordered,
    (SELECT MAX(o.at) FROM refill_order d JOIN entry o ON o.id = d.entry AND o.tenant = d.tenant
        WHERE d.tenant = e.tenant AND d.refill = e.number AND o.live = 1) AS ordered_at
FROM entry e CROSS JOIN refill r CROSS JOIN account a
WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'B' AND e.live = 1
    AND r.entry = e.id AND r.tenant = e.tenant AND a.id = e.account AND a.tenant = e.tenant
    AND r.every > 0 AND NOT EXISTS (
        SELECT 1 FROM entry n JOIN refill x ON x.entry = n.id AND x.tenant = n.tenant
        WHERE n.tenant = e.tenant AND n.account = e.account AND n.kind = 'B' AND n.live = 1 AND n.number > e.number
        AND x.key = r.key)
ORDER BY e.number

-- :name of_person
-- The same of a person's accounts, and of those without an owner that the person logged.
-- CROSS JOIN starts with what is the person's, however many refills the company has.
SELECT e.number, e.account, COALESCE(a.owner, e.person) AS reminded, e.day, e.at, r.item, r.every,
    (SELECT MAX(o.day) FROM refill_order d JOIN entry o ON o.id = d.entry AND o.tenant = d.tenant
        WHERE d.tenant = e.tenant AND d.refill = e.number AND o.live = 1) AS ordered,
    (SELECT MAX(o.at) FROM refill_order d JOIN entry o ON o.id = d.entry AND o.tenant = d.tenant
        WHERE d.tenant = e.tenant AND d.refill = e.number AND o.live = 1) AS ordered_at
FROM account a CROSS JOIN entry e CROSS JOIN refill r
WHERE a.tenant = :tenant AND a.owner = :person AND a.closed IS NULL AND e.tenant = a.tenant
    AND e.account = a.id AND e.kind = 'B' AND e.live = 1
    AND r.entry = e.id AND r.tenant = e.tenant
    AND r.every > 0 AND NOT EXISTS (
        SELECT 1 FROM entry n JOIN refill x ON x.entry = n.id AND x.tenant = n.tenant
        WHERE n.tenant = e.tenant AND n.account = e.account AND n.kind = 'B' AND n.live = 1 AND n.number > e.number
        AND x.key = r.key)
UNION ALL
SELECT e.number, e.account, COALESCE(a.owner, e.person) AS reminded, e.day, e.at, r.item, r.every,
    (SELECT MAX(o.day) FROM refill_order d JOIN entry o ON o.id = d.entry AND o.tenant = d.tenant
        WHERE d.tenant = e.tenant AND d.refill = e.number AND o.live = 1) AS ordered,
    (SELECT MAX(o.at) FROM refill_order d JOIN entry o ON o.id = d.entry AND o.tenant = d.tenant
        WHERE d.tenant = e.tenant AND d.refill = e.number AND o.live = 1) AS ordered_at
FROM entry e CROSS JOIN account a CROSS JOIN refill r
WHERE e.tenant = :tenant AND e.person = :person AND e.person > 0 AND e.kind = 'B' AND e.live = 1
    AND a.tenant = e.tenant AND a.id = e.account AND a.owner IS NULL AND a.closed IS NULL AND r.entry = e.id AND r.tenant = e.tenant
    AND r.every > 0 AND NOT EXISTS (
        SELECT 1 FROM entry n JOIN refill x ON x.entry = n.id AND x.tenant = n.tenant
        WHERE n.tenant = e.tenant AND n.account = e.account AND n.kind = 'B' AND n.live = 1 AND n.number > e.number
        AND x.key = r.key)
ORDER BY number
