-- purpose: what a company says its team figures are for, in versions, of which the newest counts that was not taken back.
-- basis: the legal basis; told: the local day from which people know it; days: how long a notice it gives at least.
-- purpose_read: who has read which version.
CREATE TABLE purpose (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    words TEXT NOT NULL,
    basis TEXT NOT NULL,
    told TEXT NOT NULL,
    days {int} NOT NULL DEFAULT 0,
    gone {int} NOT NULL DEFAULT 0
) {strict};
CREATE TABLE purpose_read (
    tenant {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    purpose {int} NOT NULL REFERENCES purpose (id),
    at TEXT NOT NULL,
    PRIMARY KEY (tenant, person, purpose)
) {strict};
-- A company that used Snurr before keeps its team figures for a while without a purpose, counted from its newest entry: a
-- migration has no clock.
INSERT INTO mark (tenant, name, value)
SELECT tenant, 'figures before purposes', substr(MAX(at), 1, 10) FROM entry GROUP BY tenant;
