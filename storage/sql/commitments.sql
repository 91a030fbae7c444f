-- :name pledge
-- The live promise of a number, of whoever holds it by now, with what it counted before, once for each of its live steps, as they were logged.
SELECT e.account, COALESCE((
        SELECT h.heir FROM handover_item i JOIN handover h ON h.tenant = i.tenant AND h.entry = i.entry
        JOIN entry g ON g.tenant = i.tenant AND g.id = i.entry
        WHERE i.tenant = :tenant AND i.kind = 'P' AND i.item = e.number AND g.live = 1
        ORDER BY i.entry DESC LIMIT 1), e.person) AS person, e.team, e.day, e.at, p.what, p.due, p.hour, p.broken, p.told, p.after_step,
    s.number AS step, s.fate, s.told AS step_told, s.due AS step_due, s.hour AS step_hour, s.day AS step_day,
    old.person AS old_person, old.team AS old_team, old.counted AS old_counted
FROM entry e JOIN pledge p ON p.entry = e.id AND p.tenant = e.tenant
LEFT JOIN promise old ON old.tenant = e.tenant AND old.number = e.number
LEFT JOIN (
    SELECT taken.number, step.fate, step.told, step.due, step.hour, taken.day
    FROM step JOIN entry taken ON taken.id = step.entry AND taken.tenant = step.tenant
    WHERE step.tenant = :tenant AND step.promise = :number AND taken.live = 1) s ON 1 = 1
WHERE e.tenant = :tenant AND e.kind = 'P' AND e.number = :number AND e.live = 1
ORDER BY s.number

-- :name counted
-- As what a promise counts so far, and whose it is.
SELECT person, team, counted FROM promise WHERE tenant = :tenant AND number = :number

-- :name bump_promises
-- Moves the sums of a day of whose promise it is. -- beside others
INSERT INTO promise_day (tenant, team, day, person, kept, told, broken, unanswered)
VALUES (:tenant, :team, :day, :person, :kept, :told, :broken, :unanswered)
ON CONFLICT (tenant, team, day, person) DO UPDATE SET
    kept = promise_day.kept + excluded.kept, told = promise_day.told + excluded.told,
    broken = promise_day.broken + excluded.broken, unanswered = promise_day.unanswered + excluded.unanswered

-- :name note_change
-- Remembers that they moved, for whoever compares what was shown before and after. -- beside others
INSERT INTO promise_change (tenant, person, team, day, kept, told, broken, unanswered)
VALUES (:tenant, :person, :team, :day, :kept, :told, :broken, :unanswered)

-- :name drop_promise
-- Forgets a promise, of which there may be none. -- beside others
DELETE FROM promise WHERE tenant = :tenant AND number = :number

-- :name set_promise
-- A promise as it stands after its steps. -- beside others
INSERT INTO promise (tenant, number, account, person, team, what, due, hour, state, told, moved, closed,
    made_at, counted)
VALUES (:tenant, :number, :account, :person, :team, :what, :due, :hour, :state, :told, :moved, :closed,
    :made_at, :counted)
ON CONFLICT (tenant, number) DO UPDATE SET
    account = excluded.account, person = excluded.person, team = excluded.team, what = excluded.what,
    due = excluded.due, hour = excluded.hour, state = excluded.state, told = excluded.told, moved = excluded.moved,
    closed = excluded.closed, made_at = excluded.made_at, counted = excluded.counted
