-- :name months
-- What the company set.
SELECT kind, months FROM retention WHERE tenant = :tenant

-- :name set_months
-- For how long a kind is kept.
INSERT INTO retention (tenant, kind, months) VALUES (:tenant, :kind, :months)
ON CONFLICT (tenant, kind) DO UPDATE SET months = excluded.months

-- :name unset_months
-- A kind is kept for the usual time again.
DELETE FROM retention WHERE tenant = :tenant AND kind = :kind

-- :name first_number
-- The lowest number of a kind of entry after another one.
SELECT MIN(number) AS number FROM entry
WHERE tenant = :tenant AND kind = CAST(:kind AS TEXT) AND number > :after

-- :name any_old
-- Whether anything among some numbers of a kind is older than it is kept.
SELECT 1 AS found FROM entry WHERE tenant = :tenant AND kind = CAST(:kind AS TEXT) AND number BETWEEN :first AND :last
    AND at < :at LIMIT 1

-- :name old_entries
-- Entries among some numbers of a kind that are older than they are kept, unless something in force rests on them.
-- That is a younger version, an open promise or follow-up, a plan, a rhythm and its last order, what one customer alone
-- has, and that a customer is left alone or left.
SELECT e.id, e.number, e.account, e.made FROM entry e
WHERE e.tenant = :tenant AND e.kind = CAST(:kind AS TEXT) AND e.number BETWEEN :first AND :last
    AND e.at < :at AND e.day < :day
    AND NOT EXISTS (
        SELECT 1 FROM entry n WHERE n.tenant = e.tenant AND n.kind = e.kind AND n.number = e.number
        AND (n.at >= :at OR n.day >= :day))
    AND NOT (e.kind = 'P' AND (
        EXISTS (SELECT 1 FROM promise p WHERE p.tenant = e.tenant AND p.number = e.number
            AND CASE WHEN p.state = 'open' THEN p.due ELSE p.closed END >= :day)
        OR EXISTS (SELECT 1 FROM step s JOIN entry n ON n.tenant = s.tenant AND n.id = s.entry
            WHERE s.tenant = e.tenant AND s.promise = e.number AND (n.at >= :at OR n.day >= :day))))
    AND NOT (e.kind = 'A' AND e.live = 1 AND EXISTS (
        SELECT 1 FROM handover_item i JOIN promise p ON p.tenant = i.tenant AND p.number = i.item
        WHERE i.tenant = e.tenant AND i.entry = e.id AND i.kind = 'P'))
    AND NOT (e.kind = 'S' AND EXISTS (
        SELECT 1 FROM step s JOIN promise p ON p.tenant = s.tenant AND p.number = s.promise
        WHERE s.tenant = e.tenant AND s.entry = e.id))
    AND NOT (e.kind = 'F' AND e.live = 1 AND e.answered = 0 AND EXISTS (
        SELECT 1 FROM followup f WHERE f.tenant = e.tenant AND f.entry = e.id AND f.due >= :day))
    AND NOT (e.kind = 'D' AND e.live = 1 AND EXISTS (
        SELECT 1 FROM planned d WHERE d.tenant = e.tenant AND d.entry = e.id AND d.due >= :day))
    AND NOT (e.kind = 'B' AND e.live = 1 AND NOT EXISTS (
        SELECT 1 FROM refill o JOIN entry n ON n.account = e.account AND n.kind = 'B' AND n.live = 1 AND +n.tenant = e.tenant
        JOIN refill r ON r.tenant = n.tenant AND r.entry = n.id
        WHERE o.tenant = e.tenant AND o.entry = e.id AND r.key = o.key AND n.number > e.number))
    AND NOT (e.kind = 'K' AND e.live = 1 AND EXISTS (
        SELECT 1 FROM refill_order o JOIN entry b ON b.tenant = o.tenant AND b.kind = 'B' AND b.number = o.refill AND b.live = 1
        WHERE o.tenant = e.tenant AND o.entry = e.id AND NOT EXISTS (
            SELECT 1 FROM refill_order l JOIN entry n ON n.tenant = l.tenant AND n.id = l.entry AND n.live = 1
            WHERE l.tenant = o.tenant AND l.refill = o.refill AND (n.day > e.day OR (n.day = e.day AND n.id > e.id)))))
    AND NOT (e.kind = 'X' AND e.live = 1)
    AND NOT (e.kind IN ('Z', 'L') AND e.live = 1 AND NOT EXISTS (
        SELECT 1 FROM entry n WHERE n.tenant = e.tenant AND n.account = e.account AND n.kind IN ('Z', 'L')
        AND n.live = 1 AND (n.day > e.day OR (n.day = e.day AND n.id > e.id)))
        AND NOT (e.kind = 'L' AND EXISTS (
            SELECT 1 FROM entry c WHERE +c.tenant = e.tenant AND c.account = e.account AND c.kind IN ('C', 'M', 'V')
            AND c.live = 1 AND c.day >= e.day AND c.id > e.id)))

