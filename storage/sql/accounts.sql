-- :name find
-- One account.
SELECT id, name, owner, place, value, contacts, rhythm, last_contact, imported_contact, created_at FROM account
WHERE tenant = :tenant AND id = :account

-- :name by_key
-- The account of a normal form.
SELECT id FROM account WHERE tenant = :tenant AND key = :key

-- :name by_external_id
-- The account that another system knows under an id.
SELECT id FROM account WHERE tenant = :tenant AND external = :external AND external <> ''

-- :name ids_by_key
-- Every normal form.
SELECT key, id FROM account WHERE tenant = :tenant

-- :name ids_from
-- The normal forms that begin with a text; in the order of code points, or "beyond" would not be beyond all of them.
SELECT key, id FROM account
WHERE tenant = :tenant AND key COLLATE BINARY >= :start AND key COLLATE BINARY < :beyond

-- :name ids_of_word
-- The normal forms whose first word this is. Two halves, because SQLite searches no index for both at once.
-- Behind a word comes a space; the sign after it in the order of code points is "!".
SELECT key, id FROM account WHERE tenant = :tenant AND key = :word
UNION ALL
SELECT key, id FROM account
WHERE tenant = :tenant AND key COLLATE BINARY >= :word || ' ' AND key COLLATE BINARY < :word || '!'

-- :name add
-- A new account.
INSERT INTO account (tenant, name, key, owner, created_at) VALUES (:tenant, :name, :key, :owner, :at) RETURNING id

-- :name change
-- All particulars of an account at once.
UPDATE account SET name = :name, key = :key, owner = :owner, place = :place, value = :value, contacts = :contacts,
    rhythm = :rhythm, external = :external, last_contact = :last_contact, imported_contact = :imported_contact
WHERE tenant = :tenant AND id = :account

-- :name columns
-- An account as stored.
SELECT name, key, owner, place, value, contacts, rhythm, external, last_contact, imported_contact FROM account
WHERE tenant = :tenant AND id = :account

-- :name remove_unused
-- Removes an account that nothing was logged about.
-- Entries that were taken back count as well, because they can be put back.
-- Why the plus: found by the account, not by reading the company's log.
DELETE FROM account WHERE tenant = :tenant AND id = :account
    AND NOT EXISTS (SELECT 1 FROM entry e WHERE +e.tenant = :tenant AND e.account = :account)

-- :name owned_by
-- A person's accounts, the longest silent first.
SELECT id FROM account WHERE tenant = :tenant AND owner = :person
ORDER BY CASE WHEN COALESCE(last_contact, '') > COALESCE(imported_contact, '') THEN last_contact
    ELSE COALESCE(imported_contact, '') END, COALESCE(value, 0) DESC, id LIMIT :limit

-- :name last_logged_by
-- The account that a person last logged something about.
SELECT account FROM entry WHERE tenant = :tenant AND person = :person AND live = 1 AND account IS NOT NULL
ORDER BY id DESC LIMIT 1
