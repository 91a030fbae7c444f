-- :name reference
-- Where a person or a channel can be written to.
SELECT reference FROM conversation WHERE tenant = :tenant AND platform = :platform AND target = :target

-- :name named
-- Every channel that can be written to; only channels have a name.
SELECT platform, target, reference, name FROM conversation WHERE tenant = :tenant AND name <> ''
ORDER BY platform, target

-- :name of_platform
-- Everybody and every channel that can be written to.
SELECT target, reference, name FROM conversation WHERE tenant = :tenant AND platform = :platform ORDER BY target

-- :name save
-- The newest way to write somewhere; no name leaves the one that was.
INSERT INTO conversation (tenant, platform, target, name, reference)
VALUES (:tenant, :platform, :target, :name, :reference)
ON CONFLICT (tenant, platform, target) DO UPDATE SET reference = excluded.reference,
    name = CASE WHEN excluded.name <> '' THEN excluded.name ELSE conversation.name END
