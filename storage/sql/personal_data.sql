-- :name counts
-- How many rows of each kind name a person.
SELECT 'entry' AS name, COUNT(*) AS count FROM entry WHERE tenant = :tenant AND person = :person
UNION ALL SELECT 'seller_day', COUNT(*) FROM seller_day WHERE tenant = :tenant AND person = :person
UNION ALL SELECT 'account', COUNT(*) FROM account WHERE tenant = :tenant AND owner = :person
UNION ALL SELECT 'touchpoint', COUNT(*) FROM touchpoint WHERE tenant = :tenant AND owner = :person
UNION ALL SELECT 'leave', COUNT(*) FROM leave WHERE tenant = :tenant AND person = :person
UNION ALL SELECT 'own_word', COUNT(*) FROM own_word WHERE tenant = :tenant AND person = :person
UNION ALL SELECT 'access_token', COUNT(*) FROM access_token WHERE tenant = :tenant AND person = :person
UNION ALL SELECT 'inbound', COUNT(*) FROM inbound WHERE tenant = :tenant AND person = :person
UNION ALL SELECT 'outbox', COUNT(*) FROM outbox WHERE tenant = :tenant AND person = :person
UNION ALL SELECT 'audit', COUNT(*) FROM audit WHERE tenant = :tenant AND person = :person

-- :name person
-- A person's record, and those that turned out to be the same human.
SELECT * FROM person WHERE tenant = :tenant AND (id = :person OR merged_into = :person) ORDER BY id

-- :name address
-- Where a person writes from.
SELECT * FROM address WHERE tenant = :tenant AND person = :person ORDER BY platform || target

-- :name conversation
-- How a person is written to.
SELECT c.* FROM address a JOIN conversation c
    ON c.tenant = a.tenant AND c.platform = a.platform AND c.target = a.target
WHERE a.tenant = :tenant AND a.person = :person ORDER BY c.platform || c.target

-- :name leave
-- Days off.
SELECT * FROM leave WHERE tenant = :tenant AND person = :person ORDER BY id

-- :name purpose_read
-- Which version of the purpose of team figures they have read.
SELECT * FROM purpose_read WHERE tenant = :tenant AND person = :person ORDER BY purpose

-- :name league_member
-- That they take part in the league.
SELECT * FROM league_member WHERE tenant = :tenant AND person = :person

-- :name own_word
-- What a person's own words mean.
SELECT * FROM own_word WHERE tenant = :tenant AND person = :person ORDER BY kind, word

-- :name access_token
-- The programs that a person lets act for them; the digest of a secret is nobody's to read.
SELECT id, tenant, person, kind, label, made_at, expires_at, revoked_at, last_used_at
FROM access_token WHERE tenant = :tenant AND person = :person ORDER BY id

-- :name account
-- The customers that a person answers for.
SELECT * FROM account WHERE tenant = :tenant AND owner = :person ORDER BY id

-- :name touchpoint
-- The touchpoints that a person answers for.
SELECT * FROM touchpoint WHERE tenant = :tenant AND owner = :person ORDER BY id

-- :name entry
-- What a person logged, taken back or not.
SELECT * FROM entry WHERE tenant = :tenant AND person = :person ORDER BY id

-- :name call
-- The calls among it.
SELECT d.* FROM entry e JOIN call d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name rating
-- The scores among it.
SELECT d.* FROM entry e JOIN rating d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry, d.factor

-- :name pledge
-- The promises among it, as they were made.
SELECT d.* FROM entry e JOIN pledge d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name step
-- What became of promises, among it.
SELECT d.* FROM entry e JOIN step d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name followup
-- The follow-ups among it.
SELECT d.* FROM entry e JOIN followup d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name waiting
-- The waiting customers among it.
SELECT d.* FROM entry e JOIN waiting d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name went
-- To whom a person went, among it.
SELECT d.* FROM entry e JOIN went d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name handoff
-- The hand-offs among it.
SELECT d.* FROM entry e JOIN handoff d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name contact
-- The visits, meetings, mails and offers among it.
SELECT d.* FROM entry e JOIN contact d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name planned
-- The planned calls among it.
SELECT d.* FROM entry e JOIN planned d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name refill
-- What customers use up, among it.
SELECT d.* FROM entry e JOIN refill d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name refill_order
-- What was ordered of it, among it.
SELECT d.* FROM entry e JOIN refill_order d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name junk
-- The minutes without use among it.
SELECT d.* FROM entry e JOIN junk d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name exclusivity
-- What customers alone may have, among it.
SELECT d.* FROM entry e JOIN exclusivity d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name account_freeze
-- Whom a person left alone on purpose, among it.
SELECT d.* FROM entry e JOIN account_freeze d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name departure
-- Who left, as far as a person knew, among it.
SELECT d.* FROM entry e JOIN departure d ON d.entry = e.id AND d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry

