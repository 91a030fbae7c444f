-- :name add
-- One record.
INSERT INTO audit (tenant, author, person, action, what, at) VALUES (:tenant, :author, :person, :action, :what, :at)
RETURNING id

-- :name newest
-- The last records, of some actions or of all.
-- The actions are one text with a bar around each, since a statement is constant whatever their number.
SELECT id, author, person, action, what, at FROM audit
WHERE tenant = :tenant AND (:actions = '' OR :actions LIKE '%|' || action || '|%')
ORDER BY id DESC LIMIT :limit

-- :name about
-- What others did to what is a person's, newest first.
SELECT id, author, person, action, what, at FROM audit
WHERE tenant = :tenant AND person = :person AND (author IS NULL OR author <> :person)
    AND (:actions = '' OR :actions LIKE '%|' || action || '|%')
ORDER BY id DESC

-- :name access_changes
-- Who gained or lost a role, came, or installed the app, since an instant; newest first.
-- Why `action IN` with these words: it is the condition of the index, which is used only when repeated word for word.
SELECT id, author, person, action, what, at FROM audit
WHERE tenant = :tenant AND at >= :since AND action IN ('role given', 'role taken', 'installed', 'claim confirmed')
ORDER BY at DESC, id DESC

-- :name delete_before
-- Deletes what is older than it is kept.
DELETE FROM audit WHERE tenant = :tenant AND at < :at