-- :name use_number
-- The highest number that was given to a kind.
INSERT INTO used_number (tenant, kind, number) VALUES (:tenant, :kind, :number)
ON CONFLICT (tenant, kind) DO UPDATE SET number = CASE
    WHEN excluded.number > used_number.number THEN excluded.number ELSE used_number.number END

-- :name keep_last_contact
-- When an account was contacted last stays known.
UPDATE account SET imported_contact = last_contact
WHERE +tenant = :tenant AND last_contact > COALESCE(imported_contact, '') AND last_contact < :day
    AND id IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:accounts) given)

-- :name drop_promises
-- What promises were, which are deleted.
DELETE FROM promise WHERE tenant = :tenant AND number IN (
    SELECT e.number FROM json_each(:entries) given CROSS JOIN entry e
    WHERE e.tenant = :tenant AND e.id = CAST(given.key AS BIGINT) AND e.live = 1)

-- :name drop_standings
-- Of accounts the newest ratings, which are deleted.
DELETE FROM standing WHERE tenant = :tenant
    AND account IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:accounts) given)
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_call
-- What entries said.
DELETE FROM call WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_rating
-- What entries said.
DELETE FROM rating WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_pledge
-- What entries said.
DELETE FROM pledge WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_step
-- What entries said.
DELETE FROM step WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_followup
-- What entries said.
DELETE FROM followup WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_waiting
-- What entries said.
DELETE FROM waiting WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_went
-- What entries said.
DELETE FROM went WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_handoff
-- What entries said.
DELETE FROM handoff WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_planned
-- What entries said.
DELETE FROM planned WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_refill
-- What entries said.
DELETE FROM refill WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_refill_order
-- What entries said.
DELETE FROM refill_order WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_junk
-- What entries said.
DELETE FROM junk WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_exclusivity
-- What entries said.
DELETE FROM exclusivity WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_account_freeze
-- What entries said.
DELETE FROM account_freeze WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_departure
-- What entries said.
DELETE FROM departure WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_contact
-- What entries said.
DELETE FROM contact WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_account_change
-- What entries said.
DELETE FROM account_change WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_noted_word
-- By which words entries were found.
DELETE FROM noted_word WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_unread_entry
-- Whose words were still to be noted.
DELETE FROM unread_entry WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_account_move
-- Which of them mergers had taken along.
DELETE FROM account_move WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_mergers
-- What mergers had taken along.
DELETE FROM account_move WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)
    AND change IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_entries
-- The entries themselves.
DELETE FROM entry WHERE +tenant = :tenant
    AND id IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name drop_import_portions
-- What imports changed.
DELETE FROM import_portion WHERE +tenant = :tenant
    AND run IN (SELECT id FROM import_run WHERE tenant = :tenant AND at < :at AND state <> 'undone')

-- :name end_imports
-- That they were stays, with the numbers that they gave, and their files without names.
UPDATE import_run SET file = '', digest = '', state = 'undone', undone_at = COALESCE(undone_at, at)
WHERE tenant = :tenant AND at < :at AND (state <> 'undone' OR file <> '')

-- :name drop_leave
-- Days off that are over.
DELETE FROM leave WHERE tenant = :tenant AND last < :day

-- :name drop_inbound
-- Typed lines and receipts, the oldest first.
DELETE FROM inbound WHERE +tenant = :tenant AND id IN (
    SELECT id FROM inbound WHERE tenant = :tenant AND at < :at ORDER BY at LIMIT :limit)

-- :name drop_webhook_event
-- What became of events, the oldest first.
DELETE FROM webhook_event WHERE tenant = :tenant AND id IN (
    SELECT id FROM webhook_event WHERE tenant = :tenant AND at < :at ORDER BY at LIMIT :limit)

-- :name drop_audit
-- Records of the audit, the oldest first.
DELETE FROM audit WHERE tenant = :tenant AND id IN (
    SELECT id FROM audit WHERE tenant = :tenant AND at < :at ORDER BY at LIMIT :limit)

