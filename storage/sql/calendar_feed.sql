-- :name promises
-- A person's open promises due since a day, with how often they and their steps were changed or taken back, and when last.
SELECT p.number, a.name AS account, p.what AS words, p.due, p.hour,
    (SELECT COUNT(*) + COUNT(e.undone_at) FROM entry e WHERE e.tenant = :tenant AND e.kind = 'P' AND e.number = p.number) - 1
    + (SELECT COUNT(*) + COUNT(e.undone_at) FROM step s JOIN entry e ON e.id = s.entry AND e.tenant = s.tenant
        WHERE s.tenant = :tenant AND s.promise = p.number) AS changes,
    (SELECT MAX(e.at) FROM entry e WHERE e.tenant = :tenant AND e.kind = 'P' AND e.number = p.number) AS changed,
    (SELECT MAX(e.undone_at) FROM entry e WHERE e.tenant = :tenant AND e.kind = 'P' AND e.number = p.number) AS undone,
    (SELECT MAX(e.at) FROM step s JOIN entry e ON e.id = s.entry AND e.tenant = s.tenant
        WHERE s.tenant = :tenant AND s.promise = p.number) AS answered,
    (SELECT MAX(e.undone_at) FROM step s JOIN entry e ON e.id = s.entry AND e.tenant = s.tenant
        WHERE s.tenant = :tenant AND s.promise = p.number) AS reopened
FROM promise p CROSS JOIN account a
WHERE p.tenant = :tenant AND p.person = :person AND p.state = 'open' AND p.due >= :since
    AND a.tenant = :tenant AND a.id = p.account AND a.closed IS NULL

-- :name followups
-- A person's follow-ups due since a day that no later contact has answered, with the same. CROSS JOIN starts with the open ones.
SELECT e.number, a.name AS account, f.note AS words, f.due, f.hour,
    (SELECT COUNT(*) + COUNT(o.undone_at) FROM entry o WHERE o.tenant = :tenant AND o.kind = 'F' AND o.number = e.number) - 1
    AS changes,
    (SELECT MAX(o.at) FROM entry o WHERE o.tenant = :tenant AND o.kind = 'F' AND o.number = e.number) AS changed,
    (SELECT MAX(o.undone_at) FROM entry o WHERE o.tenant = :tenant AND o.kind = 'F' AND o.number = e.number) AS undone,
    NULL AS answered, NULL AS reopened
FROM entry e CROSS JOIN followup f CROSS JOIN account a
WHERE e.tenant = :tenant AND e.kind = 'F' AND e.live = 1 AND e.answered = 0 AND e.person = :person
    AND f.entry = e.id AND f.tenant = e.tenant AND f.due >= :since
    AND a.tenant = :tenant AND a.id = e.account AND a.closed IS NULL
