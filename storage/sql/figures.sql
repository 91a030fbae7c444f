-- :name days_of_team
-- A team's sums, by day, with what its people logged before they had a team.
SELECT day, SUM(calls) AS calls, SUM(visits) AS visits, SUM(meetings) AS meetings, SUM(mails) AS mails,
    SUM(offers) AS offers, SUM(promises) AS promises, SUM(kept) AS kept, SUM(broken) AS broken,
    SUM(told) AS told
FROM (
    SELECT day, calls, visits, meetings, mails, offers, promises, kept, broken, told FROM seller_day
    WHERE tenant = :tenant AND team = :team AND day BETWEEN :first AND :last
    UNION ALL
    SELECT d.day, d.calls, d.visits, d.meetings, d.mails, d.offers, d.promises, d.kept, d.broken, d.told
    FROM seller_day d JOIN person p ON p.tenant = d.tenant AND p.id = d.person
    WHERE d.tenant = :tenant AND d.team = 0 AND d.day BETWEEN :first AND :last AND p.team = :team
) with_earlier GROUP BY day ORDER BY day

-- :name days_of_all
-- The whole company's sums, by day; the teams are named so that the key of the sums is used.
SELECT day, SUM(calls) AS calls, SUM(visits) AS visits, SUM(meetings) AS meetings, SUM(mails) AS mails,
    SUM(offers) AS offers, SUM(promises) AS promises, SUM(kept) AS kept, SUM(broken) AS broken,
    SUM(told) AS told
FROM seller_day WHERE tenant = :tenant AND day BETWEEN :first AND :last
    AND team IN (SELECT 0 UNION ALL SELECT id FROM team WHERE tenant = :tenant)
GROUP BY day ORDER BY day

-- :name days_of_person
-- A person's sums, by day.
SELECT day, SUM(calls) AS calls, SUM(visits) AS visits, SUM(meetings) AS meetings, SUM(mails) AS mails,
    SUM(offers) AS offers, SUM(promises) AS promises, SUM(kept) AS kept, SUM(broken) AS broken,
    SUM(told) AS told
FROM seller_day WHERE tenant = :tenant AND person = :person AND day BETWEEN :first AND :last
GROUP BY day ORDER BY day

-- :name logged
-- Whether a call, or anything about a promise, of a person counts on a day of a period; the newest is found first.
SELECT day FROM seller_day WHERE tenant = :tenant AND person = :person AND day BETWEEN :first AND :last
    AND calls + promises + kept + broken + told > 0 ORDER BY day DESC LIMIT 1

-- :name promises_of_team
-- What became of a team's promises, by day, with those that its people made without a team; unanswered by :today is late.
SELECT day, SUM(kept) AS kept, SUM(told) AS told, SUM(broken) AS broken,
    SUM(CASE WHEN day < :today THEN unanswered ELSE 0 END) AS late,
    SUM(CASE WHEN day < :today THEN 0 ELSE unanswered END) AS due
FROM (
    SELECT day, kept, told, broken, unanswered FROM promise_day
    WHERE tenant = :tenant AND team = :team AND day BETWEEN :first AND :last
    UNION ALL
    SELECT d.day, d.kept, d.told, d.broken, d.unanswered
    FROM promise_day d JOIN person p ON p.tenant = d.tenant AND p.id = d.person
    WHERE d.tenant = :tenant AND d.team = 0 AND d.day BETWEEN :first AND :last AND p.team = :team
) with_earlier GROUP BY day ORDER BY day

-- :name promises_of_all
-- The same of the whole company; the teams are named so that the key of the sums is used.
SELECT day, SUM(kept) AS kept, SUM(told) AS told, SUM(broken) AS broken,
    SUM(CASE WHEN day < :today THEN unanswered ELSE 0 END) AS late,
    SUM(CASE WHEN day < :today THEN 0 ELSE unanswered END) AS due
FROM promise_day WHERE tenant = :tenant AND day BETWEEN :first AND :last
    AND team IN (SELECT 0 UNION ALL SELECT id FROM team WHERE tenant = :tenant)
GROUP BY day ORDER BY day

-- :name promises_of_person
-- The same of one person.
SELECT day, SUM(kept) AS kept, SUM(told) AS told, SUM(broken) AS broken,
    SUM(CASE WHEN day < :today THEN unanswered ELSE 0 END) AS late,
    SUM(CASE WHEN day < :today THEN 0 ELSE unanswered END) AS due
FROM promise_day WHERE tenant = :tenant AND person = :person AND day BETWEEN :first AND :last
GROUP BY day ORDER BY day

