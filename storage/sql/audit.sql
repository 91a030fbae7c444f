-- :name add
-- One record. -- beside others
INSERT INTO audit (tenant, author, person, action, what, at, via)
VALUES (:tenant, :author, :person, :action, :what, :at, :via)
RETURNING id

-- :name newest
-- The last records, of some actions or of all.
-- The actions are one text with a bar around each, since a statement is constant whatever their number.
SELECT id, author, person, action, what, at, via FROM audit
WHERE tenant = :tenant AND (:actions = '' OR :actions LIKE '%|' || action || '|%')
ORDER BY id DESC LIMIT :limit

-- :name newest_on_list
-- The last changes of roles, and of who is on the list; `action IN` is the condition of the index, word for word.
SELECT id, author, person, action, what, at, via FROM audit
WHERE tenant = :tenant AND action IN ('role given', 'role taken', 'removed', 'restored') ORDER BY id DESC LIMIT :limit

-- :name about
-- What others, or a program for the person, did to what is a person's, newest first.
SELECT id, author, person, action, what, at, via FROM audit
WHERE tenant = :tenant AND person = :person AND (author IS NULL OR author <> :person OR action = 'own changed')
    AND (:actions = '' OR :actions LIKE '%|' || action || '|%')
ORDER BY id DESC

-- :name role_changes
-- Which roles a person gained or lost since an instant, newest first.
-- Why `action IN` with these words, here and below: it is the condition of the index, which is used only when repeated
-- word for word.
SELECT id, author, person, action, what, at, via FROM audit
WHERE tenant = :tenant AND person = :person AND at >= :since AND action IN ('role given', 'role taken')
ORDER BY at DESC, id DESC

-- :name arrivals
-- Who installed the app, or became somebody set up or an admin without an admin's yes, since an instant.
-- The newest first, whatever is not by or about one person.
SELECT id, author, person, action, what, at, via FROM audit
WHERE tenant = :tenant AND at >= :since AND action IN ('role given', 'role taken', 'installed', 'claim confirmed')
    AND (author IS NULL OR action = 'installed') AND (action <> 'role given' OR what = 'admin')
    AND (author IS NULL OR author <> :person) AND (person IS NULL OR person <> :person)
ORDER BY at DESC, id DESC LIMIT :limit

-- :name between
-- The last records of a period, by or about a person or of all, newest first.
SELECT id, author, person, action, what, at, via FROM audit
WHERE tenant = :tenant AND at >= :first AND at < :end
    AND (CAST(:person AS BIGINT) IS NULL OR person = :person OR author = :person)
    AND (:actions = '' OR :actions LIKE '%|' || action || '|%')
ORDER BY at DESC, id DESC LIMIT :limit

-- :name shown_with
-- The records of all sums that held work of some people, or that one of them showed, in a period.
-- json_each: how both databases read a list of any length; its keys are the people. Not in order, or PostgreSQL would
-- begin with every sum of the company.
SELECT r.id, r.author, r.person, r.action, r.what, r.at, r.via FROM (
    SELECT a.at, a.what FROM json_each(:people) given CROSS JOIN audit a
    WHERE a.tenant = :tenant AND a.person = CAST(given.key AS BIGINT) AND a.at >= :first AND a.at < :end
        AND a.action = 'shared'
    UNION
    SELECT a.at, a.what FROM json_each(:people) given CROSS JOIN audit a
    WHERE a.tenant = :tenant AND a.author = CAST(given.key AS BIGINT) AND a.at >= :first AND a.at < :end
        AND a.action = 'shared'
) shown CROSS JOIN audit r
WHERE r.tenant = :tenant AND r.at = shown.at AND r.what = shown.what AND r.action = 'shared'

-- :name count_acts
-- How many acts a period has: one act makes a record for each person whom it concerns.
SELECT COUNT(*) AS acts FROM (
    SELECT DISTINCT author, action, what, at FROM audit
    WHERE tenant = :tenant AND at >= :first AND at < :end
        AND (CAST(:person AS BIGINT) IS NULL OR person = :person OR author = :person)) act
