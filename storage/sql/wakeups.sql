-- :name due_people
-- People to plan, those to whom something happened first: an empty time sorts before every other.
SELECT id AS person, stirred AS version FROM person
WHERE tenant = :tenant AND wake <= :at AND merged_into IS NULL ORDER BY wake, id LIMIT :limit

-- :name due_teams
-- Teams to plan.
SELECT id AS team, stirred AS version FROM team WHERE tenant = :tenant AND wake <= :at ORDER BY wake, id LIMIT :limit

-- :name sleep_person
-- A person was planned; whoever was woken meanwhile has a later version and stays due. -- beside others
UPDATE person SET wake = :until WHERE tenant = :tenant AND id = :id AND stirred = :version

-- :name sleep_team
-- A team was planned; one that was woken meanwhile has a later version and stays due. -- beside others
UPDATE team SET wake = :until WHERE tenant = :tenant AND id = :id AND stirred = :version

-- :name wake_person
-- Something happened to a person. -- beside others
UPDATE person SET wake = '', stirred = stirred + 1 WHERE tenant = :tenant AND id = :person

-- :name wake_promiser
-- Something happened to a promise. -- beside others
UPDATE person SET wake = '', stirred = stirred + 1 WHERE tenant = :tenant
    AND id = (SELECT person FROM promise WHERE tenant = :tenant AND number = :number)

-- :name wake_owners
-- Something happened to an account, or at a touchpoint: their owners hear of it. -- beside others
-- The plus before tenant: found by id, not by reading the company.
UPDATE person SET wake = '', stirred = stirred + 1 WHERE +tenant = :tenant AND id IN (
    SELECT owner FROM account WHERE tenant = :tenant AND id = :account
    UNION ALL SELECT owner FROM touchpoint WHERE tenant = :tenant AND id = :touchpoint)

-- :name wake_managers
-- A promise was broken or a quality failed: the managers of the owner's team may hear of it. -- beside others
-- Of an owner without a team those who are in none.
-- Why the roles in brackets: they are the condition of the index, which is used only when repeated word for word.
UPDATE person SET wake = '', stirred = stirred + 1 WHERE +tenant = :tenant AND id IN (
    SELECT m.id FROM account a CROSS JOIN person o CROSS JOIN person m
    WHERE a.tenant = :tenant AND a.id = :account AND o.tenant = :tenant AND o.id = a.owner
    AND m.tenant = :tenant AND m.team = o.team AND (m.bootstrap = 1 OR m.roles LIKE '%manager%')
    UNION ALL
    SELECT m.id FROM account a CROSS JOIN person o CROSS JOIN person m
    WHERE a.tenant = :tenant AND a.id = :account AND o.tenant = :tenant AND o.id = a.owner AND o.team IS NULL
    AND m.tenant = :tenant AND m.team IS NULL AND (m.bootstrap = 1 OR m.roles LIKE '%manager%'))

-- :name wake_admins
-- Somebody has to be let in, or came: the admins may hear of it.
UPDATE person SET wake = '', stirred = stirred + 1 WHERE tenant = :tenant
    AND (bootstrap = 1 OR roles LIKE '%admin%')

-- :name wake_reminded
-- A call does not count any more: whoever wanted to come back to the account may have to. -- beside others
UPDATE person SET wake = '', stirred = stirred + 1 WHERE +tenant = :tenant AND id IN (
    SELECT person FROM entry WHERE tenant = :tenant AND account = :account AND kind = 'F' AND live = 1)

-- :name wake_concerned
-- An account rests, or no longer: its owner, and whoever promised something or wanted to come back. -- beside others
UPDATE person SET wake = '', stirred = stirred + 1 WHERE +tenant = :tenant AND id IN (
    SELECT owner FROM account WHERE tenant = :tenant AND id = :account
    UNION ALL SELECT person FROM entry WHERE tenant = :tenant AND account = :account AND kind IN ('F', 'B') AND live = 1
    UNION ALL SELECT person FROM promise WHERE tenant = :tenant AND account = :account AND state = 'open')

-- :name wake_returned
-- The same of an account that was lost and is called again, and the managers hear of what was broken. -- beside others
UPDATE person SET wake = '', stirred = stirred + 1 WHERE +tenant = :tenant
    AND EXISTS (SELECT 1 FROM entry WHERE tenant = :tenant AND account = :account AND kind = 'L' AND live = 1)
    AND id IN (
    SELECT owner FROM account WHERE tenant = :tenant AND id = :account
    UNION ALL SELECT person FROM entry WHERE tenant = :tenant AND account = :account AND kind IN ('F', 'B') AND live = 1
    UNION ALL SELECT person FROM promise WHERE tenant = :tenant AND account = :account AND state = 'open'
    UNION ALL
    SELECT m.id FROM account a CROSS JOIN person o CROSS JOIN person m
    WHERE a.tenant = :tenant AND a.id = :account AND o.tenant = :tenant AND o.id = a.owner
    AND m.tenant = :tenant AND m.team = o.team AND (m.bootstrap = 1 OR m.roles LIKE '%manager%')
    UNION ALL
    SELECT m.id FROM account a CROSS JOIN person o CROSS JOIN person m
    WHERE a.tenant = :tenant AND a.id = :account AND o.tenant = :tenant AND o.id = a.owner AND o.team IS NULL
    AND m.tenant = :tenant AND m.team IS NULL AND (m.bootstrap = 1 OR m.roles LIKE '%manager%'))

-- :name wake_members
-- Something happened to a team that counts for its people.
UPDATE person SET wake = '', stirred = stirred + 1 WHERE tenant = :tenant AND team = :team

-- :name wake_people
-- Everybody is planned at the next turn.
UPDATE person SET wake = '', stirred = stirred + 1 WHERE tenant = :tenant

-- :name wake_waited
-- Something happened to a customer who waits: their team hears of it. -- beside others
-- Of one without a team every team.
UPDATE team SET wake = '', stirred = stirred + 1 WHERE +tenant = :tenant AND id IN (
    SELECT e.team FROM entry e WHERE e.tenant = :tenant AND e.kind = 'W' AND e.number = :number
    UNION ALL
    SELECT t.id FROM entry e CROSS JOIN team t
    WHERE e.tenant = :tenant AND e.kind = 'W' AND e.number = :number AND e.team IS NULL AND t.tenant = :tenant)

-- :name wake_teams
-- Every team is planned at the next turn. -- beside others
UPDATE team SET wake = '', stirred = stirred + 1 WHERE tenant = :tenant
