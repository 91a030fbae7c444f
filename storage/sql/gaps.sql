-- :name account_counts
-- How many accounts lack what.
-- Whoever is there no longer answers for none.
SELECT COUNT(*) AS accounts, COUNT(p.id) AS owned, COUNT(a.value) AS valued, COUNT(a.rhythm) AS rhythmic,
    COALESCE(SUM(CASE WHEN a.phone <> '' THEN 1 ELSE 0 END), 0) AS dialled
FROM account a LEFT JOIN person p ON p.tenant = a.tenant AND p.id = a.owner AND p.active = 1 AND p.gone = 0
WHERE a.tenant = :tenant AND a.closed IS NULL
    AND a.id NOT IN (SELECT CAST(r.key AS BIGINT) FROM json_each(:resting) r)

-- :name without_owner
-- Accounts that nobody owns who is still there, the most valuable first.
SELECT a.id, a.name FROM account a
LEFT JOIN person p ON p.tenant = a.tenant AND p.id = a.owner AND p.active = 1 AND p.gone = 0
WHERE a.tenant = :tenant AND a.closed IS NULL AND p.id IS NULL
    AND a.id NOT IN (SELECT CAST(r.key AS BIGINT) FROM json_each(:resting) r)
ORDER BY COALESCE(a.value, 0) DESC, a.id LIMIT :limit OFFSET :skip

-- :name without_value
-- Accounts that nobody valued, the most valuable first.
SELECT id, name FROM account WHERE tenant = :tenant AND closed IS NULL AND value IS NULL
    AND id NOT IN (SELECT CAST(r.key AS BIGINT) FROM json_each(:resting) r)
ORDER BY COALESCE(value, 0) DESC, id LIMIT :limit OFFSET :skip

-- :name without_rhythm
-- Accounts that have no rhythm, the most valuable first.
SELECT id, name FROM account WHERE tenant = :tenant AND closed IS NULL AND rhythm IS NULL
    AND id NOT IN (SELECT CAST(r.key AS BIGINT) FROM json_each(:resting) r)
ORDER BY COALESCE(value, 0) DESC, id LIMIT :limit OFFSET :skip

-- :name without_phone
-- Accounts that have no number, the most valuable first.
SELECT id, name FROM account WHERE tenant = :tenant AND closed IS NULL AND phone = ''
    AND id NOT IN (SELECT CAST(r.key AS BIGINT) FROM json_each(:resting) r)
ORDER BY COALESCE(value, 0) DESC, id LIMIT :limit OFFSET :skip

-- :name owners
-- Who owns any account.
SELECT DISTINCT owner FROM account WHERE tenant = :tenant AND closed IS NULL AND owner IS NOT NULL

-- :name never_wrote
-- People on the list who came from no platform and logged nothing.
SELECT p.id, p.name FROM person p
WHERE p.tenant = :tenant AND p.active = 1 AND p.gone = 0 AND p.merged_into IS NULL
    AND NOT EXISTS (SELECT 1 FROM address a WHERE a.tenant = :tenant AND a.person = p.id AND a.platform <> 'mail')
    AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.tenant = :tenant AND e.person = p.id)
ORDER BY p.id