-- :name drop_claim
-- Claims on names, decided or not.
DELETE FROM claim WHERE tenant = :tenant AND at < :at

-- :name drop_outbox
-- What became of nudges, the oldest first.
DELETE FROM outbox WHERE tenant = :tenant AND id IN (
    SELECT id FROM outbox WHERE tenant = :tenant AND local_day < :day ORDER BY local_day LIMIT :limit)

-- :name drop_channel_post
-- Messages in channels.
DELETE FROM channel_post WHERE tenant = :tenant AND id IN (
    SELECT id FROM channel_post WHERE tenant = :tenant AND until < :at ORDER BY until LIMIT :limit)

-- :name drop_answer
-- Answers to the question of a day.
DELETE FROM answer WHERE tenant = :tenant AND day < :day

-- :name drop_check_in
-- Answers to the question of a week.
DELETE FROM check_in WHERE tenant = :tenant AND day < :day

-- :name drop_colleague_note
-- What colleagues wrote to each other about ratings.
DELETE FROM colleague_note WHERE tenant = :tenant AND at < :at

-- :name drop_access_token
-- Tokens that have not worked for so long.
DELETE FROM access_token WHERE tenant = :tenant AND COALESCE(revoked_at, expires_at) < :at

-- :name drop_own_word
-- Own words that were not picked for so long.
DELETE FROM own_word WHERE tenant = :tenant AND picked_at < :at

-- :name next_person
-- The next person, whether they are here or not.
SELECT MIN(id) AS person FROM person WHERE tenant = :tenant AND id > :after

-- :name fold_seller_days
-- A person's sums of old days go into those of the team, under nobody; who was active is told no more.
INSERT INTO seller_day (tenant, team, day, person, calls, visits, meetings, mails, offers, promises, kept, broken, told, acts)
SELECT d.tenant, CASE WHEN d.team = 0 THEN COALESCE(p.team, 0) ELSE d.team END, d.day, 0, SUM(d.calls), SUM(d.visits),
    SUM(d.meetings), SUM(d.mails), SUM(d.offers), SUM(d.promises), SUM(d.kept), SUM(d.broken), SUM(d.told), 0
FROM seller_day d JOIN person p ON p.tenant = d.tenant AND p.id = d.person
WHERE d.tenant = :tenant AND d.person = :person AND d.day < :day
GROUP BY d.tenant, CASE WHEN d.team = 0 THEN COALESCE(p.team, 0) ELSE d.team END, d.day
ON CONFLICT (tenant, team, day, person) DO UPDATE SET
    calls = seller_day.calls + excluded.calls,
    visits = seller_day.visits + excluded.visits,
    meetings = seller_day.meetings + excluded.meetings,
    mails = seller_day.mails + excluded.mails,
    offers = seller_day.offers + excluded.offers,
    promises = seller_day.promises + excluded.promises,
    kept = seller_day.kept + excluded.kept,
    broken = seller_day.broken + excluded.broken,
    told = seller_day.told + excluded.told

-- :name drop_seller_days
-- They are the person's no longer.
DELETE FROM seller_day WHERE tenant = :tenant AND person = :person AND day < :day

-- :name fold_promise_days
-- So do the sums of promises.
INSERT INTO promise_day (tenant, team, day, person, kept, told, broken, unanswered)
SELECT d.tenant, CASE WHEN d.team = 0 THEN COALESCE(p.team, 0) ELSE d.team END, d.day, 0, SUM(d.kept), SUM(d.told),
    SUM(d.broken), SUM(d.unanswered)
FROM promise_day d JOIN person p ON p.tenant = d.tenant AND p.id = d.person
WHERE d.tenant = :tenant AND d.person = :person AND d.day < :day
GROUP BY d.tenant, CASE WHEN d.team = 0 THEN COALESCE(p.team, 0) ELSE d.team END, d.day
ON CONFLICT (tenant, team, day, person) DO UPDATE SET kept = promise_day.kept + excluded.kept,
    told = promise_day.told + excluded.told, broken = promise_day.broken + excluded.broken,
    unanswered = promise_day.unanswered + excluded.unanswered

-- :name drop_promise_days
-- They are the person's no longer, either.
DELETE FROM promise_day WHERE tenant = :tenant AND person = :person AND day < :day

-- :name drop_promise_changes
-- How they came to be is the person's no longer, either.
DELETE FROM promise_change WHERE tenant = :tenant AND person = :person AND day < :day

