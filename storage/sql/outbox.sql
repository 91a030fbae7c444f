-- :name plan
-- An occurrence comes due; the same key is planned once for ever. -- beside others
INSERT INTO outbox (tenant, key, rule, person, team, local_day, due, until, subject, repeat_day, snoozes, state, stage)
VALUES (:tenant, :key, :rule, :person, :team, :local_day, :due, :until, :subject, :repeat_day, :snoozes, :state, :stage)
ON CONFLICT (tenant, key) DO NOTHING

-- :name move
-- What its reader put off once more comes when they said last. -- beside others
UPDATE outbox SET key = :key, local_day = :local_day, due = :due, until = :until, snoozes = :snoozes
WHERE tenant = :tenant AND id = :id AND state = 'due'

-- :name claim
-- Takes what is due, and what a dead process left behind, under a lease: what would soonest be too late comes first.
-- Why `state IN` before the same said more exactly: it is the condition of the index of what is open, which is used
-- only when a statement repeats it word for word; without it a claim reads all that was ever sent.
-- Why `due` in brackets of its own: the index by `until` gives the order, that by `due` would sort all that is open.
-- Why the plus before tenant: found by id, not by reading the company.
-- Why nobody who is still to be planned: what waits for the day's last moment would leave before what comes due with it.
-- Why PostgreSQL tries for a lock: two claims of a company at once could part what is due to one recipient.
UPDATE outbox SET state = 'claimed', owner = :owner, lease = :lease WHERE +tenant = :tenant AND id IN (
    SELECT id FROM outbox WHERE tenant = :tenant AND due || '' <= :at AND state IN ('due', 'claimed')
    AND (state = 'due' OR lease < :at)
    AND NOT EXISTS (SELECT 1 FROM person p WHERE +p.tenant = :tenant AND p.id = outbox.person AND p.wake <= :at
        AND p.merged_into IS NULL) /*pg AND pg_try_advisory_xact_lock(1936618868, CAST(:tenant AS INT)) */
    ORDER BY until, due, id LIMIT :limit /*pg FOR UPDATE SKIP LOCKED */)
RETURNING id, key, rule, person, team, local_day, due, until, subject, repeat_day, snoozes, state, stage,
    reason, note, attempt, receipt, message, message_send, words, sent_at, answered, helped

-- :name claim_along
-- Takes what else is due to the recipients whose nudges were just claimed, so that each gets one message.
-- Why owner and lease: together they name what `claim` took in this transaction, not what the process holds from before.
-- Why two halves: a person's day and a team's day are found in an index each, and no index finds the one or the other.
UPDATE outbox SET state = 'claimed', owner = :owner, lease = :lease WHERE +tenant = :tenant AND id IN (
    SELECT id FROM outbox WHERE +tenant = :tenant AND id IN (
        SELECT o.id FROM outbox c CROSS JOIN outbox o
        WHERE c.tenant = :tenant AND c.state = 'claimed' AND c.owner = :owner AND c.lease = :lease
        AND o.tenant = :tenant AND o.person = c.person AND o.local_day = c.local_day
        AND o.due || '' <= :at AND o.state IN ('due', 'claimed') AND (o.state = 'due' OR o.lease < :at)
        UNION
        SELECT o.id FROM outbox c CROSS JOIN outbox o
        WHERE c.tenant = :tenant AND c.state = 'claimed' AND c.owner = :owner AND c.lease = :lease
        AND o.tenant = :tenant AND o.team = c.team AND o.local_day = c.local_day
        AND o.due || '' <= :at AND o.state IN ('due', 'claimed') AND (o.state = 'due' OR o.lease < :at))
    /*pg FOR UPDATE SKIP LOCKED */)
RETURNING id, key, rule, person, team, local_day, due, until, subject, repeat_day, snoozes, state, stage,
    reason, note, attempt, receipt, message, message_send, words, sent_at, answered, helped

-- :name claimable
-- Whether anything is due, or was left behind by a dead process.
SELECT 1 AS found FROM outbox WHERE tenant = :tenant AND due <= :at AND state IN ('due', 'claimed')
    AND (state = 'due' OR lease < :at) LIMIT 1

-- :name reopen
-- The clock was ahead: what it ended too early comes due again. -- beside others
-- Not what was sent or is uncertain, as it may have been read. The days are those whose windows can still be open.
UPDATE outbox SET state = 'due', stage = 'fresh', reason = ''
WHERE tenant = :tenant AND local_day >= :since AND state IN ('expired', 'skipped') AND until > :at

