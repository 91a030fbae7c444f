-- :name move_addresses
-- The addresses of one person are another's.
UPDATE address SET person = :into WHERE tenant = :tenant AND person = :person

-- :name drop_same_leave
-- Days off that both have count once.
DELETE FROM leave WHERE tenant = :tenant AND person = :person AND EXISTS (
    SELECT 1 FROM leave other WHERE other.tenant = :tenant AND other.person = :into
    AND other.first = leave.first AND other.last = leave.last)

-- :name move_leave
-- The days off of one person are another's.
UPDATE leave SET person = :into WHERE tenant = :tenant AND person = :person

-- :name move_accounts
-- The customers of one person are another's.
UPDATE account SET owner = :into WHERE tenant = :tenant AND owner = :person

-- :name move_touchpoints
-- The touchpoints of one person are another's.
UPDATE touchpoint SET owner = :into WHERE tenant = :tenant AND owner = :person

-- :name move_entries
-- The log of one person is another's, taken back or not, so that an undo still moves the sums that it made.
UPDATE entry SET person = :into WHERE tenant = :tenant AND person = :person

-- :name move_promises
-- The promises of one person are another's.
UPDATE promise SET person = :into WHERE tenant = :tenant AND person = :person

-- :name add_seller_days
-- The sums of one person's days are added to another's.
INSERT INTO seller_day (tenant, team, day, person, calls, visits, meetings, mails, offers, promises, kept, broken, told, acts)
SELECT tenant, team, day, CAST(:into AS BIGINT), calls, visits, meetings, mails, offers, promises, kept, broken, told, acts FROM seller_day
WHERE tenant = :tenant AND person = :person
ON CONFLICT (tenant, team, day, person) DO UPDATE SET
    calls = seller_day.calls + excluded.calls, visits = seller_day.visits + excluded.visits,
    meetings = seller_day.meetings + excluded.meetings, mails = seller_day.mails + excluded.mails,
    offers = seller_day.offers + excluded.offers, promises = seller_day.promises + excluded.promises,
    kept = seller_day.kept + excluded.kept, broken = seller_day.broken + excluded.broken,
    told = seller_day.told + excluded.told, acts = seller_day.acts + excluded.acts

-- :name drop_seller_days
-- The sums that were added to another's.
DELETE FROM seller_day WHERE tenant = :tenant AND person = :person

-- :name add_promise_days
-- The same of the days on which promises were due or answered.
INSERT INTO promise_day (tenant, team, day, person, kept, told, broken, unanswered)
SELECT tenant, team, day, CAST(:into AS BIGINT), kept, told, broken, unanswered FROM promise_day
WHERE tenant = :tenant AND person = :person
ON CONFLICT (tenant, team, day, person) DO UPDATE SET
    kept = promise_day.kept + excluded.kept, told = promise_day.told + excluded.told,
    broken = promise_day.broken + excluded.broken, unanswered = promise_day.unanswered + excluded.unanswered

-- :name move_promise_changes
-- When they moved, of one person as of another.
UPDATE promise_change SET person = :into WHERE tenant = :tenant AND person = :person

-- :name drop_promise_days
-- The sums that were added to another's.
DELETE FROM promise_day WHERE tenant = :tenant AND person = :person

-- :name drop_same_league
-- Where both take part in the league, one does.
DELETE FROM league_member WHERE tenant = :tenant AND person = :person AND EXISTS (
    SELECT 1 FROM league_member other WHERE other.tenant = :tenant AND other.person = :into)

-- :name drop_same_reading
-- A version that both have read is read once.
DELETE FROM purpose_read WHERE tenant = :tenant AND person = :person AND EXISTS (
    SELECT 1 FROM purpose_read other WHERE other.tenant = :tenant AND other.person = :into
    AND other.purpose = purpose_read.purpose)

-- :name move_reading
-- What one person has read, another has.
UPDATE purpose_read SET person = :into WHERE tenant = :tenant AND person = :person

-- :name move_league
-- Whoever takes part is the other now.
UPDATE league_member SET person = :into WHERE tenant = :tenant AND person = :person

-- :name move_inbound
-- The receipts of one person are another's.
UPDATE inbound SET person = :into WHERE tenant = :tenant AND person = :person

-- :name rename_presses
-- A button that counts once a person was pressed by the other.
UPDATE inbound SET key = substr(key, 1, length(key) - length(:old)) || :new
WHERE tenant = :tenant AND key LIKE 'once:%' AND key LIKE '%' || :old AND NOT EXISTS (
    SELECT 1 FROM inbound other WHERE other.tenant = :tenant
    AND other.key = substr(inbound.key, 1, length(inbound.key) - length(:old)) || :new)

-- :name end_read_nudges
-- What one person still waits for and the other was sent is not said a second time.
UPDATE outbox SET state = 'skipped', stage = NULL, reason = :reason, owner = '', lease = NULL
WHERE tenant = :tenant AND person = :into AND state IN ('due', 'claimed') AND EXISTS (
    SELECT 1 FROM outbox other WHERE other.tenant = :tenant AND other.person = :person AND other.rule = outbox.rule
    AND other.subject = outbox.subject AND other.local_day = outbox.local_day AND other.state IN ('sent', 'uncertain'))

