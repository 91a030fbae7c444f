-- :name planned
-- The live planned calls of a person's day, each with the line that it was typed in; CROSS JOIN starts with that day.
SELECT e.id, e.account, e.number, COALESCE(e.line, e.id) AS line FROM planned p CROSS JOIN entry e CROSS JOIN account a
WHERE p.tenant = :tenant AND p.person = :person AND p.due = :day
    AND e.tenant = p.tenant AND e.id = p.entry AND e.live = 1
    AND a.tenant = e.tenant AND a.id = e.account AND a.closed IS NULL
ORDER BY e.id
