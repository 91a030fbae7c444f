-- :name add
-- A new line of the log, with the next number of its kind unless it replaces one. -- beside others
-- The largest number and one is safe, as only one transaction at a time holds the company's log.
-- The casts, here and below: SQLite compiles a statement anew for each value compared with the indexes' conditions.
INSERT INTO entry (tenant, kind, number, person, team, account, day, at, edits, via)
VALUES (:tenant, :kind,
    COALESCE(:number, (SELECT COALESCE(MAX(number), 0) + 1 FROM (
        SELECT MAX(number) AS number FROM entry WHERE tenant = :tenant AND kind = CAST(:kind AS TEXT)
        UNION ALL SELECT number FROM used_number WHERE tenant = :tenant AND kind = :kind) given)),
    :person, (SELECT team FROM person WHERE tenant = :tenant AND id = :person), :account, :day, :at, :edits, :via)
RETURNING id, number, team,
    (SELECT MAX(id) FROM _webhook WHERE tenant = :tenant AND state = 'on') AS hooked,
    (SELECT MAX(z.id) FROM entry z
        WHERE z.tenant = :tenant AND z.account = :account AND z.kind IN ('Z', 'L') AND z.live = 1) AS rested

-- :name get
-- One line of the log.
SELECT id, kind, number, person, team, account, day, at, edits, live, via FROM entry WHERE tenant = :tenant AND id = :entry

-- :name live
-- The line that a ref means now.
SELECT id, kind, number, person, team, account, day, at, edits, live, via FROM entry
WHERE tenant = :tenant AND kind = CAST(:kind AS TEXT) AND number = :number AND live = 1

-- :name newest
-- The last line that ever carried a ref, live or not.
SELECT id, kind, number, person, team, account, day, at, edits, live, via FROM entry
WHERE tenant = :tenant AND kind = CAST(:kind AS TEXT) AND number = :number ORDER BY id DESC LIMIT 1

-- :name latest
-- A person's own last live line.
SELECT id, kind, number, person, team, account, day, at, edits, live, via FROM entry
WHERE tenant = :tenant AND person = :person AND live = 1 ORDER BY id DESC LIMIT 1

-- :name latest_of
-- A person's own last live line of a kind.
SELECT id, kind, number, person, team, account, day, at, edits, live, via FROM entry
WHERE tenant = :tenant AND person = :person AND kind = CAST(:kind AS TEXT) AND live = 1 ORDER BY id DESC LIMIT 1

-- :name latest_at
-- A person's own last live line of a kind about an account.
SELECT id, kind, number, person, team, account, day, at, edits, live, via FROM entry
WHERE tenant = :tenant AND account = :account AND kind = CAST(:kind AS TEXT) AND person = :person AND live = 1
ORDER BY id DESC LIMIT 1

-- :name noted
-- The live lines about an account that hold words, of one person or of all (0), newest first.
-- A select a kind, as the index leads with it: each reads from the newest and stops.
SELECT e.id, e.kind, e.number, e.person, e.team, e.account, e.day, e.at, e.edits, e.live, e.via FROM (
    SELECT id FROM (SELECT e.id FROM entry e JOIN call d ON d.entry = e.id AND d.tenant = e.tenant AND d.note <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'C' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) calls
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'R' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
            AND EXISTS (SELECT 1 FROM rating d WHERE d.entry = e.id AND d.tenant = e.tenant AND d.why <> '')
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) ratings
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN pledge d ON d.entry = e.id AND d.tenant = e.tenant AND d.what <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'P' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) pledges
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN step d ON d.entry = e.id AND d.tenant = e.tenant AND d.note <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'S' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) steps
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN followup d ON d.entry = e.id AND d.tenant = e.tenant AND d.note <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'F' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) followups
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN waiting d ON d.entry = e.id AND d.tenant = e.tenant AND d.what <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'W' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) waitings
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN handoff d ON d.entry = e.id AND d.tenant = e.tenant AND d.cause <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'H' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) handoffs
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN refill d ON d.entry = e.id AND d.tenant = e.tenant AND d.item <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'B' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) refills
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN exclusivity d ON d.entry = e.id AND d.tenant = e.tenant AND d.item <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'X' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) exclusivities
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN account_freeze d ON d.entry = e.id AND d.tenant = e.tenant AND d.why <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'Z' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) freezes
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN departure d ON d.entry = e.id AND d.tenant = e.tenant AND d.why <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'L' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) departures
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN contact d ON d.entry = e.id AND d.tenant = e.tenant AND d.note <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'V' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) visits
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN contact d ON d.entry = e.id AND d.tenant = e.tenant AND d.note <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'M' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) meetings
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN contact d ON d.entry = e.id AND d.tenant = e.tenant AND d.note <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'E' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) mails
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN contact d ON d.entry = e.id AND d.tenant = e.tenant AND d.note <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'O' AND e.live = 1
            AND CAST(:person AS BIGINT) IN (0, e.person)
        ORDER BY e.day DESC, e.id DESC LIMIT :reach) offers) noted
