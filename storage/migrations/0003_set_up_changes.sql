-- gone: off the list, kept for what was logged about it; of a person: an admin said so, whatever the platform says
ALTER TABLE person ADD COLUMN gone {int} NOT NULL DEFAULT 0;
ALTER TABLE team ADD COLUMN gone {int} NOT NULL DEFAULT 0;
ALTER TABLE touchpoint ADD COLUMN gone {int} NOT NULL DEFAULT 0;
ALTER TABLE desk ADD COLUMN gone {int} NOT NULL DEFAULT 0;
-- who gave and took which role, and who took whom off the list or back; what: +manager, -manager, gone or back
CREATE TABLE audit (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    author {int} NOT NULL REFERENCES person (id),
    person {int} NOT NULL REFERENCES person (id),
    what TEXT NOT NULL,
    at TEXT NOT NULL
) {strict};
CREATE INDEX audit_newest ON audit (tenant, id);
