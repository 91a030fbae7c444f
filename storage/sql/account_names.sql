-- :name of_word
-- The first normal forms whose first word this is. Two halves, because SQLite searches no index for both at once.
-- Behind a word comes a space; the sign after it in the order of code points is "!".
SELECT key, id FROM account WHERE tenant = :tenant AND key = :word
UNION ALL
SELECT key, id FROM (
    SELECT key, id FROM account
    WHERE tenant = :tenant AND key COLLATE BINARY >= :word || ' ' AND key COLLATE BINARY < :word || '!'
    ORDER BY key COLLATE BINARY LIMIT :limit) longer

-- :name beginning
-- The first normal forms that begin with a text; in the order of code points, or "beyond" would not be beyond all.
SELECT key, id FROM account
WHERE tenant = :tenant AND key COLLATE BINARY >= :start AND key COLLATE BINARY < :beyond
ORDER BY key COLLATE BINARY LIMIT :limit

-- :name neighbours_before
-- The last normal forms before a text.
SELECT key, id FROM account WHERE tenant = :tenant AND key COLLATE BINARY < :start
ORDER BY key COLLATE BINARY DESC LIMIT :limit

-- :name neighbours_after
-- The first normal forms from a text on.
SELECT key, id FROM account WHERE tenant = :tenant AND key COLLATE BINARY >= :start
ORDER BY key COLLATE BINARY LIMIT :limit

-- :name holding
-- The normal forms of which a word behind the first begins with a text.
SELECT a.key, a.id FROM (
    SELECT account, tail FROM account_tail
    WHERE tenant = :tenant AND tail COLLATE BINARY >= :start AND tail COLLATE BINARY < :beyond
    ORDER BY tail COLLATE BINARY LIMIT :limit) t
JOIN account a ON a.tenant = :tenant AND a.id = t.account

-- :name words_alike
-- First words that are spelt alike but for a letter.
SELECT DISTINCT first_word FROM account_spelling WHERE tenant = :tenant AND spelling IN (
    :spelling0, :spelling1, :spelling2, :spelling3, :spelling4, :spelling5, :spelling6, :spelling7)
ORDER BY first_word LIMIT :limit

-- :name add_tail
-- A name from a further word on. -- beside others
INSERT INTO account_tail (tenant, tail, account) VALUES (:tenant, :tail, :account)
ON CONFLICT (tenant, tail, account) DO NOTHING

-- :name drop_tail
-- An account is called so no more.
DELETE FROM account_tail WHERE tenant = :tenant AND tail = :tail AND account = :account

-- :name add_spelling
-- A first word without one of its letters. -- beside others
INSERT INTO account_spelling (tenant, spelling, first_word) VALUES (:tenant, :spelling, :word)
ON CONFLICT (tenant, spelling, first_word) DO NOTHING

-- :name drop_spelling
-- No name begins with a word any more.
DELETE FROM account_spelling WHERE tenant = :tenant AND spelling = :spelling AND first_word = :word
