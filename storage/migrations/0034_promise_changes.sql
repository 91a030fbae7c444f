-- promise_change: by how much a person's sums of the promises of a day moved, one row a time; whoever compares two sums
-- that were shown reads from it which answers came between them. It begins with what the promises counted as before.
CREATE TABLE promise_change (
    id {pk},
    tenant {int} NOT NULL,
    person {int} NOT NULL,
    team {int} NOT NULL,
    day TEXT NOT NULL,
    kept {int} NOT NULL,
    told {int} NOT NULL,
    broken {int} NOT NULL,
    unanswered {int} NOT NULL
) {strict};
INSERT INTO promise_change (tenant, person, team, day, kept, told, broken, unanswered)
SELECT tenant, person, team, day, kept, told, broken, unanswered FROM promise_day
WHERE kept <> 0 OR told <> 0 OR broken <> 0 OR unanswered <> 0;
CREATE INDEX promise_change_person ON promise_change (tenant, person, day);