-- :name active_in_team
-- Who logged a contact, a promise, a step of one, or went to who waited, on the days of a period, in a team.
-- With what its people logged before they had a team.
SELECT person FROM seller_day
WHERE tenant = :tenant AND team = :team AND day BETWEEN :first AND :last AND acts > 0
UNION
SELECT d.person FROM seller_day d JOIN person p ON p.tenant = d.tenant AND p.id = d.person
WHERE d.tenant = :tenant AND d.team = 0 AND d.day BETWEEN :first AND :last AND d.acts > 0 AND p.team = :team

-- :name active_of_all
-- The same of the whole company; the teams are named, and the plus is there, so that the key of the sums is used.
SELECT DISTINCT +person AS person FROM seller_day WHERE tenant = :tenant AND day BETWEEN :first AND :last AND acts > 0
    AND team IN (SELECT 0 UNION ALL SELECT id FROM team WHERE tenant = :tenant)

-- :name promising_in_team
-- Whose promises count on the days of a period, in a team, with those of its people who had none.
SELECT person FROM promise_day
WHERE tenant = :tenant AND team = :team AND day BETWEEN :first AND :last AND kept + told + broken + unanswered > 0
UNION
SELECT d.person FROM promise_day d JOIN person p ON p.tenant = d.tenant AND p.id = d.person
WHERE d.tenant = :tenant AND d.team = 0 AND d.day BETWEEN :first AND :last
    AND d.kept + d.told + d.broken + d.unanswered > 0 AND p.team = :team

-- :name promising_of_all
-- The same of the whole company; the teams are named, and the plus is there, so that the key of the sums is used.
SELECT DISTINCT +person AS person FROM promise_day WHERE tenant = :tenant AND day BETWEEN :first AND :last
    AND kept + told + broken + unanswered > 0
    AND team IN (SELECT 0 UNION ALL SELECT id FROM team WHERE tenant = :tenant)

-- :name counted
-- What some people did, with entries taken back or replaced, and when; the people are keys, as in audit.sql.
-- Promises and their steps count by promise_changes; they are in the list so that the index is used. Who went to a
-- customer who waited counts by the day and the team of the wait, and a hand-off only where it took time.
SELECT e.id, e.kind, e.person, e.team, e.day, e.undone_at, CASE WHEN e.live = 0 AND e.undone_at IS NULL THEN (
    SELECT MIN(n.id) FROM entry n
    WHERE n.tenant = e.tenant AND n.kind = e.kind AND n.number = e.number AND n.edits = e.id) END AS replaced_by
FROM json_each(:people) given CROSS JOIN entry e LEFT JOIN handoff h ON h.tenant = e.tenant AND h.entry = e.id
WHERE e.tenant = :tenant AND e.person = CAST(given.key AS BIGINT) AND e.day BETWEEN :first AND :last
    AND (e.kind = 'C' OR e.kind = 'E' OR e.kind = 'G' OR e.kind = 'H' OR e.kind = 'M' OR e.kind = 'O' OR e.kind = 'P' OR e.kind = 'S' OR e.kind = 'V')
    AND e.kind NOT IN ('G', 'P', 'S') AND (e.kind <> 'H' OR h.minutes > 0)
UNION ALL
SELECT g.id, g.kind, g.person, w.team, w.day,
    CASE WHEN w.undone_at < g.undone_at OR g.undone_at IS NULL THEN w.undone_at ELSE g.undone_at END, NULL
FROM json_each(:people) given CROSS JOIN entry g CROSS JOIN went t CROSS JOIN entry w
WHERE g.tenant = :tenant AND g.person = CAST(given.key AS BIGINT) AND g.day >= :first
    AND g.kind = 'G' AND t.tenant = g.tenant AND t.entry = g.id
    AND w.tenant = t.tenant AND w.kind = 'W' AND w.number = t.waiting
    AND w.day BETWEEN :first AND :last AND (w.live = 1 OR w.undone_at IS NOT NULL)

-- :name promise_changes
-- When the sums of promises of some people and days moved, and by how much.
SELECT c.id, c.person, c.team, c.day, c.kept, c.told, c.broken, c.unanswered
FROM json_each(:people) given CROSS JOIN promise_change c
WHERE c.tenant = :tenant AND c.person = CAST(given.key AS BIGINT) AND c.day BETWEEN :first AND :last

-- :name last_change
-- The newest of these changes; the plus as below.
SELECT id FROM promise_change WHERE +tenant = :tenant ORDER BY id DESC LIMIT 1

