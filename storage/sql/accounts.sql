-- :name find
-- One account.
SELECT id, name, owner, place, value, contacts, rhythm, phone, contact_person, last_contact, imported_contact, created_at,
    closed, merged_into
FROM account WHERE tenant = :tenant AND id = :account

-- :name external_id
-- What another system calls an account.
SELECT external FROM account WHERE tenant = :tenant AND id = :account

-- :name by_external_id
-- The account that another system knows under an id.
SELECT id FROM account WHERE tenant = :tenant AND external = :external AND external <> ''

-- :name known_among
-- Which of some normal forms and of some ids of another system, given as the keys of objects, lead to an account.
SELECT n.key AS known FROM json_each(:keys) given CROSS JOIN account_name n WHERE n.tenant = :tenant AND n.key = given.key
UNION ALL
SELECT a.external FROM json_each(:externals) given CROSS JOIN account a
WHERE a.tenant = :tenant AND a.external = given.key AND a.external <> ''

-- :name replaced
-- What the fields of an account were before people changed them.
SELECT c.field, c.before FROM account_change c JOIN entry e ON e.tenant = c.tenant AND e.id = c.entry
WHERE c.tenant = :tenant AND c.account = :account AND e.live = 1 AND c.before IS NOT NULL

-- :name next_account
-- The number of the next account, as those of all companies share them. -- all tenants
-- Not one of an account that was removed, which old buttons may still name.
-- Several processes write at once on PostgreSQL, which therefore counts by itself.
SELECT /*pg GREATEST(nextval(pg_get_serial_sequence('account', 'id')), */ 1 + COALESCE(MAX(given), 0) /*pg ) */ AS number
FROM (
    SELECT MAX(id) AS given FROM account UNION ALL SELECT MAX(made) FROM entry WHERE made IS NOT NULL
    UNION ALL SELECT MAX(made) FROM import_run WHERE made IS NOT NULL
    UNION ALL SELECT MAX(number) FROM used_number WHERE kind = 'account') numbers

-- :name add
-- A new account. -- beside others
INSERT INTO account (id, tenant, name, key, owner, created_at, place, value, external, imported_contact, phone, contact_person)
VALUES (:number, :tenant, :name, :key, :owner, :at, :place, :value, :external, :imported_contact, :phone, :contact_person)
RETURNING id

-- :name change
-- All particulars of an account at once. -- beside others
UPDATE account SET name = :name, key = :key, owner = :owner, place = :place, value = :value, contacts = :contacts,
    rhythm = :rhythm, phone = :phone, contact_person = :contact_person, external = :external, last_contact = :last_contact,
    imported_contact = :imported_contact, closed = :closed, merged_into = :merged_into
WHERE tenant = :tenant AND id = :account

-- :name columns
-- An account as stored.
SELECT name, key, owner, place, value, contacts, rhythm, phone, contact_person, external, last_contact, imported_contact,
    closed, merged_into
FROM account WHERE tenant = :tenant AND id = :account

-- :name remove_unused
-- Removes an account that nothing was logged about.
-- Entries that were taken back count as well, because they can be put back.
-- Why the plus: found by the account, not by reading the company's log.
DELETE FROM account WHERE tenant = :tenant AND id = :account
    AND NOT EXISTS (SELECT 1 FROM entry e WHERE +e.tenant = :tenant AND e.account = :account)

-- :name made_in_vain
-- An account that a line made, if all that was logged about it was taken back, but under one ref.
-- And if nobody added anything to it since.
SELECT a.id FROM account a WHERE a.tenant = :tenant AND a.id = :account AND a.external = '' AND a.place = ''
    AND a.value IS NULL AND a.contacts IS NULL AND a.rhythm IS NULL AND a.phone = '' AND a.contact_person = ''
    AND a.imported_contact IS NULL AND a.closed IS NULL
    AND EXISTS (SELECT 1 FROM entry m WHERE +m.tenant = :tenant AND m.made = a.id AND m.person = a.owner)
    AND NOT EXISTS (SELECT 1 FROM entry e WHERE +e.tenant = :tenant AND e.account = a.id AND e.undone_at IS NULL
        AND NOT (e.kind = :kind AND e.number = :number))

-- :name forget_account
-- What was taken back names an account no longer.
UPDATE entry SET account = NULL WHERE +tenant = :tenant AND account = :account

-- :name owned_by
-- A person's accounts, the longest silent first.
SELECT id FROM account WHERE tenant = :tenant AND owner = :person AND closed IS NULL
ORDER BY CASE WHEN COALESCE(last_contact, '') > COALESCE(imported_contact, '') THEN last_contact
    ELSE COALESCE(imported_contact, '') END, COALESCE(value, 0) DESC, id LIMIT :limit

-- :name last_logged_by
-- The account that a person last logged something about.
SELECT account FROM entry WHERE tenant = :tenant AND person = :person AND live = 1 AND account IS NOT NULL
ORDER BY id DESC LIMIT 1

-- :name heard_by
-- When some customers, given by their ids, were last contacted until the end of a day.
SELECT a.id, CASE WHEN a.imported_contact <= :day THEN a.imported_contact END AS imported, (
    SELECT MAX(e.day) FROM entry e WHERE e.tenant = a.tenant AND e.account = a.id
        AND e.kind IN ('C', 'V', 'M', 'E', 'O') AND e.live = 1 AND e.day <= :day) AS logged
FROM json_each(:accounts) given CROSS JOIN account a WHERE a.tenant = :tenant AND a.id = CAST(given.key AS BIGINT)

-- :name of_team
-- The customers that a team's people own and serve, and those that nobody owns; CROSS JOIN starts with the people.
SELECT a.id, a.name, a.owner, a.place, a.value, a.contacts, a.rhythm, a.phone, a.contact_person, a.last_contact,
    a.imported_contact, a.created_at, a.closed
FROM person p CROSS JOIN account a
WHERE p.tenant = :tenant AND p.team = :team AND a.tenant = p.tenant AND a.owner = p.id AND a.closed IS NULL
UNION ALL
SELECT a.id, a.name, a.owner, a.place, a.value, a.contacts, a.rhythm, a.phone, a.contact_person, a.last_contact,
    a.imported_contact, a.created_at, a.closed
FROM account a WHERE a.tenant = :tenant AND a.owner IS NULL AND a.closed IS NULL

-- :name of_all
-- Every customer that is served.
SELECT id, name, owner, place, value, contacts, rhythm, phone, contact_person, last_contact, imported_contact, created_at,
    closed
FROM account WHERE tenant = :tenant AND closed IS NULL ORDER BY id
