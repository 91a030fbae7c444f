-- Who was active on the days of a period is asked whenever figures of a group are shown.
CREATE INDEX entry_day ON entry (tenant, day, person);