-- :name rename_nudges
-- The keys of one person's nudges name the other, so that none of them is planned a second time.
UPDATE outbox SET key = rule || :new || substr(key, length(rule || :old) + 1)
WHERE tenant = :tenant AND person = :person AND key LIKE rule || :old || '%' AND NOT EXISTS (
    SELECT 1 FROM outbox other WHERE other.tenant = :tenant
    AND other.key = outbox.rule || :new || substr(outbox.key, length(outbox.rule || :old) + 1))

-- :name end_double_nudges
-- What both wait for is said once.
UPDATE outbox SET state = 'skipped', stage = NULL, reason = :reason, owner = '', lease = NULL
WHERE tenant = :tenant AND person = :person AND state IN ('due', 'claimed') AND key LIKE rule || :old || '%'

-- :name move_nudges
-- The nudges of one person are another's.
UPDATE outbox SET person = :into WHERE tenant = :tenant AND person = :person

-- :name drop_same_answers
-- Where both answered the question of a day, one answer counts.
DELETE FROM answer WHERE tenant = :tenant AND person = :person AND EXISTS (
    SELECT 1 FROM answer other WHERE other.tenant = :tenant AND other.person = :into
    AND other.team = answer.team AND other.day = answer.day)

-- :name move_answers
-- The answers of one person are another's.
UPDATE answer SET person = :into WHERE tenant = :tenant AND person = :person

-- :name drop_same_check_ins
-- Where both answered the question of a week on one day, one answer counts.
DELETE FROM check_in WHERE tenant = :tenant AND person = :person AND EXISTS (
    SELECT 1 FROM check_in other WHERE other.tenant = :tenant AND other.person = :into
    AND other.subject = check_in.subject AND other.day = check_in.day)

-- :name move_check_ins
-- What one person answered is another's.
UPDATE check_in SET person = :into WHERE tenant = :tenant AND person = :person

-- :name move_notes_written
-- What one person wrote to colleagues is another's.
UPDATE colleague_note SET author = :into WHERE tenant = :tenant AND author = :person

-- :name move_notes_received
-- What was written to one person is for another.
UPDATE colleague_note SET recipient = :into WHERE tenant = :tenant AND recipient = :person

-- :name move_authorship
-- What one person did to what is another's.
UPDATE audit SET author = :into WHERE tenant = :tenant AND author = :person

-- :name move_audit
-- What was done to what is one person's.
UPDATE audit SET person = :into WHERE tenant = :tenant AND person = :person

-- :name drop_same_claims
-- One claim for an address and a person.
DELETE FROM claim WHERE tenant = :tenant AND person = :person AND EXISTS (
    SELECT 1 FROM claim other WHERE other.tenant = :tenant AND other.person = :into
    AND other.platform = claim.platform AND other.target = claim.target)

-- :name move_claims
-- The claims on one person's name are on another's.
UPDATE claim SET person = :into WHERE tenant = :tenant AND person = :person

-- :name move_newcomers
-- The claims that one person made are another's.
UPDATE claim SET newcomer = :into WHERE tenant = :tenant AND newcomer = :person

-- :name move_decisions
-- The claims that one person decided.
UPDATE claim SET decided_by = :into WHERE tenant = :tenant AND decided_by = :person

-- :name move_merged
-- Whoever was merged into one person before is the other now.
UPDATE person SET merged_into = :into WHERE tenant = :tenant AND merged_into = :person

-- :name drop_same_words
-- Where both picked a meaning for a word, that of the record that stays counts.
DELETE FROM own_word WHERE tenant = :tenant AND person = :person AND EXISTS (
    SELECT 1 FROM own_word other WHERE other.tenant = :tenant AND other.person = :into
    AND other.kind = own_word.kind AND other.word = own_word.word)

-- :name move_plans
-- The calls that one person planned are another's.
UPDATE planned SET person = :into WHERE tenant = :tenant AND person = :person

-- :name move_words
-- The own words of one person are another's.
UPDATE own_word SET person = :into WHERE tenant = :tenant AND person = :person

-- :name move_tokens
-- The programs that one person lets act for them act for the other.
UPDATE access_token SET person = :into WHERE tenant = :tenant AND person = :person

-- :name move_webhook_events
-- What was told of one person's doings was of the other's.
UPDATE webhook_event SET person = :into WHERE tenant = :tenant AND person = :person

-- :name move_noted
-- What one person noted is found as the other's.
UPDATE noted_word SET person = :into WHERE tenant = :tenant AND person = :person

-- :name move_former_ownership
-- Who owned a customer before a change of its owner was undone, or may be.
UPDATE account_change SET before = CAST(:into AS TEXT)
WHERE tenant = :tenant AND field = 'owner' AND before = CAST(:person AS TEXT)

-- :name move_later_ownership
-- To whom a change gave a customer.
UPDATE account_change SET after = CAST(:into AS TEXT)
WHERE tenant = :tenant AND field = 'owner' AND after = CAST(:person AS TEXT)

-- :name close
-- One person turned out to be another: off every list, without roles, never planned.
UPDATE person SET merged_into = :into, active = 0, gone = 1, roles = '', bootstrap = 0, team = NULL
WHERE tenant = :tenant AND id = :person

-- :name move_leavers
-- Whose work went to somebody when they left.
UPDATE handover SET leaver = :into WHERE tenant = :tenant AND leaver = :person

-- :name move_heirs
-- Who took it over.
UPDATE handover SET heir = :into WHERE tenant = :tenant AND heir = :person