-- :name last_entry
-- The newest entry; the plus before tenant: read from the newest back, not every entry of the company.
SELECT id FROM entry WHERE +tenant = :tenant ORDER BY id DESC LIMIT 1

-- :name standing_of_account
-- The newest firm rating and the newest guess of every key of an account; a touchpoint that is gone counts no more.
SELECT account, touchpoint, factor, firm, score, source, day, entry FROM standing
WHERE tenant = :tenant AND account = :account AND day BETWEEN :since AND :asof
    AND NOT EXISTS (SELECT 1 FROM touchpoint t WHERE t.tenant = :tenant AND t.id = standing.touchpoint AND t.gone = 1)
ORDER BY account, touchpoint, factor, firm

-- :name standing_of_all
-- The same for every account that is not closed.
SELECT account, touchpoint, factor, firm, score, source, day, entry FROM standing
WHERE tenant = :tenant AND day BETWEEN :since AND :asof
    AND NOT EXISTS (SELECT 1 FROM account a WHERE a.tenant = :tenant AND a.id = standing.account AND a.closed IS NOT NULL)
    AND touchpoint NOT IN (SELECT id FROM touchpoint WHERE tenant = :tenant AND gone = 1)
ORDER BY account, touchpoint, factor, firm

-- :name standing_of_team
-- The same for the accounts that a team's people own, and those that nobody owns; CROSS JOIN starts with the people.
SELECT account, touchpoint, factor, firm, score, source, day, entry FROM standing
WHERE tenant = :tenant AND day BETWEEN :since AND :asof
    AND touchpoint NOT IN (SELECT id FROM touchpoint WHERE tenant = :tenant AND gone = 1) AND account IN (
    SELECT a.id FROM person p CROSS JOIN account a WHERE a.tenant = p.tenant AND a.owner = p.id
    AND p.tenant = :tenant AND p.team = :team AND a.closed IS NULL
    UNION ALL
    SELECT a.id FROM person p CROSS JOIN account a WHERE a.tenant = p.tenant AND a.owner = p.id
    AND p.tenant = :tenant AND p.team IS NULL AND a.closed IS NULL
    UNION ALL
    SELECT a.id FROM account a WHERE a.tenant = :tenant AND a.owner IS NULL AND a.closed IS NULL)
ORDER BY account, touchpoint, factor, firm

-- :name standing_of_owner
-- The same for one person's accounts.
SELECT account, touchpoint, factor, firm, score, source, day, entry FROM standing
WHERE tenant = :tenant AND day BETWEEN :since AND :asof AND account IN (
    SELECT id FROM account WHERE tenant = :tenant AND owner = :owner AND closed IS NULL)
ORDER BY account, touchpoint, factor, firm

-- :name scores_of_team
-- How many scores a team's people logged for the days of a period, and how many of these are 0.
SELECT COALESCE(SUM(ratings), 0) AS scores, COALESCE(SUM(zeros), 0) AS zeros FROM touch_day
WHERE tenant = :tenant AND team = :team AND day BETWEEN :first AND :last

-- :name scores_of_all
-- The same of the whole company; the teams are named so that the key of the sums is used.
SELECT COALESCE(SUM(ratings), 0) AS scores, COALESCE(SUM(zeros), 0) AS zeros FROM touch_day WHERE tenant = :tenant AND day BETWEEN :first AND :last
    AND team IN (SELECT 0 UNION ALL SELECT id FROM team WHERE tenant = :tenant)

-- :name fallen
-- Of ratings of 1, given by their entries, those before which a 2 was the newest of the same key, and its day.
SELECT r.entry, r.factor, b.day AS before
FROM json_each(:entries) given CROSS JOIN rating r CROSS JOIN rating b
WHERE r.tenant = :tenant AND r.entry = CAST(given.key AS BIGINT) AND r.score = 1
    AND b.tenant = r.tenant AND b.factor = r.factor AND b.score = 2 AND b.entry = (
        SELECT p.entry FROM rating p
        WHERE p.tenant = r.tenant AND p.account = r.account AND p.touchpoint = r.touchpoint AND p.factor = r.factor
            AND p.live = 1 AND (p.day < r.day OR (p.day = r.day AND p.entry < r.entry))
        ORDER BY p.day DESC, p.entry DESC LIMIT 1)
ORDER BY r.entry, r.factor

-- :name standing_of_touchpoint
-- The same for whatever was rated at one touchpoint.
SELECT account, touchpoint, factor, firm, score, source, day, entry FROM standing
WHERE tenant = :tenant AND touchpoint = :touchpoint AND day BETWEEN :since AND :asof
ORDER BY account, touchpoint, factor, firm