-- :name note_leavers
-- Since when people are known to be gone: from the first round that finds them so.
UPDATE person SET left_at = :at
WHERE tenant = :tenant AND (gone = 1 OR active = 0) AND left_at = '' AND merged_into IS NULL

-- :name leavers
-- Who has been gone for longer than their name is kept; whoever was erased has none any more.
SELECT id FROM person WHERE tenant = :tenant AND (gone = 1 OR active = 0) AND left_at <> '' AND left_at < :at
    AND merged_into IS NULL AND name <> 'N.N. ' || id ORDER BY id LIMIT :limit

-- :name wipe_pause
-- Nothing is left of the company here.
DELETE FROM _pause WHERE tenant = :tenant

-- :name wipe_sender
-- Nothing is left of the company here.
DELETE FROM _sender WHERE tenant = :tenant

-- :name wipe_account_change
-- Nothing is left of the company here.
DELETE FROM account_change WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_account_freeze
-- Nothing is left of the company here.
DELETE FROM account_freeze WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_account_move
-- Nothing is left of the company here.
DELETE FROM account_move WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_account_name
-- Nothing is left of the company here.
DELETE FROM account_name WHERE tenant = :tenant

-- :name wipe_account_spelling
-- Nothing is left of the company here.
DELETE FROM account_spelling WHERE tenant = :tenant

-- :name wipe_address
-- Nothing is left of the company here.
DELETE FROM address WHERE tenant = :tenant

-- :name wipe_answer
-- Nothing is left of the company here.
DELETE FROM answer WHERE tenant = :tenant

-- :name wipe_audit
-- Nothing is left of the company here.
DELETE FROM audit WHERE tenant = :tenant

-- :name wipe_call
-- Nothing is left of the company here.
DELETE FROM call WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_channel_post
-- Nothing is left of the company here.
DELETE FROM channel_post WHERE tenant = :tenant

-- :name wipe_check_in
-- Nothing is left of the company here.
DELETE FROM check_in WHERE tenant = :tenant

-- :name wipe_claim
-- Nothing is left of the company here.
DELETE FROM claim WHERE tenant = :tenant

-- :name wipe_closed_day
-- Nothing is left of the company here.
DELETE FROM closed_day WHERE tenant = :tenant

-- :name wipe_colleague_note
-- Nothing is left of the company here.
DELETE FROM colleague_note WHERE tenant = :tenant

-- :name wipe_company_value
-- Nothing is left of the company here.
DELETE FROM company_value WHERE tenant = :tenant

-- :name wipe_contact
-- Nothing is left of the company here.
DELETE FROM contact WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_conversation
-- Nothing is left of the company here.
DELETE FROM conversation WHERE tenant = :tenant

-- :name wipe_departure
-- Nothing is left of the company here.
DELETE FROM departure WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_exclusivity
-- Nothing is left of the company here.
DELETE FROM exclusivity WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_followup
-- Nothing is left of the company here.
DELETE FROM followup WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_handoff
-- Nothing is left of the company here.
DELETE FROM handoff WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_import_portion
-- Nothing is left of the company here.
DELETE FROM import_portion WHERE tenant = :tenant

-- :name wipe_import_run
-- Nothing is left of the company here.
DELETE FROM import_run WHERE tenant = :tenant

-- :name wipe_inbound
-- Nothing is left of the company here.
DELETE FROM inbound WHERE tenant = :tenant

-- :name wipe_installation
-- Nothing is left of the company here.
DELETE FROM installation WHERE tenant = :tenant

-- :name wipe_junk
-- Nothing is left of the company here.
DELETE FROM junk WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_league_member
-- Nothing is left of the company here.
DELETE FROM league_member WHERE tenant = :tenant

-- :name wipe_leave
-- Nothing is left of the company here.
DELETE FROM leave WHERE tenant = :tenant

-- :name wipe_mark
-- Nothing is left of the company here.
DELETE FROM mark WHERE tenant = :tenant

-- :name wipe_name_tail
-- Nothing is left of the company here.
DELETE FROM name_tail WHERE tenant = :tenant

-- :name wipe_noted_word
-- Nothing is left of the company here.
DELETE FROM noted_word WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_outbox
-- Nothing is left of the company here.
DELETE FROM outbox WHERE tenant = :tenant

-- :name wipe_access_token
-- Nothing is left of the company here.
DELETE FROM access_token WHERE tenant = :tenant

