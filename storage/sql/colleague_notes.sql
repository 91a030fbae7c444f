-- :name add
-- A note between two colleagues. -- beside others
INSERT INTO colleague_note (tenant, kind, rating, touchpoint, account, author, recipient, at, words)
VALUES (:tenant, :kind, :rating, :touchpoint, :account, :author, :recipient, :at, :words) RETURNING id

-- :name get
-- One note.
SELECT id, kind, rating, touchpoint, account, author, recipient, at, words FROM colleague_note
WHERE tenant = :tenant AND id = :id

-- :name about
-- What was written about a rating, the oldest first.
SELECT id, kind, rating, touchpoint, account, author, recipient, at, words FROM colleague_note
WHERE tenant = :tenant AND rating = :rating ORDER BY id

-- :name to
-- What was written to a person since an instant, the oldest first.
SELECT id, kind, rating, touchpoint, account, author, recipient, at, words FROM colleague_note
WHERE tenant = :tenant AND recipient = :recipient AND at >= :since ORDER BY at, id

-- :name remove
-- A note that its author took back. -- beside others
DELETE FROM colleague_note WHERE tenant = :tenant AND id = :id