-- :name ratings_at
-- What was rated at a touchpoint, the last logged first.
SELECT e.number, e.person, r.account, r.day, r.factor, r.score, r.why, r.entry
FROM rating r CROSS JOIN entry e
WHERE r.tenant = :tenant AND r.touchpoint = :touchpoint AND r.live = 1 AND e.id = r.entry AND e.tenant = r.tenant
ORDER BY r.entry DESC, r.factor LIMIT :limit

-- :name zero_entry
-- Who logged a rating, and why.
SELECT e.person, e.number, e.at, r.why FROM rating r JOIN entry e ON e.id = r.entry AND e.tenant = r.tenant
WHERE r.tenant = :tenant AND r.entry = :entry AND r.factor = :factor

-- :name fresh_zeros
-- Accounts of a person, or rated at their touchpoints, that got a zero on the days of a period.
-- CROSS JOIN starts with what is the person's, however many zeros the company has.
SELECT r.account FROM account a CROSS JOIN rating r
WHERE a.tenant = :tenant AND a.owner = :person AND a.closed IS NULL AND r.tenant = :tenant AND r.account = a.id
    AND r.score = 0 AND r.live = 1 AND r.day BETWEEN :since AND :asof
UNION
SELECT r.account FROM touchpoint t CROSS JOIN rating r CROSS JOIN account a
WHERE t.tenant = :tenant AND t.owner = :person AND r.tenant = :tenant AND r.touchpoint = t.id
    AND r.score = 0 AND r.live = 1 AND r.day BETWEEN :since AND :asof
    AND a.tenant = :tenant AND a.id = r.account AND a.closed IS NULL
ORDER BY account

-- :name waits
-- Customers who waited on the days of a period, and who went: the first who did.
SELECT e.number, e.person, e.team, e.account, e.day, e.at, w.place, w.what, g.person AS went_by, g.at AS went_at
FROM entry e JOIN waiting w ON w.entry = e.id AND w.tenant = e.tenant
LEFT JOIN entry g ON g.tenant = e.tenant AND g.id = (
    SELECT MIN(x.id) FROM went JOIN entry x ON x.id = went.entry AND x.tenant = went.tenant
    WHERE went.tenant = e.tenant AND went.waiting = e.number AND x.live = 1)
WHERE e.tenant = :tenant AND e.kind = 'W' AND e.live = 1 AND e.day BETWEEN :first AND :last
ORDER BY e.id

-- :name wait
-- One of them, by its number.
SELECT e.number, e.person, e.team, e.account, e.day, e.at, w.place, w.what, g.person AS went_by, g.at AS went_at
FROM entry e JOIN waiting w ON w.entry = e.id AND w.tenant = e.tenant
LEFT JOIN entry g ON g.tenant = e.tenant AND g.id = (
    SELECT MIN(x.id) FROM went JOIN entry x ON x.id = went.entry AND x.tenant = went.tenant
    WHERE went.tenant = e.tenant AND went.waiting = e.number AND x.live = 1)
WHERE e.tenant = :tenant AND e.kind = 'W' AND e.number = :number AND e.live = 1 AND e.day BETWEEN :first AND :last

-- :name waits_taken_by
-- Those to whom a person went first; CROSS JOIN starts with the person's goings, which are never before the wait.
SELECT e.number, e.person, e.team, e.account, e.day, e.at, w.place, w.what, g.person AS went_by, g.at AS went_at
FROM entry g CROSS JOIN went t CROSS JOIN entry e CROSS JOIN waiting w
WHERE g.tenant = :tenant AND g.person = :person AND g.kind = 'G' AND g.live = 1 AND g.day >= :first
    AND t.tenant = g.tenant AND t.entry = g.id
    AND e.tenant = t.tenant AND e.kind = 'W' AND e.number = t.waiting AND e.live = 1 AND e.day BETWEEN :first AND :last
    AND w.tenant = e.tenant AND w.entry = e.id
    AND g.id = (SELECT MIN(x.id) FROM went JOIN entry x ON x.id = went.entry AND x.tenant = went.tenant
        WHERE went.tenant = e.tenant AND went.waiting = e.number AND x.live = 1)
ORDER BY e.id

-- :name open_waits
-- Customers to whom nobody went yet.
SELECT e.number, e.person, e.team, e.account, e.day, e.at, w.place, w.what, NULL AS went_by, NULL AS went_at
FROM entry e JOIN waiting w ON w.entry = e.id AND w.tenant = e.tenant
WHERE e.tenant = :tenant AND e.kind = 'W' AND e.live = 1 AND e.answered = 0 AND e.day BETWEEN :first AND :last
ORDER BY e.id