-- :name wipe_own_word
-- Nothing is left of the company here.
DELETE FROM own_word WHERE tenant = :tenant

-- :name wipe_planned
-- Nothing is left of the company here.
DELETE FROM planned WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_pledge
-- Nothing is left of the company here.
DELETE FROM pledge WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_promise
-- Nothing is left of the company here.
DELETE FROM promise WHERE tenant = :tenant

-- :name wipe_promise_day
-- Nothing is left of the company here.
DELETE FROM promise_day WHERE tenant = :tenant

-- :name wipe_rating
-- Nothing is left of the company here.
DELETE FROM rating WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_refill
-- Nothing is left of the company here.
DELETE FROM refill WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_refill_order
-- Nothing is left of the company here.
DELETE FROM refill_order WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_retention
-- Nothing is left of the company here.
DELETE FROM retention WHERE tenant = :tenant

-- :name wipe_seller_day
-- Nothing is left of the company here.
DELETE FROM seller_day WHERE tenant = :tenant

-- :name wipe_standing
-- Nothing is left of the company here.
DELETE FROM standing WHERE tenant = :tenant

-- :name wipe_step
-- Nothing is left of the company here.
DELETE FROM step WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_touch_day
-- Nothing is left of the company here.
DELETE FROM touch_day WHERE tenant = :tenant

-- :name wipe_unread_entry
-- Nothing is left of the company here.
DELETE FROM unread_entry WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_used_number
-- No number of an entry is given again, should the workspace come back.
INSERT INTO used_number (tenant, kind, number)
SELECT tenant, kind, MAX(number) FROM entry WHERE tenant = :tenant GROUP BY tenant, kind
ON CONFLICT (tenant, kind) DO UPDATE SET number = CASE
    WHEN excluded.number > used_number.number THEN excluded.number ELSE used_number.number END

-- :name wipe_waiting
-- Nothing is left of the company here.
DELETE FROM waiting WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_went
-- Nothing is left of the company here.
DELETE FROM went WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_desk
-- Nothing is left of the company here.
DELETE FROM desk WHERE tenant = :tenant

-- :name wipe_entry
-- Nothing is left of the company here.
DELETE FROM entry WHERE tenant = :tenant

-- :name wipe_touchpoint
-- Touchpoints are places: their names stay, for a workspace that comes back.
UPDATE touchpoint SET owner = NULL WHERE tenant = :tenant

-- :name wipe_account
-- Nothing is left of the company here.
DELETE FROM account WHERE tenant = :tenant

-- :name wipe_person
-- People have no name any more. Their rows stay: to delete one, every table that might name it would be looked through.
UPDATE person SET name = 'N.N. ' || id, key = 'n.n. ' || id, renamed_from = '', team = NULL, roles = '', bootstrap = 0,
    active = 0, gone = 1, zone = '', country = '', language = '', hint_zone = '', hint_language = '', hours = '', quotas = '',
    contact_quotas = '', lunch = '', paused_until = NULL, muted = '', deeds = '', left_at = ''
WHERE tenant = :tenant

-- :name wipe_team
-- Teams are nobody's: their names stay, for a workspace that comes back.
UPDATE team SET channel = '', address = '', parked = '' WHERE tenant = :tenant

-- :name wipe_promise_change
-- Nothing is left of the company here.
DELETE FROM promise_change WHERE tenant = :tenant

-- :name drop_handover_item
-- What went to whom when somebody left.
DELETE FROM handover_item WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name wipe_handover_item
-- Nothing is left of the company here.
DELETE FROM handover_item WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name drop_handover
-- What went to whom when somebody left.
DELETE FROM handover WHERE +tenant = :tenant
    AND entry IN (SELECT CAST(given.key AS BIGINT) FROM json_each(:entries) given)

-- :name wipe_handover
-- Nothing is left of the company here.
DELETE FROM handover WHERE +tenant = :tenant AND entry IN (SELECT id FROM entry WHERE tenant = :tenant)

-- :name wipe_purpose_read
-- Nothing is left of the company here.
DELETE FROM purpose_read WHERE tenant = :tenant

-- :name wipe_purpose
-- Nothing is left of the company here.
DELETE FROM purpose WHERE tenant = :tenant

-- :name wipe_webhook_event
-- Nothing is left of the company here.
DELETE FROM webhook_event WHERE tenant = :tenant

-- :name wipe_webhook
-- Nothing is left of the company here.
DELETE FROM _webhook WHERE tenant = :tenant
