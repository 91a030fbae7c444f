-- :name add
-- Who left, and who takes over. -- beside others
INSERT INTO handover (entry, tenant, leaver, heir) VALUES (:entry, :tenant, :leaver, :heir)

-- :name add_promises
-- The open promises of whoever left.
INSERT INTO handover_item (entry, kind, item, tenant)
SELECT CAST(:entry AS BIGINT), 'P', number, tenant FROM promise WHERE tenant = :tenant AND person = :leaver AND state = 'open'

-- :name add_followups
-- The follow-ups that no contact has answered.
INSERT INTO handover_item (entry, kind, item, tenant)
SELECT CAST(:entry AS BIGINT), 'F', number, tenant FROM entry
WHERE tenant = :tenant AND person = :leaver AND kind = 'F' AND live = 1 AND answered = 0

-- :name add_touchpoints
-- The touchpoints.
INSERT INTO handover_item (entry, kind, item, tenant)
SELECT CAST(:entry AS BIGINT), 'T', id, tenant FROM touchpoint WHERE tenant = :tenant AND owner = :leaver

-- :name add_person
-- That they are taken off the list, if they are on it.
INSERT INTO handover_item (entry, kind, item, tenant)
SELECT CAST(:entry AS BIGINT), 'G', id, tenant FROM person WHERE tenant = :tenant AND id = :leaver AND gone = 0

-- :name of_entry
-- Who left by an entry, and who took over.
SELECT leaver, heir FROM handover WHERE tenant = :tenant AND entry = :entry

-- :name items
-- What went, of a kind.
SELECT item FROM handover_item WHERE +tenant = :tenant AND entry = :entry AND kind = :kind ORDER BY item

-- :name counts
-- How much went, by kind.
SELECT kind, COUNT(*) AS items FROM handover_item WHERE +tenant = :tenant AND entry = :entry GROUP BY kind

-- :name move_followups
-- Follow-ups, with all their versions, are of another person.
UPDATE entry SET person = :after WHERE tenant = :tenant AND kind = 'F' AND person = :before
    AND number IN (SELECT item FROM handover_item WHERE tenant = :tenant AND entry = :entry AND kind = 'F')

-- :name move_words
-- So are their words.
UPDATE noted_word SET person = :after WHERE tenant = :tenant AND person = :before AND entry IN (
    SELECT e.id FROM handover_item i JOIN entry e ON e.tenant = i.tenant AND e.kind = 'F' AND e.number = i.item
    WHERE i.tenant = :tenant AND i.entry = :entry AND i.kind = 'F')

-- :name move_touchpoints
-- Touchpoints have another owner, unless somebody else took them since.
UPDATE touchpoint SET owner = :after WHERE tenant = :tenant AND owner = :before
    AND id IN (SELECT item FROM handover_item WHERE tenant = :tenant AND entry = :entry AND kind = 'T')

-- :name set_gone
-- Whoever left is off the list, or on it again.
UPDATE person SET gone = :gone, left_at = '' WHERE +tenant = :tenant
    AND id IN (SELECT item FROM handover_item WHERE tenant = :tenant AND entry = :entry AND kind = 'G')

-- :name to_heir
-- The live handovers to a person since an instant, the oldest first.
SELECT h.entry, h.leaver, h.heir, e.at, e.number FROM handover h JOIN entry e ON e.tenant = h.tenant AND e.id = h.entry
WHERE h.tenant = :tenant AND h.heir = :heir AND e.live = 1 AND e.at >= :since ORDER BY h.entry

-- :name last_of
-- The live handover by which a person left last.
SELECT h.entry FROM handover h JOIN entry e ON e.tenant = h.tenant AND e.id = h.entry
WHERE h.tenant = :tenant AND h.leaver = :leaver AND e.live = 1 ORDER BY h.entry DESC LIMIT 1
