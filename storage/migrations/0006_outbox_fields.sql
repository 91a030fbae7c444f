-- What `why` held becomes three columns. reason: why it ended, or the code with which a platform refused it for now;
-- stage: where it stands in delivery, empty once it has ended; note: what its rule keeps for later days.
ALTER TABLE outbox RENAME COLUMN why TO reason;
ALTER TABLE outbox ADD COLUMN stage TEXT DEFAULT 'fresh';
ALTER TABLE outbox ADD COLUMN note TEXT NOT NULL DEFAULT '';
-- What was read out of keys becomes columns; the keys stay as they are, so that nothing is planned a second time.
-- snoozes: how often its reader put it off (~ in the key); repeat_day: the day for which it was planned again (! in the
-- subject); message_send: which send of the message it is (# in the message's key).
ALTER TABLE outbox ADD COLUMN snoozes {int} NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN repeat_day TEXT;
ALTER TABLE outbox ADD COLUMN message_send {int} NOT NULL DEFAULT 0;
UPDATE outbox SET note = reason, reason = '' WHERE state = 'sent' AND reason <> '';
UPDATE outbox SET stage = NULL WHERE state NOT IN ('due', 'claimed');
UPDATE outbox SET stage = CASE reason
    WHEN '' THEN 'fresh'
    WHEN 'held for a later moment' THEN 'held'
    WHEN 'sending' THEN 'sending'
    WHEN 'not there at the first look' THEN 'absent'
    ELSE 'refused' END
WHERE state IN ('due', 'claimed');
UPDATE outbox SET reason = '' WHERE stage IN ('held', 'sending', 'absent');
UPDATE outbox SET snoozes = length(key) - length(replace(key, '~', '')) WHERE key LIKE '%~%';
UPDATE outbox SET repeat_day = substr(subject, length(subject) - 9), subject = substr(subject, 1, length(subject) - 11)
WHERE subject LIKE '%!____-__-__';
UPDATE outbox SET message_send = 1 WHERE message <> '';
UPDATE outbox SET message_send = CAST(substr(message, length(rtrim(message, '0123456789')) + 1) AS {int})
WHERE rtrim(message, '0123456789') LIKE '%#' AND message NOT LIKE '%#';
