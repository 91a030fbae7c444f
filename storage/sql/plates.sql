-- :name plates
-- The customers of a person that are not closed, with the later of the logged and the imported last contact.
SELECT id, CASE WHEN COALESCE(last_contact, '') > COALESCE(imported_contact, '') THEN last_contact
    ELSE imported_contact END AS last, rhythm, value, contacts
FROM account WHERE tenant = :tenant AND owner = :person AND closed IS NULL ORDER BY id

-- :name with_zeros
-- The accounts of a person that were rated 0 in a period; CROSS JOIN starts with these.
SELECT r.account FROM account a CROSS JOIN rating r
WHERE a.tenant = :tenant AND a.owner = :person AND a.closed IS NULL AND r.tenant = :tenant AND r.account = a.id
    AND r.score = 0 AND r.live = 1 AND r.day BETWEEN :since AND :asof
GROUP BY r.account ORDER BY MAX(r.day) DESC, r.account

-- :name near_third_breach
-- The accounts of a person with two breaches; zeros on quality of one day and touchpoint are one.
SELECT account FROM (
    SELECT p.account, 'P' || p.number AS breach FROM account a CROSS JOIN promise p
    WHERE a.tenant = :tenant AND a.owner = :person AND a.closed IS NULL AND p.tenant = :tenant AND p.account = a.id
    AND p.state = 'broken' AND p.told = 0 AND p.closed BETWEEN :since AND :asof
    UNION
    SELECT r.account, r.day || '@' || r.touchpoint AS breach FROM account a CROSS JOIN rating r
    WHERE a.tenant = :tenant AND a.owner = :person AND a.closed IS NULL AND r.tenant = :tenant AND r.account = a.id
    AND r.factor = 'quality' AND r.score = 0 AND r.live = 1 AND r.day BETWEEN :since AND :asof
) breaches GROUP BY account HAVING COUNT(*) = 2 ORDER BY account

-- :name new_customers
-- The accounts that a person called on a day, and of which no earlier contact is known.
SELECT e.account FROM entry e CROSS JOIN account a
WHERE e.tenant = :tenant AND e.person = :person AND e.day = :day AND e.kind = 'C' AND e.live = 1
    AND a.tenant = :tenant AND a.id = e.account AND a.imported_contact IS NULL
    AND NOT EXISTS (SELECT 1 FROM entry o WHERE +o.tenant = :tenant AND o.account = e.account AND o.kind IN ('C', 'E', 'M', 'O', 'V')
        AND o.live = 1 AND o.day < e.day)
GROUP BY e.account ORDER BY MIN(e.id)
