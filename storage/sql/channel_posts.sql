-- :name add
-- A message in a channel, to be compared with what is so at once. -- beside others
INSERT INTO channel_post (tenant, subject, address, receipt, card, language, until, shown, due)
VALUES (:tenant, :subject, :address, :receipt, :card, :language, :until, :shown, '')
ON CONFLICT (tenant, receipt) DO NOTHING

-- :name due
-- Messages to draw anew, the longest due first.
SELECT id, subject, address, receipt, card, language, until, version, shown FROM channel_post
WHERE tenant = :tenant AND due <= :at AND due IS NOT NULL ORDER BY due, id LIMIT :limit

-- :name mark_changed
-- What messages show has changed. -- beside others
UPDATE channel_post SET version = version + 1, due = '' WHERE tenant = :tenant AND subject = :subject

-- :name mark_shown
-- A message shows what was so at a version; what changed since then is drawn at once. -- beside others
UPDATE channel_post SET shown = :shown, due = CASE WHEN version = :version THEN CAST(:due AS TEXT) ELSE '' END
WHERE tenant = :tenant AND id = :id

-- :name put_off
-- A message that could not be changed is tried again later. -- beside others
UPDATE channel_post SET due = :at WHERE tenant = :tenant AND id = :id

-- :name remove
-- A message that can no longer be changed. -- beside others
DELETE FROM channel_post WHERE tenant = :tenant AND id = :id

-- :name has_before
-- Whether any message is of a subject that ended before an instant.
SELECT 1 AS found FROM channel_post WHERE tenant = :tenant AND until < :before LIMIT 1

-- :name forget
-- Messages whose subject ended before an instant, some at a time. -- beside others
DELETE FROM channel_post WHERE tenant = :tenant AND id IN (
    SELECT id FROM channel_post WHERE tenant = :tenant AND until < :before ORDER BY until LIMIT :limit)
