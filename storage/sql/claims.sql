-- :name get
-- One claim.
SELECT id, platform, target, name, person, newcomer, reason, at, outcome, decided_by FROM claim WHERE tenant = :tenant AND id = :claim

-- :name open
-- Claims that nobody has decided, oldest first.
SELECT id, platform, target, name, person, newcomer, reason, at, outcome, decided_by FROM claim
WHERE tenant = :tenant AND outcome = '' ORDER BY id LIMIT :limit

-- :name at_address
-- The claims that an address made, decided or not, oldest first.
SELECT id, platform, target, name, person, newcomer, reason, at, outcome, decided_by FROM claim
WHERE tenant = :tenant AND platform = :platform AND target = :target ORDER BY id

-- :name add
-- A claim, once for an address and a person: made again, the first one stays as it was decided.
-- For another reason it is a new question: whoever was removed is on the list again, or the other way round.
INSERT INTO claim (tenant, platform, target, name, person, newcomer, reason, at)
VALUES (:tenant, :platform, :target, :name, :person, :newcomer, :reason, :at)
ON CONFLICT (tenant, platform, target, person) DO UPDATE SET
    newcomer = COALESCE(claim.newcomer, excluded.newcomer), reason = excluded.reason,
    at = CASE WHEN claim.reason = excluded.reason THEN claim.at ELSE excluded.at END,
    outcome = CASE WHEN claim.reason = excluded.reason THEN claim.outcome ELSE '' END
RETURNING id

-- :name let_in
-- The person that a refused address is now.
UPDATE claim SET newcomer = :newcomer WHERE tenant = :tenant AND id = :claim

-- :name decide
-- An admin's decision.
UPDATE claim SET outcome = :outcome, decided_by = :by, decided_at = :at WHERE tenant = :tenant AND id = :claim
