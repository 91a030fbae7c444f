-- :name get
-- One person with what counts for them now: own setting, else the platform's hint or the team's.
SELECT p.id, p.name, t.id AS team, p.roles, p.bootstrap, p.hours, p.quotas, p.contact_quotas, p.active, p.gone, p.paused_until, p.muted, p.created_at,
    p.zone, p.country, p.language, p.hint_zone, p.hint_language,
    p.lunch, p.renamed_from, p.merged_into, t.zone AS team_zone, t.country AS team_country, t.language AS team_language,
    t.nudge_hours AS team_nudge_hours
FROM person p LEFT JOIN team t ON t.id = p.team AND t.tenant = p.tenant AND t.gone = 0
WHERE p.tenant = :tenant AND p.id = :person

-- :name everyone
-- Everybody, in the order they were met.
SELECT p.id, p.name, t.id AS team, p.roles, p.bootstrap, p.hours, p.quotas, p.contact_quotas, p.active, p.gone, p.paused_until, p.muted, p.created_at,
    p.zone, p.country, p.language, p.hint_zone, p.hint_language,
    p.lunch, p.renamed_from, p.merged_into, t.zone AS team_zone, t.country AS team_country, t.language AS team_language,
    t.nudge_hours AS team_nudge_hours
FROM person p LEFT JOIN team t ON t.id = p.team AND t.tenant = p.tenant AND t.gone = 0
WHERE p.tenant = :tenant AND p.merged_into IS NULL ORDER BY p.id

-- :name active
-- The first people on the list.
SELECT p.id, p.name, t.id AS team, p.roles, p.bootstrap, p.hours, p.quotas, p.contact_quotas, p.active, p.gone, p.paused_until, p.muted, p.created_at,
    p.zone, p.country, p.language, p.hint_zone, p.hint_language,
    p.lunch, p.renamed_from, p.merged_into, t.zone AS team_zone, t.country AS team_country, t.language AS team_language,
    t.nudge_hours AS team_nudge_hours
FROM person p LEFT JOIN team t ON t.id = p.team AND t.tenant = p.tenant AND t.gone = 0
WHERE p.tenant = :tenant AND p.active = 1 AND p.gone = 0 AND p.merged_into IS NULL ORDER BY p.id LIMIT :limit

-- :name count_active
-- How many people are on the list.
SELECT COUNT(*) AS people FROM person WHERE tenant = :tenant AND active = 1 AND gone = 0 AND merged_into IS NULL

-- :name active_keys
-- Everybody on the list by the name that they are found by.
SELECT id, key FROM person WHERE tenant = :tenant AND active = 1 AND gone = 0 AND merged_into IS NULL ORDER BY id

-- :name anybody
-- Whether anybody was ever met.
SELECT id FROM person WHERE tenant = :tenant LIMIT 1

-- :name first_seller
-- When the first of those was added who are on the list and sell, as those do who were given no role.
SELECT created_at FROM person WHERE tenant = :tenant AND active = 1 AND gone = 0 AND merged_into IS NULL
    AND (roles = '' OR roles LIKE '%seller%') ORDER BY id LIMIT 1

-- :name in_team
-- The people of a team, in the order they were met.
SELECT p.id, p.name, t.id AS team, p.roles, p.bootstrap, p.hours, p.quotas, p.contact_quotas, p.active, p.gone, p.paused_until, p.muted, p.created_at,
    p.zone, p.country, p.language, p.hint_zone, p.hint_language,
    p.lunch, p.renamed_from, p.merged_into, t.zone AS team_zone, t.country AS team_country, t.language AS team_language,
    t.nudge_hours AS team_nudge_hours
FROM person p LEFT JOIN team t ON t.id = p.team AND t.tenant = p.tenant AND t.gone = 0
WHERE p.tenant = :tenant AND p.team = :team AND p.merged_into IS NULL ORDER BY p.id

-- :name admins
-- The admins, in the order they were met; the brackets are the condition of the index, word for word.
SELECT p.id, p.name, t.id AS team, p.roles, p.bootstrap, p.hours, p.quotas, p.contact_quotas, p.active, p.gone, p.paused_until, p.muted, p.created_at,
    p.zone, p.country, p.language, p.hint_zone, p.hint_language,
    p.lunch, p.renamed_from, p.merged_into, t.zone AS team_zone, t.country AS team_country, t.language AS team_language,
    t.nudge_hours AS team_nudge_hours