JOIN entry e ON e.tenant = :tenant AND e.id = noted.id
ORDER BY e.day DESC, e.id DESC LIMIT :limit OFFSET :skip

-- :name heard_last
-- A person's newest call, visit or meeting with an account of which words were noted; a select a kind, as with noted.
SELECT e.id, e.kind, e.number, e.person, e.team, e.account, e.day, e.at, e.edits, e.live, e.via FROM (
    SELECT id FROM (SELECT e.id FROM entry e JOIN call d ON d.entry = e.id AND d.tenant = e.tenant AND d.note <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'C' AND e.live = 1 AND e.person = :person
        ORDER BY e.day DESC, e.id DESC LIMIT 1) calls
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN contact d ON d.entry = e.id AND d.tenant = e.tenant AND d.note <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'V' AND e.live = 1 AND e.person = :person
        ORDER BY e.day DESC, e.id DESC LIMIT 1) visits
    UNION ALL
    SELECT id FROM (SELECT e.id FROM entry e JOIN contact d ON d.entry = e.id AND d.tenant = e.tenant AND d.note <> ''
        WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'M' AND e.live = 1 AND e.person = :person
        ORDER BY e.day DESC, e.id DESC LIMIT 1) meetings) heard
JOIN entry e ON e.tenant = :tenant AND e.id = heard.id
ORDER BY e.day DESC, e.id DESC LIMIT 1

-- :name counts
-- How many live entries of each kind are about an account.
SELECT kind, COUNT(*) AS entries FROM entry WHERE +tenant = :tenant AND account = :account AND live = 1 GROUP BY kind

-- :name set_line
-- A line that told several things: each entry names the first. -- beside others
UPDATE entry SET line = :first WHERE tenant = :tenant AND id = :entry

-- :name set_made
-- The line of an entry made an account. -- beside others
UPDATE entry SET made = :account WHERE tenant = :tenant AND id = :entry

-- :name of_line
-- The entries of the typed line that one is of, as they were logged; none when it was alone.
SELECT o.kind, o.number FROM entry e JOIN entry o ON o.tenant = e.tenant AND o.line = e.line
WHERE e.tenant = :tenant AND e.id = :entry AND e.edits IS NULL ORDER BY o.id

-- :name set_live
-- A line counts, or no longer; the team is that of the time of logging. -- beside others
UPDATE entry SET live = :live, undone_at = :undone_at WHERE tenant = :tenant AND id = :entry AND live <> :live
RETURNING team, (SELECT MAX(id) FROM _webhook WHERE tenant = :tenant AND state = 'on') AS hooked

-- :name steps_of
-- The live steps of a promise, in the order in which they were taken.
SELECT s.entry FROM step s JOIN entry e ON e.id = s.entry AND e.tenant = s.tenant
WHERE s.tenant = :tenant AND s.promise = :number AND e.live = 1 ORDER BY s.entry

-- :name went_of
-- Who went to a waiting customer.
SELECT w.entry FROM went w JOIN entry e ON e.id = w.entry AND e.tenant = w.tenant
WHERE w.tenant = :tenant AND w.waiting = :number AND e.live = 1 ORDER BY w.entry

-- :name orders_of
-- The live orders of a refill, in the order in which they were logged.
SELECT o.entry FROM refill_order o JOIN entry e ON e.id = o.entry AND e.tenant = o.tenant
WHERE o.tenant = :tenant AND o.refill = :number AND e.live = 1 ORDER BY o.entry

-- :name add_call
-- The details of a call. -- beside others
INSERT INTO call (entry, tenant, outcome, questions, listened, note)
VALUES (:entry, :tenant, :outcome, :questions, :listened, :note)

-- :name call
-- The details of a call.
SELECT outcome, questions, listened, note FROM call WHERE tenant = :tenant AND entry = :entry

-- :name add_rating
-- One score of a touch. -- beside others
INSERT INTO rating (entry, tenant, account, touchpoint, factor, score, source, firm, day, why)
VALUES (:entry, :tenant, :account, :touchpoint, :factor, :score, :source, :firm, :day, :why)

-- :name ratings
-- The scores of a touch.
SELECT touchpoint, factor, score, source, why FROM rating WHERE tenant = :tenant AND entry = :entry ORDER BY factor

-- :name set_ratings_live
-- The scores of a touch count, or no longer. -- beside others
UPDATE rating SET live = :live WHERE tenant = :tenant AND entry = :entry

