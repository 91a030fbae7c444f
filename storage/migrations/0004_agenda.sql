-- wake: when the planner looks at a person's or a team's nudges again, empty for at once; stirred: how often they were woken
ALTER TABLE person ADD COLUMN wake TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN stirred {int} NOT NULL DEFAULT 0;
CREATE INDEX person_wake ON person (tenant, wake, id);
ALTER TABLE team ADD COLUMN wake TEXT NOT NULL DEFAULT '';
ALTER TABLE team ADD COLUMN stirred {int} NOT NULL DEFAULT 0;
ALTER TABLE team ADD COLUMN created_at TEXT NOT NULL DEFAULT '';
CREATE INDEX team_wake ON team (tenant, wake, id);