FROM person p LEFT JOIN team t ON t.id = p.team AND t.tenant = p.tenant AND t.gone = 0
WHERE p.tenant = :tenant AND (p.bootstrap = 1 OR p.roles LIKE '%admin%') AND p.merged_into IS NULL ORDER BY p.id

-- :name managers
-- The managers of a team, in the order they were met; the brackets are the condition of the index.
SELECT p.id, p.name, t.id AS team, p.roles, p.bootstrap, p.hours, p.quotas, p.contact_quotas, p.active, p.gone, p.paused_until, p.muted, p.created_at,
    p.zone, p.country, p.language, p.hint_zone, p.hint_language,
    p.lunch, p.renamed_from, p.merged_into, t.zone AS team_zone, t.country AS team_country, t.language AS team_language,
    t.nudge_hours AS team_nudge_hours
FROM person p LEFT JOIN team t ON t.id = p.team AND t.tenant = p.tenant AND t.gone = 0
WHERE p.tenant = :tenant AND (p.bootstrap = 1 OR p.roles LIKE '%manager%') AND p.team = :team
    AND p.merged_into IS NULL ORDER BY p.id

-- :name managers_of_nobody
-- The managers who are in no team themselves.
SELECT p.id, p.name, t.id AS team, p.roles, p.bootstrap, p.hours, p.quotas, p.contact_quotas, p.active, p.gone, p.paused_until, p.muted, p.created_at,
    p.zone, p.country, p.language, p.hint_zone, p.hint_language,
    p.lunch, p.renamed_from, p.merged_into, t.zone AS team_zone, t.country AS team_country, t.language AS team_language,
    t.nudge_hours AS team_nudge_hours
FROM person p LEFT JOIN team t ON t.id = p.team AND t.tenant = p.tenant AND t.gone = 0
WHERE p.tenant = :tenant AND (p.bootstrap = 1 OR p.roles LIKE '%manager%') AND p.team IS NULL
    AND p.merged_into IS NULL ORDER BY p.id

-- :name another_admin
-- Somebody else on the list who is admin.
SELECT id FROM person WHERE tenant = :tenant AND (bootstrap = 1 OR roles LIKE '%admin%') AND id <> :person
    AND active = 1 AND gone = 0 AND merged_into IS NULL LIMIT 1

-- :name another_manager
-- Somebody else on the list who is manager.
SELECT id FROM person WHERE tenant = :tenant AND (bootstrap = 1 OR roles LIKE '%manager%') AND id <> :person
    AND active = 1 AND gone = 0 AND merged_into IS NULL LIMIT 1

-- :name at_address
-- Who types from an address, and why the platform refuses it.
SELECT platform, target, person, parked FROM address WHERE tenant = :tenant AND platform = :platform AND target = :target

-- :name named
-- Everybody of a name, who is on the list first.
SELECT p.id, p.name, t.id AS team, p.roles, p.bootstrap, p.hours, p.quotas, p.contact_quotas, p.active, p.gone, p.paused_until, p.muted, p.created_at,
    p.zone, p.country, p.language, p.hint_zone, p.hint_language,
    p.lunch, p.renamed_from, p.merged_into, t.zone AS team_zone, t.country AS team_country, t.language AS team_language,
    t.nudge_hours AS team_nudge_hours
FROM person p LEFT JOIN team t ON t.id = p.team AND t.tenant = p.tenant AND t.gone = 0
WHERE p.tenant = :tenant AND p.key = :key AND p.merged_into IS NULL ORDER BY p.gone, p.id

-- :name renamed
-- Everybody whose name is another one than at first contact, and that one.
SELECT id, renamed_from FROM person WHERE tenant = :tenant AND renamed_from <> '' AND merged_into IS NULL ORDER BY id

-- :name add
-- A new person.
INSERT INTO person (tenant, name, key, team, created_at) VALUES (:tenant, :name, :key, :team, :at) RETURNING id

-- :name link
-- An address is a person's from now on.
INSERT INTO address (tenant, platform, target, person) VALUES (:tenant, :platform, :target, :person)
ON CONFLICT (tenant, platform, target) DO UPDATE SET person = excluded.person, parked = ''

-- :name addresses
-- Where a person can be reached, and why not.
SELECT platform, target, person, parked FROM address WHERE tenant = :tenant AND person = :person

-- :name park
-- A platform refuses a person's address until something shows that it works again. -- beside others
UPDATE address SET parked = :why WHERE tenant = :tenant AND platform = :platform AND target = :target

