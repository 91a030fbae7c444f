-- :name find
-- One promise as it stands.
SELECT number, account, person, what, due, hour, state, told, moved, closed, made_at FROM promise
WHERE tenant = :tenant AND number = :number

-- :name open_of_person
-- A person's open promises to accounts that are served, the first due first; on one day those without an hour come last.
SELECT number, account, person, what, due, hour, state, told, moved, closed, made_at FROM promise
WHERE tenant = :tenant AND person = :person AND state = 'open'
    AND NOT EXISTS (SELECT 1 FROM account a WHERE a.tenant = :tenant AND a.id = promise.account AND a.closed IS NOT NULL)
ORDER BY due, COALESCE(hour, '24:00'), number

-- :name open_in_team
-- The open promises of a team, the first due first; CROSS JOIN starts with its people.
SELECT pr.number, pr.account, pr.person, pr.what, pr.due, pr.hour, pr.state, pr.told, pr.moved, pr.closed, pr.made_at
FROM person p CROSS JOIN promise pr
WHERE p.tenant = :tenant AND p.team = :team AND pr.tenant = p.tenant AND pr.person = p.id AND pr.state = 'open'
    AND NOT EXISTS (SELECT 1 FROM account a WHERE a.tenant = :tenant AND a.id = pr.account AND a.closed IS NOT NULL)
ORDER BY pr.due, COALESCE(pr.hour, '24:00'), pr.number

-- :name open_of_all
-- The same of the whole company.
SELECT number, account, person, what, due, hour, state, told, moved, closed, made_at FROM promise
WHERE tenant = :tenant AND state = 'open'
    AND NOT EXISTS (SELECT 1 FROM account a WHERE a.tenant = :tenant AND a.id = promise.account AND a.closed IS NOT NULL)
ORDER BY due, COALESCE(hour, '24:00'), number

-- :name open_for_account
-- The open promises to an account, the first due first.
SELECT number, account, person, what, due, hour, state, told, moved, closed, made_at FROM promise
WHERE tenant = :tenant AND account = :account AND state = 'open'
ORDER BY due, COALESCE(hour, '24:00'), number

-- :name broken
-- Promises to an account that were broken without a word beforehand, and when that was logged.
-- COALESCE, because a promise that was logged as broken has no step.
SELECT closed, COALESCE(
    (SELECT MAX(e.at) FROM step s JOIN entry e ON e.id = s.entry AND e.tenant = s.tenant
    WHERE s.tenant = p.tenant AND s.promise = p.number AND s.fate = 'broken' AND e.live = 1), p.made_at) AS at
FROM promise p WHERE p.tenant = :tenant AND p.account = :account AND p.state = 'broken' AND p.told = 0
    AND p.closed BETWEEN :since AND :asof

-- :name quality_zeros
-- The days on which an account got a zero on quality, by touchpoint, and when the last one was logged.
-- What is logged twice of one visit is one breach.
SELECT r.day, r.touchpoint, MAX(e.at) AS at FROM rating r JOIN entry e ON e.id = r.entry AND e.tenant = r.tenant
WHERE r.tenant = :tenant AND r.account = :account AND r.factor = 'quality' AND r.score = 0 AND r.live = 1
    AND r.day BETWEEN :since AND :asof
GROUP BY r.day, r.touchpoint

-- :name told_history
-- What became of the promises to an account within a period, step by step, and whether the customer was told first.
-- Two halves, because a promise that was logged as broken has no step. CROSS JOIN starts with the account's promises,
-- not with the days of the company's log.
SELECT p.number, s.told, e.day, e.id FROM promise p CROSS JOIN step s CROSS JOIN entry e
WHERE s.tenant = p.tenant AND s.promise = p.number AND e.tenant = s.tenant AND e.id = s.entry
    AND p.tenant = :tenant AND p.account = :account AND e.live = 1 AND e.day BETWEEN :since AND :asof
UNION ALL
SELECT p.number, g.told, e.day, e.id FROM promise p CROSS JOIN entry e CROSS JOIN pledge g
WHERE e.tenant = p.tenant AND e.kind = 'P' AND e.number = p.number AND g.tenant = e.tenant AND g.entry = e.id
    AND p.tenant = :tenant AND p.account = :account AND e.live = 1 AND g.broken = 1 AND e.day BETWEEN :since AND :asof
ORDER BY day, id

-- :name fresh_breaches
-- Accounts with a breach on the days of a period: a promise broken in silence, or a zero on quality.
SELECT account FROM (
    SELECT p.account FROM promise p WHERE p.tenant = :tenant AND p.state = 'broken' AND p.told = 0
        AND p.closed BETWEEN :since AND :asof
    UNION
    SELECT r.account FROM rating r WHERE r.tenant = :tenant AND r.factor = 'quality' AND r.score = 0 AND r.live = 1
        AND r.day BETWEEN :since AND :asof
) both_kinds
WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.tenant = :tenant AND a.id = both_kinds.account AND a.closed IS NOT NULL)
ORDER BY account

-- :name fresh_breaches_of
-- The same for the accounts of one person; CROSS JOIN starts with these.
SELECT p.account FROM account a CROSS JOIN promise p
WHERE a.tenant = :tenant AND a.owner = :person AND a.closed IS NULL AND p.tenant = :tenant AND p.account = a.id
    AND p.state = 'broken' AND p.told = 0 AND p.closed BETWEEN :since AND :asof
UNION
SELECT r.account FROM account a CROSS JOIN rating r
WHERE a.tenant = :tenant AND a.owner = :person AND a.closed IS NULL AND r.tenant = :tenant AND r.account = a.id
    AND r.factor = 'quality' AND r.score = 0 AND r.live = 1 AND r.day BETWEEN :since AND :asof
ORDER BY account

-- :name fresh_breaches_of_team
-- The same for the accounts of a team's people.
SELECT p.account FROM person o CROSS JOIN account a CROSS JOIN promise p
WHERE o.tenant = :tenant AND o.team = :team AND a.tenant = :tenant AND a.owner = o.id AND a.closed IS NULL
    AND p.tenant = :tenant AND p.account = a.id
    AND p.state = 'broken' AND p.told = 0 AND p.closed BETWEEN :since AND :asof
UNION
SELECT r.account FROM person o CROSS JOIN account a CROSS JOIN rating r
WHERE o.tenant = :tenant AND o.team = :team AND a.tenant = :tenant AND a.owner = o.id AND a.closed IS NULL
    AND r.tenant = :tenant AND r.account = a.id
    AND r.factor = 'quality' AND r.score = 0 AND r.live = 1 AND r.day BETWEEN :since AND :asof
ORDER BY account
