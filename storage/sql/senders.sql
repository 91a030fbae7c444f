-- :name seat
-- Who sends for the company, and how often they said so.
SELECT owner, beat FROM _sender WHERE tenant = :tenant

-- :name take_first
-- Nobody ever sent for the company; of several who want to, one does. -- beside others
INSERT INTO _sender (tenant, owner, beat) VALUES (:tenant, :owner, 1) ON CONFLICT (tenant) DO NOTHING

-- :name take
-- Takes, keeps or gives up the seat, if nobody did so since it was seen. -- beside others
UPDATE _sender SET owner = :owner, beat = beat + 1 WHERE tenant = :tenant AND beat = :beat

-- :name pause
-- A platform wants nothing until an instant; a shorter wait does not end a longer one. -- beside others
INSERT INTO _pause (tenant, platform, until) VALUES (:tenant, :platform, :until)
ON CONFLICT (tenant, platform) DO UPDATE SET until = excluded.until WHERE _pause.until < excluded.until

-- :name paused
-- Until when a platform wants nothing.
SELECT until FROM _pause WHERE tenant = :tenant AND platform = :platform
