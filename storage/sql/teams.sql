-- :name get
-- One team, one that is gone too.
SELECT id, name, channel, address, parked, zone, country, language, nudge_hours, gone, created_at FROM team
WHERE tenant = :tenant AND id = :team

-- :name by_key
-- The team of a name, while it is on the list.
SELECT id, name, channel, address, parked, zone, country, language, nudge_hours, gone, created_at FROM team
WHERE tenant = :tenant AND key = :key AND gone = 0

-- :name all
-- The first teams on the list, in the order they were made.
SELECT id, name, channel, address, parked, zone, country, language, nudge_hours, gone, created_at FROM team
WHERE tenant = :tenant AND gone = 0 ORDER BY id LIMIT :limit

-- :name some
-- One team on the list, and another one if there are several.
SELECT id FROM team WHERE tenant = :tenant AND gone = 0 LIMIT 2

-- :name count
-- How many teams are on the list.
SELECT COUNT(*) AS teams FROM team WHERE tenant = :tenant AND gone = 0

-- :name save
-- A team by its name, one that was gone too; empty settings leave what was.
INSERT INTO team (tenant, name, key, channel, address, zone, country, language, created_at)
VALUES (:tenant, :name, :key, :channel, :address, :zone, :country, :language, :at)
ON CONFLICT (tenant, key) DO UPDATE SET
    channel = CASE WHEN excluded.channel <> '' THEN excluded.channel ELSE team.channel END,
    address = CASE WHEN excluded.address <> '' THEN excluded.address ELSE team.address END,
    zone = CASE WHEN excluded.zone <> '' THEN excluded.zone ELSE team.zone END,
    country = CASE WHEN excluded.country <> '' THEN excluded.country ELSE team.country END,
    language = CASE WHEN excluded.language <> '' THEN excluded.language ELSE team.language END, gone = 0,
    wake = '', stirred = team.stirred + 1
RETURNING id

-- :name adopt
-- People without a team join one.
UPDATE person SET team = :team, wake = '', stirred = stirred + 1 WHERE tenant = :tenant
    AND (team IS NULL OR team IN (SELECT id FROM team WHERE tenant = :tenant AND gone = 1))

-- :name park
-- A platform refuses a team's channel, or takes it again when there is no reason left. -- beside others
UPDATE team SET parked = :why WHERE tenant = :tenant AND id = :team

-- :name move
-- A team's channel goes by another name or id.
UPDATE team SET channel = :channel, address = :address, wake = '', stirred = stirred + 1 WHERE tenant = :tenant AND id = :team

-- :name set_nudge_hours
-- When a team's nudges come.
UPDATE team SET nudge_hours = :hours, wake = '', stirred = stirred + 1 WHERE tenant = :tenant AND id = :team

-- :name taken
-- The item of a name, one that was removed too.
SELECT id FROM team WHERE tenant = :tenant AND key = :key

-- :name rename
-- A team is called something else.
UPDATE team SET name = :name, key = :key WHERE tenant = :tenant AND id = :item

-- :name remove
-- A team is off the list, or on it again.
UPDATE team SET gone = :gone WHERE tenant = :tenant AND id = :item
