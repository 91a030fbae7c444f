-- :name receipt
-- The reply to a delivery.
SELECT receipt FROM inbound WHERE tenant = :tenant AND key = :key

-- :name keep
-- A delivery was answered. -- beside others
INSERT INTO inbound (tenant, key, person, line, receipt, at) VALUES (:tenant, :key, :person, :line, :receipt, :at)
ON CONFLICT (tenant, key) DO NOTHING

-- :name typed
-- The last time a person typed a line, since an instant.
SELECT at, receipt FROM inbound WHERE tenant = :tenant AND person = :person AND line = :line AND at >= :since
ORDER BY id DESC LIMIT 1

-- :name count
-- How many lines a person typed since an instant.
-- Presses, forms and second keys are kept with an empty line, and are not counted.
SELECT COUNT(*) AS lines FROM inbound WHERE tenant = :tenant AND person = :person AND line <> '' AND at >= :since

-- :name count_deliveries
-- How many deliveries of a person were answered since an instant; a further key of a delivery is no second one.
SELECT COUNT(*) AS deliveries FROM inbound WHERE tenant = :tenant AND person = :person AND at >= :since
AND (line <> '' OR NOT (key LIKE 'once:%' OR key LIKE 'origin:%'))

-- :name forget_key
-- Drops one receipt. -- beside others
DELETE FROM inbound WHERE tenant = :tenant AND key = :key

-- :name has_before
-- Whether any receipt is older than redeliveries can be.
SELECT id FROM inbound WHERE tenant = :tenant AND at < :before LIMIT 1

-- :name forget
-- Some of the receipts that are older than redeliveries can be, the oldest first. -- beside others
DELETE FROM inbound WHERE +tenant = :tenant AND id IN (
    SELECT id FROM inbound WHERE tenant = :tenant AND at < :before ORDER BY at LIMIT :limit)
