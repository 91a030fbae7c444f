-- :name get
-- One claim.
SELECT id, platform, target, name, person, newcomer, reason, at, outcome FROM claim WHERE tenant = :tenant AND id = :claim

-- :name open
-- Claims that nobody has decided, oldest first.
SELECT id, platform, target, name, person, newcomer, reason, at, outcome FROM claim
WHERE tenant = :tenant AND outcome = '' ORDER BY id

-- :name at_address
-- The claims that an address made, decided or not, oldest first.
SELECT id, platform, target, name, person, newcomer, reason, at, outcome FROM claim
WHERE tenant = :tenant AND platform = :platform AND target = :target ORDER BY id

-- :name add
-- A claim, once for an address and a person: made again, the first one stays as it was decided.
INSERT INTO claim (tenant, platform, target, name, person, newcomer, reason, at)
VALUES (:tenant, :platform, :target, :name, :person, :newcomer, :reason, :at)
ON CONFLICT (tenant, platform, target, person) DO UPDATE SET name = claim.name RETURNING id

-- :name decide
-- An admin's decision.
UPDATE claim SET outcome = :outcome, decided_by = :by, decided_at = :at WHERE tenant = :tenant AND id = :claim