-- :name followups
-- A person's follow-ups up to a day that no later call has answered, of accounts that are served.
-- CROSS JOIN starts with the open ones.
SELECT e.number, e.account, e.person, f.due, f.hour, f.note, e.at
FROM entry e CROSS JOIN followup f CROSS JOIN account a
WHERE e.tenant = :tenant AND e.kind = 'F' AND e.live = 1 AND e.answered = 0 AND e.person = :person
    AND f.entry = e.id AND f.tenant = e.tenant AND f.due <= :upto
    AND a.tenant = :tenant AND a.id = e.account AND a.closed IS NULL
ORDER BY f.due, COALESCE(f.hour, '24:00'), e.number

-- :name followups_for
-- Everybody's follow-ups of an account that no later call has answered.
SELECT e.number, e.account, e.person, f.due, f.hour, f.note, e.at
FROM entry e CROSS JOIN followup f
WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'F' AND e.live = 1 AND e.answered = 0
    AND f.entry = e.id AND f.tenant = e.tenant
ORDER BY f.due, COALESCE(f.hour, '24:00'), e.number

-- :name conversations
-- How often somebody at an account was reached since a day; the plus: found by the account.
SELECT (
    SELECT COUNT(*) FROM entry e JOIN call c ON c.entry = e.id AND c.tenant = e.tenant
    WHERE +e.tenant = :tenant AND e.account = :account AND e.kind = 'C' AND e.live = 1 AND e.day >= :since
    AND c.outcome NOT IN ('vm', 'none')) + (
    SELECT COUNT(*) FROM entry e WHERE +e.tenant = :tenant AND e.account = :account AND e.kind IN ('V', 'M', 'E', 'O')
    AND e.live = 1 AND e.day >= :since) AS times

-- :name last_contacts
-- The last contacts with an account, newest first; a select a kind, as the index leads with it.
SELECT e.kind, e.day, e.person, c.outcome, COALESCE(c.note, o.note) AS note, o.amount, e.via FROM (
    SELECT id FROM (SELECT id FROM entry
        WHERE tenant = :tenant AND account = :account AND kind = 'C' AND live = 1
        ORDER BY day DESC, id DESC LIMIT :limit) calls
    UNION ALL
    SELECT id FROM (SELECT id FROM entry
        WHERE tenant = :tenant AND account = :account AND kind = 'V' AND live = 1
        ORDER BY day DESC, id DESC LIMIT :limit) visits
    UNION ALL
    SELECT id FROM (SELECT id FROM entry
        WHERE tenant = :tenant AND account = :account AND kind = 'M' AND live = 1
        ORDER BY day DESC, id DESC LIMIT :limit) meetings
    UNION ALL
    SELECT id FROM (SELECT id FROM entry
        WHERE tenant = :tenant AND account = :account AND kind = 'E' AND live = 1
        ORDER BY day DESC, id DESC LIMIT :limit) mails
    UNION ALL
    SELECT id FROM (SELECT id FROM entry
        WHERE tenant = :tenant AND account = :account AND kind = 'O' AND live = 1
        ORDER BY day DESC, id DESC LIMIT :limit) offers) last
JOIN entry e ON e.tenant = :tenant AND e.id = last.id
LEFT JOIN call c ON c.tenant = e.tenant AND c.entry = e.id
LEFT JOIN contact o ON o.tenant = e.tenant AND o.entry = e.id
ORDER BY e.day DESC, e.id DESC LIMIT :limit

-- :name last_heard
-- The last call to an account in which the customer's own words were noted.
SELECT e.kind, e.day, e.person, c.outcome, c.note, NULL AS amount, e.via
FROM entry e JOIN call c ON c.tenant = e.tenant AND c.entry = e.id AND c.listened = 1 AND c.note <> ''
WHERE e.tenant = :tenant AND e.account = :account AND e.kind = 'C' AND e.live = 1
ORDER BY e.day DESC, e.id DESC LIMIT 1

-- :name listening
-- A person's calls of a period in which somebody spoke, with the open questions asked and how many were listened in.
SELECT COUNT(*) AS conversations, COALESCE(SUM(c.questions), 0) AS questions, COALESCE(SUM(c.listened), 0) AS listened
FROM entry e JOIN call c ON c.tenant = e.tenant AND c.entry = e.id
WHERE e.tenant = :tenant AND e.person = :person AND e.day BETWEEN :first AND :last AND e.live = 1
    AND e.kind = 'C' AND c.outcome IN ('spoke', 'meet')
