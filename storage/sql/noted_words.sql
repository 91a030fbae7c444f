-- :name add
-- The words of an entry. -- beside others
INSERT INTO noted_word (tenant, word, entry, person, account, day)
SELECT e.tenant, given.key, e.id, e.person, e.account, e.day FROM json_each(:words) given CROSS JOIN entry e
WHERE e.tenant = :tenant AND e.id = :entry
ON CONFLICT (tenant, word, entry) DO NOTHING

-- :name drop
-- An entry does not count any more. -- beside others
DELETE FROM noted_word WHERE tenant = :tenant AND entry = :entry

-- :name found
-- The entries that hold each of some words, or one that begins so, and that a person may read; the newest first.
SELECT w.entry FROM noted_word w
WHERE w.tenant = :tenant AND w.word COLLATE BINARY >= :word0 AND w.word COLLATE BINARY < :beyond0
    AND EXISTS (SELECT 1 FROM noted_word o WHERE o.tenant = :tenant AND o.entry = w.entry
        AND o.word COLLATE BINARY >= :word1 AND o.word COLLATE BINARY < :beyond1)
    AND EXISTS (SELECT 1 FROM noted_word o WHERE o.tenant = :tenant AND o.entry = w.entry
        AND o.word COLLATE BINARY >= :word2 AND o.word COLLATE BINARY < :beyond2)
    AND EXISTS (SELECT 1 FROM noted_word o WHERE o.tenant = :tenant AND o.entry = w.entry
        AND o.word COLLATE BINARY >= :word3 AND o.word COLLATE BINARY < :beyond3)
    AND (w.person = :person OR EXISTS (SELECT 1 FROM account a
        WHERE a.tenant = :tenant AND a.id = w.account AND (a.owner IS NULL OR a.owner = :person
            OR CAST(:everything AS BIGINT) = 1 OR EXISTS (SELECT 1 FROM person p
                WHERE p.tenant = :tenant AND p.id = a.owner AND p.team = :team))))
GROUP BY w.entry, w.day ORDER BY w.day DESC, w.entry DESC LIMIT :limit

-- :name unread
-- Entries of before whose words are not noted yet.
SELECT u.entry, e.kind, e.live FROM unread_entry u JOIN entry e ON e.tenant = u.tenant AND e.id = u.entry
WHERE u.tenant = :tenant ORDER BY u.entry DESC LIMIT :limit

-- :name read
-- The words of an entry of before are noted.
DELETE FROM unread_entry WHERE tenant = :tenant AND entry = :entry
