-- :name all
-- The receivers, in the order in which they were added.
SELECT id, url, state, made_at, failures, failing_since, rests_until, tried_at, status, reason
FROM _webhook WHERE tenant = :tenant ORDER BY id

-- :name get
-- One receiver.
SELECT id, url, state, made_at, failures, failing_since, rests_until, tried_at, status, reason
FROM _webhook WHERE tenant = :tenant AND id = :webhook

-- :name add
-- A new receiver.
INSERT INTO _webhook (tenant, url, nonce, made_at) VALUES (:tenant, :url, :nonce, :at) RETURNING id

-- :name turn
-- Events go to a receiver from now on, or no longer; what failed before is forgotten. -- beside others
UPDATE _webhook SET state = :state, failures = 0, failing_since = '', rests_until = ''
WHERE tenant = :tenant AND id = :webhook

-- :name stop_events
-- Nothing waits any more for a receiver that is off. -- beside others
UPDATE webhook_event SET state = 'given up', reason = :reason, ended_at = :at, owner = '', lease = ''
WHERE tenant = :tenant AND webhook = :webhook AND state = 'queued'

-- :name remove_events
-- Nothing is kept of what a receiver was told.
DELETE FROM webhook_event WHERE tenant = :tenant AND webhook = :webhook

-- :name remove
-- A receiver that is no more.
DELETE FROM _webhook WHERE tenant = :tenant AND id = :webhook

-- :name renew
-- Another secret; the former one is signed with too for a while.
UPDATE _webhook SET former_nonce = nonce, former_until = :until, nonce = :nonce WHERE tenant = :tenant AND id = :webhook

-- :name nonces
-- What makes the secrets of a receiver.
SELECT nonce, former_nonce, former_until FROM _webhook WHERE tenant = :tenant AND id = :webhook

-- :name installation_key
-- The key of the installation, of all companies. -- all tenants
SELECT key FROM _seal_key

-- :name plan
-- Something happened: an event for each receiver that was there by then, once for ever. -- beside others
INSERT INTO webhook_event (tenant, webhook, event, type, subject, at, entry, promise, person, due)
SELECT tenant, id, :event, :type, :subject, :at, :entry, :promise, :person, :at
FROM _webhook WHERE tenant = :tenant AND state = 'on' AND made_at <= :at
ON CONFLICT (tenant, webhook, subject) DO NOTHING

-- :name plan_test
-- An event that tells of nothing, for one receiver. -- beside others
INSERT INTO webhook_event (tenant, webhook, event, type, subject, at, due)
SELECT tenant, id, :event, :type, :subject, :at, :at
FROM _webhook WHERE tenant = :tenant AND id = :webhook AND state = 'on'
ON CONFLICT (tenant, webhook, subject) DO NOTHING

-- :name end_rest
-- A receiver that is left alone is tried at once. -- beside others
UPDATE _webhook SET rests_until = '' WHERE tenant = :tenant AND id = :webhook

-- :name told
-- What was told of the days of promises since an instant.
SELECT subject FROM webhook_event WHERE tenant = :tenant AND at >= :since AND promise IS NOT NULL

-- :name promises_near
-- Open promises of these days to customers who are served and were not told otherwise.
SELECT number, person, due, made_at FROM promise
WHERE tenant = :tenant AND state = 'open' AND told = 0 AND due BETWEEN :first AND :last
    AND NOT EXISTS (SELECT 1 FROM account a WHERE a.tenant = :tenant AND a.id = promise.account AND a.closed IS NOT NULL)
ORDER BY due, number

-- :name companies
-- Companies with a receiver that is on. -- all tenants
SELECT DISTINCT tenant FROM _webhook WHERE state = 'on' ORDER BY tenant

-- :name waiting
-- Receivers to which something is to be sent now. -- all tenants
SELECT w.tenant, w.id FROM _webhook w WHERE w.state = 'on' AND w.rests_until <= :at
    AND EXISTS (SELECT 1 FROM webhook_event e
        WHERE e.tenant = w.tenant AND e.webhook = w.id AND e.state = 'queued' AND e.due <= :at AND e.lease <= :at)
ORDER BY w.tenant, w.id

-- :name claim
-- Takes the oldest event of a receiver, or what a dead process left behind, under a lease. -- beside others
UPDATE webhook_event SET owner = :owner, lease = :lease WHERE tenant = :tenant AND state = 'queued' AND id = (
    SELECT e.id FROM webhook_event e WHERE e.tenant = :tenant AND e.webhook = :webhook AND e.state = 'queued'
    AND e.due <= :at AND e.lease <= :at ORDER BY e.due, e.id LIMIT 1 /*pg FOR UPDATE SKIP LOCKED */)
RETURNING id, webhook, event, type, at, entry, promise, person, state, attempt, status, reason, ended_at

-- :name finish
-- An event was delivered or is given up; only the process that holds it may say so. -- beside others
UPDATE webhook_event SET state = :state, status = :status, reason = :reason, ended_at = :at, attempt = attempt + 1,
    owner = '', lease = ''
WHERE tenant = :tenant AND id = :id AND state = 'queued' AND owner = :owner

-- :name again
-- An event is sent again later; only the process that holds it may say so. -- beside others
UPDATE webhook_event SET due = :due, status = :status, reason = :reason, attempt = attempt + 1, owner = '', lease = ''
WHERE tenant = :tenant AND id = :id AND state = 'queued' AND owner = :owner

-- :name give_up
-- What happened so long ago, and was not delivered, is given up; found by what waits, not by its age. -- beside others
UPDATE webhook_event SET state = 'given up', reason = :reason, ended_at = :at, owner = '', lease = ''
WHERE tenant = :tenant AND webhook = :webhook AND state = 'queued' AND at || '' < :before

-- :name went_well
-- A receiver took an event: what failed before is over. -- beside others
UPDATE _webhook SET failures = 0, failing_since = '', rests_until = '', tried_at = :at, status = :status, reason = ''
WHERE tenant = :tenant AND id = :webhook

-- :name went_wrong
-- A receiver took no event, and is left alone for a while. -- beside others
UPDATE _webhook SET failures = failures + 1, failing_since = CASE WHEN failures = 0 THEN :at ELSE failing_since END,
    rests_until = :until, tried_at = :at, status = :status, reason = :reason
WHERE tenant = :tenant AND id = :webhook

-- :name counts
-- How many events of a receiver are how far.
SELECT state, COUNT(*) AS events FROM webhook_event WHERE tenant = :tenant AND webhook = :webhook GROUP BY state

-- :name queued_everywhere
-- How many events of all companies wait. -- all tenants
SELECT COUNT(*) AS events FROM webhook_event WHERE state = 'queued'

-- :name by_subject
-- The event of a receiver under its subject.
SELECT id, webhook, event, type, at, entry, promise, person, state, attempt, status, reason, ended_at FROM webhook_event
WHERE tenant = :tenant AND webhook = :webhook AND subject = :subject

-- :name first_given_up
-- When the first event of a receiver was given up since it began to fail.
SELECT MIN(ended_at) AS at FROM webhook_event
WHERE tenant = :tenant AND webhook = :webhook AND state = 'given up' AND ended_at >= :since AND reason <> :stopped
