-- What was promised for a day is kept, told first, broken or unanswered, and counts once, on one day: that of the answer,
-- at the latest the day that it was due.
-- after_step: the day of an edited promise was said after the step of this number; steps up to it move it no more
ALTER TABLE pledge ADD COLUMN after_step {int} NOT NULL DEFAULT 0;
-- moved: 1 when the customer was told of another day, which is a promise of its own; told is about that one
-- team: that of the promise at the time of logging, 0 for none
-- counted: as what it counts on which days, such as "2026-11-24 told 2026-11-30 unanswered"
ALTER TABLE promise ADD COLUMN moved {int} NOT NULL DEFAULT 0;
ALTER TABLE promise ADD COLUMN team {int} NOT NULL DEFAULT 0;
ALTER TABLE promise ADD COLUMN counted TEXT NOT NULL DEFAULT '';
UPDATE promise SET team = COALESCE((SELECT e.team FROM entry e WHERE e.tenant = promise.tenant AND e.kind = 'P'
    AND e.number = promise.number AND e.live = 1), 0);
UPDATE promise SET moved = 1 WHERE EXISTS (
    SELECT 1 FROM step s JOIN entry e ON e.tenant = s.tenant AND e.id = s.entry AND e.live = 1
    WHERE s.tenant = promise.tenant AND s.promise = promise.number AND s.fate = 'told' AND s.due IS NOT NULL);
UPDATE promise SET told = 0 WHERE moved = 1 AND NOT EXISTS (
    SELECT 1 FROM step s JOIN entry e ON e.tenant = s.tenant AND e.id = s.entry AND e.live = 1
    WHERE s.tenant = promise.tenant AND s.promise = promise.number AND s.told = 1 AND (s.fate <> 'told' OR s.due IS NULL)
    AND e.number > (
        SELECT MAX(n.number) FROM step m JOIN entry n ON n.tenant = m.tenant AND n.id = m.entry AND n.live = 1
        WHERE m.tenant = promise.tenant AND m.promise = promise.number AND m.fate = 'told' AND m.due IS NOT NULL));
CREATE TABLE commitment (
    tenant {int} NOT NULL,
    promise {int} NOT NULL,
    part {int} NOT NULL,
    day TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (tenant, promise, part)
) {strict};
INSERT INTO commitment (tenant, promise, part, day, outcome)
SELECT tenant, promise, ROW_NUMBER() OVER (PARTITION BY tenant, promise ORDER BY number) - 1,
    CASE WHEN due < day THEN due ELSE day END, 'told'
FROM (
    SELECT s.tenant, s.promise, e.number, e.day,
        COALESCE(LAG(s.due) OVER (PARTITION BY s.tenant, s.promise ORDER BY e.number), g.due) AS due
    FROM step s
    JOIN entry e ON e.tenant = s.tenant AND e.id = s.entry AND e.live = 1
    JOIN entry p ON p.tenant = s.tenant AND p.kind = 'P' AND p.number = s.promise AND p.live = 1
    JOIN pledge g ON g.tenant = p.tenant AND g.entry = p.id
    WHERE s.fate = 'told' AND s.due IS NOT NULL) moves;
INSERT INTO commitment (tenant, promise, part, day, outcome)
SELECT p.tenant, p.number,
    (SELECT COUNT(*) FROM commitment c WHERE c.tenant = p.tenant AND c.promise = p.number),
    CASE WHEN p.closed < p.due THEN p.closed ELSE p.due END,
    CASE WHEN p.state = 'kept' THEN 'kept' WHEN p.told = 1 THEN 'told' WHEN p.state = 'broken' THEN 'broken'
        ELSE 'unanswered' END
FROM promise p;
UPDATE commitment SET day = COALESCE((
    SELECT MAX(e.day) FROM step s JOIN entry e ON e.tenant = s.tenant AND e.id = s.entry AND e.live = 1
    JOIN promise p ON p.tenant = s.tenant AND p.number = s.promise AND p.state = 'open'
    WHERE s.tenant = commitment.tenant AND s.promise = commitment.promise AND s.told = 1 AND s.due IS NULL
    AND e.day < commitment.day), day)
WHERE outcome = 'told' AND part = (
    SELECT MAX(c.part) FROM commitment c WHERE c.tenant = commitment.tenant AND c.promise = commitment.promise);
-- sums of it, by the day and by whose promise it is
CREATE TABLE promise_day (
    tenant {int} NOT NULL,
    team {int} NOT NULL,
    day TEXT NOT NULL,
    person {int} NOT NULL,
    kept {int} NOT NULL DEFAULT 0,
    told {int} NOT NULL DEFAULT 0,
    broken {int} NOT NULL DEFAULT 0,
    unanswered {int} NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, team, day, person)
) {strict};
CREATE INDEX promise_day_person ON promise_day (tenant, person, day);
INSERT INTO promise_day (tenant, team, day, person, kept, told, broken, unanswered)
SELECT p.tenant, p.team, c.day, p.person, SUM(CASE WHEN c.outcome = 'kept' THEN 1 ELSE 0 END),
    SUM(CASE WHEN c.outcome = 'told' THEN 1 ELSE 0 END), SUM(CASE WHEN c.outcome = 'broken' THEN 1 ELSE 0 END),
    SUM(CASE WHEN c.outcome = 'unanswered' THEN 1 ELSE 0 END)
FROM promise p JOIN commitment c ON c.tenant = p.tenant AND c.promise = p.number
GROUP BY p.tenant, p.team, c.day, p.person;
WITH RECURSIVE built(tenant, promise, part, words) AS (
    SELECT tenant, promise, part, day || ' ' || outcome FROM commitment WHERE part = 0
    UNION ALL
    SELECT c.tenant, c.promise, c.part, b.words || ' ' || c.day || ' ' || c.outcome
    FROM built b JOIN commitment c ON c.tenant = b.tenant AND c.promise = b.promise AND c.part = b.part + 1)
UPDATE promise SET counted = (
    SELECT b.words FROM built b WHERE b.tenant = promise.tenant AND b.promise = promise.number
    ORDER BY b.part DESC LIMIT 1);
DROP TABLE commitment;