-- :name finish
-- An occurrence ends; only the process that holds it may say so. -- beside others
UPDATE outbox SET state = :state, stage = NULL, reason = :reason, note = :note, receipt = :receipt, words = :words,
    sent_at = :sent_at, owner = '', lease = NULL
WHERE tenant = :tenant AND id = :id AND state = 'claimed' AND owner = :owner

-- :name mark_answered
-- Its reader answered it. -- beside others
UPDATE outbox SET answered = 1 WHERE tenant = :tenant AND id = :id AND answered = 0

-- :name mark_helped
-- Its reader said whether it helped. -- beside others
UPDATE outbox SET helped = :helped WHERE tenant = :tenant AND id = :id

-- :name mark_uncertain
-- Two processes had it: what was sent under another message may have come twice. -- beside others
-- Why the receipts: with the same one both processes saw one message, and without one this process sent none.
UPDATE outbox SET state = 'uncertain', reason = :reason
WHERE tenant = :tenant AND id = :id AND state = 'sent' AND receipt <> :receipt AND :receipt <> ''

-- :name confirm
-- Somebody gave a message up as uncertain whose process knew that it arrived, and could not store it. -- beside others
UPDATE outbox SET state = 'sent', reason = '', note = :note, receipt = :receipt, words = :words, sent_at = :sent_at
WHERE tenant = :tenant AND id = :id AND state = 'uncertain' AND reason = :lost

-- :name retry
-- An occurrence comes due again later; only the process that holds it may say so. -- beside others
UPDATE outbox SET state = 'due', due = :due, stage = :stage, reason = :reason, message = :message,
    message_send = :message_send, attempt = :attempt, owner = '', lease = NULL
WHERE tenant = :tenant AND id = :id AND state = 'claimed' AND owner = :owner

-- :name mark_sending
-- A send begins under a fresh lease: from here on a lost answer leaves it uncertain. -- beside others
UPDATE outbox SET stage = :stage, reason = '', words = :words, message = :message, message_send = :message_send,
    sent_at = :at, lease = :lease
WHERE tenant = :tenant AND id = :id AND state = 'claimed' AND owner = :owner

-- :name between
-- What came due for a person on the days of a period.
SELECT id, key, rule, person, team, local_day, due, until, subject, repeat_day, snoozes, state, stage,
    reason, note, attempt, receipt, message, message_send, words, sent_at, answered, helped
FROM outbox WHERE tenant = :tenant AND person = :person AND local_day BETWEEN :first AND :last ORDER BY due, id

-- :name said
-- Whether the subjects that came due for a person on the days of a period were sent on any of them, or still may be.
-- Sent once is sent, although later tries of the same subject ended unsent.
SELECT rule, subject, MIN(CASE WHEN state IN ('skipped', 'expired', 'parked') THEN 1 ELSE 0 END) AS unsent
FROM outbox WHERE tenant = :tenant AND person = :person AND local_day BETWEEN :first AND :last GROUP BY rule, subject

-- :name unanswered
-- The rules of which so many nudges were sent to a person on the days of a period and none was answered.
-- One that helped, as they said, was answered, and one that did not help was not.
SELECT rule FROM outbox WHERE tenant = :tenant AND person = :person AND local_day BETWEEN :first AND :last
    AND state = 'sent' AND snoozes = 0
GROUP BY rule HAVING COUNT(*) >= :least AND MAX(CASE helped WHEN 'yes' THEN 1 WHEN 'no' THEN 0 ELSE answered END) = 0 ORDER BY rule

-- :name kept_ever
-- Whether a text was kept with any nudge of a rule to a person.
SELECT 1 AS found FROM outbox WHERE tenant = :tenant AND person = :person AND rule = :rule AND note LIKE :text LIMIT 1

-- :name at_receipt
-- What one message carried.
SELECT id, key, rule, person, team, local_day, due, until, subject, repeat_day, snoozes, state, stage,
    reason, note, attempt, receipt, message, message_send, words, sent_at, answered, helped
FROM outbox WHERE tenant = :tenant AND receipt = :receipt AND receipt <> '' ORDER BY id

-- :name sent
-- What a rule ever sent to a team, newest first; by day, as their index has them.
SELECT id, key, rule, person, team, local_day, due, until, subject, repeat_day, snoozes, state, stage,
    reason, note, attempt, receipt, message, message_send, words, sent_at, answered, helped
FROM outbox WHERE tenant = :tenant AND team = :team AND rule = :rule AND state = 'sent'
ORDER BY local_day DESC, id DESC LIMIT :limit

-- :name with_key
-- Whether a key was ever planned.
SELECT id, key, rule, person, team, local_day, due, until, subject, repeat_day, snoozes, state, stage,
    reason, note, attempt, receipt, message, message_send, words, sent_at, answered, helped
