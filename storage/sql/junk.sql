-- :name of_person
-- What a person's minutes of a period went into, as they were logged.
SELECT j.what, j.minutes FROM entry e JOIN junk j ON j.entry = e.id AND j.tenant = e.tenant
WHERE e.tenant = :tenant AND e.person = :person AND e.kind = 'J' AND e.live = 1 AND e.day BETWEEN :first AND :last
ORDER BY e.id