-- :name account_change
-- The changes of customers among it.
SELECT d.* FROM entry e JOIN account_change d ON d.entry = e.id AND +d.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person ORDER BY d.entry, d.account, d.field

-- :name account_move
-- Which of it mergers took to another customer.
SELECT d.* FROM entry e CROSS JOIN account_move d
WHERE e.tenant = :tenant AND e.person = :person AND +d.tenant = e.tenant AND d.entry = e.id ORDER BY d.change, d.entry

-- :name handover
-- What came to a person by somebody who left, or went when they left.
SELECT * FROM handover WHERE tenant = :tenant AND :person IN (leaver, heir) ORDER BY entry

-- :name handover_item
-- What that was.
SELECT i.* FROM handover h CROSS JOIN handover_item i
WHERE h.tenant = :tenant AND :person IN (h.leaver, h.heir) AND i.tenant = h.tenant AND i.entry = h.entry
ORDER BY i.entry, i.kind, i.item

-- :name noted_word
-- The words among it, by which it is found.
SELECT * FROM noted_word WHERE tenant = :tenant AND person = :person ORDER BY +entry, word

-- :name unread_entry
-- What is among it whose words are not noted yet.
SELECT d.* FROM entry e CROSS JOIN unread_entry d
WHERE e.tenant = :tenant AND e.person = :person AND d.tenant = e.tenant AND d.entry = e.id ORDER BY d.entry

-- :name promise_day
-- The sums of what a person promised.
SELECT * FROM promise_day WHERE tenant = :tenant AND person = :person ORDER BY day, team

-- :name promise_change
-- When these sums moved.
SELECT * FROM promise_change WHERE tenant = :tenant AND person = :person ORDER BY day, id

-- :name promise
-- The promises as they stand: those that a person made, and those that came to them.
SELECT p.* FROM entry e JOIN promise p ON p.tenant = e.tenant AND p.number = e.number
WHERE e.tenant = :tenant AND e.person = :person AND e.kind = 'P' AND e.live = 1
UNION SELECT * FROM promise WHERE tenant = :tenant AND person = :person ORDER BY number

-- :name seller_day
-- The sums of a person's days.
SELECT * FROM seller_day WHERE tenant = :tenant AND person = :person ORDER BY day, team

-- :name inbound
-- What a person typed of late, and what was answered.
SELECT * FROM inbound WHERE tenant = :tenant AND person = :person ORDER BY id

-- :name outbox
-- The nudges to a person.
SELECT * FROM outbox WHERE tenant = :tenant AND person = :person ORDER BY id

-- :name webhook_event
-- What programs of the company's own were told of what a person did.
SELECT * FROM webhook_event WHERE tenant = :tenant AND person = :person ORDER BY id

-- :name answer
-- What a person answered to the question of a day.
SELECT * FROM answer WHERE tenant = :tenant AND person = :person ORDER BY day, team

-- :name check_in
-- What a person answered to the question of a week.
SELECT * FROM check_in WHERE tenant = :tenant AND person = :person ORDER BY subject, day

-- :name colleague_note
-- What a person and their colleagues wrote to each other about a rating.
SELECT * FROM colleague_note WHERE tenant = :tenant AND :person IN (author, recipient) ORDER BY id

-- :name audit
-- What a person did to what is others', and others to what is theirs.
SELECT * FROM audit WHERE tenant = :tenant AND :person IN (person, author) ORDER BY id

-- :name claim
-- The claims on a person's name, by them or decided by them.
SELECT * FROM claim WHERE tenant = :tenant AND :person IN (person, newcomer, decided_by) ORDER BY id

-- :name rename_in_audit
-- What others were handed over by a person, they were handed over by the alias.
UPDATE audit SET what = :alias WHERE tenant = :tenant AND action = 'person changed' AND what = :former
    AND person IN (SELECT heir FROM handover WHERE tenant = :tenant AND leaver = :person)

-- :name erase_person
-- Another name for a person, off every list, without roles, team and settings.
UPDATE person SET name = :alias, key = :alias_key, renamed_from = '', team = NULL, roles = '', bootstrap = 0, active = 0,
    gone = 1, zone = '', country = '', language = '', hint_zone = '', hint_language = '', hours = '', quotas = '',
    contact_quotas = '', lunch = '', left_at = '',
    paused_until = NULL, muted = '', deeds = ''
WHERE tenant = :tenant AND (id = :person OR merged_into = :person)

-- :name erase_conversations
-- No way to write to a person.
DELETE FROM conversation WHERE tenant = :tenant AND (platform, target) IN (
    SELECT a.platform, a.target FROM address a WHERE a.tenant = :tenant AND a.person = :person)

-- :name erase_addresses
-- No address leads to a person.
DELETE FROM address WHERE tenant = :tenant AND person = :person

-- :name erase_leave
-- No days off.
DELETE FROM leave WHERE tenant = :tenant AND person = :person

