-- :name versions
-- The versions that were not taken back, the newest first.
SELECT id, words, basis, told, days FROM purpose WHERE tenant = :tenant AND gone = 0 ORDER BY id DESC

-- :name ever
-- Whether there ever was a version.
SELECT id FROM purpose WHERE tenant = :tenant LIMIT 1

-- :name add
-- A new version.
INSERT INTO purpose (tenant, words, basis, told, days) VALUES (:tenant, :words, :basis, :told, :days) RETURNING id

-- :name take_back
-- A version is taken back.
UPDATE purpose SET gone = 1 WHERE tenant = :tenant AND id = :id

-- :name unread
-- The newest version, where a person has not read what it says.
SELECT purpose.id FROM purpose WHERE purpose.tenant = :tenant AND purpose.gone = 0
    AND NOT EXISTS (SELECT 1 FROM purpose later WHERE later.tenant = :tenant AND later.gone = 0 AND later.id > purpose.id)
    AND NOT EXISTS (SELECT 1 FROM purpose_read r JOIN purpose q ON q.tenant = r.tenant AND q.id = r.purpose
        WHERE r.tenant = :tenant AND r.person = :person AND q.words = purpose.words AND q.basis = purpose.basis)

-- :name note_read
-- A person has read a version. -- beside others
INSERT INTO purpose_read (tenant, person, purpose, at) VALUES (:tenant, :person, :purpose, :at)
ON CONFLICT (tenant, person, purpose) DO NOTHING

-- :name countries
-- The countries of the people on the list, of one team or of all.
SELECT DISTINCT CASE WHEN p.country <> '' THEN p.country ELSE COALESCE(t.country, '') END AS country
FROM person p LEFT JOIN team t ON t.id = p.team AND t.tenant = p.tenant AND t.gone = 0
WHERE p.tenant = :tenant AND p.active = 1 AND p.gone = 0 AND p.merged_into IS NULL
    AND (CAST(:team AS BIGINT) IS NULL OR p.team = :team)

-- :name platforms
-- By what platforms people were met.
SELECT DISTINCT platform FROM address WHERE tenant = :tenant

-- :name token_holders
-- How many people ever let a program or a calendar of their own in.
SELECT COUNT(DISTINCT person) AS people FROM access_token WHERE tenant = :tenant
