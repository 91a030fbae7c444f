-- :name all
-- The words of a person, the one picked last first.
SELECT kind, word, meaning, picks, picked_at FROM own_word
WHERE tenant = :tenant AND person = :person ORDER BY picked_at DESC, kind, word

-- :name find
-- What a word of a person means in a place.
SELECT kind, word, meaning, picks, picked_at FROM own_word
WHERE tenant = :tenant AND person = :person AND kind = :kind AND word = :word

-- :name known
-- What the words of a person mean in a place that were picked often enough.
SELECT word, meaning FROM own_word
WHERE tenant = :tenant AND person = :person AND kind = :kind AND picks >= :picks

-- :name save
-- A word with its meaning and how often it was picked. -- beside others
INSERT INTO own_word (tenant, person, kind, word, meaning, picks, picked_at)
VALUES (:tenant, :person, :kind, :word, :meaning, :picks, :at)
ON CONFLICT (tenant, person, kind, word) DO UPDATE SET
    meaning = excluded.meaning, picks = excluded.picks, picked_at = excluded.picked_at

-- :name forget
-- A word of a person in one place. -- beside others
DELETE FROM own_word WHERE tenant = :tenant AND person = :person AND kind = :kind AND word = :word