-- :name erase_reading
-- Nothing about which purpose they have read.
DELETE FROM purpose_read WHERE tenant = :tenant AND person = :person

-- :name erase_league
-- No place in the league.
DELETE FROM league_member WHERE tenant = :tenant AND person = :person

-- :name erase_words
-- No words of their own.
DELETE FROM own_word WHERE tenant = :tenant AND person = :person

-- :name erase_tokens
-- No program acts for a person.
DELETE FROM access_token WHERE tenant = :tenant AND person = :person

-- :name erase_inbound
-- Nothing of what a person typed, or was answered.
DELETE FROM inbound WHERE tenant = :tenant AND person = :person

-- :name erase_webhook_events
-- What was told of a person's doings is nobody's, and what still waits is told without them.
UPDATE webhook_event SET person = NULL WHERE tenant = :tenant AND person = :person

-- :name naming_inbound
-- What others typed or were answered that holds a text, within a word too.
SELECT id, line, receipt FROM inbound
WHERE tenant = :tenant AND (replace(line, :folded, '') <> line OR replace(receipt, :name, '') <> receipt)

-- :name blank_inbound
-- Of what was typed and answered, only that it happened.
UPDATE inbound SET line = :line, receipt = :receipt WHERE tenant = :tenant AND id = :id

-- :name erase_nudges
-- Nothing waits to be sent to a person, and of what was sent only when and which.
UPDATE outbox SET state = CASE WHEN state IN ('due', 'claimed') THEN 'skipped' ELSE state END,
    reason = CASE WHEN state IN ('due', 'claimed') THEN :reason ELSE reason END,
    stage = NULL, owner = '', lease = NULL, receipt = '', message = '', note = ''
WHERE tenant = :tenant AND person = :person

-- :name erase_claims
-- No claims on a person's name, and none by them.
DELETE FROM claim WHERE tenant = :tenant AND (person = :person OR newcomer = :person)

-- :name erase_check_ins
-- Nothing that a person answered to the question of a week.
DELETE FROM check_in WHERE tenant = :tenant AND person = :person

-- :name erase_notes
-- Nothing that a person and their colleagues wrote to each other.
DELETE FROM colleague_note WHERE tenant = :tenant AND (author = :person OR recipient = :person)

-- :name empty_audit
-- That something was done, and by whom, stays; what says who somebody was or where they wrote from does not.
-- A claim of theirs on another's name is recorded as about the other.
UPDATE audit SET what = '' WHERE tenant = :tenant AND (
    (person = :person AND action IN ('claimed', 'claim confirmed', 'claim refused', 'person changed'))
    OR (author = :person AND action IN ('claimed', 'installed'))
    OR (action = 'claim refused' AND (person, what) IN (
        SELECT c.person, c.platform || ':' || c.target FROM claim c WHERE c.tenant = :tenant AND c.newcomer = :person)))

-- :name free_accounts
-- The customers of a person have no owner.
UPDATE account SET owner = NULL WHERE tenant = :tenant AND owner = :person

-- :name free_touchpoints
-- The touchpoints of a person have no owner.
UPDATE touchpoint SET owner = NULL WHERE tenant = :tenant AND owner = :person

-- :name contacts_ever
-- What a customer's contact person and number are, and were.
SELECT contact_person AS said FROM account WHERE tenant = :tenant AND id = :account AND contact_person <> ''
UNION SELECT phone FROM account WHERE tenant = :tenant AND id = :account AND phone <> ''
UNION SELECT before FROM account_change
    WHERE tenant = :tenant AND account = :account AND field IN ('contact_person', 'phone') AND before <> ''
UNION SELECT after FROM account_change
    WHERE tenant = :tenant AND account = :account AND field IN ('contact_person', 'phone') AND after <> ''

-- :name erase_contact
-- No contact person and no number of a customer, nor of those that it turned out to be.
UPDATE account SET contact_person = '', phone = '' WHERE tenant = :tenant AND (id = :account OR merged_into = :account)

-- :name erase_former_contacts
-- Nor of what they were before.
UPDATE account_change SET before = CASE WHEN before IS NULL THEN NULL ELSE '' END,
    after = CASE WHEN after IS NULL THEN NULL ELSE '' END
WHERE tenant = :tenant AND field IN ('contact_person', 'phone') AND account IN (
    SELECT id FROM account WHERE tenant = :tenant AND (id = :account OR merged_into = :account))

-- :name customers_that_it_was
-- A customer, and those that turned out to be the same.
SELECT id FROM account WHERE tenant = :tenant AND (id = :account OR merged_into = :account)

-- :name imports_of
-- What imports changed of a customer, among others.
SELECT run, done, changes FROM import_portion WHERE tenant = :tenant AND changes LIKE '%"account": ' || :account || ',%'

-- :name set_import
-- The same without one of them.
UPDATE import_portion SET changes = :changes WHERE tenant = :tenant AND run = :run AND done = :done