FROM outbox WHERE tenant = :tenant AND key = :key

-- :name next_due
-- The instant at which the next occurrence comes due; `state IN` is the condition of the index, as in `claim`.
SELECT MIN(due) AS due FROM outbox WHERE tenant = :tenant AND state IN ('due', 'claimed') AND state = 'due'

-- :name stuck
-- What did not arrive, or perhaps did, and waits for an operator; not what one has dropped.
SELECT id, key, rule, person, team, local_day, due, until, subject, repeat_day, snoozes, state, stage,
    reason, note, attempt, receipt, message, message_send, words, sent_at, answered, helped
FROM outbox WHERE tenant = :tenant AND state IN ('parked', 'uncertain') AND local_day >= :since AND reason <> :dropped
ORDER BY local_day, id

-- :name send_again
-- An operator wants it sent once more: it has all its tries again, and its message keeps counting its sends.
UPDATE outbox SET state = 'due', stage = 'fresh', reason = '', receipt = '', sent_at = NULL, attempt = 0
WHERE tenant = :tenant AND id = :id AND state IN ('parked', 'uncertain') AND until >= :at

-- :name waiting
-- What the platform does not take for now, and waits for it.
SELECT id, key, rule, person, team, local_day, due, until, subject, repeat_day, snoozes, state, stage,
    reason, note, attempt, receipt, message, message_send, words, sent_at, answered, helped
FROM outbox WHERE tenant = :tenant AND state IN ('due', 'claimed') AND state = 'due' AND stage = 'refused' AND local_day >= :since
ORDER BY local_day, id

-- :name unpark_person
-- A person can be reached again: what was parked meanwhile comes due, unless it is too late.
UPDATE outbox SET state = 'due', stage = 'fresh', reason = '', attempt = 0
WHERE tenant = :tenant AND person = :person AND local_day >= :since AND state = 'parked' AND until >= :at
    AND reason <> :dropped

-- :name unpark_team
-- A channel can be posted to again.
UPDATE outbox SET state = 'due', stage = 'fresh', reason = '', attempt = 0
WHERE tenant = :tenant AND team = :team AND local_day >= :since AND state = 'parked' AND until >= :at
    AND reason <> :dropped

-- :name drop
-- Why the state stays: what was parked was not sent, and what is uncertain may have been read, whoever looked at it.
UPDATE outbox SET reason = :dropped
WHERE tenant = :tenant AND id = :id AND state IN ('parked', 'uncertain') AND reason <> :dropped

-- :name tallies
-- How the occurrences of each recipient's local days ended, and how many have not.
SELECT o.local_day, COALESCE(p.name, '#' || t.channel) AS recipient, COUNT(*) AS due,
    SUM(CASE WHEN o.state = 'sent' THEN 1 ELSE 0 END) AS sent,
    SUM(CASE WHEN o.state = 'skipped' THEN 1 ELSE 0 END) AS skipped,
    SUM(CASE WHEN o.state = 'expired' THEN 1 ELSE 0 END) AS expired,
    SUM(CASE WHEN o.state = 'parked' THEN 1 ELSE 0 END) AS parked,
    SUM(CASE WHEN o.state = 'uncertain' THEN 1 ELSE 0 END) AS uncertain,
    SUM(CASE WHEN o.state IN ('due', 'claimed') THEN 1 ELSE 0 END) AS open
FROM outbox o LEFT JOIN person p ON p.id = o.person AND p.tenant = o.tenant
LEFT JOIN team t ON t.id = o.team AND t.tenant = o.tenant
WHERE o.tenant = :tenant AND o.local_day BETWEEN :first AND :last
GROUP BY o.local_day, COALESCE(p.name, '#' || t.channel), o.person, o.team
ORDER BY o.local_day, o.person, o.team

-- :name answer
-- A person's answer to the question of the day; the last one counts. -- beside others
INSERT INTO answer (tenant, team, day, person, choice) VALUES (:tenant, :team, :day, :person, :choice)
ON CONFLICT (tenant, team, day, person) DO UPDATE SET choice = excluded.choice

-- :name answers
-- How many gave which answer, never who.
SELECT choice, COUNT(*) AS people FROM answer WHERE tenant = :tenant AND team = :team AND day = :day
GROUP BY choice ORDER BY choice

-- :name get
-- One occurrence.
SELECT id, key, rule, person, team, local_day, due, until, subject, repeat_day, snoozes, state, stage,
    reason, note, attempt, receipt, message, message_send, words, sent_at, answered, helped
FROM outbox WHERE tenant = :tenant AND id = :id
