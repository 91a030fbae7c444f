-- The first calls of a day; the person is repeated, so that the plan of a day is found without reading the log.
CREATE TABLE planned (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL REFERENCES tenant (id),
    person {int} NOT NULL REFERENCES person (id),
    due TEXT NOT NULL
) {strict};
CREATE INDEX planned_due ON planned (tenant, person, due);
