-- Days on which the whole company is closed, or works until noon; of a day that was taken off the list the row stays.
CREATE TABLE closed_day (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    day TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    half {int} NOT NULL DEFAULT 0,
    gone {int} NOT NULL DEFAULT 0
) {strict};
CREATE UNIQUE INDEX closed_day_day ON closed_day (tenant, day) WHERE gone = 0;
-- hours of nudges that differ from the usual ones, as N1=08:15
ALTER TABLE team ADD COLUMN nudge_hours TEXT NOT NULL DEFAULT '';
-- lunch: start and end, local time, as 11:30-12:00; empty for no lunch plan
ALTER TABLE person ADD COLUMN lunch TEXT NOT NULL DEFAULT '';