-- :name change
-- All settings of a person at once.
-- It wakes the planner, because zone, hours, pauses and roles decide what is due.
UPDATE person SET name = :name, key = :key, team = :team, roles = :roles, bootstrap = :bootstrap, zone = :zone,
    country = :country, language = :language, hint_zone = :hint_zone, hint_language = :hint_language,
    hours = :hours, quotas = :quotas, contact_quotas = :contact_quotas, active = :active, gone = :gone, paused_until = :paused_until, muted = :muted,
    lunch = :lunch, renamed_from = :renamed_from,
    left_at = CASE WHEN CAST(:active AS BIGINT) = 1 AND CAST(:gone AS BIGINT) = 0 THEN '' ELSE left_at END,
    wake = '', stirred = stirred + 1
WHERE tenant = :tenant AND id = :person

-- :name drop_tokens
-- No program acts for whoever has left. -- beside others
DELETE FROM access_token WHERE tenant = :tenant AND person = :person

-- :name raw
-- A person's own settings as stored.
SELECT name, key, team, roles, bootstrap, zone, country, language, hint_zone, hint_language, hours, quotas, contact_quotas, active, gone,
    paused_until, muted, lunch, renamed_from
FROM person WHERE tenant = :tenant AND id = :person

-- :name leave
-- Days off, in order.
SELECT id, first, last FROM leave WHERE tenant = :tenant AND person = :person ORDER BY first, id

-- :name leave_of_team
-- The days off of a team's people, in order.
SELECT l.person, l.id, l.first, l.last FROM person p CROSS JOIN leave l
WHERE p.tenant = :tenant AND p.team = :team AND l.tenant = :tenant AND l.person = p.id ORDER BY l.first, l.id

-- :name leave_of_everyone
-- Everybody's days off, in order.
SELECT person, id, first, last FROM leave WHERE tenant = :tenant ORDER BY first, id

-- :name add_leave
-- New days off.
INSERT INTO leave (tenant, person, first, last) VALUES (:tenant, :person, :first, :last) RETURNING id

-- :name drop_leave
-- Deletes days off.
DELETE FROM leave WHERE tenant = :tenant AND person = :person AND id = :leave

-- :name deeds
-- What a person changed last outside of the log.
SELECT deeds FROM person WHERE tenant = :tenant AND id = :person

-- :name set_deeds
-- The same, stored. -- beside others
UPDATE person SET deeds = :deeds WHERE tenant = :tenant AND id = :person

-- :name mark
-- A progress mark.
SELECT value FROM mark WHERE tenant = :tenant AND name = :name

-- :name set_mark
-- A progress mark, set or replaced. -- beside others
INSERT INTO mark (tenant, name, value) VALUES (:tenant, :name, :value)
ON CONFLICT (tenant, name) DO UPDATE SET value = excluded.value

-- :name get_at_address
-- The person of an address, as `get` has them.
SELECT p.id, p.name, t.id AS team, p.roles, p.bootstrap, p.hours, p.quotas, p.contact_quotas, p.active, p.gone, p.paused_until, p.muted, p.created_at,
    p.zone, p.country, p.language, p.hint_zone, p.hint_language,
    p.lunch, p.renamed_from, p.merged_into, t.zone AS team_zone, t.country AS team_country, t.language AS team_language,
    t.nudge_hours AS team_nudge_hours
FROM address a JOIN person p ON p.id = a.person AND p.tenant = a.tenant
LEFT JOIN team t ON t.id = p.team AND t.tenant = p.tenant AND t.gone = 0
WHERE a.tenant = :tenant AND a.platform = :platform AND a.target = :target

-- :name leave_at_address
-- Days off of the person of an address, in order.
SELECT l.id, l.first, l.last FROM address a JOIN leave l ON l.person = a.person AND l.tenant = a.tenant
WHERE a.tenant = :tenant AND a.platform = :platform AND a.target = :target ORDER BY l.first, l.id

-- :name league
-- Who takes part in the league.
SELECT person FROM league_member WHERE tenant = :tenant ORDER BY person

-- :name join_league
-- A person takes part from now on. -- beside others
INSERT INTO league_member (tenant, person) VALUES (:tenant, :person) ON CONFLICT (tenant, person) DO NOTHING

-- :name leave_league
-- A person takes part no longer. -- beside others
DELETE FROM league_member WHERE tenant = :tenant AND person = :person
