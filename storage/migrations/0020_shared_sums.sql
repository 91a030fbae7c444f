-- What may be shown to a channel is told by sums that share a person with the new one, however many others were shown.
CREATE INDEX audit_shared_person ON audit (tenant, person, at, what) WHERE action = 'shared';
CREATE INDEX audit_shared_author ON audit (tenant, author, at, what) WHERE action = 'shared';
CREATE INDEX audit_shared ON audit (tenant, at, what) WHERE action = 'shared';
-- for the same: what these people did on the days of a period, taken back or not
DROP INDEX entry_day;
CREATE INDEX entry_counted ON entry (tenant, person, day) WHERE kind IN ('C', 'P', 'S', 'G');
