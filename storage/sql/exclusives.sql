-- :name all
-- What any account alone may have.
SELECT e.number, e.account, e.person, x.item, x.place
FROM entry e JOIN exclusivity x ON x.entry = e.id AND x.tenant = e.tenant
WHERE e.tenant = :tenant AND e.kind = 'X' AND e.live = 1 AND e.number > 0 ORDER BY e.number

-- :name of_account
-- What one account alone may have.
SELECT e.number, e.account, e.person, x.item, x.place
FROM entry e JOIN exclusivity x ON x.entry = e.id AND x.tenant = e.tenant
WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'X' AND e.live = 1 ORDER BY e.number
