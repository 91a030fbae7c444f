-- :name add
-- A name by which an account is found. -- beside others
INSERT INTO account_name (tenant, key, account, bearer) VALUES (:tenant, :key, :account, :bearer)

-- :name drop
-- No account is found by a name any more. -- beside others
DELETE FROM account_name WHERE tenant = :tenant AND key = :key

-- :name borne_by
-- The names that an account bears or bore.
SELECT key, account FROM account_name WHERE tenant = :tenant AND bearer = :account

-- :name of_account
-- The account of a name.
SELECT account FROM account_name WHERE tenant = :tenant AND key = :key

-- :name all
-- Every name.
SELECT key, account FROM account_name WHERE tenant = :tenant

-- :name present
-- The name that an account bears now.
SELECT key FROM account WHERE tenant = :tenant AND id = :account

-- :name former_names
-- The names that an account had before live entries changed them.
SELECT c.before FROM account_change c JOIN entry e ON e.tenant = c.tenant AND e.id = c.entry
WHERE c.tenant = :tenant AND c.account = :account AND c.field = 'name' AND e.live = 1 AND c.before IS NOT NULL

-- :name lead
-- Whatever leads to one account leads to another. -- beside others
UPDATE account_name SET account = :into WHERE tenant = :tenant AND account = :account

-- :name lead_back
-- The names that an account bears or bore lead to another. -- beside others
UPDATE account_name SET account = :into WHERE tenant = :tenant AND bearer = :bearer

-- :name merged_into
-- The accounts that were merged into one.
SELECT id FROM account WHERE tenant = :tenant AND merged_into = :account

-- :name of_word
-- The first normal forms whose first word this is. Two halves, because SQLite searches no index for both at once.
-- Behind a word comes a space; the sign after it in the order of code points is "!".
SELECT key, account FROM account_name WHERE tenant = :tenant AND key COLLATE BINARY = :word
UNION ALL
SELECT key, account FROM (
    SELECT key, account FROM account_name
    WHERE tenant = :tenant AND key COLLATE BINARY >= :word || ' ' AND key COLLATE BINARY < :word || '!'
    ORDER BY key COLLATE BINARY LIMIT :limit) longer

-- :name of_words
-- The first normal forms whose first word is one of some, or that begin with one of some texts, each with its own.
-- In any order: the two ranges of an index are searched for each.
SELECT given.key AS start, 1 AS word, n.key, n.account
FROM json_each(:words) given CROSS JOIN account_name n
WHERE n.tenant = :tenant AND n.key COLLATE BINARY >= given.key AND n.key COLLATE BINARY < given.key || '!'
UNION ALL
SELECT given.key AS start, 0 AS word, n.key, n.account
FROM json_each(:starts) given CROSS JOIN account_name n
WHERE n.tenant = :tenant AND n.key COLLATE BINARY >= given.key AND n.key COLLATE BINARY < given.key || :last
LIMIT :limit

-- :name beginning
-- The first normal forms that begin with a text; in the order of code points, or "beyond" would not be beyond all.
SELECT key, account FROM account_name
WHERE tenant = :tenant AND key COLLATE BINARY >= :start AND key COLLATE BINARY < :beyond
ORDER BY key COLLATE BINARY LIMIT :limit

-- :name neighbours_before
-- The last normal forms before a text.
SELECT key, account FROM account_name WHERE tenant = :tenant AND key COLLATE BINARY < :start
ORDER BY key COLLATE BINARY DESC LIMIT :limit

-- :name neighbours_after
-- The first normal forms from a text on.
SELECT key, account FROM account_name WHERE tenant = :tenant AND key COLLATE BINARY >= :start
ORDER BY key COLLATE BINARY LIMIT :limit

-- :name holding
-- The normal forms of which a word behind the first begins with a text.
SELECT n.key, n.account FROM (
    SELECT key, tail FROM name_tail
    WHERE tenant = :tenant AND tail COLLATE BINARY >= :start AND tail COLLATE BINARY < :beyond
    ORDER BY tail COLLATE BINARY LIMIT :limit) t
JOIN account_name n ON n.tenant = :tenant AND n.key = t.key

-- :name words_alike
-- First words that are spelt alike but for a letter.
SELECT DISTINCT first_word FROM account_spelling WHERE tenant = :tenant AND spelling IN (
    :spelling0, :spelling1, :spelling2, :spelling3, :spelling4, :spelling5, :spelling6, :spelling7)
ORDER BY first_word LIMIT :limit

-- :name add_tail
-- A name from a further word on. -- beside others
INSERT INTO name_tail (tenant, tail, key) VALUES (:tenant, :tail, :key)
ON CONFLICT (tenant, tail, key) DO NOTHING

-- :name drop_tail
-- No account is called so any more.
DELETE FROM name_tail WHERE tenant = :tenant AND tail = :tail AND key = :key

-- :name add_spelling
-- A first word without one of its letters. -- beside others
INSERT INTO account_spelling (tenant, spelling, first_word) VALUES (:tenant, :spelling, :word)
ON CONFLICT (tenant, spelling, first_word) DO NOTHING

-- :name drop_spelling
-- No name begins with a word any more.
DELETE FROM account_spelling WHERE tenant = :tenant AND spelling = :spelling AND first_word = :word
