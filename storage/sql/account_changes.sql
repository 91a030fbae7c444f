-- :name add
-- A field of an account that an entry changed. -- beside others
INSERT INTO account_change (entry, field, tenant, account, before, after)
VALUES (:entry, :field, :tenant, :account, :before, :after)

-- :name of_entry
-- The fields that an entry changed.
SELECT account, field, before, after FROM account_change WHERE +tenant = :tenant AND entry = :entry
ORDER BY account, field

-- :name next_live
-- The next live entry that changed the same field, and what it was before that.
SELECT c.entry, c.before FROM account_change c JOIN entry e ON e.tenant = c.tenant AND e.id = c.entry
WHERE c.tenant = :tenant AND c.account = :account AND c.field = :field AND c.entry > :entry AND e.live = 1
ORDER BY c.entry LIMIT 1

-- :name set_before
-- What a field was before an entry changed it, as the one before that does not count any more, or counts again. -- beside others
UPDATE account_change SET before = :before
WHERE tenant = :tenant AND entry = :entry AND account = :account AND field = :field

-- :name move_entries
-- What was logged about an account, for the one that it turned out to be. -- beside others
INSERT INTO account_move (tenant, change, entry)
SELECT :tenant, :change, id FROM entry WHERE +tenant = :tenant AND account = :account AND kind <> 'A'

-- :name move_later_versions
-- The versions by which people replaced such entries since, one further at a time.
INSERT INTO account_move (tenant, change, entry)
SELECT m.tenant, m.change, n.id FROM account_move m CROSS JOIN entry o CROSS JOIN entry n
WHERE m.tenant = :tenant AND m.change = :change AND o.tenant = m.tenant AND o.id = m.entry
    AND n.tenant = o.tenant AND n.kind = o.kind AND n.number = o.number AND n.edits = o.id AND n.account = :account
ON CONFLICT (tenant, change, entry) DO NOTHING

-- :name set_accounts
-- The entries of a merger are about an account. -- beside others
UPDATE entry SET account = :account WHERE +tenant = :tenant AND +account = :before
    AND id IN (SELECT entry FROM account_move WHERE tenant = :tenant AND change = :change)

-- :name set_rated
-- So are their scores. -- beside others
UPDATE rating SET account = :account WHERE tenant = :tenant
    AND entry IN (SELECT entry FROM account_move WHERE tenant = :tenant AND change = :change)

-- :name set_noted
-- So are the words. -- beside others
UPDATE noted_word SET account = :account WHERE +tenant = :tenant
    AND entry IN (SELECT entry FROM account_move WHERE tenant = :tenant AND change = :change)

-- :name set_promised
-- So are the promises. -- beside others
UPDATE promise SET account = :account WHERE tenant = :tenant AND number IN (
    SELECT e.number FROM account_move m JOIN entry e ON e.tenant = m.tenant AND e.id = m.entry
    WHERE m.tenant = :tenant AND m.change = :change AND e.kind = 'P' AND e.live = 1)

-- :name drop_moves
-- A merger does not count any more: none of its entries was moved, then or by a later one. -- beside others
DELETE FROM account_move WHERE tenant = :tenant AND change >= :change
    AND entry IN (SELECT entry FROM account_move WHERE tenant = :tenant AND change = :change)

-- :name drop_standings
-- Forgets the newest ratings of an account. -- beside others
DELETE FROM standing WHERE tenant = :tenant AND account = :account

-- :name set_standings
-- The newest live rating of each key of an account: of the later day, then the later logged. -- beside others
INSERT INTO standing (tenant, account, touchpoint, factor, firm, score, source, day, entry)
SELECT tenant, account, touchpoint, factor, firm, score, source, day, entry FROM (
    SELECT tenant, account, touchpoint, factor, firm, score, source, day, entry,
        ROW_NUMBER() OVER (PARTITION BY touchpoint, factor, firm ORDER BY day DESC, entry DESC) AS place
    FROM rating WHERE tenant = :tenant AND account = :account AND live = 1) ranked
WHERE place = 1

-- :name set_answered
-- Which follow-ups of an account a contact has answered since they were logged. -- beside others
UPDATE entry SET answered = CASE WHEN EXISTS (
    SELECT 1 FROM followup f JOIN entry c ON c.tenant = f.tenant AND c.account = :account
    WHERE f.tenant = :tenant AND f.entry = entry.id AND c.kind IN ('C', 'V', 'M', 'E', 'O') AND c.live = 1 AND c.id > entry.id
    AND c.day >= f.due) THEN 1 ELSE 0 END
WHERE +tenant = :tenant AND account = :account AND kind = 'F' AND live = 1
