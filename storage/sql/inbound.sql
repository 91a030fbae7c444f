-- :name receipt
-- The reply to a delivery.
SELECT receipt FROM inbound WHERE tenant = :tenant AND key = :key

-- :name keep
-- A delivery was answered. -- beside others
INSERT INTO inbound (tenant, key, person, line, receipt, at) VALUES (:tenant, :key, :person, :line, :receipt, :at)
ON CONFLICT (tenant, key) DO NOTHING

-- :name before
-- What came before a delivery.
-- Its receipt; how many of the person's were answered since an instant; when they typed the line last since then, with
-- that receipt; whether they ever logged or typed anything; whether a purpose is named that they have not read.
-- A further key of a delivery is no second one; presses, forms and further keys are kept with an empty line.
SELECT
    (SELECT receipt FROM inbound WHERE tenant = :tenant AND key = :key) AS receipt,
    (SELECT COUNT(*) FROM inbound WHERE tenant = :tenant AND person = :person AND at >= :since
        AND (line <> '' OR NOT (key LIKE 'once:%' OR key LIKE 'origin:%'))) AS deliveries,
    last.at AS typed_at, last.receipt AS typed,
    CASE WHEN EXISTS (SELECT 1 FROM entry WHERE tenant = :tenant AND person = :person AND live = 1)
        OR EXISTS (SELECT 1 FROM inbound WHERE tenant = :tenant AND person = :person AND line <> '')
        THEN 1 ELSE 0 END AS known,
    CASE WHEN EXISTS (SELECT 1 FROM purpose WHERE purpose.tenant = :tenant AND purpose.gone = 0
        AND NOT EXISTS (SELECT 1 FROM purpose later WHERE later.tenant = :tenant AND later.gone = 0 AND later.id > purpose.id)
        AND NOT EXISTS (SELECT 1 FROM purpose_read r JOIN purpose q ON q.tenant = r.tenant AND q.id = r.purpose
            WHERE r.tenant = :tenant AND r.person = :person AND q.words = purpose.words AND q.basis = purpose.basis))
        THEN 1 ELSE 0 END AS unread
FROM (SELECT 1 AS one) always LEFT JOIN inbound last ON last.tenant = :tenant AND last.id = (
    SELECT id FROM inbound WHERE tenant = :tenant AND person = :person AND line = :line AND at >= :since
    ORDER BY at DESC, id DESC LIMIT 1)

-- :name forget_key
-- Drops one receipt. -- beside others
DELETE FROM inbound WHERE tenant = :tenant AND key = :key