-- :name add_pledge
-- The details of a promise. -- beside others
INSERT INTO pledge (entry, tenant, what, due, hour, broken, told, after_step)
VALUES (:entry, :tenant, :what, :due, :hour, :broken, :told, :after_step)

-- :name pledge
-- The details of a promise.
SELECT what, due, hour, broken, told, after_step FROM pledge WHERE tenant = :tenant AND entry = :entry

-- :name add_step
-- A step in the life of a promise. -- beside others
INSERT INTO step (entry, tenant, promise, fate, told, due, hour, note)
VALUES (:entry, :tenant, :promise, :fate, :told, :due, :hour, :note)

-- :name step
-- A step in the life of a promise.
SELECT promise, fate, told, due, hour, note FROM step WHERE tenant = :tenant AND entry = :entry

-- :name add_followup
-- The details of a follow-up. -- beside others
INSERT INTO followup (entry, tenant, due, hour, note) VALUES (:entry, :tenant, :due, :hour, :note)

-- :name followup
-- The details of a follow-up.
SELECT due, hour, note FROM followup WHERE tenant = :tenant AND entry = :entry

-- :name add_waiting
-- The details of a waiting customer. -- beside others
INSERT INTO waiting (entry, tenant, place, what) VALUES (:entry, :tenant, :place, :what)

-- :name waiting
-- The details of a waiting customer.
SELECT place, what FROM waiting WHERE tenant = :tenant AND entry = :entry

-- :name add_went
-- Somebody went. -- beside others
INSERT INTO went (entry, tenant, waiting) VALUES (:entry, :tenant, :waiting)

-- :name went
-- Which waiting customer somebody went to.
SELECT waiting FROM went WHERE tenant = :tenant AND entry = :entry

-- :name add_handoff
-- The details of a hand-off. -- beside others
INSERT INTO handoff (entry, tenant, desk, minutes, cause) VALUES (:entry, :tenant, :desk, :minutes, :cause)

-- :name handoff
-- The details of a hand-off.
SELECT desk, minutes, cause FROM handoff WHERE tenant = :tenant AND entry = :entry

-- :name add_planned
-- The details of a planned call. -- beside others
INSERT INTO planned (entry, tenant, person, due) VALUES (:entry, :tenant, :person, :due)

-- :name planned
-- The details of a planned call.
SELECT due FROM planned WHERE tenant = :tenant AND entry = :entry

-- :name add_refill
-- What a customer uses up. -- beside others
INSERT INTO refill (entry, tenant, item, key, every) VALUES (:entry, :tenant, :item, :key, :every)

-- :name refill
-- What a customer uses up.
SELECT item, every FROM refill WHERE tenant = :tenant AND entry = :entry

-- :name add_refill_order
-- An order of what a customer uses up. -- beside others
INSERT INTO refill_order (entry, tenant, refill) VALUES (:entry, :tenant, :refill)

-- :name refill_order
-- Of which refill something was ordered.
SELECT refill FROM refill_order WHERE tenant = :tenant AND entry = :entry

-- :name add_junk
-- Minutes that no customer had any use of. -- beside others
INSERT INTO junk (entry, tenant, minutes, what) VALUES (:entry, :tenant, :minutes, :what)

-- :name junk
-- Minutes that no customer had any use of.
SELECT minutes, what FROM junk WHERE tenant = :tenant AND entry = :entry

-- :name add_exclusivity
-- What an account alone may have. -- beside others
INSERT INTO exclusivity (entry, tenant, item, place) VALUES (:entry, :tenant, :item, :place)

-- :name exclusivity
-- What an account alone may have.
SELECT item, place FROM exclusivity WHERE tenant = :tenant AND entry = :entry

-- :name add_freeze
-- An account is left alone, or no longer. -- beside others
INSERT INTO account_freeze (entry, tenant, over, value, why) VALUES (:entry, :tenant, :over, :value, :why)

-- :name freeze
-- An account is left alone, or no longer.
SELECT over, value, why FROM account_freeze WHERE tenant = :tenant AND entry = :entry

-- :name add_departure
-- A customer left. -- beside others
INSERT INTO departure (entry, tenant, why) VALUES (:entry, :tenant, :why)

-- :name departure
-- Why a customer left.
SELECT why FROM departure WHERE tenant = :tenant AND entry = :entry

-- :name add_contact
-- The details of a visit, a meeting, a mail or an offer. -- beside others
INSERT INTO contact (entry, tenant, amount, note) VALUES (:entry, :tenant, :amount, :note)

-- :name contact
-- The details of a visit, a meeting, a mail or an offer.
SELECT amount, note FROM contact WHERE tenant = :tenant AND entry = :entry
