-- :name add
-- A new token. -- beside others
INSERT INTO access_token (tenant, person, kind, digest, label, made_at, expires_at)
VALUES (:tenant, :person, :kind, :digest, :label, :at, :expires_at) RETURNING id

-- :name working
-- The token of a digest, if it works and its person is here.
SELECT id, person, kind, digest, label, made_at, expires_at, last_used_at FROM access_token t
WHERE tenant = :tenant AND digest = :digest AND kind = :kind
    AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :at)
    AND (SELECT p.active * (1 - p.gone) FROM person p WHERE p.tenant = :tenant AND p.id = t.person) = 1

-- :name of_person
-- The tokens of a person that work.
SELECT id, person, kind, label, made_at, expires_at, last_used_at FROM access_token
WHERE tenant = :tenant AND person = :person AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :at)
ORDER BY id

-- :name revoke
-- A token works no more. -- beside others
UPDATE access_token SET revoked_at = :at
WHERE tenant = :tenant AND id = :id AND person = :person AND revoked_at IS NULL

-- :name note_use
-- When a token was used last. -- beside others
UPDATE access_token SET last_used_at = :at WHERE tenant = :tenant AND id = :id
